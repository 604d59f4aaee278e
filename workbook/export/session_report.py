"""The report of a workshop session, as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workbook import moments
from workbook.content.loader import Pack
from workbook.export.document import document
from workbook.export.escaping import on_one_line, quoted
from workbook.export.markup import Html, joined, paragraphs, tag, words
from workbook.workshop.report import BlockReport, SessionReport

MINUTE = 60
COLUMNS = ("Block", "Planned", "As it went", "Outcome")
NOTHING_PRIVATE = (
    "There are no names and no answers in this report, except where you wrote some into your notes."
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a report says, before it is marked up."""

    title: str
    lead: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    used: tuple[str, ...]
    left_out: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    """The block's title, or empty, and the words."""


def markdown_report(report: SessionReport, pack: Pack | None = None) -> str:
    """Write a report as Markdown.

    Args:
        report: What to write.
        pack: Knows the titles of sections and the words of questions; their ids stand there without it.
    """
    said = _said(report, pack)
    lines = [f"# {on_one_line(said.title)}", ""]
    for sentence in said.lead:
        lines += [on_one_line(sentence), ""]
    lines += ["## Times", "", _cells(COLUMNS), _cells(["---"] * len(COLUMNS), escaped=True)]
    lines += [_cells(row) for row in said.rows] + [""]
    for heading, names in _lists(said):
        lines += [f"## {heading}", "", *(f"- {on_one_line(name)}" for name in names), ""]
    if said.notes:
        lines += ["## Your notes", ""]
        for title, note in said.notes:
            lines += [f"**{on_one_line(title)}**", ""] if title else []
            lines += [quoted(note), ""]
    return "\n".join([*lines, NOTHING_PRIVATE]) + "\n"


def html_report(report: SessionReport, pack: Pack | None = None, language: str = "en") -> str:
    """Write a report as one self-contained HTML file; the arguments are those of `markdown_report`."""
    said = _said(report, pack)
    head = tag("tr", *(tag("th", words(column), scope="col") for column in COLUMNS))
    rows = (tag("tr", *(tag("td", words(cell)) for cell in row)) for row in said.rows)
    lists = (
        joined((tag("h2", words(heading)), tag("ul", *(tag("li", words(name)) for name in names))))
        for heading, names in _lists(said)
    )
    notes = [
        joined((tag("h3", words(title)) if title else Html(""), tag("blockquote", _lines(note))))
        for title, note in said.notes
    ]
    body = tag(
        "body",
        tag("header", tag("h1", words(said.title)), *(tag("p", words(sentence)) for sentence in said.lead)),
        tag("h2", words("Times")),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        *lists,
        *([tag("h2", words("Your notes"))] if notes else []),
        *notes,
        tag("footer", paragraphs(NOTHING_PRIVATE)),
    )
    return document(said.title, body, language)


def _said(report: SessionReport, pack: Pack | None) -> _Said:
    notes = [("", note) for note in report.notes]
    notes += [(one.block.title, note) for one in report.blocks for note in one.notes]
    return _Said(
        title=report.agenda.title,
        lead=tuple(_lead(report)),
        rows=tuple(_row(one, report.began) for one in report.blocks),
        used=tuple(_used(report, pack)),
        left_out=tuple(f"{one.block.title}: {one.outcome}" for one in report.left_out),
        notes=tuple(notes),
    )


def _lead(report: SessionReport) -> Iterable[str]:
    if report.began is None or report.ended is None:
        yield "This session did not begin."
        return
    offset = moments.local_offset(report.began)
    day = moments.day_in_words(moments.local(report.began, offset).date().isoformat())
    yield f"{day}, {_clock(report.began)} to {_clock(report.ended)}."
    if not report.has_ended:
        yield "Its end was not marked; this is how far it is known."
        return
    late = round(report.late / MINUTE)
    if late > 0:
        ending = f"it ended {_minutes(late)} after the planned end"
    else:
        ending = f"it ended {_minutes(-late)} before the planned end" if late else "it ended as planned"
    yield f"Planned for {_minutes(report.agenda.minutes)}; {ending}."


def _row(one: BlockReport, began: datetime | None) -> tuple[str, ...]:
    planned = f"{one.block.minutes} min"
    went = ""
    if began is not None:
        planned = f"{_clock(began + timedelta(minutes=one.planned_start))}, {planned}"
        if one.started is not None:
            taken = round(one.taken / MINUTE)
            length = f"{taken} min" if taken else "under a minute"
            went = f"{_clock(began + timedelta(seconds=one.started))}, {length}"
    return one.block.title, planned, went, "shortened" if one.was_shortened else one.outcome


def _used(report: SessionReport, pack: Pack | None) -> Iterable[str]:
    for section_id in report.sections:
        outline = pack.section_outline(section_id) if pack else None
        yield outline.title if outline else section_id
    for prompt_id in report.prompts:
        located = pack.prompt(prompt_id) if pack else None
        yield located[1].question if located else prompt_id


def _lists(said: _Said) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Give the lists that hold something, each with its heading."""
    return (
        (heading, names) for heading, names in (("Used", said.used), ("Left out", said.left_out)) if names
    )


def _cells(cells: Iterable[str], *, escaped: bool = False) -> str:
    return f"| {' | '.join(cell if escaped else on_one_line(cell) for cell in cells)} |"


def _lines(text: str) -> Html:
    return joined(tag("p", words(line)) for line in text.split("\n") if line.strip())


def _clock(moment: datetime) -> str:
    return moments.clock(moment, moments.local_offset(moment))


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"
