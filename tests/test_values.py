"""Any JSON becomes a proper answer with all its words, and an answer can be read as text."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.packs import values
from workbook.values import (
    COMING_BACK,
    MAX_PARTS,
    NOT_YET,
    OCCASIONS,
    Seals,
    Value,
    as_text,
    clean_value,
    is_blank,
    is_letter,
    is_sealed,
    parts_of,
    waits_for,
)

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


def is_proper(value: Value) -> bool:
    """Tell whether a value has one of the shapes that answers have."""
    match value:
        case None | int() | str():
            return not isinstance(value, bool)
        case dict():
            return all(isinstance(part, str) for pair in value.items() for part in pair)
        case _:
            return all(isinstance(part, str) for part in value) or all(
                isinstance(part, dict) and is_proper(part) for part in value
            )


@given(json_values)
def test_any_json_becomes_a_proper_value(raw: Any) -> None:
    """Whatever a file holds, every part of the program should be able to show it."""
    value = clean_value(raw)
    assert is_proper(value)
    assert clean_value(value) == value
    assert json.loads(json.dumps(value)) == value
    assert isinstance(as_text(value), str)
    assert isinstance(is_blank(value), bool)
    assert all(isinstance(part, str) for part in parts_of(value))


@given(values)
def test_proper_values_stay(value: Value) -> None:
    """Cleaning what is clean should change nothing."""
    cleaned = clean_value(value)
    assert clean_value(cleaned) == cleaned


@given(values)
def test_blank_means_without_words(value: Value) -> None:
    """A value should be blank exactly when nothing of it can be read; a number always can."""
    value = clean_value(value)
    assert is_blank(value) == (not as_text(value).strip())


def test_deep_values_keep_their_words() -> None:
    """Lists inside of lists, however deep, should become text and not a crash."""
    deep: Any = "end"
    for _ in range(900):
        deep = [deep]
    assert clean_value(deep) == ["end"]
    assert clean_value({"a": {"b": ["c", None, 1.5]}}) == {"a": "b · c · 1.5"}
    assert clean_value(["a", {"b": "c"}]) == ["a", "b · c"]


def test_long_lists_are_bounded() -> None:
    """A list without end should be cut, not kept."""
    assert len(parts_of(clean_value(["a"] * (MAX_PARTS + 1)))) == MAX_PARTS


def test_letters_and_rows() -> None:
    """A mapping with `opens` and other columns is a row, and its words count."""
    letter: Value = {"text": "", "opens": "2027-01-01"}
    assert is_blank(letter) and as_text({"text": "a", "opens": "2027-01-01"}) == "a"
    assert is_letter({"opens": ""}) and not is_letter({"text": "a"})
    row = {"opens": "nine", "shuts": "five"}
    assert not is_letter(row)
    assert not is_blank(row) and as_text(row) == "opens: nine\nshuts: five"
    assert not is_blank([row]) and as_text([row]) == "opens: nine · shuts: five"


DAYS = st.dates(date(1000, 1, 1))


def letter(opens: str) -> Value:
    """Write a letter."""
    return {"text": "dear", "opens": opens}


@given(DAYS, DAYS)
def test_a_letter_with_a_day_is_closed_until_that_day(opens: date, today: date) -> None:
    """No day that has come should close anything, nor should one to come leave anything open."""
    assert is_sealed(letter(opens.isoformat()), today) == (opens > today)
    assert is_sealed(letter(f" {opens:%Y%m%d} "), today) == (opens > today)


@given(st.one_of(values, st.builds(letter, st.one_of(st.sampled_from(OCCASIONS), DAYS.map(str)))), DAYS)
def test_what_has_opened_is_never_closed_again(value: Value, today: date) -> None:
    """Whatever it waited for, and wherever the clock goes."""
    assert not is_sealed(value, today, opened=True)
    assert not Seals(today, {"1"}).hide(value, "1")
    assert Seals(today, {"1"}).hide(value, "2") == is_sealed(value, today)


@pytest.mark.parametrize("occasion", [NOT_YET, COMING_BACK])
def test_a_letter_with_an_occasion_waits_for_it(occasion: str) -> None:
    """No day opens it."""
    assert is_sealed(letter(occasion), date.max)
    assert waits_for(letter(occasion)) == occasion


@pytest.mark.parametrize("opens", ["", "some day", "2027-02-30", "NOT-YET"])
def test_a_letter_that_waits_for_nothing_stands_open(opens: str) -> None:
    """Neither a day nor an occasion: an open page."""
    assert not is_sealed(letter(opens), date.min)
    assert waits_for(letter(opens)) == ""


@given(values, DAYS)
def test_only_letters_wait(value: Value, today: date) -> None:
    """An answer of another kind, or a row with a column `opens`, is never folded away."""
    value = clean_value(value)
    if not (isinstance(value, dict) and is_letter(value)):
        assert not is_sealed(value, today)


def test_a_letter_of_an_earlier_version_opens_as_it_did() -> None:
    """What older stores hold, letter for letter: a day as text, which opens on that day."""
    stored = json.loads('{"text": "Dear me", "opens": "2026-12-22"}')
    opening = [is_sealed(clean_value(stored), date(2026, 12, day)) for day in (21, 22, 23)]
    assert opening == [True, False, False]
    assert not is_sealed(clean_value({"text": "Dear me"}), date.min)
