"""Putting a lock on a store and taking it off, so that at every moment exactly one secret opens it.

The file of keys is written first and says that files are being rewritten; then each file is replaced
by its sealed form, one at a time, each whole; then the file of keys says that all are sealed. Taking
the lock off goes the same way back. Whoever opens the store after a crash goes on where it ended:
meanwhile both forms are read. A new passphrase is one replace of the file of keys.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbook.errors import LockMissing, StoreError, StoreSealed
from workbook.store.cipher import PLAIN
from workbook.store.files import Files, plain_reason, remove_unfinished
from workbook.store.keys import Keys, read_keys, remove_keys, write_keys
from workbook.store.layout import OWN_NAMES, Layout
from workbook.store.lock import Lock
from workbook.store.rewriting import open_all, refuse_newer_files, seal_all
from workbook.store.snapshot import Unreadable
from workbook.store.unsealed import refuse_links

if TYPE_CHECKING:
    from workbook.store.vault import Vault

FINISHED = "Putting the lock on had been interrupted; it is finished now."
"""Always said: only a file of keys from that moment, perhaps put there by somebody, lets plain files in."""
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
        said = []
        if vault.state == "locking":
            seal_all(files, layout, vault)
            vault.state = "locked"
            keys = vault.with_state(keys, "locked")
            said = [FINISHED]
        if vault.state == "unlocking":
            open_all(files, layout, vault)
            remove_keys(files, layout)
        else:
            write_keys(files, layout, keys)
    except OSError as error:
        return [
            f"The lock could not be finished: {plain_reason(error)}. It is tried again at the next opening."
        ]
    return said


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
        StoreError: They are locked already, a part of them is a link, or the disk refuses; opening them again
            goes on or begins anew.
    """
    layout = Layout.at(folder)
    lock = Lock(layout.lock, now)
    try:
        if read_keys(files, layout) is not None:
            raise StoreError("These answers are locked already.", "There is: workbook change-passphrase")
        refuse_links(files, layout)
        refuse_newer_files(files, layout, vault)
        remove_unfinished(files, layout.home, OWN_NAMES)
        write_keys(files, layout, keys)
        seal_all(files, layout, vault)
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
        refuse_newer_files(files, layout, vault)
        remove_unfinished(files, layout.home, OWN_NAMES)
        if vault.state == "locking":
            seal_all(files, layout, vault)
        write_keys(files, layout, vault.with_state(keys, "unlocking"))
        vault.state = "unlocking"
        open_all(files, layout, vault)
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
