"""One plant's piece of ground: how far it has come, the lines its stems take, and flowers to set on them."""

from __future__ import annotations

import math
from zlib import crc32

from workbook.widgets.dots import ACROSS, DOWN, Curve, Dots

SPEED, SLOWING = 0.35, 0.35
"""How soon a plant is grown at first, and how slowly later on."""
WIDEST = 0.42
"""Half of a plant's width at most, as a share of the height there is."""
SMALLEST = 1.6
"""Dots of radius below which a flower is one character."""


def ripeness(growth: int) -> float:
    """Turn a figure that grows for ever into a share from 0 to just under 1, which grows for ever as well."""
    return 1 - math.pow(1 + SPEED * max(growth, 0), -SLOWING)


def straight(x: float, y: float, across: float, up: float) -> Curve:
    """Give the straight line from a point on, so many dots to the right and up."""
    return lambda u: (x + across * u, y + up * u)


def arch(reach: float, high: float, *, power: float, turn: float) -> Curve:
    """Give a line that rises from the foot and bends over.

    Args:
        reach: Dots to the right at its end.
        high: Dots up at its highest.
        power: How late it leans out: 1 from the start.
        turn: Half turns on the way; above 0.5 it hangs over.
    """
    return lambda u: (reach * u**power, high * math.sin(u * math.pi * turn))


class Plot:
    """Draws one plant as far as it has grown. Lengths are in dots, directions in radians."""

    def __init__(self, columns: int, rows: int, seed: int, growth: int) -> None:
        self.dots = Dots(columns, rows)
        self.high = rows * DOWN - 1
        """Dots up."""
        self.half = min(columns * ACROSS / 2 - 1, self.high * WIDEST)
        """Dots to either side."""
        self.ripe = ripeness(growth)
        self._seed = seed

    def chance(self, name: str, least: float = 0, most: float = 1) -> float:
        """Give a number that is always the same for this plant and name."""
        return least + (most - least) * crc32(f"{self._seed}:{name}".encode()) / 0xFFFFFFFF

    def since(self, born: float, span: float) -> float:
        """Tell how far something has come that begins at one ripeness and takes some of it, 0 to 1."""
        return min(max((self.ripe - born) / span, 0), 1)

    def tallest(self, slender: float) -> float:
        """Give the height of a plant that is to be at most so many times as high as half its ground is wide."""
        return min(self.high * 0.95, self.half * slender)

    def stalk(self, high: float, bend: float, foot: float = 0) -> Curve:
        """Give a stem that leans and swings a little.

        Args:
            high: From the ground to its end.
            bend: From above its foot to its end, to the right.
            foot: Where it comes out of the ground.
        """
        swing = self.chance(f"swing{high}{bend}", -0.05, 0.05) * self.half
        return lambda u: (foot + bend * u**1.7 + swing * math.sin(u * math.pi * 2), high * u)

    def leaves(self, stem: Curve, share: float, count: int, length: float, top: float = 0.75) -> None:
        """Set leaves along a stem, left and right in turn, on what has grown of it; lower ones are larger."""
        for number in range(count):
            place = 0.08 + (top - 0.08) * number / max(count - 1, 1)
            if share > place:
                age = min((share - place) * 3 + 0.3, 1)
                tilt = self.chance(f"leaf{number}", 0.35, 0.75)
                angle = tilt if (number + self._seed) % 2 else math.pi - tilt
                self.dots.leaf(*stem(place), angle, length * (1.1 - 0.6 * place) * age, "leaf")

    def daisy(self, x: float, y: float, radius: float) -> None:
        """Set a ring of petals round a heart."""
        if radius < SMALLEST:
            self.dots.glyph(x, y, "✿", "bloom")
            return
        self.dots.disc(x, y, radius, "bloom", inner=radius * 0.55)
        self.dots.disc(x, y, radius * 0.3, "heart")

    def bell(self, x: float, y: float, size: float) -> None:
        """Hang a bell below a point."""
        long = max(round(size * 1.4), 1)
        for down in range(long + 1):
            half = round(size * (0.35 + 0.65 * down / long) / 1.3)
            for across in range(-half, half + 1):
                if down < long or across % 2 == 0:
                    self.dots.dot(x + across, y - down, "bloom")

    def bowl(self, x: float, y: float, size: float) -> None:
        """Set a bowl of petals on a point."""
        if size < SMALLEST:
            self.dots.glyph(x, y + 1, "❀", "bloom")
            return
        top = round(size * 1.5)
        for up in range(top + 1):
            half = round(size * (0.45 + 0.75 * math.sin(up / top * math.pi * 0.62)))
            for across in range(-half, half + 1):
                if up < top - 1 or abs(across) % 3 != 1:
                    self.dots.dot(x + across, y + up, "bloom")

    def umbrella(self, x: float, y: float, reach: float, opened: float) -> None:
        """Open rays with tufts at their ends."""
        for ray in range(-3, 4):
            side = ray / 3
            across, up = side * reach, reach * (0.62 - 0.34 * side * side)
            self.dots.line(straight(x, y, across, up), 1, "bloom")
            wide = (-1, 0, 1) if opened > 0.3 else (0,)
            self.dots.each([(x + across + a, y + up + b) for a in wide for b in (0, 1)], "bloom")
