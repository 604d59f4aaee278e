"""A book as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from workbook.export.book import (
    KEPT,
    NOTES,
    PEOPLE,
    REMOVED,
    SHELF,
    TIDE,
    Answer,
    Asked,
    Book,
    LookedBack,
    PracticeTable,
    Removed,
    Row,
    Said,
    TidePage,
)
from workbook.export.escaping import escaped, in_cell, on_one_line, quoted
from workbook.moments import day_in_words


def markdown_of(book: Book) -> str:
    """Write a book as Markdown (CommonMark, with the tables of GitHub).

    What the person wrote is escaped, so that it reads as it was typed.
    """
    return "\n".join(_parts(book)).rstrip() + "\n"


def _parts(book: Book) -> Iterator[str]:
    yield from (f"# {on_one_line(book.title)}", "")
    for chapter in book.chapters:
        yield from _heading(2, chapter.title)
        for section in chapter.sections:
            yield from _heading(3, section.title)
            yield from _questions(section.questions)
    for practice in book.practices:
        yield from _heading(2, practice.title)
        yield from _practice(practice)
    for title, asked in ((NOTES, book.notes), (SHELF, book.shelf)):
        if asked:
            yield from _heading(2, title)
            yield from _questions(asked)
    if book.kept:
        yield from _heading(2, KEPT)
        for kept in book.kept:
            yield from (quoted(kept.words), "", f"*{_day(kept.day)}*", "")
    if book.tide:
        yield from _heading(2, TIDE)
        yield from _tide(book.tide)
    if book.people:
        yield from _heading(2, PEOPLE)
        yield from (*(f"- {on_one_line(person)}" for person in book.people), "")
    if book.removed:
        yield from _heading(2, REMOVED)
        for removed in book.removed:
            yield from _removed(removed)


def _heading(level: int, title: str) -> tuple[str, str]:
    return f"{'#' * level} {on_one_line(title)}", ""


def _day(day: date) -> str:
    return day_in_words(day.isoformat())


def _from(origin: str) -> str:
    return f" · {origin}" if origin else ""


def _questions(questions: Iterable[Asked]) -> Iterator[str]:
    for asked in questions:
        if asked.question.strip():
            yield from (f"**{on_one_line(asked.question)}**", "")
        names = [*[""] * (len(asked.answers) - 2), "then · ", "now · "] if len(asked.answers) > 1 else [""]
        for name, answer in zip(names, asked.answers, strict=False):
            yield from (f"*{name}{_day(answer.day)}{_from(answer.origin)}*", "", *_answer(answer))


def _answer(answer: Answer) -> Iterator[str]:
    if answer.asked_then:
        yield from (f"asked then: {on_one_line(answer.asked_then)}", "")
    if answer.said.letter:
        yield from (escaped(answer.said.letter), "")
    if answer.said.words:
        yield from (quoted(answer.said.words), "")
    if answer.moved:
        yield from (f"what moved: {on_one_line(answer.moved)}", "")


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table; its cells are escaped already."""
    header = [column or " " for column in columns]
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(cells)} |" for cells in rows)
    yield ""


def _practice(practice: PracticeTable) -> Iterator[str]:
    columns = ["Day", *map(on_one_line, practice.columns)]
    if not practice.looks_back:
        return _table(columns, (_row(row) for row in practice.rows))
    rows = ([*_row(row), _looked_back(row.looked_back)] for row in practice.rows)
    return _table([*columns, "Looking back"], rows)


def _row(row: Row) -> list[str]:
    day = f"before, as of {_day(row.day)}" if row.before else _day(row.day) + _from(row.origin)
    return [day, *map(_cell, row.cells)]


def _cell(said: Said) -> str:
    return "<br>".join(in_cell(part) for part in (said.letter, said.words) if part)


def _looked_back(found: LookedBack) -> str:
    if found.due:
        return f"to look back on: {in_cell(found.due)}"
    day = f"{_day(found.on)}: " if found.on else ""
    said = " · ".join(part for part in (found.ending, found.note) if part)
    return day + in_cell(said) if said else ""


def _tide(tide: TidePage) -> Iterator[str]:
    rows = ([_day(one.day), f"{one.level} of 10", on_one_line(one.word)] for one in tide.checkins)
    return _table(["Day", "Trust in yourself", "In a word"], rows)


def _removed(removed: Removed) -> Iterator[str]:
    asked = f" · {on_one_line(removed.asked)}" if removed.asked.strip() else ""
    yield from (f"*{_day(removed.day)}*{asked}", "")
    for label, words in removed.said:
        if label:
            yield from (f"{on_one_line(label)}:", "")
        yield from (quoted(words), "")
