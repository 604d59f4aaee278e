"""Home: where you left off, a few doors, the chapters, and the practices you keep."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList, Static

from workbook.content.loader import Pack
from workbook.progress.doors import MOST_DOORS, doors
from workbook.progress.greeting import where_in_words
from workbook.progress.history import History
from workbook.progress.outlook import Door, Outlook
from workbook.progress.past import history_of
from workbook.screens.base import WorkbookScreen
from workbook.screens.checking_in import CHECKED_IN, QUESTION, CheckingIn
from workbook.screens.home_list import ChapterList, rows
from workbook.screens.requests import ContentsWanted, PracticeWanted, SectionWanted
from workbook.store.answers import Answers
from workbook.widgets.doors import Card, Doors

PAINT_SECONDS = 0.05
"""Long enough for the first paint to reach the terminal before a chapter is read."""
GARDEN_LINES, TIDE_LINES = 30, 34
"""Lines of the window from which there is room for the garden, and for the tide as well."""
STACKED_LINES, BESIDE_COLUMNS = 44, 100
"""Lines of the window from which the two may stand above each other if it is wide enough for them side by side."""
ROOMY = 50
"""Columns from which the check-in's question has room on one line."""
CHECK_IN = "Check in with yourself"


class HomeScreen(WorkbookScreen):
    """The first screen."""

    AUTO_FOCUS = "Doors"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(index + 1), f"door({index})", "Door", show=False, id=f"home.door-{index + 1}")
            for index in range(MOST_DOORS)
        ),
    ]

    def __init__(
        self, pack: Pack, answers: Answers, checking_in: CheckingIn, clock: Callable[[], datetime]
    ) -> None:
        """Build the home screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            checking_in: This visit's check-in.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._checking_in = checking_in
        self._clock = clock
        self._history = History()
        """As of when everything was shown last."""
        self._doors: tuple[Door, ...] = ()
        self._is_whole = False
        """Whether chapters were read for what is shown."""

    def body(self) -> ComposeResult:
        """Lay out heading, doors, pictures and chapters in one scrolling column."""
        with VerticalScroll(id="home", can_focus=False):
            yield Static(id="greeting")
            yield Doors(id="doors")
            yield Vertical(id="home-pictures")  # Empty until the rest is on the screen.
            yield ChapterList(id="chapters")

    @property
    def doors_shown(self) -> tuple[Door, ...]:
        """The doors as they are known by now."""
        return self._doors

    def on_screen_resume(self) -> None:
        """Show what the store knows by now; what needs a chapter to be read comes after the first paint."""
        if self._is_whole:
            self.refresh_contents()
        else:
            self.refresh_contents(quick=True)
            self.set_timer(PAINT_SECONDS, self.refresh_contents)
        self.call_after_refresh(self._begin_at_the_top)

    def _begin_at_the_top(self) -> None:
        """Getting the focus back, the doors may have pushed the greeting out of a low window."""
        if self.query_one(Doors).has_focus:
            self.query_one("#home").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the rows out for the new width, and the pictures where there is room now."""
        self.call_after_refresh(self._lay_out)

    def refresh_contents(self, *, quick: bool = False) -> None:
        """Read the store again and show it.

        Args:
            quick: Read no chapter yet.
        """
        history = self._history = history_of(self._answers, self._clock())
        self._doors = doors(self._pack, history, self._today(), quick=quick)
        self._is_whole = not quick
        cards = [Card(door.title, door.lines, door.reason) for door in self._doors]
        self.query_one(Doors).show(cards, room_for=MOST_DOORS if quick else 0)
        self._lay_out()

    def _lay_out(self) -> None:
        """Show what depends on the room there is."""
        lines = 0 if self._history.is_new else self.app.size.height
        pictures = self.query_one("#home-pictures")
        beside = GARDEN_LINES <= lines < STACKED_LINES and self.app.size.width >= BESIDE_COLUMNS
        pictures.set_class(lines >= GARDEN_LINES, "-garden")
        pictures.set_class(beside, "-beside")
        pictures.set_class(beside or lines >= TIDE_LINES, "-tide")
        self.query_one("#greeting", Static).update(self._greeting())
        self._list_rows()
        if self._is_whole and lines >= GARDEN_LINES:
            self.call_after_refresh(self._draw_pictures)

    async def _draw_pictures(self) -> None:
        """Draw garden and tide; their modules are imported now, since the start should not wait for them."""
        from workbook.progress.planting import garden_of  # noqa: PLC0415
        from workbook.progress.tide import tide_of  # noqa: PLC0415
        from workbook.screens.home_pictures import HomePictures  # noqa: PLC0415

        place = self.query_one("#home-pictures")
        if not self.query(HomePictures):
            await place.mount(HomePictures())
        garden = garden_of(self._pack, self._answers, self._clock(), self._history)
        tide = tide_of(self._history) if place.has_class("-tide") else None
        await self.query_one(HomePictures).show(garden, tide)

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _greeting(self) -> Content:
        title = Content(self._pack.info.title).stylize("bold $primary")
        lines = [title, Content(where_in_words(self._pack, self._history, self._today())).stylize("$quiet")]
        if self._checking_in.is_asked:
            question = CHECK_IN if self.app.size.width < ROOMY else QUESTION
            asked = Content(f"c  {question}").stylize(Style.from_meta({"@click": "app.check_in"}))
            lines.append(asked)
        elif self._checking_in.in_words:
            lines.append(Content(f"just now: {self._checking_in.in_words}").stylize("$quiet"))
        return Content("\n").join(lines)

    def _list_rows(self) -> None:
        outlook = Outlook(self._pack, self._history, self._today())
        on_doors = {door.entry_id for door in self._doors}
        waiting = [entry for entry in outlook.waiting if entry.id not in on_doors]
        width = max(self.size.width - 8, 20)
        self.query_one(ChapterList).show(
            rows(self._pack, self._answers, self._history, waiting, width, quick=not self._is_whole)
        )

    @on(WorkbookScreen.Wrote)
    def _show_check_in(self, event: WorkbookScreen.Wrote) -> None:
        """Let the pictures show the last word of a check-in, which was still on its way when home came back."""
        if self.is_current and CHECKED_IN in event.flushed.saved:
            self.refresh_contents()

    def action_door(self, index: int) -> None:
        """Go through a door by its index, from 0."""
        self.query_one(Doors).enter(index)

    @on(Doors.Entered)
    def _enter(self, event: Doors.Entered) -> None:
        if event.index >= len(self._doors):
            self.refresh_contents()
        door = self._doors[event.index]
        if door.practice_id:
            self.post_message(PracticeWanted(door.practice_id, door.entry_id))
        elif door.section_id:
            self.post_message(SectionWanted(door.section_id, door.item_id))
        else:
            self.post_message(ContentsWanted())

    @on(OptionList.OptionSelected, "#chapters")
    def _open(self, event: OptionList.OptionSelected) -> None:
        row = self.query_one(ChapterList).row(event.option_index)
        if row.practice_id:
            self.post_message(PracticeWanted(row.practice_id, row.entry_id))
        elif row.section_id:
            self.post_message(SectionWanted(row.section_id))
