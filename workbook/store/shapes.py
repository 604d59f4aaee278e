"""How one field of a record is read from JSON and written to it, by its type.

Readers take anything and give the type they are for; writers give plain JSON values that share
nothing with the record.
"""

from collections.abc import Callable
from datetime import datetime
from math import inf
from typing import Any

from workbook.moments import EPOCH, from_text, to_text
from workbook.text import clean
from workbook.values import Value, clean_value

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

MAX_FIELDS = 200
"""The most fields kept of one entry."""


def copied(value: Any) -> Any:
    """Copy JSON values so deep that nothing is shared; strings and numbers cannot change."""
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [copied(part) for part in value]
    return value


def words(raw: Any) -> str:
    """Read text; anything else but a number is empty."""
    if isinstance(raw, str):
        return clean(raw)
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else ""


def moment(raw: Any) -> datetime:
    """Read an aware UTC moment; the epoch when there is none."""
    return from_text(raw) if isinstance(raw, str) else EPOCH


def maybe_moment(raw: Any) -> datetime | None:
    """Read an aware UTC moment, or None."""
    return from_text(raw) if isinstance(raw, str) and raw else None


def count(raw: Any) -> int:
    """Read a whole number from 0 up."""
    return max(raw, 0) if isinstance(raw, int) else 0


def share(raw: Any) -> float:
    """Read a number from 0 to 1."""
    if not isinstance(raw, int | float):
        return 0.0
    # NaN is above nothing, and infinity stays what it was: no share at all.
    return float(min(raw, 1)) if 0 < raw < inf else 0.0


def pair(raw: Any) -> tuple[int, int]:
    """Read two whole numbers from 0 up."""
    match raw:
        case [first, second]:
            return count(first), count(second)
        case _:
            return 0, 0


def values(raw: Any) -> dict[str, Value]:
    """Read the fields of an entry."""
    if not isinstance(raw, dict):
        return {}
    return {clean(str(name)): clean_value(value) for name, value in list(raw.items())[:MAX_FIELDS]}


def labels(raw: Any) -> dict[str, str]:
    """Read a mapping from field to its label."""
    if not isinstance(raw, dict):
        return {}
    return {clean(str(name)): words(value) for name, value in list(raw.items())[:MAX_FIELDS]}


READERS: dict[str, Reader] = {
    "str": words,
    "int": count,
    "float": share,
    "Value": clean_value,
    "datetime": moment,
    "datetime | None": maybe_moment,
    "tuple[int, int]": pair,
    "dict[str, Value]": values,
    "dict[str, str]": labels,
}
"""By annotation; the records add their own parts."""

WRITERS: dict[str, Writer] = {
    "Value": copied,
    "datetime": to_text,
    "datetime | None": lambda value: to_text(value) if value is not None else None,
    "tuple[int, int]": list,
    "dict[str, Value]": copied,
    "dict[str, str]": copied,
}
"""By annotation; what is not here is written as it is."""
