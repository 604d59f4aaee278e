"""What lies in the trash, and when it has lain there for long enough. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from workbook.frozen import frozen
from workbook.store.records import CheckIn, Entry, Layer, Mark, OwnPrompt, Person, Record
from workbook.store.shapes import READERS, WRITERS, copied

KEPT_FOR = timedelta(days=90)
"""How long something lies in the trash before it goes by itself."""
LONGEST_STEP = timedelta(days=7)
"""The most that is counted between one visit and the next, whatever the clock says."""

TRASH = "trash"
"""The table of what was deleted."""
ELSEWHERE = "elsewhere"
"""The key by which the document of something deleted elsewhere is known: its numbers say nothing here."""

LAYER, ENTRY, QUESTION, NOTE = "layer", "entry", "question", "note"
CHECK_IN, PERSON = "check-in", "person"
"""The kinds of what is deleted."""

DELETABLE: dict[str, type[Record]] = {
    "layers": Layer,
    "entries": Entry,
    "own": OwnPrompt,
    "marks": Mark,
    "checkins": CheckIn,
    "people": Person,
}
"""The tables whose documents can be in the trash, and what is in them."""


@frozen(kw_only=True)
class Part(Record):
    """One document that was taken out of its table."""

    table: str
    number: int
    row: dict[str, Any]
    """As it was, with its place in the order of writing."""


@frozen(kw_only=True)
class Trashed(Record):
    """Something that was deleted in one go, with everything that belonged to it."""

    id: str
    """Of its own: the same answer can be deleted, taken back and deleted again."""
    kind: str
    """`layer`, `entry`, `question`, `note`, `check-in` or `person`."""
    at: datetime
    """When it was deleted."""
    offset: str
    parts: tuple[Part, ...] = ()
    """What it is stands first, then what belonged to it."""

    @property
    def title(self) -> str:
        """What was asked, or the practice's title; empty for a note or a check-in."""
        row = self.parts[0].row if self.parts else {}
        return str(row.get("question") or row.get("title") or "")

    @property
    def records(self) -> list[Layer | Entry | CheckIn | Person]:
        """The layers, entries, check-ins and people in it, in the order in which they were written."""
        found = (DELETABLE[part.table].from_json(part.row) for part in self.parts)
        return [record for record in found if isinstance(record, Layer | Entry | CheckIn | Person)]


def has_lain_long_enough(deleted_at: datetime, visits: Sequence[datetime], now: datetime) -> bool:
    """Tell whether something may leave the trash by itself.

    The clock alone is not believed: one that jumps ahead must not empty anything early. Both must be
    so: 90 days lie between the deletion and now by the clock, and 90 days have passed from visit to
    visit, where a step backwards counts nothing and no step counts more than a week. So it takes at
    least twelve later visits; whoever comes rarely finds things in the trash for longer.

    Args:
        deleted_at: When it was deleted; aware.
        visits: When the visits after that began, in the order in which they were.
        now: The present moment, aware.
    """
    steps = pairwise([deleted_at, *visits, now])
    counted = sum(
        (min(max(after - before, timedelta()), LONGEST_STEP) for before, after in steps), timedelta()
    )
    return now - deleted_at >= KEPT_FOR and counted >= KEPT_FOR


def _row(raw: Any) -> dict[str, Any]:
    # What is in it is read anew as that of its table, however deep it is nested.
    return dict(raw) if isinstance(raw, dict) else {}


def _parts(raw: Any) -> tuple[Part, ...]:
    """Read what can be put back; its documents are read as those of their tables are, and are as clean."""
    found = (
        map(Part.from_json, (part for part in raw if isinstance(part, dict))) if isinstance(raw, list) else ()
    )
    return tuple(replace(part, row=_cleaned(part)) for part in found if part.table in DELETABLE)


def _cleaned(part: Part) -> dict[str, Any]:
    order = part.row.get("order", 0)
    return {
        **DELETABLE[part.table].from_json(part.row).to_json(),
        "order": order if type(order) is int and order > 0 else 0,
    }


READERS["dict[str, Any]"] = _row
WRITERS["dict[str, Any]"] = copied
READERS["tuple[Part, ...]"] = _parts
WRITERS["tuple[Part, ...]"] = lambda parts: [part.to_json() for part in parts]
