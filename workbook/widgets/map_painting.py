"""Drawing the map: line by line, from what was laid out for a window. Pure: styles are named, not resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from workbook.widgets.map_layout import NOTHING, MapLayout, Spot, cut, lay_out
from workbook.widgets.map_trail import Cell, spots_along, strokes
from workbook.widgets.section_list import state_mark

if TYPE_CHECKING:
    from workbook.progress.map import Map, MapTrail
    from workbook.progress.states import SectionState

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOOKS = {
    "untouched": "$quiet",
    "opened": "$foreground",
    "answered": "$primary",
    "returned": "bold $primary",
    "resting": "$quiet",
}
"""Styles of the states; the shapes alone tell them apart."""
TRAIL = "$secondary"
PRESENT = "$block-cursor-foreground on $block-cursor-background"

Place = tuple[str, str]
"""A theme and a section that stands under it, by their ids."""


@dataclass(frozen=True, slots=True)
class MapPlan:
    """Where everything stands in a window, with the drawn trail."""

    found: Map | None
    layout: MapLayout
    lines: dict[int, list[Spot]]
    """The sections, by their lines."""
    stops: dict[Place, int]
    """Where the drawn trail stops, with indexes from 0."""
    strokes: dict[Cell, str]

    def spot(self, place: Place) -> Spot | None:
        """Find where a section stands under a theme."""
        spots = self.layout.spots
        return next((spot for spot in spots if (spot.theme_id, spot.section_id) == place), None)


def map_plan(found: Map | None, trail: MapTrail | None, width: int, height: int) -> MapPlan:
    """Lay the map out for a window.

    Args:
        found: The map; None for an empty one.
        trail: The trail to draw through it, if any.
        width: Cells there are.
        height: Lines there are.
    """
    layout = lay_out(found, width, height) if found else NOTHING
    lines: dict[int, list[Spot]] = {}
    for spot in layout.spots:
        lines.setdefault(spot.y, []).append(spot)
    way = spots_along(layout, [stop.section.id for stop in trail.route.stops] if trail else [])
    drawn = strokes(layout, way)
    if layout.gap and trail and trail.place is not None:
        spot = way[trail.place]
        drawn[spot.x, spot.y - 1] = "▾"
    stops = {(spot.theme_id, spot.section_id): index for index, spot in enumerate(way)}
    return MapPlan(found, layout, lines, stops, drawn)


def theme_line(plan: MapPlan, present: Place, line: int) -> Content:
    """Write what stands at the left of a line: the name of a theme, or nothing.

    Args:
        plan: Where everything stands.
        present: Where the person is.
        line: From 0, below the chapters' titles.
    """
    layout = plan.layout
    row = next((row for row in layout.rows if row.y == line), None)
    if row is None:
        return Content()
    is_present = row.theme_id == present[0] and bool(present[1])
    mark = "▸" if is_present else " "
    return Content.assemble(
        (mark.ljust(layout.indent), "bold $accent"),
        (cut(row.title, layout.names - layout.indent - 1), "bold" if is_present else ""),
    )


def title_line(plan: MapPlan, present: Place, y: int) -> Content:
    """Write a line of the chapters' titles, which stand on the line below them."""
    layout, here = plan.layout, plan.spot(present)
    parts: list[Content] = []
    for index, column in enumerate(layout.columns):
        lines = ("",) * (layout.header - len(column.title)) + column.title
        is_present = here is not None and column.x < here.x <= column.x + column.width
        title = Content.assemble(" ", (lines[y], "bold" if is_present else "$quiet"))
        title += Content(" " * max(column.width - title.cell_length, 0))
        parts.append(title.stylize(_band(index)))
    return Content("").join(parts)


def section_line(plan: MapPlan, present: Place, line: int) -> Content:
    """Draw a line of the part that scrolls: sections, and the trail between them."""
    layout = plan.layout
    cells: list[tuple[str, str]] = [(" ", "")] * (layout.width + layout.pitch)
    for x in range(layout.width):
        if stroke := plan.strokes.get((x, line)):
            cells[x] = (stroke, TRAIL)
    for spot in plan.lines.get(line, []):
        _draw(cells, plan, spot, present)
    drawn = Content.assemble(*cells[: layout.width])
    for index, column in enumerate(layout.columns):
        drawn = drawn.stylize_before(_band(index), column.x, column.x + column.width)
    return drawn


def _draw(cells: list[tuple[str, str]], plan: MapPlan, spot: Spot, present: Place) -> None:
    assert plan.found is not None
    place = (spot.theme_id, spot.section_id)
    state = plan.found.sections[spot.section_id].state
    stop = plan.stops.get(place)
    style = LOOKS[state.name] if stop is None else f"bold {TRAIL}"
    if place == present:
        style = f"bold {PRESENT}"
    elif spot.section_id == present[1]:
        style += " underline"
    drawn = shapes(state, plan.layout.pitch, stop)
    width = 2 if place == present else 1
    for x, shape in enumerate(drawn.ljust(width), start=spot.x):
        cells[x] = (shape, style)


def shapes(state: SectionState, room: int, stop: int | None = None) -> str:
    """Write a section: the number of the stop, the shape of the state, and how often it was answered, raised.

    Args:
        state: Its state.
        room: Cells there are, at least 2; what has no room is left out from the end.
        stop: Its index on the trail that is drawn, from 0; None when it is no stop.
    """
    begin = f"{'' if stop is None else stop + 1}{state_mark(state)}"
    # What rests does not show in its shape whether it was answered.
    counts = state.times > 1 or (state.name == "resting" and state.times > 0)
    depth = str(state.times).translate(RAISED) if counts else ""
    whole = begin + (depth if len(begin + depth) <= room else "⁺")
    return whole[:room]


def _band(index: int) -> str:
    """Every other chapter stands on a ground of its own."""
    return "on $surface" if index % 2 == 0 else ""
