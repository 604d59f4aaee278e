"""Deleting, and taking it back: everything goes to the trash first.

A deletion is the person's own act: what they delete is gone from every list, count, search, picture
and book at once, so the map and the garden show what is there now. Their visits and check-ins stay,
and so does that a section was opened. In archives and backups it stands under `trash` until it is
deleted for good.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from workbook.errors import StoreError
from workbook.moments import from_text, local_offset
from workbook.store.entries import Entries
from workbook.store.layers import Layers
from workbook.store.ledger import ORDER, Ledger
from workbook.store.letters import OPENED
from workbook.store.locks import locked, writes
from workbook.store.own_words import OwnWords
from workbook.store.records import Entry, Layer
from workbook.store.shelf import Shelf, move
from workbook.store.snapshot import Tables
from workbook.store.trashed import (
    CHECK_IN,
    ELSEWHERE,
    ENTRY,
    LAYER,
    NOTE,
    PERSON,
    QUESTION,
    TRASH,
    Part,
    Trashed,
    has_lain_long_enough,
)


class Discarding(OwnWords):
    """The part of `Answers` that deletes, takes back and deletes for good."""

    _layers: Layers
    _entries: Entries

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        super().__init__(ledger)
        self._trash: Shelf[Trashed] = Shelf(ledger, TRASH, Trashed)

    @writes
    def delete_layer(self, layer_id: str) -> Trashed:
        """Move a layer to the trash, with the sentences kept out of it.

        Raises:
            StoreError: There is no such layer.
        """
        return self._delete(LAYER, self._layers.shelf, layer_id)

    @writes
    def delete_entry(self, entry_id: str) -> Trashed:
        """Move an entry to the trash, with the sentences kept out of it.

        Raises:
            StoreError: There is no such entry.
        """
        return self._delete(ENTRY, self._entries.shelf, entry_id)

    @writes
    def delete_own_prompt(self, own_id: str) -> Trashed:
        """Move an own question or note to the trash with all that was written there.

        Raises:
            StoreError: There is no such question.
        """
        own = self.own_prompt(own_id)
        return self._delete(QUESTION if own and own.question else NOTE, self._own, own_id)

    @writes
    def delete_checkin(self, checkin_id: str) -> Trashed:
        """Move a check-in to the trash.

        Raises:
            StoreError: There is no such check-in.
        """
        return self._delete(CHECK_IN, self._checkins, checkin_id)

    @writes
    def delete_person(self, person_id: str) -> Trashed:
        """Move somebody of one's own to the trash.

        Raises:
            StoreError: There is nobody with that id.
        """
        return self._delete(PERSON, self._people, person_id)

    @writes
    def undelete(self, trash_id: str) -> Trashed:
        """Put something back where it was, with everything that belonged to it.

        Raises:
            StoreError: It is not in the trash.
        """
        number = self._trash_number(trash_id)
        trashed, is_from_here = self._trash.at(number), not self._trash.row(number).get(ELSEWHERE)
        shelves = self._shelves()
        parts = [part for part in trashed.parts if part.table in shelves]
        if is_from_here and not any(shelves[part.table].has(part.number) for part in parts):
            back = [(shelves[part.table], part.number, part.row) for part in parts]
            move(self._ledger, taken=[(self._trash, number)], put=back)
        else:
            from workbook.store.putting_back import without_and_with  # noqa: PLC0415 - start-up time is a bar

            self.become(partial(without_and_with, trashed))
        self._forget_counts()
        return trashed

    def become(self, change: Callable[[Tables], Tables | None]) -> None:
        """Put other documents in place of everything; see `Answers.become`."""
        raise NotImplementedError

    @locked
    def trash(self) -> list[Trashed]:
        """Give what lies in the trash, what was deleted last first."""
        return [self._trash.at(number) for number in reversed(self._trash.numbers())]

    @writes
    def empty_trash(self, ids: Collection[str] | None = None) -> int:
        """Delete for good what lies in the trash; backups keep it for as long as they are kept.

        Args:
            ids: What to delete; None for everything. What is not there is no error.

        Returns:
            How much went.
        """
        numbers = self._trash.numbers()
        wanted = [number for number in numbers if ids is None or self._trash.row(number).get("id") in ids]
        self._remove_for_good(wanted)
        return len(wanted)

    @locked
    def with_removed_wordings(self) -> list[Layer | Entry]:
        """Give the layers and entries that keep wordings removed from them, the newest first."""
        shelves: tuple[Shelf[Any], ...] = (self._layers.shelf, self._entries.shelf)
        found = [
            (row.get(ORDER, 0), shelf.at(number))
            for shelf in shelves
            for number, row in shelf.rows()
            if row.get("drafts")
        ]
        return [record for _, record in sorted(found, key=lambda pair: pair[0], reverse=True)]

    @writes
    def delete_removed_wordings(self, record_id: str) -> None:
        """Delete for good the wordings that were removed from a layer or entry; none is no error."""
        shelves: tuple[Shelf[Any], ...] = (self._layers.shelf, self._entries.shelf)
        for shelf in shelves:
            for number in shelf.find("id", record_id):
                if shelf.row(number).get("drafts"):
                    shelf.rewrite(replace(shelf.at(number), drafts=()), number)
                    self._ledger.storage.fold_in_at_close()
        self._layers.forget_fullest(record_id)
        self._entries.forget_fullest(record_id)

    def _let_old_trash_go(self) -> None:
        """Delete for good what has lain there for 90 days; only in a visit in which something was written."""
        if not self._ledger.visit_is_written:
            return
        now = self._ledger.clock()
        visits = sorted(
            (row.get(ORDER, 0), from_text(str(row.get("at", "")))) for _, row in self._ledger.rows("visits")
        )
        old = [
            number
            for number, row in self._trash.rows()
            if has_lain_long_enough(
                from_text(str(row.get("at", ""))),
                [at for order, at in visits if order > row.get(ORDER, 0)],
                now,
            )
        ]
        # It is tried again after the next visit.
        with contextlib.suppress(OSError, StoreError):
            self._remove_for_good(old)

    def _remove_for_good(self, numbers: Iterable[int]) -> None:
        gone = [(self._trash, number) for number in numbers]
        if gone:
            move(self._ledger, taken=gone)
            self._ledger.storage.fold_in_at_close()

    def _delete(self, kind: str, shelf: Shelf[Any], record_id: str) -> Trashed:
        found = shelf.find("id", record_id)
        if not found:
            raise StoreError("This is not here any more.", "It may be in the trash already.")
        taken: list[tuple[Shelf[Any], int]] = [(shelf, found[0])]
        if shelf is self._own:
            taken += [
                (self._layers.shelf, number) for number in self._layers.shelf.find("prompt_id", record_id)
            ]
        targets = {str(each.row(number).get("id", "")) for each, number in taken}
        taken += [
            (self._marks, number)
            for number in self._marks.find("target", *targets)
            # Whether a letter has been opened and told of stays known.
            if self._marks.row(number).get("kind") != OPENED
        ]
        at = self._ledger.clock()
        parts = tuple(Part(table=each.table, number=n, row=each.row(n)) for each, n in taken)
        trashed = Trashed(id=uuid4().hex, kind=kind, at=at, offset=local_offset(at), parts=parts)
        move(self._ledger, taken=taken, added=[(self._trash, trashed)])
        self._forget_counts()
        return trashed

    def _forget_counts(self) -> None:
        self._layers.forget_counts()
        self._entries.forget_counts()

    def _shelves(self) -> dict[str, Shelf[Any]]:
        layers, entries = self._layers.shelf, self._entries.shelf
        beside: tuple[Shelf[Any], ...] = (self._own, self._marks, self._checkins, self._people)
        shelves: tuple[Shelf[Any], ...] = (layers, entries, *beside)
        return {shelf.table: shelf for shelf in shelves}

    def _trash_number(self, trash_id: str) -> int:
        found = self._trash.find("id", trash_id)
        if not found:
            raise StoreError("This is not in the trash any more.", "It was taken back or deleted for good.")
        return found[0]
