"""A TinyDB storage that keeps a snapshot and a journal instead of writing everything each time.

Memory and disk change in this order: the line is appended, the disk confirms it, memory adopts it.
So whatever a reader sees has been acknowledged, and a failed write changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from workbook.errors import StoreError
from workbook.store.durable import DurableFiles
from workbook.store.files import plain_reason
from workbook.store.journal import TableChange, apply_change
from workbook.store.locks import Locks
from workbook.store.shapes import copied
from workbook.store.snapshot import Tables
from workbook.store.touched import Touched

WORTH_COMPACTING = 64 * 1024
"""Bytes of journal above which a clean close writes a new snapshot, unless the snapshot is large."""
LARGE_JOURNAL = 4 * 1024 * 1024
"""Bytes of journal above which a save does so, unless the snapshot is far larger still."""


class JournaledStorage(Storage):
    """The database in memory, in step with its files; callers hold its locks."""

    def __init__(self, tables: Tables, durable: DurableFiles | None) -> None:
        """Take over what was read.

        Args:
            tables: Everything.
            durable: The files to write to; None to read only.
        """
        self.locks = Locks()
        """Whoever reads holds `memory`, whoever writes `writing`; memory is let go of while the disk works."""
        self._tables = tables
        self._durable = durable
        self._refusal = "These answers are open to read only."
        self._compact_above = LARGE_JOURNAL
        self._changed = self._fold_in = False
        self._step: dict[str, Touched] | None = None

    def adopt(self, tables: Tables, durable: DurableFiles | None) -> None:
        """Take over what was read again in place of everything; callers hold both locks.

        Args:
            tables: Everything.
            durable: The files to write to; None to read only.
        """
        self._tables, self._durable = tables, durable
        self._changed = self._fold_in = False

    # What TinyDB asks for.

    def read(self) -> dict[str, dict[str, Any]]:
        """Give a copy of everything; slow when there is much, so tables use `documents`."""
        copy: dict[str, dict[str, Any]] = copied(self._tables)
        return copy

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace everything; the difference is written as one change."""
        parts = {}
        for name in {*self._tables, *data}:
            old, new = self.documents(name), data.get(name, {})
            put = {key: copied(row) for key, row in new.items() if key not in old or old[key] != row}
            removed = tuple(key for key in old if key not in new)
            if put or removed:
                parts[name] = TableChange(put, removed)
        self.commit(parts)

    def close(self) -> None:
        """Write a snapshot when that is worth it, and close the files; twice changes nothing."""
        durable = self._durable
        if durable is None:
            return
        size = durable.snapshot_size
        # Writing a large snapshot would keep the person waiting for longer than reading the journal does.
        worth = max(min(WORTH_COMPACTING, size // 4), size // 50)
        with self.locks.memory.let_go():
            if self._changed and (self._fold_in or durable.journal_length > worth or _was_disturbed(durable)):
                self._compact(durable)
            durable.close()
        self._durable, self._refusal = None, "These answers have been closed."

    # What the tables use.

    def fold_in_at_close(self) -> None:
        """Write a snapshot at a clean close, however short the journal: it holds what was deleted for good."""
        self._fold_in = True

    def reserved(self, table: str) -> int:
        """Give the highest number that something in the trash had in a table; 0 when there is none."""
        parts = (part for row in self.documents("trash").values() for part in row.get("parts", ()))
        taken = (
            part.get("number") for part in parts if isinstance(part, dict) and part.get("table") == table
        )
        return max((number for number in taken if isinstance(number, int)), default=0)

    def documents(self, table: str) -> Mapping[str, dict[str, Any]]:
        """Give the documents of a table as they are in memory: only for reading."""
        return self._tables.get(table, {})

    def update(self, table: str, updater: Callable[[Touched], None]) -> None:
        """Let an updater change a table; durable when this returns, or at the end of the present step.

        Args:
            table: Its name.
            updater: Gets the documents by number, to look at, put and remove.

        Raises:
            OSError: Nothing was changed.
        """
        with self.one_step() as step:
            if table not in step:
                step[table] = Touched(self.documents(table))
            updater(step[table])

    @contextmanager
    def one_step(self) -> Iterator[dict[str, Touched]]:
        """Make every update within durable at once, or none; a step within a step joins it.

        Raises:
            OSError: Nothing was changed.
        """
        if self._step is not None:
            yield self._step
            return
        step: dict[str, Touched] = {}
        self._step = step
        try:
            yield step
        finally:
            self._step = None
        self.commit({name: change for name, rows in step.items() if (change := rows.change())})

    def commit(self, parts: Mapping[str, TableChange]) -> None:
        """Make one change; it is durable when this returns.

        Args:
            parts: Table name to what is put and removed; the documents must not be changed later.

        Raises:
            OSError: It could not be written; memory is as before.
            ValueError: A document holds what JSON cannot; memory is as before.
            StoreError: The store is closed or open to read only.
        """
        if not parts:
            return
        if self._durable is None:
            raise StoreError(self._refusal, "Open them again to write.")
        with self.locks.memory.let_go():
            self._durable.make_ready(self._tables)
            if self._durable.journal_length > max(self._compact_above, self._durable.snapshot_size // 2):
                # Before the line, not after it: once memory has changed, it is let go of no more until
                # every index and count knows the change.
                self._compact(self._durable)
                self._durable.make_ready(self._tables)
            self._durable.append(parts)
        apply_change(self._tables, parts)
        self._changed = True

    def _compact(self, durable: DurableFiles) -> None:
        """Compact; what was acknowledged stays so when it fails, and it is tried again later."""
        try:
            durable.compact(self._tables)
            self._compact_above = LARGE_JOURNAL
        except OSError as error:
            self._compact_above = durable.journal_length + LARGE_JOURNAL
            durable.notices.append(f"The journal could not be folded in: {plain_reason(error)}.")


def _was_disturbed(durable: DurableFiles) -> bool:
    """Tell whether another program changed the files since the last save; so too when that cannot be found out."""
    try:
        return durable.was_disturbed()
    except OSError:
        return True
