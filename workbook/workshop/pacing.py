"""What to do when a session runs late: a proposal, never a change.

Buffers give first; then flexible blocks are shortened in proportion to what they can spare, none below
its least; then dropping an optional block is offered; what is still missing is said as minutes over.
Protected blocks keep their length. Source: FACILITATION.md, "Agenda and pacing".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbook.workshop.agenda import Block


@dataclass(frozen=True, slots=True)
class Ahead:
    """A block that has not begun, and how long it is meant to take by now."""

    index: int
    """Its position in the agenda, from 0."""
    block: Block
    minutes: int
    """At first the planned minutes; less once a proposal was accepted, more once some were added."""

    @property
    def least(self) -> int:
        """The fewest minutes it can take; all of them when it is protected."""
        return self.minutes if self.block.protected else min(self.block.least, self.minutes)

    @property
    def spare(self) -> int:
        """The minutes it can give."""
        return self.minutes - self.least


@dataclass(frozen=True, slots=True)
class Change:
    """One block with its minutes as they are and as they would be."""

    index: int
    before: int
    after: int
    """0 for one that is dropped, and for a buffer that is used up."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the blocks ahead could fit the time that is left."""

    changes: tuple[Change, ...]
    """Only blocks whose minutes would change, in order."""
    dropped: tuple[int, ...] = ()
    """Which of them would be left out."""
    over: int = 0
    """The minutes by which the session would end late all the same."""
    may_drop: tuple[int, ...] = ()
    """Optional blocks whose dropping can be asked for, while it is late."""

    @property
    def minutes(self) -> dict[int, int]:
        """The new minutes by block."""
        return {change.index: change.after for change in self.changes}

    @property
    def changes_nothing(self) -> bool:
        """Whether accepting it would make no difference."""
        return not self.changes


def propose(ahead: Sequence[Ahead], available: int, dropping: Collection[int] = ()) -> Proposal:
    """Propose how to fit what lies ahead into the time there is.

    Args:
        ahead: The blocks that have not begun, in order.
        available: Whole minutes until the hard end, once the present block is over; negative when past it.
        dropping: Indexes of optional blocks to leave out; others are taken no notice of.

    Returns:
        The same for the same arguments; a proposal that changes nothing while all fits.
    """
    dropped = tuple(one.index for one in ahead if one.index in dropping and one.block.optional)
    staying = [one for one in ahead if one.index not in dropped]
    missing = max(sum(one.minutes for one in staying) - available, 0)
    given: dict[int, int] = {one.index: one.minutes for one in ahead if one.index in dropped}
    for group in (
        [one for one in staying if one.block.kind == "buffer"],
        [one for one in staying if one.block.kind != "buffer"],
    ):
        shares = share({one.index: one.spare for one in group}, missing)
        given |= shares
        missing -= sum(shares.values())
    return Proposal(
        changes=tuple(_changes(ahead, given)),
        dropped=dropped,
        over=missing,
        may_drop=tuple(one.index for one in staying if one.block.optional and missing),
    )


def _changes(ahead: Iterable[Ahead], given: Mapping[int, int]) -> Iterable[Change]:
    for one in ahead:
        if given.get(one.index):
            yield Change(one.index, one.minutes, one.minutes - given[one.index])


def share(spare: Mapping[int, int], wanted: int) -> dict[int, int]:
    """Take whole minutes from several blocks in proportion to what each can spare.

    The largest remainders are rounded up (Hamilton's method); of equal ones that of the later block.

    Args:
        spare: What each can give at most, by index, none negative.
        wanted: What is needed, not negative; all is given when there is not enough.

    Returns:
        What each gives; together as much as is wanted or as there is.
    """
    total = sum(spare.values())
    wanted = min(wanted, total)
    if not wanted:
        return {}
    given = {index: wanted * most // total for index, most in spare.items()}
    by_remainder = sorted(spare, key=lambda index: (wanted * spare[index] % total, index), reverse=True)
    for index in by_remainder[: wanted - sum(given.values())]:
        given[index] += 1
    return given
