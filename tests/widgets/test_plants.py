"""The plants: drawn from numbers alone, keeping their shape, growing for years, one cell to a character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from workbook.widgets.plants import KINDS, drawn
from workbook.widgets.plot import ripeness

kinds = st.integers(0, 2 * len(KINDS))
seeds = st.integers(0, 2**32 - 1)
sizes = st.tuples(st.integers(1, 20), st.integers(1, 24))


@settings(max_examples=60)
@given(kinds, seeds, st.integers(1, 400), st.integers(0, 400), sizes)
def test_stems_and_leaves_stay_where_they_are(
    kind: int, seed: int, growth: int, more: int, size: tuple[int, int]
) -> None:
    """However much a plant grows on, no dot of its stems and leaves goes out."""
    before = drawn(kind, seed, growth, *size).lit("stem", "leaf")
    assert before <= drawn(kind, seed, growth + more, *size).lit()


@settings(max_examples=40)
@given(kinds, seeds, st.integers(0, 10_000), sizes)
def test_every_character_is_one_cell_wide(kind: int, seed: int, growth: int, size: tuple[int, int]) -> None:
    """At any size and growth every row should be as wide as it was asked to be."""
    columns, rows = size
    dots = drawn(kind, seed, growth, columns, rows)
    for number in range(rows):
        characters = [character for character, _ in dots.row(number)]
        assert [cell_len(character) for character in characters] == [1] * columns


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_the_same_numbers_draw_the_same_plant(kind: int) -> None:
    """Drawing it afresh gives what was drawn before; bare ground gives nothing."""
    first = drawn(kind, 7, 30, 12, 14).lit()
    drawn.cache_clear()
    assert drawn(kind, 7, 30, 12, 14).lit() == first
    assert drawn(kind, 7, 0, 12, 14).lit() == set()


def test_no_two_kinds_look_alike() -> None:
    """Told apart by shape alone, without any colour."""
    shapes = [frozenset(drawn(kind, 7, 60, 12, 14).lit()) for kind in range(len(KINDS))]
    for number, shape in enumerate(shapes):
        assert all(len(shape & other) < 0.75 * len(shape | other) for other in shapes[number + 1 :])


@pytest.mark.parametrize("size", [(12, 22), (8, 12)])
@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_a_plant_grows_from_the_first_word_to_the_second_year(kind: int, size: tuple[int, int]) -> None:
    """One answer shows something; a week, a month, a year and a second year each show more."""
    amounts = [len(drawn(kind, 99, growth, *size).lit()) for growth in (1, 6, 25, 120, 700)]
    assert amounts[0] > 3
    assert amounts == sorted(set(amounts))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_ripeness_never_stops(growth: int, more: int) -> None:
    """It always grows, and never reaches one."""
    assert 0 <= ripeness(growth) < ripeness(growth + more) < 1
