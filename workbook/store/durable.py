"""The files of one open store: appending to the journal, beginning a new one, writing snapshots.

Numbers tie them together: each change has the next number, the snapshot names the last change that
is in it, each journal the change after which it begins. A new journal begins *before* the snapshot
that makes the old one unneeded, so at every moment the files give the present state, and older
journals still bring the newest backups up to date.
"""

import contextlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from workbook.store.appending import OpenJournal
from workbook.store.backups import Backups
from workbook.store.files import Files, plain_reason, temporary, write_beside
from workbook.store.journal import Change, TableChange, decode_journal, encode_change, encode_journal_header
from workbook.store.keeping import keep_aside
from workbook.store.keys import Keys, write_keys
from workbook.store.layout import Layout
from workbook.store.recovery import Found, JournalOnDisk, numbers
from workbook.store.snapshot import Snapshot, Tables, Unreadable, decode_snapshot, encode_snapshot


class DurableFiles:
    """Snapshot, journals and backups of a store whose lock is held."""

    def __init__(self, files: Files, layout: Layout, found: Found, keys: Keys | None = None) -> None:
        """Take over the files as they were read; nothing is written yet.

        Args:
            files: The disk.
            layout: The folder.
            found: What was read there.
            keys: Those of the lock, when there is one.
        """
        self._files, self._layout, self._keys = files, layout, keys
        self._store = found.store
        self.sequence = found.sequence
        """The last change that is acknowledged."""
        self._highest = max(found.highest, *numbers(files, layout.journals), 0)
        self._journal: OpenJournal | None = None
        self._torn_at: int | None = None
        if found.last_journal is not None and not found.problems:
            self._journal = OpenJournal(files, found.last_journal)
            if found.last_journal.journal.torn:
                self._torn_at = found.last_journal.journal.good_length
        self.journal_length = found.journal_length
        """Bytes of journal that are read at the next opening."""
        self.snapshot_size = found.snapshot_size
        """Bytes."""
        self._snapshot_sequence = found.snapshot_sequence
        self._snapshot_seen = found.snapshot_stamp
        self._snapshot_is_ours = found.snapshot_stamp is not None and not found.problems
        self.backups = Backups(files, layout)
        self._backed_up = False
        self.notices: list[str] = []
        """What a person should know about, oldest first."""

    def append(self, parts: Mapping[str, TableChange]) -> None:
        """Write one change to the journal; it is durable when this returns.

        Raises:
            OSError: It is not durable, and will not come back when the store is opened again.
            ValueError: A document holds what JSON cannot.
        """
        assert self._journal is not None, "make_ready comes first"
        change = Change(self._highest + 1, parts)
        line = self._files.cipher.seal_line(encode_change(change), change.sequence)
        try:
            self._journal.append(line)
        except OSError:
            if not self._journal.sound:
                self._highest = change.sequence
            raise
        self.sequence = self._highest = change.sequence
        self.journal_length += len(line)

    def make_ready(self, tables: Tables) -> None:
        """Bring the files into the state in which a line can be appended.

        Args:
            tables: Everything, in case the files have to be written anew.

        Raises:
            OSError: The disk does not allow it now; calling again tries afresh.
        """
        self._keep_foreign_files()
        if self._torn_at is not None:
            self._cut_torn_end(self._torn_at)
        if not self._snapshot_is_ours:
            self.compact(tables)
        elif self._journal is None or not self._journal.sound:
            self._begin_journal()
        if not self._backed_up:
            self._back_up(tables)

    def compact(self, tables: Tables) -> None:
        """Begin a new journal and write everything into a new snapshot; what another program wrote there is kept.

        Raises:
            OSError: It could not be done; what was acknowledged is still there.
        """
        self._keep_foreign_files()
        if not self._journal_is_fresh:
            self._begin_journal()
        self._write_snapshot(tables)

    def close(self) -> None:
        """Close what is open."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    @property
    def _journal_is_fresh(self) -> bool:
        journal = self._journal
        return journal is not None and journal.sound and journal.path == self._layout.journal(self.sequence)

    def _begin_journal(self) -> None:
        """Begin a journal under a number that no change and no journal ever had."""
        after = self._highest + 1
        header, cipher = encode_journal_header(self._store, self.sequence, after), self._files.cipher
        data = cipher.seal_line(header, after, is_header=True)
        path = self._layout.journal(after)
        if self._files.stamp(self._layout.journals) is None:
            self._files.make_folder(self._layout.journals)
        write_beside(self._files, path, data)
        self._files.replace(temporary(path), path)
        self.sequence = self._highest = after
        self.close()
        self._journal = OpenJournal(
            self._files, JournalOnDisk(path, data, None, decode_journal(data, after, cipher))
        )
        self._torn_at = None
        self.journal_length += len(data)
        try:
            self._journal.seen = self._files.stamp(path)
            self._files.sync_folder(path.parent)
        except OSError:
            # Its name may not outlive a power cut: nothing may be acknowledged in it.
            self._journal.sound = False
            raise

    def _write_snapshot(self, tables: Tables) -> None:
        """Write everything; what comes after the replace can fail without undoing it."""
        path, content = self._layout.snapshot, encode_snapshot(Snapshot(self._store, self.sequence, tables))
        data = self._files.cipher.seal_file(content)
        write_beside(self._files, path, data)
        self._files.replace(temporary(path), path)
        self._snapshot_sequence, self.snapshot_size = self.sequence, len(data)
        self._snapshot_is_ours, self._snapshot_seen = True, None
        self.journal_length = self._journal.length if self._journal else 0
        with contextlib.suppress(OSError):
            self._snapshot_seen = self._files.stamp(path)
        self._files.sync_folder(path.parent)

    def _cut_torn_end(self, length: int) -> None:
        assert self._journal is not None
        data = self._files.read(self._journal.path) or b""
        if data[length:].strip(b"\0"):
            keep_aside(self._files, self._layout.damaged, f"torn-{self._journal.path.name}", data[length:])
        self._journal.cut_torn_end(length)
        self._torn_at = None

    # Another program.

    def was_disturbed(self) -> bool:
        """Notice what another program did to the files; tell whether ours must be written anew. Raises OSError."""
        self._keep_foreign_files()
        return not self._snapshot_is_ours

    def _keep_foreign_files(self) -> None:
        """Notice what another program did to the files, keep its version, and mark ours to be written."""
        if self._keys is not None and self._files.stamp(self._layout.key_files[0]) is None:
            # Sealed files that nobody can open any more are as good as lost.
            write_keys(self._files, self._layout, self._keys)
        if self._snapshot_is_ours:
            path = self._layout.snapshot
            stamp = self._files.stamp(path)
            if stamp != self._snapshot_seen:
                data = self._files.read(path)
                if not self._is_our_snapshot(data):
                    self._keep_foreign(path, data)
                    self._snapshot_is_ours = False
                self._snapshot_seen = stamp
        journal = self._journal
        if journal is not None and journal.sound:
            stamp = self._files.stamp(journal.path)
            if stamp != journal.seen:
                data = self._files.read(journal.path)
                if data is not None and journal.holds_what_was_written(data):
                    journal.reopen(stamp)
                else:
                    self._keep_foreign(journal.path, data)
                    journal.sound = self._snapshot_is_ours = False

    def _is_our_snapshot(self, data: bytes | None) -> bool:
        try:
            snapshot = decode_snapshot(self._files.cipher.open_file(data or b""))
        except Unreadable:
            return False
        return snapshot.store == self._store and snapshot.sequence == self._snapshot_sequence

    def _keep_foreign(self, path: Path, data: bytes | None) -> None:
        if data is None:
            self.notices.append(f"Another program removed {path.name}; it was written again.")
            return
        name = f"{self.sequence:012}-{path.name}"
        kept = keep_aside(self._files, self._layout.conflicts, name, data)
        self.notices.append(f"Another program changed {path.name}; its version is kept as {kept}.")

    # Backups.

    def back_up(self) -> None:
        """Back up the present state, unless the newest backup has it already, and let none go.

        Raises:
            OSError: There is no such backup.
        """
        existing = self.backups.numbers()
        if not existing or existing[-1] < self.sequence:
            known = numbers(self._files, self._layout.journals)
            needed = [self._layout.journal(number) for number in known if number >= self._snapshot_sequence]
            self.backups.make(self.sequence, needed, keep_all=True)
        self._backed_up = True

    def _back_up(self, tables: Tables) -> None:
        """Make this session's backup; that it cannot be made must not keep anything from being saved."""
        self._backed_up = True
        existing = self.backups.numbers()
        if not tables or (existing and existing[-1] >= self.sequence):
            return
        known = numbers(self._files, self._layout.journals)
        needed = [self._layout.journal(number) for number in known if number >= self._snapshot_sequence]
        try:
            self.backups.make(self.sequence, needed)
            # What is left brings this backup and the one before it up to date.
            unneeded = min(existing[-1] if existing else 0, self._snapshot_sequence)
            for number, following in pairwise(known):
                if following <= unneeded:
                    self._files.remove(self._layout.journal(number))
        except OSError as error:
            self.notices.append(f"No backup could be made: {plain_reason(error)}.")
