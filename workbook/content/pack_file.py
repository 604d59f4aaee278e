"""`pack.toml`: what a pack is called, what belongs to it and where to turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from workbook.content.folder import PACK_FILE, is_chapter_file
from workbook.content.pack_model import (
    Contact,
    GardenBeds,
    GroupWords,
    PackInfo,
    Problem,
    Stop,
    Theme,
    Trail,
)
from workbook.content.report import Mention, Report
from workbook.content.settings_reader import SettingsReader
from workbook.content.source_text import read_text
from workbook.content.toml_text import read_toml
from workbook.frozen import frozen

FORMAT: Final = 1
"""The only format of packs there is so far."""

MOST_CHAPTERS: Final = 200

FRESH_FOR: Final = timedelta(days=366)
"""How long the check of a support contact counts: twelve months."""

_GROUP_TEXT: Final = 2000
_WEB_PAGE = re.compile(r"https?://[^\s/]+\S*")


@frozen(kw_only=True)
class ParsedPackFile:
    """What `pack.toml` says and what is wrong with it."""

    info: PackInfo | None
    """None when no pack can be opened with it."""
    problems: tuple[Problem, ...]
    mentions: tuple[Mention, ...]
    lines: Mapping[str, int]
    """Where themes and chapter files are named; and `garden.practice`, `garden.seed` and `garden.weed`."""


def parse_pack_file(raw: bytes, today: date | None = None) -> ParsedPackFile:
    """Read a `pack.toml`.

    Args:
        raw: The file's bytes; any.
        today: When given, support contacts are reported that were checked too long before.
    """
    report = Report(PACK_FILE)
    text = read_text(raw, report)
    settings = None if text is None else read_toml(text, "pack", report)
    lines: dict[str, int] = {}
    info = None
    if settings and _is_known_format(settings):
        info = _read_info(settings, report, lines, today)
    return ParsedPackFile(
        info=info, problems=tuple(sorted(report.problems)), mentions=tuple(report.mentions), lines=lines
    )


def _is_known_format(settings: SettingsReader) -> bool:
    number = settings.number("format", 0, least=1, most=10_000)
    if not settings.has("format"):
        settings.missing("format", f"format = {FORMAT}")
    elif number > FORMAT:
        settings.wrong(
            "format", f"this pack has format {number}, made for a newer workbook", "update the workbook"
        )
    return number == FORMAT


def _read_info(
    settings: SettingsReader, report: Report, lines: dict[str, int], today: date | None
) -> PackInfo | None:
    title = settings.phrase("title", example='title = "…"')
    files = _chapter_files(settings, lines)
    first = settings.id("first")
    if first:
        report.mention("first", first, settings.line_of("first"))
    info = PackInfo(
        title=title,
        version=settings.phrase("version", example='version = "0.1.0"'),
        language=settings.phrase("language", "en"),
        licence=settings.phrase("licence"),
        about=settings.prose("about"),
        first=first,
        chapter_files=files,
        themes=_themes(settings, lines),
        trails=_trails(settings, report),
        support=_support(settings, today),
        support_note=settings.prose("support-note"),
        group=_group(settings),
        garden=_garden(settings, lines),
    )
    settings.close()
    return info if title and files else None


def _chapter_files(settings: SettingsReader, lines: dict[str, int]) -> tuple[str, ...]:
    names = settings.phrases("chapters", least=1, most=MOST_CHAPTERS)
    files: list[str] = []
    for name in names:
        line = settings.line_of_text("chapters", name)
        if is_chapter_file(name):
            files.append(name)
            lines[name] = line
        else:
            settings.wrong_at(
                line,
                f'"{name}" cannot be the name of a chapter file',
                "use small letters, digits, hyphens and .md, and put it beside pack.toml",
            )
    return tuple(files)


def _themes(settings: SettingsReader, lines: dict[str, int]) -> tuple[Theme, ...]:
    found: dict[str, Theme] = {}
    for table in settings.tables("themes", "theme"):
        theme = Theme(
            id=table.id("id", example='id = "promises"'),
            title=table.phrase("title", example='title = "Promises"'),
        )
        table.close()
        if theme.id in found:
            earlier = lines[theme.id]
            table.wrong("id", f'there is a theme "{theme.id}" in line {earlier} already', "take one out")
        elif theme.id:
            found[theme.id] = theme
            lines[theme.id] = table.line_of("id")
    return tuple(found.values())


def _trails(settings: SettingsReader, report: Report) -> tuple[Trail, ...]:
    found: dict[str, Trail] = {}
    for table in settings.tables("trails", "trail"):
        trail = Trail(
            id=table.id("id", example='id = "mistake"'),
            title=table.phrase("title", example='title = "I have just made a mistake"'),
            stops=_stops(table, report),
        )
        table.close()
        if trail.id in found:
            table.wrong("id", f'there is a trail "{trail.id}" already', "give one another id")
        elif trail.id:
            found[trail.id] = trail
    return tuple(found.values())


def _stops(trail: SettingsReader, report: Report) -> tuple[Stop, ...]:
    tables = trail.tables("stops", "stop")
    if not tables:
        trail.missing("stops", "[[trails.stops]] with a section and a sentence that says why")
    found: list[Stop] = []
    for table in tables:
        section_id = table.id("section", example='section = "some-section"')
        say = table.phrase("say", example='say = "One sentence: why this stop."')
        table.close()
        if section_id:
            report.mention("section", section_id, table.line_of("section"))
            found.append(Stop(section_id=section_id, say=say))
    return tuple(found)


def _support(settings: SettingsReader, today: date | None) -> tuple[Contact, ...]:
    found: list[Contact] = []
    for table in settings.tables("support", "support contact"):
        checked = table.day("checked")
        contact = Contact(
            country=table.phrase("country", example='country = "Any country"'),
            name=table.phrase("name", example='name = "…"'),
            reach=table.phrase("reach", example='reach = "Call …"'),
            hours=table.phrase("hours"),
            note=table.phrase("note"),
            source=table.phrase("source", example='source = "https://…", the page it was checked against'),
            checked=checked or date.min,
        )
        table.close()
        if contact.source and not _WEB_PAGE.fullmatch(contact.source):
            table.wrong("source", f'"{contact.source}" is no address of a page', "begin it with https://")
        if checked is None and not table.has("checked"):
            table.missing("checked", "checked = 2026-11-22, the day you looked at the source")
        elif checked and today:
            _check_age(table, checked, today)
        if contact.name and contact.reach:
            found.append(contact)
    return tuple(found)


def _check_age(table: SettingsReader, checked: date, today: date) -> None:
    if checked > today + timedelta(days=1):  # it may be tomorrow already where the author is
        table.wrong(
            "checked", f"this contact was checked on {checked}, which is yet to come", "mend the date"
        )
    elif today - checked > FRESH_FOR:
        table.wrong(
            "checked",
            f"this contact was last checked on {checked}, more than twelve months ago",
            "look at its source again and write today's date",
        )


def _group(settings: SettingsReader) -> GroupWords:
    table = settings.table("group", "group")
    if table is None:
        return GroupWords()
    words = GroupWords(
        agreements=table.phrases("agreements", longest=_GROUP_TEXT),
        check_in=table.phrases("check-in", longest=_GROUP_TEXT),
        grounding=table.phrases("grounding", longest=_GROUP_TEXT),
        check_out=table.phrases("check-out", longest=_GROUP_TEXT),
    )
    table.close()
    return words


def _garden(settings: SettingsReader, lines: dict[str, int]) -> GardenBeds | None:
    table = settings.table("garden", "garden")
    if table is None:
        return None
    beds = GardenBeds(
        practice_id=table.id("practice", example='practice = "garden", the practice that holds seeds'),
        seed=table.id("seed", example='seed = "seed", the field that holds one'),
        weed=table.id("weed"),
    )
    table.close()
    lines.update({f"garden.{key}": table.line_of(key) for key in ("practice", "seed", "weed")})
    return beds if beds.practice_id and beds.seed else None
