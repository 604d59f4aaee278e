"""Groups: everyone in one, nobody twice with the same person while that can be avoided."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.workshop.groups import Draw, Groups, Wishes, draw, sizes, with_late_arrival


def session(people: int, size: int, rounds: int) -> list[Draw]:
    """Several rounds one after the other."""
    drawn: list[Draw] = []
    for number in range(rounds):
        before = [one.groups for one in drawn]
        drawn.append(draw(range(1, people + 1), size, before=before, seed=number))
    return drawn


def test_forty_people_in_fours_meet_nobody_twice() -> None:
    """Over five rounds no pair should repeat."""
    rounds = session(40, 4, 5)
    assert [one.repeated for one in rounds] == [0] * 5
    pairs = [pair for one in rounds for group in one.groups for pair in combinations(group, 2)]
    assert len(pairs) == len(set(pairs)) == 5 * 10 * 6


def test_twelve_people_in_pairs_meet_nobody_twice() -> None:
    """Over six rounds of pairs everybody has six partners."""
    assert [one.repeated for one in session(12, 2, 6)] == [0] * 6


@pytest.mark.parametrize(
    ("people", "size", "expected"),
    [
        (0, 2, ()),
        (1, 2, (1,)),
        (2, 2, (2,)),
        (7, 2, (3, 2, 2)),
        (4, 4, (4,)),
        (5, 4, (5,)),
        (6, 4, (3, 3)),
        (7, 4, (4, 3)),
        (9, 4, (5, 4)),
        (11, 4, (4, 4, 3)),
        (13, 3, (4, 3, 3, 3)),
        (8, 3, (4, 4)),
    ],
)
def test_nobody_is_left_over(people: int, size: int, expected: tuple[int, ...]) -> None:
    """An odd number makes one triad; a few too many make some groups larger, or all a little smaller."""
    assert sizes(people, size) == expected


@given(st.integers(0, 60), st.integers(2, 6))
def test_sizes_are_as_even_as_can_be(people: int, size: int) -> None:
    """All are in, no group differs from another by more than one, and none is a single person among others."""
    found = sizes(people, size)
    assert sum(found) == people
    assert not found or max(found) - min(found) <= 1
    assert people < 2 or min(found, default=2) >= 2
    assert people < size or max(found) <= size + 1


ROUNDS = st.integers(0, 3)


@settings(max_examples=40)
@given(st.integers(0, 24), st.integers(2, 5), ROUNDS, st.integers(0, 99))
def test_everyone_is_in_exactly_one_group(people: int, size: int, rounds: int, seed: int) -> None:
    """Whatever came before, each seat stands in one group, and the same seed draws the same."""
    before: list[Groups] = [one.groups for one in session(people, size, rounds)]
    drawn = draw(range(1, people + 1), size, before=before, seed=seed)
    assert sorted(seat for group in drawn.groups for seat in group) == [*range(1, people + 1)]
    assert sorted(map(len, drawn.groups)) == sorted(sizes(people, size))
    assert drawn == draw(range(1, people + 1), size, before=before, seed=seed)


def test_wishes_are_met() -> None:
    """Two who asked to be apart are, two who came together stay together, and one may work alone."""
    wishes = Wishes(apart=[frozenset((1, 2))], together=[frozenset((3, 4))], alone=[5])
    for seed in range(20):
        drawn = draw(range(1, 10), 4, wishes=wishes, seed=seed)
        group_of = {seat: group for group in drawn.groups for seat in group}
        assert group_of[1] != group_of[2]
        assert group_of[3] == group_of[4]
        assert drawn.alone == (5,)
        assert 5 not in group_of
        assert drawn.unmet == ()


def test_a_wish_that_cannot_be_met_is_said() -> None:
    """With two people in the room they are together, and the facilitator is told."""
    drawn = draw([1, 2], 2, wishes=Wishes(apart=[frozenset((1, 2))]), seed=1)
    assert drawn.groups == ((1, 2),)
    assert drawn.unmet == (frozenset((1, 2)),)


def test_who_comes_late_joins_the_smallest_group() -> None:
    """The others stay where they are."""
    assert with_late_arrival(((1, 2, 3), (4, 5)), 6, 2) == ((1, 2, 3), (4, 5, 6))
    assert with_late_arrival(((1, 2), (3, 4)), 5, 2) == ((1, 2, 5), (3, 4))
    assert with_late_arrival((), 1, 2) == ((1,),)
