"""The full-screen program: joins pack, answers and screens; keys, theme, first screen, leaving safely."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import MountError

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.errors import PackError
from workbook.leaving import Leaving, crash_in_words
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command, WorkbookCommands, pack_commands, trail_commands
from workbook.screens.entry_writing import Writings
from workbook.screens.home import HomeScreen
from workbook.screens.line_filter import PlainTextFilter
from workbook.screens.requests import ContentsWanted, PracticeWanted, SectionWanted, WebAddressChosen
from workbook.screens.type_ahead import TypeAhead
from workbook.screens.walking import Walking
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.drafts import Drafts, Flushed
from workbook.themes import DEFAULT, THEMES

WARM_UP_SECONDS = 0.3
"""Home is on the screen by then."""
WELCOMED = "welcomed"
THEME = "theme"


class WorkbookApp(App[None]):
    """The workbook on the screen."""

    TITLE = "workbook"
    CSS_PATH = "workbook.tcss"
    COMMANDS: ClassVar = {WorkbookCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", key_display="F1", id="help"),
        Binding("f2,h", "home", "Home", key_display="F2", id="home"),
        Binding("f3,m", "contents", "All", key_display="F3", id="contents"),
        Binding("f4,p", "pause", "Pause", key_display="F4", id="pause"),
        # TextArea has a use of its own for F5; support comes first.
        Binding("f5", "support", "Support", key_display="F5", priority=True, id="support"),
        Binding("s", "support", "Support", show=False, id="support-letter"),
        # TextArea has a use of its own for F6 as well.
        Binding("f6", "journal", "Journal", key_display="F6", priority=True, id="journal"),
        Binding("j", "journal", "Journal", show=False, id="journal-letter"),
        Binding("t", "trails", "Trails", show=False, id="trails"),
        Binding("ctrl+q", "quit", "Quit", key_display="^q", priority=True, id="quit"),
    ]
    notice: reactive[str] = reactive("")
    """What a person must know for as long as it is true."""

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        settings: Settings | None = None,
        notices: Sequence[str] = (),
        clock: Callable[[], datetime] = moments.now,
    ) -> None:
        """Join the parts.

        Args:
            pack: The open pack.
            answers: The person's answers, open for writing or for reading only.
            settings: What the settings file says.
            notices: Things to say once, at the start.
            clock: Tells the present time, aware and in UTC.
        """
        self.pack = pack
        self.answers = answers
        self.settings = settings or Settings()
        self.clock = clock
        self.drafts = Drafts(answers)
        self.autosave = Autosave(self.drafts, self._tell)
        self.writings = Writings(answers)
        self.type_ahead = TypeAhead(self)
        self.walking = Walking(pack, answers, self.autosave)
        self._notices = tuple(notices)
        self._told = 0
        """How many of the store's notices were shown."""
        self._leaving = Leaving(self)
        self._plain_text: PlainTextFilter | None = None
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self._known_theme()
        self.set_keymap(dict(self.settings.keys))

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        return HomeScreen(self.pack, self.answers, self.clock)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes do not name."""
        return {"quiet": "$text-muted", "line": "$foreground 40%"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control code in any text reach the terminal."""
        inner = tuple(super().get_line_filters())
        if self._plain_text is None or self._plain_text.inner != inner:
            self._plain_text = PlainTextFilter(inner)
        return (self._plain_text,)

    def on_mount(self) -> None:
        """Take care of signals, say what has to be said, and begin."""
        self._leaving.watch()
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        if self.answers.read_only:
            self.notice = "The workbook is open in another window. Here you can read; write over there."
        for notice in self._notices:
            self.notify(notice, timeout=30, markup=False)
        if self.pack.outlines:
            self.set_timer(WARM_UP_SECONDS, partial(self.run_worker, self._warm_up, thread=True))
        if not self.answers.preference(WELCOMED) and not self.answers.read_only:
            self.call_after_refresh(self._welcome)

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
        if not (is_new and self.type_ahead.takes(event)):
            await super().on_event(event)

    # Theme

    def _known_theme(self) -> str:
        wanted = self.settings.theme or self.answers.preference(THEME)
        return wanted if wanted in self.available_themes else DEFAULT

    def _keep_theme(self, name: str) -> None:
        if not self.answers.read_only and name != self.answers.preference(THEME):
            self.autosave.put(THEME, lambda: self.answers.set_preference(THEME, name))

    def search_themes(self) -> None:
        """Choose among the colours that were made for these screens."""
        self.search_commands(
            [(name, partial(setattr, self, "theme", name)) for name in THEMES], "Which colours?"
        )

    # Going places

    def _welcome(self) -> None:
        from workbook.screens.first_run import FirstRunScreen

        self.push_screen(FirstRunScreen(self.pack.info, self.answers.folder), self._begin)

    async def _begin(self, _: object) -> None:
        """Go straight to a first small question."""
        self.type_ahead.begin()
        self.autosave.put(WELCOMED, lambda: self.answers.set_preference(WELCOMED, "yes"))
        located = self.pack.prompt(self.pack.info.first) if self.pack.info.first else None
        if located is not None and not self.answers.answered():
            await self.open_section(located[0].id, located[1].id)
        else:
            await self.type_ahead.release()

    async def open_section(self, section_id: str, item_id: str = "") -> None:
        """Open a section; screens above the chapter are closed.

        Args:
            section_id: Its id.
            item_id: The prompt or practice to show on its page; empty for the first.
        """
        if item_id:
            self.type_ahead.begin()
        from workbook.screens.chapter import ChapterScreen

        try:
            self.pack.section(section_id)
        except PackError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)
            await self.type_ahead.release()
            return
        opened = next((screen for screen in self.screen_stack if isinstance(screen, ChapterScreen)), None)
        if opened is None:
            self._close_down_to(self.screen_stack[0])
            screen = ChapterScreen(
                self.pack,
                self.answers,
                self.autosave,
                self.walking,
                self.clock,
                section_id,
                item_id,
                self.settings.editor,
            )
            await self.push_screen(screen)
        else:
            self._close_down_to(opened)
            await opened.open(section_id, item_id)

    def _close_down_to(self, screen: Screen[Any]) -> None:
        self.save_now()
        while self.screen is not screen:
            self.pop_screen()

    @on(SectionWanted)
    async def _open_wanted_section(self, event: SectionWanted) -> None:
        await self.open_section(event.section_id, event.item_id)

    @on(PracticeWanted)
    def _open_wanted_practice(self, event: PracticeWanted) -> None:
        self.open_practice(event.practice_id, event.entry_id)

    def open_practice(self, practice_id: str, entry_id: str = "") -> None:
        """Open a practice, at one of its entries when that is named."""
        from workbook.screens.practice import PracticeScreen

        located = self.pack.practice(practice_id)
        if located is None:
            self.notify("This practice is not in the open pack. Its entries are kept.", markup=False)
            return
        self.save_now()
        if isinstance(self.screen, PracticeScreen):
            self.pop_screen()
        self.push_screen(
            PracticeScreen(located[1], self.answers, self.autosave, self.writings, self.clock, entry_id)
        )

    @on(WebAddressChosen)
    def _show_address(self, event: WebAddressChosen) -> None:
        from workbook.screens.web_link import WebLinkScreen

        def decide(wanted: bool | None) -> None:
            if wanted:
                self.open_url(event.address)

        self.push_screen(WebLinkScreen(event.address), decide)

    # Actions

    async def action_home(self) -> None:
        """Go home."""
        self._close_down_to(self.screen_stack[0])

    @on(ContentsWanted)
    def action_contents(self) -> None:
        """Show everything there is to go to."""
        from workbook.screens.chapter import ChapterScreen
        from workbook.screens.contents import ContentsScreen, Destination

        async def go(wanted: Destination | None) -> None:
            if wanted and wanted.section_id:
                await self.open_section(wanted.section_id)
            elif wanted:
                self.open_practice(wanted.practice_id)

        present = self.screen.section.id if isinstance(self.screen, ChapterScreen) else ""
        self.push_screen(ContentsScreen(self.pack, self.answers, present), go)

    def action_trails(self, trail_id: str = "") -> None:
        """Show the trails, or the stops of one of them."""
        from workbook.screens.trails import TrailsScreen

        async def go(section_id: str | None) -> None:
            if section_id:
                await self.open_section(section_id)

        if isinstance(self.screen, TrailsScreen):
            self.screen.show(trail_id)
        else:
            self.push_screen(TrailsScreen(self.answers, self.walking, trail_id), go)

    def action_journal(self) -> None:
        """Show everything that was written; from there, go to its search."""
        from workbook.screens.journal import JournalScreen

        if isinstance(self.screen, JournalScreen):
            self.screen.action_find()
        else:
            self.save_now()
            self.push_screen(JournalScreen(self.pack, self.answers, self.clock))

    def action_pause(self) -> None:
        """Hold still for a while."""
        from workbook.screens.pause import PauseScreen

        if not isinstance(self.screen, PauseScreen):
            self.push_screen(PauseScreen(still=self.settings.still))

    async def action_support(self) -> None:
        """Show somewhere to turn; once more closes it."""
        from workbook.screens.support import SupportScreen

        if isinstance(self.screen, SupportScreen):
            await self.screen.action_leave()
        else:
            self.push_screen(SupportScreen(self.pack.info, self.answers, self.autosave))

    def action_help(self) -> None:
        """Explain what has the focus."""
        from workbook.screens.help import HelpScreen, explanation, keys_of

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(explanation(self.screen), keys_of(self.screen)))

    async def action_quit(self) -> None:
        """Leave, once everything is written."""
        focused = self.screen.focused
        if focused is None:
            self._leaving.leave()
        else:
            # Behind the keys that still wait for the editor.
            focused.call_later(self._leaving.leave)

    def offered_commands(self) -> Iterable[Command]:
        """Give the palette's commands: the program's own, then every practice and section."""
        yield Command("Home", "", partial(self.run_action, "home"), known=True)
        yield Command(
            "Everything in the workbook", "all sections and practices", self.action_contents, known=True
        )
        yield Command("Trails", "short routes for a situation", self.action_trails, known=True)
        yield Command("Journal", "everything you wrote", self.action_journal, known=True)
        yield Command("Pause", "a minute of stillness", self.action_pause, known=True)
        yield Command("Support", "somewhere to turn", partial(self.run_action, "support"), known=True)
        yield Command("Colours", "evening, daylight and others", self.search_themes, known=True)
        yield Command("Help", "", self.action_help, known=True)
        yield Command("Quit", "everything is kept", partial(self.run_action, "quit"), known=True)
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen):
                yield from screen.commands()
        yield from trail_commands(self.pack, self.action_trails)
        yield from pack_commands(self.pack, self.open_section, self.open_practice)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own: one of them saves the screen, and so private words, to a file."""
        return ()

    # Saving and leaving

    def save_now(self) -> Flushed:
        """Write everything that was typed, whatever state the screens are in."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen):
                # A part that is not laid out yet holds nothing that was typed.
                with suppress(NoMatches):
                    screen.collect()
        return self.autosave.flush()

    def fail(self, error: Exception) -> None:
        """End the program because of an error outside every message handler."""
        self._handle_exception(error)

    def _tell(self, flushed: Flushed) -> None:
        if not self.is_running:
            return
        if flushed.failure:
            self.notice = self._leaving.not_saved(flushed.failure)
        elif self.notice.startswith("Not saved") and not self.autosave.pending:
            self.notice = ""
            self._leaving.warned = False
        for told in self.answers.notices[self._told :]:
            self.notify(told, timeout=30, markup=False)
        self._told = len(self.answers.notices)
        for screen in self.screen_stack:
            if isinstance(screen, WorkbookScreen):
                screen.post_message(WorkbookScreen.Wrote(flushed))

    def _handle_exception(self, error: Exception) -> None:
        """Take no notice of a screen that misses its parts because the program ends before it was laid out."""
        if not (self._exit and isinstance(error, NoMatches | MountError)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after an error of ours: write everything, and print no answers (locals hold them)."""
        flushed = self._leaving.rescue()
        self._exit_renderables.append(Text(crash_in_words(self._exception, flushed)))
        self._close_messages_no_wait()
