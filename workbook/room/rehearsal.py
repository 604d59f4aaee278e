"""Clocks that run faster, to rehearse a session in a few minutes. Nobody leads a group by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from workbook import moments
from workbook.room.clock import SessionClock, steady
from workbook.workshop.facts import Fact

MakeClock = Callable[[Sequence[Fact]], SessionClock]
"""Makes the clock of a session from what has happened so far; from nothing, at its beginning."""


def clocks(times: float = 1.0, *, wall: Callable[[], datetime] = moments.now) -> MakeClock:
    """Give what makes the clock of a session.

    Args:
        times: How many times as fast it runs; 1 for a real session.
        wall: Tells the present time, aware and in UTC.
    """
    if times == 1.0:
        return lambda facts: SessionClock(facts, wall=wall)

    def make(facts: Sequence[Fact]) -> SessionClock:
        # Both clocks run from the same beginning, so that a rehearsal can be gone on with as well.
        since = next((fact.at for fact in facts if fact.kind == "begun"), wall())
        return SessionClock(
            facts, steady=lambda: steady() * times, wall=lambda: since + (wall() - since) * times
        )

    return make
