"""Telling a big loss from ordinary editing."""

import pytest

from workbook.store.losses import fuller_of, holds, lost_much, was_replaced
from workbook.values import Value

LONG = "a wording that took a while to find and that nobody would want to lose by a slip"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("short", "", True),
        ("short", "  \n", True),
        ("", "", False),
        (None, "x", False),
        (7, None, True),
        (LONG, LONG[:30], True),
        (LONG, LONG[:60], False),
        ("a" * 60, "a" * 25, False),
        ("a" * 90, "a" * 44, True),
        (["one", "two"], ["one"], True),
        (["one", "two"], ["one", ""], True),
        (["one", ""], ["one"], False),
        (["one", "two"], ["on", "two", "three"], False),
        ([{"a": "x"}, {"a": "y"}], [{"a": "x"}], True),
        ({"text": LONG, "opens": "2027-01-01"}, {"text": "", "opens": "2027-01-01"}, True),
    ],
)
def test_what_counts_as_a_big_loss(before: Value, after: Value, *, expected: bool) -> None:
    """Nothing left; 40 characters gone and less than half left; an item or row gone."""
    assert lost_much(before, after) is expected


def test_a_paste_over_a_text_replaces_it() -> None:
    """As many other words in its place are a loss all the same; writing on and mending are not."""
    assert was_replaced(LONG, "z" * len(LONG))
    assert not was_replaced(LONG, LONG + " and more")
    assert not was_replaced(LONG, LONG.replace("slip", "mistake"))
    assert not was_replaced("short", "other")


def test_a_wording_is_held_by_a_fuller_one() -> None:
    """A text by one that contains it, a list by one that has all its items."""
    assert holds(LONG, LONG[:50])
    assert not holds(LONG, "other words")
    assert holds(["one", "two"], ["two"])
    assert not holds(["one", "two"], ["three"])
    assert fuller_of(LONG, "short") == LONG
