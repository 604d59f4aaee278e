"""Any JSON becomes a proper answer with all its words, and an answer can be read as text."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.content.packs import values
from workbook.values import MAX_PARTS, Value, as_text, clean_value, is_blank, is_letter, parts_of

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
