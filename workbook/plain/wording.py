"""Reading and records as plain paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from workbook import moments
from workbook.content.model import (
    Block,
    Blocks,
    Code,
    EarlierAnswer,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Subheading,
    Table,
)
from workbook.progress.journal import readable, words_of
from workbook.store.records import Layer
from workbook.text import one_line, shorten
from workbook.values import is_blank

if TYPE_CHECKING:
    from workbook.content.model import Contact, Practice, Prompt
    from workbook.store.records import Entry
    from workbook.values import Seals


def paragraphs(blocks: Blocks, quotes: Mapping[str, str]) -> Iterator[str]:
    """Write reading as paragraphs, each to stand alone; what is more than words is said in words.

    Args:
        blocks: The reading.
        quotes: The reader's own words that it quotes, by prompt id.
    """
    for block in blocks:
        yield from _block(block, quotes)


def _block(block: Block, quotes: Mapping[str, str]) -> Iterator[str]:
    match block:
        case Paragraph(found):
            yield _spans(found)
        case Subheading(found):
            yield f"## {_spans(found)}"
        case Quote(inner):
            yield from (f"“{words}”" for words in paragraphs(inner, quotes))
        case Listing():
            yield from _items(block, quotes)
        case Table(header, rows):
            for cells in rows:
                named = zip(header, cells, strict=True)
                yield "; ".join(f"{_spans(name)}: {_spans(cell)}" for name, cell in named)
        case Code(text):
            yield text
        case EarlierAnswer(prompt_id) if prompt_id in quotes:
            yield f"You wrote: “{quotes[prompt_id]}”"
        case EarlierAnswer(fallback=fallback):
            yield from paragraphs(fallback, quotes)
        case Rule():
            yield "* * *"


def _items(listing: Listing, quotes: Mapping[str, str]) -> Iterator[str]:
    for number, item in enumerate(listing.items, listing.start or 1):
        mark = "- " if listing.start is None else f"{number}. "
        yield mark + "\n".join(paragraphs(item, quotes))


def _spans(spans: Spans) -> str:
    outside = ("http://", "https://")
    return "".join(
        f"{span.text} ({span.link})" if span.link.startswith(outside) else span.text for span in spans
    )


def layer_in_words(layer: Layer, prompt: Prompt | None, seals: Seals) -> str:
    """Write what an answer says; of a letter that is still closed, only when it opens."""
    words = readable(layer.value, seals, layer.id)
    if prompt is not None and prompt.kind.name == layer.kind and not seals.hide(layer.value, layer.id):
        words = prompt.kind.describe(prompt.kind.fit(layer.value)) or words
    return words


def day_of(record: Layer | Entry) -> str:
    """Say on which day something was first written."""
    return moments.day_in_words(moments.local(record.at, record.offset).date().isoformat())


def row(record: Layer | Entry, seals: Seals) -> str:
    """Write a layer or entry on one line: its day, its first words, what it answers."""
    asked = record.question if isinstance(record, Layer) else record.title
    words = shorten(one_line(words_of(record, seals)), 70)
    return f"{day_of(record)}: {words} ({shorten(one_line(asked), 60)})"


def entry_in_words(entry: Entry, practice: Practice | None, seals: Seals) -> Iterator[str]:
    """Write an entry as lines, each with its label."""
    kinds = {field.id: field.kind for field in practice.fields} if practice else {}
    for name in dict.fromkeys([*kinds, *entry.values]):
        value = entry.values.get(name)
        if is_blank(value):
            continue
        words = readable(value, seals, entry.id)
        if name in kinds and not seals.hide(value, entry.id):
            words = kinds[name].describe(kinds[name].fit(value)) or words
        yield f"{entry.labels.get(name, '')}: {words}".removeprefix(": ")
    if entry.ending:
        yield f"How it went: {entry.ending_label or entry.ending}"
    elif entry.look_back_on:
        yield f"To look back on: {moments.day_in_words(entry.look_back_on)}"
    if entry.note:
        yield f"Looking back: {entry.note}"


def contact_in_words(contact: Contact) -> str:
    """Write a place to turn to, with the day and the page it was checked against."""
    hours = f", {contact.hours}" if contact.hours else ""
    note = f". {contact.note}" if contact.note else ""
    checked = f"checked {moments.day_in_words(contact.checked.isoformat())}, {contact.source}"
    return f"{contact.name}: {contact.reach}{hours}{note} ({checked})"
