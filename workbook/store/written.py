"""What was written, seen from afar: enough of each layer and entry to list, sort and choose among them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from workbook.moments import from_text, local

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = tuple[str, int]
"""The table something stands in (`layers` or `entries`), and its number there."""


class Written(NamedTuple):
    """One layer or entry without its words; a tuple, since ten thousand are made at once."""

    key: Key
    id: str
    item_id: str
    """The prompt's or practice's id when it was written."""
    section_id: str
    """The section a layer was written in; empty for an entry."""
    kind: str
    """The prompt's kind; `practice` for an entry."""
    title: str
    """The practice's title; empty for a layer."""
    at: str
    """When it was first written, as UTC text: sorts by time."""
    day: date
    """The day it was then, where it was written."""


PRACTICE = "practice"
"""The kind of every entry."""


def layer_written(number: int, row: Mapping[str, Any]) -> Written:
    """Look at a layer's document from afar."""
    at, offset = _text(row, "at"), _text(row, "offset")
    return Written(
        key=("layers", number),
        id=_text(row, "id"),
        item_id=_text(row, "prompt_id"),
        section_id=_text(row, "section_id"),
        kind=_text(row, "kind"),
        title="",
        at=at,
        day=_day(at[:16], offset),
    )


def entry_written(number: int, row: Mapping[str, Any]) -> Written:
    """Look at an entry's document from afar."""
    at, offset = _text(row, "at"), _text(row, "offset")
    return Written(
        key=("entries", number),
        id=_text(row, "id"),
        item_id=_text(row, "practice_id"),
        section_id="",
        kind=PRACTICE,
        title=_text(row, "title"),
        at=at,
        day=_day(at[:16], offset),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def _day(minute: str, offset: str) -> date:
    """Give the local day of a minute of UTC, `2026-11-22T04:22`."""
    try:
        return (datetime.fromisoformat(minute) + _ahead(offset)).date()
    except (ValueError, TypeError, OverflowError):
        return from_text(minute).date()


@lru_cache(maxsize=64)
def _ahead(offset: str) -> timedelta:
    return local(from_text(""), offset).utcoffset() or timedelta()
