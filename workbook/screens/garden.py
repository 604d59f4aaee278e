"""The garden: every theme as a plant, with what was planted between them, and a way to each."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from workbook.content.loader import Pack
from workbook.progress.garden import Garden, Plant
from workbook.progress.garden_words import BARE, about, in_words, look_of, name_of
from workbook.progress.planting import garden_of
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.garden_words import GardenWordsScreen
from workbook.screens.plant_sections import PlantSectionsScreen
from workbook.screens.requests import PracticeWanted, SectionWanted
from workbook.store.answers import Answers
from workbook.widgets.garden import GardenBed


class GardenScreen(WorkbookScreen):
    """Shows what grows; Enter goes to it."""

    AUTO_FOCUS = "GardenBed"
    CSS_PATH = "../pages.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "plant", "Plant a seed", id="garden.plant"),
        Binding("r", "tell", "In words", id="garden.tell"),
        Binding("escape", "leave", "Back", id="garden.out"),
    ]

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._clock = clock
        self._garden = Garden()

    def body(self) -> ComposeResult:
        """Lay out the picture above its words."""
        with Vertical(id="garden"):
            yield Static("Your garden", markup=False, id="garden-title")
            yield GardenBed(id="garden-bed")
            yield Static(id="garden-words")

    def on_screen_resume(self) -> None:
        """Show what has grown by now."""
        self._garden = garden_of(self._pack, self._answers, self._clock())
        self.query_one(GardenBed).show(self._garden)
        self.refresh_bindings()

    def commands(self) -> Iterable[Command]:
        """Offer what can be done in the garden."""
        yield Command("The garden in words", "all that the picture shows", self.action_tell)
        if self.check_action("plant", ()):
            yield Command("Plant a seed", "", self.action_plant)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer planting where one can write and the pack has seeds."""
        return action != "plant" or bool(self._garden.practice_id and not self._answers.read_only)

    def action_plant(self) -> None:
        """Begin a new entry in the practice of seeds."""
        self.post_message(PracticeWanted(self._garden.practice_id, "new"))

    def action_tell(self) -> None:
        """Tell the garden in words."""
        self.app.push_screen(GardenWordsScreen(in_words(self._garden)))

    def action_leave(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()

    @on(GardenBed.Highlighted)
    def _describe(self) -> None:
        self.query_one("#garden-words", Static).update(self._words())

    def _words(self) -> Content:
        present = self.query_one(GardenBed).present
        if isinstance(present, Plant):
            looks = "" if self._garden.is_bare else look_of(present)
            words = BARE if self._garden.is_bare else about(present)
            first = Content.assemble((present.title, "bold"), (f"  {looks}", "$quiet"))
            return Content("\n").join([first, Content(words)])
        return Content(name_of(present)) if present else Content("This pack has no themes.")

    @on(GardenBed.Chosen)
    def _go(self) -> None:
        present = self.query_one(GardenBed).present
        if isinstance(present, Plant):
            self._choose_section(present)
        elif present is not None:
            self.post_message(PracticeWanted(self._garden.practice_id, present.entry_id))

    def _choose_section(self, plant: Plant) -> None:
        def go(section_id: str | None) -> None:
            if section_id:
                self.post_message(SectionWanted(section_id))

        self.app.push_screen(PlantSectionsScreen(plant, about(plant), self._pack, self._answers), go)
