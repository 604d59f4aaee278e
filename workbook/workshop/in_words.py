"""A session in words, for the facilitator: time left, ahead or behind, what a proposal would change. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil
from typing import Final

from workbook.workshop.agenda import Agenda, BlockKind
from workbook.workshop.pacing import Change, Proposal
from workbook.workshop.running import MINUTE

KIND_IN_WORDS: Final[dict[BlockKind, str]] = {
    "agreements": "Agreements",
    "check-in": "Check-in",
    "reading": "Reading aloud",
    "writing": "Writing alone",
    "pairs": "In pairs",
    "triads": "In threes",
    "round": "Round",
    "break": "Break",
    "grounding": "Grounding",
    "check-out": "Check-out",
    "closing": "Closing",
    "buffer": "Spare time",
}
STEP: Final = 10
"""Seconds between two things said in the last minute of a block."""

_GROUPS: Final = {
    2: ("pair", "pairs"),
    3: ("group of three", "groups of three"),
    4: ("group of four", "groups of four"),
}


def minutes_in_words(minutes: int) -> str:
    """Say whole minutes: "1 minute", "5 minutes"."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def time_left(seconds: float) -> str:
    """Say how much time a block has left, or by how much it is over.

    Whole minutes, steps of ten seconds in the last one; what is over counts on in whole minutes.
    """
    if seconds > MINUTE:
        return f"{minutes_in_words(ceil(seconds / MINUTE))} left"
    if seconds > 0:
        rounded = ceil(seconds / STEP) * STEP
        return f"{rounded} seconds left" if rounded < MINUTE else "1 minute left"
    if seconds > -MINUTE:
        return "Time is up"
    return f"{minutes_in_words(int(-seconds // MINUTE))} over"


def is_late(late: float) -> bool:
    """Tell whether being late is worth a word: a whole minute."""
    return late >= MINUTE


def ahead_or_behind(late: float) -> str:
    """Say how the session stands.

    Args:
        late: Seconds by which it would end after its time; negative before it.
    """
    minutes = int(abs(late) // MINUTE)
    if not minutes:
        return "on time"
    return f"{minutes_in_words(minutes)} {'behind' if late > 0 else 'ahead'}"


def change_in_words(change: Change, agenda: Agenda, *, dropped: bool = False) -> str:
    """Say one change: "Reading 8 → 7"."""
    title = agenda.blocks[change.index].title
    return f"{title}: left out" if dropped else f"{title} {change.before} → {change.after}"


def proposal_in_words(proposal: Proposal, agenda: Agenda) -> tuple[str, ...]:
    """Say what a proposal would change, a line each; none when it changes nothing."""
    return tuple(
        change_in_words(change, agenda, dropped=change.index in proposal.dropped)
        for change in proposal.changes
    )


def sizes_in_words(sizes: Sequence[int]) -> str:
    """Say how large groups are before they are drawn: "5 pairs and 1 group of three"."""
    parts = []
    for size, found in groupby(sorted(sizes, key=lambda size: (-sizes.count(size), size))):
        count = len(list(found))
        one, many = _GROUPS.get(
            size, (f"group of {size}", f"groups of {size}") if size > 1 else ("person alone", "people alone")
        )
        parts.append(f"{count} {one if count == 1 else many}")
    return " and ".join(parts)
