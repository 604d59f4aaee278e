"""A workshop plan, as frozen dataclasses. Knows no files, no clock and no screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

BlockKind = Literal[
    "agreements",
    "check-in",
    "reading",
    "writing",
    "pairs",
    "triads",
    "round",
    "break",
    "grounding",
    "check-out",
    "closing",
    "buffer",
]
"""What a group does in a block; a buffer is time for whatever runs over."""

KINDS: Final[dict[str, BlockKind]] = {kind: kind for kind in get_args(BlockKind)}

LONG_SESSION: Final = 75
"""Minutes; a longer session has a break, and its breaks keep their length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One timed part of an agenda."""

    kind: BlockKind
    title: str
    minutes: int
    """How long it is planned."""
    least: int
    """The fewest minutes in which it still makes sense; 0 for a buffer."""
    protected: bool = False
    """Keeps its length however late it gets."""
    optional: bool = False
    """May be left out when time is short, if the facilitator says so."""
    section: str = ""
    """The id of the section it uses, or empty."""
    prompt: str = ""
    """The id of the prompt it uses, or empty."""
    form: str = ""
    """How people sit: one of the forms of facilitator notes, or empty."""
    notes: str = ""
    """For the facilitator alone; never sent to a screen that the room can see."""
    say: str = ""
    """Words to read out or to show to the room; plain paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A plan for one session."""

    title: str
    minutes: int
    """From the start to the hard end."""
    people_least: int
    people_most: int
    """For how few and how many people it was made."""
    blocks: tuple[Block, ...]

    @property
    def planned(self) -> int:
        """The minutes of all blocks together."""
        return sum(block.minutes for block in self.blocks)


def must_be_protected(kind: BlockKind | None, session_minutes: int) -> bool:
    """Tell whether every block of a kind keeps its length: the settling, the ending, the break of a long session."""
    return kind in ("grounding", "check-out", "closing") or (
        kind == "break" and session_minutes > LONG_SESSION
    )


def forms_of(kind: BlockKind | None) -> tuple[str, ...]:
    """Give the forms a kind of block can have, the usual one first; empty when any will do."""
    match kind:
        case "writing":
            return ("alone",)
        case "pairs" | "triads":
            return (kind,)
        case "round":
            return ("round", "fours")
        case "break" | "buffer":
            return ("",)
        case _:
            return ()
