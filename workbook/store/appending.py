"""The journal that is being written: lines go to its end, and a failed one leaves no trace."""

import contextlib
import hashlib

from workbook.store.files import Files, Stamp
from workbook.store.recovery import JournalOnDisk


class OpenJournal:
    """One journal file, open at its end.

    It is *sound* as long as its file is known to end with the last line that was acknowledged.
    """

    def __init__(self, files: Files, on_disk: JournalOnDisk) -> None:
        """Take up a journal; nothing is opened or written before the first line.

        Args:
            files: The disk.
            on_disk: The journal as it was read or just written.
        """
        self._files = files
        self._descriptor: int | None = None
        self.path = on_disk.path
        self.length = len(on_disk.data)
        """Bytes up to which it has been read or acknowledged."""
        self.sound = True
        self.seen = on_disk.stamp
        """The file's state when it was last read or written; None when it is not known."""
        self._digest = hashlib.sha256(on_disk.data[: on_disk.journal.good_length])

    def append(self, line: bytes) -> None:
        """Write a line; it is durable when this returns.

        Raises:
            OSError: It is not; the file was repaired, or `sound` is now False.
        """
        files = self._files
        if self._descriptor is None:
            self._descriptor = self._opened()
        try:
            files.write(self._descriptor, line)
        except OSError:
            self._take_back()
            raise
        try:
            files.sync(self._descriptor)
        except OSError:
            # What the disk has now is unknown, and another fsync of this descriptor would say nothing.
            self._take_back()
            self.sound = False
            raise
        self.length += len(line)
        self._digest.update(line)
        self._remember()

    def cut_torn_end(self, length: int) -> None:
        """Remove what stands after the last whole line.

        Raises:
            OSError: It is still there.
        """
        if self._descriptor is None:
            self._descriptor = self._files.open_to_append(self.path)
        self._files.cut(self._descriptor, length)
        self.length = length
        self._remember()

    def holds_what_was_written(self, data: bytes) -> bool:
        """Tell whether the bytes of the file are those that were written."""
        return hashlib.sha256(data).digest() == self._digest.digest()

    def reopen(self, seen: Stamp | None) -> None:
        """Go on with a file that was replaced by an equal one.

        Args:
            seen: The state of the file that is there now.
        """
        self.close()
        self.seen = seen

    def close(self) -> None:
        """Close the file; what was acknowledged is on the disk already."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = None

    def _opened(self) -> int:
        try:
            return self._files.open_to_append(self.path)
        except OSError:
            # Another journal may be opened where this one cannot, as when it is a link to somewhere else.
            self.sound = False
            raise

    def _take_back(self) -> None:
        assert self._descriptor is not None
        try:
            self._files.cut(self._descriptor, self.length)
        except OSError:
            self.sound = False
        self._remember()

    def _remember(self) -> None:
        assert self._descriptor is not None
        self.seen = None
        # The line is acknowledged: not knowing the stamp only means looking closer next time.
        with contextlib.suppress(OSError):
            self.seen = self._files.stamp_of_open(self._descriptor)
