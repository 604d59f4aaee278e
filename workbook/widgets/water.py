"""Drawing water in a few rows of a terminal: a crest in eighths of a row, fading to nothing below."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, sin
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from workbook.frozen import frozen

if TYPE_CHECKING:
    from textual.color import Color

    from workbook.progress.tide import Tide

EIGHTHS = " ▁▂▃▄▅▆▇█"
SHADES = " ░▒▓█"
LEAST_STEP = 5
"""Columns from one point to the next, at least, where the waves are high."""
DEPTH = 0.45
"""The share of the rows that lies below the lowest crest, so that no crest ever stands on the ground."""
RIPPLE = 0.035
"""How far the water ripples by itself, as a share of the highest: less than half a step of a check-in."""
TONES = 24


@frozen()
class Spread:
    """How points stand side by side: across the whole width, or as close as they may and then beyond it."""

    count: int
    width: int
    """Columns in sight."""
    least: int = LEAST_STEP
    """Columns from one point to the next when there are many."""

    @property
    def step(self) -> float:
        """Columns from one point to the next."""
        return max(self.width / max(self.count, 1), self.least)

    @property
    def columns(self) -> int:
        """Columns of the whole, in sight or not."""
        return max(self.width, ceil(self.count * self.step))

    def column(self, index: int) -> int:
        """Give the column of a point."""
        return floor((index + 0.5) * self.step)

    def place(self, column: float) -> float:
        """Give the place between the points, as `Tide.share_at` takes it, of the middle of a column."""
        return (column + 0.5) / self.step - 0.5

    def nearest(self, column: int) -> int:
        """Give the point nearest to a column."""
        return min(max(round(self.place(column)), 0), max(self.count - 1, 0))


def crest(tide: Tide, spread: Spread, columns: range, rows: int, depth: float = DEPTH) -> list[int]:
    """Give the height of the crest in each column, in eighths of a row above the bottom.

    Args:
        tide: Has a point at least.
        spread: Where its points stand.
        columns: Which columns of the whole.
        rows: How many rows there are for the water.
        depth: The share of them that lies below the lowest crest.
    """
    ground = rows * depth * 8
    room = rows * 8 - ground
    shares = (min(tide.share_at(spread.place(column)) + _ripple(column), 1.0) for column in columns)
    return [round(ground + room * share) for share in shares]


def _ripple(column: int) -> float:
    """Let still water look like water: two small waves that never quite repeat."""
    return RIPPLE * (0.6 * sin(column * 0.55) + 0.4 * sin(column * 0.34 + 1))


@frozen()
class Paint:
    """The colours of water."""

    foam: Color
    """At the crest."""
    water: Color
    """Just below it."""
    ground: Color
    """Behind everything: what the water fades to."""
    is_plain: bool = False
    """Draw with shades of one colour, where a terminal has few or none."""

    def tone(self, share: float) -> Color:
        """Give the colour at a depth: 1 just below the crest, 0 where nothing is left."""
        return self.ground.blend(self.water, min(round(share * TONES) / TONES, 1.0))


def water_row(heights: Sequence[int], row: int, paint: Paint) -> list[Segment]:
    """Draw one row.

    Args:
        heights: Of the crest, in eighths of a row, column by column.
        row: Counted from the bottom, from 0.
        paint: The colours.
    """
    cells = _plain_cells(heights, row, paint) if paint.is_plain else _cells(heights, row, paint)
    segments: list[Segment] = []
    for text, style in cells:
        if segments and segments[-1].style == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments


def _cells(heights: Sequence[int], row: int, paint: Paint) -> list[tuple[str, Style]]:
    """Draw full cells as two halves, which makes the fading twice as fine."""
    known: dict[int, tuple[str, Style]] = {}
    cells = []
    for height in heights:
        if height not in known:
            known[height] = _cell(height, row, paint)
        cells.append(known[height])
    return cells


def _cell(height: int, row: int, paint: Paint) -> tuple[str, Style]:
    filled = height - row * 8
    ground = paint.ground.rich_color
    if filled <= 0:
        return " ", Style(bgcolor=ground)
    if filled < 8:
        return EIGHTHS[filled], Style(color=paint.foam.rich_color, bgcolor=ground)
    lower, upper = (paint.tone(_share(row + part, height)) for part in (0.25, 0.75))
    if filled < 16:
        upper = paint.foam.blend(upper, 0.5)
    return "▄", Style(color=lower.rich_color, bgcolor=upper.rich_color)


def _plain_cells(heights: Sequence[int], row: int, paint: Paint) -> list[tuple[str, Style]]:
    style = Style(color=paint.water.rich_color, bgcolor=paint.ground.rich_color)
    cells = []
    for height in heights:
        filled = height - row * 8
        shade = SHADES[min(floor(_share(row + 0.5, height) * 5), 4)] if filled >= 8 else ""
        cells.append((shade or EIGHTHS[max(filled, 0)], style))
    return cells


def _share(row: float, height: int) -> float:
    """Tell how much of its colour the water has at a row, given the height of its crest in eighths."""
    return float(min(row * 8 / height, 1.0) ** 1.3)
