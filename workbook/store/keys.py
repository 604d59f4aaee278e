"""The file of keys of locked answers: what it holds, and that it is always whole. No secret stands in it.

What the fields mean is described in `vault`. There are two copies: the first decides, so that a
change of the passphrase happens at one moment, and the second is for when the first is damaged.
"""

from __future__ import annotations

import base64
import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from workbook.errors import StoreDamaged
from workbook.frozen import frozen
from workbook.store.cipher import PLAIN, SEALED_START, is_sealed
from workbook.store.files import Files, write_whole
from workbook.store.layout import KEYS_NAME, Layout
from workbook.store.snapshot import SCHEMA, Unreadable, decode_header, encode_header

KEYS_FORMAT = "self-trust-workbook keys"
State = Literal["locking", "locked", "unlocking"]

LEAST_MEMORY, MOST_MEMORY = 8 * 1024, 512 * 1024
"""KiB."""
MOST_PASSES = 20
MOST_WORK = 1024 * 1024
"""KiB times passes: about two seconds. A file of keys that somebody else made must not cost minutes."""
MOST_LANES = 16
NAMES = ("passphrase", "recovery")


@frozen()
class Strength:
    """What guessing one passphrase costs, by Argon2id."""

    memory: int
    """KiB."""
    passes: int
    lanes: int


@frozen()
class Wrap:
    """The random key, sealed by a secret."""

    strength: Strength
    salt: bytes
    nonce: bytes
    wrapped: bytes


@frozen()
class Keys:
    """What stands in the file of keys."""

    key_id: str
    public: bytes
    """Seals messages for the inbox."""
    state: bytes
    """Sealed."""
    wraps: Mapping[str, Wrap]
    """By `passphrase` and `recovery`."""

    def with_wrap(self, name: str, wrap: Wrap) -> Keys:
        """Give the same with another secret."""
        return dataclasses.replace(self, wraps={**self.wraps, name: wrap})


def encode_keys(keys: Keys) -> bytes:
    """Write the file of keys."""
    header: dict[str, Any] = {
        "format": KEYS_FORMAT,
        "schema": SCHEMA,
        "key": keys.key_id,
        "public": _text(keys.public),
        "state": _text(keys.state),
    }
    for name, wrap in keys.wraps.items():
        header[name] = {
            "kdf": "argon2id",
            **dataclasses.asdict(wrap.strength),
            **{part: _text(getattr(wrap, part)) for part in ("salt", "nonce", "wrapped")},
        }
    return encode_header(header)


def decode_keys(data: bytes) -> Keys:
    """Read the file of keys.

    Raises:
        Unreadable: It is damaged, or its parameters are absurd.
        StoreTooNew: A newer version wrote it.
    """
    header, end = decode_header(data, KEYS_FORMAT, {"key": str, "public": str, "state": str})
    if len(data) != end:
        raise Unreadable("something was added to it")
    wraps = {name: _wrap(header.get(name)) for name in NAMES}
    public = _bytes(header["public"], 32)
    if not re.fullmatch("[0-9a-f]{32}", header["key"]):
        raise Unreadable("its key has no proper name")
    return Keys(header["key"], public, _bytes(header["state"]), wraps)


def read_keys(files: Files, layout: Layout) -> Keys | None:
    """Read the keys of a store; None when it is not locked.

    Raises:
        StoreDamaged: It is locked, and no copy of the keys can be read.
        StoreTooNew: A newer version wrote them.
        OSError: They cannot be read.
    """
    problem, readable = "", list[Keys]()
    for path in layout.key_files:
        data = files.read(path)
        if data is None:
            continue
        try:
            # All are read: one that a newer version wrote is never written over.
            readable.append(decode_keys(data))
        except Unreadable as error:
            problem = problem or f"{path.name} cannot be read: {error}"
    if readable:
        return readable[0]
    if not problem and is_sealed(files.read_start(layout.snapshot, len(SEALED_START))):
        problem = f"{KEYS_NAME} is missing"
    if problem:
        raise StoreDamaged(
            f"The answers in {layout.home} are locked, and {problem}.",
            "Nothing was changed. Put back that file from a copy of the folder, or out of a file of workbook backup.",
        )
    return None


def damaged_keys(files: Files, layout: Layout) -> dict[Path, bytes | None]:
    """Give the files of keys that are damaged, or None for one that is missing, while the other one is whole.

    Raises:
        StoreTooNew: A newer version wrote them.
        OSError: They cannot be read.
    """
    found = {path: files.read(path) for path in layout.key_files[:2]}
    damaged = {path: data for path, data in found.items() if not _is_whole(data)}
    return damaged if len(damaged) < len(found) else {}


def _is_whole(data: bytes | None) -> bool:
    try:
        decode_keys(data or b"")
    except Unreadable:
        return False
    return True


def write_keys(files: Files, layout: Layout, keys: Keys) -> None:
    """Write both copies; what the first says counts from the moment it is there. Raises OSError."""
    data = encode_keys(keys)
    for path in layout.key_files[:2]:
        if files.read(path) != data:
            write_whole(files, path, data)


def remove_keys(files: Files, layout: Layout) -> None:
    """Remove both copies; only once nothing is sealed any more. Raises OSError."""
    files.cipher = PLAIN
    for path in reversed(layout.key_files[:2]):
        files.remove(path)
        files.sync_folder(path.parent)


def _wrap(raw: Any) -> Wrap:
    if not isinstance(raw, dict) or raw.get("kdf") != "argon2id":
        raise Unreadable("one of its secrets is missing")
    strength = Strength(
        _within(raw, "memory", LEAST_MEMORY, MOST_MEMORY),
        _within(raw, "passes", 1, MOST_PASSES),
        _within(raw, "lanes", 1, MOST_LANES),
    )
    if strength.memory * strength.passes > MOST_WORK:
        raise Unreadable("opening it would take far too long")
    return Wrap(
        strength, _bytes(raw.get("salt"), 16), _bytes(raw.get("nonce"), 12), _bytes(raw.get("wrapped"), 48)
    )


def _within(raw: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = raw.get(name)
    if type(value) is not int or not least <= value <= most:
        raise Unreadable(f"its {name} is not from {least} to {most}")
    return value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(raw: Any, length: int = 0) -> bytes:
    try:
        data = base64.b64decode(raw, validate=True) if isinstance(raw, str) else b""
    except ValueError as error:
        raise Unreadable("it was changed") from error
    if not data or (length and len(data) != length):
        raise Unreadable("something in it is missing")
    return data
