"""The clock of a session: seconds since it began, which only ever grow."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from workbook import moments
from workbook.workshop.facts import Fact, FactKind


def steady() -> float:
    """Give seconds by a clock that nobody sets, and that goes on while the computer sleeps where it has one."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SessionClock:
    """Tells how long a session has been going on.

    While the console runs, no change of the wall's time can touch it. When the console is opened again, it goes
    on from the last fact by the wall's time; a wall clock that was set back meanwhile counts as no time.
    """

    def __init__(
        self,
        facts: Sequence[Fact] = (),
        *,
        steady: Callable[[], float] = steady,
        wall: Callable[[], datetime] = moments.now,
    ) -> None:
        """Begin to count, or go on.

        Args:
            facts: What has happened so far; none before the beginning.
            steady: Tells seconds from any beginning; never goes back.
            wall: Tells the present time, aware and in UTC.
        """
        self._steady, self.wall = steady, wall
        self._since = steady()
        self._before = max((fact.elapsed for fact in facts), default=0.0)
        if facts and facts[-1].at != moments.EPOCH:
            self._before += max(wall() - facts[-1].at, timedelta()).total_seconds()

    def elapsed(self) -> float:
        """Tell the seconds since the session began."""
        return self._before + max(self._steady() - self._since, 0.0)

    def fact(self, kind: FactKind, **more: Any) -> Fact:
        """Make a fact of what happens now.

        Args:
            kind: What happens.
            more: The other attributes that a fact of this kind has.
        """
        return Fact(kind=kind, at=self.wall(), elapsed=self.elapsed(), **more)
