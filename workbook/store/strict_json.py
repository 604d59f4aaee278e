"""Reading JSON that somebody else may have written: what is no honest JSON is refused. Pure."""

import json
from math import isfinite
from typing import Any

from workbook.store.snapshot import Unreadable

MAX_BYTES = 128 * 1024 * 1024
"""A file of one's own words: twenty million of them."""
MAX_PARTS = 2_000_000
"""Opening brackets in it; each list or object costs memory, however little stands in it."""
MAX_COMMAS = 8_000_000
_LONGEST_NUMBER = 18
"""Digits; more would not fit the numbers of most programs."""


def strict_json(data: bytes) -> Any:
    """Read JSON, refusing whatever two programs could understand differently.

    Args:
        data: A whole file, UTF-8.

    Raises:
        Unreadable: It is too large, no UTF-8, no JSON, nested too deep, names a key twice, or holds a
            number that is none (NaN, Infinity) or too long.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
    if data.count(b"{") + data.count(b"[") > MAX_PARTS or data.count(b",") > MAX_COMMAS:
        raise Unreadable("it has more parts than one person's words could")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_short,
        )
    except UnicodeDecodeError as error:
        raise Unreadable("it is not text in UTF-8") from error
    except RecursionError as error:
        raise Unreadable("its parts are nested too deep") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno} is no JSON") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("something in it is named twice")
    return found


def _no_number(text: str) -> float:
    raise Unreadable(f"it holds {text}, which is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise Unreadable("it holds a number that is too large")
    return number


def _short(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise Unreadable("it holds a number that is too large")
    return int(text)
