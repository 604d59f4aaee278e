"""The trash: what is deleted is gone from everywhere, comes back whole, and goes for good only when it should."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.building import FailingFiles, SetClock, latest_text, write
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.trashed import KEPT_FOR, LONGEST_STEP, has_lain_long_enough


def add(answers: Answers, words: str) -> str:
    """Add an entry to a practice; give its id."""
    entry = answers.add_entry(
        "walk", {"how": words}, title="Walk", labels={"how": "How"}, look_back_on="2026-05-03"
    )
    return entry.id


def everything(answers: Answers) -> object:
    """Give all that can be listed, but for the trash and the visits."""
    return (
        answers.all_layers(),
        answers.all_entries(),
        answers.answered(),
        answers.entry_counts(),
        answers.due("2026-12-24"),
        answers.proofs(),
        answers.own_prompts(),
        answers.marks("later"),
        [hit.record for hit in answers.search("word")],
        answers.written(),
        answers.last_written(),
    )


def test_a_deleted_layer_is_gone_from_everywhere_and_comes_back_whole(answers: Answers) -> None:
    """Lists, counts, search, proof: as if it had never been, and then as if nothing had happened."""
    write(answers, "one", "a first word")
    nothing_else = everything(answers)
    layer = write(answers, "two", "another word")
    answers.mark_proof(layer.id, "another word")
    before = everything(answers)
    trashed = answers.delete_layer(layer.id)
    assert everything(answers) == nothing_else
    assert answers.latest("two") is None
    assert answers.current("two") is None
    assert answers.record(("layers", 2)) is None
    assert [one.id for one in answers.trash()] == [trashed.id]
    assert (trashed.kind, trashed.title) == ("layer", "What about two?")
    assert [one.id for one in trashed.records] == [layer.id]
    answers.undelete(trashed.id)
    assert everything(answers) == before
    assert answers.trash() == []


def test_a_deleted_entry_is_gone_from_everywhere_and_comes_back_whole(answers: Answers) -> None:
    """Also from what is to be looked back on."""
    add(answers, "a word")
    nothing_else = everything(answers)
    entry_id = add(answers, "another word")
    before = everything(answers)
    trashed = answers.delete_entry(entry_id)
    assert everything(answers) == nothing_else
    assert answers.entry(entry_id) is None
    assert trashed.title == "Walk"
    answers.undelete(trashed.id)
    assert everything(answers) == before


@pytest.mark.parametrize(("question", "kind"), [("", "note"), ("And you?", "question")])
def test_a_note_goes_with_all_that_was_written_there(answers: Answers, question: str, kind: str) -> None:
    """The question, its layers, its marks and their proof go and come together."""
    nothing_else = everything(answers)
    own = answers.add_own_prompt("waking", question)
    layer = write(answers, own.id, "a word")
    answers.mark_proof(layer.id, "a word")
    answers.mark(own.id, "later")
    before = everything(answers)
    trashed = answers.delete_own_prompt(own.id)
    assert trashed.kind == kind
    assert everything(answers) == nothing_else
    answers.undelete(trashed.id)
    assert everything(answers) == before


def test_the_trash_survives_leaving_and_keeps_the_order_of_layers(folder: Path) -> None:
    """What comes back after new layers were written stands where it stood: the latest stays the latest."""
    with Answers.open(folder) as answers:
        write(answers, "one", "first")
    with Answers.open(folder) as answers:
        second = write(answers, "one", "second")
        deleted = answers.delete_layer(second.id)
    with Answers.open(folder) as answers:
        assert [one.id for one in answers.trash()] == [deleted.id]
        write(answers, "one", "third")
        answers.undelete(deleted.id)
        assert [layer.text for layer in answers.layers("one")] == ["third", "second", "first"]
    with Answers.open(folder, read_only=True) as answers:
        assert [layer.text for layer in answers.layers("one")] == ["third", "second", "first"]


def test_what_is_not_there_cannot_be_deleted_or_taken_back(answers: Answers) -> None:
    """It is said, and nothing changes."""
    layer = write(answers, "one", "word")
    trashed = answers.delete_layer(layer.id)
    for what in (answers.delete_layer, answers.delete_entry, answers.delete_own_prompt):
        with pytest.raises(StoreError, match="not here any more"):
            what(layer.id)
    answers.undelete(trashed.id)
    with pytest.raises(StoreError, match="not in the trash any more"):
        answers.undelete(trashed.id)
    assert latest_text(answers, "one") == "word"


def test_a_disk_that_fails_deletes_nothing(folder: Path, clock: SetClock) -> None:
    """Deleting and taking back are one step each: all of it or nothing, at whichever operation it fails."""
    files = FailingFiles()
    with Answers.open(folder, clock=clock, files=files) as answers:
        own = answers.add_own_prompt("waking", "And you?")
        write(answers, own.id, "a word")
        before = everything(answers)
        for operation in range(1, 16):
            files.fail_at = files.count + operation
            try:
                trashed = answers.delete_own_prompt(own.id)
            except OSError:
                files.work_again()
                assert everything(answers) == before
                assert answers.trash() == []
                trashed = answers.delete_own_prompt(own.id)
            without = everything(answers)
            files.fail_at = files.count + operation
            try:
                answers.undelete(trashed.id)
            except OSError:
                files.work_again()
                assert everything(answers) == without
                assert [one.id for one in answers.trash()] == [trashed.id]
                answers.undelete(trashed.id)
            assert everything(answers) == before
            files.work_again()


def test_emptying_takes_what_was_named_and_leaves_no_words_in_the_files(folder: Path) -> None:
    """For good means that the snapshot and the live journal do not hold it any more after a clean close."""
    with Answers.open(folder) as answers:
        write(answers, "much", "so much that folding the journal in is not worth while by itself " * 3000)
        canary = write(answers, "one", "canary words")
        answers._storage.fold_in_at_close()
    assert b"canary" in (folder / "answers.json").read_bytes()
    with Answers.open(folder) as answers:
        gone = answers.delete_layer(canary.id)
        kept = answers.delete_layer(write(answers, "two", "kept words").id)
        assert answers.empty_trash([gone.id, "nothing"]) == 1
        assert [one.id for one in answers.trash()] == [kept.id]
    live = max((folder / "journals").iterdir())
    assert b"canary" not in (folder / "answers.json").read_bytes() + live.read_bytes()
    assert b"kept words" in (folder / "answers.json").read_bytes()
    with Answers.open(folder) as answers:
        assert answers.empty_trash() == 1
        assert answers.trash() == []


def test_removed_wordings_can_be_deleted_for_good(answers: Answers) -> None:
    """The answer stays as it is, and what was removed does not come back with the next change."""
    write(answers, "one", "a long first wording that says a great deal about the matter")
    layer = write(answers, "one", "short")
    entry_id = add(answers, "a long first wording that says a great deal about the matter")
    answers.change_entry(entry_id, {"how": ""})
    entry = answers.entry(entry_id)
    assert entry is not None
    assert layer.drafts
    assert entry.drafts
    assert [one.id for one in answers.with_removed_wordings()] == [entry.id, layer.id]
    answers.delete_removed_wordings(layer.id)
    answers.delete_removed_wordings(entry.id)
    assert answers.with_removed_wordings() == []
    assert latest_text(answers, "one") == "short"
    assert write(answers, "one", "shorter").drafts == ()


def visit(folder: Path, clock: SetClock) -> None:
    """Come, write something, leave."""
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "diary", str(clock.moment))


def in_trash(folder: Path) -> bool:
    """Tell whether something is in the trash."""
    with Answers.open(folder, read_only=True) as answers:
        return bool(answers.trash())


@pytest.fixture
def trashed(folder: Path, clock: SetClock) -> Path:
    """A folder in whose trash something lies."""
    with Answers.open(folder, clock=clock) as answers:
        answers.delete_layer(write(answers, "one", "word").id)
    return folder


def test_after_ninety_days_of_visits_it_goes(trashed: Path, clock: SetClock) -> None:
    """Not a day sooner."""
    for _ in range(89):
        clock.moment += timedelta(days=1)
        visit(trashed, clock)
    assert in_trash(trashed)
    clock.moment += timedelta(days=2)
    visit(trashed, clock)
    assert not in_trash(trashed)


def test_a_clock_that_jumps_empties_nothing(trashed: Path, clock: SetClock) -> None:
    """A century ahead and back again, or 1970: what was deleted yesterday is still there."""
    for years in (100, -100, -56, 56, 1):
        clock.moment = clock.moment.replace(year=clock.moment.year + years)
        visit(trashed, clock)
        assert in_trash(trashed)


def test_only_looking_deletes_nothing_and_is_no_visit(trashed: Path, clock: SetClock) -> None:
    """Whoever reads for months writes nothing, not even by leaving; the next visit that writes lets it go."""
    for _ in range(12):
        clock.moment += timedelta(days=7)
        visit(trashed, clock)
    for _ in range(3):
        clock.moment += timedelta(days=7)
        with Answers.open(trashed, clock=clock) as answers:
            assert answers.trash()
            assert len(answers.visits()) == 13
    visit(trashed, clock)
    assert not in_trash(trashed)


def test_a_clock_that_goes_to_and_fro_empties_nothing(trashed: Path, clock: SetClock) -> None:
    """As between two systems on one computer: a hundred steps of a week are no hundred weeks."""
    for number in range(100):
        clock.moment += timedelta(days=-7 if number % 2 else 7)
        visit(trashed, clock)
    assert in_trash(trashed)


AT = datetime(2026, 5, 3, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))


@given(st.lists(MOMENTS, max_size=11), MOMENTS)
def test_with_fewer_than_twelve_visits_nothing_goes(visits: list[datetime], now: datetime) -> None:
    """Whatever the clock says at each of them."""
    assert not has_lain_long_enough(AT, visits, now)


@given(st.lists(st.integers(0, 7), max_size=60))
def test_a_clock_that_runs_forwards_is_believed(days: list[int]) -> None:
    """With a visit each week at least, exactly the days since the deletion count."""
    assert timedelta(days=7) == LONGEST_STEP
    moments = [AT + timedelta(days=sum(days[:number])) for number in range(1, len(days) + 1)] or [AT]
    assert has_lain_long_enough(AT, moments[:-1], moments[-1]) == (moments[-1] - AT >= KEPT_FOR)


def test_what_is_deleted_is_in_the_export_under_trash(answers: Answers) -> None:
    """It is the person's still, and marked as deleted."""
    answers.delete_layer(write(answers, "one", "word").id)
    tables = answers.snapshot_json()["tables"]
    assert "layers" not in tables
    assert tables["trash"][0]["parts"][0]["row"]["value"] == "word"
    assert tables["trash"][0]["kind"] == "layer"
    assert answers.summary().answers == 0
    assert answers.matching("word", date(2026, 5, 3)) == set()


def test_a_check_in_and_a_person_survive_leaving_and_come_back_as_they_were(folder: Path) -> None:
    """What has no answer is kept as well, and its trash reads the same after the program was left."""
    with Answers.open(folder) as answers:
        checkin, person = answers.check_in(3, "tired"), answers.save_person("Ada", "0123")
        answers.delete_checkin(checkin.id)
        answers.delete_person(person.id)
        assert (answers.checkins(), answers.people()) == ([], [])
    with Answers.open(folder) as answers:
        assert [one.records for one in answers.trash()] == [[person], [checkin]]
        for one in answers.trash():
            answers.undelete(one.id)
        assert (answers.checkins(), answers.people()) == ([checkin], [person])
        assert answers.trash() == []
