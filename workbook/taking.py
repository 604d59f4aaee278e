"""Ways out of the program and into it for everything one has: the screens for archives, and how they open."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from workbook.screens.commands import Command
from workbook.store.answers import Answers

if TYPE_CHECKING:
    from workbook.screens.journal_gathered import JournalPlace


class TakingApp(App[None]):
    """The part of the app that takes everything along and brings it in; `going.GoingApp` is the rest."""

    answers: Answers
    clock: Callable[[], datetime]
    _journal_place: "JournalPlace | None"

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

    def taking_commands(self) -> Iterator[Command]:
        """Give the palette's commands for both."""
        yield Command("Take everything with you", "an archive, in one file", self.action_take_along)
        if not self.answers.read_only:
            yield Command("Bring an archive in", "or notes from elsewhere", self.action_bring_in)
