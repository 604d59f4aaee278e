"""A few filters on one line, each in words: what of a list is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import clamp
from textual.message import Message

from workbook.text import shorten
from workbook.widgets.drawn import Drawn

GAP = 2
WIDEST = 32
"""Cells of one filter's words."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as it stands."""

    words: str
    narrows: bool
    """Whether it leaves anything out."""


class FilterBar(Drawn, can_focus=True):
    """Draws filters with their numbers, wrapping where it is narrow; the person goes from one to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Before", show=False, id="filters.before"),
        Binding("right", "go(1)", "After", show=False, id="filters.after"),
        Binding("enter,space", "change(1)", "Change", key_display="Enter", id="filters.change"),
        Binding("backspace", "change(-1)", "Change back", show=False, id="filters.change-back"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"filter-bar--here", "filter-bar--narrows", "filter-bar--number"}
    DEFAULT_CSS = """
    FilterBar { width: 100%; }
    FilterBar > .filter-bar--narrows { text-style: bold; }
    FilterBar > .filter-bar--here { text-style: underline; }
    """

    @dataclass
    class Changed(Message):
        """A filter should go on to its next value, or with a step of -1 back to the one before."""

        index: int
        step: int

    def __init__(self, *, id: str | None = None) -> None:
        """Make a bar without filters."""
        super().__init__(id=id)
        self._filters: Sequence[Filter] = ()
        self._here = 0
        self._way_in = ""

    def show(self, filters: Sequence[Filter]) -> None:
        """Show how the filters stand."""
        if self._filters != tuple(filters):
            self._filters = tuple(filters)
            self.redraw()

    def show_way_in(self, words: str) -> None:
        """Show how to come here in place of the numbers, while those are no keys; the numbers again without words."""
        if self._way_in != words:
            self._way_in = words
            self.redraw()

    def action_go(self, step: int) -> None:
        """Go to a neighbour; at either end the key is left to others."""
        before = self._here
        self._here = clamp(before + step, 0, max(len(self._filters) - 1, 0))
        if self._here == before:
            raise SkipAction
        self.redraw()

    def action_change(self, step: int) -> None:
        """Change the present filter."""
        self.post_message(self.Changed(self._here, step))

    def part_clicked(self, part: int) -> None:
        """Change the filter that was clicked."""
        self._here = part
        self.action_change(1)

    def on_focus(self) -> None:
        """Show where the person is."""
        self.redraw()

    def on_blur(self) -> None:
        """Show that the person is elsewhere."""
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Write as many filters on each line as fit, behind the way to them."""
        lines = [Content(self._way_in)] if self._way_in else []
        for index in range(len(self._filters)):
            part = self._part(index, width)
            if lines and lines[-1].cell_length + GAP + part.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], " " * GAP, part)
            else:
                lines.append(part)
        return lines

    def _part(self, index: int, width: int) -> Content:
        shown = self._filters[index]
        number = Content.styled(
            "" if self._way_in else f"{index + 1} ", self.part_style(index, "filter-bar--number")
        )
        component = "filter-bar--narrows" if shown.narrows else ""
        words = Content.styled(
            shorten(shown.words, min(WIDEST, max(width - 3, 4))), self.part_style(index, component)
        )
        if self.has_focus and index == self._here:
            words = words.stylize(self.get_visual_style("filter-bar--here"))
        return Content.assemble(number, words).truncate(width, ellipsis=True)
