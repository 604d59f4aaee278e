"""The journal: choosing among what was written, and by what; which day, which words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from workbook.frozen import frozen
from workbook.moments import local, opening_in_words, to_text
from workbook.progress.homes import CHECK_IN, Home, home_of, is_free_note
from workbook.progress.shelf import UNPLACED, lacks_place
from workbook.store.records import OWN, CheckIn, Entry, Layer, Person
from workbook.store.written import PRACTICE, Written
from workbook.text import fold
from workbook.values import Seals, Value, as_text, is_blank, waits_for

Span = Literal["", "week", "month", "year", "day"]
"""Any time; this week, month or year; or this day in earlier months and years."""

SPANS: Mapping[Span, str] = {
    "": "any time",
    "week": "this week",
    "month": "this month",
    "year": "this year",
    "day": "on this day",
}
OWN_QUESTION, OWN_NOTE = "own-question", "own-note"
"""Kinds of what was written under questions of one's own, and in notes."""
KINDS = {
    "text": "in your words",
    "line": "lines",
    "list": "lists",
    "scale": "scales",
    "choice": "choices",
    "checklist": "checklists",
    "table": "tables",
    "letter": "letters",
    OWN_QUESTION: "your own questions",
    OWN_NOTE: "notes",
    CHECK_IN: "check-ins",
}
"""The kinds of questions as a person would call what came of them."""
MOST_TRUST = 10
"""The upper end of a check-in."""
MARKS = {"later": "for later", "resting": "resting", "proof": "proof", UNPLACED: "without a place"}


@frozen(kw_only=True)
class Choice:
    """What of the journal is wanted; an empty part wants everything."""

    theme: str = ""
    chapter: str = ""
    kind: str = ""
    """A prompt's kind, or `practice:` and the practice's present id."""
    span: Span = ""
    mark: str = ""


@frozen()
class Surroundings:
    """What choosing needs to know beside what was written."""

    today: date
    homes: Mapping[str, Home] = field(default_factory=dict)
    """By every id an item has or had; see `homes_in`."""
    marked: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By kind of mark, the ids of what carries it: layers, entries, prompts, practices or sections."""
    notes: Collection[str] = ()
    """The ids of those own prompts that are notes."""


def checkin_written(number: int, checkin: CheckIn) -> Written:
    """See a check-in from afar, as layers and entries are.

    Args:
        number: Its place among all check-ins, from 0.
        checkin: The check-in.
    """
    return Written(
        key=(CHECK_IN, number),
        id=checkin.id,
        item_id="",
        section_id="",
        kind=CHECK_IN,
        title="",
        at=to_text(checkin.at),
        day=local(checkin.at, checkin.offset).date(),
    )


def chosen(written: Iterable[Written], choice: Choice, around: Surroundings) -> list[Written]:
    """Give what is wanted, in the order in which it came."""
    marked = frozenset(around.marked.get(choice.mark, ()))
    anywhere = not (choice.theme or choice.chapter)
    return [
        one
        for one in written
        if is_within(one.day, choice.span, around.today)
        and (not choice.kind or kind_of(one, around) == choice.kind)
        and (not choice.mark or _is_marked(one, choice.mark, marked, around))
        and (anywhere or _is_placed(home_of(one, around.homes), choice))
    ]


def _is_marked(one: Written, mark: str, marked: Collection[str], around: Surroundings) -> bool:
    if mark == UNPLACED:
        return lacks_place(one, around.homes)
    return any(name in marked for name in _names(one, around))


def _is_placed(home: Home | None, choice: Choice) -> bool:
    return home is not None and choice.theme in ("", *home.themes) and choice.chapter in ("", home.chapter_id)


def _names(one: Written, around: Surroundings) -> set[str]:
    home = home_of(one, around.homes)
    return {one.id, one.item_id, one.section_id, *((home.item_id, home.section_id) if home else ())} - {""}


def kind_of(one: Written, around: Surroundings) -> str:
    """Name the kind of something written; each practice is a kind of its own."""
    if one.item_id.startswith(OWN):
        return OWN_NOTE if one.item_id in around.notes or is_free_note(one) else OWN_QUESTION
    if one.kind != PRACTICE:
        return one.kind
    home = around.homes.get(one.item_id)
    return f"{PRACTICE}:{home.item_id if home else one.item_id}"


def kinds_in(written: Iterable[Written], around: Surroundings) -> dict[str, str]:
    """Name the kinds that occur, in words: questions first, then practices by their newest title."""
    found: dict[str, str] = {}
    for one in written:
        kind = kind_of(one, around)
        found.setdefault(kind, one.title or KINDS.get(kind, one.kind))
    questions = {kind: words for kind, words in KINDS.items() if kind in found}
    return questions | {kind: words for kind, words in found.items() if kind}


def themes_in(written: Iterable[Written], around: Surroundings) -> set[str]:
    """Name the themes of the prompts and practices that were answered."""
    return {theme for home in _homes(written, around) for theme in home.themes}


def chapters_in(written: Iterable[Written], around: Surroundings) -> set[str]:
    """Name the chapters in which something was written."""
    return {home.chapter_id for home in _homes(written, around)}


def _homes(written: Iterable[Written], around: Surroundings) -> list[Home]:
    items = {one.item_id: one for one in written}.values()
    return [home for home in (home_of(one, around.homes) for one in items) if home is not None]


def is_within(day: date, span: Span, today: date) -> bool:
    """Tell whether a day lies in a span of time that holds today; weeks begin on Monday.

    A day after today, from a clock that was set wrong, counts as today does.
    """
    match span:
        case "":
            return True
        case "week":
            return day >= today - timedelta(days=today.weekday())
        case "month":
            return day >= today.replace(day=1)
        case "year":
            return day >= today.replace(month=1, day=1)
        case "day":
            return day.day == today.day and day < today


def by_month(written: Iterable[Written]) -> list[tuple[date, list[Written]]]:
    """Put what follows each other in the same month together; each group begins with its month's first day."""
    months = groupby(written, key=lambda one: (one.day.year, one.day.month))
    return [(date(year, month, 1), [*group]) for (year, month), group in months]


def readable(value: Value, seals: Seals, record_id: str) -> str:
    """Write an answer as plain text; of a letter that is still closed, only when it opens.

    Args:
        value: The answer, or one field of an entry.
        seals: What may be read now.
        record_id: The layer or entry it stands in.
    """
    return opening_in_words(waits_for(value)) if seals.hide(value, record_id) else as_text(value)


def words_of(record: Layer | Entry | CheckIn | Person, seals: Seals) -> str:
    """Give the words of what was written that may be read now; an entry's note when it has no others."""
    match record:
        case Layer():
            return readable(record.value, seals, record.id)
        case CheckIn():
            return level_in_words(record)
        case Person():
            return ": ".join(part for part in (record.name, record.reach) if part)
        case Entry():
            values = (value for value in record.values.values() if not is_blank(value))
            return "\n".join(readable(value, seals, record.id) for value in values) or record.note


def level_in_words(checkin: CheckIn) -> str:
    """Write a check-in on one line: "7 of 10 · steady"."""
    return " · ".join(part for part in (f"{checkin.level} of {MOST_TRUST}", checkin.word) if part)


def after(values: Sequence[str], present: str, step: int = 1) -> str:
    """Give the value so many steps on, round at the ends; the first when the present one is not among them."""
    return values[(values.index(present) + step) % len(values)] if present in values else values[0]


def matches(text: str, words: str) -> list[tuple[int, int]]:
    """Find where any of the wanted words stands in a text, whatever its case.

    Returns:
        Spans of characters of the text itself, in order, none touching another.
    """
    wanted = set(fold(words).split())
    folded = fold(text)
    found = sorted((start, start + len(word)) for word in wanted for start in _occurrences(folded, word))
    joined: list[tuple[int, int]] = []
    for start, end in found if len(folded) == len(text) else _unfolded(text, found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _occurrences(folded: str, word: str) -> Iterable[int]:
    start = folded.find(word)
    while start >= 0:
        yield start
        start = folded.find(word, start + 1)


def _unfolded(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bring spans of a folded text back to the text itself, some of whose letters fold to several."""
    origins = [index for index, letter in enumerate(text) for _ in fold(letter)]
    return [(origins[start], origins[end - 1] + 1) for start, end in spans]


def lacking(text: str, words: str) -> str:
    """Give those of the wanted words that do not stand in a text, in their order."""
    folded = fold(text)
    return " ".join(word for word in words.split() if fold(word) not in folded)


def excerpt(text: str, words: str, room: int) -> str:
    """Cut one line of a text so that the first match stands in it.

    Args:
        text: Any number of lines; they are folded into one.
        words: What was searched for; empty for the beginning.
        room: About how many characters there are room for, at least 2.
    """
    line = " ".join(text.split())
    found = matches(line, words)
    first = found[0][0] if found else 0
    if first < room - len(words) - 2:
        return line
    begin = max(first - room // 3, 0)
    space = line.find(" ", begin, first)
    return "…" + line[space + 1 if space >= 0 else begin :]
