r"""The facts of a session as lines of text, each with its own checksum. Pure.

    {"format": "self-trust-workbook session", "schema": 1, "title": "Small promises", "began": "…", "check": "…"}\n
    3f2a90b1c2d4e5f6 {"kind": "entered", "at": "2026-11-22T18:00:00.000Z", "elapsed": 0.0, "index": 0}\n

A line that is torn off at the end was never acknowledged; one further up that cannot be read any more is
reported, and everything around it is kept.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workbook.moments import from_text, to_text
from workbook.store.snapshot import (
    SCHEMA,
    HeaderShape,
    Unreadable,
    compact_json,
    decode_header,
    encode_header,
)
from workbook.text import one_line
from workbook.workshop.facts import Fact

SESSION_FORMAT: Final = "self-trust-workbook session"
TITLE_LENGTH: Final = 200
"""Characters."""
_HEADER: Final[HeaderShape] = {"title": str, "began": str}
_DIGEST_LENGTH: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLines:
    """What a file of facts says."""

    title: str
    """Empty when the first line cannot be read."""
    began: datetime
    """Aware UTC."""
    facts: tuple[Fact, ...]
    """Those that this version knows, in order."""
    damaged: tuple[int, ...]
    """Lines, from 1, that were whole once and cannot be read any more."""
    good_length: int
    """Bytes up to which the file is made of whole lines."""


def encode_beginning(title: str, began: datetime) -> bytes:
    """Write the first line of a session."""
    header = {"title": one_line(title, TITLE_LENGTH), "began": to_text(began)}
    return encode_header({"format": SESSION_FORMAT, "schema": SCHEMA, **header})


def encode_fact(fact: Fact) -> bytes:
    """Write a fact as one line.

    Raises:
        ValueError: Its words hold what UTF-8 cannot.
    """
    data = compact_json(fact.to_json()).encode()
    return _digest(data) + b" " + data + b"\n"


def decode_lines(data: bytes) -> SessionLines:
    """Read a file of facts, leaving out what cannot be read.

    Args:
        data: The whole file.

    Raises:
        StoreTooNew: A newer version wrote it.
    """
    good_length = data.rfind(b"\n") + 1
    facts: list[Fact] = []
    damaged: list[int] = []
    try:
        header, start = decode_header(data, SESSION_FORMAT, _HEADER)
    except Unreadable:
        header, start = {"title": "", "began": ""}, data.find(b"\n") + 1
        damaged.append(1)
    for number, line in enumerate(data[start:good_length].split(b"\n")[:-1], 2):
        try:
            fact = _decode_fact(line)
        except Unreadable:
            damaged.append(number)
        else:
            facts += [fact] if fact else []
    return SessionLines(
        title=one_line(header["title"], TITLE_LENGTH),
        began=from_text(header["began"]),
        facts=tuple(facts),
        damaged=tuple(damaged),
        good_length=good_length,
    )


def _decode_fact(line: bytes) -> Fact | None:
    """Read one line; None for a whole fact of a kind that only newer versions know."""
    digest, data = line[:_DIGEST_LENGTH], line[_DIGEST_LENGTH + 1 :]
    if digest != _digest(data):
        raise Unreadable("its checksum does not fit")
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no fact") from error
    if not isinstance(row, dict):
        raise Unreadable("it is no fact")
    return Fact.from_json(row)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH].encode()
