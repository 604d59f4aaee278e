"""Leading a session: what a facilitator does, each step a fact on the disk before anything shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from workbook import moments
from workbook.room.clock import SessionClock
from workbook.room.keeping import FactsFile, Keeping
from workbook.room.rehearsal import MakeClock, clocks
from workbook.workshop.agenda import Agenda
from workbook.workshop.facts import UNDOABLE, FactKind, standing
from workbook.workshop.groups import Groups, Wishes, draw, with_late_arrival
from workbook.workshop.in_words import is_late
from workbook.workshop.pacing import Proposal
from workbook.workshop.running import session_from

MOST_SEATS: Final = 400


class Leading:
    """A session that is being led. Knows no screen."""

    def __init__(self, agenda: Agenda, file: FactsFile, make_clock: MakeClock | None = None) -> None:
        """Take up a session, new or interrupted.

        Args:
            agenda: The plan as it was when the session began.
            file: Where facts are written down.
            make_clock: Makes the session's clock; None for the ordinary one.
        """
        self.agenda = agenda
        self._keeping = Keeping(file)
        self._make_clock = make_clock or clocks()
        self._clock: SessionClock | None = None
        self.dropping: frozenset[int] = frozenset()
        """Optional blocks that the facilitator thinks of leaving out."""
        self.wishes = Wishes()
        """What people asked for, by seat; only in memory, and kept nowhere."""
        self.running = session_from(agenda, file.facts)
        if self.has_begun:
            self._clock = self._make_clock(file.facts)

    # The state

    @property
    def has_begun(self) -> bool:
        """Whether the first block was entered."""
        return self.running.present >= 0

    @property
    def elapsed(self) -> float:
        """Seconds since the session began; 0 before."""
        return self._clock.elapsed() if self._clock else 0.0

    @property
    def began(self) -> datetime:
        """When the session began; the present moment before."""
        begun = (fact.at for fact in self._keeping.facts if fact.kind == "begun")
        return next(begun, None) or (self._clock.wall() if self._clock else moments.now())

    @property
    def failure(self) -> str:
        """Why the last facts are not on the disk; empty when they are."""
        return self._keeping.failure

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return sum(fact.kind in UNDOABLE for fact in standing(self._keeping.facts)) > 1

    def proposal(self) -> Proposal | None:
        """Give what could be done about being late.

        Returns:
            None while it is not late and nothing is to be left out, and during a soft stop: then nothing presses.
        """
        elapsed = self.elapsed
        if self.running.block is None or self.running.is_hushed:
            return None
        if not (self.dropping or is_late(self.running.late(elapsed))):
            return None
        return self.running.proposal(elapsed, self.dropping)

    def write_again(self) -> bool:
        """Try once more to write what is not on the disk; tell whether everything is."""
        return self._keeping.write()

    def _happen(self, kind: FactKind, **more: Any) -> None:
        clock = self._clock or self._make_clock(())
        fact = clock.fact(kind, **more)
        self._keeping.keep(fact)
        self.running = session_from(self.agenda, self._keeping.facts)

    # The course of the session

    def begin(self) -> None:
        """Begin with the first block; its time runs from here."""
        if not self.has_begun:
            self._clock = self._make_clock(())
            self._happen("begun")
            self.go_to(0)

    def go_to(self, index: int) -> None:
        """Enter a block."""
        self.dropping = frozenset()
        self._happen("entered", index=index)

    def go_on(self) -> bool:
        """Enter the next block; tell whether there is one."""
        following = self.running.following
        if self.running.block and following is not None:
            self.go_to(following)
            return True
        return False

    def go_back(self) -> bool:
        """Enter the block before; tell whether there is one."""
        preceding = self.running.preceding
        if self.running.block and preceding is not None:
            self.go_to(preceding)
            return True
        return False

    def pause_or_go_on(self) -> None:
        """Hold the block's clock, or let it run again."""
        self._happen("resumed" if self.running.is_paused else "paused")

    def hush_or_go_on(self) -> None:
        """Turn the room's screen to a quiet card and halt the clock, or end that."""
        self._happen("unhushed" if self.running.is_hushed else "hushed")

    def lengthen(self, minutes: int) -> None:
        """Give the present block more minutes, or fewer."""
        self._happen("lengthened", index=self.running.present, minutes=minutes)

    def skip_or_take_in(self, index: int) -> None:
        """Leave a block out, or take it in again."""
        self._happen("unskipped" if index in self.running.skipped else "skipped", index=index)

    def accept(self) -> bool:
        """Do what is proposed; tell whether there was anything."""
        proposal = self.proposal()
        if proposal is None or proposal.changes_nothing:
            return False
        self.dropping = frozenset()
        self._happen("accepted", lengths=tuple(proposal.minutes.items()))
        return True

    def drop_one_more(self) -> int | None:
        """Think of leaving out one more optional block, the last first; after all of them, of none.

        Returns:
            Which; None when none is left out now.
        """
        late = self.running.proposal(self.elapsed, self.dropping)
        if self.running.block is None or not late.may_drop:
            self.dropping = frozenset()
            return None
        self.dropping |= {late.may_drop[-1]}
        return late.may_drop[-1]

    def undo(self) -> bool:
        """Take the last change back; tell whether there was one."""
        if not self.can_undo:
            return False
        self.dropping = frozenset()
        self._happen("undone")
        return True

    def end(self) -> None:
        """End the session."""
        self._happen("ended")

    # Beside the clock

    def note(self, words: str, number: int = 0) -> int:
        """Write down a note of the facilitator's own.

        Args:
            words: All of it.
            number: Which note to replace, from 1; 0 for a new one.

        Returns:
            The note's number.
        """
        number = number or len(self.running.notes) + 1
        self._happen("noted", words=words, number=number)
        return number

    def show_or_hide(self, what: str) -> bool:
        """Show something on the room's screen, or take it away; tell whether it is shown now."""
        is_shown = what in self.running.shown
        self._happen("hidden" if is_shown else "shown", words=what)
        return not is_shown

    def tick_or_not(self, thing: str) -> None:
        """Tick one of the things to have ready, or take the tick away."""
        self._happen("unticked" if thing in self.running.ticked else "ticked", words=thing)

    def keep_contacts(self, words: str) -> None:
        """Keep where to turn nearby."""
        if words != self.running.contacts:
            self._happen("contacts", words=words)

    # Seats and groups

    def seat(self, people: int) -> None:
        """Say how many people there are.

        Those who are there keep their seats: new ones get the next seats, and the last ones go.
        """
        seats = self.running.seats[:people]
        new = range(self._next_seat, self._next_seat + people - len(seats))
        self._sit((*seats, *new))

    def name_seats(self, naming: str) -> None:
        """Say how seats are called: one of `seats.NAMINGS`."""
        self._sit(self.running.seats, naming)

    def arrive(self) -> int:
        """Seat someone who comes late, in a group as well when there are some now; give the seat."""
        seat = self._next_seat
        self._sit((*self.running.seats, seat))
        if drawn := self.running.groups_now:
            size = max(min(map(len, drawn.groups), default=2), 2)
            self._drawn(with_late_arrival(drawn.groups, seat, size), drawn.alone)
        return seat

    def leave(self, seat: int) -> None:
        """Take someone out who has gone; nobody stays in a group alone because of it."""
        self._sit(tuple(other for other in self.running.seats if other != seat))
        drawn = self.running.groups_now
        if drawn is None:
            return
        groups: Groups = tuple(
            group for old in drawn.groups if (group := tuple(one for one in old if one != seat))
        )
        left_alone = [group for group in groups if len(group) == 1 and group not in drawn.groups]
        for group in left_alone if len(groups) > 1 else ():
            groups = with_late_arrival(tuple(other for other in groups if other != group), group[0], 2)
        self._drawn(groups, tuple(one for one in drawn.alone if one != seat))

    def draw(self, size: int) -> tuple[int, Sequence[frozenset[int]]]:
        """Draw groups for the present block; earlier blocks' groups are not repeated while that can be avoided.

        Args:
            size: How many a group should have, at least 2.

        Returns:
            How many pairs have been together before, and which wishes could not be met.
        """
        present = self.running.present
        before = [drawn.groups for drawn in self.running.drawn if drawn.index != present]
        seed = int(moments.now().timestamp() * 1000)
        found = draw(self.running.seats, size, before=before, wishes=self.wishes, seed=seed)
        self._drawn(found.groups, found.alone)
        return found.repeated, found.unmet

    @property
    def _next_seat(self) -> int:
        taken = (
            *self.running.seats,
            *(seat for drawn in self.running.drawn for seat in _seats(drawn.groups)),
        )
        return max(taken, default=0) + 1

    def _sit(self, seats: tuple[int, ...], naming: str | None = None) -> None:
        naming = self.running.naming if naming is None else naming
        if (seats, naming) != (self.running.seats, self.running.naming):
            self._happen("seated", seats=seats, words=naming)

    def _drawn(self, groups: Groups, alone: tuple[int, ...]) -> None:
        self._happen("drawn", index=self.running.present, groups=groups, seats=alone)


def _seats(groups: Groups) -> tuple[int, ...]:
    return tuple(seat for group in groups for seat in group)
