"""The lock of a copy: that of the answers here, or another one with a passphrase of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.errors import StoreSealed, WrongPassphrase
from workbook.store.cipher import SEALED_FORMAT, is_sealed
from workbook.store.keys import Keys, decode_keys
from workbook.store.layout import KEYS_NAME
from workbook.store.locking import require_library
from workbook.store.snapshot import Unreadable, decode_header

if TYPE_CHECKING:
    from workbook.store.vault import Vault

Ask = Callable[[], str]
"""Asks for the passphrase of a copy."""


@dataclass(frozen=True, slots=True)
class CopyLock:
    """What a copy is locked with, opened."""

    vault: Vault
    keys: Keys


def keys_for(snapshot: bytes, own: Iterable[bytes], beside: Iterable[bytes]) -> Keys | None:
    """Find the keys of a copy; None when it is not locked.

    Args:
        snapshot: Its snapshot, sealed or not.
        own: Files of keys that lie in it.
        beside: Others, one of which may belong to a single sealed file; looked at only when needed.

    Raises:
        Unreadable: What it is sealed with is nowhere there.
        StoreTooNew: A newer version wrote it.
    """
    if not is_sealed(snapshot):
        # Beside keys a plain snapshot is right only while a lock is put on or taken off: they tell.
        return next(_decoded(own), None)
    header, _ = decode_header(snapshot, SEALED_FORMAT, {"key": str})
    for found in (_decoded(own), _decoded(beside)):
        for keys in found:
            if keys.key_id == header["key"]:
                return keys
    raise Unreadable(f"it is locked, and the {KEYS_NAME} of its lock is not with it")


def open_lock(keys: Keys, which: str, vault: Vault | None, ask: Ask | None) -> CopyLock:
    """Open the lock of a copy; who has its key already is not asked, whatever the passphrase was then.

    Args:
        keys: Those of the copy.
        which: The copy, in words.
        vault: The open lock of the answers here.
        ask: Asks for the passphrase of the copy; None when nobody can be asked.

    Raises:
        StoreSealed: It is another lock, and nobody can be asked.
        WrongPassphrase: What was typed does not open it.
        LockMissing: The library is not installed.
        Unreadable: Its keys were tampered with.
    """
    if vault is not None and vault.key_id == keys.key_id:
        return CopyLock(vault.as_in(keys), keys)
    require_library()
    from workbook.store.vault import unlock  # noqa: PLC0415 - see require_library

    if ask is None:
        raise StoreSealed(f"{which} is locked with a passphrase of its own.", "Give that one to open it.")
    try:
        return CopyLock(unlock(keys, ask()), keys)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            f"That does not open the lock of {which}.", "Nothing was changed; try it once more."
        ) from error


def _decoded(found: Iterable[bytes]) -> Iterator[Keys]:
    for data in found:
        try:
            yield decode_keys(data)
        except Unreadable:
            continue
