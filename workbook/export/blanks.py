"""Places to write on, for each kind of question: a kind as HTML for paper."""

from __future__ import annotations

from typing import Final

from workbook.content.kinds import (
    ChecklistKind,
    ChoiceKind,
    Kind,
    LetterKind,
    LineKind,
    ListKind,
    ScaleKind,
    TableKind,
    TextKind,
)
from workbook.content.model import Field, Practice
from workbook.export.markup import Html, joined, tag, words

MOST_LINES: Final = 20
"""On paper; a longer answer goes on overleaf."""

MOST_STEPS: Final = 21
"""Boxes in the row of a scale; a longer one asks for the number."""

MOST_COLUMNS: Final = 4
"""Of a practice that is printed with several rows; one with more fields gets a form for a single entry."""

PRACTICE_ROWS: Final = 3

HANDWRITING: Final = 2
"""Lines more than on the screen: writing by hand is larger."""


def blank(kind: Kind) -> Html:
    """Give the place to write an answer of a kind."""
    match kind:
        case TextKind(lines=lines):
            return _lines(lines + HANDWRITING)
        case LineKind():
            return _lines(1)
        case ListKind(items=items):
            return _numbered(items)
        case ScaleKind():
            return _scale(kind)
        case ChoiceKind(options=options):
            return _boxes("Choose one.", "round", options)
        case ChecklistKind(options=options):
            return _boxes("Tick any.", "square", options)
        case TableKind(columns=columns, rows=rows):
            return _table(tuple(map(words, columns)), max(rows, 2))
        case LetterKind(lines=lines):
            return joined((_lines(lines + HANDWRITING), _written("To be opened on")))
        case _:
            return _lines(4)


def practice_blank(practice: Practice) -> Html:
    """Give an empty table for a practice: a few rows, or a form for one entry when it has many fields."""
    if len(practice.fields) <= MOST_COLUMNS:
        return _table(tuple(map(_heading, practice.fields)), PRACTICE_ROWS)
    rows = (
        tag("tr", tag("th", _heading(field), scope="row"), tag("td", words("\u00a0")))
        for field in practice.fields
    )
    return tag("table", tag("tbody", *rows), klass="form")


def offer(kind: Kind) -> Html:
    """Say what a scale offers below some number; nothing for anything else."""
    if not isinstance(kind, ScaleKind) or kind.offer_below is None:
        return Html("")
    return tag("p", words(f"Below {kind.offer_below}: {kind.offer}"), klass="aside")


def _lines(count: int) -> Html:
    line = tag("div", klass="line")
    return tag("div", joined([line] * min(count, MOST_LINES)), klass="lines", aria_hidden="true")


def _numbered(count: int) -> Html:
    line = tag("li", tag("span", klass="line"))
    return tag("ol", joined([line] * min(count, MOST_LINES)), klass="numbered")


def _written(label: str) -> Html:
    return tag("p", words(label), words(" "), tag("span", klass="gap"), klass="filled-in")


def _scale(kind: ScaleKind) -> Html:
    if kind.high - kind.low >= MOST_STEPS:
        return _written(_ends(kind))
    steps = (tag("li", words(str(number))) for number in range(kind.low, kind.high + 1))
    labels = (
        tag("span", words(f"{number} = {label}" if label else ""))
        for number, label in ((kind.low, kind.low_label), (kind.high, kind.high_label))
    )
    row = tag("ol", *steps, klass="scale")
    has_labels = kind.low_label or kind.high_label
    return joined((row, tag("p", *labels, klass="ends"))) if has_labels else row


def _ends(kind: ScaleKind) -> str:
    low, high = (
        f"{number} ({label})" if label else str(number)
        for number, label in ((kind.low, kind.low_label), (kind.high, kind.high_label))
    )
    return f"A number from {low} to {high}:"


def _boxes(how: str, shape: str, options: tuple[str, ...]) -> Html:
    items = (tag("li", tag("span", klass=f"box {shape}"), words(option)) for option in options)
    return joined((tag("p", words(how), klass="aside"), tag("ul", *items, klass="boxes")))


def _table(headings: tuple[Html, ...], rows: int) -> Html:
    head = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    row = tag("tr", *(tag("td", words("\u00a0")) for _ in headings))
    return tag("table", tag("thead", head), tag("tbody", joined([row] * rows)), klass="blank")


def _heading(field: Field) -> Html:
    """Write a field's label, and below it what helps to fill it in."""
    help_text = " · ".join(part for part in (field.hint, _choices(field.kind)) if part)
    return joined((words(field.label), tag("small", words(help_text)) if help_text else Html("")))


def _choices(kind: Kind) -> str:
    match kind:
        case ScaleKind():
            return _ends(kind).rstrip(":")
        case ChoiceKind(options=options) | ChecklistKind(options=options):
            return " / ".join(options)
        case LetterKind():
            return "with the day on which it is to be opened"
        case _:
            return ""
