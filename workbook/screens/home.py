"""Home: where you left off, a few doors, the chapters, and the practices you keep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline
from workbook.progress.doors import Door, doors
from workbook.progress.history import History
from workbook.progress.states import section_state
from workbook.screens.base import WorkbookScreen
from workbook.screens.past import history_of
from workbook.screens.requests import ContentsWanted, PracticeWanted, SectionWanted
from workbook.store.answers import Answers
from workbook.widgets.doors import Card, Doors
from workbook.widgets.section_list import state_mark

PAINT_SECONDS = 0.05
"""Long enough for the first paint to reach the terminal before a chapter is read."""


class ChapterList(OptionList):
    """The chapters with their sections' states, and the practices with entries."""

    HELP: ClassVar[str] = (
        "The chapters, with a mark for each section: ○ untouched, ◐ opened, ● answered, ◌ resting. "
        "Enter opens a chapter. Below stand the practices you keep."
    )


@dataclass(frozen=True, slots=True)
class _Target:
    section_id: str = ""
    practice_id: str = ""


class HomeScreen(WorkbookScreen):
    """The first screen."""

    AUTO_FOCUS = "Doors"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(index + 1), f"door({index})", "Door", show=False, id=f"home.door-{index + 1}")
            for index in range(3)
        ),
    ]

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the home screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._clock = clock
        self._doors: tuple[Door, ...] = ()
        self._targets: list[_Target] = []

    def body(self) -> ComposeResult:
        """Lay out heading, doors and chapters in one scrolling column."""
        with VerticalScroll(id="home", can_focus=False):
            yield Static(id="greeting")
            yield Doors(id="doors")
            yield ChapterList(id="chapters", markup=False, compact=True)

    def on_screen_resume(self) -> None:
        """Show what the store knows by now; what needs a chapter to be read comes after the first paint."""
        self.refresh_contents(quick=True)
        self.set_timer(PAINT_SECONDS, self.refresh_contents)

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.call_after_refresh(self._list_chapters)

    def refresh_contents(self, *, quick: bool = False) -> None:
        """Read the store again and show it.

        Args:
            quick: Read no chapter yet.
        """
        history = history_of(self._answers, self._clock())
        found = doors(self._pack, history, quick=quick)
        if found == self._doors and not quick:
            return
        self._doors = found
        self.query_one("#greeting", Static).update(self._greeting(history))
        self.query_one(Doors).show([Card(door.title, door.lines, door.reason) for door in self._doors])
        self._list_chapters()

    def _greeting(self, history: History) -> Content:
        title = Content(self._pack.info.title).stylize("bold $primary")
        return Content("\n").join([title, Content(self._where(history)).stylize("$quiet")])

    def _where(self, history: History) -> str:
        if history.is_new:
            return "Read a little, answer what you like. Begin anywhere."
        place = history.place
        outline = self._pack.section_outline(place.section_id) if place else None
        if outline is None:
            return "Everything you wrote is here."
        return f"You were on {outline.title}. Everything you wrote is here."

    def _list_chapters(self) -> None:
        listing = self.query_one(ChapterList)
        highlighted = listing.highlighted
        listing.clear_options()
        self._targets = []
        self._heading(listing, "chapters", gap=False)
        for chapter in self._pack.outlines:
            self._add(listing, self._chapter_line(chapter), _Target(section_id=self._entrance(chapter)))
        counted = self._pack.by_present_id(self._answers.entry_counts())
        counts = [(practice_id, count) for practice_id, count in counted.items() if count]
        if counts:
            self._heading(listing, "practices", gap=True)
        for practice_id, count in counts:
            title = self._answers.entries(practice_id, self._pack.earlier_ids(practice_id))[0].title
            line = Content.assemble(title, (f"  {count}", "dim"))
            self._add(listing, line, _Target(practice_id=practice_id))
        listing.highlighted = highlighted

    def _heading(self, listing: OptionList, words: str, *, gap: bool) -> None:
        if gap:
            self._add(listing, Content(" "), _Target(), disabled=True)
        self._add(listing, Content(words).stylize("dim"), _Target(), disabled=True)

    def _add(self, listing: OptionList, line: Content, target: _Target, *, disabled: bool = False) -> None:
        listing.add_option(Option(line, disabled=disabled))
        self._targets.append(target)

    def _chapter_line(self, chapter: ChapterOutline) -> Content:
        if chapter.missing:
            return Content.assemble(
                chapter.title or chapter.id, (f"  cannot be opened: {chapter.missing}", "$warning")
            )
        answers = self._answers
        states = [
            section_state(
                section,
                answers.answered(),
                answers.entry_counts(),
                answers.openings(),
                answers.marks("resting"),
            )
            for section in chapter.sections
        ]
        widest = max(cell_len(outline.title) for outline in self._pack.outlines)
        width = max(self.size.width - 8, 20)
        marks = [(f"{state_mark(state)} ", "" if state.times else "dim") for state in states]
        title = Content(chapter.title).truncate(
            max(min(widest, width - 2 * len(states) - 2), 12), ellipsis=True
        )
        return Content.assemble(title.pad_right(max(widest - title.cell_length, 0) + 3), *marks)

    def _entrance(self, chapter: ChapterOutline) -> str:
        """The section to open: the first one not yet answered, else the first."""
        answered, entries = self._answers.answered(), self._answers.entry_counts()
        fresh = (
            section.id
            for section in chapter.sections
            if not section_state(section, answered, entries, ()).times
        )
        return next(fresh, chapter.sections[0].id if chapter.sections else "")

    def action_door(self, index: int) -> None:
        """Go through a door by its index, from 0."""
        self.query_one(Doors).enter(index)

    @on(Doors.Entered)
    def _enter(self, event: Doors.Entered) -> None:
        door = self._doors[event.index]
        if door.practice_id:
            self.post_message(PracticeWanted(door.practice_id, door.entry_id))
        elif door.section_id:
            self.post_message(SectionWanted(door.section_id, door.item_id))
        else:
            self.post_message(ContentsWanted())

    @on(OptionList.OptionSelected, "#chapters")
    def _open(self, event: OptionList.OptionSelected) -> None:
        target = self._targets[event.option_index]
        if target.practice_id:
            self.post_message(PracticeWanted(target.practice_id))
        elif target.section_id:
            self.post_message(SectionWanted(target.section_id))
