"""All files of a pack read at once, with everything that is wrong with each: what a check looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook.content.folder import PACK_FILE, read_named
from workbook.content.model import Chapter, PackInfo, Practice, Problem, Prompt, Section
from workbook.content.pack_file import parse_pack_file
from workbook.content.parser import ParsedChapter, parse_chapter
from workbook.content.report import Mention, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePack:
    """A pack as far as it could be understood."""

    info: PackInfo | None
    """None when `pack.toml` cannot be used; then there are no chapters."""
    chapters: Mapping[str, Chapter | None]
    """By the names of their files; None for one that could not be understood at all."""
    problems: tuple[Problem, ...]
    """What is wrong with each file by itself."""
    mentions: tuple[Mention, ...]
    lines: Mapping[str, int]
    """Where `pack.toml` names themes and chapter files."""

    @property
    def sections(self) -> Iterator[tuple[str, Section]]:
        """Every section with the name of its file."""
        for file, chapter in self.chapters.items():
            for section in chapter.sections if chapter else ():
                yield file, section

    @property
    def items(self) -> Iterator[tuple[str, Prompt | Practice]]:
        """Every prompt and practice with the name of its file."""
        for file, section in self.sections:
            for item in section.page:
                yield file, item


def read_whole(folder: Path, today: date | None = None) -> WholePack:
    """Read a pack's files.

    Args:
        folder: The pack's folder.
        today: When given, support contacts are reported that were checked too long before.
    """
    report = Report(PACK_FILE)
    raw = read_named(folder, PACK_FILE, report)
    if raw is None:
        return WholePack(info=None, chapters={}, problems=tuple(report.problems), mentions=(), lines={})
    parsed = parse_pack_file(raw, today)
    problems, mentions = list(parsed.problems), list(parsed.mentions)
    chapters: dict[str, Chapter | None] = {}
    for file in parsed.info.chapter_files if parsed.info else ():
        found = _read_chapter(folder, file)
        chapters[file] = found.chapter
        problems.extend(found.problems)
        mentions.extend(found.mentions)
    return WholePack(
        info=parsed.info,
        chapters=chapters,
        problems=tuple(problems),
        mentions=tuple(mentions),
        lines=parsed.lines,
    )


def _read_chapter(folder: Path, file: str) -> ParsedChapter:
    report = Report(file)
    raw = read_named(folder, file, report)
    if raw is None:
        return ParsedChapter(chapter=None, problems=tuple(report.problems), mentions=())
    return parse_chapter(raw, file)
