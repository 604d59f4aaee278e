"""The garden in a few rows, for the home screen."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click

from workbook.progress.garden import Garden
from workbook.widgets.garden import Planted
from workbook.widgets.garden_picture import ROOMY_SLOT, Cell, beds_for, picture

NAMES_FROM = 6
"""Rows from which there is room for names."""


class GardenStrip(Planted, can_focus=True):
    """As many plants as fit, those that have grown most; Enter or a click opens the garden."""

    HELP: ClassVar[str] = (
        "Your garden in small: each theme a plant, which only ever grows. Enter opens the garden."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "app.garden", "Garden", id="garden.strip")
    ]
    LEAST_SLOT: ClassVar[int] = ROOMY_SLOT
    DEFAULT_CSS = """
    GardenStrip {
        height: 8;
        border-left: blank;
        &:focus { border-left: outer $accent; }
    }
    """

    def cells(self) -> list[list[Cell]]:
        """Draw the plants that fit."""
        width, height = self.content_size
        if not (width and height):
            return []
        shown = most_grown(self._garden, self.beds().shown)
        beds = beds_for(len(shown.plants), width, self.LEAST_SLOT)
        return picture(shown, beds, width, height, names=height >= NAMES_FROM)

    async def on_click(self, event: Click) -> None:
        """Open the garden."""
        event.stop()
        await self.run_action("app.garden")


def most_grown(garden: Garden, count: int) -> Garden:
    """Leave the plants that have grown most, in the order of the pack."""
    by_growth = sorted(garden.plants, key=lambda plant: -plant.growth)
    kept = {plant.theme_id for plant in by_growth[:count]}
    return replace(garden, plants=tuple(plant for plant in garden.plants if plant.theme_id in kept))
