"""Ways out of the program and into it for everything one has: the screens for archives, and how they open."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from workbook.screens.commands import Command
from workbook.store.answers import Answers

if TYPE_CHECKING:
    from workbook.screens.journal_gathered import JournalPlace


COPIES_SECONDS = 60.0
"""How often it is looked for copies that another program leaves in the folder."""


class TakingApp(App[None]):
    """The part of the app that takes everything along and brings it in; `going.GoingApp` is the rest."""

    answers: Answers
    clock: Callable[[], datetime]
    _journal_place: "JournalPlace | None"
    _told_of_copies = ""
    """What was said of copies last."""

    def save_now(self) -> object:
        """Write everything that was typed, whatever state the screens are in."""
        raise NotImplementedError

    async def action_home(self) -> None:
        """Go home."""
        raise NotImplementedError

    def action_take_along(self) -> None:
        """Make one file of everything there is."""
        from workbook.screens.take_along import TakeAlongScreen

        if not isinstance(self.screen, TakeAlongScreen):
            self.save_now()
            self.push_screen(TakeAlongScreen(self.answers, self.clock, Path.home()))

    def action_bring_in(self) -> None:
        """Put an archive, or notes from elsewhere, to what is here; then go home, where all of it shows."""
        from workbook.screens.bring_in import BringInScreen

        async def go(is_done: bool | None) -> None:
            if is_done:
                self._journal_place = None
                await self.action_home()

        if not isinstance(self.screen, BringInScreen) and not self.answers.read_only:
            self.save_now()
            self.push_screen(BringInScreen(self.answers, Path.home()), go)

    def action_bring_together(self) -> None:
        """Show copies that another program left in the folder; then go home, where all of it shows."""
        from workbook.screens.bring_together import BringTogetherScreen

        async def go(is_done: bool | None) -> None:
            if is_done:
                self._journal_place = None
                await self.action_home()

        if not isinstance(self.screen, BringTogetherScreen) and not self.answers.read_only:
            self.save_now()
            # What led here need not be read any more.
            self.clear_notifications()
            self.push_screen(BringTogetherScreen(self.answers, self.clock), go)

    def watch_for_copies(self) -> None:
        """Say when there are copies that another program left in the folder, now and as long as this runs."""
        self._look_for_copies()
        self.set_interval(COPIES_SECONDS, self._look_for_copies)

    def _look_for_copies(self) -> None:
        if not self.answers.read_only:
            self.run_worker(self._tell_of_copies(), group="copies", exclusive=True)

    async def _tell_of_copies(self) -> None:
        from workbook.store.foreign import notice

        # A folder that is kept in step may lie far away: nobody waits for it.
        said = await asyncio.to_thread(notice, self.answers.files, self.answers.folder)
        if said not in ("", self._told_of_copies) and self.is_running:
            self.notify(said, timeout=30, markup=False)
        self._told_of_copies = said

    def taking_commands(self) -> Iterator[Command]:
        """Give the palette's commands for both."""
        yield Command("Take everything with you", "an archive, in one file", self.action_take_along)
        if not self.answers.read_only:
            yield Command("Bring an archive in", "or notes from elsewhere", self.action_bring_in)
            yield Command(
                "Bring copies together", "that another program or machine left", self.action_bring_together
            )
