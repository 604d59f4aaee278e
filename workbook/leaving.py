"""Leaving safely, whichever way: by key, by signal, after an error, or when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, Protocol

from workbook import moments
from workbook.store.drafts import Flushed
from workbook.terminal import has_hung_up
from workbook.uncaught import where_it_happened

POLL_SECONDS = 1.0
GRACE_SECONDS = 1.0
HUNG_UP = 129
"""The status after a lost terminal: 128 and the number of SIGHUP."""


class Leaves(Protocol):
    """What has to be known of the app."""

    notice: str

    def close_files(self) -> None:
        """Close every file that is open for writing."""

    @property
    def is_headless(self) -> bool:
        """Whether there is no terminal at all, as in tests."""

    def save_now(self) -> Flushed:
        """Write everything that was typed."""

    def exit(self, result: None = None, return_code: int = 0) -> None:
        """End the program."""

    def fail(self, error: Exception) -> None:
        """End the program because of an error."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> object:
        """Call something again and again."""


class Leaving:
    """Sees to it that nothing typed is lost when the program ends.

    Args:
        app: The running app.
    """

    def __init__(self, app: Leaves) -> None:
        self._app = app
        self.warned = False
        """Whether the person was told that leaving now would lose words."""

    def watch(self) -> None:
        """Listen for signals, and look now and then whether the terminal is still there."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if (number := getattr(signal, name, None)) is not None and os.name == "posix":
                loop.add_signal_handler(number, self._end, number)
        # asyncio would print the error with its message, and that can hold an answer.
        loop.set_exception_handler(self._unexpected)
        if not self._app.is_headless and sys.__stdin__ is not None and sys.__stdin__.isatty():
            self._app.set_interval(POLL_SECONDS, self._look)

    def leave(self) -> None:
        """Write everything and leave; when that fails, say so first and leave the second time."""
        flushed = self._app.save_now()
        if flushed.failure and not self.warned:
            self.warned = True
            self._app.notice = self.not_saved(flushed.failure)
            return
        self._app.exit()

    def not_saved(self, reason: str) -> str:
        """Say that words are not saved, why, and what comes next."""
        if self.warned:
            return f"Not saved: {reason}. ^q once more leaves without the last words."
        return f"Not saved: {reason}. Your text is still here; saving is tried again."

    def rescue(self) -> Flushed:
        """Write what can be written after an error; a second error does not keep the program from ending."""
        try:
            return self._app.save_now()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, what follows restores the terminal
            return Flushed((), moments.now(), f"an error in the program, {type(error).__name__}")

    def _unexpected(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave after an error outside every message handler, as after one inside."""
        if isinstance(error := context.get("exception"), Exception):
            self._app.fail(error)

    def _end(self, number: int) -> None:
        """End on a signal. A terminal that is gone can keep Textual from ending: then end all the same."""
        self.rescue()
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self._end_at_once, 128 + number)
        self._app.exit(return_code=128 + number)

    def _look(self) -> None:
        if sys.__stdin__ is not None and has_hung_up(sys.__stdin__.fileno()):
            self.rescue()
            self._end_at_once(HUNG_UP)

    def _end_at_once(self, status: int) -> None:
        try:
            self._app.close_files()
        finally:
            os._exit(status)


def crash_in_words(error: BaseException | None, flushed: Flushed) -> str:
    """Say that the program failed, where, and how it stands with the words; never what was written.

    Args:
        error: What went wrong. Its message and the values around it can hold answers: they are left out.
        flushed: What became of the last words.
    """
    words = (
        "Everything you typed is saved."
        if not flushed.failure
        else f"The last words are not saved: {flushed.failure}."
    )
    lines = [] if error is None else where_it_happened(error)
    # Last, so that it is what stands on the screen.
    return "\n".join([*lines, "The workbook stopped because of an error in the program.", words])
