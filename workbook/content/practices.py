"""Reading a practice: its fields, and how it is looked back on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbook.content.directives import Directive, read_kind, read_themes
from workbook.content.kinds import LetterKind
from workbook.content.model import Ending, Field, LookBack, Practice
from workbook.content.near import did_you_mean
from workbook.content.reading import read_blocks
from workbook.content.report import Report
from workbook.content.settings_reader import SettingsReader

MOST_FIELDS: Final = 20
MOST_ENDINGS: Final = 9
"""So that each can have a digit as its key."""

_BLANK = re.compile(r"\{([^{}]*)\}")
_TALLY_BLANKS: Final = ("met", "all")


def read_practice(found: Directive, report: Report) -> Practice:
    """Read a practice."""
    settings = found.read_settings(report)
    fields = _fields(settings)
    rehearse = settings.phrase("rehearse")
    _check_blanks("rehearse", rehearse, [field.id for field in fields], settings)
    practice = Practice(
        id=found.id,
        title=settings.phrase("title", example='title = "Promises to myself"'),
        entry=settings.phrase("entry", example='entry = "promise"'),
        fields=fields,
        intro=read_blocks(found.words, report, found.words_line),
        themes=read_themes(settings, report),
        look_back=_look_back(settings, report),
        rehearse=rehearse,
        was=settings.ids("was"),
        line=found.line,
    )
    settings.close()
    return practice


def _fields(settings: SettingsReader) -> tuple[Field, ...]:
    found: list[Field] = []
    tables = settings.tables("fields", "field")
    for table in tables:
        field = Field(
            id=table.id("id", example='id = "when"'),
            label=table.phrase("label", example='label = "When…"'),
            kind=read_kind(table),
            hint=table.phrase("hint"),
        )
        if isinstance(field.kind, LetterKind):
            # An entry is opened again and again to be changed: nothing in it could stay closed.
            table.wrong("kind", "a field cannot be a letter", 'make it a prompt, or write kind = "text"')
        table.close()
        if field.id in {other.id for other in found}:
            table.wrong("id", f'two fields of this practice are called "{field.id}"', "give one another id")
        elif field.id:
            found.append(field)
    if not tables:
        settings.missing("fields", "[[fields]] with an id, a label and a kind")
    elif len(tables) > MOST_FIELDS:
        settings.wrong("fields", f"this practice has {len(tables)} fields", f"use at most {MOST_FIELDS}")
    return tuple(found)


def _look_back(settings: SettingsReader, report: Report) -> LookBack | None:
    table = settings.table("look-back", "look-back")
    if table is None:
        return None
    tally = table.phrase("tally")
    _check_blanks("tally", tally, _TALLY_BLANKS, table)
    look_back = LookBack(
        after_days=table.number("after-days", 7, least=1, most=3650),
        ask=table.phrase("ask", example='ask = "How did it go?"'),
        endings=_endings(table, report),
        tally=tally,
    )
    if tally and not any(ending.met for ending in look_back.endings):
        table.wrong("tally", "this tally counts nothing", "write met = true at one ending or more")
    table.close()
    return look_back


def _endings(settings: SettingsReader, report: Report) -> tuple[Ending, ...]:
    found: list[Ending] = []
    tables = settings.tables("endings", "ending")
    for table in tables:
        ending = Ending(
            id=table.id("id", example='id = "kept"'),
            label=table.phrase("label", example='label = "Kept"'),
            leads_to=table.id("leads-to"),
            met=table.flag("met"),
        )
        table.close()
        if ending.leads_to:
            report.mention("section", ending.leads_to, table.line_of("leads-to"))
        if ending.label and ending.label in {other.label for other in found}:
            table.wrong("label", f'two endings of this practice read "{ending.label}"', "say one another way")
        if ending.id in {other.id for other in found}:
            table.wrong("id", f'two endings of this practice are called "{ending.id}"', "give one another id")
        elif ending.id:
            found.append(ending)
    if not tables:
        settings.missing("endings", "[[look-back.endings]] with an id and a label")
    elif len(tables) > MOST_ENDINGS:
        settings.wrong(
            "endings", f"{len(tables)} endings are a lot to choose from", f"use at most {MOST_ENDINGS}"
        )
    return tuple(found)


def _check_blanks(key: str, sentence: str, known: Sequence[str], settings: SettingsReader) -> None:
    """Report blanks that nothing will fill, and braces that are no blank."""
    for name in dict.fromkeys(_names(sentence)):
        if name not in known:
            listed = ", ".join(f"{{{other}}}" for other in known)
            settings.wrong(
                key, f"nothing fills the blank {{{name}}}", did_you_mean(name, known, f"use one of: {listed}")
            )
    if set(_BLANK.sub("", sentence)) & set("{}"):
        settings.wrong(key, f"{key} has a brace without its partner", "write blanks as {name}")


def _names(sentence: str) -> Iterable[str]:
    return (found[1] for found in _BLANK.finditer(sentence))
