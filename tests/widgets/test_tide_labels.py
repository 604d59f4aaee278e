"""Words and months beside the water: none upon another, all in their place, wide letters too."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from workbook.progress.tide import HIGHEST, Point, Tide
from workbook.widgets.tide_labels import APART, Label, line_of, months_beneath, words_and_months, words_beside
from workbook.widgets.water import Spread, crest

BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WORDS = st.text(alphabet="ab 你好👩e\u0301ﷺ", max_size=40).map(lambda text: " ".join(text.split()))
POINTS = st.tuples(WORDS, st.integers(0, HIGHEST), st.integers(-900, 900))
"""A word, a level, and the days since the visit before."""
TIDES = st.lists(POINTS, min_size=1, max_size=30)
WIDTHS = st.integers(30, 120)


def a_tide(drawn: list[tuple[str, int, int]]) -> Tide:
    """A tide of such visits."""
    points, at = [], BEGIN
    for word, level, days in drawn:
        at += timedelta(days=days)
        points.append(Point(at=at, offset="+00:00", height=level, level=level, word=word))
    return Tide(tuple(points))


def are_apart(labels: list[Label]) -> bool:
    """Whether no two labels touch."""
    placed = sorted(labels, key=lambda label: label.column)
    return all(left.end + APART <= right.column for left, right in pairwise(placed))


@given(TIDES, WIDTHS)
@settings(max_examples=60)
def test_no_label_touches_another(drawn: list[tuple[str, int, int]], width: int) -> None:
    """Whatever was put down and however wide it is, labels should keep apart and stay within the picture."""
    tide, spread = a_tide(drawn), Spread(len(drawn), width)
    newest = range(spread.columns - width, spread.columns)
    for labels in (
        words_beside(tide, spread),
        months_beneath(tide, spread, newest),
        words_and_months(tide, spread, newest),
    ):
        assert are_apart(labels)
        assert all(label.column >= 0 and label.end <= spread.columns for label in labels)
        line = line_of([(label, Style()) for label in labels], newest, Style())
        assert sum(cell_len(segment.text) for segment in line) == width


@given(TIDES, WIDTHS)
@settings(max_examples=60)
def test_the_newest_word_always_stands_there(drawn: list[tuple[str, int, int]], width: int) -> None:
    """Where there is not room for all words, the newest should be among them."""
    tide = a_tide(drawn)
    spoken = [index for index, point in enumerate(tide.points) if point.word]
    labels = words_beside(tide, Spread(len(drawn), width))
    assert [label.index for label in labels][:1] == spoken[-1:]


@given(TIDES, WIDTHS, st.integers(2, 30))
@settings(max_examples=60)
def test_no_crest_touches_the_ground(drawn: list[tuple[str, int, int]], width: int, rows: int) -> None:
    """No visit should be drawn at the bottom, as if it were nothing, and none above the top."""
    tide, spread = a_tide(drawn), Spread(len(drawn), width)
    heights = crest(tide, spread, range(spread.columns), rows)
    assert min(heights) >= rows * 8 * 0.4
    assert max(heights) <= rows * 8


def test_a_month_is_named_once_and_with_a_new_year() -> None:
    """A month should stand where it begins, with the year where that is not clear."""
    tide = a_tide([("", 5, 0), ("", 5, 1), ("", 5, 280), ("", 5, 30)])
    spread = Spread(4, 80)
    labels = months_beneath(tide, spread, range(80))
    assert [label.text for label in labels] == ["March 2026", "December", "January 2027"]
    assert [label.index for label in labels] == [0, 2, 3]


def test_a_word_stands_by_its_month_on_a_single_line() -> None:
    """On one line a word should be named with its month, but for a month that was just named."""
    tide = a_tide([("wobbly", 3, 0), ("slow", 3, 2), ("", 5, 60), ("steadier", 6, 40)])
    labels = words_and_months(tide, Spread(4, 120), range(120))
    assert [label.text for label in labels] == ["March · “wobbly”", "“slow”", "May", "June · “steadier”"]
