"""A small program of its own for the lock, shown while no answers are open: nothing of the store is read here."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter

from workbook import moments
from workbook.content.model import PackInfo
from workbook.ending import Ending
from workbook.leaving import crash_in_words
from workbook.lock.idle import Idle
from workbook.lock.settings import TITLES, Aside, minutes_of
from workbook.lock.stepping_aside import LOOK_SECONDS
from workbook.lock.tasks import LOCKED, LockTasks
from workbook.screens.blank_on_leaving import blank_on_leaving
from workbook.screens.line_filter import PlainTextFilter
from workbook.screens.passphrase import SayingScreen, support_words
from workbook.settings import Settings
from workbook.store.drafts import Flushed
from workbook.themes import DEFAULT, THEMES


class LockApp(LockTasks):
    """Opens a lock, puts one on, changes it or takes it off; then the workbook has its turn again."""

    TITLE = "workbook"
    CSS_PATH = "../workbook.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", priority=True, id="quit"),
        Binding("f5", "support", "Support", priority=True, id="support"),
    ]

    def __init__(
        self, info: PackInfo, folder: Path, wanted: Aside, settings: Settings, theme: str = ""
    ) -> None:
        """Join what it needs; no answers are among it.

        Args:
            info: Holds the pack's contacts.
            folder: Where the answers are.
            wanted: What is to be done.
            settings: What the settings file says.
            theme: The theme that was in use.
        """
        self._info, self._wanted, self._settings = info, wanted, settings
        self._plain_text: PlainTextFilter | None = None
        super().__init__(folder)
        self.left = False
        """Whether the person left the program."""
        self.lapsed = False
        """Whether nobody was there for long while the lock was open: it has to be opened anew."""
        self._idle = Idle(minutes_of(settings), moments.now(), time.monotonic())
        self.animation_level = "none"
        for known in THEMES.values():
            self.register_theme(known)
        wanted_theme = settings.theme or theme
        self.theme = wanted_theme if wanted_theme in self.available_themes else DEFAULT
        self.set_keymap(dict(settings.keys))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes do not name."""
        return {"quiet": "$text-muted", "line": "$foreground 40%"}

    def get_driver_class(self) -> type[Driver]:
        """Leave the terminal blank."""
        return blank_on_leaving(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control code in any text reach the terminal."""
        inner = tuple(super().get_line_filters())
        if self._plain_text is None or self._plain_text.inner != inner:
            self._plain_text = PlainTextFilter(inner)
        return (self._plain_text,)

    def on_mount(self) -> None:
        """Begin."""
        # asyncio would print the error with its message and the values it hangs on.
        asyncio.get_running_loop().set_exception_handler(self._unexpected)
        Ending(self).watch(has_terminal=not self.is_headless)
        self.set_interval(LOOK_SECONDS, self.look)
        tasks = {
            Aside.LOCK_NOW: self._unlock,
            Aside.LOCK: self._lock,
            Aside.CHANGE: self._change,
            Aside.NEW_CODE: self._new_code,
            Aside.TAKE_OFF: self._take_off,
        }
        title = LOCKED if self._wanted is Aside.LOCK_NOW else TITLES[self._wanted]
        self.run_worker(self._run(tasks[self._wanted], title))

    async def _run(self, task: Callable[[], Awaitable[str]], title: str) -> None:
        """Do what is wanted, say how it ended if there is something to say, and end."""
        words = await task()
        if words:
            await self._show(SayingScreen(title, words, "Enter goes back to the workbook"))
        self.exit()

    # Nobody there.

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, unless they come too late."""
        self.look()
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self.lapsed:
                return
            self._idle.touch(moments.now(), time.monotonic())
        await super().on_event(event)

    def look(self) -> None:
        """End when nobody has been there for long, and the lock is open or need not be opened to go back."""
        is_open = self.vault is not None or self._wanted in (Aside.CHANGE, Aside.NEW_CODE, Aside.TAKE_OFF)
        if is_open and not self._is_busy and self._idle.is_over(moments.now(), time.monotonic()):
            self.lapsed, self.vault = True, None
            self.exit()

    # From anywhere.

    async def action_quit(self) -> None:
        """Leave the program; everything is written already."""
        self.left = True
        self.exit()

    def action_support(self) -> None:
        """Show somewhere to turn; once more closes it."""
        title = "Somewhere to turn"
        if isinstance(self.screen, SayingScreen) and self.screen.title == title:
            self.pop_screen()
        else:
            screen = SayingScreen(title, support_words(self._info), "Escape goes back to where you were.")
            screen.title = title
            self.push_screen(screen)

    def action_pause(self) -> None:
        """Hold still for a while."""
        from workbook.screens.pause import PauseScreen  # noqa: PLC0415 - when it is wanted

        if not isinstance(self.screen, PauseScreen):
            self.push_screen(PauseScreen(still=self._settings.still))

    def action_help(self) -> None:
        """Explain what has the focus."""
        from workbook.screens.help import HelpScreen, explanation, keys_of  # noqa: PLC0415 - when it is wanted

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(explanation(self.screen), keys_of(self.screen)))

    def end(self, status: int) -> None:
        """Leave the program."""
        self.left = True
        self.exit(return_code=status)

    def end_at_once(self, status: int) -> None:
        """End the process: nothing here is unsaved."""
        os._exit(status)

    def _unexpected(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave after an error outside every message handler, as after one inside."""
        if isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after an error of ours, and print no passphrase (locals hold it)."""
        self.left = True
        self._exit_renderables.append(Text(crash_in_words(self._exception, Flushed((), moments.now()))))
        self._close_messages_no_wait()
