"""The book: everything written, as Markdown, by chapter and section, layers with their days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workbook.content.loader import Pack
from workbook.content.model import ChapterOutline, Prompt, Section
from workbook.errors import PackError
from workbook.export.book_parts import day_of, letter, people_pages, practice_pages, removed_pages
from workbook.export.escaping import on_one_line, quoted
from workbook.store.records import Entry, Layer, Person
from workbook.values import sealed_until


def markdown_book(
    pack: Pack,
    layers: Sequence[Layer],
    entries: Sequence[Entry],
    people: Sequence[Person] = (),
    *,
    today: date,
) -> str:
    """Write the book.

    Args:
        pack: Gives the order; chapters without an answer are left out.
        layers: All answers, in any order.
        entries: All entries of practices, in any order.
        people: The person's own people.
        today: The local date. Of a letter that opens later the book only says when, and where its words are.

    Returns:
        Markdown. What the person wrote is escaped, so that it reads as it was typed.
    """
    lines = [f"# {on_one_line(pack.info.title)}", ""]
    layers, entries = sorted(layers, key=_begun), sorted(entries, key=_begun)
    by_prompt: dict[str, list[Layer]] = {}
    for layer in layers:
        if not layer.is_blank or layer.moved:
            by_prompt.setdefault(layer.prompt_id, []).append(layer)
    for chapter in pack.outlines:
        parts = [part for section in _sections(pack, chapter) for part in _section(section, by_prompt, today)]
        if parts:
            lines += [f"## {on_one_line(chapter.title)}", "", *parts]
    if by_prompt:
        lines += ["## Answers to questions that this pack does not have, or cannot show", ""]
        for left in by_prompt.values():
            lines += _layers(left[-1].question, left, today)
    lines += practice_pages(entries, today)
    lines += people_pages(people)
    lines += removed_pages(layers, entries, today)
    return "\n".join(lines).rstrip() + "\n"


def _begun(record: Layer | Entry) -> datetime:
    return record.at


def _sections(pack: Pack, chapter: ChapterOutline) -> Sequence[Section]:
    """Give a chapter's sections; none when it cannot be opened: its answers still go into the book."""
    try:
        return pack.chapter(chapter.id).sections
    except PackError:
        return ()


def _section(section: Section, by_prompt: dict[str, list[Layer]], today: date) -> list[str]:
    parts = [part for prompt in section.prompts for part in _prompt(prompt, by_prompt, today)]
    return [f"### {on_one_line(section.title)}", "", *parts] if parts else []


def _prompt(prompt: Prompt, by_prompt: dict[str, list[Layer]], today: date) -> list[str]:
    found = [layer for name in (*prompt.was, prompt.id) for layer in by_prompt.pop(name, ())]
    return _layers(prompt.question, found, today, prompt) if found else []


def _layers(question: str, layers: Iterable[Layer], today: date, prompt: Prompt | None = None) -> list[str]:
    lines = [f"**{on_one_line(question)}**", ""] if question.strip() else []
    for layer in layers:
        lines += [f"*{day_of(layer.at, layer.offset)}*", ""]
        if layer.question not in (question, prompt.gentler if prompt else question):
            lines += [f"asked then: {on_one_line(layer.question)}", ""]
        lines += letter(layer.value, today)
        if not layer.is_blank and not sealed_until(layer.value, today):
            said = prompt.kind.describe(layer.value) if prompt else layer.text
            lines += [quoted(said), ""]
        if layer.moved:
            lines += [f"what moved: {on_one_line(layer.moved)}", ""]
    return lines
