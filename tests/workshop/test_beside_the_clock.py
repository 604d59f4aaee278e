"""What is known of a session beside its clock: seats, groups, notes, and what the room is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.test_running import AGENDA, BEGAN, BEGUN
from workbook.workshop.facts import Fact, FactKind
from workbook.workshop.running import CONTACTS, GROUPS, MINUTE, TIME, Drawn, Running, session_from


def one(kind: FactKind, words: str = "", *, number: int = 0, index: int = -1) -> Fact:
    """A fact of words."""
    return Fact(kind=kind, at=BEGAN, elapsed=60.0, words=words, number=number, index=index)


def drawn(index: int, *groups: tuple[int, ...], alone: tuple[int, ...] = ()) -> Fact:
    """A draw for a block."""
    return Fact(kind="drawn", at=BEGAN, elapsed=60.0, index=index, groups=groups, seats=alone)


def after(*facts: Fact) -> Running:
    """The session after its beginning and some facts, read back from what was written."""
    rows = [json.loads(json.dumps(fact.to_json())) for fact in (*BEGUN, *facts)]
    return session_from(AGENDA, [fact for row in rows if (fact := Fact.from_json(row))])


def test_groups_are_known_after_a_crash() -> None:
    """What was drawn should be there with who works alone, so that nobody meets the same person again."""
    session = after(drawn(0, (1, 2), (3, 4), alone=(5,)))
    assert session.groups_now == Drawn(0, ((1, 2), (3, 4)), (5,))


def test_drawing_anew_replaces_what_was_never_sat_in() -> None:
    """Only the last draw of a block counts as having met."""
    session = after(drawn(0, (1, 2), (3, 4)), drawn(1, (1, 3), (2, 4)), drawn(0, (1, 4), (2, 3)))
    assert session.drawn == (Drawn(0, ((1, 4), (2, 3))), Drawn(1, ((1, 3), (2, 4))))


def test_the_last_head_count_counts() -> None:
    """People come late and leave: everyone who is there is named by seat each time."""
    first = Fact(kind="seated", at=BEGAN, elapsed=0.0, seats=(1, 2, 3))
    second = Fact(kind="seated", at=BEGAN, elapsed=9.0, seats=(1, 3, 4))
    assert after(first, second).seats == (1, 3, 4)


def test_a_note_grows_in_its_place() -> None:
    """A note that is written on replaces itself and stays with the block in which it began."""
    session = after(
        one("noted", "The", number=1),
        one("noted", "Another", number=2),
        Fact(kind="entered", at=BEGAN, elapsed=70.0, index=1),
        one("noted", "The room is cold", number=1),
        one("noted", "third"),
    )
    assert session.notes == ((0, "The room is cold"), (0, "Another"), (1, "third"))


def test_groups_and_contacts_leave_the_room_with_their_block() -> None:
    """The time stays as it was chosen; what belongs to a block goes with it."""
    shown = (one("shown", GROUPS), one("shown", CONTACTS))
    assert after().shown == frozenset()
    entered = Fact(kind="entered", at=BEGAN, elapsed=70.0, index=1)
    assert after(*shown, entered).shown == frozenset()
    assert after(*shown, one("shown", TIME), entered).shown == {TIME}
    assert after(*shown, one("hidden", GROUPS)).shown == {CONTACTS}


def test_a_block_that_was_left_out_gets_its_length_back() -> None:
    """A proposal had dropped it: taken in again, or entered, it has its planned minutes."""
    dropped = Fact(kind="accepted", at=BEGAN, elapsed=60.0, lengths=((2, 0),))
    assert after(dropped).skipped == {2}
    again = after(dropped, one("unskipped", index=2))
    assert (again.skipped, again.lengths[2]) == (frozenset(), 8 * MINUTE)
    entered = after(dropped, Fact(kind="entered", at=BEGAN, elapsed=70.0, index=2))
    assert entered.left(70) == 8 * MINUTE
    assert after(dropped, one("unskipped", index=2), one("undone")).skipped == {2}


def test_what_was_made_ready_is_kept() -> None:
    """Ticks and the contacts typed in should still be there."""
    session = after(one("ticked", "paper"), one("ticked", "place"), one("unticked", "paper"))
    assert session.ticked == {"place"}
    assert after(one("contacts", "Crisis team: 555")).contacts == "Crisis team: 555"


@pytest.mark.parametrize("seats", [None, "1", [0, -1, "2", 1.5, True], {"1": 1}])
def test_seats_that_are_none_are_left_out(seats: object) -> None:
    """Rows from another hand should give no seat that makes no sense."""
    row = {"kind": "drawn", "elapsed": 1, "seats": seats, "groups": [seats, [2, 1]] if seats else seats}
    fact = Fact.from_json(row)
    assert fact is not None
    assert fact.seats == ()
    assert fact.groups in ((), ((1, 2),))


@given(st.lists(st.sets(st.integers(1, 40), min_size=1), max_size=6))
def test_groups_survive_being_written_down(groups: list[set[int]]) -> None:
    """Read back, they should be the same groups."""
    tuples = tuple(tuple(sorted(group)) for group in groups)
    assert Fact.from_json(json.loads(json.dumps(drawn(2, *tuples).to_json()))) == drawn(2, *tuples)
