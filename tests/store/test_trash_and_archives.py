"""What was deleted here and is in an archive, or deleted there: said, and each in its right place."""

from __future__ import annotations

from pathlib import Path

from tests.store.building import SetClock, latest_text, write
from workbook.incoming.words import told
from workbook.store.answers import Answers
from workbook.store.archive import Archive, archive_from
from workbook.store.bringing_in import bring_in, compared
from workbook.store.records import BROUGHT


def on_days(folder: Path, clock: SetClock, days: dict[int, str]) -> None:
    """Answer one question on days of May, each in a visit of its own."""
    for day, words in days.items():
        clock.moment = clock.moment.replace(day=day)
        with Answers.open(folder, clock=clock) as answers:
            write(answers, "one", words)


def everything_in(folder: Path) -> Archive:
    """Take everything along."""
    with Answers.open(folder, read_only=True) as answers:
        return archive_from(answers.everything())


def layers(answers: Answers) -> list[str]:
    """Give the answers to the question, the oldest first."""
    return [layer.text for layer in reversed(answers.layers("one"))]


def test_what_lies_in_the_trash_stays_there_and_is_said(answers: Answers) -> None:
    """An older archive does not bring it back, and does not pass over it in silence; the trash still does."""
    layer = write(answers, "one", "thrown away")
    write(answers, "two", "kept")
    older = archive_from(answers.everything())
    deleted = answers.delete_layer(layer.id)
    said = "\n".join(told(compared(answers, older), older))
    assert "In the trash here: 1 answer or note." in said
    assert "Everything else in it is here already." in said
    bring_in(answers, older)
    assert answers.layers("one") == []
    answers.undelete(deleted.id)
    assert latest_text(answers, "one") == "thrown away"


def test_what_is_worded_otherwise_there_comes_back_and_is_said(answers: Answers) -> None:
    """Its words are nowhere else; what was deleted stays in the trash as it was."""
    layer = write(answers, "one", "as it was first")
    older = archive_from(answers.everything())
    write(answers, "one", "something else now")
    answers.delete_layer(layer.id)
    said = "\n".join(told(compared(answers, older), older))
    assert "Deleted here, but worded otherwise there: 1 answer or note." in said
    bring_in(answers, older)
    assert latest_text(answers, "one") == "as it was first"
    assert [one.text for one in answers.trash()[0].records] == ["something else now"]


def test_another_version_that_was_deleted_does_not_come_back(answers: Answers) -> None:
    """Bringing in the same archive again used to bring back what had stood beside one's own and was deleted."""
    layer = write(answers, "one", "hall")
    older = archive_from(answers.everything())
    write(answers, "one", "kitchen")
    bring_in(answers, older)
    beside = next(one for one in answers.layers("one") if one.id != layer.id)
    assert beside.id.startswith(BROUGHT)
    answers.delete_layer(beside.id)
    merged = compared(answers, older)
    assert "In the trash here: 1 answer or note." in "\n".join(told(merged, older))
    assert not bring_in(answers, older).adds_something
    assert layers(answers) == ["kitchen"]


def test_what_is_taken_back_after_an_archive_came_has_its_place(
    folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    """It used to come back last when its number had gone to something that was brought in."""
    on_days(folder, clock, {3: "third", 6: "sixth", 9: "ninth"})
    on_days(tmp_path / "other", clock, {4: "fourth", 5: "fifth", 8: "eighth"})
    with Answers.open(folder, clock=clock) as answers:
        sixth = next(layer for layer in answers.layers("one") if layer.text == "sixth")
        deleted = answers.delete_layer(sixth.id)
        bring_in(answers, everything_in(tmp_path / "other"))
        answers.undelete(deleted.id)
        in_order = ["third", "fourth", "fifth", "sixth", "eighth", "ninth"]
        assert layers(answers) == in_order
        answers.delete_layer(sixth.id)
        write(answers, "one", "and now")
    with Answers.open(folder, clock=clock) as answers:
        answers.undelete(answers.trash()[0].id)
        assert layers(answers) == [*in_order, "and now"]


def test_what_was_deleted_elsewhere_is_taken_back_in_its_time(
    folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    """The number it had there says nothing here; what else lies in the trash keeps its place meanwhile."""
    on_days(folder, clock, {3: "third", 4: "fourth", 9: "ninth"})
    on_days(tmp_path / "other", clock, {7: "seventh", 8: "eighth"})
    with Answers.open(tmp_path / "other", clock=clock) as answers:
        answers.delete_layer(answers.layers("one")[0].id)
    with Answers.open(folder, clock=clock) as answers:
        fourth = next(layer for layer in answers.layers("one") if layer.text == "fourth")
        answers.delete_layer(fourth.id)
        bring_in(answers, everything_in(tmp_path / "other"))
        assert layers(answers) == ["third", "seventh", "ninth"]
        titles = {one.records[0].text: one.id for one in answers.trash()}
        answers.undelete(titles["eighth"])
        answers.undelete(titles["fourth"])
        assert layers(answers) == ["third", "fourth", "seventh", "eighth", "ninth"]
        assert answers.trash() == []
    with Answers.open(folder, clock=clock) as answers:
        assert answers.opened_from == ""
        assert layers(answers)[1:4] == ["fourth", "seventh", "eighth"]


def test_one_goes_on_writing_where_one_wrote_before_it_came_in(
    folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    """The next answer used to be refused: its number had gone to something that was brought in."""
    on_days(tmp_path / "other", clock, {4: "fourth", 5: "fifth"})
    clock.moment = clock.moment.replace(day=6)
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "two", "before")
        bring_in(answers, everything_in(tmp_path / "other"))
        write(answers, "three", "after")
        assert layers(answers) == ["fourth", "fifth"]
        assert [latest_text(answers, one) for one in ("two", "three")] == ["before", "after"]


def test_sentences_kept_from_what_was_deleted_stay_there_with_it(answers: Answers) -> None:
    """All of them, not only one; and marks that have nothing to do with the trash are not said to come back."""
    layer = write(answers, "one", "a glass of water and a lamp")
    for sentence in ("a glass of water", "a lamp"):
        answers.mark_proof(layer.id, sentence)
    answers.mark("two", "later")
    older = archive_from(answers.everything())
    answers.delete_layer(layer.id)
    said = "\n".join(told(compared(answers, older), older))
    assert "In the trash here: 1 answer or note, 2 marks." in said
    assert "worded otherwise" not in said
    bring_in(answers, older)
    assert answers.proofs() == []
    assert set(answers.marks("later")) == {"two"}


def test_what_was_deleted_there_along_with_what_is_alive_here_is_in_the_trash(
    answers: Answers, folder: Path, clock: SetClock
) -> None:
    """A question one still has was deleted there with a later answer: those words can be taken back here."""
    own = answers.add_own_prompt("s", "And on Sundays?")
    write(answers, own.id, "rest")
    with Answers.open(folder.with_name("there"), clock=clock) as there:
        bring_in(there, archive_from(answers.everything()))
        write(there, own.id, "and walk")
        there.delete_own_prompt(own.id)
        theirs = archive_from(there.everything())
    bring_in(answers, theirs)
    assert [layer.text for layer in answers.layers(own.id)] == ["rest"]
    assert not bring_in(answers, theirs).adds_something
    answers.undelete(answers.trash()[0].id)
    assert sorted(layer.text for layer in answers.layers(own.id)) == ["and walk", "rest"]
    assert not bring_in(answers, theirs).adds_something
