"""Widgets that draw all their parts themselves: one widget, however many parts."""

from __future__ import annotations

from abc import abstractmethod

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.style import Style
from textual.widget import Widget

PART = "part"
"""The name under which a style carries the number of the part it belongs to."""


class Drawn(Widget):
    """A widget that writes its own lines, and knows which part was clicked."""

    DEFAULT_CSS = """
    Drawn {
        width: 1fr;
        height: auto;
    }
    """

    @abstractmethod
    def lines(self, width: int) -> list[Content]:
        """Write everything in lines of at most *width* cells."""

    def part_clicked(self, part: int) -> None:
        """Called with the number given to `part_style` when such a part is clicked."""

    def part_style(self, part: int, component: str = "") -> Style:
        """Give the style of a component class, marked as belonging to a part.

        Args:
            part: Any number by which the widget knows the part again.
            component: One of the widget's component classes, or empty for no style.
        """
        style = self.get_visual_style(component) if component else Style()
        return style + Style.from_meta({PART: part})

    def redraw(self) -> None:
        """Draw afresh; the height may have changed."""
        self.refresh(layout=True)

    def line_region(self, first: int, count: int = 1) -> Region:
        """Give the place of some of its lines in screen coordinates."""
        x, y, width, _ = self.content_region
        return Region(x, y + first, width, count)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(self.lines(max(width, 1)))

    def render(self) -> Content:
        """Put the lines together."""
        return Content("\n").join(self.lines(max(self.content_size.width, 1)))

    def on_click(self, event: Click) -> None:
        """Find out which part was clicked."""
        part = event.style.meta.get(PART)
        if isinstance(part, int):
            event.stop()
            self.part_clicked(part)
