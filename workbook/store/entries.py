"""Entries: the lines in practices, which a later visit may change and look back on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from workbook.errors import StoreError
from workbook.moments import local_offset
from workbook.store.ledger import Ledger
from workbook.store.letters import Letters
from workbook.store.losses import any_lost, fuller_of, holds, was_replaced
from workbook.store.records import MAX_DRAFTS, Entry, Version
from workbook.store.shapes import labels as clean_labels
from workbook.store.shapes import values as clean_values
from workbook.store.shelf import Addition, Shelf
from workbook.text import clean
from workbook.values import NOT_YET, Value


class Entries:
    """Every entry of one person; `Answers` holds the lock around each call."""

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        self._ledger = ledger
        self.shelf: Shelf[Entry] = Shelf(ledger, "entries", Entry)
        self._counts: Counter[str] | None = None
        self._waiting: dict[int, str] | None = None
        """The date of each entry that waits to be looked back on, by its number."""
        self._fullest: dict[str, dict[str, Value]] = {}
        """The fullest wording of each entry's fields since its last draft."""

    def of(self, practice_id: str, was: Sequence[str] = ()) -> list[Entry]:
        """Give a practice's entries, newest first."""
        return [
            self.shelf.at(number) for number in reversed(self.shelf.find("practice_id", practice_id, *was))
        ]

    def get(self, entry_id: str) -> Entry | None:
        """Give one entry."""
        found = self.shelf.find("id", entry_id)
        return self.shelf.at(found[0]) if found else None

    def add(
        self,
        practice_id: str,
        values: Mapping[str, Value],
        *,
        title: str,
        labels: Mapping[str, str],
        look_back_on: str = "",
    ) -> Entry:
        """Add an entry; see `Answers.add_entry`."""
        at = self._ledger.clock()
        entry = Entry(
            id=uuid4().hex,
            practice_id=clean(practice_id),
            title=clean(title),
            values=clean_values(dict(values)),
            labels=clean_labels(dict(labels)),
            visit_id=self._ledger.visit_id,
            at=at,
            saved_at=at,
            offset=local_offset(at),
            look_back_on=clean(look_back_on),
        )
        self._keep(entry)
        self._fullest[entry.id] = entry.values
        return entry

    def change(
        self,
        entry_id: str,
        values: Mapping[str, Value],
        *,
        labels: Mapping[str, str] | None = None,
        look_back_on: str | None = None,
    ) -> Entry:
        """Change an entry; see `Answers.change_entry`."""
        number, old = self._existing(entry_id)
        at = self._ledger.clock()
        entry = replace(
            old,
            values=clean_values(dict(values)),
            # A field that the pack has dropped still has words in here, and needs its label.
            labels=clean_labels({**old.labels, **(labels or {})}),
            look_back_on=old.look_back_on if look_back_on is None else clean(look_back_on),
        )
        if entry == old:
            return old
        entry = replace(entry, saved_at=at, offset=local_offset(at))
        if entry.values != old.values:
            entry = self._with_history(old, entry, at)
        self._keep(entry, number)
        self._remember_fullest(old, entry)
        return entry

    def end(self, entry_id: str, ending: str, label: str, note: str, letters: Letters) -> Entry:
        """End an entry or open it again; see `Answers.end_entry`."""
        number, old = self._existing(entry_id)
        at = self._ledger.clock()
        ending, label, note = clean(ending), clean(label) if ending else "", clean(note)
        if ending == old.ending:
            # The pack may have dropped this ending since.
            label = label or old.ending_label
        if (old.ending, old.ending_label, old.note) == (ending, label, note):
            return old
        ended_at = (old.ended_at if ending == old.ending else at) if ending else None
        entry = replace(
            old,
            ending=ending,
            ending_label=label,
            ended_at=ended_at,
            note=note,
            saved_at=at,
            offset=local_offset(at),
        )
        is_occasion = ending == NOT_YET != old.ending
        self._keep(entry, number, letters.additions(NOT_YET) if is_occasion else ())
        return entry

    def counts(self) -> dict[str, int]:
        """Count the entries, by practice."""
        if self._counts is None:
            self._counts = Counter(str(row.get("practice_id", "")) for _, row in self.shelf.rows())
        return dict(self._counts)

    def due(self, today: str) -> list[Entry]:
        """Give what waits to be looked back on, the oldest date first."""
        if self._waiting is None:
            days = {number: _waits_until(row) for number, row in self.shelf.rows()}
            self._waiting = {number: day for number, day in days.items() if day}
        found = sorted((day, number) for number, day in self._waiting.items() if day <= today)
        return [self.shelf.at(number) for _, number in found]

    def forget_counts(self) -> None:
        """Count afresh when asked: entries went to the trash or came back."""
        self._counts = self._waiting = None

    def forget_fullest(self, entry_id: str) -> None:
        """Let go of the fullest wording of an entry; what is there now is the fullest."""
        self._fullest.pop(entry_id, None)

    def _keep(self, entry: Entry, number: int | None = None, also: Sequence[Addition] = ()) -> None:
        """Write an entry and what goes with it, then bring the counts and what waits up to date."""
        written = self.shelf.write(entry, number, also)
        if self._counts is not None and number is None:
            self._counts[entry.practice_id] += 1
        if self._waiting is not None:
            self._waiting.pop(written, None)
            if day := _waits_until(self.shelf.row(written)):
                self._waiting[written] = day

    def _existing(self, entry_id: str) -> tuple[int, Entry]:
        found = self.shelf.find("id", entry_id)
        if not found:
            raise StoreError("This entry is not here any more.", "Go back and open its practice again.")
        return found[0], self.shelf.at(found[0])

    def _with_history(self, old: Entry, entry: Entry, at: datetime) -> Entry:
        """Keep what the entry said before this visit, or before a big loss within it."""
        visit_id = self._ledger.visit_id
        if (old.changed_in or old.visit_id) != visit_id:
            version = Version(at=old.saved_at, values=old.values)
            return replace(entry, changed_in=visit_id, earlier=(*old.earlier, version))
        fullest = self._fullest.get(old.id, old.values)
        if any_lost(fullest, entry.values):
            lost = fullest
        elif any(was_replaced(value, entry.values.get(name)) for name, value in old.values.items()):
            lost = old.values
        else:
            return entry
        if old.drafts and _all_held(old.drafts[-1].values, lost):
            return entry
        return replace(entry, drafts=(*old.drafts, Version(at=at, values=lost))[-MAX_DRAFTS:])

    def _remember_fullest(self, old: Entry, entry: Entry) -> None:
        before = self._fullest.get(entry.id, old.values)
        if entry.drafts != old.drafts or entry.earlier != old.earlier or any_lost(before, entry.values):
            self._fullest[entry.id] = entry.values
        else:
            names = {**before, **entry.values}
            self._fullest[entry.id] = {
                name: fuller_of(before.get(name), entry.values.get(name)) for name in names
            }


def _waits_until(row: Mapping[str, Any]) -> str:
    """Give the date on which an entry's document is to be looked back on; empty when it ended or has none."""
    return "" if row.get("ending") else str(row.get("look_back_on") or "")


def _all_held(fuller: Mapping[str, Value], values: Mapping[str, Value]) -> bool:
    return all(holds(fuller.get(name), value) for name, value in values.items())
