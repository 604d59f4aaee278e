"""The garden to walk through: one widget that draws every plant and knows which one the person is at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from workbook.progress.garden import Garden, Plant, Sown
from workbook.widgets.garden_picture import LEAST_SLOT, NOTHING, SOWN, Beds, Cell, beds_for, picture, spot

FAR = 1_000_000
"""Further than any garden is wide."""

_INKS = (
    *(
        "stem",
        "leaf",
        "heart",
        "bloom-0",
        "bloom-1",
        "bloom-2",
        "bloom-3",
        "bloom-4",
        "rest",
        "ground",
        "mound",
        "grass",
        "sky",
    ),
    *("name", "chosen", "seed", "seedling", "weed"),
)


class Planted(Widget):
    """A widget that draws a garden over its whole size."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"planted--{ink}" for ink in _INKS}
    DEFAULT_CSS = """
    Planted {
        width: 1fr;
        height: 1fr;
        & > .planted--stem { color: $success; }
        & > .planted--leaf { color: $success 80%; }
        & > .planted--heart { color: $warning; }
        & > .planted--bloom-0 { color: $accent; }
        & > .planted--bloom-1 { color: $primary; }
        & > .planted--bloom-2 { color: $warning; }
        & > .planted--bloom-3 { color: $secondary; }
        & > .planted--bloom-4 { color: $foreground; }
        & > .planted--rest { color: $quiet 75%; }
        & > .planted--ground { color: $line; }
        & > .planted--mound { color: $quiet; }
        & > .planted--grass { color: $success 55%; }
        & > .planted--sky { color: $line 70%; }
        & > .planted--name { color: $quiet; }
        & > .planted--seed { color: $warning; }
        & > .planted--seedling { color: $accent; }
        & > .planted--weed { color: $quiet; }
        & > .planted--chosen {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    LEAST_SLOT: ClassVar[int] = LEAST_SLOT
    """The fewest columns of a plant."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._garden = Garden()

    def show(self, garden: Garden) -> None:
        """Show another garden."""
        self._garden = garden
        self.refresh()

    def beds(self) -> Beds:
        """Lay the plants out across the present width."""
        return beds_for(len(self._garden.plants), max(self.content_size.width, 1), self.LEAST_SLOT)

    def cells(self) -> list[list[Cell]]:
        """Draw the garden at the present size."""
        width, height = self.content_size
        return picture(self._garden, self.beds(), width, height) if width and height else []

    def render(self) -> Content:
        """Put the rows together, each run of one ink in its colour."""
        return Content("\n").join([self._line(row) for row in self.cells()])

    def part_at(self, column: int, row: int) -> int:
        """Give the part of a cell; `NOTHING` where there is none."""
        cells = self.cells()
        return cells[row][column].part if row < len(cells) and column < len(cells[row]) else NOTHING

    def _line(self, row: list[Cell]) -> Content:
        runs = groupby(row, key=lambda cell: cell.ink)
        return Content.assemble(
            *(self._run("".join(cell.character for cell in run), ink) for ink, run in runs)
        )

    def _run(self, characters: str, ink: str) -> Content:
        style = self.get_visual_style(f"planted--{ink}") if ink else ""
        return Content.styled(characters, style)


class GardenBed(Planted, can_focus=True):
    """The plants; the person goes from one to the next, and down to what was sown."""

    HELP: ClassVar[str] = (
        "The garden. Each theme is a plant; it grows with what you open and write about it, and never shrinks. Left and "
        "right go from plant to plant, Enter shows the sections it belongs to. Down goes to what you planted: • a seed, "
        "✿ one that came up, ❋ a weed you have seen; Enter opens it. ◌ is a theme you let rest."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "Open", id="garden.choose"),
        Binding("left", "move(-1)", "Before", show=False, id="garden.before"),
        Binding("right", "move(1)", "Next", show=False, id="garden.next"),
        Binding("down", "go_down", "What you planted", show=False, id="garden.planted"),
        Binding("up", "go_up", "The plants", show=False, id="garden.plants"),
        Binding("home", f"move(-{FAR})", "First", show=False, id="garden.first"),
        Binding("end", f"move({FAR})", "Last", show=False, id="garden.last"),
    ]
    part: reactive[int] = reactive(0)
    """Where the person is: a plant by its place, or `SOWN` and the place of what was sown."""

    @dataclass
    class Highlighted(Message):
        """The person went somewhere else in the garden, or it grew."""

    @dataclass
    class Chosen(Message):
        """What is highlighted should be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._first = 0
        """The first plant in sight."""

    @property
    def present(self) -> Plant | Sown | None:
        """What the person is at."""
        things = self._garden.sown if self.part >= SOWN else self._garden.plants
        index = self.part % SOWN
        return things[index] if index < len(things) else None

    def show(self, garden: Garden) -> None:
        """Show another garden; the person stays where they are as far as that is still there."""
        super().show(garden)
        if self.present is None:
            self.part = 0
        self.post_message(self.Highlighted())

    def cells(self) -> list[list[Cell]]:
        """Draw what is in sight, with what the person is at."""
        width, height = self.content_size
        if not (width and height):
            return []
        beds = self.beds()
        self._first = beds.first_for(self._nearest_plant(), self._first)
        return picture(self._garden, beds, width, height, self._first, chosen=self.part)

    def watch_part(self) -> None:
        """Say where the person is."""
        self.post_message(self.Highlighted())

    def action_move(self, steps: int) -> None:
        """Go some steps to the right, among the plants or among what was sown."""
        if self.part < SOWN:
            self.part = min(max(self.part + steps, 0), max(len(self._garden.plants) - 1, 0))
            return
        in_order = self._sown_in_order()
        place = in_order.index(self.part) + steps
        self.part = in_order[min(max(place, 0), len(in_order) - 1)]

    def action_go_down(self) -> None:
        """Go from a plant to what was sown nearest to it."""
        if self.part < SOWN and self._garden.sown:
            beds = self.beds()
            foot = self.part * beds.slot + beds.slot // 2
            self.part = min(self._sown_in_order(), key=lambda part: abs(spot(part - SOWN, beds) - foot))

    def action_go_up(self) -> None:
        """Go back to the nearest plant."""
        self.part = self._nearest_plant()

    def action_choose(self) -> None:
        """Ask for what is highlighted to be opened."""
        if self.present is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: Click) -> None:
        """Go to what was clicked; once more opens it."""
        offset = event.get_content_offset(self)
        part = self.part_at(offset.x, offset.y) if offset else NOTHING
        if part == NOTHING:
            return
        event.stop()
        if part == self.part:
            self.action_choose()
        else:
            self.part = part

    def _nearest_plant(self) -> int:
        if self.part < SOWN:
            return self.part
        beds = self.beds()
        return min(max(spot(self.part - SOWN, beds) // beds.slot, 0), max(beds.count - 1, 0))

    def _sown_in_order(self) -> list[int]:
        """Give the parts that were sown from left to right."""
        beds = self.beds()
        return sorted(
            range(SOWN, SOWN + len(self._garden.sown)), key=lambda part: (spot(part - SOWN, beds), part)
        )
