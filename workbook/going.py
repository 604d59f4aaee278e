"""Going places: every screen of the program and how it opens, from wherever one is."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.errors import PackError
from workbook.looking import LookingApp
from workbook.screens.checking_in import CheckingIn
from workbook.screens.commands import Command, own_commands
from workbook.screens.entry_writing import Writings
from workbook.screens.home import HomeScreen
from workbook.screens.requests import (
    ContentsWanted,
    PracticeWanted,
    SectionWanted,
    WebAddressChosen,
)
from workbook.screens.trashing import Trashing
from workbook.screens.walking import Walking
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.drafts import Drafts, Flushed
from workbook.store.preferences import WELCOMED
from workbook.taking import TakingApp

if TYPE_CHECKING:
    from workbook.screens.journal_gathered import JournalPlace


class GoingApp(Trashing, TakingApp, LookingApp):
    """An app on a pack and someone's answers that knows the way to each of its screens.

    Screens are imported when they are first wanted: start-up time is a bar.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", key_display="F1", id="help"),
        # Where the program is told at once, and not once the focus had its turn, nothing typed behind goes astray.
        Binding("f2", "home", "Home", key_display="F2", priority=True, id="home"),
        Binding("h", "home", "Home", show=False, id="home-letter"),
        Binding("f3", "contents", "All", key_display="F3", priority=True, id="contents"),
        Binding("i", "contents", "All", show=False, id="contents-letter"),
        Binding("f4,p", "pause", "Pause", key_display="F4", id="pause"),
        # TextArea has a use of its own for F5; support comes first.
        Binding("f5", "support", "Support", key_display="F5", priority=True, id="support"),
        Binding("s", "support", "Support", show=False, id="support-letter"),
        Binding("t", "trails", "Trails", show=False, id="trails"),
        Binding("m", "map", "Map", id="map"),
    ]

    def __init__(
        self, pack: Pack, answers: Answers, settings: Settings, clock: Callable[[], datetime]
    ) -> None:
        """Join what the screens are given.

        Args:
            pack: The open pack.
            answers: The person's answers, open for writing or for reading only.
            settings: What the settings file says.
            clock: Tells the present time, aware and in UTC.
        """
        self.pack = pack
        self.answers = answers
        self.settings = settings
        self.clock = clock
        self.drafts = Drafts(answers)
        self.autosave = Autosave(self.drafts, self.tell_written)
        self.writings = Writings(answers)
        self.walking = Walking(pack, answers, self.autosave)
        self.checking_in = CheckingIn(answers, self.autosave)
        self._journal_place: JournalPlace | None = None
        """Where the person was in the journal at last."""
        super().__init__()

    def save_now(self) -> Flushed:
        """Write everything that was typed, whatever state the screens are in."""
        raise NotImplementedError

    def close_files(self) -> None:
        """Close the answers."""
        self.answers.close()

    def tell_written(self, flushed: Flushed) -> None:
        """Say what was written, or why not."""
        raise NotImplementedError

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        return HomeScreen(self.pack, self.answers, self.checking_in, self.clock)

    def welcome(self) -> None:
        """Show the first pages, and then a first small question."""
        from workbook.screens.first_run import FirstRunScreen

        self.push_screen(FirstRunScreen(self.pack.info, self.answers.folder), self._begin)

    async def _begin(self, to_question: bool | None) -> None:
        """Go straight to a first small question, if that is wanted."""
        self.type_ahead.begin()
        self.autosave.put(WELCOMED, lambda: self.answers.set_preference(WELCOMED, "yes"))
        located = self.pack.prompt(self.pack.info.first) if self.pack.info.first else None
        if to_question and located is not None and not self.answers.answered():
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
                self.settings.editor_for(is_locked=self.answers.is_sealed),
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
        await self.step_aside()
        self._close_down_to(self.screen_stack[0])

    @on(ContentsWanted)
    async def action_contents(self) -> None:
        """Show everything there is to go to; once more closes it."""
        from workbook.screens.chapter import ChapterScreen
        from workbook.screens.contents import ContentsScreen, Destination

        async def go(wanted: Destination | None) -> None:
            if wanted and wanted.unplaced:
                self.action_unplaced()
            elif wanted and wanted.section_id:
                await self.open_section(wanted.section_id, wanted.item_id)
            elif wanted:
                self.open_practice(wanted.practice_id)

        is_shown = isinstance(self.screen, ContentsScreen)
        await self.step_aside()
        if not is_shown:
            present = self.screen.section.id if isinstance(self.screen, ChapterScreen) else ""
            self.open_held(ContentsScreen(self.pack, self.answers, present), go)

    async def action_map(self) -> None:
        """Show the map; once more closes it."""
        from workbook.screens.chapter import ChapterScreen
        from workbook.screens.map import MapScreen

        if isinstance(self.screen, MapScreen):
            self.pop_screen()
        else:
            self.save_now()
            present = self.screen.section.id if isinstance(self.screen, ChapterScreen) else ""
            self.push_screen(MapScreen(self.pack, self.answers, self.clock, present))

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

    def places(self) -> Iterable[Command]:
        """Give the palette's commands for the screens that open from anywhere."""
        yield Command("Home", "", partial(self.run_action, "home"), known=True)
        yield Command(
            "Everything in the workbook", "all sections and practices", self.action_contents, known=True
        )
        yield Command("Map", "themes and chapters, and where you have been", self.action_map, known=True)
        yield Command("Trails", "short routes for a situation", self.action_trails, known=True)
        yield from self.looking_commands()
        yield from own_commands(self.pack, self.answers.own_prompts(), self.open_section)
        yield Command("Trash", "what you deleted; it can be taken back", self.action_trash, known=True)
        yield from self.taking_commands()
        yield Command("Pause", "a minute of stillness", self.action_pause, known=True)
        yield Command("Support", "somewhere to turn", partial(self.run_action, "support"), known=True)
        yield Command("Help", "", self.action_help, known=True)
