"""Letters sorted into those that wait and those that have opened, and the words about them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.progress.letters import about, announcement, newly_opened, sort_letters
from workbook.store.records import Layer
from workbook.values import COMING_BACK, NOT_YET, Seals

NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def letter(letter_id: str, opens: str, at: datetime = NOW) -> Layer:
    """Make a letter."""
    raw = {"id": letter_id, "value": {"text": "secret", "opens": opens}, "question": "Dear?"}
    return Layer.from_json({**raw, "at": at.isoformat()})


LETTERS = st.lists(
    st.builds(
        letter,
        st.text("abc", min_size=1, max_size=3),
        st.sampled_from(["", NOT_YET, COMING_BACK, "2026-11-01", "2026-11-22", "2026-11-23", "2027-01-01"]),
        st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 22), timezones=st.just(UTC)),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(LETTERS, st.frozensets(st.text("abc", min_size=1, max_size=3)))
def test_every_letter_is_on_one_shelf(letters: list[Layer], opened: frozenset[str]) -> None:
    """None is lost or shown twice, and none that has opened waits."""
    found = sort_letters(letters, Seals(TODAY, opened), {})
    assert sorted(one.id for one in (*found.waiting, *found.opened)) == sorted(one.id for one in letters)
    assert not opened & {one.id for one in found.waiting}
    assert all(Seals(TODAY, opened).hide(one.value, one.id) for one in found.waiting)


def test_the_nearest_day_and_the_last_to_open_stand_first() -> None:
    """Days before occasions; among the opened ones the time of opening counts, not of writing."""
    letters = [
        letter("occasion", NOT_YET),
        letter("far", "2027-03-01"),
        letter("near", "2026-12-01"),
        letter("page", "", NOW - timedelta(days=9)),
        letter("old", COMING_BACK, NOW - timedelta(days=99)),
    ]
    found = sort_letters(letters, Seals(TODAY, {"old"}), {"old": NOW})
    assert [one.id for one in found.waiting] == ["near", "far", "occasion"]
    assert [one.id for one in found.opened] == ["old", "page"]


@pytest.mark.parametrize(
    ("days", "opens", "is_closed", "words"),
    [
        (0, NOT_YET, True, "written just now · opens when something ends in “not yet”"),
        (0.1, "2026-12-22", True, "written at 09:40 · opens on 22 December 2026"),
        (1, COMING_BACK, False, "written yesterday · was to open when you come back after a while"),
        (200, "", False, "written on 6 May"),
    ],
)
def test_what_is_said_about_a_letter(days: float, opens: str, is_closed: bool, words: str) -> None:
    """When it was written and what it waits for, and nothing of what is in it."""
    one = letter("1", opens, NOW - timedelta(days=days))
    assert about(one, NOW, is_closed=is_closed) == words


def test_each_opening_is_told_once() -> None:
    """What was spoken of is left out; what is no letter of a question is not spoken of."""
    letters = [letter("c", NOT_YET), letter("b", NOT_YET), letter("a", NOT_YET)]
    assert [one.id for one in newly_opened(letters, ["a", "entry", "c"], 0)] == ["c", "a"]
    assert [one.id for one in newly_opened(letters, ["a", "entry", "c"], 1)] == ["c"]
    assert newly_opened(letters, ["a", "entry", "c"], 3) == []


def test_the_announcement_names_the_day_and_not_the_words() -> None:
    """One line, with the way there; none when nothing opened."""
    may = letter("1", NOT_YET, datetime(2026, 5, 3, 9, 0, tzinfo=UTC))
    assert (
        announcement([may], NOW)
        == "A letter you wrote on 3 May has opened. It stands under Letters, in Ctrl+P."
    )
    assert announcement([may, may], NOW).startswith("Some letters you wrote to yourself have opened.")
    assert announcement([], NOW) == ""
