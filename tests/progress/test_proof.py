"""Proof: which sentence stands at a place, and which of those that were kept is shown on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.progress.proof import LONGEST, proof_of_the_day, sentence_at
from workbook.store.records import Mark
from workbook.text import one_line

TEXTS = st.text(st.sampled_from("ab é.?!…”\"')\n\t  "), max_size=80)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def mark(words: str, day: date = date(2025, 5, 3)) -> Mark:
    """A sentence kept on a day."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Mark(target=f"layer-{words}", kind="proof", at=at, offset="+00:00", words=words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("I stayed.| I left later.", "I stayed."),
        ("I stayed. I le|ft later.", "I left later."),
        ("I stayed. |I left later.", "I left later."),
        ("Did I stay?! Yes|", "Yes"),
        ("She said “stay.” I st|ayed.", "I stayed."),
        ("She said “st|ay.” I stayed.", "She said “stay.”"),
        ("I was… ti|red. Then not.", "I was… tired."),
        ("I was tired… |Then not.", "Then not."),
        ("It took 3.5| hours. Then sleep.", "It took 3.5 hours."),
        ("one line\nanother|\nthird", "another"),
        ("no full   stop| at all", "no full stop at all"),
        ("A line\n|\nanother", ""),
        ("|", ""),
    ],
)
def test_the_sentence_at_the_cursor(text: str, sentence: str) -> None:
    """The sentence in which the cursor stands, or just after which it stands, should be taken whole."""
    offset = text.index("|")
    assert sentence_at(text.replace("|", ""), offset) == sentence


@settings(max_examples=150)
@given(TEXTS, st.integers(-3, 90))
def test_a_sentence_stands_in_its_text(text: str, offset: int) -> None:
    """Whatever is written, a sentence is found wherever its line says something, word for word."""
    sentence = sentence_at(text, offset)
    assert sentence in one_line(text, 400)
    start = text.rfind("\n", 0, min(max(offset, 0), len(text))) + 1
    assert bool(sentence) == bool(text[start:].partition("\n")[0].strip())


def test_a_sentence_without_end_is_cut() -> None:
    """A page without a full stop should not be kept whole."""
    assert len(sentence_at("word " * 2000, 5000)) <= LONGEST


@settings(max_examples=60)
@given(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), DAYS, st.randoms())
def test_the_proof_of_a_day_does_not_depend_on_the_order(words: list[str], day: date, chance: object) -> None:
    """The same sentences should give the same one on the same day, in whatever order they come."""
    marks = [mark(one) for one in words]
    shuffled = list(marks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert proof_of_the_day(marks, day) == proof_of_the_day(shuffled, day)
    assert (proof_of_the_day(marks, day) is None) is (not words)


@settings(max_examples=60)
@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=6), DAYS)
def test_what_is_kept_today_waits_until_tomorrow(words: list[str], day: date) -> None:
    """Keeping another sentence should not change the one that is shown today."""
    marks = [mark(one) for one in words]
    shown = proof_of_the_day(marks, day)
    assert proof_of_the_day([*marks, mark("new", day)], day) == shown


def test_several_sentences_take_turns() -> None:
    """Over two months each of a few sentences should be shown, and letting one go leaves other days alone."""
    marks = [mark(one) for one in "abcd"]
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(60)]
    shown = [proof_of_the_day(marks, day) for day in days]
    assert set(shown) == set(marks)
    without = [proof_of_the_day(marks[1:], day) for day in days]
    assert all(after == before for before, after in zip(shown, without, strict=True) if before != marks[0])
