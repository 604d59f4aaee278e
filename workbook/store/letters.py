"""Letters: which of them wait, and which have opened for good."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any

from workbook.moments import from_text, local, local_offset
from workbook.store.ledger import Ledger, order_of
from workbook.store.records import Entry, Layer, Mark
from workbook.store.shelf import Addition, Shelf
from workbook.values import COMING_BACK, NOT_YET, OCCASIONS, Seals, Value, clean_value, is_letter, waits_for

OPENED = "opened"
"""The kind of mark that a layer or entry carries once its letters have opened."""
A_WHILE = timedelta(days=14)
"""A visit that begins so long after the one before it is a coming back."""


class Letters:
    """Every letter of one person; `Answers` holds the lock around each call.

    A letter that has opened is marked, and so stays open whatever becomes of the entry, or of the
    clock. In a practice, one mark opens all letters of an entry.
    """

    def __init__(
        self, ledger: Ledger, layers: Shelf[Layer], entries: Shelf[Entry], marks: Shelf[Mark]
    ) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
            layers: The layers.
            entries: The entries of practices.
            marks: The marks.
        """
        self._ledger, self._layers, self._entries, self._marks = ledger, layers, entries, marks

    def opened(self) -> frozenset[str]:
        """Give the ids of the layers and entries whose letters have opened."""
        return frozenset(
            str(self._marks.row(number).get("target")) for number in self._marks.find("kind", OPENED)
        )

    def seals(self, today: date) -> Seals:
        """Tell what may be read on a local date."""
        return Seals(today, self.opened())

    def hides(self, record_id: str, seals: Seals) -> bool:
        """Tell whether a letter in that layer or entry is still closed."""
        shelves: tuple[Shelf[Any], ...] = (self._layers, self._entries)
        rows = (shelf.row(number) for shelf in shelves for number in shelf.find("id", record_id))
        return any(seals.hide(letter, record_id) for row in rows for letter in _letters_in(row))

    def written(self) -> list[Layer]:
        """Give every letter that says something, newest first; those in practices are left out."""
        found = [(order_of(row), number) for number, row in self._layers.rows() if _letters_in(row)]
        letters = (self._layers.at(number) for _, number in sorted(found, reverse=True))
        return [letter for letter in letters if not letter.is_blank]

    def open(self, *occasions: str) -> list[Layer]:
        """Open for good what waits for any of these; see `Answers.open_letters`."""
        marks = self._marks_for(occasions)
        if not marks:
            return []
        self._marks.write(marks[0], also=self._additions(marks[1:]))
        targets = {mark.target for mark in marks}
        return [letter for letter in self.written() if letter.id in targets]

    def open_what_has_come(self) -> list[Layer]:
        """Open for good what this visit opens; see `Answers.open_what_has_come`."""
        today = self._ledger.clock().astimezone().date().isoformat()
        return self.open(today, COMING_BACK) if self._ledger.time_away() >= A_WHILE else self.open(today)

    def additions(self, *occasions: str) -> list[Addition]:
        """Give what has to be written to open whatever waits for any of these."""
        return self._additions(self._marks_for(occasions))

    def _additions(self, marks: list[Mark]) -> list[Addition]:
        return [(self._marks, mark) for mark in marks]

    def _marks_for(self, occasions: Collection[str]) -> list[Mark]:
        opened, at = self.opened(), self._ledger.clock()
        rows = chain(self._layers.rows(), self._entries.rows())
        targets = [
            str(row.get("id"))
            for _, row in rows
            if any(self._opens(row, letter, occasions) for letter in _letters_in(row))
        ]
        return [
            Mark(target=target, kind=OPENED, at=at, offset=local_offset(at))
            for target in targets
            if target not in opened
        ]

    def _opens(self, row: Mapping[str, Any], letter: Value, occasions: Collection[str]) -> bool:
        waits = waits_for(letter)
        if waits == NOT_YET:
            return waits in occasions
        # Whatever waits for another visit can still be changed in that in which it was written.
        if self._ledger.visit_id in (row.get("visit_id"), row.get("changed_in")):
            return False
        if waits in OCCASIONS:
            return waits in occasions
        # A day that had come when the letter was written never closed it.
        return _saved_on(row) < waits <= max(set(occasions) - set(OCCASIONS), default="")


def _letters_in(row: Mapping[str, Any]) -> list[Value]:
    """Give the letters in a layer's or entry's document."""
    value, values = row.get("value"), row.get("values")
    parts = values.values() if isinstance(values, dict) else ()
    found = [clean_value(part) for part in (value, *parts) if isinstance(part, dict)]
    return [part for part in found if isinstance(part, dict) and is_letter(part)]


def _saved_on(row: Mapping[str, Any]) -> str:
    """Give the day on which a document was saved, where that was, such as `2026-05-03`."""
    saved_at = from_text(str(row.get("saved_at", "")))
    return local(saved_at, str(row.get("offset", ""))).date().isoformat()
