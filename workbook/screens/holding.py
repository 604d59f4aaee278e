"""The part of the program that lets no key go astray while a page is laid over the present one or closed."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual import on
from textual.app import App
from textual.command import CommandPalette
from textual.events import DescendantFocus, Key
from textual.screen import ModalScreen, Screen

from workbook.screens.sheet import Sheet
from workbook.screens.type_ahead import TypeAhead

Result = TypeVar("Result")


class HoldingApp(App[None]):
    """An app that holds what is typed until there is a place for it."""

    def __init__(self) -> None:
        """Begin without anything held."""
        self.type_ahead = TypeAhead(self)
        super().__init__()

    def open_held(
        self, screen: Screen[Result], then: Callable[[Result | None], Awaitable[None]] | None = None
    ) -> None:
        """Show a screen that takes what is typed from here on, once it has the focus.

        Args:
            screen: It calls `release_keys` when it has the focus.
            then: Is given what it ends in.
        """
        self.type_ahead.begin()
        self.push_screen(screen, then)

    async def step_aside(self) -> None:
        """Close what is laid over the present screen; each page keeps what its own way out would keep."""
        while isinstance(screen := self.screen, ModalScreen):
            if isinstance(screen, Sheet):
                await screen.step_aside()
            else:
                screen.dismiss()

    def action_command_palette(self) -> None:
        """Show the palette, with everything that is typed from here on in it."""
        self.type_ahead.begin()
        super().action_command_palette()

    def on_key(self, event: Key) -> None:
        """Keep a letter that was typed for a page on its way and came to the one below."""
        if self.type_ahead.takes_astray(event):
            event.prevent_default()

    @on(DescendantFocus)
    async def _hand_over(self) -> None:
        """Let the palette have what was typed before it was there."""
        if isinstance(self.screen, CommandPalette):
            await self.type_ahead.release()
