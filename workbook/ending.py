"""Being ended from outside: by a signal, or because the terminal has gone.

When a terminal goes, whatever is written to it can wait for ever, and with it the event loop that would end the
program. So this asks the loop first, and after a while it ends the process from a thread of its own.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
import weakref
from collections.abc import Callable
from types import FrameType
from typing import Protocol

from workbook.terminal import has_hung_up

LOOK_SECONDS = 1.0
GRACE_SECONDS = 2.0
"""So long the loop has to end the program properly."""
HUNG_UP = 129
"""The status after a lost terminal: 128 and the number of SIGHUP."""
SIGNALS = ("SIGTERM", "SIGHUP")


class Endable(Protocol):
    """What is ended."""

    @property
    def is_running(self) -> bool:
        """Whether there is still something to end; when not, signals do what they do otherwise."""

    def end(self, status: int) -> None:
        """End properly, with an exit status; called in the loop."""

    def end_at_once(self, status: int) -> None:
        """End the process with a status, whatever waits for what; called in a thread."""


class Ending:
    """Hears that the program is to end.

    Args:
        endable: What is ended then. It is not kept from being let go of when it has ended by itself.
    """

    def __init__(self, endable: Endable) -> None:
        self._endable = weakref.ref(endable)
        self._loop: Callable[[], asyncio.AbstractEventLoop | None] = lambda: None
        self._has_begun = False

    def watch(self, *, has_terminal: bool) -> None:
        """Listen for signals, and look for the terminal from a thread of its own; call it in the loop.

        Args:
            has_terminal: Whether a terminal draws the app, and not a test.
        """
        # The loop knows who handles its errors, and so the app.
        self._loop = weakref.ref(asyncio.get_running_loop())
        for name in SIGNALS:
            if (number := getattr(signal, name, None)) is not None:
                # Not the loop's own way: it would wait for the loop.
                signal.signal(number, self._on_signal)
        if has_terminal and sys.__stdin__ is not None and sys.__stdin__.isatty():
            threading.Thread(target=self._look, args=(sys.__stdin__.fileno(),), daemon=True).start()

    @property
    def _running(self) -> Endable | None:
        endable = self._endable()
        return endable if endable is not None and endable.is_running else None

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if self._running is not None:
            self._begin(128 + number)
        else:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    def _look(self, descriptor: int) -> None:
        while self._running is not None:
            if has_hung_up(descriptor):
                self._begin(HUNG_UP)
                return
            time.sleep(LOOK_SECONDS)

    def _begin(self, status: int) -> None:
        endable, loop = self._running, self._loop()
        if self._has_begun or loop is None or endable is None:
            return
        self._has_begun = True
        threading.Thread(target=self._give_up, args=(endable, status), daemon=True).start()
        loop.call_soon_threadsafe(endable.end, status)

    def _give_up(self, endable: Endable, status: int) -> None:
        time.sleep(GRACE_SECONDS)
        endable.end_at_once(status)
