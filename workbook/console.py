"""The console as a full-screen program: a session, its screens, and what is told to the room."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import MountError

from workbook import moments
from workbook.content.loader import Pack
from workbook.errors import StoreLocked, WorkbookError
from workbook.leaving import Leaving, crash_in_words
from workbook.room.leading import Leading
from workbook.room.server import RoomServer
from workbook.room.session_file import SessionFile
from workbook.screens.commands import Command, WorkbookCommands
from workbook.screens.help import HelpScreen, explanation, keys_of
from workbook.screens.line_filter import PlainTextFilter
from workbook.screens.workshop_console import ConsoleScreen
from workbook.screens.workshop_support import WorkshopSupportSheet
from workbook.settings import Settings
from workbook.store.drafts import Flushed
from workbook.themes import DEFAULT, THEMES
from workbook.workshop.room_view import RoomOptions, RoomView, room_view
from workbook.workshop.running import CONTACTS, GROUPS, TIME
from workbook.workshop.seats import seat_name

TICK_SECONDS = 1.0
"""How often it is looked whether something else should stand there."""
QUICKEST_TICK_SECONDS = 0.1
GENERAL = (
    "Every step is on the disk before it is shown: after a crash, workbook workshop resume goes on at the same place. "
    "Your notes and the contacts are kept with the session, in your own folder, and are not sent anywhere."
)


class ConsoleApp(App[None]):
    """The facilitator's window. It never opens anyone's answers."""

    TITLE = "workshop"
    CSS_PATH: ClassVar = ["workbook.tcss", "pages.tcss", "console.tcss"]
    COMMANDS: ClassVar = {WorkbookCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", key_display="F1", id="help"),
        # Also while a note is being written, where s is a letter.
        Binding("f4", "pause", "Soft stop", show=False, priority=True, id="pause"),
        Binding("f5", "support", "Support", key_display="F5", priority=True, id="support"),
        Binding("ctrl+q", "quit", "Quit", key_display="^q", priority=True, id="quit"),
    ]
    notice: reactive[str] = reactive("")
    """What the facilitator must know for as long as it is true."""

    def __init__(
        self,
        leading: Leading,
        file: SessionFile,
        pack: Pack,
        server: RoomServer | None,
        settings: Settings | None = None,
        notices: Sequence[str] = (),
        *,
        speed: float = 1.0,
    ) -> None:
        """Join the parts.

        Args:
            leading: The session.
            file: Where it is written down; closed at the end.
            pack: Where blocks have their words from.
            server: Tells the room's screens what to show; None where there can be none.
            settings: What the settings file says.
            notices: Things to say once, at the start.
            speed: How many times as fast the clock runs; 1 but for rehearsals.
        """
        self.leading = leading
        self.pack = pack
        self.settings = settings or Settings()
        self._file = file
        self._server = server
        self._notices = tuple(notices)
        self._tick_seconds = max(TICK_SECONDS / speed, QUICKEST_TICK_SECONDS)
        self._leaving = Leaving(self)
        self._plain_text: PlainTextFilter | None = None
        self.refused: WorkbookError | None = None
        """Why the session could not be led from here."""
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in THEMES else DEFAULT
        self.set_keymap(dict(self.settings.keys))
        rehearsal = f"rehearsal ×{speed:g}" if speed != 1 else ""
        self.console_screen = ConsoleScreen(leading, pack, self.session_changed, self._screens, rehearsal)

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
        """Offer none of Textual's own."""
        return ()

    def get_default_screen(self) -> Screen[None]:
        """Begin with the console."""
        return self.console_screen

    async def on_mount(self) -> None:
        """Open the room's socket, and show what is to be made ready when nothing has begun."""
        self._leaving.watch()
        await self._open_room()
        for notice in self._notices:
            self.notify(notice, timeout=30, markup=False)
        self.set_interval(self._tick_seconds, self._tick)
        self.session_changed()
        if not self.leading.has_begun and not self._exit:
            self.call_after_refresh(self.console_screen.action_ready)

    async def _open_room(self) -> None:
        if self._server is None:
            return
        try:
            await self._server.start()
        except WorkbookError as error:
            self._server = None
            if isinstance(error.__cause__, StoreLocked):
                self.refused = error
                self.exit(return_code=error.status)
            else:
                self.notify(str(error), timeout=30, markup=False)

    # The session

    def session_changed(self) -> None:
        """Tell the room what is new, and the facilitator when something is not on the disk."""
        self._say_failure()
        if self._server is not None:
            self._server.show(self.view())

    def view(self) -> RoomView:
        """Say what the room should see now."""
        leading, running = self.leading, self.leading.running
        began = leading.began
        drawn = running.groups_now if GROUPS in running.shown else None
        question = self.console_screen.material(running.present).question if running.block else ""
        options = RoomOptions(
            began=began,
            offset=moments.local_offset(began),
            shows_time=TIME in running.shown,
            groups=tuple(tuple(seat_name(seat, running.naming) for seat in group) for group in drawn.groups)
            if drawn
            else (),
        )
        view = room_view(running, leading.elapsed, question, options)
        if CONTACTS in running.shown and view.stage == "running":
            return replace(view, say="\n\n".join(filter(None, (running.contacts, view.say))))
        return view

    def _tick(self) -> None:
        if self.leading.failure:
            self.leading.write_again()
        self.console_screen.refresh_session()
        self.session_changed()

    def _say_failure(self) -> None:
        if failure := self.leading.failure:
            self.notice = self._leaving.not_saved(failure)
        elif self.notice:
            self.notice = ""
            self._leaving.warned = False

    def _screens(self) -> int:
        return self._server.screens if self._server else 0

    # Going places

    def action_help(self) -> None:
        """Explain what has the focus."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(explanation(self.screen), keys_of(self.screen), GENERAL))

    def action_support(self) -> None:
        """Show where to turn; once more closes it."""
        if isinstance(self.screen, WorkshopSupportSheet):
            self.screen.action_leave()
        else:
            self.push_screen(WorkshopSupportSheet(self.pack.info, self.leading.running.contacts))

    def action_pause(self) -> None:
        """Turn the room's screen to a quiet card, from wherever one is, or end that."""
        if self.leading.running.block is not None:
            self.console_screen.action_hush()

    async def action_quit(self) -> None:
        """Leave, once everything is written."""
        self._leaving.leave()

    def offered_commands(self) -> Iterable[Command]:
        """Give the palette's commands."""
        yield from self.console_screen.commands()
        yield Command("Support", "somewhere to turn", partial(self.run_action, "support"), known=True)
        yield Command("Help", "", self.action_help, known=True)
        yield Command("Quit", "the session can be gone on with", partial(self.run_action, "quit"), known=True)

    # Leaving

    def save_now(self) -> Flushed:
        """Write down everything that happened and was typed."""
        # A part that is not laid out yet holds nothing that was typed.
        with suppress(NoMatches):
            self.console_screen.collect()
        self.leading.write_again()
        return Flushed((), moments.now(), self.leading.failure)

    def close_files(self) -> None:
        """Let go of the session."""
        self._file.close()

    async def on_unmount(self) -> None:
        """Let the room's screens go."""
        if self._server is not None:
            await self._server.close()

    def fail(self, error: Exception) -> None:
        """End the program because of an error outside every message handler."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Take no notice of a screen that misses its parts because the program ends before it was laid out."""
        if not (self._exit and isinstance(error, NoMatches | MountError)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after an error of ours: write everything, and print no notes (locals hold them)."""
        flushed = self._leaving.rescue()
        self._exit_renderables.append(Text(crash_in_words(self._exception, flushed)))
        self._close_messages_no_wait()
