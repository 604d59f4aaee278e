"""What there is to choose from: only what holds something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workbook.export.choice import PARTS, BookChoice
from workbook.export.making import make_book
from workbook.store.records import OWN

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.export.sources import Words


@dataclass(frozen=True, slots=True)
class Holding:
    """Chapters and practices that hold something, by id with their titles, and the parts beside them."""

    chapters: Mapping[str, str]
    practices: Mapping[str, str]
    parts: Mapping[str, str]
    """Some of `PARTS`."""

    def __bool__(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.chapters or self.practices or self.parts)


def holding(pack: Pack, words: Words, now: datetime) -> Holding:
    """Look through everything; may be called in any thread."""
    book = make_book(pack, words, BookChoice(parts=frozenset(PARTS)), now)
    filled = {
        "own": any(layer.section_id for layer in words.layers if layer.prompt_id.startswith(OWN))
        or any(own.section_id for own in words.own),
        "notes": book.notes,
        "shelf": book.shelf,
        "proofs": book.kept,
        "tide": book.tide,
        "people": book.people,
        "removed": book.removed,
    }
    return Holding(
        chapters={chapter.id: chapter.title for chapter in book.chapters},
        practices={practice.id: practice.title for practice in book.practices},
        parts={name: called for name, called in PARTS.items() if filled[name]},
    )
