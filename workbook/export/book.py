"""The book: everything written, as Markdown, by chapter and section, layers with their days."""

import re
from collections.abc import Iterable, Sequence

from workbook import moments
from workbook.content.loader import Pack
from workbook.content.model import Prompt, Section
from workbook.store.records import Entry, Layer
from workbook.values import as_text, is_blank

_LINE_STARTS = re.compile(r"^(\s*)(?:([#>+\-=~|])|(\d+)([.)]))", re.MULTILINE)
_INLINE = re.compile(r"([\\`*_\[\]<&])")


def markdown_book(pack: Pack, layers: Sequence[Layer], entries: Sequence[Entry]) -> str:
    """Write the book.

    Args:
        pack: Gives the order; chapters without an answer are left out.
        layers: All answers, in any order.
        entries: All entries of practices, in any order.

    Returns:
        Markdown. What the person wrote is escaped, so that it reads as it was typed.
    """
    lines = [f"# {escaped(pack.info.title)}", ""]
    by_prompt: dict[str, list[Layer]] = {}
    for layer in sorted(layers, key=lambda layer: layer.at):
        if not layer.is_blank:
            by_prompt.setdefault(layer.prompt_id, []).append(layer)
    for chapter in pack.outlines:
        if chapter.missing:
            continue
        parts = [
            part for section in pack.chapter(chapter.id).sections for part in _section(section, by_prompt)
        ]
        if parts:
            lines += [f"## {escaped(chapter.title)}", "", *parts]
    if by_prompt:
        lines += ["## Answers to questions that are no longer in this pack", ""]
        for left in by_prompt.values():
            lines += _layers(left[-1].question, left)
    lines += _practices(entries)
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section, by_prompt: dict[str, list[Layer]]) -> list[str]:
    parts = [part for prompt in section.prompts for part in _prompt(prompt, by_prompt)]
    return [f"### {escaped(section.title)}", "", *parts] if parts else []


def _prompt(prompt: Prompt, by_prompt: dict[str, list[Layer]]) -> list[str]:
    found = [layer for name in (*prompt.was, prompt.id) for layer in by_prompt.pop(name, ())]
    return _layers(prompt.question, found, prompt) if found else []


def _layers(question: str, layers: Iterable[Layer], prompt: Prompt | None = None) -> list[str]:
    lines = [f"**{escaped(' '.join(question.split()))}**", ""]
    for layer in layers:
        lines += [f"*{_day(layer)}*", ""]
        if layer.question not in (question, prompt.gentler if prompt else question):
            lines += [f"asked then: {escaped(' '.join(layer.question.split()))}", ""]
        said = prompt.kind.describe(prompt.kind.fit(layer.value)) if prompt else layer.text
        lines += [quoted(said), ""]
        if layer.moved:
            lines += [f"what moved: {escaped(layer.moved)}", ""]
    return lines


def _practices(entries: Sequence[Entry]) -> list[str]:
    by_practice: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.at):
        by_practice.setdefault(entry.practice_id, []).append(entry)
    lines: list[str] = []
    for found in by_practice.values():
        lines += [f"## {escaped(found[-1].title)}", ""]
        for entry in found:
            lines += [f"*{_day(entry)}*", ""]
            for name, value in entry.values.items():
                if not is_blank(value):
                    label = escaped(entry.labels.get(name, name))
                    lines += [f"{label}:", "", quoted(as_text(value)), ""]
            if entry.ending_label or entry.note:
                ended = " · ".join(part for part in (entry.ending_label, entry.note) if part)
                lines += [f"looking back: {escaped(' '.join(ended.split()))}", ""]
    return lines


def _day(record: Layer | Entry) -> str:
    return moments.day_in_words(moments.local(record.at, record.offset).date().isoformat())


def quoted(text: str) -> str:
    """Write text as a Markdown quote that keeps its lines."""
    lines = escaped(text).splitlines() or [""]
    return "\n".join(f"> {line}  " if line.strip() else ">" for line in lines)


def escaped(text: str) -> str:
    """Escape whatever Markdown would read as a mark."""
    return _LINE_STARTS.sub(_escape_start, _INLINE.sub(r"\\\1", text))


def _escape_start(found: re.Match[str]) -> str:
    indent, mark, number, dot = found.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{dot}"
