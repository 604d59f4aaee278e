"""What happened in a session, one fact after the other: the clock is facts, not ticks.

A fact says when it happened in two ways. `elapsed` is in seconds since the session began, by a clock that
only runs forwards; everything is reckoned from it. `at` is the wall's time in UTC: for showing, and for going
on after a crash, when no other clock has survived.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, Self, get_args

from workbook.moments import from_text, to_text
from workbook.text import clean

FactKind = Literal[
    "begun",
    "entered",
    "paused",
    "resumed",
    "hushed",
    "unhushed",
    "lengthened",
    "skipped",
    "unskipped",
    "accepted",
    "noted",
    "undone",
    "ended",
    "seated",
    "drawn",
    "shown",
    "hidden",
    "contacts",
    "ticked",
    "unticked",
]

KINDS: Final[dict[str, FactKind]] = {kind: kind for kind in get_args(FactKind)}

MOST_SECONDS: Final = 1e8
"""Three years: no session that was left lying is older."""

UNDOABLE: Final[frozenset[FactKind]] = frozenset(
    ("entered", "lengthened", "skipped", "unskipped", "accepted", "ended")
)
"""What one key takes back, the last one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened."""

    kind: FactKind
    at: datetime
    """Aware UTC."""
    elapsed: float
    """Seconds since the session began; never negative."""
    index: int = -1
    """The block it is about, from 0."""
    minutes: int = 0
    """For `lengthened`: how many were added, or taken away when negative."""
    lengths: tuple[tuple[int, int], ...] = ()
    """For `accepted`: pairs of a block and the minutes it still gets."""
    words: str = ""
    """For `noted` and `contacts`: the facilitator's own. Else the name of what was shown, hidden or ticked, and for
    `seated` how seats are called."""
    number: int = 0
    """For `noted`: which note it is, from 1; one that is there already is replaced. 0 for one more."""
    seats: tuple[int, ...] = ()
    """For `seated`: everyone who is in the room. For `drawn`: who works alone. Numbers from 1, never names."""
    groups: tuple[tuple[int, ...], ...] = ()
    """For `drawn`: the seats of each group."""

    def to_json(self) -> dict[str, Any]:
        """Give this fact as plain JSON values, without what says nothing."""
        row: dict[str, Any] = {
            "kind": self.kind,
            "at": to_text(self.at),
            "elapsed": round(self.elapsed, 3),
        }
        if self.index >= 0:
            row["index"] = self.index
        if self.minutes:
            row["minutes"] = self.minutes
        if self.lengths:
            row["lengths"] = [list(pair) for pair in self.lengths]
        if self.words:
            row["words"] = self.words
        if self.number:
            row["number"] = self.number
        if self.seats:
            row["seats"] = list(self.seats)
        if self.groups:
            row["groups"] = [list(group) for group in self.groups]
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self | None:
        """Read a fact.

        Returns:
            None when it is none that this version knows, or lacks its time.
        """
        kind, elapsed = KINDS.get(str(row.get("kind"))), row.get("elapsed")
        # NaN is in no range.
        if kind is None or not isinstance(elapsed, int | float) or not 0 <= elapsed < MOST_SECONDS:
            return None
        lengths, groups = row.get("lengths"), row.get("groups")
        return cls(
            kind=kind,
            at=from_text(str(row.get("at", ""))),
            elapsed=float(elapsed),
            index=_whole(row.get("index"), -1),
            minutes=_whole(row.get("minutes"), 0),
            lengths=tuple(
                (pair[0], pair[1])
                for pair in (lengths if isinstance(lengths, list) else ())
                if isinstance(pair, list) and len(pair) == 2 and all(type(part) is int for part in pair)
            ),
            words=clean(str(row.get("words", ""))),
            number=_whole(row.get("number"), 0),
            seats=_seats(row.get("seats")),
            groups=tuple(filter(None, map(_seats, groups if isinstance(groups, list) else ()))),
        )


def _whole(raw: Any, otherwise: int) -> int:
    return raw if type(raw) is int else otherwise


def _seats(raw: Any) -> tuple[int, ...]:
    """Read seats: each once, in order; what is none is left out."""
    found = raw if isinstance(raw, list) else ()
    return tuple(sorted({seat for seat in found if type(seat) is int and seat > 0}))


def standing(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Leave out what was undone, and the undoing itself."""
    left: list[Fact] = []
    undoable: list[int] = []
    """Where in *left* those stand that can be taken back."""
    for fact in facts:
        if fact.kind != "undone":
            if fact.kind in UNDOABLE:
                undoable.append(len(left))
            left.append(fact)
        elif len(undoable) > 1:
            # The first block was entered with the beginning: that cannot be taken back.
            del left[undoable.pop()]
    return tuple(left)
