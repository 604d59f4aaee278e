"""A whole copy of a store in one file, and reading copies wherever they are.

The file is a zip without compression: the snapshot and the journals byte by byte, under the names they
have in the folder. So it can be made beside a program that writes, and unpacked by hand it is a store.
"""

import contextlib
import io
import zipfile
from pathlib import Path

from workbook.errors import StoreDamaged, StoreError
from workbook.store.files import Files, Stamp, plain_reason, temporary, write_whole
from workbook.store.layout import JOURNALS_NAME, SNAPSHOT_NAME, Layout, number_in
from workbook.store.recovery import Found, numbers, read_copy, read_store
from workbook.store.snapshot import Unreadable

SUFFIX = ".workbook.zip"
"""How the names of such files end when they are not chosen."""
MOST_FILES = 1000
"""More files than that are in no copy of ours."""
LONGEST = 1 << 30
"""Bytes of a copy that is still read."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a copy: the same words give the same bytes."""


class PackedFiles(Files):
    """The files in a copy, to be read as if they lay in a folder."""

    def __init__(self, files: dict[Path, bytes]) -> None:
        """Take what was unpacked.

        Args:
            files: By the path it is to be found under.
        """
        self._packed = files

    def names(self, folder: Path) -> list[str]:
        """List a folder."""
        return sorted(path.name for path in self._packed if path.parent == folder)

    def read(self, path: Path) -> bytes | None:
        """Read a whole file; None when it does not exist."""
        return self._packed.get(path)

    def stamp(self, path: Path) -> Stamp | None:
        """Give the state of a file; None when it does not exist."""
        return Stamp(0, len(self._packed[path]), 0) if path in self._packed else None


def write_copy(files: Files, home: Path, target: Path) -> Found:
    """Write a whole copy of a store to a file, durably and for its owner alone; also beside a writer.

    Args:
        files: The disk.
        home: The folder of the store.
        target: The file; one that is there is replaced once the new one is whole.

    Returns:
        What is in it.

    Raises:
        StoreError: There is nothing to copy, or not all of it can be read, or the file cannot be written.
    """
    layout = Layout.at(home)
    try:
        data = _packed(files, layout)
        found = read_copy(*_unpacked(data))
    except Unreadable as error:
        raise StoreError(
            f"The answers in {home} cannot be copied whole: {error}.",
            "workbook check-store --repair mends what can be mended.",
        ) from error
    except OSError as error:
        raise StoreError(f"The answers in {home} cannot be read: {plain_reason(error)}.", "") from error
    if found.problems:
        raise StoreError(
            f"The answers in {home} cannot be copied whole: {' '.join(found.problems)}",
            "workbook check-store --repair mends what can be mended.",
        )
    try:
        write_whole(files, target, data)
    except OSError as error:
        with contextlib.suppress(OSError):
            files.remove(temporary(target))
        raise StoreError(
            f"The copy {target} was not made: {plain_reason(error)}.", "Name another file."
        ) from error
    return found


def open_copy(files: Files, home: Path, which: str) -> Found:
    """Read a copy of a store: a backup by its number, a file of `write_copy`, a snapshot, or a folder.

    Args:
        files: The disk.
        home: The folder of the store whose backups are meant.
        which: A number, or a path.

    Raises:
        StoreError: There is no such copy, or it cannot be read.
        StoreTooNew: A newer version wrote it.
    """
    path = Path(which)
    try:
        if which.isascii() and which.isdecimal() and files.stamp(path) is None:
            return _whole(read_copy(files, Layout.at(home).backup(int(which))), which)
        if files.stamp(path) is None:
            raise StoreError(f"There is no copy {which}.", "workbook restore lists those there are.")
        if path.is_dir():
            return _whole(_store_in(files, path), which)
        stamp = files.stamp(path)
        if stamp is not None and stamp.size > LONGEST:
            raise Unreadable("it is too large")
        data = files.read(path) or b""
        packed = _unpacked(data) if data.startswith(b"PK") else _alone(data)
        return _whole(read_copy(*packed), which)
    except Unreadable as error:
        raise StoreError(f"{which} cannot be read as a copy: {error}.", "Nothing was changed.") from error
    except OSError as error:
        raise StoreError(f"{which} cannot be read: {plain_reason(error)}.", "Nothing was changed.") from error


def _store_in(files: Files, folder: Path) -> Found:
    try:
        found = read_store(files, Layout.at(folder))
    except StoreDamaged as error:
        raise Unreadable("no file in it is whole") from error
    if found is None:
        raise Unreadable("there are no answers in it")
    return found


def _whole(found: Found, which: str) -> Found:
    """Refuse what would silently leave something out; a lone snapshot has no journal to miss."""
    problems = [problem for problem in found.problems if "newest journal is missing" not in problem]
    if problems:
        raise StoreError(f"{which} is damaged: {' '.join(problems)}", "Nothing was changed.")
    return found


def _alone(data: bytes) -> tuple[PackedFiles, Layout]:
    layout = Layout(Path("copy"), Path("copy") / SNAPSHOT_NAME)
    return PackedFiles({layout.snapshot: data}), layout


def _packed(files: Files, layout: Layout) -> bytes:
    """Put the files of a store into one; the snapshot is read first, so that no journal after it is missed."""
    snapshot = files.read(layout.snapshot)
    if snapshot is None:
        raise Unreadable(
            "there are none yet" if not numbers(files, layout.journals) else "its snapshot is missing"
        )
    parts = {SNAPSHOT_NAME: snapshot}
    for number in numbers(files, layout.journals):
        path = layout.journal(number)
        parts[f"{JOURNALS_NAME}/{path.name}"] = files.read(path) or b""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, data)
    return whole.getvalue()


def _unpacked(data: bytes) -> tuple[PackedFiles, Layout]:
    """Take a copy apart in memory; names that are not ours, twice or compressed, are refused.

    Raises:
        Unreadable: It is no copy of ours, or was changed.
    """
    layout = Layout(Path("copy"), Path("copy") / SNAPSHOT_NAME)
    found: dict[Path, bytes] = {}
    room = len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES:
                raise Unreadable("there are too many files in it")
            for entry in entries:
                path = layout.home / entry.filename
                if not _is_ours(entry.filename) or path in found or entry.compress_type != zipfile.ZIP_STORED:
                    raise Unreadable("it was not made by workbook backup")
                room -= entry.file_size
                if room < 0:
                    raise Unreadable("it is cut off, or its parts lie over each other")
                found[path] = packed.read(entry)
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise Unreadable("it is cut off, or was changed") from error
    return PackedFiles(found), layout


def _is_ours(name: str) -> bool:
    folder, _, journal = name.rpartition("/")
    is_journal = folder == JOURNALS_NAME and journal.endswith(".jsonl") and number_in(journal) is not None
    return name == SNAPSHOT_NAME or is_journal
