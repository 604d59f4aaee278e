"""A whole copy of a store in one file, and reading copies wherever they are.

The file is a zip without compression: the snapshot and the journals byte by byte, under the names they
have in the folder. So it can be made beside a program that writes, and unpacked by hand it is a store.

Of answers that are locked, everything in it is sealed as it is in the folder, and `answers.keys` lies in it
as well: unpacked it opens with the passphrase, or the recovery code, of the day on which it was made. When a
lock was only on its way on or off, what is not sealed yet is sealed in the copy.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import StoreError
from workbook.store.copy_lock import Ask, keys_for, open_lock
from workbook.store.files import Files, Stamp, plain_reason, temporary, write_whole
from workbook.store.keys import encode_keys, read_keys
from workbook.store.layout import JOURNALS_NAME, KEYS_NAME, SNAPSHOT_NAME, Layout, number_in
from workbook.store.locking import use_lock
from workbook.store.recovery import Found, numbers, read_copy
from workbook.store.rewriting import sealed
from workbook.store.snapshot import Unreadable

if TYPE_CHECKING:
    from workbook.store.vault import Vault

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

    def read_start(self, path: Path, length: int) -> bytes:
        """Read so many bytes from the start of a file; nothing when it does not exist."""
        return self._packed.get(path, b"")[:length]

    def stamp(self, path: Path) -> Stamp | None:
        """Give the state of a file; None when it does not exist."""
        return Stamp(0, len(self._packed[path]), 0) if path in self._packed else None


def write_copy(files: Files, home: Path, target: Path, vault: Vault | None = None) -> Found:
    """Write a whole copy of a store to a file, durably and for its owner alone; also beside a writer.

    Args:
        files: The disk.
        home: The folder of the store.
        target: The file; one that is there is replaced once the new one is whole.
        vault: The open lock of answers that are locked: the copy is locked then as well.

    Returns:
        What is in it.

    Raises:
        StoreSealed: They are locked, and there is no vault or it is another's.
        StoreError: There is nothing to copy, or not all of it can be read, or the file cannot be written.
    """
    layout = Layout.at(home)
    try:
        use_lock(files, layout, vault)
        parts = _parts(files, layout)
        if not parts:
            raise Unreadable("there are none yet")
        data = _zipped(_as_locked(files, layout, vault, parts))
        found = _read(*_unpacked(data), str(target), vault)
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


def open_copy(
    files: Files, home: Path, which: str, vault: Vault | None = None, ask: Ask | None = None
) -> Found:
    """Read a copy of a store: a backup by its number, a file of `write_copy`, a snapshot, or a folder.

    A copy without a lock is read as it is, also beside answers that are locked: whoever names it means it.

    Args:
        files: The disk.
        home: The folder of the store whose backups are meant.
        which: A number, or a path.
        vault: The open lock of the answers there.
        ask: Asks for the passphrase of a copy that has another lock.

    Raises:
        StoreSealed: It has another lock, and nobody can be asked.
        WrongPassphrase: What was typed for it does not open it.
        StoreError: There is no such copy, or it cannot be read.
        StoreTooNew: A newer version wrote it.
    """
    path = Path(which)
    try:
        backup = Layout.at(home).backup(int(which)) if number_in(which.zfill(12)) is not None else None
        if backup and files.stamp(backup.snapshot) is not None:
            packed = _gathered(files, backup)
        elif backup and files.stamp(path) is None:
            raise StoreError(f"There is no backup {which}.", "workbook restore lists those there are.")
        elif files.stamp(path) is None:
            raise StoreError(f"There is no copy {which}.", "workbook restore lists those there are.")
        elif path.is_dir():
            packed = _gathered(files, Layout.at(path))
        else:
            stamp = files.stamp(path)
            if stamp is not None and stamp.size > LONGEST:
                raise Unreadable("it is too large")
            data = files.read(path) or b""
            packed = _unpacked(data) if data.startswith(b"PK") else _alone(data)
        beside = _keys_in(files, path.parent, Layout.at(home).home)
        return _whole(_read(*packed, which, vault, ask, beside), which)
    except Unreadable as error:
        raise StoreError(f"{which} cannot be read as a copy: {error}.", "Nothing was changed.") from error
    except OSError as error:
        raise StoreError(f"{which} cannot be read: {plain_reason(error)}.", "Nothing was changed.") from error


def _read(
    packed: PackedFiles,
    layout: Layout,
    which: str,
    vault: Vault | None,
    ask: Ask | None = None,
    beside: Iterable[bytes] = (),
) -> Found:
    """Read what a copy holds, through its own lock when it has one.

    Raises:
        Unreadable: It is damaged, or its keys are nowhere.
    """
    snapshot = packed.read(layout.snapshot)
    if snapshot is None:
        raise Unreadable("its snapshot is missing")
    own = [data for path in layout.key_files if (data := packed.read(path))]
    keys = keys_for(snapshot, own, beside)
    lock = open_lock(keys, which, vault, ask) if keys else None
    if lock is not None:
        packed.cipher = lock.vault
    found = read_copy(packed, layout)
    found.lock = lock
    return found


def _keys_in(files: Files, *folders: Path) -> Iterator[bytes]:
    """Give the files of keys in folders, also by the names of programs that keep folders in step."""
    start, _, end = KEYS_NAME.partition(".")
    for folder in folders:
        for name in files.names(folder):
            if name.startswith(start) and f".{end}" in name:
                yield files.read(folder / name) or b""


def _whole(found: Found, which: str) -> Found:
    """Refuse what would silently leave something out; a lone snapshot has no journal to miss."""
    problems = [problem for problem in found.problems if "newest journal is missing" not in problem]
    if problems:
        raise StoreError(f"{which} is damaged: {' '.join(problems)}", "Nothing was changed.")
    return found


def _alone(data: bytes) -> tuple[PackedFiles, Layout]:
    layout = Layout(Path("copy"), Path("copy") / SNAPSHOT_NAME)
    return PackedFiles({layout.snapshot: data}), layout


def _gathered(files: Files, layout: Layout) -> tuple[PackedFiles, Layout]:
    """Read the files of a store or a backup into memory, the keys with them: for a backup, those of its store."""
    copy = Layout(Path("copy"), Path("copy") / SNAPSHOT_NAME)
    found = {copy.home / name: data for name, data in _parts(files, layout).items()}
    for path in reversed(layout.key_files):
        if data := files.read(path):
            found[copy.home / path.name] = data
    return PackedFiles(found), copy


def _parts(files: Files, layout: Layout) -> dict[str, bytes]:
    """Read the files of a store; the snapshot first, so that no journal after it is missed."""
    snapshot = files.read(layout.snapshot)
    parts = {} if snapshot is None else {SNAPSHOT_NAME: snapshot}
    for number in numbers(files, layout.journals):
        path = layout.journal(number)
        parts[f"{JOURNALS_NAME}/{path.name}"] = files.read(path) or b""
    return parts


def _as_locked(
    files: Files, layout: Layout, vault: Vault | None, parts: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """Put the keys to the parts of a copy, and let nothing be plain in it; without a lock, give them as they are."""
    keys = read_keys(files, layout)
    if keys is None or vault is None:
        return parts
    if vault.state != "locked":
        parts = {name: sealed(layout, vault, layout.home / name, data) for name, data in parts.items()}
        keys = vault.with_state(keys, "locked")
    return {**parts, KEYS_NAME: encode_keys(keys)}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
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
    return name in (SNAPSHOT_NAME, KEYS_NAME) or is_journal
