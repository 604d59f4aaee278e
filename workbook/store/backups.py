"""Backups: for each session that changes something, a folder with a copy of snapshot and journals.

It is made before the session's first change, and so also before a newer version writes anything anew.

They are named by the number of the last change in them, never by a clock. A backup is a store of
its own: it can be opened to read only with `--data`.
"""

import contextlib
from datetime import UTC, date, datetime
from pathlib import Path

from workbook.store.files import Files, temporary, write_whole
from workbook.store.layout import Layout
from workbook.store.recovery import numbers

KEPT = 10
"""The newest backups that are kept."""
DAYS_KEPT = 7
"""So many days, of those on which there is a backup, keep their newest one."""


class Backups:
    """The backups in the folder of a store."""

    def __init__(self, files: Files, layout: Layout) -> None:
        """Look at nothing yet.

        Args:
            files: The disk.
            layout: The folder of the store.
        """
        self._files, self._layout = files, layout

    def numbers(self) -> list[int]:
        """Give the numbers of the last changes in the backups, in order."""
        return numbers(self._files, self._layout.backups)

    def newest_at(self) -> datetime | None:
        """Say when the newest backup was made, by the file system; None when there is none."""
        found = self.numbers()
        return self.made_at(found[-1]) if found else None

    def made_at(self, number: int) -> datetime | None:
        """Say when a backup was made, by the file system; None when it is not there."""
        stamp = self._files.stamp(self._layout.backup(number).snapshot)
        return datetime.fromtimestamp(stamp.changed / 1e9, UTC) if stamp else None

    def make(self, sequence: int, journals: list[Path], *, keep_all: bool = False) -> None:
        """Copy the present files, then let old backups go.

        Args:
            sequence: The last change in them.
            journals: The journals that go on from the snapshot.
            keep_all: Let none go this time: one of them is wanted.

        Raises:
            OSError: There is no new backup, or an old one could not be removed.
        """
        files, target = self._files, self._layout.backup(sequence)
        unfinished = Layout(temporary(target.home), temporary(target.home) / target.snapshot.name)
        if files.stamp(self._layout.backups) is None:
            files.make_folder(self._layout.backups)
        files.remove(unfinished.home)
        try:
            files.make_folder(unfinished.home)
            self._copy(self._layout.snapshot, unfinished.snapshot)
            files.make_folder(unfinished.journals)
            for path in journals:
                self._copy(path, unfinished.journals / path.name)
            files.replace(unfinished.home, target.home)
        except OSError:
            with contextlib.suppress(OSError):
                files.remove(unfinished.home)
            raise
        files.sync_folder(self._layout.backups)
        if not keep_all:
            for number in set(self.numbers()) - self._kept():
                self._remove(self._layout.backup(number).home)

    def _kept(self) -> set[int]:
        """Choose what stays: the last ten, and the newest of each of the last seven days with a backup.

        Those days need not be the last seven by the clock: one that jumps must not let anything go.
        """
        known = self.numbers()
        newest_of: dict[date, int] = {}
        for number in known:
            if made := self.made_at(number):
                newest_of[made.astimezone().date()] = number
        return {*known[-KEPT:], *sorted(newest_of.values())[-DAYS_KEPT:]}

    def _copy(self, source: Path, target: Path) -> None:
        data = self._files.read(source)
        if data is None:
            raise FileNotFoundError(f"{source} is gone")
        write_whole(self._files, target, data)

    def _remove(self, folder: Path) -> None:
        # Under its own name a backup is always whole, also when the program ends half way here.
        self._files.replace(folder, temporary(folder))
        self._files.remove(temporary(folder))
