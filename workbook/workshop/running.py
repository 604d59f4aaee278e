"""A session as it stands: reckoned from its agenda and the facts, at any moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Final, TypeVar

from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.facts import Fact, standing
from workbook.workshop.groups import Groups
from workbook.workshop.pacing import Ahead, Proposal, propose

MINUTE = 60

TIME: Final = "time"
GROUPS: Final = "groups"
CONTACTS: Final = "contacts"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The groups of one block, as they were drawn last."""

    index: int
    """The block; -1 before the beginning."""
    groups: Groups
    alone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Where a session is. All times are seconds; `elapsed` counts from its beginning."""

    agenda: Agenda
    lengths: tuple[int, ...]
    """What each block gets by now."""
    taken: tuple[float, ...]
    """What each block has taken so far, the present one without its present turn."""
    present: int = -1
    """The block it is in, from 0; -1 before the beginning."""
    entered: float = 0.0
    """When the present turn of the present block began."""
    halted: float | None = None
    """Since when the block's clock stands still; None while it runs."""
    is_paused: bool = False
    """Whether the facilitator holds the clock."""
    is_hushed: bool = False
    """Whether the room's screen shows a quiet card."""
    skipped: frozenset[int] = frozenset()
    ended: float | None = None
    notes: tuple[tuple[int, str], ...] = field(default=())
    """The facilitator's own: block and words."""
    seats: tuple[int, ...] = ()
    """Who is in the room; empty as long as nobody said how many."""
    naming: str = ""
    """How seats are called: one of `seats.NAMINGS`, or empty for numbers."""
    drawn: tuple[Drawn, ...] = ()
    """The groups of each block that had some, in the order in which they were first drawn."""
    shown: frozenset[str] = frozenset()
    """What the room's screen shows beside the block: `TIME`, `GROUPS`, `CONTACTS`."""
    contacts: str = ""
    """Where to turn nearby, in the facilitator's words."""
    ticked: frozenset[str] = frozenset()
    """What was made ready beforehand."""

    @property
    def block(self) -> Block | None:
        """The present block; None before the beginning and after the end."""
        return None if self.present < 0 or self.ended is not None else self.agenda.blocks[self.present]

    @property
    def is_halted(self) -> bool:
        """Whether the block's clock stands still, by a pause or a soft stop."""
        return self.halted is not None

    @property
    def groups_now(self) -> Drawn | None:
        """The groups of the present block, if some were drawn for it."""
        return next((drawn for drawn in self.drawn if drawn.index == self.present), None)

    @property
    def following(self) -> int | None:
        """The next block that was not skipped; None after the last."""
        rest = range(self.present + 1, len(self.agenda.blocks))
        return next((index for index in rest if index not in self.skipped), None)

    @property
    def preceding(self) -> int | None:
        """The block before that was not skipped; None at the first."""
        before = range(self.present - 1, -1, -1)
        return next((index for index in before if index not in self.skipped), None)

    def taken_by(self, index: int, elapsed: float) -> float:
        """Tell how long a block has taken so far."""
        if index != self.present or self.ended is not None:
            return self.taken[index]
        until = elapsed if self.halted is None else self.halted
        return self.taken[index] + max(until - self.entered, 0.0)

    def left(self, elapsed: float) -> float:
        """Tell how much time the present block has left; negative once it is over its length."""
        return self.lengths[self.present] - self.taken_by(self.present, elapsed) if self.block else 0.0

    def still_needed(self, index: int, elapsed: float) -> float:
        """Tell how much time a block still asks for."""
        if index in self.skipped or self.ended is not None:
            return 0.0
        return max(self.lengths[index] - self.taken_by(index, elapsed), 0.0)

    def late(self, elapsed: float) -> float:
        """Forecast by how much the session will end after its hard end; negative when before it."""
        rest = sum(self.still_needed(index, elapsed) for index in self._from_here)
        return elapsed + rest - self.agenda.minutes * MINUTE

    @property
    def _from_here(self) -> range:
        return range(max(self.present, 0), len(self.agenda.blocks))

    def ahead(self, elapsed: float) -> tuple[Ahead, ...]:
        """Give the blocks after the present one with the whole minutes that each still gets."""
        return tuple(
            Ahead(index, self.agenda.blocks[index], ceil(self.still_needed(index, elapsed) / MINUTE))
            for index in self._from_here
            if index > self.present and index not in self.skipped
        )

    def proposal(self, elapsed: float, dropping: Iterable[int] = ()) -> Proposal:
        """Propose how to end in time; see `pacing.propose`."""
        present = self.still_needed(self.present, elapsed) if self.block else 0.0
        available = (self.agenda.minutes * MINUTE - elapsed - present) // MINUTE
        return propose(self.ahead(elapsed), int(available), tuple(dropping))


def session_from(agenda: Agenda, facts: Iterable[Fact]) -> Running:
    """Reckon where a session is.

    Args:
        agenda: The plan as it was when the session began.
        facts: Everything that happened, in order; one that makes no sense where it stands changes nothing.
    """
    blocks = agenda.blocks
    state = Running(
        agenda=agenda,
        lengths=tuple(block.minutes * MINUTE for block in blocks),
        taken=(0.0,) * len(blocks),
    )
    for fact in standing(tuple(facts)):
        state = _after(state, fact)
    return state


def _after(state: Running, fact: Fact) -> Running:
    match fact.kind:
        case "entered":
            return _enter(state, fact)
        case "paused" | "resumed":
            return _halted_or_not(replace(state, is_paused=fact.kind == "paused"), fact.elapsed)
        case "hushed" | "unhushed":
            return _halted_or_not(replace(state, is_hushed=fact.kind == "hushed"), fact.elapsed)
        case "lengthened" if 0 <= fact.index < len(state.lengths):
            wanted = max(state.lengths[fact.index] + fact.minutes * MINUTE, 0)
            return replace(state, lengths=_with(state.lengths, fact.index, wanted))
        case "skipped" if 0 <= fact.index < len(state.lengths):
            return replace(state, skipped=state.skipped | {fact.index})
        case "unskipped" if 0 <= fact.index < len(state.lengths):
            return _unskip(state, fact.index)
        case "accepted":
            return _accept(state, fact)
        case "noted":
            return replace(state, notes=_noted(state, fact))
        case "ended" if state.present >= 0 and state.ended is None:
            return replace(_leave(state, fact.elapsed), ended=fact.elapsed)
        case _:
            return _beside(state, fact)


def _beside(state: Running, fact: Fact) -> Running:
    """Take over what does not touch the clock."""
    match fact.kind:
        case "seated":
            return replace(state, seats=fact.seats, naming=fact.words)
        case "drawn":
            return replace(state, drawn=_drawn(state, fact))
        case "shown":
            return replace(state, shown=state.shown | {fact.words})
        case "hidden":
            return replace(state, shown=state.shown - {fact.words})
        case "contacts":
            return replace(state, contacts=fact.words)
        case "ticked":
            return replace(state, ticked=state.ticked | {fact.words})
        case "unticked":
            return replace(state, ticked=state.ticked - {fact.words})
        case _:
            return state


def _noted(state: Running, fact: Fact) -> tuple[tuple[int, str], ...]:
    place = fact.number - 1
    if 0 <= place < len(state.notes):
        return _with(state.notes, place, (state.notes[place][0], fact.words))
    return (*state.notes, (state.present, fact.words))


def _drawn(state: Running, fact: Fact) -> tuple[Drawn, ...]:
    """Replace the groups of a block: what was drawn anew was never sat in."""
    new = Drawn(max(fact.index, -1), fact.groups, fact.seats)
    places = [place for place, old in enumerate(state.drawn) if old.index == new.index]
    return _with(state.drawn, places[0], new) if places else (*state.drawn, new)


def _enter(state: Running, fact: Fact) -> Running:
    if not 0 <= fact.index < len(state.lengths):
        return state
    left = _unskip(_leave(state, fact.elapsed), fact.index)
    return replace(
        left,
        present=fact.index,
        entered=fact.elapsed,
        halted=fact.elapsed if state.is_hushed else None,
        is_paused=False,
        shown=left.shown & {TIME},
        ended=None,
    )


def _unskip(state: Running, index: int) -> Running:
    """Take a block in again; one that a proposal had left out gets its planned length back."""
    if index not in state.skipped:
        return state
    length = state.lengths[index] or state.agenda.blocks[index].minutes * MINUTE
    return replace(state, skipped=state.skipped - {index}, lengths=_with(state.lengths, index, length))


def _leave(state: Running, elapsed: float) -> Running:
    if state.block is None:
        return state
    taken = _with(state.taken, state.present, state.taken_by(state.present, elapsed))
    return replace(state, taken=taken, entered=elapsed, halted=None)


def _halted_or_not(state: Running, elapsed: float) -> Running:
    """Stop the block's clock, or let it run again: the time in which it stood is as if it had not been."""
    if state.is_paused or state.is_hushed:
        return state if state.is_halted else replace(state, halted=elapsed)
    if state.halted is None:
        return state
    return replace(state, entered=state.entered + max(elapsed - state.halted, 0.0), halted=None)


def _accept(state: Running, fact: Fact) -> Running:
    for index, minutes in fact.lengths:
        if state.present < index < len(state.lengths) and minutes >= 0:
            wanted = int(state.taken[index]) + minutes * MINUTE
            state = replace(state, lengths=_with(state.lengths, index, wanted))
            if not minutes and not state.taken[index]:
                state = replace(state, skipped=state.skipped | {index})
    return state


def _with(values: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*values[:index], value, *values[index + 1 :])
