"""One person's answers: the only thing of the store that screens use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from workbook import moments
from workbook.store.beside import Beside
from workbook.store.files import Files
from workbook.store.inbox import take_in
from workbook.store.ledger import Ledger
from workbook.store.locks import locked, writes
from workbook.store.opening import OpenStore, open_to_read, open_to_write
from workbook.store.records import Entry, Layer, Visit
from workbook.store.search import Hit, Search
from workbook.store.shelf import Shelf
from workbook.store.snapshot import Tables
from workbook.store.storage import JournaledStorage
from workbook.store.summary import Summary
from workbook.store.written import Key, Written

if TYPE_CHECKING:
    from workbook.store.vault import Vault

SAME_VISIT = timedelta(minutes=30)
"""Opened again so soon, perhaps after a crash, the page should stand there as it was left: what to give as `rejoin`."""


class Answers(Beside):
    """One person's answers; any thread may call anything here.

    Whatever reads returns at once, also while the disk is slow to write. Whatever writes is durable when
    it returns. It raises OSError when the disk refuses, and then
    nothing has changed; it raises StoreError when the answers are open to read only.
    """

    def __init__(
        self, store: OpenStore, *, clock: Callable[[], datetime], folder: Path, rejoin: timedelta
    ) -> None:
        """Begin a visit on an open store; `open` is the usual way in.

        Args:
            store: What was opened.
            clock: Gives the present moment, aware and UTC.
            folder: Where it is.
            rejoin: Go on with the last visit when something was written in it so short a time ago.
        """
        self.folder = folder
        self.read_only = store.durable is None
        self.opened_from = store.opened_from
        """What could not be read at opening, on one line; empty when all was well."""
        self.is_sealed = store.is_sealed
        """Whether they are locked with a passphrase, which was given."""
        self.clock = clock
        self._rejoin = rejoin
        self._store = store
        self._storage = JournaledStorage(store.tables, store.durable)
        if store.durable is not None:
            # Before anything is looked at: what is taken in was written before this visit.
            store.durable.notices += take_in(store.files, store.layout, self._storage)
        self._join(Ledger(self._storage, clock, rejoin))

    def _join(self, ledger: Ledger) -> None:
        """Begin to look at what the ledger holds, with nothing remembered of it."""
        super().__init__(ledger)
        self._search = Search(self._layers, self._entries)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime] = moments.now,
        read_only: bool = False,
        rejoin: timedelta = timedelta(),
        files: Files | None = None,
        vault: Vault | None = None,
    ) -> Self:
        """Open a person's answers, or begin them.

        Args:
            folder: Where they are; made when missing, unless *read_only*.
            clock: Gives the present moment, aware and UTC.
            read_only: Write, create and lock nothing; works beside a program that writes.
            rejoin: Go on with the last visit when something was written in it so short a time ago; by
                default every opening begins a visit.
            files: The disk.
            vault: The open lock of answers that are locked; see `workbook.store.locking.unlocked`.

        Raises:
            StoreSealed: They are locked, and there is no vault or it is another's.
            StoreLocked: Another program has them open; the message says which and since when.
            StoreDamaged: They are there, and no copy can be read.
            StoreTooNew: A newer version wrote them.
            StoreError: The folder cannot be made, read or written.
        """
        opening = open_to_read if read_only else open_to_write
        store = opening(files or Files(), folder, clock(), vault)
        return cls(store, clock=clock, folder=folder, rejoin=rejoin)

    @writes
    def close(self, *, keep_lock: bool = False) -> None:
        """Fold the journal in when that is worth it, and give the lock back; twice changes nothing.

        Args:
            keep_lock: Let only this program open them next; see `lock.Lock.keep`.
        """
        if not self.read_only:
            self._let_old_trash_go()
        self._storage.close()
        self._is_closed = True
        if self._store.lock is not None and keep_lock:
            self._store.lock.keep()
        elif self._store.lock is not None:
            self._store.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def visit_id(self) -> str:
        """The id of this visit."""
        return self._ledger.visit_id

    @property
    def notices(self) -> list[str]:
        """What the person should know about the files, oldest first."""
        return list(self._store.durable.notices) if self._store.durable else []

    # Everything.

    @locked
    def all_layers(self) -> list[Layer]:
        """Give every layer, newest first."""
        return _newest_first(self._layers.shelf)

    @locked
    def all_entries(self) -> list[Entry]:
        """Give every entry, newest first."""
        return _newest_first(self._entries.shelf)

    @locked
    def visits(self) -> list[Visit]:
        """Give every visit in which something was written, newest first."""
        return _newest_first(Shelf(self._ledger, "visits", Visit))

    @locked
    def last_written(self) -> Layer | Entry | None:
        """Give what was written last and says something."""
        return self._search.last_written()

    @locked
    def search(self, words: str, limit: int = 200) -> list[Hit]:
        """Find the layers and entries in which every word occurs, whatever its case; newest first.

        A letter that is still closed is found by its question only, and its words are in no hit's excerpt.

        Args:
            words: Separated by spaces; looked for in answers, questions, titles and labels.
            limit: The most hits to give.
        """
        return self._search.find(words, limit, self.seals(self.clock().astimezone().date()))

    @locked
    def written(self) -> list[Written]:
        """See every layer and entry that says something from afar, newest first by when it was first written."""
        return self._search.written()

    @locked
    def matching(self, words: str, today: date) -> set[Key]:
        """Name the layers and entries in which every word occurs, whatever its case.

        Args:
            words: Separated by spaces; no words name nothing.
            today: The local date; letters that are still closed are found by their question only.
        """
        return self._search.matching(words, self.seals(today))

    @locked
    def record(self, key: Key) -> Layer | Entry | None:
        """Give the layer or entry of a key that `written` or `matching` gave; None when it has gone since."""
        return self._search.record(key)

    def summary(self) -> Summary:
        """Count what there is."""
        last_backup = self._store.backups.newest_at()
        with self._locks.memory:
            return self._summary(last_backup)

    def _summary(self, last_backup: datetime | None) -> Summary:
        rows = [row for name in ("layers", "entries") for _, row in self._ledger.rows(name)]
        return Summary(
            answers=sum(self._layers.counts().values()),
            entries=len(self._entries.shelf),
            readable=sum(bool(row.get("id")) for row in rows),
            last_backup=last_backup,
            sequence=self._store.durable.sequence if self._store.durable else self._store.sequence,
            opened_from=self.opened_from,
            now=self.clock(),
        )

    @locked
    def everything(self) -> Tables:
        """Give a copy of every document as it is kept, by table and number."""
        return self._storage.read()

    @writes
    def become(self, change: Callable[[Tables], Tables | None]) -> None:
        """Put other documents in place of everything, durably and at once, for `store.bringing_in`.

        Args:
            change: Is given a copy of everything; None leaves all as it is.

        Raises:
            OSError: Nothing was changed.
            StoreError: The answers are open to read only.
        """
        tables = change(self._storage.read())
        if tables is not None:
            self._ledger.replace_all(tables)
            self._join(self._ledger)

    def snapshot_json(self) -> dict[str, Any]:
        """Give everything as JSON values, as it stands in an archive."""
        # Start-up time is a bar: nobody takes their words along before the first paint.
        from workbook.store.archive import archive_from, archive_json  # noqa: PLC0415

        return archive_json(archive_from(self.everything()))


def _newest_first(shelf: Shelf[Any]) -> list[Any]:
    return [shelf.at(number) for number in reversed(shelf.numbers())]
