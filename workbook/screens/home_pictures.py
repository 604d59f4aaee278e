"""The pictures on home: the garden and the tide, each on a few lines, drawn once the rest is there."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbook.progress.garden import Garden
from workbook.progress.tide import Tide
from workbook.widgets.garden_strip import GardenStrip
from workbook.widgets.tide_strip import TideStrip


class HomePictures(Vertical):
    """Garden above tide; a picture leads to the whole of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Before", show=False, id="home-pictures.before"),
        Binding("down", "app.focus_next", "Next", show=False, id="home-pictures.next"),
    ]

    async def show(self, garden: Garden, tide: Tide | None) -> None:
        """Show what has grown, and the tide if there is room for it."""
        if not self.children:
            await self.mount(GardenStrip(), TideStrip())
        self.query_one(GardenStrip).show(garden)
        strip = self.query_one(TideStrip)
        if tide is None:
            strip.display = False
        else:
            strip.show(tide)
