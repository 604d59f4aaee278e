"""The picture of the map: room for everything in every window, one place for each section, shapes that tell all."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import CHAPTERS
from tests.progress.test_map import packs_and_pasts
from workbook.content.loader import Pack, open_pack
from workbook.progress.history import History
from workbook.progress.map import map_of
from workbook.progress.states import SectionState
from workbook.widgets.map_layout import MapLayout, Spot, cut, lay_out, wrapped
from workbook.widgets.map_painting import shapes
from workbook.widgets.map_trail import spots_along, strokes

REAL = map_of(open_pack(CHAPTERS), History())
STATES = [
    SectionState("untouched"),
    SectionState("opened"),
    SectionState("resting"),
    *(SectionState(name, times) for name in ("answered", "resting") for times in (1,)),
    *(SectionState(name, times) for name in ("returned", "resting") for times in (2, 3, 9)),
]
FEW = settings(max_examples=60, deadline=None)
WIDTHS, HEIGHTS = st.integers(20, 210), st.integers(4, 70)


def width_of(layout: MapLayout) -> int:
    """Cells that the whole picture takes."""
    return layout.names + layout.width


def height_of(layout: MapLayout) -> int:
    """Lines that the whole picture takes."""
    return layout.header + layout.height


@FEW
@given(packs_and_pasts(), WIDTHS, HEIGHTS)
def test_everything_has_a_place_of_its_own(given: tuple[Pack, History], width: int, height: int) -> None:
    """Each section has one spot under each of its themes, in its chapter's column and its theme's lines."""
    found = map_of(*given)
    layout = lay_out(found, width, height)
    shown = [(spot.theme_id, spot.section_id) for spot in layout.spots]
    assert sorted(shown) == sorted(
        (theme, name) for (theme, _), names in found.cells.items() for name in names
    )
    columns = {column.chapter_id: column for column in layout.columns}
    rows = {row.theme_id: row.y for row in layout.rows}
    for spot in layout.spots:
        column = columns[found.sections[spot.section_id].outline.chapter_id]
        assert column.x < spot.x < column.x + column.width
        assert rows[spot.theme_id] <= spot.y < layout.height
    for one, other in pairwise(sorted(layout.spots, key=lambda spot: (spot.y, spot.x))):
        assert one.y < other.y or other.x - one.x >= 2
        assert one.y < other.y or one.theme_id == other.theme_id


@FEW
@given(packs_and_pasts(), WIDTHS, HEIGHTS)
def test_lines_that_run_through_are_unbroken(given: tuple[Pack, History], width: int, height: int) -> None:
    """A trail passes its stops in order, and from each stroke leads on to another or to a stop."""
    found = map_of(*given)
    layout = lay_out(found, width, height)
    for trail in found.trails:
        wanted = [stop.section.id for stop in trail.route.stops]
        way = spots_along(layout, wanted)
        assert [spot.section_id for spot in way] == wanted
        drawn = strokes(layout, way)
        if not layout.gap:
            assert drawn == {}
            continue
        for one, other in pairwise(way):
            assert other in joined(drawn, one, way)


def joined(drawn: dict[tuple[int, int], str], start: Spot, way: list[Spot]) -> list[Spot]:
    """Follow the line from a stop, and give the stops it comes to."""
    seen, waiting = set(), [(start.x, start.y)]
    while waiting:
        x, y = waiting.pop()
        if (x, y) in drawn and (x, y) not in seen:
            seen.add((x, y))
            for side, (by_x, by_y) in {"╵": (0, -1), "╷": (0, 1), "╴": (-1, 0), "╶": (1, 0)}.items():
                if side in SIDES[drawn[x, y]]:
                    waiting.append((x + by_x, y + by_y))
    return [spot for spot in way if (spot.x, spot.y) in seen]


SIDES = {
    **{side: side for side in "╵╷╴╶"},
    **{"│": "╵╷", "─": "╴╶", "╯": "╵╴", "╰": "╵╶", "╮": "╷╴", "╭": "╷╶"},
    **{"┤": "╵╷╴", "├": "╵╷╶", "┴": "╵╴╶", "┬": "╷╴╶", "┼": "╵╷╴╶"},
}


@pytest.mark.parametrize(
    ("width", "height", "gap"), [(77, 20, 1), (117, 30, 2), (197, 52, 4), (60, 24, 1), (39, 11, 0)]
)
def test_the_real_pack_fits(width: int, height: int, gap: int) -> None:
    """In a usual window all chapters and themes should be in sight, with room for lines; narrow, all chapters."""
    layout = lay_out(REAL, width, height)
    assert width_of(layout) <= width
    assert layout.gap == gap
    assert height_of(layout) <= height or width < 50
    if width > 70:
        assert all(cell_len(row.title) < layout.names - layout.indent for row in layout.rows)


def test_the_shortest_way_is_drawn() -> None:
    """Of the places where a stop stands, a trail should run through the one that is nearest."""
    layout = lay_out(REAL, 77, 20)
    way = spots_along(layout, ["small-promises", "after-a-mistake"])
    assert {spot.theme_id for spot in way} == {"kindness"}
    assert "".join(strokes(layout, way).values()) == "╵╭─╮╵"


def test_shapes_tell_states_and_depths_apart() -> None:
    """Without any colour each state and depth should look like no other, on a trail and beside it."""
    for room in (2, 3, 4):
        assert len({shapes(state, room) for state in STATES}) == len(STATES)
    assert len({shapes(state, 3, 0) for state in STATES}) == len(STATES)
    assert shapes(SectionState("returned", 12), 2) == "●⁺"
    assert shapes(SectionState("returned", 12), 3) == "●¹²"
    assert shapes(SectionState("resting", 4), 3, 1) == "2◌⁴"
    assert shapes(SectionState("returned", 4), 2, 11) == "12"


@given(st.sampled_from(STATES), st.integers(2, 6), st.none() | st.integers(0, 30))
def test_shapes_keep_to_their_room(state: SectionState, room: int, stop: int | None) -> None:
    """No section should be drawn over its neighbour."""
    assert 0 < cell_len(shapes(state, room, stop)) <= room


@given(st.text("ab 你é", max_size=40), st.integers(1, 12), st.integers(1, 3))
def test_titles_keep_to_their_room(title: str, width: int, most: int) -> None:
    """Whatever a chapter is called, its title takes no more lines and cells than it is given."""
    lines = wrapped(title, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)
    assert cut("Promises", 6) == "Promi…"
