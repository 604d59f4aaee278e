"""Leaving the screen for the lock: by command or because nobody is there, with everything written first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from workbook.lock.idle import Idle
from workbook.lock.settings import MINUTES, Aside, choices, minutes_of, next_minutes, words_about
from workbook.screens.commands import Command
from workbook.settings import AS_CHOSEN
from workbook.store.drafts import Flushed

if TYPE_CHECKING:
    from textual.screen import Screen

    from workbook.autosave import Autosave
    from workbook.screens.journal_gathered import JournalPlace
    from workbook.screens.whereabouts import Whereabouts
    from workbook.settings import Settings
    from workbook.store.answers import Answers

LOOK_SECONDS = 5.0
LOCK_WAITS = "The lock waits until your words are on disk."


class StepsAside(Protocol):
    """What has to be known of the app."""

    answers: Answers
    autosave: Autosave
    settings: Settings
    clock: Callable[[], datetime]
    notice: str

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """The screens, from the lowest."""

    def save_now(self) -> Flushed:
        """Write everything that was typed."""

    def keep_search(self) -> None:
        """Keep what is searched for in the journal."""

    def part_from_journal(self) -> JournalPlace | None:
        """Give how the journal was left, without what was searched for."""

    def exit(self, result: None = None, return_code: int = 0) -> None:
        """End the program."""

    def push_screen(self, screen: Screen[str], callback: Callable[[str | None], None]) -> object:
        """Show a page; the callback is given what it ends in."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> object:
        """Call something again and again."""


class SteppingAside:
    """Ends the app when the lock needs its place; `wanted` then says for what, and `place` where one was.

    Args:
        app: The app; its answers may be locked or not.
    """

    def __init__(self, app: StepsAside) -> None:
        self._app = app
        self.wanted: Aside | None = None
        self.place: Whereabouts | None = None
        self._waits = False
        """Whether the lock waits for words that cannot be saved."""
        self._begin_to_wait()

    @property
    def minutes(self) -> int:
        """After how long without a key it locks by itself; 0 for never."""
        return minutes_of(self._app.settings, self._app.answers)

    def _begin_to_wait(self) -> None:
        # Without a lock there is nothing to wait for.
        minutes = self.minutes if self._app.answers.is_sealed else 0
        self._idle = Idle(minutes, self._app.clock(), time.monotonic())

    def watch(self) -> None:
        """Lock when nobody is there for long; without a lock there is nothing to do."""
        if self._app.answers.is_sealed:
            self.touch()
            self._app.set_interval(LOOK_SECONDS, self.look)

    @property
    def hides(self) -> bool:
        """Whether nothing may be shown and no key be taken any more: the lock has its turn first.

        After a sleep, a stopped program or an editor that was open for long that is so before anything has
        looked; a key must not pass for somebody being there.
        """
        return self.wanted is not None or (not self._waits and self._is_over)

    @property
    def _is_over(self) -> bool:
        # The lock may have been taken off in another window, beside which this one reads.
        return self._app.answers.is_sealed and self._idle.is_over(self._app.clock(), time.monotonic())

    def touch(self) -> None:
        """Note that somebody is there; a lock that waits for words to be saved comes all the same."""
        if not self._waits:
            self._idle.touch(self._app.clock(), time.monotonic())

    def look(self) -> None:
        """Lock if nobody has been there for long."""
        if self.wanted is None and self._is_over:
            self.step_aside(Aside.LOCK_NOW)

    def come_back(self) -> None:
        """Lock if somebody was away in another program for long, and else note that they are there."""
        self.look()
        if not self.hides:
            self.touch()

    def step_aside(self, wanted: Aside) -> None:
        """Write everything and end; what cannot be written keeps the screen, since it is nowhere else."""
        self._app.keep_search()
        flushed = self._app.save_now()
        if flushed.failure:
            self._waits = wanted is Aside.LOCK_NOW
            self._app.notice = f"Not saved: {flushed.failure}. {LOCK_WAITS}"
            return
        from workbook.screens.whereabouts import whereabouts  # noqa: PLC0415 - start-up time is a bar

        place = whereabouts(self._app.screen_stack)
        self.wanted, self.place = wanted, replace(place, journal=self._app.part_from_journal())
        self._app.exit()

    def commands(self) -> Iterator[Command]:
        """Give what the palette offers."""
        yield Command(
            "Lock settings", "a passphrase, a new code, when it locks by itself", self.show_page, known=True
        )
        for key, title, about in choices(self._app.settings, self._app.answers):
            if key != MINUTES:
                yield Command(title, about, partial(self.step_aside, Aside(key)), known=True)

    def show_page(self) -> None:
        """Show how it stands with the lock, and what can be done about it."""
        from workbook.screens.lock_page import LockPage  # noqa: PLC0415 - as below

        settings, answers = self._app.settings, self._app.answers

        def go(key: str | None) -> None:
            if key:
                self.step_aside(Aside(key))

        page = LockPage(words_about(answers), partial(choices, settings, answers), self._turn)
        self._app.push_screen(page, go)

    def _turn(self, key: str) -> bool:
        """Choose the next of the times after which it locks, if it is that; those of the file stay."""
        answers = self._app.answers
        if key == MINUTES and self._app.settings.lock_after_minutes == AS_CHOSEN:
            save = partial(answers.set_preference, MINUTES, str(next_minutes(self.minutes)))
            self._app.autosave.put(MINUTES, save)
            self._app.autosave.flush()
            self._begin_to_wait()
        return key == MINUTES
