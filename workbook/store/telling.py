"""Telling what two states of someone's answers do not share, in lines to read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from workbook.moments import from_text, in_words
from workbook.store.layers import is_blank_row
from workbook.store.restoring import Differences
from workbook.store.snapshot import Tables
from workbook.text import one_line, shorten

MOST_LINES = 10
"""Lines given of each kind; the rest are counted."""
LONGEST_LINE = 60
"""Characters shown of a question or title."""


def counted(tables: Tables) -> str:
    """Say how many answers and entries there are, such as "12 answers, 1 entry"."""
    answers = sum(not is_blank_row(row) for row in tables.get("layers", {}).values())
    entries = len(tables.get("entries", {}))
    said = f"{answers} {'answer' if answers == 1 else 'answers'}"
    return f"{said}, {entries} {'entry' if entries == 1 else 'entries'} in practices"


def told(change: Differences, here: str, there: str, now: datetime) -> Iterator[str]:
    """Say what is only here, only there, and different, with what each answers and when it was written.

    Args:
        change: What two states do not share.
        here: Where one of them is, in words.
        there: Where the other is.
        now: The present moment.
    """
    for rows, said in (
        (change.only_here, f"only {here}"),
        (change.only_there, f"only {there}"),
        (change.changed, f"different {there}"),
    ):
        if rows:
            yield f"{len(rows)} {said}:"
        for row in rows[:MOST_LINES]:
            yield f"    {_line(row, now)}"
        if len(rows) > MOST_LINES:
            yield f"    and {len(rows) - MOST_LINES} more"


def _line(row: Mapping[str, Any], now: datetime) -> str:
    at = in_words(from_text(str(row.get("at", ""))), now)
    # A word of an answer may be a letter that is still closed: only what was asked is shown.
    asked = (
        row.get("question") or row.get("title") or row.get("name") or row.get("kind") or "a note of your own"
    )
    return f"{at} · {shorten(one_line(str(asked)), LONGEST_LINE)}"
