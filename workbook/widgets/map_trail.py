"""A trail drawn through the map: which spots it runs through, and the line from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workbook.widgets.map_layout import MapLayout, Spot

Cell = tuple[int, int]
"""x and y, as a spot has them."""

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
STROKES = " ╵╷│╴╯╮┤╶╰╭├─┴┬┼"
"""By the sides they reach to, added up."""


def spots_along(layout: MapLayout, section_ids: Sequence[str]) -> list[Spot]:
    """Choose a spot for every stop, for a section stands under each of its themes: the shortest way through.

    Args:
        layout: The picture.
        section_ids: The stops in order; every one is on the map.
    """
    ways: list[tuple[int, list[Spot]]] = [(0, [])]
    for section_id in section_ids:
        here = [spot for spot in layout.spots if spot.section_id == section_id]
        ways = [
            min(((length + _far(way, spot), [*way, spot]) for length, way in ways), key=lambda way: way[0])
            for spot in here
        ]
    return min(ways, key=lambda way: way[0])[1]


def _far(way: list[Spot], spot: Spot) -> int:
    # Lines are about twice as tall as cells are wide.
    return abs(way[-1].x - spot.x) + 2 * abs(way[-1].y - spot.y) if way else 0


def strokes(layout: MapLayout, way: Sequence[Spot]) -> dict[Cell, str]:
    """Draw the line from stop to stop: down or up behind other sections, across in the gap above the lower stop.

    Args:
        layout: The picture; without gaps there is no room for a line.
        way: The spots of the stops in order.
    """
    sides: dict[Cell, int] = {}
    tops = {row.theme_id: row.y for row in layout.rows}
    for one, other in pairwise(way) if layout.gap else ():
        upper, lower = sorted((one, other), key=lambda spot: spot.y)
        across = tops[lower.theme_id] - 1
        _stroke(sides, (upper.x, upper.y), (upper.x, across))
        _stroke(sides, (upper.x, across), (lower.x, across))
        _stroke(sides, (lower.x, across), (lower.x, lower.y))
    return {cell: STROKES[reached] for cell, reached in sides.items()}


def _stroke(sides: dict[Cell, int], begin: Cell, end: Cell) -> None:
    (x, y), (to_x, to_y) = begin, end
    step = ((to_x > x) - (to_x < x), (to_y > y) - (to_y < y))
    towards, back = {
        (1, 0): (RIGHT, LEFT),
        (-1, 0): (LEFT, RIGHT),
        (0, 1): (DOWN, UP),
        (0, -1): (UP, DOWN),
    }.get(step, (0, 0))
    while (x, y) != (to_x, to_y):
        sides[x, y] = sides.get((x, y), 0) | towards
        x, y = x + step[0], y + step[1]
        sides[x, y] = sides.get((x, y), 0) | back
