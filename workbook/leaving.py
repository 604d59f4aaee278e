"""Leaving safely, whichever way: by key, by signal, after an error, or when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
from typing import Any, Protocol

from workbook import moments
from workbook.ending import Ending
from workbook.store.drafts import Flushed
from workbook.uncaught import where_it_happened


class Leaves(Protocol):
    """What has to be known of the app."""

    notice: str

    def close_files(self) -> None:
        """Close every file that is open for writing."""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""

    @property
    def is_headless(self) -> bool:
        """Whether there is no terminal at all, as in tests."""

    def save_now(self) -> Flushed:
        """Write everything that was typed."""

    def exit(self, result: None = None, return_code: int = 0) -> None:
        """End the program."""

    def fail(self, error: Exception) -> None:
        """End the program because of an error."""


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
        # asyncio would print the error with its message, and that can hold an answer.
        asyncio.get_running_loop().set_exception_handler(self._unexpected)
        Ending(self).watch(has_terminal=not self._app.is_headless)

    @property
    def is_running(self) -> bool:
        """Whether there is an app to end."""
        return self._app.is_running

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

    def end(self, status: int) -> None:
        """Write what was typed and end the app."""
        self.rescue()
        self._app.exit(return_code=status)

    def end_at_once(self, status: int) -> None:
        """Write what can be written and end; the loop may wait for a terminal that is gone."""
        try:
            self.rescue()
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
