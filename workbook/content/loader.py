"""Opening a pack: titles and ids at once, each chapter's words when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.content.folder import PACK_FILE, read_named
from workbook.content.outline import missing_chapter, outline_of
from workbook.content.pack_file import parse_pack_file
from workbook.content.pack_model import ChapterOutline, PackInfo, Problem, SectionOutline
from workbook.content.report import Report
from workbook.errors import PackError

if TYPE_CHECKING:
    from workbook.content.model import Chapter, Practice, Prompt, Section


def open_pack(folder: Path) -> Pack:
    """Open the pack in a folder.

    A chapter that cannot be read does not keep the others from being opened: its outline says
    what is missing and why.

    Raises:
        PackError: There is no `pack.toml`, or no pack can be opened with it.
    """
    report = Report(PACK_FILE)
    raw = read_named(folder, PACK_FILE, report)
    if raw is None:
        raise PackError(f"There is no pack to open in {folder}.", _and_others(report.problems))
    parsed = parse_pack_file(raw)
    if parsed.info is None:
        wrong = [problem for problem in parsed.problems if not problem.warning]
        raise PackError(f"The pack in {folder} cannot be opened.", _and_others(wrong))
    outlines = tuple(_outline(folder, file) for file in parsed.info.chapter_files)
    return Pack(folder, parsed.info, outlines)


def _outline(folder: Path, file: str) -> ChapterOutline:
    report = Report(file)
    raw = read_named(folder, file, report)
    return missing_chapter(file, str(report.problems[0])) if raw is None else outline_of(raw, file)


def _and_others(problems: list[Problem]) -> str:
    """Say the first problem, and how many more there are."""
    first, *others = problems
    if not others:
        return str(first)
    return f"{first} (and {len(others)} more: workbook check lists them)"


class Pack:
    """An opened pack. Nothing in its folder is ever written."""

    def __init__(self, folder: Path, info: PackInfo, outlines: tuple[ChapterOutline, ...]) -> None:
        self.folder = folder
        self.info = info
        self.outlines = outlines
        """The chapters in the order in which `pack.toml` lists them."""
        self._chapters: dict[str, Chapter] = {}
        self._sections: dict[str, SectionOutline] = {}
        self._section_was: dict[str, str] = {}
        self._places: dict[str, str] = {}
        """The section of each prompt and practice."""
        self._item_was: dict[str, str] = {}
        for outline in outlines:
            for section in outline.sections:
                self._sections.setdefault(section.id, section)
                for old in section.was:
                    self._section_was.setdefault(old, section.id)
                for item_id in (*section.prompt_ids, *section.practice_ids):
                    self._places.setdefault(item_id, section.id)
                for old, present in section.renamed:
                    self._item_was.setdefault(old, present)

    def chapter(self, chapter_id: str) -> Chapter:
        """Give a chapter with all its words; parsed at the first time.

        Raises:
            PackError: There is no such chapter, or something in its file has to be mended first.
        """
        if chapter_id not in self._chapters:
            file = f"{chapter_id}.md"
            if file not in self.info.chapter_files:
                raise PackError(f'This pack has no chapter "{chapter_id}".')
            self._chapters[chapter_id] = self._read(file)
        return self._chapters[chapter_id]

    def _read(self, file: str) -> Chapter:
        # markdown-it takes longer to import than a home screen may take to appear.
        from workbook.content.parser import parse_chapter  # noqa: PLC0415

        report = Report(file)
        raw = read_named(self.folder, file, report)
        if raw is None:
            raise PackError("This chapter cannot be opened.", _and_others(report.problems))
        parsed = parse_chapter(raw, file)
        if parsed.chapter is None or not parsed.is_sound:
            wrong = [problem for problem in parsed.problems if not problem.warning]
            raise PackError("This chapter cannot be opened.", _and_others(wrong))
        return parsed.chapter

    def section_outline(self, section_id: str) -> SectionOutline | None:
        """Find a section's title and ids by its present id or an earlier one."""
        found = self._sections.get(section_id)
        return found or self._sections.get(self._section_was.get(section_id, ""))

    def section(self, section_id: str) -> Section:
        """Give a section with its words, by its present id or an earlier one.

        Raises:
            PackError: There is no such section, or its chapter cannot be opened.
        """
        outline = self.section_outline(section_id)
        if outline is None:
            raise PackError(f'This pack has no section "{section_id}".')
        for section in self.chapter(outline.chapter_id).sections:
            if section.id == outline.id:
                return section
        raise PackError(
            f'The section "{outline.title}" has gone.',
            f"{outline.chapter_id}.md was changed: open the pack again.",
        )

    def prompt(self, prompt_id: str) -> tuple[Section, Prompt] | None:
        """Find a prompt and its section, by its present id or an earlier one.

        None when there is none, or its chapter cannot be opened.
        """
        section, present_id = self._place(prompt_id)
        if section is None:
            return None
        return next(((section, prompt) for prompt in section.prompts if prompt.id == present_id), None)

    def practice(self, practice_id: str) -> tuple[Section, Practice] | None:
        """Find a practice and its section, likewise."""
        section, present_id = self._place(practice_id)
        if section is None:
            return None
        return next(((section, found) for found in section.practices if found.id == present_id), None)

    def practices(self) -> list[tuple[Section, Practice]]:
        """Give all practices in the order of the chapters, without those of chapters that cannot be opened."""
        chapters = {section.chapter_id for section in self._sections.values() if section.practice_ids}
        return [
            (section, practice) for section in self._open_sections(chapters) for practice in section.practices
        ]

    def present_id(self, item_id: str) -> str:
        """Give what a prompt or practice is called now; the same id when it was not renamed, or is not here.

        An id that something has now is never an earlier one of something else.
        """
        return item_id if item_id in self._places else self._item_was.get(item_id, item_id)

    def earlier_ids(self, item_id: str) -> tuple[str, ...]:
        """Give the ids that a prompt or practice had before, by its present id."""
        outline = self._sections.get(self._places.get(item_id, ""))
        return outline.ids_of(item_id)[1:] if outline else ()

    def by_present_id(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Add up counts by prompt or practice under present ids, in their order; ids not in this pack stay."""
        found: dict[str, int] = {}
        for item_id, count in counts.items():
            present_id = self.present_id(item_id)
            found[present_id] = found.get(present_id, 0) + count
        return found

    def _open_sections(self, chapter_ids: set[str]) -> Iterator[Section]:
        for outline in self.outlines:
            if outline.id in chapter_ids:
                try:
                    yield from self.chapter(outline.id).sections
                except PackError:
                    continue

    def _place(self, item_id: str) -> tuple[Section | None, str]:
        """Find the section of a prompt or practice, and what that is called now."""
        present_id = self.present_id(item_id)
        if present_id not in self._places:
            return None, ""
        try:
            return self.section(self._places[present_id]), present_id
        except PackError:
            return None, ""
