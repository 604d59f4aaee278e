"""Looking back: the days on offer, the sentence to rehearse, the name of an entry, the tally."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content.kinds import LineKind, ScaleKind
from workbook.content.model import Ending, Field, LookBack, Practice
from workbook.progress.looking_back import days_to_offer, name_of, sentence, shown_today, tally
from workbook.store.records import Entry
from workbook.values import Value

LOOK_BACK = LookBack(
    after_days=3,
    ask="How did it go?",
    endings=(Ending(id="kept", label="Kept", met=True), Ending(id="not-yet", label="Not yet")),
    tally="{met} of {all} went as well as you expected or better.",
)
PROMISES = Practice(
    id="promises",
    title="Promises",
    entry="promise",
    rehearse="When {when}, I will {then}.",
    fields=(
        Field(id="when", label="When", kind=LineKind()),
        Field(id="then", label="I will", kind=LineKind()),
        Field(id="sure", label="Sure", kind=ScaleKind()),
    ),
    look_back=LOOK_BACK,
)


def _entry(values: dict[str, Value], ending: str = "") -> Entry:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Entry(
        id="e",
        practice_id="promises",
        title="Promises",
        values=values,
        labels={},
        visit_id="v",
        at=at,
        saved_at=at,
        offset="+00:00",
        ending=ending,
    )


def test_the_days_come_in_order_with_no_need_last() -> None:
    """Tomorrow, the practice's own day, a week, a month, and nothing."""
    assert days_to_offer(LOOK_BACK, date(2026, 11, 22)) == [
        ("Tomorrow", "2026-11-23"),
        ("In 3 days", "2026-11-25"),
        ("In a week", "2026-11-29"),
        ("In a month", "2026-12-22"),
        ("No need to", ""),
    ]


@pytest.mark.parametrize(
    ("when", "then", "said"),
    [
        ("the kettle is on", "drink water", "When the kettle is on, I will drink water."),
        ("When the kettle is on", "I will drink water.", "When the kettle is on, I will drink water."),
        ("whenever it rains", "iwillow", "When whenever it rains, I will iwillow."),
        ("the kettle is on", "", ""),
        ("{then}", "{when}", "When {then}, I will {when}."),
    ],
)
def test_the_sentence_says_each_word_once(when: str, then: str, said: str) -> None:
    """Words typed again from the sentence should not double; a blank leaves no sentence."""
    assert sentence(PROMISES, {"when": when, "then": then}) == said


def test_an_entry_is_named_by_its_sentence_or_its_first_words() -> None:
    """The sentence when it is whole, else the first field that holds words; never a number before words."""
    assert name_of(PROMISES, _entry({"when": "it rains", "then": "rest"})) == "When it rains, I will rest."
    assert name_of(PROMISES, _entry({"sure": 6, "then": "rest"})) == "rest"
    assert name_of(PROMISES, _entry({})) == ""
    letter: Value = {"text": "dear me", "opens": "not-yet"}
    assert name_of(PROMISES, _entry({"when": letter, "then": "rest"})) == "rest"
    assert sentence(PROMISES, {"when": letter, "then": "rest"}) == ""


def test_the_tally_waits_until_there_is_something_to_say() -> None:
    """Two endings say nothing; from three on, those that were met are counted in words."""
    ended = [_entry({}, "kept"), _entry({}, "not-yet")]
    assert tally(LOOK_BACK, ended) == ""
    assert tally(LOOK_BACK, [*ended, _entry({}, "kept"), _entry({})]) == (
        "2 of 3 went as well as you expected or better."
    )


@given(st.integers(0, 12), st.integers(0, 400))
def test_at_most_three_come_up_and_stay_all_day(count: int, days: int) -> None:
    """Of all that waits at most three are shown, oldest first; ending one lets the others stay."""
    due = [replace(_entry({}), id=f"e{number}") for number in range(count)]
    today = date(2026, 11, 22) + timedelta(days=days)
    shown = shown_today(due, today)
    assert len(shown) == min(count, 3)
    assert shown == [entry for entry in due if entry in shown]
    if shown:
        rest = [entry for entry in due if entry != shown[0]]
        assert {entry.id for entry in shown[1:]} <= {entry.id for entry in shown_today(rest, today)}


def test_everything_that_waits_gets_its_turn() -> None:
    """Over some days each of many entries comes up: the oldest do not keep the others away."""
    due = [replace(_entry({}), id=f"e{number}") for number in range(9)]
    days = [date(2026, 11, 22) + timedelta(days=day) for day in range(30)]
    assert {entry.id for day in days for entry in shown_today(due, day)} == {entry.id for entry in due}
