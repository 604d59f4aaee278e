"""The book: everything written, as Markdown, by chapter and section, layers with their days."""

import re
from collections.abc import Iterable, Sequence

from workbook import moments
from workbook.content.loader import Pack
from workbook.content.model import ChapterOutline, Prompt, Section
from workbook.errors import PackError
from workbook.store.records import Entry, Layer
from workbook.values import as_text, is_blank

_LINE_STARTS = re.compile(r"^([ \t]*)(?:([#>+\-=:])|(\d+)([.)]))", re.MULTILINE)
_INLINE = re.compile(r"([\\`*_\[\]<&~|]|#(?=#*[ \t]*$))", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_TAB = " " * 4
_HARD_SPACE = "\u00a0"


def markdown_book(pack: Pack, layers: Sequence[Layer], entries: Sequence[Entry]) -> str:
    """Write the book.

    Args:
        pack: Gives the order; chapters without an answer are left out.
        layers: All answers, in any order.
        entries: All entries of practices, in any order.

    Returns:
        Markdown. What the person wrote is escaped, so that it reads as it was typed.
    """
    lines = [f"# {_on_one_line(pack.info.title)}", ""]
    by_prompt: dict[str, list[Layer]] = {}
    for layer in sorted(layers, key=lambda layer: layer.at):
        if not layer.is_blank:
            by_prompt.setdefault(layer.prompt_id, []).append(layer)
    for chapter in pack.outlines:
        parts = [part for section in _sections(pack, chapter) for part in _section(section, by_prompt)]
        if parts:
            lines += [f"## {_on_one_line(chapter.title)}", "", *parts]
    if by_prompt:
        lines += ["## Answers to questions that this pack does not have, or cannot show", ""]
        for left in by_prompt.values():
            lines += _layers(left[-1].question, left)
    lines += _practices(entries)
    return "\n".join(lines).rstrip() + "\n"


def _sections(pack: Pack, chapter: ChapterOutline) -> Sequence[Section]:
    """Give a chapter's sections; none when it cannot be opened: its answers still go into the book."""
    try:
        return pack.chapter(chapter.id).sections
    except PackError:
        return ()


def _section(section: Section, by_prompt: dict[str, list[Layer]]) -> list[str]:
    parts = [part for prompt in section.prompts for part in _prompt(prompt, by_prompt)]
    return [f"### {_on_one_line(section.title)}", "", *parts] if parts else []


def _prompt(prompt: Prompt, by_prompt: dict[str, list[Layer]]) -> list[str]:
    found = [layer for name in (*prompt.was, prompt.id) for layer in by_prompt.pop(name, ())]
    return _layers(prompt.question, found, prompt) if found else []


def _layers(question: str, layers: Iterable[Layer], prompt: Prompt | None = None) -> list[str]:
    lines = [f"**{_on_one_line(question)}**", ""] if question.strip() else []
    for layer in layers:
        lines += [f"*{_day(layer)}*", ""]
        if layer.question not in (question, prompt.gentler if prompt else question):
            lines += [f"asked then: {_on_one_line(layer.question)}", ""]
        said = prompt.kind.describe(layer.value) if prompt else layer.text
        lines += [quoted(said), ""]
        if layer.moved:
            lines += [f"what moved: {_on_one_line(layer.moved)}", ""]
    return lines


def _practices(entries: Sequence[Entry]) -> list[str]:
    by_practice: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.at):
        by_practice.setdefault(entry.practice_id, []).append(entry)
    lines: list[str] = []
    for found in by_practice.values():
        lines += [f"## {_on_one_line(found[-1].title)}", ""]
        for entry in found:
            lines += [f"*{_day(entry)}*", ""]
            for name, value in entry.values.items():
                if not is_blank(value):
                    label = _on_one_line(entry.labels.get(name, name))
                    lines += [f"{label}:", "", quoted(as_text(value)), ""]
            if entry.ending_label or entry.note:
                ended = " · ".join(part for part in (entry.ending_label, entry.note) if part)
                lines += [f"looking back: {_on_one_line(ended)}", ""]
    return lines


def _day(record: Layer | Entry) -> str:
    return moments.day_in_words(moments.local(record.at, record.offset).date().isoformat())


def quoted(text: str) -> str:
    """Write text as a Markdown quote that keeps its lines and their indents."""
    lines = _INDENT.sub(_hard_indent, escaped(text)).split("\n")
    return "\n".join(f"> {line}  " if line.strip() else ">" for line in lines)


def escaped(text: str) -> str:
    """Escape whatever Markdown (CommonMark, tables, strikethrough) would read as a mark."""
    return _LINE_STARTS.sub(_escape_start, _INLINE.sub(r"\\\1", text))


def _on_one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _escape_start(found: re.Match[str]) -> str:
    indent, mark, number, dot = found.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{dot}"


def _hard_indent(found: re.Match[str]) -> str:
    """Indent with spaces that Markdown keeps: four plain ones would begin a block of code."""
    return found[0].replace("\t", _TAB).replace(" ", _HARD_SPACE)
