"""The sections a plant belongs to, to choose one from."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.progress.garden import Plant
from workbook.progress.own_prompts import outline_with_own
from workbook.progress.states import SectionState, section_state
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.records import RESTING
from workbook.widgets.section_list import state_mark


class PlantSectionList(OptionList):
    """The sections about one theme."""

    HELP: ClassVar[str] = (
        "The sections this plant belongs to. Enter opens one; any order is fine. "
        "○ untouched, ◐ opened, ● answered, with how often you have come back; ◌ resting."
    )


class PlantSectionsScreen(Sheet[str]):
    """Lists a plant's sections; ends in the id of the one to open, or in an empty text."""

    AUTO_FOCUS = "PlantSectionList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", id="garden.sections-out")]

    def __init__(self, plant: Plant, looks: str, pack: Pack, answers: Answers) -> None:
        """Build the page.

        Args:
            plant: The plant.
            looks: A line about it.
            pack: The open pack.
            answers: The person's answers, for the states.
        """
        super().__init__()
        self._plant = plant
        self._looks = looks
        self._pack = pack
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Lay out the name of the plant above its sections."""
        with Vertical(id="plant-sections", classes="sheet"):
            yield Static(Content(self._plant.title), classes="sheet-title")
            yield Static(Content(self._looks), id="plant-looks")
            yield PlantSectionList(id="plant-section-list", markup=False, compact=True)
            yield Static("Enter opens a section · Escape: the garden", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """List the sections with their states."""
        options = [Option(line, id=f"section:{name}") for name, line in self._lines()]
        if not options:
            options = [Option(Content("Nothing in this pack is about this theme."), disabled=True)]
        listing = self.query_one(PlantSectionList)
        listing.add_options(options)
        listing.highlighted = 0 if self._plant.section_ids else None

    def _lines(self) -> Sequence[tuple[str, Content]]:
        answers, found = self._answers, []
        facts = answers.answered(), answers.entry_counts(), answers.openings(), answers.marks(RESTING)
        own = answers.own_prompts()
        for section_id in self._plant.section_ids:
            outline = self._pack.section_outline(section_id)
            if outline is not None:
                state = section_state(outline_with_own(outline, own), *facts)
                found.append((section_id, _line(state, outline.title)))
        return found

    @on(OptionList.OptionSelected, "#plant-section-list")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.close((event.option_id or "").removeprefix("section:"))

    def action_leave(self) -> None:
        """Go back to the garden."""
        self.close("")


def _line(state: SectionState, title: str) -> Content:
    count = f"  {state.times}" if state.times > 1 else ""
    return Content.assemble((f"{state_mark(state)} ", "" if state.times else "dim"), title, (count, "dim"))
