"""A chapter file to a chapter: any bytes give a model, or a list of problems, never a traceback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

from workbook.content.directives import (
    Directive,
    is_closed,
    read_answer,
    read_facilitator,
    read_prompt,
    take_apart,
)
from workbook.content.ids import ID_LENGTH, ID_RULE, is_id
from workbook.content.model import (
    Block,
    Blocks,
    Chapter,
    EarlierAnswer,
    FacilitatorNotes,
    Listing,
    Practice,
    Problem,
    Prompt,
    Quote,
    Section,
)
from workbook.content.practices import read_practice
from workbook.content.reading import BlockReader
from workbook.content.report import Mention, Report
from workbook.content.scan import Mark, SectionLine, front_matter, marks, read_section_line
from workbook.content.source_text import read_text, report_long_lines, report_too_many_parts
from workbook.content.toml_text import read_toml
from workbook.frozen import frozen
from workbook.text import fold

MAX_BLOCKS: Final = 400
"""The most blocks of a chapter, those inside of quotes and lists included."""

_NO_WORD = re.compile(r"[^a-z0-9]+")


@frozen(kw_only=True)
class ParsedChapter:
    """What a chapter file holds and what is wrong with it."""

    chapter: Chapter | None
    """As far as it could be understood; None when nothing of it could."""
    problems: tuple[Problem, ...]
    """In the order of their lines."""
    mentions: tuple[Mention, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing has to be mended; warnings do not count."""
        return self.chapter is not None and all(problem.warning for problem in self.problems)


def parse_chapter(raw: bytes, file: str) -> ParsedChapter:
    """Read a chapter file.

    Args:
        raw: The file's bytes; any.
        file: Its name, which without `.md` is the chapter's id.
    """
    report = Report(file)
    text = read_text(raw, report)
    chapter = None
    if text is not None and not report_long_lines(text, report) and not report_too_many_parts(text, report):
        chapter = _ChapterReader(text, file, report).read()
    return ParsedChapter(
        chapter=chapter, problems=tuple(sorted(report.problems)), mentions=tuple(report.mentions)
    )


@dataclass(slots=True)
class _Draft:
    """A section while its parts are being collected; the first stands for the chapter's opening."""

    heading: SectionLine | None = None
    line: int = 0
    reading: list[Block] = field(default_factory=list)
    page: list[Prompt | Practice] = field(default_factory=list)
    facilitator: FacilitatorNotes | None = None

    def finish(self, chapter_id: str) -> Section:
        """Give the section."""
        heading = self.heading or SectionLine("")
        return Section(
            id=heading.id,
            title=heading.title,
            chapter_id=chapter_id,
            reading=tuple(self.reading),
            page=tuple(self.page),
            facilitator=self.facilitator,
            was=heading.was,
            line=self.line,
        )


class _ChapterReader:
    """Reads the text of one chapter from top to bottom."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self._report = report
        self._chapter_id = file.removesuffix(".md")
        self._text = text
        self._lines = text.split("\n")
        self._marks: dict[int, Mark] = {}
        self._drafts = [_Draft()]

    def read(self) -> Chapter | None:
        """Read everything; None when the front matter has no end."""
        blank = len(self._text) - len(self._text.lstrip(" \t\n"))
        first_line = self._text.count("\n", 0, blank) + 1
        text = self._text[self._text.rfind("\n", 0, blank) + 1 :]
        front = front_matter(text)
        if front is None and text.startswith("+++"):
            self._report.wrong(first_line, "the front matter never ends", "write +++ below the title")
            return None
        if front is None:
            self._report.wrong(1, "this chapter has no front matter", 'begin with +++, title = "…", +++')
            self._read_body(self._text, 1)
            return self._finish("", "")
        if first_line > 1:
            self._report.wrong(
                1, "an empty line stands before the front matter", "let the file begin with +++"
            )
        title, source = self._read_front_matter(front.text, first_line)
        self._read_body(text[front.end :], first_line + front.body_line - 1)
        return self._finish(title, source)

    def _read_front_matter(self, settings_text: str, first_line: int) -> tuple[str, str]:
        settings = read_toml(settings_text, "chapter", self._report, first=first_line + 1, line=first_line)
        if settings is None:
            return "", ""
        title = settings.phrase("title", example='title = "…"')
        source = settings.phrase("source")
        settings.close()
        return title, source

    def _read_body(self, body: str, first_line: int) -> None:
        self._marks = {mark.line: mark for mark in marks(body, 0, first_line)}
        reader = BlockReader(body, self._report, first_line)
        while token := reader.next_token:
            line = reader.line_of(token)
            if token.type == "heading_open" and token.tag in ("h1", "h2"):
                self._begin_section(reader, token, line)
            elif token.type == "colon_fence" and line in self._marks:
                del self._marks[line]
                self._read_directive(reader.take(), line)
            else:
                block = reader.block()
                if block:
                    self._drafts[-1].reading.append(block)
        for mark in self._marks.values():
            what = "a section" if mark.is_section else "a directive"
            self._report.wrong(
                mark.line, f"{what} cannot begin inside of something else", "leave an empty line above it"
            )

    def _begin_section(self, reader: BlockReader, token: Token, line: int) -> None:
        words = reader.skip_heading()
        mark = self._marks.pop(line, None)
        if mark is None:
            self._report_wrong_heading(token, line)
            return
        heading = read_section_line(mark.text)
        self._drafts.append(_Draft(heading, line))
        self._check_heading(heading, line)
        if any(child.type != "text" for child in words.children or ()):
            self._report.wrong(line, "a section's title is plain words", "take out the marks")

    def _report_wrong_heading(self, token: Token, line: int) -> None:
        if token.markup in ("-", "="):
            self._report.wrong(
                line,
                "a title with a line under it is not read",
                "write ## Title {#some-id}, or set the line apart",
            )
        elif token.tag == "h1":
            self._report.wrong(line, "the title is in the front matter", "begin a section with ##")
        else:
            self._report.wrong(
                line, "a section has to begin at the left edge", "take out the blanks before ##"
            )

    def _check_heading(self, heading: SectionLine, line: int) -> None:
        if not heading.title:
            self._report.wrong(line, "this section has no title", "write ## Title {#some-id}")
        if heading.unreadable:
            self._report.wrong(
                line, f"{heading.unreadable} cannot be read", 'write {#some-id} or {#some-id was="old-id"}'
            )
        elif not heading.id:
            example = _id_from(heading.title)
            self._report.wrong(line, "this section has no id", f"write ## {heading.title} {{#{example}}}")
        for name in (heading.id, *heading.was):
            if name and not is_id(name):
                self._report.wrong(line, f'"{name}" cannot be an id', ID_RULE)

    def _read_directive(self, token: Token, line: int) -> None:
        length = token.map[1] - token.map[0] if token.map else 1
        last_line = min(line + length - 1, len(self._lines))  # an open one goes beyond the end
        found = take_apart(token.info, token.content, line, self._report)
        if last_line == line or not is_closed(self._lines[last_line - 1]):
            self._report.wrong(line, "this directive is never closed", "write ::: below its words")
        if found is None:
            return
        draft = self._drafts[-1]
        if draft.heading is None and found.name != "answer":
            self._report.wrong(line, f"this {found.name} stands before the first section", "move it into one")
        match found.name:
            case "prompt":
                draft.page.append(read_prompt(found, self._report))
            case "practice":
                draft.page.append(read_practice(found, self._report))
            case "answer":
                draft.reading.append(read_answer(found, self._report))
            case _:
                self._take_notes(draft, found)

    def _take_notes(self, draft: _Draft, found: Directive) -> None:
        if draft.facilitator is not None:
            self._report.wrong(found.line, "this section has facilitator notes already", "put them together")
        draft.facilitator = read_facilitator(found, self._report)

    def _finish(self, title: str, source: str) -> Chapter:
        opening, *drafts = self._drafts
        sections = tuple(draft.finish(self._chapter_id) for draft in drafts)
        if not sections:
            self._report.wrong(0, "this chapter has no section", "begin one with ## Title {#some-id}")
        blocks = sum(_count(draft.reading) for draft in self._drafts)
        if blocks > MAX_BLOCKS:
            self._report.wrong(
                0,
                f"this chapter has {blocks} blocks of text, more than {MAX_BLOCKS}",
                "divide it into several",
            )
        return Chapter(
            id=self._chapter_id, title=title, sections=sections, source=source, opening=tuple(opening.reading)
        )


def _id_from(title: str) -> str:
    """Suggest an id for a title."""
    return _NO_WORD.sub("-", fold(title)).strip("-")[:ID_LENGTH].strip("-") or "some-id"


def _count(blocks: Blocks | list[Block]) -> int:
    total = 0
    for block in blocks:
        match block:
            case Quote(inner) | EarlierAnswer(fallback=inner):
                total += 1 + _count(inner)
            case Listing(items):
                total += 1 + sum(map(_count, items))
            case _:
                total += 1
    return total
