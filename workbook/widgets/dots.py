"""Drawing with braille dots, two across and four down in each cell, in a few inks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

Ink = Literal["", "stem", "leaf", "bloom", "heart", "quiet"]
"""What a cell is a part of; empty for air."""

ACROSS, DOWN = 2, 4
"""Dots in a cell."""

_EMPTY = 0x2800
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""By column and row of the dot: its bit in the Unicode block of braille patterns."""
_RANK: dict[Ink, int] = {"": 0, "quiet": 1, "stem": 2, "leaf": 3, "heart": 4, "bloom": 5}
"""Where two parts share a cell, the higher one gives the colour."""

Curve = Callable[[float], tuple[float, float]]
"""A line in dots: from a share of its way, 0 to 1, to a point."""
Row = list[tuple[str, Ink]]
"""Cells from left to right: a character one cell wide, and its ink."""


class Dots:
    """A canvas standing on the ground: x runs right from the middle, y up from 0, both in dots.

    What lies outside is left out.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._bits: dict[tuple[int, int], int] = {}
        self._inks: dict[tuple[int, int], Ink] = {}
        self._glyphs: dict[tuple[int, int], str] = {}

    def dot(self, x: float, y: float, ink: Ink) -> None:
        """Set one dot."""
        across = math.floor(x + self.columns * ACROSS / 2)
        up = math.floor(y)
        column, row = across // ACROSS, self.rows - 1 - up // DOWN
        if 0 <= column < self.columns and 0 <= row < self.rows:
            cell = (row, column)
            self._bits[cell] = self._bits.get(cell, 0) | _BITS[across % ACROSS][DOWN - 1 - up % DOWN]
            if _RANK[ink] > _RANK[self._inks.get(cell, "")]:
                self._inks[cell] = ink

    def glyph(self, x: float, y: float, character: str, ink: Ink) -> None:
        """Put a character one cell wide into the cell of a dot, over its dots."""
        self.dot(x, y, ink)
        column, row = math.floor(x / ACROSS + self.columns / 2), self.rows - 1 - math.floor(y / DOWN)
        if (row, column) in self._bits:
            self._glyphs[row, column] = character
            self._inks[row, column] = ink

    def line(self, curve: Curve, share: float, ink: Ink, thick: float = 0) -> None:
        """Draw a line as far as it has come.

        Args:
            curve: Where it runs; the same for every share, so that a longer line holds a shorter one.
            share: How much of it, 0 to 1.
            ink: Its ink.
            thick: How many dots wider at its foot, thinning out towards its end.
        """
        steps = self.rows * DOWN * 2
        for step in range(round(steps * share) + 1 if share > 0 else 0):
            x, y = curve(step / steps)
            self.dot(x, y, ink)
            side = thick * (1 - step / steps)
            for offset in range(1, round(side) + 1):
                self.dot(x + (offset if offset % 2 else -offset // 2), y, ink)

    def leaf(self, x: float, y: float, angle: float, length: float, ink: Ink, width: float = 0.15) -> None:
        """Draw a leaf from its foot; a longer one of the same kind covers a shorter one.

        Args:
            x: The foot.
            y: The foot.
            angle: In radians, counted from the right upwards.
            length: In dots.
            ink: Its ink.
            width: The widest half of it, as a share of the length.
        """
        across, up = math.cos(angle), math.sin(angle)
        for long in range(1, round(length) + 1):
            for step in range(long * 2 + 1):
                way = step / 2
                half = width * long * math.sin(math.pi * min(way / long, 1)) ** 0.8
                for side in _spread(half):
                    self.dot(x + across * way - up * side, y + up * way + across * side, ink)

    def disc(self, x: float, y: float, radius: float, ink: Ink, inner: float = 0) -> None:
        """Fill a ring between two radii, or a disc."""
        reach = math.ceil(radius)
        for across in range(-reach, reach + 1):
            for up in range(-reach, reach + 1):
                if inner <= math.hypot(across, up) <= radius:
                    self.dot(x + across, y + up, ink)

    def each(self, points: Iterable[tuple[float, float]], ink: Ink) -> None:
        """Set several dots."""
        for x, y in points:
            self.dot(x, y, ink)

    def lit(self, *inks: Ink) -> set[tuple[int, int, int]]:
        """Give what is drawn in cells of some inks, as rows, columns and bits; any ink when none is named."""
        return {
            (row, column, bit)
            for (row, column), bits in self._bits.items()
            for bit in (1 << shift for shift in range(8))
            if bits & bit and (not inks or self._inks[row, column] in inks)
        }

    def row(self, number: int) -> Row:
        """Give one row of cells, counted from the top."""
        return [self._cell(number, column) for column in range(self.columns)]

    def _cell(self, row: int, column: int) -> tuple[str, Ink]:
        bits = self._bits.get((row, column))
        if bits is None:
            return " ", ""
        return self._glyphs.get((row, column), chr(_EMPTY + bits)), self._inks[row, column]


def _spread(half: float) -> list[float]:
    """Give offsets from side to side, not further apart than a dot."""
    count = math.ceil(half)
    return [half * step / count for step in range(-count, count + 1)] if count else [0.0]
