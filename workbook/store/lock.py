"""The lock that keeps a second program from writing the same answers.

It is held on a file of its own, which is never replaced: a lock on a file that is replaced at each
save protects nothing. The system gives it back when the program ends, however it ends.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path

from workbook.errors import StoreError, StoreLocked
from workbook.moments import EPOCH, clock, from_text, local_offset, to_text
from workbook.store.files import Files, open_private, plain_reason
from workbook.text import one_line

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR_AWAY = 1 << 30
"""Windows locks bytes against reading as well: this one lies beyond what is read."""
_LONGEST_NOTE = 4096
"""Bytes; ours are about a hundred."""
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


_KEPT: dict[Path, int] = {}
"""Descriptors of locks that this program goes on holding in between."""


class Lock:
    """A lock that is held from its making until `release`."""

    def __init__(self, path: Path, since: datetime) -> None:
        """Take the lock.

        Args:
            path: The file to lock; made when missing.
            since: The present moment, to be named to whoever comes next.

        Raises:
            StoreLocked: Another program holds it; the message names it.
            StoreError: The file cannot be opened or this disk has no locks.
        """
        self._path, self._holds = path, path in _KEPT
        if self._holds:
            self._descriptor: int | None = _KEPT.pop(path)
            return
        try:
            self._descriptor = open_private(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise StoreError(
                f"The answers in {path.parent} cannot be opened for writing: {plain_reason(error)}.",
                "Give yourself the right to it, or name another folder with --data; workbook search and export only read.",
            ) from error
        try:
            _take(self._descriptor)
        except OSError as error:
            holder = holder_in_words(path)
            self.release()
            if error.errno in _TAKEN:
                raise StoreLocked(
                    f"These answers are open in another window ({holder}).",
                    "Close it there first; workbook search and export work beside it.",
                ) from error
            raise StoreError(
                f"The folder {path.parent} cannot be locked ({plain_reason(error)}).",
                "Keep the answers on a disk of this computer: name another folder with --data.",
            ) from error
        self._holds = True
        self._write_holder(since)

    def release(self) -> None:
        """Give the lock back; doing so twice changes nothing."""
        if self._descriptor is not None:
            if self._holds:
                # When somebody was here last is nobody's business.
                with contextlib.suppress(OSError):
                    os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def keep(self) -> None:
        """Let go of it in such a way that only this program can take it, until `release_kept`.

        So no second window comes in between what this one does with the answers closed.
        """
        if self._descriptor is not None:
            _KEPT[self._path], self._descriptor = self._descriptor, None

    def _write_holder(self, since: datetime) -> None:
        note = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": to_text(since)})
        # The note only serves the message to a second window: a full disk must not keep anyone out.
        with contextlib.suppress(OSError):
            assert self._descriptor is not None
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, note.encode())


def release_kept() -> None:
    """Give back what was kept and nobody took."""
    for path in [*_KEPT]:
        Lock(path, EPOCH).release()


def holder_in_words(path: Path) -> str:
    """Say who holds the lock, as far as its file tells."""
    try:
        note = json.loads(Files().read_start(path, _LONGEST_NOTE))
        since = from_text(str(note["since"]))
        who = one_line(f"process {note['pid']} on {note['host']}", 200)
        return f"{who}, since {clock(since, local_offset(since))}"
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "by another program"


def _take(descriptor: int) -> None:
    """Lock the file or raise OSError at once."""
    if sys.platform == "win32":
        os.lseek(descriptor, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
