"""Nine kinds of plants, drawn from how much they have grown: pure functions from numbers to dots.

What a plant has drawn of stem and leaf stays where it is while it grows; only a flower at the tip of a stem is
lifted by it. The same numbers always draw the same plant.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from workbook.widgets.dots import Dots
from workbook.widgets.plot import Plot, arch, straight


def _sunflower(plot: Plot) -> None:
    """One tall stem with a wide flower; later smaller ones beside it."""
    high = plot.tallest(6.5)
    widest = min(plot.half * 0.5, high * 0.16)
    share = plot.since(0, 0.75) ** 0.8
    stem = plot.stalk(high - widest * 1.7, plot.chance("lean", -0.12, 0.12) * plot.half)
    plot.dots.line(stem, share, "stem", plot.half / 14 * plot.since(0.5, 0.4))
    plot.leaves(stem, share, 6, plot.half * 0.75)
    for number, (place, side) in enumerate(((0.5, 1), (0.62, -1))):
        grown = plot.since(0.62 + 0.08 * number, 0.2)
        if grown:
            twig = straight(*stem(place), plot.half * 0.55 * side, plot.half * 0.5)
            plot.dots.line(twig, grown, "stem")
            plot.daisy(*twig(grown), widest * 0.62 * grown)
    if plot.ripe > 0.3:
        x, y = stem(share)
        radius = widest * (0.35 + 0.65 * plot.since(0.3, 0.4))
        plot.daisy(x, y + radius * 0.7, radius)


def _bellflower(plot: Plot) -> None:
    """Arching stems from which bells hang."""
    first = 1 if plot.chance("way") > 0.5 else -1
    bells = max(round(plot.half / 3), 3)
    for number, (way, tall) in enumerate(((0.95, 1.0), (-0.9, 0.8), (0.75, 0.52), (-0.7, 0.42))):
        grown = plot.since(0.16 * number, 0.6)
        if not grown:
            continue
        stem = arch(plot.half * way * first, plot.tallest(5) * tall, power=1.7, turn=0.64)
        plot.dots.line(stem, grown, "stem")
        plot.leaves(stem, grown, 3 if number < 2 else 1, plot.half * 0.55, top=0.42)
        for bell in range(bells):
            place = 0.55 + 0.43 * bell / (bells - 1)
            age = min((grown - place + 0.05) * 5, (plot.ripe - 0.3) * 5, 1)
            if age > 0:
                x, y = stem(place)
                plot.bell(x, y - 2, max(plot.half * 0.16 * age, 0.8))


def _lavender(plot: Plot) -> None:
    """Straight stems in a fan, each with a spike."""
    for number, way in enumerate((0.0, -0.38, 0.42, -0.75, 0.8, 0.2, -0.18, 0.6, -0.58)):
        born = 0.085 * number
        grown = plot.since(born, 0.5) ** 0.75
        if not grown:
            continue
        high = plot.tallest(5.2) * (1 - 0.3 * abs(way)) * plot.chance(f"high{number}", 0.88, 1)
        stem = plot.stalk(high, way * plot.half * 0.95, way * plot.half * 0.15)
        plot.dots.line(stem, grown, "stem")
        if number < 3:
            plot.leaves(stem, grown, 2, plot.half * 0.55, top=0.2)
        buds = max(round(high * 0.14), 3)
        for bud in range(round(buds * plot.since(born + 0.22, 0.35))):
            x, y = stem(grown * (1 - 0.36 * bud / buds))
            side = 1 if bud % 2 else -1
            plot.dots.each([(x, y), (x + side, y), (x - side, y + 1), (x + side * 1.6, y + 1)], "bloom")


def _poppy(plot: Plot) -> None:
    """Slender stems, each with a bowl of petals."""
    ways = ((0.12, 1.0), (-0.5, 0.8), (0.62, 0.68), (-0.2, 0.58), (0.3, 0.47), (-0.75, 0.5))
    for number, (way, tall) in enumerate(ways):
        born = 0.13 * number
        grown = plot.since(born, 0.5) ** 0.8
        if not grown:
            continue
        size = max(min(plot.half * 0.34, plot.high * 0.1), 1.2) * (1 - 0.06 * number)
        high = plot.tallest(5.6) * tall - size * 2
        stem = plot.stalk(high, way * plot.half * 0.85, way * plot.half * 0.1)
        plot.dots.line(stem, grown, "stem")
        if number < 2:
            plot.leaves(stem, grown, 3, plot.half * 0.62, top=0.4)
        opened = plot.since(born + 0.28, 0.3)
        if opened:
            plot.bowl(*stem(grown), size * (0.45 + 0.55 * opened))


def _fern(plot: Plot) -> None:
    """Fronds that arch outwards; young ones are still curled."""
    ways = ((-0.55, 1.0), (0.8, 0.86), (-1.0, 0.56), (1.0, 0.42), (0.14, 1.06), (-0.95, 0.24))
    for number, (way, tall) in enumerate(ways):
        grown = plot.since(0.11 * number, 0.6)
        if not grown:
            continue
        high = plot.tallest(3.4) * tall
        frond = arch(way * plot.half * 0.92, high, power=1.3, turn=0.62)
        plot.dots.line(frond, grown, "stem")
        pairs = max(round(high / 4), 4)
        for pair in range(1, pairs):
            place = 0.24 + 0.76 * pair / pairs
            age = min((grown - place) * 4 + 0.25, 1)
            long = plot.half * 0.28 * (1.2 - place) * age * (0.5 + 0.5 * tall)
            for side in (-1, 1) if grown > place else ():
                tilt = math.pi / 2 - side * 1.1 - way * 1.3 * place
                plot.dots.leaf(*frond(place), tilt, long, "leaf", width=0)
        if 0.1 < grown < 0.97:
            x, y = frond(grown)
            curl = max(plot.half * 0.13, 1)
            plot.dots.disc(x + (curl if way > 0 else -curl), y, curl, "bloom", inner=curl * 0.6)


def _cherry(plot: Plot) -> None:
    """A small tree: a trunk that forks, and blossom on its twigs."""
    lean = plot.chance("lean", -0.12, 0.12)
    _branch(plot, 0, 0, math.pi / 2 + lean, min(plot.high * 0.9, plot.half * 3.6) * 0.36, 0, "")


def _branch(plot: Plot, x: float, y: float, angle: float, long: float, born: float, name: str) -> None:
    """Let a branch grow from a point, and others from its end; *name* has a letter for each fork below it."""
    depth, grown = len(name), plot.since(born, 0.22)
    if not grown:
        return
    angle += plot.chance(f"turn{name}", -0.15, 0.15)
    line = straight(x, y, math.cos(angle) * long, math.sin(angle) * long)
    plot.dots.line(line, grown, "stem", max(3 - depth, 0) * 0.9 * plot.since(born + 0.15, 0.5))
    if depth >= 2:
        _blossom(plot, x, y, angle, long, plot.since(born + 0.14, 0.3), name)
    else:
        for place, side in ((0.6, 1), (0.75, -1), (0.97, 1), (0.97, -1)):
            if grown >= place:
                plot.dots.leaf(*line(place), angle - side * 0.9, plot.half * 0.22, "leaf")
    if depth < 4 and grown > 0.6:
        spread = plot.chance(f"spread{name}", 0.38, 0.62)
        for letter, side, place in (("l", -1, 0.72), ("r", 1, 1.0), *(() if name else (("m", 0, 1.0),))):
            shorter = long * plot.chance(f"long{name}{letter}", 0.62, 0.78)
            later = born + 0.14 + 0.02 * abs(side + 0.5)
            _branch(plot, *line(place), angle - side * spread, shorter, later, name + letter)


def _blossom(plot: Plot, x: float, y: float, angle: float, long: float, share: float, name: str) -> None:
    """Scatter blossom, and leaves among it, along the outer half of a twig."""
    for puff in range(round(share * 9)):
        way = plot.chance(f"way{name}{puff}", 0, math.tau)
        far = plot.chance(f"far{name}{puff}", 0, plot.half * 0.19)
        out = long * (0.55 + 0.45 * plot.chance(f"out{name}{puff}"))
        across = x + math.cos(angle) * out + math.cos(way) * far
        up = y + math.sin(angle) * out + math.sin(way) * far
        plot.dots.each([(across, up), (across + 1, up), (across, up + 1)], "bloom" if puff % 3 else "leaf")


def _foxglove(plot: Plot) -> None:
    """A tall spike with flowers all along it, wide at the foot and narrow at the top."""
    for number, (way, tall) in enumerate(((0.0, 1.0), (0.55, 0.62), (-0.6, 0.5))):
        born = 0.34 * number
        share = plot.since(born, 0.72) ** 0.8
        if not share:
            continue
        high = plot.tallest(6.8) * tall
        stem = plot.stalk(high, (way * 0.7 + plot.chance("lean", -0.1, 0.1)) * plot.half, way * 2)
        plot.dots.line(stem, share, "stem")
        plot.leaves(stem, share, 4, plot.half * 0.4 * (1 + tall), top=0.26)
        count = max(round(high * 0.155), 3)
        for bloom in range(count):
            place = 0.36 + 0.6 * bloom / count
            age = min((share - place) * 5, plot.since(born + 0.25, 0.2) * 2, 1)
            if age > 0:
                x, y = stem(place)
                size = max(plot.half * 0.32 * (1.2 - place) * age * (0.6 + 0.4 * tall), 0.8)
                plot.bell(x + (1 if bloom % 2 else -1) * (size * 0.9 + 0.6), y, size)


def _wild_carrot(plot: Plot) -> None:
    """Stems that open into umbrellas of tiny flowers."""
    ways = ((-0.08, 1.0), (0.5, 0.74), (-0.58, 0.62), (0.72, 0.46), (-0.7, 0.36))
    for number, (way, tall) in enumerate(ways):
        born = 0.15 * number
        share = plot.since(born, 0.6) ** 0.8
        if not share:
            continue
        spread = min(plot.half * 0.62, plot.high * 0.22) * (1 - 0.14 * number)
        stem = plot.stalk(plot.tallest(6) * tall - spread * 0.6, way * plot.half * 0.9)
        plot.dots.line(stem, share, "stem")
        if number == 0:
            plot.leaves(stem, share, 5, plot.half * 0.55, top=0.6)
        opened = plot.since(born + 0.24, 0.35)
        if opened:
            plot.umbrella(*stem(share), spread * (0.3 + 0.7 * opened), opened)


def _wild_rose(plot: Plot) -> None:
    """A bush of canes with flowers all over it."""
    high = min(plot.high * 0.8, plot.half * 3.2)
    for number, way in enumerate((0.08, -0.5, 0.62, -0.95, 1.0, -0.25, 0.34, -0.72, 0.82)):
        born = 0.075 * number
        grown = plot.since(born, 0.5) ** 0.8
        if not grown:
            continue
        tall = high * (1 - 0.5 * abs(way) ** 1.5) * plot.chance(f"tall{number}", 0.8, 1)
        cane = arch(way * plot.half * 0.9, tall, power=0.8, turn=0.44)
        plot.dots.line(cane, grown, "stem")
        plot.leaves(cane, grown, 5, max(plot.half * 0.3, 2), top=0.95)
        for bloom, place in enumerate((1.0, 0.66, 0.42)):
            if plot.since(born + 0.3 + 0.14 * bloom, 0.2) and grown >= place * 0.8:
                plot.dots.glyph(*cane(min(place, grown)), "✿", "bloom")


KINDS: tuple[Callable[[Plot], None], ...] = (
    _sunflower,
    _bellflower,
    _lavender,
    _poppy,
    _fern,
    _cherry,
    _foxglove,
    _wild_carrot,
    _wild_rose,
)


@lru_cache(maxsize=256)
def drawn(kind: int, seed: int, growth: int, columns: int, rows: int) -> Dots:
    """Draw a plant; whoever asks may read what comes back, and leaves it as it is.

    Args:
        kind: Any number; the kinds come round again.
        seed: Makes this one differ a little from others of its kind.
        growth: How much it has grown; 0 or less is bare ground.
        columns: Cells from left to right.
        rows: Cells from the ground up.
    """
    plot = Plot(columns, rows, seed, growth)
    if growth > 0:
        KINDS[kind % len(KINDS)](plot)
    return plot.dots
