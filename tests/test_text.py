"""Cleaning makes any text safe to store and to show, and is done once."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.text import clean, fold, one_line, shorten

CHARS = (
    "a é e\u0301 \r\n\u2028\u0085 \x1b\x07\x9b \u202e\u2066\u200d\u200f \ufeff \ud800 \U000e0041 [/]\t👩‍👧"
)
anything = st.one_of(st.text(st.characters()), st.text(st.sampled_from(CHARS), max_size=40))


@given(anything, st.integers(0, 30))
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    """What has been cleaned should count as clean, whatever the limit."""
    cleaned = clean(text, limit)
    assert clean(cleaned, limit) == cleaned
    assert len(cleaned) <= limit
    assert clean(clean(text)) == clean(text)


@given(anything)
def test_nothing_hostile_is_left(text: str) -> None:
    """No control code, reordering or broken half of a character should be left."""
    for char in clean(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    assert json.loads(json.dumps(clean(text)).encode("utf-8")) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text(st.sampled_from("abc xyz[]/\\{}'\"é’…字\n\t👍🏽")))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    """Words, brackets, quotes, emoji and line ends should not be touched."""
    assert clean(text) == text


def test_line_ends() -> None:
    """Every kind of line end should become a newline, and a pair of them one."""
    assert clean("a\r\nb\rc\u0085d\u2028e\u2029f") == "a\nb\nc\nd\ne\nf"


def test_joiners_and_direction_marks_stay() -> None:
    """Families of emoji and right-to-left scripts should stay whole."""
    text = "👩‍👧 \u200fשלום\u200e می‌خواهم"
    assert clean(text) == text


@given(anything, st.integers(0, 50))
def test_one_line(text: str, limit: int) -> None:
    """A title should be one line without blanks around it, and stay so."""
    line = one_line(text, limit)
    assert "\n" not in line and line == line.strip() and len(line) <= limit
    assert one_line(line, limit) == line


def test_a_line_cut_before_a_word_ends_in_no_blank() -> None:
    """Cutting between two words once left a blank at the end, which went when cleaned again."""
    assert one_line("abc def", 4) == "abc"


@given(anything, st.integers(1, 50))
def test_shortened_text_fits(text: str, width: int) -> None:
    """A shortened text should be one line that fits, and say that it was cut."""
    short = shorten(text, width)
    assert len(short) <= width and "\n" not in short
    assert short == one_line(text) or short.endswith("…")
    assert shorten(text, 0) == ""


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("a few words", 20, "a few words"),
        ("a few words more", 12, "a few words…"),
        ("unbreakable", 5, "unbr…"),
    ],
)
def test_shortening_ends_at_a_word_where_it_can(text: str, width: int, short: str) -> None:
    """A text should be cut between words when that leaves most of it."""
    assert shorten(text, width) == short


def test_folding() -> None:
    """Case should not matter to a search."""
    assert fold("STRASSE") == fold("straße")


MARKS = st.lists(
    st.sampled_from(
        ["a", "u\u0308\u0304", "\u0301\u0323" * 60, "\u0344" * 120, "\u0f73" * 99, "\u034f", " ", "—" * 120]
    ),
    max_size=6,
).map("".join)


@settings(max_examples=40)
@given(MARKS, st.integers(0, 500))
def test_marks_without_end_are_cleaned_once(text: str, limit: int) -> None:
    """However many stand on one letter, and no mark goes."""
    cleaned = clean(text, limit)
    assert clean(cleaned, limit) == cleaned
    whole = clean(text)
    assert unicodedata.is_normalized("NFC", whole)
    assert sorted(unicodedata.normalize("NFD", whole).replace("\u034f", "")) == sorted(
        unicodedata.normalize("NFD", text).replace("\u034f", "")
    )


def test_a_letter_with_200_000_marks_is_cleaned_in_no_time() -> None:
    """Normal form alone would take the square of that: minutes."""
    text = "a" + "\u0301\u0323" * 400_000
    cleaned = clean(text)
    assert len(cleaned) == 200_000
    assert clean(cleaned) == cleaned
    assert one_line(text) == one_line(cleaned)


def test_no_mark_is_a_letter() -> None:
    """What long runs of marks are found by holds for every character there is."""
    marks = "".join(char for char in map(chr, range(0x110000)) if unicodedata.combining(char))
    assert len(marks) > 800
    assert not any(char.isalnum() or char.isspace() or char.isascii() or char == "_" for char in marks)
