"""The journal's choosing: by theme, chapter, kind, time and mark; where words match."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content.loader import Pack
from workbook.moments import from_text
from workbook.progress.homes import Home, homes_in
from workbook.progress.journal import (
    SPANS,
    Choice,
    Surroundings,
    after,
    by_month,
    chapters_in,
    chosen,
    excerpt,
    is_within,
    kinds_in,
    lacking,
    matches,
    themes_in,
    words_of,
)
from workbook.store.records import Entry, Layer
from workbook.store.written import PRACTICE, Written
from workbook.text import fold
from workbook.values import Seals, Value

TODAY = date(2026, 11, 22)
HOMES = {
    "promise": Home("promise", "small", "building", ("promises",)),
    "promised": Home("promise", "small", "building", ("promises",)),
    "rest": Home("rest", "evening", "staying", ("kindness", "promises")),
    "log": Home("log", "evening", "staying", ("kindness",), is_practice=True),
}


def written(
    item_id: str, day: date = TODAY, kind: str = "text", *, title: str = "", name: str = ""
) -> Written:
    """Make something written."""
    return Written(
        ("layers", 1), name or item_id, item_id, f"{item_id}-then", kind, title, day.isoformat(), day
    )


def item_ids(found: list[Written]) -> list[str]:
    """Name what was found."""
    return [one.item_id for one in found]


ALL = [
    written("promise", TODAY),
    written("promised", TODAY - timedelta(days=7), "line"),
    written("rest", TODAY - timedelta(days=40)),
    written("log", TODAY - timedelta(days=400), PRACTICE, title="A log"),
    written("gone", TODAY - timedelta(days=401), "list"),
]
AROUND = Surroundings(TODAY, HOMES, {"later": ("small",), "proof": ("rest",)})


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["promise", "promised", "rest", "log", "gone"]),
        (Choice(theme="promises"), ["promise", "promised", "rest"]),
        (Choice(chapter="staying"), ["rest", "log"]),
        (Choice(theme="promises", chapter="staying"), ["rest"]),
        (Choice(kind="text"), ["promise", "rest"]),
        (Choice(kind="practice:log"), ["log"]),
        (Choice(span="week"), ["promise"]),
        (Choice(span="month"), ["promise", "promised"]),
        (Choice(span="year"), ["promise", "promised", "rest"]),
        (Choice(mark="later"), ["promise", "promised"]),
        (Choice(mark="proof"), ["rest"]),
        (Choice(mark="resting"), []),
    ],
)
def test_each_filter_keeps_what_it_names(choice: Choice, expected: list[str]) -> None:
    """Renamed questions count as what they are now; what the pack dropped has no theme and no chapter."""
    assert item_ids(chosen(ALL, choice, AROUND)) == expected


def test_only_what_occurs_is_offered() -> None:
    """A filter should never offer a theme, chapter or kind of which nothing was written."""
    assert themes_in(ALL[:2], AROUND) == {"promises"}
    assert chapters_in(ALL, AROUND) == {"building", "staying"}
    assert kinds_in(ALL, AROUND) == {
        "text": "in your words",
        "line": "lines",
        "list": "lists",
        "practice:log": "A log",
    }


def test_a_practice_of_another_pack_is_a_kind_of_its_own() -> None:
    """Its entries can still be chosen by the title it had."""
    old = written("old-log", kind=PRACTICE, title="An old log")
    assert kinds_in([old], AROUND) == {"practice:old-log": "An old log"}
    assert chosen([old, *ALL], Choice(kind="practice:old-log"), AROUND) == [old]


@given(
    st.lists(st.tuples(st.sampled_from([*HOMES, "gone"]), st.dates(date(2020, 1, 1), TODAY))),
    st.builds(
        Choice,
        theme=st.sampled_from(["", "promises", "kindness"]),
        chapter=st.sampled_from(["", "building"]),
        kind=st.sampled_from(["", "text", "list"]),
        span=st.sampled_from([*SPANS]),
        mark=st.sampled_from(["", "later", "proof"]),
    ),
)
def test_choosing_less_never_hides_more(found: list[tuple[str, date]], choice: Choice) -> None:
    """Each filter only takes away, in the order that was, and two together give what is in both."""
    everything = [written(item_id, day) for item_id, day in found]
    together = chosen(everything, choice, AROUND)
    assert [one for one in everything if one in together] == together
    for name in ("theme", "chapter", "kind", "span", "mark"):
        alone = chosen(everything, replace(Choice(), **{name: getattr(choice, name)}), AROUND)
        assert all(one in alone for one in together)
        assert together == chosen(alone, choice, AROUND)


@given(st.dates(date(2000, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_spans_of_time_lie_within_each_other(day: date, today: date) -> None:
    """What is of this month is of this year; today is of this week; this day is always an earlier one."""
    assert is_within(today, "week", today)
    assert not is_within(today, "month", today) or is_within(today, "year", today)
    if is_within(day, "month", today):
        assert is_within(day, "year", today)
    if day <= today and is_within(day, "week", today):
        assert 0 <= (today - day).days < 7
    if is_within(day, "day", today):
        assert (day.day, day < today) == (today.day, True)


def test_on_this_day_is_the_same_day_of_earlier_months_and_years() -> None:
    """Neither today nor any other day."""
    days = [date(2026, 11, 22), date(2026, 10, 22), date(2026, 10, 21), date(2025, 11, 22), date(2025, 2, 22)]
    assert [day for day in days if is_within(day, "day", TODAY)] == [days[1], days[3], days[4]]


@given(st.lists(st.dates(date(2024, 1, 1), TODAY)))
def test_months_hold_everything_once_in_order(days: list[date]) -> None:
    """Each month stands once, and nothing gets lost between them."""
    ordered = [written("rest", day) for day in sorted(days, reverse=True)]
    months = by_month(ordered)
    assert [one for _, group in months for one in group] == ordered
    names = [month for month, _ in months]
    assert names == sorted(set(names), reverse=True)
    assert all(one.day.replace(day=1) == month for month, group in months for one in group)


def test_values_go_round() -> None:
    """After the last comes the first; a value that is gone leads to the first."""
    assert after(["", "a", "b"], "b") == ""
    assert after(["", "a", "b"], "", -1) == "b"
    assert after(["", "a", "b"], "gone") == ""


FOLDING = st.text(st.sampled_from("aAbBßßﬁİ sS\n"), max_size=40)


@given(FOLDING, st.text(st.sampled_from("abßsﬁ "), max_size=6))
def test_every_match_is_marked_where_it_stands(text: str, words: str) -> None:
    """Every span holds one of the words, none overlap, and a text holds a word exactly when it has a span."""
    spans = matches(text, words)
    wanted = fold(words).split()
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))
    assert all(any(word in fold(text[start:end]) for word in wanted) for start, end in spans)
    assert bool(spans) == any(word in fold(text) for word in wanted)


def test_matches_are_in_the_letters_of_the_text() -> None:
    """Letters that fold to several should not move what comes after them."""
    assert matches("Die Straße am Fluss", "fluss STRASSE") == [(4, 10), (14, 19)]
    assert matches("aaa", "aa") == [(0, 3)]


@given(st.text(max_size=300), st.text(st.sampled_from("abc de"), max_size=5), st.integers(12, 80))
def test_an_excerpt_is_one_line_of_the_text(text: str, words: str, room: int) -> None:
    """Nothing is added but a mark for what was left out in front."""
    line = excerpt(text, words, room)
    assert "\n" not in line
    assert " ".join(text.split()).endswith(line.removeprefix("…") if line.startswith("…") else line)


def test_a_late_match_stands_in_the_excerpt() -> None:
    """However far down the match is, it should be near the beginning of the line."""
    line = excerpt("before " * 100 + "the river " + "after " * 50, "river", 40)
    assert line.startswith("…before")
    assert 0 < line.index("river") < 30


def test_what_one_text_lacks_is_looked_for_in_the_other() -> None:
    """Only words that stand nowhere in it, whatever their case, in the order in which they were typed."""
    assert lacking("The River", "stone river RIV Lamp") == "stone Lamp"
    assert lacking("The River", "") == ""


@pytest.fixture
def moment() -> Iterator[datetime]:
    """Some time."""
    yield from_text("2026-11-22T12:04:00.000Z")


def layer(value: Value, at: datetime) -> Layer:
    """Make a layer."""
    return Layer(
        id="1",
        prompt_id="p",
        section_id="s",
        question="?",
        kind="letter",
        value=value,
        visit_id="v",
        at=at,
        saved_at=at,
        offset="+00:00",
    )


def test_a_letter_keeps_its_words_until_its_day(moment: datetime) -> None:
    """Before, only when it opens; on the day and after, or once it has opened, the words."""
    letter: Value = {"text": "dear me", "opens": "2026-11-23"}
    assert words_of(layer(letter, moment), Seals(TODAY)) == "A letter. It opens on 23 November 2026."
    assert words_of(layer(letter, moment), Seals(date(2026, 11, 23))) == "dear me"
    waiting = layer({"text": "dear me", "opens": "coming-back"}, moment)
    assert words_of(waiting, Seals(TODAY)) == "A letter. It opens when you come back after a while."
    assert words_of(waiting, Seals(TODAY, {"1"})) == "dear me"


def test_a_letter_in_a_practice_is_sealed_as_well(moment: datetime) -> None:
    """Each field is looked at by itself; a note stands for an entry without words."""
    values: dict[str, Value] = {"what": "walk", "to-me": {"text": "dear me", "opens": "2027-01-01"}}
    entry = Entry(
        id="1",
        practice_id="p",
        title="t",
        values=values,
        labels={},
        visit_id="v",
        at=moment,
        saved_at=moment,
        offset="+00:00",
    )
    assert words_of(entry, Seals(TODAY)) == "walk\nA letter. It opens on 1 January 2027."
    assert words_of(replace(entry, values={}, note="it went"), Seals(TODAY)) == "it went"


def test_every_item_of_the_pack_has_a_home(chapters: Pack) -> None:
    """Each prompt and practice should be found by its id, with its section and chapter."""
    homes = homes_in(chapters)
    for outline in chapters.outlines:
        for section in outline.sections:
            for item_id in (*section.prompt_ids, *section.practice_ids):
                assert (homes[item_id].section_id, homes[item_id].chapter_id) == (section.id, outline.id)
