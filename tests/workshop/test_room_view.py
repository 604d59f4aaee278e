"""What the room sees: everything it should, always whole, and never anything of the facilitator's own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHAPTERS
from tests.hostile import CONTROLS
from tests.room.sessions import BEGAN, agenda, begun, block, fact
from workbook.workshop.agenda import KINDS, Agenda
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.facts import Fact
from workbook.workshop.room_view import RoomOptions, RoomView, paragraphs, room_view
from workbook.workshop.running import session_from

OPTIONS = RoomOptions(began=BEGAN, offset="+01:00")
SHOWING_ALL = replace(OPTIONS, shows_time=True)
PLAN = agenda(
    block("agreements", say="What is said here\nstays here.\n\nPassing is fine."),
    block("writing", 10, say="For yourself.", title="One promise"),
    block("grounding", say="Look round."),
    minutes=20,
)


def seen(
    *facts: Fact,
    plan: Agenda = PLAN,
    at: float = 0,
    question: str = "",
    options: RoomOptions = OPTIONS,
) -> RoomView:
    """What the room sees after some facts, so many minutes after the beginning."""
    return room_view(session_from(plan, facts), at * 60, question, options)


def test_agreements_are_a_list() -> None:
    """The paragraphs of the block, or the group's own wording; and no words beside them."""
    view = seen(*begun())
    assert view.agreements == ("What is said here stays here.", "Passing is fine.")
    assert view.say == ""
    own = replace(OPTIONS, agreements=("We begin on time.",))
    assert seen(*begun(), options=own).agreements == ("We begin on time.",)


def test_a_question_comes_with_the_words_of_its_block() -> None:
    """What is asked, what is said, what the block is called."""
    view = seen(*begun(1), question="Which one?")
    assert (view.stage, view.title, view.kind) == ("running", "One promise", "writing")
    assert (view.question, view.say) == ("Which one?", "For yourself.")
    assert seen(*begun(1), options=replace(OPTIONS, shows_words=False)).say == ""


def test_a_breath_is_there_to_settle_with() -> None:
    """In a grounding block, unless it is not wanted."""
    assert seen(*begun(2)).breath
    assert not seen(*begun(1)).breath
    assert not seen(*begun(2), options=replace(OPTIONS, shows_breath=False)).breath


def test_time_is_sent_only_where_it_may_be_shown() -> None:
    """Not at all while people listen to each other; where they write, for a minute's notice; always if wanted."""
    assert seen(*begun()).seconds_left is None
    writing = seen(*begun(1), at=4)
    assert (writing.seconds_left, writing.is_ticking) == (360, True)
    assert (writing.shows_time, writing.gives_notice) == (False, True)
    unwanted = seen(*begun(1), options=replace(OPTIONS, gives_notice=False))
    assert (unwanted.seconds_left, unwanted.is_ticking) == (None, False)
    assert seen(*begun(), at=4, options=SHOWING_ALL).seconds_left == 60


def test_a_held_clock_does_not_tick() -> None:
    """In a pause the time stands where it was."""
    view = seen(*begun(1), fact("paused", 2), at=9)
    assert (view.seconds_left, view.is_ticking) == (480, False)
    assert view.aged(300) == view


def test_the_end_is_the_agreed_one_until_it_gets_late() -> None:
    """Ahead of time nothing is promised; late, it is told about, and never earlier than it will be."""
    assert seen(*begun()).ends_about == "19:20"
    assert seen(fact("begun", 0), fact("entered", 0, 2), at=1).ends_about == "19:20"
    assert seen(*begun(), at=9).ends_about == "19:25"
    assert seen(*begun(), at=11).ends_about == "19:30"
    assert seen(*begun(), options=replace(OPTIONS, shows_end=False)).ends_about == ""


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ((), "waiting"),
        ((*begun(1), fact("hushed", 1)), "quiet"),
        ((*begun(1), fact("ended", 1)), "over"),
    ],
)
def test_a_quiet_card_has_nothing_else(facts: tuple[Fact, ...], stage: str) -> None:
    """Before, after, and in a soft stop nothing is sent but what the session is called."""
    groups = replace(SHOWING_ALL, groups=(("1", "2"),))
    view = seen(*facts, question="Which one?", options=groups)
    assert view.to_json() == RoomView(stage=view.stage, session="Small promises").to_json()
    assert (view.stage, view.is_hushed) == (stage, stage == "quiet")


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.sampled_from(sorted(KINDS)), st.integers(-1, 3), WORDS, WORDS)
def test_nothing_of_the_facilitators_is_ever_sent(kind: str, index: int, typed: str, notes: str) -> None:
    """Whatever the state: not a note of the agenda, not a note typed in the session, not what comes next."""
    canary = "KEEP-THIS-TO-YOURSELF"
    plan = agenda(
        block(kind, notes=f"{canary}{notes}", say="Said."),
        *(block(other, notes=f"{notes}{canary}", title=f"{canary} {other}") for other in ("round", "break")),
    )
    facts = [fact("begun", 0), fact("entered", 0, 0), fact("noted", 1, words=f"{typed}{canary}")]
    if index > 0:
        facts.append(fact(("paused", "hushed", "skipped")[index - 1], 2, index))
    options = replace(SHOWING_ALL, groups=(("1", "2"), ("3", "4")))
    sent = json.dumps(seen(*facts, plan=plan, at=3, options=options).to_json())
    assert canary not in sent


@pytest.mark.parametrize("file", sorted((CHAPTERS / "agendas").glob("*.toml")), ids=lambda file: file.stem)
def test_no_note_of_the_agendas_that_come_with_it_is_sent(file: Path) -> None:
    """Every sentence of every note, tried in every block."""
    plan = parse_agenda(file.read_bytes(), file.name).agenda
    assert plan is not None
    sentences = {one.strip() for part in plan.blocks for one in part.notes.split(".") if len(one) > 12}
    assert sentences
    for index, part in enumerate(plan.blocks):
        sent = " ".join(str(value) for value in seen(*begun(index), plan=plan).to_json().values())
        said = " ".join(part.say.split())
        assert not [one for one in sentences if one in sent and one not in said]
        assert not part.notes or part.notes not in sent


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*RoomView().to_json(), "notes"]), JSON))
def test_any_object_is_read_as_some_view(row: dict[str, object]) -> None:
    """Nothing raises, all words are clean, and reading what was read changes nothing."""
    view = RoomView.from_json(row)
    assert view is not None
    sent = json.dumps(view.to_json(), ensure_ascii=False, allow_nan=False)
    sent.encode()
    assert not CONTROLS.search(sent)
    assert RoomView.from_json(json.loads(sent)) == view


@pytest.mark.parametrize("row", [None, 7, "x", [], [{}]])
def test_what_is_no_object_is_no_view(row: object) -> None:
    """A number or a list says nothing at all."""
    assert RoomView.from_json(row) is None


def test_paragraphs_are_divided_at_empty_lines() -> None:
    """Line ends inside a paragraph are spaces."""
    assert paragraphs("one\ntwo\n\n\n  three ") == ("one two", "three")
    assert paragraphs("") == ()
