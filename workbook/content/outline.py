"""A chapter's outline from a scan of its lines: titles and ids, in a fraction of the time of parsing."""

from __future__ import annotations

from workbook.content.pack_model import ChapterOutline, SectionOutline
from workbook.content.report import Report
from workbook.content.scan import (
    earlier_ids,
    front_matter,
    marks,
    named_themes,
    read_directive_line,
    read_section_line,
)
from workbook.content.source_text import read_text, report_long_lines, report_too_many_parts
from workbook.text import one_line
from workbook.toml_in import read_toml_text


def outline_of(raw: bytes, file: str) -> ChapterOutline:
    """Scan a chapter file.

    Args:
        raw: The file's bytes; any.
        file: Its name, which without `.md` is the chapter's id.

    Returns:
        An outline; `missing` says on one line why there is no more of it, when that is so.
    """
    report = Report(file)
    text = read_text(raw, report)
    if text is None or report_long_lines(text, report) or report_too_many_parts(text, report):
        return missing_chapter(file, str(report.problems[-1]))
    front = front_matter(text)
    if front is None:
        return missing_chapter(file, f"{file}:1: a chapter begins with its title between two lines of +++")
    title = _title(front.text)
    if not title:
        return missing_chapter(
            file, f'{file}:1: this chapter has no title; write title = "…" between the +++'
        )
    chapter_id = file.removesuffix(".md")
    sections = _sections(text, front.end, chapter_id)
    return ChapterOutline(id=chapter_id, title=title, sections=sections)


def missing_chapter(file: str, why: str) -> ChapterOutline:
    """Give the outline of a chapter that cannot be opened; it goes by the name of its file."""
    chapter_id = file.removesuffix(".md")
    return ChapterOutline(
        id=chapter_id, title=one_line(chapter_id.replace("-", " ")).capitalize(), missing=why
    )


def _title(settings: str) -> str:
    try:
        title = read_toml_text(settings).get("title")
    except (ValueError, RecursionError):
        return ""
    return one_line(title) if isinstance(title, str) else ""


def _sections(text: str, start: int, chapter_id: str) -> tuple[SectionOutline, ...]:
    found: list[SectionOutline] = []
    prompts: list[str] = []
    practices: list[str] = []
    renamed: list[tuple[str, str]] = []
    themed: list[tuple[str, tuple[str, ...]]] = []
    for mark in reversed(list(marks(text, start))):
        if mark.is_section:
            heading = read_section_line(mark.text)
            outline = SectionOutline(
                id=heading.id,
                title=heading.title,
                chapter_id=chapter_id,
                prompt_ids=tuple(reversed(prompts)),
                practice_ids=tuple(reversed(practices)),
                was=heading.was,
                renamed=tuple(reversed(renamed)),
                item_themes=tuple(reversed(themed)),
            )
            if heading.id:
                found.append(outline)
            prompts, practices, renamed, themed = [], [], [], []
            continue
        name, item_id = read_directive_line(mark.text)
        if item_id and name in ("prompt", "practice"):
            (prompts if name == "prompt" else practices).append(item_id)
            renamed += [(old, item_id) for old in reversed(earlier_ids(mark.inside))]
            if themes := named_themes(mark.inside):
                themed.append((item_id, themes))
    return tuple(reversed(found))
