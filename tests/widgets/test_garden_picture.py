"""The garden as rows of cells: at any size, with few plants or many, each thing in its own place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from workbook.progress.garden import Garden, Plant, Sown, SownKind
from workbook.widgets.garden_picture import NOTHING, SOWN, Cell, beds_for, picture, spot
from workbook.widgets.garden_strip import most_grown

TITLES = ("Promises", "Kindness", "Keeping yourself company", "Unlearning", "慈しみ", "[b]bold[/b]")


def a_garden(plants: int, growth: int = 20, sown: int = 0, *, resting: bool = False) -> Garden:
    """A garden with some plants, and as many seeds, weeds and seedlings in turn."""
    kinds: tuple[SownKind, ...] = ("seed", "weed", "seedling")
    return Garden(
        plants=tuple(
            Plant(
                theme_id=f"theme-{index}",
                title=TITLES[index % len(TITLES)],
                kind=index,
                growth=growth,
                is_resting=resting,
            )
            for index in range(plants)
        ),
        sown=tuple(
            Sown(kind=kinds[index % 3], words=f"words {index}", entry_id=f"e{index}") for index in range(sown)
        ),
    )


def text(rows: list[list[Cell]]) -> str:
    """The characters alone."""
    return "\n".join("".join(cell.character for cell in row) for row in rows)


def parts(rows: list[list[Cell]]) -> set[int]:
    """Everything that can be clicked."""
    return {cell.part for row in rows for cell in row} - {NOTHING}


def drawn(garden: Garden, width: int, height: int, first: int = 0, chosen: int = NOTHING) -> list[list[Cell]]:
    """Draw a garden at a size."""
    return picture(garden, beds_for(len(garden.plants), width), width, height, first, chosen=chosen)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 30), st.integers(0, 300), st.integers(0, 40), st.integers(1, 130), st.integers(1, 40))
def test_any_garden_fits_any_size(plants: int, growth: int, sown: int, width: int, height: int) -> None:
    """Every row is exactly as wide as there is room, in cells."""
    rows = drawn(a_garden(plants, growth, sown), width, height)
    assert len(rows) == height
    for row in rows:
        assert sum(cell_len(cell.character) for cell in row) == width


@pytest.mark.parametrize("width", [76, 80, 116, 196])
def test_nine_plants_stand_side_by_side(width: int) -> None:
    """From eighty columns on all nine are in sight, with their names."""
    rows = drawn(a_garden(9), width, 17)
    assert parts(rows) == set(range(9))
    assert text(rows).count("Promises") == 2
    assert "›" not in text(rows)


def test_long_names_take_several_rows_where_there_is_room() -> None:
    """Whole words in rows; between narrow plants two rows in turn, and never beyond the edge."""
    wide = text(drawn(a_garden(9), 116, 29))
    assert all(word in wide for word in ("Keeping", "yourself", "company"))
    narrow = text(drawn(a_garden(9), 76, 17)).splitlines()
    assert "Promises" in narrow[-2]
    assert "Kindness" in narrow[-1]
    assert "Keeping…" in narrow[-2], "cut at a word"


def test_thirty_plants_are_walked_through() -> None:
    """A few are in sight; as little as can be moves to bring another in, and arrows say that there is more."""
    beds = beds_for(30, 116)
    assert 5 <= beds.shown < 30
    assert beds.first_for(0, 0) == 0
    assert beds.first_for(beds.shown - 1, 0) == 0
    assert beds.first_for(beds.shown, 0) == 1
    assert beds.first_for(29, 0) == 30 - beds.shown
    assert beds.first_for(12, 15) == 12
    middle = drawn(a_garden(30), 116, 20, first=3)
    assert parts(middle) == set(range(3, 3 + beds.shown))
    assert "‹" in text(middle)
    assert "›" in text(middle)


def test_what_was_sown_stays_in_its_place() -> None:
    """Another seed moves none that is there, nothing sown is left out, and each looks like what it is."""
    beds = beds_for(9, 116)
    few, many = drawn(a_garden(9, 0, sown=6), 116, 24), drawn(a_garden(9, 0, sown=20), 116, 24)
    for number in range(6):
        places = [
            {(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell.part == SOWN + number}
            for rows in (few, many)
        ]
        assert places[0]
        assert places[0] == places[1]
    assert {SOWN + number for number in range(20)} <= parts(many)
    assert len({spot(index, beds) for index in range(16)}) == 16
    looks = {cell.part: cell.character for row in few for cell in reversed(row) if cell.character in "•❋✿"}
    assert [looks[SOWN + number] for number in range(3)] == ["•", "❋", "✿"]


def test_the_chosen_one_stands_out_by_itself() -> None:
    """The name of the plant, or the seed; nothing else changes."""
    for chosen in (2, SOWN + 1):
        rows = drawn(a_garden(9, sown=4), 116, 24, chosen=chosen)
        assert {cell.part for row in rows for cell in row if cell.ink == "chosen"} == {chosen}
        assert text(rows) == text(drawn(a_garden(9, sown=4), 116, 24))


def test_whatever_is_chosen_can_be_seen() -> None:
    """Also where more was sown than there are places."""
    for number in range(60):
        rows = drawn(a_garden(9, sown=60), 76, 17, chosen=SOWN + number)
        assert "chosen" in {cell.ink for row in rows for cell in row}


def test_a_resting_plant_keeps_its_shape() -> None:
    """It is drawn as it was, in a quieter ink, and its name has the mark for resting."""
    awake, resting = drawn(a_garden(4), 60, 24), drawn(a_garden(4, resting=True), 60, 24)
    ground = next(number for number, row in enumerate(awake) if row[0].ink == "ground")
    assert text(awake[:ground]) == text(resting[:ground])
    assert {cell.ink for row in resting[:ground] for cell in row} <= {"", "rest", "grass", "sky"}
    assert "◌ Promises" in text(resting)


def test_bare_ground_is_ready() -> None:
    """A little mound for every plant that may come."""
    assert text(drawn(a_garden(9, growth=0), 116, 24)).count("⢀⣤⡀") == 9


def test_a_narrow_strip_keeps_what_has_grown_most() -> None:
    """In the order of the pack, looking as it does in the whole garden."""
    plants = tuple(
        Plant(theme_id=name, title=name, kind=kind, growth=growth)
        for kind, (name, growth) in enumerate((("a", 0), ("b", 9), ("c", 3), ("d", 9)))
    )
    assert [plant.theme_id for plant in most_grown(Garden(plants=plants), 3).plants] == ["b", "c", "d"]
    assert most_grown(Garden(plants=plants), 4).plants == plants
