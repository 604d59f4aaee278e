"""What a facilitator reads: calm words for time, for a proposal, for groups and seats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.test_running import AGENDA
from workbook.workshop.agenda import KINDS
from workbook.workshop.groups import sizes
from workbook.workshop.in_words import (
    KIND_IN_WORDS,
    ahead_or_behind,
    is_late,
    proposal_in_words,
    sizes_in_words,
    time_left,
)
from workbook.workshop.pacing import Change, Proposal
from workbook.workshop.readiness import things_to_have_ready
from workbook.workshop.seats import ANIMALS, COLOURS, NAMINGS, NUMBERS, seat_called, seat_name


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (300, "5 minutes left"),
        (240.1, "5 minutes left"),
        (240, "4 minutes left"),
        (61, "2 minutes left"),
        (60, "1 minute left"),
        (50, "50 seconds left"),
        (0.4, "10 seconds left"),
        (0, "Time is up"),
        (-59, "Time is up"),
        (-60, "1 minute over"),
        (-179, "2 minutes over"),
    ],
)
def test_time_left_is_said_in_few_words(seconds: float, words: str) -> None:
    """Minutes, tens of seconds at the last, and then calmly over."""
    assert time_left(seconds) == words


@given(st.floats(-7200, 7200))
def test_what_is_said_changes_seldom(seconds: float) -> None:
    """But for the last minute, what stands there should be the same for most of a minute."""
    if seconds > 61:
        assert len({time_left(seconds - step) for step in range(10)}) <= 2


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (0, "on time"),
        (59, "on time"),
        (-59, "on time"),
        (60, "1 minute behind"),
        (190, "3 minutes behind"),
        (-250, "4 minutes ahead"),
    ],
)
def test_ahead_or_behind(late: float, words: str) -> None:
    """Less than a minute either way is on time, and nothing is proposed."""
    assert ahead_or_behind(late) == words
    assert is_late(late) == words.endswith("behind")


def test_a_proposal_is_a_line_for_each_change() -> None:
    """As "writing 10 → 8", and what is left out is said to be."""
    proposal = Proposal(changes=(Change(1, 10, 8), Change(2, 8, 0), Change(3, 2, 0)), dropped=(2,))
    assert proposal_in_words(proposal, AGENDA) == ("writing 10 → 8", "round: left out", "buffer 2 → 0")


@pytest.mark.parametrize(
    ("people", "size", "words"),
    [
        (8, 2, "4 pairs"),
        (9, 2, "3 pairs and 1 group of three"),
        (3, 2, "1 group of three"),
        (2, 2, "1 pair"),
        (1, 2, "1 person alone"),
        (14, 4, "2 groups of 5 and 1 group of four"),
        (23, 6, "3 groups of 6 and 1 group of 5"),
        (0, 2, ""),
    ],
)
def test_sizes_are_said_before_the_draw(people: int, size: int, words: str) -> None:
    """An odd number should be known before anyone stands up."""
    assert sizes_in_words(sizes(people, size)) == words


@pytest.mark.parametrize("naming", NAMINGS)
def test_seats_have_names_of_their_own(naming: str) -> None:
    """No two of forty are called the same, and what is typed finds its seat again."""
    names = [seat_name(seat, naming) for seat in range(1, 201)]
    assert len(set(names)) == 200
    assert [seat_called(name, naming) for name in names] == [*range(1, 201)]
    if naming != NUMBERS:
        assert all(name.isalpha() for name in names[:40])


@pytest.mark.parametrize("words", ["", "0", "-1", "anna", "amber x", "amber 1", "²"])
def test_what_is_no_seat_is_none(words: str) -> None:
    """A name of a person, above all, is no seat."""
    assert seat_called(words, COLOURS) is None


def test_a_number_finds_an_animal() -> None:
    """Whoever counts chairs should not need the list."""
    assert seat_called("2", ANIMALS) == 2


def test_every_kind_has_a_word() -> None:
    """Whatever a block is, it can be said."""
    assert set(KIND_IN_WORDS) == set(KINDS)


def test_a_second_facilitator_is_thought_of_above_twelve() -> None:
    """Twelve is fine alone; thirteen are not."""
    assert "co-facilitator" not in [thing.id for thing in things_to_have_ready(AGENDA, 12)]
    assert "co-facilitator" in [thing.id for thing in things_to_have_ready(AGENDA, 13)]
