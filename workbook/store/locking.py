"""Putting a lock on a store and taking it off, so that at every moment exactly one secret opens it.

The file of keys is written first and says that files are being rewritten; then each file is replaced
by its sealed form, one at a time, each whole; then the file of keys says that all are sealed. Taking
the lock off goes the same way back. Whoever opens the store after a crash goes on where it ended:
meanwhile both forms are read. A new passphrase is one replace of the file of keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbook.errors import LockMissing, StoreError, StoreSealed
from workbook.store.cipher import PLAIN, SEALED_LINE, is_sealed, open_plain_message, plain_message
from workbook.store.files import Files, plain_reason, remove_unfinished, write_whole
from workbook.store.keys import Keys, read_keys, remove_keys, write_keys
from workbook.store.layout import (
    BOOKS_NAME,
    KEYS_COPY_NAME,
    KEYS_NAME,
    LOCK_NAME,
    OWN_NAMES,
    WORKSHOPS_NAME,
    Layout,
)
from workbook.store.lock import Lock
from workbook.store.snapshot import Unreadable, refuse_newer

if TYPE_CHECKING:
    from workbook.store.vault import Vault

STAY_AS_THEY_ARE = frozenset({LOCK_NAME, KEYS_NAME, KEYS_COPY_NAME, BOOKS_NAME, WORKSHOPS_NAME})
"""What a lock does not seal: what holds no answers, and books. A workshop is led without a passphrase."""
INSTALL = "pip install 'self-trust-workbook[lock]'"


def is_locked(folder: Path, files: Files | None = None) -> bool:
    """Tell whether answers are locked with a passphrase; reads nothing else, and needs no library.

    Raises:
        StoreDamaged: They are, and the keys cannot be read.
        StoreTooNew: A newer version wrote them.
        StoreError: The folder cannot be read.
    """
    return _keys_of(files or Files(), Layout.at(folder)) is not None


def unlocked(folder: Path, typed: str, files: Files | None = None) -> Vault | None:
    """Open the lock of a store; None when there is none.

    Args:
        folder: Where the answers are.
        typed: The passphrase or the recovery code.
        files: The disk.

    Raises:
        WrongPassphrase: It is neither; nothing was changed.
        LockMissing: The library is not installed.
        StoreDamaged: The keys cannot be read.
        StoreError: The folder cannot be read.
    """
    keys = _keys_of(files or Files(), Layout.at(folder))
    return None if keys is None else _unlock(keys, typed)


def require_library() -> None:
    """Make sure that locking is possible here.

    Raises:
        LockMissing: The library is not installed.
    """
    try:
        import workbook.store.vault  # noqa: F401, PLC0415 - answers without a lock wait for no cryptography
    except ModuleNotFoundError as error:
        raise LockMissing(
            "The part that locks and unlocks is not installed.", f"Install it: {INSTALL}"
        ) from error


def use_lock(files: Files, layout: Layout, vault: Vault | None) -> None:
    """Let a disk read and write the files of a store in the form that they have.

    Raises:
        StoreSealed: There is a lock, and the vault is not its own.
        StoreDamaged: There is a lock, and the keys cannot be read.
        OSError: They cannot be read.
    """
    keys = read_keys(files, layout)
    if keys is None:
        files.cipher = PLAIN
        return
    require_library()
    if vault is None:
        raise StoreSealed("These answers are locked.", "Give the passphrase to open them.")
    if vault.key_id != keys.key_id:
        raise StoreSealed("These answers were locked anew.", "Give the new passphrase to open them.")
    vault.check_state(keys)
    files.cipher = vault


def finish_lock(files: Files, layout: Layout) -> list[str]:
    """Go on with a locking or unlocking that was interrupted; only call it while holding the lock file.

    Returns:
        What a person should know: when it cannot be finished now, both forms are still read.
    """
    if files.cipher is PLAIN:
        return []
    vault = cast("Vault", files.cipher)
    try:
        keys = read_keys(files, layout)
        assert keys is not None, "it was there a moment ago"
        if vault.state == "locking":
            _seal_all(files, layout, vault)
            vault.state = "locked"
            keys = vault.with_state(keys, "locked")
        if vault.state == "unlocking":
            _open_all(files, layout, vault)
            remove_keys(files, layout)
        else:
            write_keys(files, layout, keys)
    except OSError as error:
        return [
            f"The lock could not be finished: {plain_reason(error)}. It is tried again at the next opening."
        ]
    return []


def put_lock_on(files: Files, folder: Path, now: datetime, vault: Vault, keys: Keys) -> None:
    """Lock a store that nobody has open.

    Args:
        files: The disk.
        folder: Where the answers are.
        now: The present moment.
        vault: Made by `new_vault`, and so are the keys.
        keys: What is kept of it.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreTooNew: A newer version wrote some of them; nothing was changed.
        StoreError: They are locked already, or a link leads out of the folder, or the disk refuses; then opening
            them again goes on or begins anew.
    """
    layout = Layout.at(folder)
    lock = Lock(layout.lock, now)
    try:
        if read_keys(files, layout) is not None:
            raise StoreError("These answers are locked already.", "There is: workbook change-passphrase")
        _refuse_links(files, layout)
        _refuse_newer(files, layout, vault)
        remove_unfinished(files, layout.home, OWN_NAMES)
        write_keys(files, layout, keys)
        _seal_all(files, layout, vault)
        vault.state = "locked"
        write_keys(files, layout, vault.with_state(keys, "locked"))
    except OSError as error:
        raise _unfinished(layout, "locked", error) from error
    finally:
        lock.release()


def take_lock_off(files: Files, folder: Path, now: datetime, vault: Vault) -> None:
    """Take the lock off for good a store that nobody has open.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreSealed: The vault is not that of this lock.
        StoreTooNew: A newer version wrote some of them; nothing was changed.
        StoreError: The disk refuses; opening them again goes on.
    """
    layout = Layout.at(folder)
    lock = Lock(layout.lock, now)
    try:
        use_lock(files, layout, vault)
        keys = read_keys(files, layout)
        if keys is None:
            return
        _refuse_newer(files, layout, vault)
        remove_unfinished(files, layout.home, OWN_NAMES)
        if vault.state == "locking":
            _seal_all(files, layout, vault)
        write_keys(files, layout, vault.with_state(keys, "unlocking"))
        vault.state = "unlocking"
        _open_all(files, layout, vault)
        remove_keys(files, layout)
    except OSError as error:
        raise _unfinished(layout, "unlocked", error) from error
    finally:
        lock.release()


def change_secret(files: Files, folder: Path, now: datetime, vault: Vault, secrets: dict[str, str]) -> None:
    """Give the lock of a store that nobody has open another passphrase, another recovery code, or both.

    Args:
        files: The disk.
        folder: Where the answers are.
        now: The present moment.
        vault: The open lock.
        secrets: By `passphrase` and `recovery`; what is not named stays.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreSealed: The vault is not that of this lock.
        StoreError: The disk refuses; then what opened the lock before may still do so, or the new one does.
    """
    layout = Layout.at(folder)
    lock = Lock(layout.lock, now)
    try:
        use_lock(files, layout, vault)
        keys = read_keys(files, layout)
        if keys is None:
            raise StoreError("These answers are not locked.", "There is: workbook lock")
        for name, typed in secrets.items():
            keys = vault.with_secret(keys, name, typed)
        write_keys(files, layout, keys)
    except OSError as error:
        raise _unfinished(layout, "changed", error) from error
    finally:
        lock.release()


def _keys_of(files: Files, layout: Layout) -> Keys | None:
    try:
        return read_keys(files, layout)
    except OSError as error:
        raise StoreError(f"The folder {layout.home} cannot be read: {plain_reason(error)}.") from error


def _unlock(keys: Keys, typed: str) -> Vault:
    require_library()
    from workbook.errors import StoreDamaged  # noqa: PLC0415
    from workbook.store.vault import unlock  # noqa: PLC0415 - see require_library

    try:
        return unlock(keys, typed)
    except Unreadable as error:
        raise StoreDamaged(
            f"The passphrase is right, but {error}.", "Put back answers.keys from a copy of the folder."
        ) from error


def _unfinished(layout: Layout, done: str, error: OSError) -> StoreError:
    return StoreError(
        f"The answers in {layout.home} could not be {done} to the end: {plain_reason(error)}.",
        "Nothing is lost. Open them again to go on: the passphrase is the new one, or if it does not open, as before.",
    )


# One file after the other.


def _seal_all(files: Files, layout: Layout, vault: Vault) -> None:
    words = _words_in(files, layout, STAY_AS_THEY_ARE)
    _rewrite(files, words, lambda path, data: _sealed(layout, vault, path, data))


def _open_all(files: Files, layout: Layout, vault: Vault) -> None:
    # Locks that were put on before workshops stayed as they are sealed those as well.
    words = _words_in(files, layout, STAY_AS_THEY_ARE - {WORKSHOPS_NAME})
    _rewrite(files, words, lambda path, data: _opened(layout, vault, path, data))


def _rewrite(files: Files, paths: Iterable[Path], change: Callable[[Path, bytes], bytes]) -> None:
    """Replace files by another form of them, each at once and durably, with its old date."""
    for path in paths:
        stamp, data = files.stamp(path), files.read(path)
        if data and (rewritten := change(path, data)) != data:
            write_whole(files, path, rewritten)
            if stamp is not None:
                files.date(path, stamp.changed)


def _words_in(files: Files, layout: Layout, stay: Collection[str]) -> Iterator[Path]:
    """Give every file of a store that holds words, and nothing that is not the store's."""
    yield layout.snapshot
    for name in sorted(OWN_NAMES - {layout.snapshot.name, *stay}):
        yield from _files_in(files, layout.home / name)


def _refuse_links(files: Files, layout: Layout) -> None:
    """Make sure that all words lie in the folder itself: a lock cannot reach what a link leads to."""
    for name in sorted(OWN_NAMES - STAY_AS_THEY_ARE):
        link = next(_links_in(files, layout.home / name), None)
        if link is not None:
            raise StoreError(
                f"{link} is a link: what it leads to would stay as it is, for anyone to read.",
                "Put the file or folder itself there, then lock.",
            )


def _refuse_newer(files: Files, layout: Layout, vault: Vault) -> None:
    """Make sure that no newer version wrote any of the files, before the first of them is rewritten."""
    for path in _words_in(files, layout, STAY_AS_THEY_ARE):
        start = files.read(path) or b""
        if start.startswith(SEALED_LINE):
            start = vault.open_journal(start[: start.find(b"\n") + 1])
        refuse_newer(start)


def _links_in(files: Files, path: Path) -> Iterator[Path]:
    if path.is_symlink():
        yield path
    elif path.is_dir():
        for name in files.names(path):
            yield from _links_in(files, path / name)


def _files_in(files: Files, path: Path) -> Iterator[Path]:
    if path.is_symlink():
        return
    if not path.is_dir():
        yield path
        return
    remove_unfinished(files, path)
    for name in files.names(path):
        yield from _files_in(files, path / name)


def _sealed(layout: Layout, vault: Vault, path: Path, data: bytes) -> bytes:
    if is_sealed(data):
        return data
    if path.parent == layout.inbox:
        return _sealed_message(vault, data)
    return _sealed_journal(vault, data) if path.parent.name == layout.journals.name else vault.seal_file(data)


def _sealed_message(vault: Vault, data: bytes) -> bytes:
    """Seal a message that was left without a lock; one that is sealed, or none at all, stays as it is."""
    from workbook.store.vault import seal_message  # noqa: PLC0415 - see require_library

    try:
        return seal_message(vault.public, vault.key_id, open_plain_message(data))
    except Unreadable:
        return data


def _sealed_journal(vault: Vault, data: bytes) -> bytes:
    """Seal each line of a journal under the number of its change, and a torn end so that it stays one."""
    *lines, torn = data.split(b"\n")
    sealed, highest = [], -1
    for number, line in enumerate(lines):
        highest = max(_number_in(line), highest + 1)
        sealed.append(vault.seal_line(line, highest, is_header=number == 0))
    if torn:
        sealed.append(vault.seal_line(torn, highest + 1).rstrip(b"\n"))
    return b"".join(sealed)


def _number_in(line: bytes) -> int:
    """Give the number of the change in a line of a plain journal, or of the journal; -1 for a damaged line."""
    try:
        raw = json.loads(line[line.index(b"{") :])
        return max(int(raw.get("sequence", raw.get("after", -1))), -1)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return -1


def _opened(layout: Layout, vault: Vault, path: Path, data: bytes) -> bytes:
    """Give the plain form of a file; what is too damaged to be opened stays as it is."""
    try:
        if path.parent == layout.inbox:
            return plain_message(vault.open_message(data))
        return _opened_journal(vault, data) if data.startswith(SEALED_LINE) else vault.open_file(data)
    except Unreadable:
        return data


def _opened_journal(vault: Vault, data: bytes) -> bytes:
    *lines, torn = data.split(b"\n")
    opened, highest = [], -1
    for number, line in enumerate([*lines, torn]):
        try:
            plain, highest = vault.open_line(line, highest, is_header=number == 0)
        except Unreadable:
            plain = line
        opened.append(plain)
    return b"\n".join(opened)
