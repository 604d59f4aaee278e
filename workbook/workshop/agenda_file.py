"""Agendas as TOML: bytes to an agenda, and everything wrong with them at its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbook.content.loader import Pack
from workbook.content.model import FORMS
from workbook.content.pack_model import Problem
from workbook.content.report import Report
from workbook.content.settings_reader import SettingsReader
from workbook.content.source_text import read_text, report_long_lines
from workbook.content.toml_text import read_toml
from workbook.workshop.agenda import KINDS, Agenda, Block, BlockKind, forms_of, must_be_protected
from workbook.workshop.names import name_findings
from workbook.workshop.rules import (
    MOST_BLOCKS,
    MOST_MINUTES,
    MOST_PEOPLE,
    TITLE_LENGTH,
    Finding,
    agenda_findings,
    block_findings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedAgenda:
    """What a file says and what is wrong with it."""

    agenda: Agenda | None
    """None as long as something has to be mended."""
    problems: tuple[Problem, ...]
    draft: Agenda | None = None
    """What stands there all the same, when every setting could be read and only rules are broken."""


def parse_agenda(raw: bytes, file: str, pack: Pack | None = None) -> ParsedAgenda:
    """Read an agenda.

    Args:
        raw: The file's bytes; any.
        file: What to call the file in problems.
        pack: Where the sections and prompts have to be that it names; None to leave them unchecked.
    """
    report = Report(file)
    text = read_text(raw, report)
    settings = None
    if text is not None and not report_long_lines(text, report):
        settings = read_toml(text, "agenda", report)
    reading = _AgendaText(settings, report) if settings else None
    agenda = reading.read(pack) if reading else None
    return ParsedAgenda(
        agenda=agenda if _is_sound(report) else None,
        problems=tuple(sorted(report.problems)),
        draft=agenda if reading and reading.is_readable else None,
    )


def _is_sound(report: Report) -> bool:
    return all(problem.warning for problem in report.problems)


@dataclass(slots=True)
class _AgendaText:
    """The settings of one agenda while they are being read."""

    settings: SettingsReader
    report: Report
    tables: list[SettingsReader] = field(default_factory=list)
    """Those of the blocks."""
    unread: set[tuple[int | None, str]] = field(default_factory=set)
    """Block and key of what is missing or wrong by itself: nothing is concluded from the value in its place."""
    is_readable: bool = False
    """Whether every setting could be read, whatever the rules say about them."""

    def read(self, pack: Pack | None) -> Agenda:
        """Read everything and report what follows from it."""
        settings = self.settings
        title = settings.phrase("title", example='title = "…"')
        minutes = self._minutes(settings, None, "minutes = 90")
        people_least, people_most = self._people()
        self.tables = self._block_tables()
        agenda = Agenda(
            title=title,
            minutes=minutes,
            people_least=people_least,
            people_most=people_most,
            blocks=tuple(self._block(table, place, minutes) for place, table in enumerate(self.tables)),
        )
        settings.close()
        self.is_readable = _is_sound(self.report)
        if len(title) > TITLE_LENGTH:
            settings.wrong("title", f"title is longer than {TITLE_LENGTH} characters", "say it more briefly")
        self._tell(block_findings(agenda))
        if agenda.blocks and not {key for _, key in self.unread} & {"minutes", "kind"}:
            self._tell(agenda_findings(agenda))
        if pack:
            self._tell(name_findings(agenda, pack))
        return agenda

    def _people(self) -> tuple[int, int]:
        table = self.settings.table("people", "line about people")
        if table is None:
            if not self.settings.has("people"):
                self.settings.missing("people", "people = { least = 4, most = 24 }")
            return 1, MOST_PEOPLE
        for key, example in (("least", "least = 4"), ("most", "most = 24")):
            if not table.has(key):
                table.missing(key, example)
        least = table.number("least", 1, least=1, most=MOST_PEOPLE)
        most = table.number("most", MOST_PEOPLE, least=1, most=MOST_PEOPLE)
        table.close()
        if least > most:
            table.wrong("least", f"least is {least} people, and most is {most}", "change one of the two")
        return least, most

    def _block_tables(self) -> list[SettingsReader]:
        told = len(self.report.problems)
        tables = self.settings.tables("blocks", "block")
        if not tables and len(self.report.problems) == told:
            self.settings.missing("blocks", 'a line [[blocks]], and below it kind = "agreements" and so on')
        if len(tables) > MOST_BLOCKS:
            line = tables[MOST_BLOCKS].line
            self.report.wrong(
                line, f"there are more than {MOST_BLOCKS} blocks", "divide it into several agendas"
            )
            return []
        return tables

    def _block(self, table: SettingsReader, place: int, session_minutes: int) -> Block:
        kind = KINDS.get(table.one_of("kind", KINDS, example='kind = "reading"'))
        if kind is None:
            self.unread.add((place, "kind"))
        is_buffer = kind == "buffer"
        minutes = self._minutes(table, place, "minutes = 5")
        block = Block(
            kind=kind or "reading",
            title=table.phrase("title", "Spare minutes", example="" if is_buffer else 'title = "…"'),
            minutes=minutes,
            least=table.number("least", 0 if is_buffer else minutes, most=MOST_MINUTES),
            protected=self._flag(table, "protected", must_be_protected(kind, session_minutes)),
            optional=table.flag("optional"),
            section=table.id("section"),
            prompt=table.id("prompt"),
            form=_form(table, kind),
            notes=table.prose("notes"),
            say=table.prose("say"),
        )
        table.close()
        return block

    def _minutes(self, table: SettingsReader, place: int | None, example: str) -> int:
        """Read a needed number of minutes; 0 when it was not read."""
        minutes = table.number("minutes", 0, least=1, most=MOST_MINUTES)
        if not table.has("minutes"):
            table.missing("minutes", example)
        if not minutes:
            self.unread.add((place, "minutes"))
        return minutes

    def _flag(self, table: SettingsReader, key: str, default: bool) -> bool:
        """Read true or false; the default also stands in for what is neither."""
        told = len(self.report.problems)
        value = table.flag(key)
        return value if table.has(key) and len(self.report.problems) == told else default

    def _tell(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if any((finding.block, key) in self.unread for key in finding.keys):
                continue
            table = self.settings if finding.block is None else self.tables[finding.block]
            tell = self.report.worth_knowing if finding.warning else self.report.wrong
            tell(table.line_of(finding.keys[0]), finding.wrong, finding.todo)


def _form(table: SettingsReader, kind: BlockKind | None) -> str:
    """Read how people sit; the usual form of the kind when nothing is said, or nothing known."""
    forms = forms_of(kind)
    return table.one_of("form", FORMS, forms[0] if forms else "")
