"""The file operations that durable storage needs, behind one small object.

Everything that touches the disk goes through `Files`, one method for one system call or nearly
so: a test can make the n-th of them fail, and nothing is done behind its back.
"""

import contextlib
import errno
import io
import os
import shutil
import stat
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from workbook.store.cipher import PLAIN, Cipher

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
TEMPORARY = ".new"
"""How the names of files and folders end that are not whole yet."""

NO_FILE = "it is no ordinary file"

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "the folder cannot be written",
    errno.EPERM: "the folder cannot be written",
    errno.EROFS: "the disk can only be read",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "the folder is gone",
    errno.ELOOP: "it is a link to somewhere else",
}


def plain_reason(error: OSError) -> str:
    """Say in plain words why a file could not be written, such as "the disk is full"."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or str(error) or "the file could not be written").lower()


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    inode: int
    size: int
    """Bytes."""
    changed: int
    """Nanoseconds, as the file system counts them."""


class Files:
    """File operations; each raises the OSError that the system gives."""

    cipher: Cipher = PLAIN
    """How content becomes bytes here; opening a store with a key sets it. The operations below move bytes."""

    def make_folder(self, path: Path) -> None:
        """Make one folder that only its owner can enter, durably; its parents must exist."""
        path.mkdir(mode=PRIVATE_FOLDER)
        self._restrict(path, PRIVATE_FOLDER)
        _sync_folder(path.parent)

    def restrict_folder(self, path: Path) -> None:
        """Let only the owner enter a folder that exists; where the disk knows no owners, nothing."""
        self._restrict(path, PRIVATE_FOLDER)

    def names(self, folder: Path) -> list[str]:
        """List a folder; empty when it does not exist."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208  # names are what is wanted
        except FileNotFoundError:
            return []

    def read(self, path: Path) -> bytes | None:
        """Read a whole file; None when it does not exist, OSError for a pipe or a device."""
        try:
            with _open_ordinary(path) as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read_start(self, path: Path, length: int) -> bytes:
        """Read so many bytes from the start of a file; nothing when it does not exist."""
        try:
            with _open_ordinary(path) as file:
                return file.read(length)
        except (FileNotFoundError, NotADirectoryError):
            return b""

    def stamp(self, path: Path) -> Stamp | None:
        """Give the state of a file; None when it does not exist."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)

    def stamp_of_open(self, descriptor: int) -> Stamp:
        """Give the state of an open file."""
        found = os.fstat(descriptor)
        return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)

    def create(self, path: Path) -> int:
        """Make a file that only its owner can read, empty, and open it for writing."""
        return open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def open_to_append(self, path: Path) -> int:
        """Open a file that exists, to write at its end."""
        return open_private(path, os.O_WRONLY | os.O_APPEND)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of it; after an error some of it may have been written."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def sync(self, descriptor: int) -> None:
        """Wait until the disk has the file; after an error, never call it on that descriptor again."""
        os.fsync(descriptor)

    def cut(self, descriptor: int, length: int) -> None:
        """Shorten an open file to so many bytes."""
        os.ftruncate(descriptor, length)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file or folder another name at once, in place of the file that had it."""
        source.replace(target)

    def sync_folder(self, path: Path) -> None:
        """Wait until the disk has the names in a folder; Windows cannot and need not."""
        _sync_folder(path)

    def date(self, path: Path, changed: int) -> None:
        """Say when a file was changed, in nanoseconds; what only looks the same again should not look new."""
        with contextlib.suppress(OSError):
            os.utime(path, ns=(changed, changed))

    def remove(self, path: Path) -> None:
        """Remove a file, or a folder with all that is in it."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def _restrict(self, path: Path, mode: int) -> None:
        # Some file systems have no modes, and a shared folder may have another owner.
        with contextlib.suppress(OSError):
            path.chmod(mode)


def _open_ordinary(path: Path) -> io.BufferedReader:
    """Open a file to read it: a pipe would keep the program waiting, and a device never ends."""
    flags = (getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
    file = os.fdopen(os.open(path, sum(flags, os.O_RDONLY)), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, NO_FILE, str(path))


def open_private(path: Path, flags: int) -> int:
    """Open a file that only its owner can read, whatever the umask; raises OSError, also for a link."""
    # A link that somebody laid under a name of ours must not lead what is written to a file elsewhere.
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, PRIVATE_FILE)
    return descriptor


def write_whole(files: Files, path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or not there, also after a power cut.

    The order (temporary file in the same folder, write, fsync, replace, fsync of the folder) is the
    one that lost nothing in the measurements of PLATFORM.md. The replace is the commit point: an
    OSError after it leaves the new file in place.

    Args:
        files: The disk.
        path: Where; its folder must exist.
        data: All of it.
    """
    write_beside(files, path, data)
    files.replace(temporary(path), path)
    files.sync_folder(path.parent)


def write_beside(files: Files, path: Path, data: bytes) -> None:
    """Write the temporary file that is to replace *path*, durably; nothing is left after an OSError."""
    unfinished = temporary(path)
    try:
        descriptor = files.create(unfinished)
        try:
            files.write(descriptor, data)
            files.sync(descriptor)
        finally:
            files.close(descriptor)
    except OSError:
        with contextlib.suppress(OSError):
            files.remove(unfinished)
        raise


def temporary(path: Path) -> Path:
    """Name the file or folder that is to become *path* once it is whole."""
    return path.with_name(path.name + TEMPORARY)


def remove_unfinished(files: Files, folder: Path, own: Collection[str] | None = None) -> None:
    """Remove what an interrupted program left half made; only call it while holding the lock.

    Args:
        files: The disk.
        folder: Where it may lie.
        own: The names that are ours in a folder that others may use as well; None when all of them are.
    """
    for name in files.names(folder):
        if name.endswith(TEMPORARY) and (own is None or name.removesuffix(TEMPORARY) in own):
            files.remove(folder / name)


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
