"""Check-ins, own questions and notes, and sentences kept as proof."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.building import SetClock
from workbook.errors import StoreError
from workbook.store.answers import Answers


def test_a_check_in_is_kept(folder: Path, answers: Answers, clock: SetClock) -> None:
    """Level and word should be there after opening again, and belong to their visit."""
    answers.check_in(6, "steady\nenough")
    assert answers.checkin_of_visit() is not None
    answers.close()
    with Answers.open(folder, clock=clock) as again:
        assert [(one.level, one.word) for one in again.checkins()] == [(6, "steady enough")]
        assert again.checkin_of_visit() is None


def test_a_second_check_in_of_a_visit_replaces_the_first(answers: Answers) -> None:
    """One visit has one check-in; its moment stays that of the first."""
    first = answers.check_in(3)
    second = answers.check_in(4, "better slept")
    assert answers.checkins() == [second]
    assert (second.id, second.at) == (first.id, first.at)


@pytest.mark.parametrize(("given", "kept"), [(-5, 0), (0, 0), (10, 10), (99, 10)])
def test_a_level_outside_becomes_the_nearer_end(answers: Answers, given: int, kept: int) -> None:
    """Whatever arrives, a level lies from 0 to 10."""
    assert answers.check_in(given).level == kept


def test_a_check_in_alone_makes_a_visit_that_is_rejoined(folder: Path, clock: SetClock) -> None:
    """Opened again soon, the visit goes on and does not ask anew."""
    with Answers.open(folder, clock=clock) as answers:
        answers.check_in(5)
    with Answers.open(folder, clock=clock, rejoin=timedelta(minutes=30)) as again:
        assert again.checkin_of_visit() is not None


def test_an_own_question_is_answered_like_any_other(folder: Path, answers: Answers, clock: SetClock) -> None:
    """It should be kept, reworded and taken off, and its answers stay."""
    own = answers.add_own_prompt("small-promises", "  What did I promise my sister? ")
    assert own.question == "What did I promise my sister?"
    answers.write(own.id, "a call", section_id=own.section_id, question=own.question, kind="text")
    answers.reword_own_prompt(own.id, "What do I owe her?")
    answers.close()
    with Answers.open(folder, clock=clock) as again:
        assert [one.question for one in again.own_prompts()] == ["What do I owe her?"]
        again.remove_own_prompt(own.id)
        again.remove_own_prompt(own.id)
        assert again.own_prompts() == []
        (layer,) = again.layers(own.id)
        assert (layer.text, layer.question) == ("a call", "What did I promise my sister?")


def test_rewording_what_is_not_there_says_so(answers: Answers) -> None:
    """A question that has gone cannot be reworded."""
    with pytest.raises(StoreError, match="not here any more"):
        answers.reword_own_prompt("own:gone", "Why?")


def test_proof_marks_sentences_not_answers(folder: Path, answers: Answers, clock: SetClock) -> None:
    """Two sentences of one answer are two marks; the same one twice is one, and each can go alone."""
    answers.mark_proof("layer", "I stayed.")
    answers.mark_proof("layer", "I said no,\nkindly.")
    answers.mark_proof("layer", "I stayed.")
    assert [mark.words for mark in answers.proofs()] == ["I stayed.", "I said no, kindly."]
    answers.unmark_proof("layer", "I stayed.")
    answers.unmark_proof("layer", "never marked")
    answers.close()
    with Answers.open(folder, clock=clock) as again:
        assert [mark.words for mark in again.proofs()] == ["I said no, kindly."]
        assert set(again.marks("proof")) == {"layer"}
