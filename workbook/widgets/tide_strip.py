"""The tide on a few lines, for a page with other things on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from workbook.widgets.tide import Sea
from workbook.widgets.tide_labels import line_of, words_and_months
from workbook.widgets.water import Spread, crest, water_row

if TYPE_CHECKING:
    from workbook.progress.tide import Tide

WATER = 2
"""Rows of water; one line of words stands beneath."""
LEAST_STEP = 3
DEPTH = 0.5
"""Where waves are low they may be closer together, and the lower row is only there to fade."""


class TideStrip(Sea):
    """Draws the newest part of the tide; a click goes to the whole of it. Not there while there is nothing to draw."""

    DEFAULT_CSS = """
    TideStrip { width: 100%; height: 3; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Make a strip that shows nothing yet."""
        super().__init__(id=id)
        self._tide: Tide | None = None

    def show(self, tide: Tide) -> None:
        """Show a tide, or nothing when no visit is in it."""
        self._tide = tide if tide.points else None
        self.display = self._tide is not None
        self.refresh()

    async def on_click(self) -> None:
        """Go to the whole tide."""
        await self.run_action("app.tide")

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = max(self.content_size.width, 1)
        if self._tide is None:
            return Strip.blank(width)
        spread = Spread(len(self._tide.points), width, LEAST_STEP)
        columns = range(spread.columns - width, spread.columns)
        if y < WATER:
            heights = crest(self._tide, spread, columns, WATER, DEPTH)
            return Strip(water_row(heights, WATER - 1 - y, self.paint()), width)
        style = self.ink("month")
        labels = [(label, style) for label in words_and_months(self._tide, spread, columns)]
        return Strip(line_of(labels, columns, style), width)
