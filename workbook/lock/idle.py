"""Telling that nobody has touched the keys for a while, also when the computer slept in between. Pure."""

from datetime import datetime, timedelta


class Idle:
    """How long ago the last key was, by two clocks: one that can be set, and one that may stand still in sleep."""

    def __init__(self, minutes: int, now: datetime, ticks: float) -> None:
        """Begin with a touch.

        Args:
            minutes: How long is long; 0 for never.
            now: The time on the wall, aware.
            ticks: Seconds of a clock that only goes forward.
        """
        self._most = timedelta(minutes=minutes)
        self.touch(now, ticks)

    def touch(self, now: datetime, ticks: float) -> None:
        """Note that somebody is there."""
        self._now, self._ticks = now, ticks

    def is_over(self, now: datetime, ticks: float) -> bool:
        """Tell whether nobody has been there for long, by either clock; a clock set back proves nothing."""
        if not self._most:
            return False
        return now - self._now >= self._most or timedelta(seconds=ticks - self._ticks) >= self._most
