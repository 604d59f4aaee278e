"""A session is reckoned from facts: time left, late or not, undo, and the same after a crash."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.moments import EPOCH
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.facts import KINDS as FACT_KINDS
from workbook.workshop.facts import Fact, FactKind, standing
from workbook.workshop.running import MINUTE, Running, session_from

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def block(kind: str, minutes: int, least: int = 0, *, optional: bool = False) -> Block:
    """A block as an agenda would have it."""
    protected = kind == "check-out"
    return Block(
        kind=KINDS[kind],
        title=kind,
        minutes=minutes,
        least=minutes if protected else least,
        protected=protected,
        optional=optional,
    )


AGENDA = Agenda(
    title="Small promises",
    minutes=30,
    people_least=4,
    people_most=20,
    blocks=(
        block("check-in", 5, 3),
        block("writing", 10, 6),
        block("round", 8, 4, optional=True),
        block("buffer", 2),
        block("check-out", 5),
    ),
)


def fact(kind: FactKind, minute: float, index: int = -1, **more: int) -> Fact:
    """Something that happened so many minutes after the beginning."""
    seconds = minute * MINUTE
    at = BEGAN + timedelta(seconds=seconds)
    return Fact(kind=kind, at=at, elapsed=seconds, index=index, minutes=more.get("minutes", 0))


def minutes_left(session: Running, minute: float) -> float:
    """The time left in the present block, in minutes."""
    return session.left(minute * MINUTE) / MINUTE


BEGUN = (fact("begun", 0), fact("entered", 0, 0))


def test_the_clock_of_a_block_runs_down_and_counts_on() -> None:
    """Five minutes run down to none, and then over."""
    session = session_from(AGENDA, BEGUN)
    assert [minutes_left(session, minute) for minute in (0, 3, 5, 7)] == [5, 2, 0, -2]


def test_a_pause_holds_the_block_and_not_the_day() -> None:
    """While paused the block's time stands; the end of the session comes nearer all the same."""
    paused = session_from(AGENDA, [*BEGUN, fact("paused", 2)])
    assert minutes_left(paused, 9) == 3
    assert paused.late(9 * MINUTE) == 7 * MINUTE
    resumed = session_from(AGENDA, [*BEGUN, fact("paused", 2), fact("resumed", 9)])
    assert minutes_left(resumed, 10) == 2
    assert resumed.late(10 * MINUTE) == 7 * MINUTE


def test_a_soft_stop_in_a_pause_ends_in_the_pause() -> None:
    """The quiet card goes, and the clock still stands until the pause is over as well."""
    facts = [*BEGUN, fact("paused", 1), fact("hushed", 2), fact("unhushed", 6)]
    session = session_from(AGENDA, facts)
    assert (session.is_hushed, session.is_halted) == (False, True)
    assert minutes_left(session_from(AGENDA, [*facts, fact("resumed", 8)]), 8) == 4


def test_next_while_the_room_is_quiet_keeps_it_quiet() -> None:
    """A soft stop holds over the change of blocks; its clock does not run."""
    session = session_from(AGENDA, [*BEGUN, fact("hushed", 2), fact("entered", 3, 1)])
    assert session.is_hushed
    assert minutes_left(session, 20) == 10


def test_going_back_goes_on_where_the_block_was() -> None:
    """What a block has taken stays taken."""
    session = session_from(AGENDA, [*BEGUN, fact("entered", 4, 1), fact("entered", 6, 0)])
    assert minutes_left(session, 6) == 1
    assert session.still_needed(1, 6 * MINUTE) == 8 * MINUTE


def test_late_leads_to_a_proposal_and_accepting_it_ends_in_time() -> None:
    """Five minutes over in the first block: the buffer goes, writing and round give a little."""
    facts = [*BEGUN, fact("entered", 10, 1)]
    session = session_from(AGENDA, facts)
    now = 10 * MINUTE
    assert session.late(now) == 5 * MINUTE
    proposal = session.proposal(now)
    assert proposal.minutes == {2: 5, 3: 0}
    accepted = Fact(kind="accepted", at=BEGAN, elapsed=now, lengths=tuple(proposal.minutes.items()))
    after = session_from(AGENDA, [*facts, accepted])
    assert after.late(now) == 0
    assert after.proposal(now).changes_nothing
    assert after.skipped == {3}
    assert after.lengths[4] == 5 * MINUTE
    undone = session_from(AGENDA, [*facts, accepted, fact("undone", 11)])
    assert undone == session


def test_undo_takes_back_the_last_change_but_not_the_beginning() -> None:
    """Next, undone, is as if it had not been pressed; the first block stays."""
    facts = [*BEGUN, fact("entered", 4, 1), fact("undone", 4.1)]
    session = session_from(AGENDA, facts)
    assert (session.present, minutes_left(session, 4.5)) == (0, 0.5)
    assert session_from(AGENDA, [*facts, fact("undone", 5), fact("undone", 6)]).present == 0


def test_the_end_can_be_taken_back() -> None:
    """A slip of the finger does not end a session for good."""
    facts = [*BEGUN, fact("ended", 4)]
    assert session_from(AGENDA, facts).block is None
    assert minutes_left(session_from(AGENDA, [*facts, fact("undone", 4.5)]), 4.5) == 0.5


def test_skipped_blocks_are_passed_over_both_ways() -> None:
    """Next and back find the blocks that are left, and a skipped one can be entered on purpose."""
    session = session_from(AGENDA, [*BEGUN, fact("skipped", 1, 1), fact("skipped", 1, 2)])
    assert (session.following, session.preceding) == (3, None)
    assert session.late(1 * MINUTE) == -18 * MINUTE
    entered = session_from(AGENDA, [*BEGUN, fact("skipped", 1, 1), fact("entered", 2, 1)])
    assert entered.skipped == frozenset()


def test_a_minute_more_is_a_minute_more() -> None:
    """Added minutes show at once in what is left and in what is late."""
    session = session_from(AGENDA, [*BEGUN, fact("lengthened", 1, 0, minutes=1)])
    assert minutes_left(session, 1) == 5
    assert session.late(1 * MINUTE) == 1 * MINUTE


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"kind": "exploded", "elapsed": 1},
        {"kind": "paused"},
        {"kind": "paused", "elapsed": -1},
        {"kind": "paused", "elapsed": "1"},
        {"kind": "paused", "elapsed": float("nan")},
    ],
)
def test_what_is_no_fact_is_none(row: dict[str, object]) -> None:
    """A row from another hand or another version should be left out, not guessed at."""
    assert Fact.from_json(row) is None


FACTS = st.lists(
    st.builds(
        lambda kind, gap, index, minutes, lengths: (kind, gap, index, minutes, tuple(lengths.items())),
        st.sampled_from([*FACT_KINDS]),
        st.integers(0, 600),
        st.integers(-2, 6),
        st.integers(-3, 3),
        st.dictionaries(st.integers(-1, 6), st.integers(-1, 12), max_size=3),
    ),
    max_size=25,
).map(
    lambda rows: [
        *BEGUN,
        *(
            Fact(
                kind=FACT_KINDS[kind],
                at=BEGAN + timedelta(seconds=elapsed),
                elapsed=float(elapsed),
                index=index,
                minutes=minutes,
                lengths=lengths,
            )
            for elapsed, (kind, _, index, minutes, lengths) in zip(
                [sum(row[1] for row in rows[: number + 1]) for number in range(len(rows))],
                rows,
                strict=True,
            )
        ),
    ]
)


@given(FACTS, st.integers(0, 3600))
def test_any_facts_give_a_session(facts: list[Fact], later: int) -> None:
    """However facts follow each other, the session is in one of its blocks and its figures make sense."""
    session = session_from(AGENDA, facts)
    now = facts[-1].elapsed + later
    assert 0 <= session.present < len(AGENDA.blocks)
    assert all(length >= 0 for length in session.lengths)
    assert all(taken >= 0 for taken in session.taken)
    assert sum(session.taken_by(index, now) for index in range(len(AGENDA.blocks))) <= now + 0.001
    assert session.is_halted or session.block is None or session.left(now) <= session.lengths[session.present]
    proposal = session.proposal(now)
    assert all(minutes >= 0 for minutes in proposal.minutes.values())


@given(FACTS)
def test_facts_survive_being_written_down(facts: list[Fact]) -> None:
    """Read back from JSON, they should tell of the same session."""
    rows = [json.loads(json.dumps(one.to_json(), allow_nan=False)) for one in facts]
    again = [found for row in rows if (found := Fact.from_json(row)) is not None]
    assert session_from(AGENDA, again) == session_from(AGENDA, facts)


@given(FACTS)
def test_undo_restores(facts: list[Fact]) -> None:
    """Entering a block and taking it back should leave everything as it was."""
    now = facts[-1].elapsed
    entered = Fact(kind="entered", at=BEGAN, elapsed=now, index=1)
    undone = Fact(kind="undone", at=BEGAN, elapsed=now)
    assert session_from(AGENDA, [*facts, entered, undone]) == session_from(AGENDA, facts)


def test_a_session_taken_back_a_hundred_thousand_times_is_read_at_once() -> None:
    """Facts come from a file: what is undone is found without looking at all of them again."""
    begun = Fact(kind="entered", at=EPOCH, elapsed=0.0, index=0)
    longer = Fact(kind="lengthened", at=EPOCH, elapsed=1.0, index=0, minutes=1)
    undone = Fact(kind="undone", at=EPOCH, elapsed=1.0)
    assert standing((begun, *(longer, longer, undone) * 50_000)) == (begun, *(longer,) * 50_000)
    assert standing((begun, *(longer, undone, undone) * 50_000)) == (begun,)
