"""A window beside another that writes: it reads along, and writes by itself once the other has gone."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from workbook.errors import StoreLocked, StoreSealed, WorkbookError
from workbook.lock.settings import Aside
from workbook.lock.stepping_aside import SteppingAside
from workbook.screens.base import WorkbookScreen

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from workbook.screens.checking_in import CheckingIn
    from workbook.screens.walking import Walking
    from workbook.store.answers import Answers

LOOK_SECONDS = 3.0
PAUSE_SECONDS = 1.0
"""A key after so long without a look looks at once."""
REST = 20
"""Times as long as reading took nothing is read again: ten thousand answers are read whole for each new word."""
READING_ALONG = (
    "The workbook is open in another window. Here you can read; once it is closed there, you can write."
)
WRITING_NOW = "The other window is closed. You can write here now."


class ReadsAlong(Protocol):
    """What has to be known of the app."""

    answers: Answers
    aside: SteppingAside
    checking_in: CheckingIn
    walking: Walking
    notice: str

    @property
    def is_running(self) -> bool:
        """Whether there are screens."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    def begin_writing(self, said: str) -> None:
        """Begin what is done where one can write, and say so."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """Call something again and again."""

    def run_worker(self, work: Coroutine[Any, Any, None]) -> object:
        """Run something beside everything else."""


class SecondWindow:
    """Looks every few seconds, and with a key after a pause, what the other window wrote and whether it is there.

    Looking costs an attempt to take the lock and a few questions after the state of files; only what was
    written is read. A page laid over the screen is left alone: it is looked once it is closed.

    Args:
        app: The running app; its answers are open to read only.
    """

    def __init__(self, app: ReadsAlong) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._is_looking = self._is_refused = False
        self._looked_at = self._rests_until = 0.0

    def watch(self) -> None:
        """Say how it is, and look from now on."""
        self._app.notice = READING_ALONG
        self._timer = self._app.set_interval(LOOK_SECONDS, self._look_by_itself)

    def touch(self) -> None:
        """Look, unless that was done just now: somebody is there."""
        if time.monotonic() - self._looked_at >= PAUSE_SECONDS:
            self._look()

    def _look_by_itself(self) -> None:
        # What cannot be opened would be read whole each time.
        if not self._is_refused:
            self._look()

    def _look(self) -> None:
        if self._timer is None or self._is_looking or not isinstance(self._app.screen, WorkbookScreen):
            return
        self._is_looking, self._looked_at = True, time.monotonic()
        self._app.run_worker(self._follow())

    async def _follow(self) -> None:
        try:
            is_new = await asyncio.to_thread(self._go_on)
            self._is_refused = False
        except StoreSealed:
            # A lock was put on: from here on the words are not for whoever looks.
            self._stop()
            self._app.aside.step_aside(Aside.LOCK_NOW)
            return
        except WorkbookError as error:
            self._is_refused, is_new = True, False
            self._app.notice = f"Here you can only read. {error.title}"
        finally:
            self._is_looking = False
        if not self._app.is_running:
            return
        if not self._app.answers.read_only:
            self._begin()
        elif is_new:
            self._show()

    def _go_on(self) -> bool:
        """Begin to write, or read what was written; tell whether anything is new. Called in a thread."""
        try:
            self._app.answers.begin_writing()
        except StoreLocked:
            return self._keep_up()
        return True

    def _keep_up(self) -> bool:
        began = time.monotonic()
        if began < self._rests_until or not self._app.answers.keep_up():
            return False
        ended = time.monotonic()
        self._rests_until = ended + (ended - began) * REST
        return True

    def _begin(self) -> None:
        self._stop()
        self._app.notice = ""
        self._app.checking_in.look_again()
        self._app.walking.look_again()
        self._show()
        self._app.begin_writing(WRITING_NOW)
        # As at the start: the collector need not walk through what was read.
        gc.freeze()

    def _show(self) -> None:
        """Show what is known by now; screens below look again when it is their turn."""
        if isinstance(screen := self._app.screen, WorkbookScreen):
            # In its turn: the screen may only just be on its way in.
            screen.call_later(screen.look_again)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
