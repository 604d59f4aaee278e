"""Reading beside another program that writes: keeping up with it, and writing oneself once it has gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbook.errors import StoreError
from workbook.store.cipher import PLAIN
from workbook.store.files import Files, Stamp
from workbook.store.inbox import take_in
from workbook.store.layout import Layout
from workbook.store.ledger import Ledger
from workbook.store.locks import writes
from workbook.store.opening import OpenStore, open_there, open_to_read
from workbook.store.storage import JournaledStorage
from workbook.store.writing import Writing

if TYPE_CHECKING:
    from workbook.store.vault import Vault

_State = tuple[Stamp | None, ...]


class Beside(Writing):
    """The part of `Answers` that follows another program while it may only read."""

    folder: Path
    clock: Callable[[], datetime]
    read_only: bool
    opened_from: str
    is_sealed: bool
    _store: OpenStore
    _storage: JournaledStorage
    _rejoin: timedelta
    _is_closed = False
    _seen: _State | None = None
    """The state of the files when they were read last; None before they were read again."""

    def _join(self, ledger: Ledger) -> None:
        """Begin to look at what the ledger holds, with nothing remembered of it."""
        raise NotImplementedError

    @writes
    def keep_up(self) -> bool:
        """Read what the other program wrote since; cheap when it wrote nothing, and whoever reads waits for nothing.

        What cannot be read whole just now, because it is being written, is left for the next time.

        Returns:
            Whether there is anything new.

        Raises:
            StoreSealed: There is a lock now, or another one.
            StoreError: The folder cannot be read.
        """
        if not self.read_only or self._is_closed:
            return False
        with self._locks.memory.let_go():
            files, layout = self._store.files, self._store.layout
            try:
                state = _state(files, layout)
            except OSError:
                return False
            if state == self._seen:
                return False
            store = open_to_read(files, self.folder, self.clock(), self._vault)
        if store.opened_from or store.sequence < self._store.sequence:
            return False
        self._seen = state
        # A lock that was taken off changes no word.
        self.is_sealed = store.is_sealed
        if store.sequence == self._store.sequence:
            return False
        self._adopt(store)
        return True

    @writes
    def begin_writing(self) -> None:
        """Open for writing, now that no other program does; what it wrote is read first.

        Nothing is made here: where the answers are not any more, no new ones are begun. When it raises,
        all is as it was.

        Raises:
            StoreLocked: Another program still has them open.
            StoreSealed: There is a lock now, or another one.
            StoreError: They are not there, or cannot be written.
        """
        if not self.read_only or self._is_closed:
            return
        with self._locks.memory.let_go():
            files, layout = self._store.files, self._store.layout
            if not _is_there(files, layout):
                raise StoreError(f"The answers in {self.folder} are not there just now.", "")
            store = open_there(files, layout, self.clock(), self._vault)
        self._adopt(store)

    @property
    def files(self) -> Files:
        """The disk as these answers are read and written on it: through their lock, when there is one."""
        return self._store.files

    @property
    def _vault(self) -> Vault | None:
        cipher = self._store.files.cipher
        return None if cipher is PLAIN else cast("Vault", cipher)

    def _adopt(self, store: OpenStore) -> None:
        """Put what was opened in place of what there was."""
        self._store = store
        self.read_only = store.durable is None
        self.opened_from, self.is_sealed = store.opened_from, store.is_sealed
        self._storage.adopt(store.tables, store.durable)
        if store.durable is not None:
            # Before anything is looked at: what is taken in was written before this visit.
            store.durable.notices += take_in(store.files, store.layout, self._storage)
        self._join(Ledger(self._storage, self.clock, self._rejoin))


def _is_there(files: Files, layout: Layout) -> bool:
    try:
        return files.stamp(layout.snapshot) is not None
    except OSError:
        return False


def _state(files: Files, layout: Layout) -> _State:
    """Tell the present state of the files that change with every word that is written."""
    names = files.names(layout.journals)
    newest = [files.stamp(layout.journals / names[-1])] if names else []
    kept = map(files.stamp, (layout.snapshot, *layout.key_files))
    return (*kept, Stamp(len(names), 0, 0), *newest)
