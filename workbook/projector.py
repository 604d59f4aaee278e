"""The room's screen as a program of its own: shows what the console sends, and knows nothing else."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from workbook.errors import SettingsError
from workbook.room.client import watch
from workbook.room.clock import steady
from workbook.screens.line_filter import PlainTextFilter
from workbook.screens.room import RoomScreen
from workbook.settings import Settings
from workbook.themes import DEFAULT, THEMES

STOPPED = "The room's screen stopped. Start it again with: workbook workshop screen"


class ProjectorApp(App[None]):
    """Follows a console; two of them show the same."""

    TITLE = "workbook"
    CSS_PATH = "projector.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (60, "wide")]  # noqa: RUF012 - Textual's own type

    def __init__(
        self,
        sockets: Sequence[Path],
        settings: Settings | None = None,
        *,
        steady: Callable[[], float] = steady,
    ) -> None:
        """Join the parts.

        Args:
            sockets: Where the console can be, from `places.room_sockets`.
            settings: What the settings file says.
            steady: Tells seconds; never goes back.
        """
        self._sockets, self._plain_text = tuple(sockets), None
        self.settings = settings or Settings()
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in THEMES else DEFAULT
        self.room = RoomScreen(steady, still=self.settings.still)
        self.set_keymap(dict(self.settings.keys))

    _plain_text: PlainTextFilter | None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes do not name."""
        return {"quiet": "$text-muted", "line": "$foreground 40%"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control code in any text reach the terminal."""
        inner = tuple(super().get_line_filters())
        if self._plain_text is None or self._plain_text.inner != inner:
            self._plain_text = PlainTextFilter(inner)
        return (self._plain_text,)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none: there is nothing to choose here."""
        return ()

    def get_default_screen(self) -> Screen[None]:
        """Begin with the only screen there is."""
        return self.room

    def on_mount(self) -> None:
        """Begin to follow the console; end decently when told to."""
        if hasattr(signal, "SIGTERM"):
            self.call_later(self._watch_signal)
        self.run_worker(self._follow())

    def _watch_signal(self) -> None:
        # Windows has no such handlers, and a thread other than the main one cannot have any.
        try:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)
        except (NotImplementedError, RuntimeError, ValueError):
            return

    async def _follow(self) -> None:
        async for view in watch(*self._sockets):
            self.room.take(view)

    def action_help_quit(self) -> None:
        """Say nothing on ctrl+c: the room is looking."""

    def _fatal_error(self) -> None:
        """Leave after an error of ours with one line: the room is looking."""
        self._exit_renderables.append(Text(STOPPED))
        self._close_messages_no_wait()


def with_theme(settings: Settings, name: str) -> Settings:
    """Give settings with another theme; the same ones for an empty name.

    Raises:
        SettingsError: There is no such theme.
    """
    if name and name not in THEMES:
        raise SettingsError(f"There is no theme {name!r};", f"known are {', '.join(THEMES)}.")
    return replace(settings, theme=name) if name else settings


def run_projector(sockets: Sequence[Path], settings: Settings) -> int:
    """Show the room's screen until its keys are used to leave.

    Returns:
        The exit status.
    """
    app = ProjectorApp(sockets, settings)
    app.run(mouse=False)
    return app.return_code or 0
