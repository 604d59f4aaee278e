"""The pages of the room's screen: as large as they fit, within the screen's width, never cut."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.hostile import LONG_WORD, TROUBLE
from workbook.screens.room_page import banner, group_label, page, time_in_words
from workbook.widgets.large_letters import SIZES, Size, letter, lines_of
from workbook.widgets.letter_shapes import shape_of
from workbook.workshop.room_view import RoomView

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-–—…’“”äöüßéèñçÅ"
WORDS = st.lists(st.text(PLAIN, min_size=1, max_size=9), max_size=40).map(" ".join)
STRANGE = st.lists(st.sampled_from([TROUBLE, LONG_WORD, "plain", "words"]), max_size=5).map(" ".join)
DOTS = {" ": 0, "▀": 1, "▄": 1, "█": 2}
QUARTERS = dict(zip(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", (bin(code).count("1") for code in range(16)), strict=True))


def ink(words: str) -> int:
    """Count the dots of all letters of some words."""
    shapes = [shape_of(one) for one in words if not one.isspace()]
    return sum(row.count("#") for shape in shapes if shape for row in shape)


@given(WORDS, st.integers(20, 220))
def test_large_letters_lose_no_dot(words: str, width: int) -> None:
    """Every dot of every letter is drawn, in each size, within the width."""
    for size, dots, times in ((2, QUARTERS, 1), (3, DOTS, 1), (4, DOTS, 4)):
        lines = lines_of(words, width, size)  # type: ignore[arg-type]
        if lines is not None:
            assert all(len(line) <= width for line in lines)
            assert sum(dots[one] for line in lines for one in line) == ink(words) * times


@given(WORDS | STRANGE, st.integers(1, 220), st.integers(1, 60), st.sampled_from(SIZES))
def test_words_are_never_cut(words: str, width: int, height: int, largest: Size) -> None:
    """They fit, or they are plain text that holds every word and is longer than the screen."""
    drawn = letter(words, width, height, largest)
    assert drawn.size <= largest
    if width > 1:
        assert all(cell_len(line) <= width for line in drawn.lines)
    if drawn.size:
        assert len(drawn.lines) <= height
    if drawn.size < 2:
        assert "".join("".join(drawn.lines).split()) == "".join(words.split())


VIEWS = st.builds(
    RoomView,
    stage=st.sampled_from(["waiting", "running", "quiet", "over"]),
    title=WORDS,
    question=WORDS | STRANGE,
    say=WORDS,
    agreements=st.lists(WORDS.filter(bool), max_size=3).map(tuple),
    groups=st.lists(
        st.lists(
            st.text("0123456789 otr", min_size=1, max_size=9).map(str.strip).filter(bool),
            min_size=1,
            max_size=5,
        ).map(tuple),
        max_size=6,
    ).map(tuple),
)


@example(RoomView(stage="running", question="word " * 60, groups=(("1", "2"),)), 40, 12, 4)
@given(VIEWS, st.integers(8, 200), st.integers(1, 58), st.sampled_from(SIZES))
def test_every_view_has_a_page(view: RoomView, width: int, height: int, largest: Size) -> None:
    """Whatever is to be shown and however small the screen, it is laid out within the width."""
    found = page(view, width, height, largest)
    assert found.size <= largest
    assert all(cell_len(line.text) <= width for line in found.lines)
    if found.size >= 2:
        assert len(found.lines) <= height
    text = "".join(line.text for line in found.lines)
    if view.stage == "running" and largest == 0:
        kept = view.agreements or (view.question, *(label for group in view.groups for label in group))
        for words in kept:
            assert "".join(words.split()) in "".join(text.split())
    found.content(width, height)


@pytest.mark.parametrize(("width", "height", "size"), [(40, 15, 0), (80, 24, 2), (120, 36, 3), (200, 60, 4)])
def test_a_question_is_as_large_as_there_is_room(width: int, height: int, size: Size) -> None:
    """Plain where there is little, letters of blocks from eighty by twenty-four on."""
    question = "Which promise is so small that you would keep it on a bad day?"
    lines = lines_of(question, width, size)
    assert lines is not None
    assert len(lines) <= height
    drawn = letter(question, width - 8, height - 6)
    assert drawn.size >= min(size, 3)


def test_groups_stand_with_their_letters() -> None:
    """Every seat after the letter of its group."""
    found = page(RoomView(stage="running", groups=(("1", "2"), ("3", "4", "5"))), 60, 20, 0)
    text = " ".join(line.text for line in found.lines).split()
    assert text == ["A", "1", "2", "B", "3", "4", "5"]
    assert [group_label(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_what_the_alphabet_lacks_is_written_plainly() -> None:
    """Other scripts are shown in the terminal's own letters, whole."""
    drawn = letter("Какое обещание?", 120, 36)
    assert drawn.size == 1
    assert drawn.lines == ("Какое обещание?",)


@pytest.mark.parametrize(
    ("left", "words", "changes"),
    [
        (600, "about 10 minutes", 60),
        (595, "about 10 minutes", 55),
        (61, "about 2 minutes", 1),
        (60, "About one more minute", 60),
        (0.5, "About one more minute", 0.5),
        (0, "Coming to an end", None),
        (-300, "Coming to an end", None),
    ],
)
def test_time_is_told_in_whole_minutes(left: float, words: str, changes: float | None) -> None:
    """Never in seconds, and with the moment at which the words change."""
    view = RoomView(stage="running", seconds_left=left, is_ticking=True, shows_time=True)
    assert time_in_words(view, 0) == (words, changes)
    later = RoomView(stage="running", seconds_left=left + 30, is_ticking=True, shows_time=True)
    assert time_in_words(later, 30) == (words, changes)


def test_a_notice_comes_without_a_clock() -> None:
    """Where time is hidden only the last minute is told; a held clock changes nothing by itself."""
    hidden = RoomView(stage="running", seconds_left=300, is_ticking=True, gives_notice=True)
    assert time_in_words(hidden, 0) == ("", 60)
    assert time_in_words(hidden, 250) == ("About one more minute", 50)
    held = RoomView(stage="running", seconds_left=300, shows_time=True)
    assert time_in_words(held, 250) == ("about 5 minutes", None)
    assert time_in_words(RoomView(stage="running"), 0) == ("", None)
    assert time_in_words(RoomView(stage="quiet", seconds_left=30, shows_time=True), 0) == ("", None)


def test_a_banner_is_large_only_on_a_large_screen() -> None:
    """One line as a rule, six at most."""
    assert banner("ends about 19:40", 72, 24) == ("ends about 19:40",)
    assert 1 < len(banner("ends about 19:40", 192, 60)) <= 6
    assert banner("", 192, 60) == ("",)
