"""The tide as a picture: water as high as each check-in said, and someone's own words floating on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import clamp
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from workbook.widgets.tide_labels import Label, line_of, months_beneath, words_beside
from workbook.widgets.water import Paint, Spread, crest, water_row

if TYPE_CHECKING:
    from workbook.progress.tide import Tide

ABOVE = 2
"""Rows kept free above the highest crest: for the buoy, and for a word over it."""
BUOY = "●"
FAR = 1_000_000


class Sea(Widget):
    """A widget in whose colours there is water."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"sea--water", "sea--buoy", "sea--word", "sea--month"}
    DEFAULT_CSS = """
    Sea {
        & > .sea--water { color: $secondary; }
        & > .sea--buoy { color: $primary; text-style: bold; }
        & > .sea--word { color: $foreground; }
        & > .sea--month { color: $quiet; }
    }
    """

    def paint(self) -> Paint:
        """Give the colours of the water by the theme of the moment."""
        ground = self.background_colors[1]
        water = self.get_component_styles("sea--water").color
        few = self.app.no_color or self.app.console.color_system not in ("truecolor", "256")
        return Paint(water.blend(self.styles.color, 0.25), water, ground, is_plain=few)

    def ink(self, part: str) -> Style:
        """Give the style of a component class on the background."""
        style = self.get_component_rich_style(f"sea--{part}")
        return Style(bgcolor=self.background_colors[1].rich_color) + Style(color=style.color, bold=style.bold)


class TideWave(Sea, can_focus=True):
    """Draws the tide; the person goes from visit to visit."""

    HELP: ClassVar[str] = (
        "The tide: your visits one after the other, however much time lay between them. The water stands as high as "
        "you said at a check-in; where you said nothing it stays as it was. Left and right go from visit to visit, "
        "up and down among what you wrote then, Enter goes there. Space tells all of it in words."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Earlier", id="tide.earlier"),
        Binding("right", "go(1)", "Later", id="tide.later"),
        Binding("pageup", "page(-1)", "Far earlier", show=False, id="tide.page-earlier"),
        Binding("pagedown", "page(1)", "Far later", show=False, id="tide.page-later"),
        Binding("home", f"go(-{FAR})", "The first visit", show=False, id="tide.first"),
        Binding("end", f"go({FAR})", "The last visit", show=False, id="tide.last"),
    ]
    DEFAULT_CSS = """
    TideWave { width: 100%; height: 1fr; }
    """
    chosen: reactive[int] = reactive(0)
    """The visit the person is on, from 0."""

    @dataclass
    class Moved(Message):
        """The person went to another visit."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        """Make still water."""
        super().__init__(id=id)
        self._tide: Tide | None = None
        self._left = 0
        """The first column of the whole that is in sight."""
        self._words: list[Label] = []
        self._strips: list[Strip] = []

    def show(self, tide: Tide, chosen: int) -> None:
        """Show a tide.

        Args:
            tide: It has a point at least.
            chosen: The visit to be on.
        """
        self._tide = tide
        self.set_reactive(TideWave.chosen, chosen)
        self._fit()

    def on_resize(self) -> None:
        """Spread the visits over the new width."""
        self._fit()

    def notify_style_update(self) -> None:
        """Draw afresh when the colours have changed."""
        super().notify_style_update()
        self._strips = []

    def watch_chosen(self) -> None:
        """Keep the visit in sight."""
        self._bring_into_view()
        self.post_message(self.Moved(self.chosen))

    @property
    def _spread(self) -> Spread:
        return Spread(len(self._tide.points) if self._tide else 0, max(self.content_size.width, 1))

    def _fit(self) -> None:
        if self._tide is not None:
            spread = self._spread
            self._words = words_beside(self._tide, spread)
            self._left = spread.columns - spread.width
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        spread = self._spread
        column, margin = spread.column(self.chosen), spread.width // 8
        self._left = clamp(self._left, column + margin - spread.width, column - margin)
        self._left = clamp(self._left, 0, spread.columns - spread.width)
        self._strips = []
        self.refresh()

    # What the person does.

    def action_go(self, visits: int) -> None:
        """Go some visits earlier or later, as far as there are any."""
        if self._tide is not None:
            self.chosen = clamp(self.chosen + visits, 0, len(self._tide.points) - 1)

    def action_page(self, pages: int) -> None:
        """Go about as many visits earlier or later as are in sight."""
        spread = self._spread
        self.action_go(pages * max(int(spread.width * 0.75 / spread.step), 1))

    def on_click(self, event: Click) -> None:
        """Go to the visit nearest to where the water was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and self._tide is not None:
            self.chosen = self._spread.nearest(offset.x + self._left)

    # How it looks.

    def render_line(self, y: int) -> Strip:
        """Give one line of the picture."""
        if not self._strips:
            self._strips = self._draw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _draw(self) -> list[Strip]:
        spread, rows = self._spread, self.content_size.height
        if self._tide is None or rows < ABOVE + 2:
            return [Strip.blank(spread.width)] * rows
        columns = range(self._left, self._left + spread.width)
        water = rows - ABOVE - 1
        heights = crest(self._tide, spread, columns, water)
        paint = self.paint()
        lines = [water_row(heights, row, paint) for row in reversed(range(water + ABOVE))]
        self._float(lines, heights, columns)
        lines.append(self._months(columns))
        return [Strip(line, spread.width) for line in lines]

    def _float(self, lines: list[list[Segment]], heights: list[int], columns: range) -> None:
        """Lay the words over the water, each above the crest beneath it, and the buoy on the crest."""
        by_line: dict[int, list[tuple[Label, Style]]] = {}
        word, buoy = self.ink("word"), self.ink("buoy")
        for label in self._words:
            if label.column >= columns.start and label.end <= columns.stop:
                beneath = heights[label.column - columns.start : label.end - columns.start]
                line = _line_above(max(beneath), len(lines)) - 1
                style = word + Style(bold=True) if label.index == self.chosen else word
                by_line.setdefault(line, []).append((label, style))
        column = self._spread.column(self.chosen)
        line = _line_above(heights[column - columns.start], len(lines))
        by_line.setdefault(line, []).append((Label(column, BUOY, self.chosen), buoy))
        for line, labels in by_line.items():
            for label, style in labels:
                lines[line] = _laid_over(lines[line], label, style, columns.start)

    def _months(self, columns: range) -> list[Segment]:
        """Name the months, between arrows to where there is more."""
        assert self._tide is not None
        spread, style = self._spread, self.ink("month")
        within = range(columns.start + 2, columns.stop - 2)
        labels = [(label, style) for label in months_beneath(self._tide, spread, within)]
        if columns.start > 0:
            labels.append((Label(columns.start, "‹", 0), style))
        if columns.stop < spread.columns:
            labels.append((Label(columns.stop - 1, "›", 0), style))
        return line_of(labels, columns, style)


def _line_above(height: int, lines: int) -> int:
    """Give the line just above a crest, counted from the top."""
    return lines - 1 - -(-height // 8)


def _laid_over(line: list[Segment], label: Label, style: Style, left: int) -> list[Segment]:
    whole = sum(segment.cell_length for segment in line)
    before, _, after = Segment.divide(line, [label.column - left, label.end - left, whole])
    return [*before, Segment(label.text, style), *after]
