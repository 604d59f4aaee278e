"""How a block of a plan is written in one row, and what is to mend in it below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content

from workbook.text import shorten
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.editing import Times, clock_in_words
from workbook.workshop.rules import Finding

INDENT: Final = 7
"""Columns up to where the minutes stand: what is to mend begins there."""

NARROW: Final = 52
"""Columns below which the kind of a block is left out."""

NARROWEST: Final = 24

_KIND: Final = 10
_ABOUT_THE_SUM: Final = "the blocks take "


def block_row(block: Block, begins: str, findings: Sequence[Finding], width: int) -> Content:
    """Write a block: when it begins, its minutes, the fewest, its kind, title and flags; findings below.

    Args:
        block: The block.
        begins: When it begins, in words.
        findings: What is to mend in it.
        width: Columns there are.
    """
    width = max(width, NARROWEST)
    flag = "protected" if block.protected else "optional" if block.optional else ""
    least = "" if block.protected or block.least == block.minutes else f"≥{block.least}"
    first = Content.assemble(
        (begins.rjust(5), "dim"),
        "  ",
        (f"{block.minutes:>3}", "bold"),
        " ",
        (least.ljust(4), "dim"),
        " ",
    )
    kind = f"{block.kind:<{_KIND}} " if width >= NARROW else ""
    room = max(width - first.cell_length - len(kind) - (len(flag) + 2 if flag else 0), 6)
    title = shorten(block.title, room) or "—"
    row = Content.assemble(first, (kind, "dim"), title)
    if flag:
        gap = max(width - row.cell_length - len(flag), 1)
        row = Content.assemble(row, " " * gap, (flag, "dim"))
    return Content("\n").join([row, *finding_lines(findings, width)])


def finding_lines(findings: Iterable[Finding], width: int, indent: int = INDENT) -> list[Content]:
    """Write what is to mend, wrapped, each with a mark that needs no colour."""
    lines: list[Content] = []
    for finding in findings:
        words = Content(in_words(finding)).wrap(max(width - indent - 2, NARROWEST // 2))
        for number, line in enumerate(words):
            mark = Content(" " * indent + ("  " if number else "· " if finding.warning else "! "))
            # Bold and no colour: it stands on the bar of the highlighted row as well.
            lines.append((mark + line.rstrip()).stylize("bold"))
    return lines


def in_words(finding: Finding) -> str:
    """Say a finding to someone who sees a screen: advice on what to write into a file is left out."""
    todo = "" if "=" in finding.todo or "take " in finding.todo[:5] else finding.todo
    said = f"{finding.wrong}; {todo}" if todo else finding.wrong
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith('?') else '.'}"


def is_about_the_sum(finding: Finding) -> bool:
    """Tell whether the line about the whole says the same."""
    return finding.block is None and finding.wrong.startswith(_ABOUT_THE_SUM)


def sum_in_words(agenda: Agenda, times: Times, start: int | None) -> Content:
    """Say how long the session is, when it begins and ends, and what is left or too much."""
    if times.slack == 0:
        fit = Content("fits exactly")
    elif times.slack > 0:
        fit = Content(f"! {_minutes(times.slack)} not planned yet").stylize("bold $warning")
    else:
        fit = Content(f"! {_minutes(-times.slack)} too long").stylize("bold $warning")
    fewest = "" if agenda.people_least == agenda.people_most else f"{agenda.people_least}–"
    people = f"{fewest}{agenda.people_most} people"
    span = f"{clock_in_words(0, start)}–{clock_in_words(agenda.minutes, start)}"
    ends = "" if times.slack == 0 else f" · blocks end at {clock_in_words(times.end, start)}"
    return Content.assemble(
        f"{_minutes(agenda.minutes)} · {span}{ends} · ",
        fit,
        (f" · {times.room} can be saved · {people}", "dim"),
    )


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"
