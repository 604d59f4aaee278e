"""A chapter: its sections, the reading, and your page. Narrow windows show one of them at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.content.model import Section, SectionOutline, Span, Subheading
from workbook.errors import PackError
from workbook.frozen import frozen
from workbook.progress.left_off import left_off_in
from workbook.progress.own_prompts import with_own
from workbook.screens.answering import BESIDE, AnsweringScreen
from workbook.screens.commands import Command
from workbook.screens.own_pages import OwnPagesScreen
from workbook.screens.page import PagePane
from workbook.screens.requests import SectionWanted, WebAddressChosen
from workbook.screens.section_words import aside_in_words, listed_sections, nearby, page_in_words, quotes
from workbook.screens.trail_line import NEXT, TrailLine
from workbook.screens.walking import Walking
from workbook.screens.whereabouts import Stop, Way
from workbook.store.answers import Answers
from workbook.store.records import Place
from workbook.widgets.reading import Prose, ReadingPane
from workbook.widgets.section_list import SectionList
from workbook.widgets.then_pane import ThenPane


@frozen()
class _Step:
    """Where someone was before following a link."""

    section_id: str
    item_id: str
    scroll: float


class ChapterScreen(AnsweringScreen, OwnPagesScreen):
    """Reads and answers one section at a time; any other is a key away."""

    CSS_PATH = "../pages.tcss"
    AUTO_FOCUS = ""
    """The screen knows which pane to begin in; Textual would choose one that may not show."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_stop(1)", "Pane", id="chapter.next-pane"),
        Binding("shift+tab", "next_stop(-1)", "Pane before", show=False, id="chapter.pane-before"),
        Binding("escape", "step_out", "Back out", show=False, id="chapter.out"),
        Binding("b,alt+left", "go_back", "Back", id="chapter.back"),
        Binding("n", "next_on_trail", "Next on the trail", id=NEXT),
    ]

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        autosave: Autosave,
        walking: Walking,
        clock: Callable[[], datetime],
        section_id: str,
        item_id: str = "",
        editor: str = "",
    ) -> None:
        """Build the screen on a section.

        Args:
            pack: The open pack.
            answers: The person's answers.
            autosave: Takes what is typed.
            walking: The trails someone is on.
            clock: Tells the present time, aware and in UTC.
            section_id: The section to open.
            item_id: The prompt or practice to show on the page; empty for where one left off, else the first.
            editor: The editor from the settings; empty for `$VISUAL` or `$EDITOR`.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._autosave = autosave
        self._walking = walking
        self._clock = clock
        self.section: Section = with_own(pack.section(section_id), answers.own_prompts())
        place = left_off_in(pack, answers.place(), section_id, item_id)
        self._item_id = place.item_id if place else item_id
        self._place = place
        self._editor = editor
        self._reading_at = place.scroll if place else None
        """Where the reading should stand once it shows: a narrow window may begin with the page."""
        self._steps: list[_Step] = []
        self._shown: object = None
        """What is to be read, as it is shown."""
        self.pane = place.pane if place else ("page" if item_id else "reading")

    def body(self) -> ComposeResult:
        """Lay out the three panes side by side."""
        with Horizontal(id="chapter"):
            with Vertical(id="sections-pane", classes="pane"):
                yield SectionList(id="sections")
            with ReadingPane(id="reading-pane", classes="pane"):
                yield Prose(id="prose")
                yield Static(id="to-page", classes="quiet")
                yield TrailLine(self._walking, id="on-trail", classes="quiet")
            yield ThenPane(id="then-pane", classes="pane")
            with VerticalScroll(id="page-pane", classes="pane", can_focus=False):
                yield Static(id="where")
                yield PagePane(self._answers, self._autosave, self._clock, self._editor, id="page")

    async def on_mount(self) -> None:
        """Open the section and the place in it."""
        self.fit_width()
        self.watch(self.query_one(ReadingPane), "scroll_y", self.note_place, init=False)
        await self._show_section(self._item_id)
        if self._place is not None:
            self.query_one(PagePane).restore_cursor(self._place.cursor)
        self.go_to_pane(self.pane)

    async def on_screen_resume(self) -> None:
        """Show what was put into a practice, and which trails were left, in the meantime."""
        for line in self.query(TrailLine):
            line.look_again()
        if self.query("#page PracticeCard"):
            await self.query_one(PagePane).refresh_practice()
            self.marks_changed()
        if any(page.only_shows for page in self.query(PagePane)):
            await self.look_again()

    async def look_again(self) -> None:
        """Show section, page and states as the answers are by now; the reading stays where it is."""
        reading, page = self.query_one(ReadingPane), self.query_one(PagePane)
        at = reading.fraction
        self.section = with_own(self._pack.section(self.section.id), self._answers.own_prompts())
        if self._show_reading():
            reading.move_to(at)
        await page.look_again(self.section)
        if self.has_class(BESIDE):
            self.query_one(ThenPane).earlier.show(page.earlier)
        self.marks_changed()
        self.refresh_bindings()
        if not self._answers.read_only:
            self.query_one(TrailLine).arrive(self.section.id)
            self._note_opening()
            self.note_place()

    def way_here(self) -> Stop:
        """Tell what leads to what is shown here."""
        return Stop(Way.SECTION, self.section.id, self.query_one(PagePane).item_id)

    async def open(self, section_id: str, item_id: str = "") -> bool:
        """Open another section; one that cannot be opened is named instead.

        Args:
            section_id: Its id.
            item_id: The prompt or practice to show on its page; empty for the first.

        Returns:
            Whether it was opened.
        """
        here = _Step(self.section.id, self.query_one(PagePane).item_id, self.query_one(ReadingPane).fraction)
        if not await self._go_to(section_id, item_id):
            return False
        self._steps.append(here)
        self.go_to_pane("page" if item_id else "reading")
        self.refresh_bindings()
        return True

    async def _go_to(self, section_id: str, item_id: str, scroll: float = 0.0) -> bool:
        self.keep()
        try:
            self.section = with_own(self._pack.section(section_id), self._answers.own_prompts())
        except PackError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)
            return False
        self._reading_at = None
        await self._show_section(item_id)
        self.query_one(ReadingPane).move_to(scroll)
        return True

    async def show_again(self, item_id: str) -> None:
        """Show the section with what was added to its page or taken off; the reading stays where it is."""
        await self._go_to(self.section.id, item_id, self.query_one(ReadingPane).fraction)

    async def _show_section(self, item_id: str) -> None:
        section = self.section
        self.fold()
        self._show_reading()
        self.query_one("#where", Static).update(Content(section.title))
        self.query_one(TrailLine).arrive(section.id)
        await self.query_one(PagePane).show(section, item_id)
        # Behind the page, which waits for what was typed: the first change of a session makes a backup.
        self._note_opening()
        self.marks_changed()
        self.note_place()

    def _note_opening(self) -> None:
        section = self.section
        if not self._answers.read_only:
            self._autosave.put(f"opened:{section.id}", lambda: self._answers.open_section(section.id))

    def _show_reading(self) -> bool:
        """Show what is to be read, with quotes of earlier answers; tell whether that is anything new."""
        quoted = quotes(self._pack, self._answers, self.section, self._clock().astimezone().date())
        shown = ((Subheading((Span(self.section.title),)), *self.section.reading), quoted)
        if shown == self._shown:
            return False
        self._shown = shown
        self.query_one(Prose).show(*shown)
        return True

    def marks_changed(self) -> None:
        """List the sections with their states, and say below the reading how it stands with this one."""
        section = self.section
        ways = [page_in_words(section), aside_in_words(self._answers, section)]
        self.query_one("#to-page", Static).update(Content("\n".join(filter(None, ways))))
        title = self._pack.chapter(section.chapter_id).title
        listed = listed_sections(self._pack, self._answers, section)
        self.query_one(SectionList).show(title, listed, section.id, nearby(self._pack, section))

    def note_place(self) -> None:
        """Remember the section, the place in its reading, and the cursor."""
        if self._answers.read_only:
            return
        page = self.query_one(PagePane)
        now = self._clock()
        place = Place(
            section_id=self.section.id,
            item_id=page.item_id,
            scroll=self.query_one(ReadingPane).fraction if self._reading_at is None else self._reading_at,
            cursor=page.cursor,
            pane=self.pane,
            at=now,
            offset=moments.local_offset(now),
        )
        self._autosave.put("place", lambda: self._answers.keep_place(place))

    def section_meant(self) -> SectionOutline | Section:
        """Give the highlighted section while one is in the list, else the one that is open."""
        chosen = self.query_one(SectionList).section_id if self.pane == "sections" else ""
        return self._pack.section_outline(chosen) or self.section

    # Panes

    def enter_pane(self, pane: str) -> None:
        """Give the focus to the list, the reading, or the place where one answers."""
        self.query_one(PagePane).leave_focus()
        match pane:
            case "sections":
                self.query_one(SectionList).focus()
            case "page":
                self.query_one(PagePane).take_focus()
            case _ if self.has_class(BESIDE):
                self.query_one(ThenPane).earlier.focus()
            case _:
                self.query_one(ReadingPane).focus()

    def pane_shown(self, pane: str) -> None:
        """Return to the place in the reading; only what shows can be scrolled."""
        if self._reading_at is not None and (pane == "reading" or not self.has_class("-narrow")):
            self.query_one(ReadingPane).move_to(self._reading_at)
            self._reading_at = None

    def action_step_out(self) -> None:
        """Fold earlier answers away, leave the page for the reading, and the reading for home."""
        if self.has_class(BESIDE):
            self.fold()
        elif self.pane != "reading":
            self.go_to_pane("reading")
        else:
            self.keep()
            self.app.pop_screen()

    # Going elsewhere

    async def action_turn(self, step: int) -> None:
        """Turn to the section after (1) or before (-1) this one, across chapters."""
        sections = [section for chapter in self._pack.outlines for section in chapter.sections]
        here = next(number for number, section in enumerate(sections) if section.id == self.section.id)
        broken = ""
        for section in sections[here + 1 :] if step > 0 else sections[:here][::-1]:
            if section.chapter_id != broken:
                if await self.open(section.id):
                    return
                broken = section.chapter_id

    async def action_next_on_trail(self) -> None:
        """Go on to the next stop of the trail, or to the first one after it that can be opened."""
        for section_id in self.query_one(TrailLine).ahead:
            if await self.open(section_id):
                return

    def commands(self) -> Iterable[Command]:
        """Offer the next stop of a trail in the palette."""
        following = next((line.following for line in self.query(TrailLine)), "")
        if following:
            yield Command("Next on the trail", following, self.action_next_on_trail, known=True)
        yield from super().commands()

    async def action_go_back(self) -> None:
        """Return to where one was before."""
        if self._steps:
            step = self._steps.pop()
            if await self._go_to(step.section_id, step.item_id, step.scroll):
                self.go_to_pane("reading")
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what is possible just now."""
        if action == "go_back":
            return bool(self._steps)
        if action == "next_on_trail":
            return any(line.ahead for line in self.query(TrailLine))
        return super().check_action(action, parameters)

    @on(Prose.LinkChosen)
    def _follow(self, event: Prose.LinkChosen) -> None:
        if event.target.startswith("#"):
            self.post_message(SectionWanted(event.target[1:]))
        else:
            self.post_message(WebAddressChosen(event.target))

    @on(SectionList.Chosen)
    async def _choose(self, event: SectionList.Chosen) -> None:
        if event.section_id == self.section.id:
            self.go_to_pane("reading")
        else:
            await self.open(event.section_id)
