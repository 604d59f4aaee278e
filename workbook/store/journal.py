r"""The journal: one line for each change since a snapshot, each with its own checksum. Pure.

    {"format": "self-trust-workbook journal", "schema": 1, "store": "…", "follows": 812, "after": 813, "check": "…"}\n
    3f2a90b1c2d4e5f6 {"sequence": 814, "tables": {"layers": {"put": {"12": {…}}, "removed": []}}}\n

A line begins with the first 16 hex digits of the SHA-256 of the JSON after it. It holds whole
documents, so reading it twice, or over a snapshot that already has it, changes nothing; one with a
number up to that of the snapshot is left out. Change numbers rise by one from line to line;
`follows` and `after` say that no change has the numbers between them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from workbook.frozen import frozen
from workbook.store.cipher import PLAIN, Cipher
from workbook.store.snapshot import (
    LARGEST_NUMBER,
    SCHEMA,
    HeaderShape,
    Tables,
    Unreadable,
    are_rows,
    compact_json,
    decode_header,
    encode_header,
    parse_json,
)

JOURNAL_FORMAT = "self-trust-workbook journal"
_HEADER: HeaderShape = {"store": str, "follows": int, "after": int}
_DIGEST_LENGTH = 16


@frozen()
class TableChange:
    """What one change does to one table."""

    put: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """Document id to the whole new document."""
    removed: tuple[str, ...] = ()


@frozen()
class Change:
    """Documents put and removed in one durable step."""

    sequence: int
    tables: Mapping[str, TableChange]


@frozen()
class Journal:
    """One journal file, as far as it can be read."""

    store: str
    follows: int
    """The last change before this journal."""
    after: int
    """The changes in it have higher numbers than this."""
    changes: tuple[Change, ...]
    damaged_lines: tuple[int, ...]
    """Lines, from 1, that were whole once and cannot be read any more."""
    good_length: int
    """Bytes up to which the file is made of whole lines."""
    torn: bytes
    """What stands after them: the beginning of a line that was never acknowledged."""
    problem: str = ""
    """What is wrong with the header, when only the lines below it could be read."""


def encode_journal_header(store: str, follows: int, after: int) -> bytes:
    """Write the first line of a new journal."""
    header = {"format": JOURNAL_FORMAT, "schema": SCHEMA, "store": store, "follows": follows, "after": after}
    return encode_header(header)


def encode_change(change: Change) -> bytes:
    """Write a change as one line.

    Raises:
        ValueError: A document holds what JSON or UTF-8 cannot.
    """
    tables = {
        name: {"put": dict(part.put), "removed": list(part.removed)} for name, part in change.tables.items()
    }
    data = compact_json({"sequence": change.sequence, "tables": tables}).encode()
    return _digest(data) + b" " + data + b"\n"


def decode_journal(data: bytes, after: int, cipher: Cipher = PLAIN) -> Journal:
    """Read a journal, leaving out what cannot be read.

    Args:
        data: The whole file.
        after: What its name says, in case the header does not.
        cipher: Opens it.

    Raises:
        StoreTooNew: A newer version wrote it.
    """
    raw, data, problem = data, cipher.open_journal(data), ""
    try:
        header, start = decode_header(data, JOURNAL_FORMAT, _HEADER)
    except Unreadable as error:
        problem = str(error)
        header, start = {"store": "", "follows": 0, "after": after}, data.find(b"\n") + 1
    good_length = data.rfind(b"\n") + 1
    changes, damaged = [], []
    for number, line in enumerate(data[start : max(good_length - 1, start)].split(b"\n"), 2):
        try:
            if line or start < good_length - 1:
                changes.append(_decode_change(line))
        except Unreadable:
            damaged.append(number)
    return Journal(
        store=header["store"],
        follows=header["follows"],
        after=header["after"],
        changes=tuple(changes),
        damaged_lines=tuple(damaged),
        good_length=raw.rfind(b"\n") + 1,
        torn=raw[raw.rfind(b"\n") + 1 :],
        problem=problem,
    )


def apply_change(tables: Tables, parts: Mapping[str, TableChange]) -> None:
    """Put and remove documents; a table without documents is not kept."""
    for name, part in parts.items():
        rows = tables.setdefault(name, {})
        rows.update(part.put)
        for key in part.removed:
            rows.pop(key, None)
        if not rows:
            del tables[name]


def _decode_change(line: bytes) -> Change:
    digest, data = line[:_DIGEST_LENGTH], line[_DIGEST_LENGTH + 1 :]
    if digest != _digest(data):
        raise Unreadable("its checksum does not fit")
    try:
        raw = parse_json(data)
        sequence = raw["sequence"]
        parts = {name: _table_change(part) for name, part in raw["tables"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("it is no change") from error
    if type(sequence) is not int or not 0 <= sequence <= LARGEST_NUMBER:
        raise Unreadable("it has no number")
    return Change(sequence, parts)


def _table_change(raw: Any) -> TableChange:
    put, removed = raw["put"], raw["removed"]
    if not are_rows(put) or not isinstance(removed, list) or not all(isinstance(key, str) for key in removed):
        raise Unreadable("it is not made of documents")
    return TableChange(put, tuple(removed))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH].encode()
