r"""The snapshot: every document at one moment, as JSON under a one-line header. Pure.

    {"format": "self-trust-workbook answers", "schema": 1, "store": "…", "sequence": 812,
     "length": 91234, "sha256": "…", "check": "…"}\n
    {"layers": {"1": {…}}, …}\n

The header stands on one line; `check` covers the header without itself (the first 16 hex digits of the SHA-256 of
its JSON without blanks, in this order), `length` (bytes) and `sha256` the body. So a changed bit anywhere is noticed, and the schema can be trusted in any version.
"""

import gc
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from math import isfinite
from typing import Any

from workbook.errors import StoreTooNew
from workbook.frozen import frozen

SCHEMA = 1
"""The version of the files that this program writes, and the newest it can read."""

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table name to document id to document, as TinyDB has them."""

HeaderShape = Mapping[str, type[str] | type[int]]
"""What a header holds beside format, schema and check: each name and its type."""

SNAPSHOT_FORMAT = "self-trust-workbook answers"
_HEADER: HeaderShape = {"store": str, "sequence": int, "length": int, "sha256": str}
_LONGEST_HEADER = 4096
LARGEST_NUMBER = 10**11
"""Of changes, lengths and the like; files are named by numbers of at most twelve digits."""
_NUMBERS = re.compile(r"(?:[1-9][0-9]{0,17}(?:,|\Z))*+")
"""Of documents."""
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
"""Half of a character, or all of one in the way this program never writes."""
_DEEPEST = 32
"""Levels of nesting in a document; Python copies and writes only so many, and ours have nine."""
_NESTED = frozenset((list, dict))


class Unreadable(Exception):
    """Bytes that are no whole file of ours; says what is wrong with them."""


@frozen()
class Snapshot:
    """Every document as of one change."""

    store: str
    """The id of this store, so that files of two people are never mixed."""
    sequence: int
    """The number of the last change that is in it."""
    tables: Tables


def compact_json(value: Any) -> str:
    """Write JSON without blanks; raises ValueError for what JSON cannot hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encode_snapshot(snapshot: Snapshot) -> bytes:
    """Write a snapshot.

    Documents are written one at a time, so that other threads get their turn in between.
    """
    tables = (
        f"{compact_json(name)}:"
        f"{{{','.join(f'{json.dumps(key)}:{compact_json(document)}' for key, document in rows.items())}}}"
        for name, rows in snapshot.tables.items()
    )
    body = f"{{{','.join(tables)}}}\n".encode()
    header = {
        "format": SNAPSHOT_FORMAT,
        "schema": SCHEMA,
        "store": snapshot.store,
        "sequence": snapshot.sequence,
        "length": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return encode_header(header) + body


def decode_snapshot(data: bytes) -> Snapshot:
    """Read a snapshot.

    Raises:
        Unreadable: It is empty, cut, changed or something else.
        StoreTooNew: A newer version wrote it.
    """
    header, start = decode_header(data, SNAPSHOT_FORMAT, _HEADER)
    body = memoryview(data)[start:]
    if len(body) != header["length"]:
        raise Unreadable(f"it has {len(body)} bytes after its header, not {header['length']}")
    if hashlib.sha256(body).hexdigest() != header["sha256"]:
        raise Unreadable("its content was changed")
    try:
        with _collector_paused():
            tables = parse_json(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("its content is no JSON") from error
    if not isinstance(tables, dict) or not all(map(are_rows, tables.values())):
        raise Unreadable("its content is not made of tables")
    return Snapshot(header["store"], header["sequence"], tables)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from looking for garbage among documents that are just being made: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def parse_json(data: bytes | memoryview) -> Any:
    """Read JSON that can be written again as it is.

    Raises:
        ValueError: It is none, or no UTF-8, or holds NaN, an endless number or half a character.
        RecursionError: It is nested too deep to be read.
    """
    found = json.loads(str(data, "utf-8"), parse_constant=_refused, parse_float=_finite)
    # The program itself writes no escapes for such characters.
    if _SURROGATE.search(data):
        compact_json(found).encode()
    return found


def _refused(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    return number if isfinite(number := float(text)) else _refused(text)


def are_rows(rows: Any) -> bool:
    """Tell whether a JSON value is the documents of a table: objects by number, each written in one way only."""
    if not isinstance(rows, dict) or not set(map(type, rows.values())) <= {dict}:
        return False
    # All numbers at once: no opening should take noticeably longer for it.
    return bool(_NUMBERS.fullmatch(",".join(rows))) and not _is_deep(rows)


def is_storable(row: Any) -> bool:
    """Tell whether a JSON value is a document that can be written again as it is."""
    try:
        return are_rows({"1": row}) and bool(compact_json(row).encode())
    except (ValueError, RecursionError):
        return False


def _is_deep(rows: Mapping[str, dict[str, Any]]) -> bool:
    level = _nested_in(chain.from_iterable(map(dict.values, rows.values())))
    for _ in range(_DEEPEST):
        if not level:
            return False
        level = _nested_in(chain.from_iterable(one.values() if type(one) is dict else one for one in level))
    return True


def _nested_in(values: Iterable[Any]) -> list[Any]:
    return [value for value in filter(None, values) if type(value) in _NESTED]


def encode_header(header: dict[str, Any]) -> bytes:
    """Write a header line with its check."""
    check = _digest(compact_json(header).encode())
    return compact_json({**header, "check": check}).encode() + b"\n"


def decode_header(data: bytes, format_name: str, shape: HeaderShape) -> tuple[dict[str, Any], int]:
    """Read a header line.

    Args:
        data: A whole file.
        format_name: What the header must say it is.
        shape: What else it must hold; whole numbers from 0 up.

    Returns:
        The header, and where the rest begins.

    Raises:
        Unreadable: There is no such header, or it was changed, or something in it is missing.
        StoreTooNew: A newer version wrote it.
    """
    if not data:
        raise Unreadable("it is empty")
    end = data.find(b"\n", 0, _LONGEST_HEADER)
    try:
        header = parse_json(data[: max(end, 0)])
    except (ValueError, RecursionError) as error:
        raise Unreadable("it does not begin with a header") from error
    if not isinstance(header, dict) or header.get("format") != format_name:
        raise Unreadable("its header is that of something else")
    check = header.pop("check", None)
    if not check or check != _check_of(header):
        raise Unreadable("its header was changed")
    _require(header, {"schema": int})
    if header["schema"] > SCHEMA:
        raise StoreTooNew(
            "These answers were written by a newer version of the workbook.",
            f"Install that version; the files were left untouched (schema {header['schema']}, not {SCHEMA}).",
        )
    _require(header, shape)
    return header, end + 1


def refuse_newer(data: bytes) -> None:
    """Refuse what a newer version wrote, whichever of our files it is; anything else is let through.

    Args:
        data: A file, or its first 4096 bytes.

    Raises:
        StoreTooNew: A newer version wrote it.
    """
    try:
        format_name = json.loads(data[: data.find(b"\n", 0, _LONGEST_HEADER) + 1])["format"]
        decode_header(data, format_name, {})
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError):
        return


def _require(header: Mapping[str, Any], shape: HeaderShape) -> None:
    """Refuse a header in which something is missing or of another type, whoever wrote it."""
    for name, kind in shape.items():
        value = header.get(name)
        if type(value) is not kind or (isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER):
            raise Unreadable(f"its header has no proper {name}")


def _check_of(header: Mapping[str, Any]) -> str:
    """Give the check that belongs to a header; an empty one when it holds what no header of ours can."""
    try:
        return _digest(compact_json(header).encode())
    except (ValueError, RecursionError):
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
