"""Agendas for the tests, written as a facilitator would, and a pack for them."""

from __future__ import annotations

from pathlib import Path

from tests.content.packs import CHAPTERS, write_pack
from workbook.workshop.agenda_file import ParsedAgenda, parse_agenda

AGENDA = """\
title = "An hour and a half"
minutes = 90
people = { least = 4, most = 12 }

[[blocks]]
kind = "agreements"
title = "Together"
minutes = 10
say = "What is said here stays here."

[[blocks]]
kind = "reading"
title = "Read"
minutes = 15
least = 10
section = "here"
notes = "Slowly."

[[blocks]]
kind = "writing"
title = "Write"
minutes = 20
least = 12
optional = true
section = "here"
prompt = "one-word"

[[blocks]]
kind = "break"
title = "Tea"
minutes = 10

[[blocks]]
kind = "round"
title = "Say"
minutes = 17
least = 8

[[blocks]]
kind = "buffer"
minutes = 3

[[blocks]]
kind = "grounding"
title = "Look round"
minutes = 5

[[blocks]]
kind = "check-out"
title = "Leave"
minutes = 10
"""


def parse(text: str) -> ParsedAgenda:
    """Read an agenda from its text alone."""
    return parse_agenda(text.encode(), "some.toml")


def changed(before: str, after: str, text: str = AGENDA) -> str:
    """Change the only place where *before* stands."""
    assert text.count(before) == 1, f"{before!r} stands there {text.count(before)} times"
    return text.replace(before, after)


def write_agenda(folder: Path, text: str = AGENDA, name: str = "plan.toml") -> Path:
    """Write a pack of two chapters with an agenda, and give the pack's folder."""
    write_pack(folder, CHAPTERS)
    (folder / "agendas").mkdir(exist_ok=True)
    (folder / "agendas" / name).write_text(text, encoding="utf-8")
    return folder
