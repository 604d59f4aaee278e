"""The full-screen program: joins pack, answers and screens; keys, theme, first screen, leaving safely."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive, reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import MountError

from workbook import moments
from workbook.content.loader import Pack
from workbook.errors import PackError
from workbook.going import GoingApp
from workbook.leaving import Leaving, crash_in_words
from workbook.lock.stepping_aside import LOCK_WAITS, SteppingAside
from workbook.screens.base import WorkbookScreen
from workbook.screens.blank_on_leaving import blank_on_leaving
from workbook.screens.commands import Command, WorkbookCommands, pack_commands, trail_commands
from workbook.screens.deleting import CHANGED
from workbook.screens.letter_news import LetterNews
from workbook.screens.line_filter import PlainTextFilter, ReadableDim
from workbook.screens.passing_notices import PASSING_SECONDS, PassingNotices, keep_clear_of_typing
from workbook.screens.sheet import Sheet
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.drafts import Flushed
from workbook.store.preferences import WELCOMED
from workbook.themes import DEFAULT, THEMES

if TYPE_CHECKING:
    from workbook.screens.whereabouts import Whereabouts
    from workbook.second_window import SecondWindow

WARM_UP_SECONDS = 0.3
"""From the first paint: nobody waits for anything then."""
THEME = "theme"


def _wanted_theme(app: "WorkbookApp") -> str:
    wanted = app.settings.theme or app.answers.preference(THEME)
    return wanted if wanted in app.available_themes else DEFAULT


class WorkbookApp(GoingApp):
    """The workbook on the screen."""

    TITLE = "workbook"
    CSS_PATH = "workbook.tcss"
    COMMANDS: ClassVar = {WorkbookCommands}
    NOTIFICATION_TIMEOUT: ClassVar[float] = PASSING_SECONDS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", key_display="^q", priority=True, id="quit"),
    ]
    theme: Reactive[str] = Reactive(Initialize(_wanted_theme))
    """Begins as the person's own: set later, all styles would be parsed once more before the first paint."""
    notice: reactive[str] = reactive("")
    """What a person must know for as long as it is true."""

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        settings: Settings | None = None,
        notices: Sequence[str] = (),
        clock: Callable[[], datetime] = moments.now,
        back_to: "Whereabouts | None" = None,
    ) -> None:
        """Join the parts.

        Args:
            pack: The open pack.
            answers: The person's answers, open for writing or for reading only.
            settings: What the settings file says.
            notices: Things to say once, at the start.
            clock: Tells the present time, aware and in UTC.
            back_to: Where the person was before the lock had its turn; None at a start.
        """
        self._back_to = back_to
        self._notices = tuple(notices)
        self._told = 0
        """How many of the store's notices were shown."""
        self._leaving = Leaving(self)
        self._plain_text: PlainTextFilter | None = None
        self._readable_dim = ReadableDim()
        super().__init__(pack, answers, settings or Settings(), clock)
        self._notifications = PassingNotices()
        say = partial(self.notify, markup=False)
        self._letter_news = LetterNews(answers, self.autosave, clock, say)
        self.aside = SteppingAside(self)
        self._second: SecondWindow | None = None
        """Follows the window that writes, where this one only reads."""
        self.animation_level = "none"
        self.set_keymap(dict(self.settings.keys))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes do not name."""
        return {"quiet": "$text-muted", "line": "$foreground 40%"}

    def get_driver_class(self) -> type[Driver]:
        """Leave the terminal blank."""
        return blank_on_leaving(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control code in any text reach the terminal, and no dim words that are hard to read."""
        inner = (self._readable_dim, *super().get_line_filters())
        if self._plain_text is None or self._plain_text.inner != inner:
            self._plain_text = PlainTextFilter(inner)
        return (self._plain_text,)

    def on_mount(self) -> None:
        """Take care of signals, say what has to be said, and begin."""
        self._leaving.watch()
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        if self.answers.read_only:
            self._read_along()
        for notice in self._notices:
            self.notify(notice, timeout=30, markup=False)
        self.call_after_refresh(self._letter_news.begin)
        self.set_timer(WARM_UP_SECONDS, self.watch_for_copies)
        self.aside.watch()
        if self._back_to is not None:
            from workbook.screens.whereabouts import go_back

            place = self._back_to
            self.call_after_refresh(lambda: self.run_worker(go_back(self, place)))
        if self.pack.outlines:
            warm_up = partial(self.run_worker, self._warm_up, thread=True)
            # Counted from the first paint, so that a slow computer does not do both at once.
            self.call_after_refresh(self.set_timer, WARM_UP_SECONDS, warm_up)
        if not self.answers.preference(WELCOMED) and not self.answers.read_only:
            self.call_after_refresh(self.welcome)

    def _read_along(self) -> None:
        from workbook.second_window import SecondWindow

        self._second = SecondWindow(self)
        self._second.watch()

    def begin_writing(self, said: str) -> None:
        """Begin what is done where one can write, now that the other window is closed, and say so.

        Args:
            said: What to say.
        """
        self._second = None
        # That another window is open is not so any more.
        self.clear_notifications()
        for words in filter(None, (self.answers.opened_from, said)):
            self.notify(words, timeout=30, markup=False)
        self._letter_news.begin()

    def _warm_up(self) -> None:
        """Import what a chapter needs and read the nearest one, so that opening it takes no time later."""
        from workbook.screens import chapter  # noqa: F401

        place = self.answers.place()
        outline = self.pack.section_outline(place.section_id) if place else None
        with suppress(PackError):
            self.pack.chapter(outline.chapter_id if outline else self.pack.outlines[0].id)

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed while a page is on its way, until there is a place for it."""
        is_new = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if self.aside.hides:
            # Before this key, paste or window's size counts for anything.
            self.aside.look()
        if is_new and self.aside.hides:
            return
        if is_new:
            self.aside.touch()
        if self._second is not None and (is_new or isinstance(event, events.AppFocus)):
            self._second.touch()
        if not (is_new and self.type_ahead.takes(event)):
            await super().on_event(event)
        if isinstance(event, events.Key) and len(self._notifications):
            self.call_after_refresh(keep_clear_of_typing, self)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Make room for another program; what comes back from it is saved before the lock may come."""
        with super().suspend():
            yield
        self.call_later(self.aside.come_back)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Show nothing from the moment on in which the lock is due."""
        if not self.aside.hides:
            super()._display(screen, renderable)

    def on_notify(self) -> None:
        """Show a notice where it covers nothing that is needed."""
        self.call_after_refresh(keep_clear_of_typing, self)

    # Theme

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's own and ours, by name."""
        return {**super().available_themes, **THEMES}

    def _keep_theme(self, name: str) -> None:
        if not self.answers.read_only and name != self.answers.preference(THEME):
            self.autosave.put(THEME, lambda: self.answers.set_preference(THEME, name))

    def search_themes(self) -> None:
        """Choose among the colours that were made for these screens."""
        self.search_commands(
            [(name, partial(setattr, self, "theme", name)) for name in THEMES], "Which colours?"
        )

    # Leaving

    async def action_quit(self) -> None:
        """Leave, once everything is written."""
        focused = self.screen.focused
        if focused is None:
            self._leaving.leave()
        else:
            # Behind the keys that still wait for the editor.
            focused.call_later(self._leaving.leave)

    def action_help_quit(self) -> None:
        """Say how one leaves, when ctrl+c is pressed where there is nothing to copy."""
        self.notify("Ctrl+Q leaves; everything is kept.", markup=False)

    def offered_commands(self) -> Iterable[Command]:
        """Give the palette's commands: the program's own, then the screen's, every practice and section."""
        yield from self.places()
        yield Command("Colours", "evening, daylight and others", self.search_themes, known=True)
        yield from self.aside.commands()
        yield Command("Quit", "everything is kept", partial(self.run_action, "quit"), known=True)
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen):
                yield from screen.commands()
        yield from trail_commands(self.pack, self.action_trails)
        yield from pack_commands(self.pack, self.open_section, self.open_practice)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own: one of them saves the screen, and so private words, to a file."""
        return ()

    def save_now(self) -> Flushed:
        """Write everything that was typed, whatever state the screens are in."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen | Sheet):
                # A part that is not laid out yet holds nothing that was typed.
                with suppress(NoMatches):
                    screen.collect()
        return self.autosave.flush()

    def fail(self, error: Exception) -> None:
        """End the program because of an error outside every message handler."""
        self._handle_exception(error)

    def tell_written(self, flushed: Flushed) -> None:
        """Say what was written, or why not; every screen hears of it."""
        if not self.is_running:
            return
        if flushed.failure:
            self._warn(flushed.failure)
        elif self.notice.startswith("Not saved") and not self.autosave.pending:
            self.notice = ""
            self._leaving.warned = False
        for told in self.answers.notices[self._told :]:
            self.notify(told, timeout=30, markup=False)
        self._told = len(self.answers.notices)
        self._letter_news.tell()
        if any(key.startswith(CHANGED) for key in flushed.saved):
            self.checking_in.look_again()
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen):
                screen.post_message(WorkbookScreen.Wrote(flushed))

    def _warn(self, reason: str) -> None:
        """Say that words are not saved; what says so and that the lock waits for them stays."""
        if LOCK_WAITS not in self.notice:
            self.notice = self._leaving.not_saved(reason)

    def _handle_exception(self, error: Exception) -> None:
        """Take no notice of a screen that misses its parts because the program ends before it was laid out."""
        if not (self._exit and isinstance(error, NoMatches | MountError)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after an error of ours: write everything, and print no answers (locals hold them)."""
        flushed = self._leaving.rescue()
        self._exit_renderables.append(Text(crash_in_words(self._exception, flushed)))
        self._close_messages_no_wait()
