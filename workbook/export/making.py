"""Making a book: a pack, everything that was written and what is wanted of it, in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbook.content.loader import Pack
from workbook.export.answered import Answered
from workbook.export.book import Book, Kept, Removed
from workbook.export.choice import BookChoice
from workbook.export.letters import said
from workbook.export.practised import chosen_entries, practice_table
from workbook.export.sources import Words, day_of
from workbook.export.tide_page import tide_page
from workbook.store.records import Entry, Layer, Person
from workbook.values import Seals, Value


def make_book(pack: Pack, words: Words, choice: BookChoice, now: datetime) -> Book:
    """Make a book.

    Args:
        pack: Gives the order and the questions; chapters without an answer are left out.
        words: Everything that was written. Of a letter that is closed the book only says when it opens.
        choice: What is wanted of it.
        now: The present time, aware.

    Returns:
        The book, in which nothing stands that was not chosen.
    """
    answered = Answered(pack, words, choice)
    chapters, notes, shelf = answered.chapters(), answered.notes(), answered.shelf()
    entries = chosen_entries(pack, words.entries, choice)
    chosen = _Chosen(
        layers=[layer for layer in answered.layers if layer.id in answered.taken],
        entries=[entry for found in entries.values() for entry in found],
        seals=words.seals,
    )
    return Book(
        title=pack.info.title,
        language=pack.info.language,
        made_on=now.astimezone().date(),
        chapters=chapters,
        practices=tuple(practice_table(pack, name, found, words.seals) for name, found in entries.items()),
        notes=notes,
        shelf=shelf,
        kept=tuple(_kept(words, chosen, choice)) if "proofs" in choice.parts else (),
        tide=tide_page(words, choice) if "tide" in choice.parts else None,
        people=tuple(map(_in_words, words.people)) if "people" in choice.parts else (),
        removed=tuple(_removed(chosen)) if "removed" in choice.parts else (),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The records that stand in the book, the oldest first."""

    layers: Sequence[Layer]
    entries: Sequence[Entry]
    seals: Seals


def _kept(words: Words, chosen: _Chosen, choice: BookChoice) -> Iterator[Kept]:
    """Give the kept sentences of what stands in the book; one whose answer is in no store only in a whole book."""
    values: dict[str, tuple[Value, ...]] = {layer.id: (layer.value,) for layer in chosen.layers}
    values |= {entry.id: tuple(entry.values.values()) for entry in chosen.entries}
    stored = {*(layer.id for layer in words.layers), *(entry.id for entry in words.entries)}
    for mark in words.proofs:
        found = values.get(mark.target)
        if found is None and (mark.target in stored or choice.is_narrowed):
            continue
        if not any(chosen.seals.hide(value, mark.target) for value in found or ()):
            yield Kept(day=day_of(mark.at, mark.offset), words=mark.words)


def _removed(chosen: _Chosen) -> Iterator[Removed]:
    """Give the wordings that were removed; those of a letter only once it is open."""
    seals = chosen.seals
    for layer in chosen.layers:
        for draft in layer.drafts:
            part = said(draft.value, layer.id, seals, others=(layer.value,))
            if part.words:
                day = day_of(draft.at, layer.offset)
                yield Removed(day=day, asked=layer.question, said=(("", part.words),))
    for entry in chosen.entries:
        for version in entry.drafts:
            fields = [
                (entry.labels.get(name, name), said(value, entry.id, seals, None, (entry.values.get(name),)))
                for name, value in version.values.items()
            ]
            if told := tuple((label, part.words) for label, part in fields if part.words):
                yield Removed(day=day_of(version.at, entry.offset), asked=entry.title, said=told)


def _in_words(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.reach, person.note) if part.strip())
