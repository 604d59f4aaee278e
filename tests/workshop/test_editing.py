"""Changing a plan step by step breaks no rule by itself, and every step can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshop.test_templates import LENGTHS, template
from workbook.workshop import editing
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.editing import Change, Editing, clock_in_words, read_start, times_of
from workbook.workshop.rules import MOST_BLOCKS, agenda_findings, block_findings

places = st.integers(0, 30)
numbers = st.integers(-5, 2000)
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(lambda place, n: lambda agenda: editing.with_minutes(agenda, place % len(agenda.blocks), n), places, numbers),
    st.builds(lambda place, n: lambda agenda: editing.with_least(agenda, place % len(agenda.blocks), n), places, numbers),
    st.builds(lambda place: lambda agenda: editing.with_protection_turned(agenda, place % len(agenda.blocks)), places),
    st.builds(lambda place: lambda agenda: editing.with_choice_turned(agenda, place % len(agenda.blocks)), places),
    st.builds(lambda place: lambda agenda: editing.with_section(agenda, place % len(agenda.blocks), "staying"), places),
    st.builds(lambda place, n: lambda agenda: editing.moved(agenda, place % len(agenda.blocks), n), places, numbers),
    st.builds(lambda place: lambda agenda: editing.without(agenda, place % len(agenda.blocks)), places),
    st.builds(lambda place: lambda agenda: editing.doubled(agenda, place % len(agenda.blocks)), places),
    st.builds(
        lambda place, kind: lambda agenda: editing.with_new(agenda, place % (len(agenda.blocks) + 1), kind),
        places,
        st.sampled_from(sorted(KINDS.values())),
    ),
    st.builds(lambda n: lambda agenda: editing.with_length(agenda, n), numbers),
    st.builds(lambda least, most: lambda agenda: editing.with_people(agenda, least, most), numbers, numbers),
)  # fmt: skip


@given(st.sampled_from(LENGTHS), st.lists(changes, max_size=25))
@settings(max_examples=150)
def test_no_change_breaks_a_rule_of_a_block(length: int, steps: list[Change]) -> None:
    """Only where the first and last block stand, and the sum, are left to the facilitator."""
    agenda = template(length)
    for step in steps:
        agenda = step(agenda)
    wrong = [finding.wrong for finding in block_findings(agenda) if not finding.warning]
    assert [words for words in wrong if not words.startswith(("the first block", "the last block"))] == []
    whole = [finding.wrong for finding in agenda_findings(agenda) if not finding.warning]
    assert all(words.startswith("the blocks take") for words in whole)
    assert 1 <= agenda.people_least <= agenda.people_most
    assert 1 <= len(agenda.blocks) <= MOST_BLOCKS


@given(st.lists(changes, max_size=15))
def test_every_change_can_be_taken_back_and_made_again(steps: list[Change]) -> None:
    """Going all the way back should lead to the beginning, and forward to the end."""
    session = Editing(template(45))
    states = [session.agenda]
    for step in steps:
        if session.change(step):
            states.append(session.agenda)
    for state in reversed(states[:-1]):
        assert session.undo()
        assert session.agenda == state
    assert not session.undo()
    for state in states[1:]:
        assert session.redo()
        assert session.agenda == state
    assert not session.redo()


def test_typing_in_one_box_is_taken_back_together() -> None:
    """A title typed letter by letter is one step; another box, or going elsewhere first, begins a new one."""
    session = Editing(template(45))
    before = session.agenda
    for title in ("T", "Ti", "Tit"):
        session.change(lambda agenda, title=title: replace(agenda, title=title), "title")  # type: ignore[misc]
    session.settle()
    session.change(lambda agenda: replace(agenda, title="Other"), "title")
    session.undo()
    assert session.agenda.title == "Tit"
    session.undo()
    assert session.agenda == before


def test_the_times_are_sums() -> None:
    """Starts follow each other; slack is what is left until the hard end."""
    blocks = tuple(Block(kind="round", title="R", minutes=minutes, least=3) for minutes in (5, 10, 7))
    agenda = Agenda(title="T", minutes=30, people_least=4, people_most=8, blocks=blocks)
    times = times_of(agenda)
    assert (times.starts, times.end, times.slack, times.room) == ((0, 5, 15), 22, 8, 13)
    assert times_of(editing.with_length(agenda, 20)).slack == -2


def test_the_least_follows_the_minutes() -> None:
    """A block as long as its least stays so; a least of its own is kept until the block is shorter."""
    blocks = (
        Block(kind="round", title="Same", minutes=5, least=5),
        Block(kind="round", title="Own", minutes=9, least=5),
        Block(kind="check-out", title="Kept", minutes=5, least=5, protected=True),
        Block(kind="buffer", title="Spare", minutes=5, least=0),
    )
    agenda = Agenda(title="T", minutes=30, people_least=4, people_most=8, blocks=blocks)
    assert [editing.with_minutes(agenda, place, 12).blocks[place].least for place in range(4)] == [
        12,
        5,
        12,
        0,
    ]
    assert [editing.with_minutes(agenda, place, 3).blocks[place].least for place in range(4)] == [3, 3, 3, 0]


@pytest.mark.parametrize(
    ("text", "minute"),
    [("18:00", 1080), ("18.30", 1110), ("9", 540), (" 0:05 ", 5), ("24:00", None), ("18:60", None), ("1:5", None),
     ("", None), ("later", None), ("-1:00", None), ("١٨:٠٠", None), ("18:00:00", None), ("999", None)],
)  # fmt: skip
def test_a_start_is_read_or_refused(text: str, minute: int | None) -> None:
    """Times of day as people write them; nothing else."""
    assert read_start(text) == minute


def test_times_are_said_with_and_without_a_start() -> None:
    """From the start on, or of the day, past midnight too."""
    assert [clock_in_words(passed, None) for passed in (0, 5, 65, 720)] == ["0:00", "0:05", "1:05", "12:00"]
    assert [clock_in_words(passed, 23 * 60 + 50) for passed in (0, 5, 15)] == ["23:50", "23:55", "00:05"]


def test_the_last_block_and_the_most_blocks_stay() -> None:
    """There is always one block, and never more than a file may have."""
    agenda = template(45)
    many = replace(agenda, blocks=agenda.blocks[:1] * MOST_BLOCKS)
    assert editing.doubled(many, 3) == many
    assert editing.with_new(many, 0, "round") == many
    assert editing.without(replace(agenda, blocks=agenda.blocks[:1]), 0).blocks == agenda.blocks[:1]
