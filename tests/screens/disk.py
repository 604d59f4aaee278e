"""A disk under the test's control: it can be full, or hold still in the midst of a write."""

import errno
import os
import threading

import pytest

from workbook.store.files import Files


class Disk:
    """What the disk does with the next writes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.refused = 0
        """How many writes found the disk full."""
        self._free = threading.Event()
        self._free.set()
        self.reached = threading.Event()
        """Set as soon as something waits for a disk that holds still."""
        write = Files.write

        def write_here(files: Files, descriptor: int, data: bytes) -> None:
            if not self._free.is_set():
                self.reached.set()
                self._free.wait(20)
            if self.full:
                self.refused += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(files, descriptor, data)

        monkeypatch.setattr(Files, "write", write_here)

    def hold(self) -> None:
        """Let no write return until `let_go`."""
        self.reached.clear()
        self._free.clear()

    def let_go(self) -> None:
        """Let the writes that wait go on."""
        self._free.set()
