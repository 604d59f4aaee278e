"""Entries: added, changed with their history, ended, looked back on."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.building import SetClock
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.ledger import Ledger
from workbook.store.records import Entry
from workbook.values import Value

LONG = "I will lie down for ten minutes after lunch, with the telephone in another room. "
LABELS = {"when": "When…", "then": "Then…"}


def add(answers: Answers, look_back_on: str = "", practice_id: str = "promises", **values: Value) -> Entry:
    """Add an entry to the practice of promises."""
    return answers.add_entry(
        practice_id, values, title="Promises to myself", labels=LABELS, look_back_on=look_back_on
    )


def test_an_entry_comes_back_as_it_was(folder: Path, clock: SetClock) -> None:
    """Values, labels, title and date, after leaving and coming again."""
    with Answers.open(folder, clock=clock) as answers:
        entry = add(answers, "2026-05-06", when="tonight", sure=7, steps=["one", "two"])
    with Answers.open(folder, clock=clock) as answers:
        assert answers.entry(entry.id) == entry
        assert answers.entries("promises") == [entry]
        assert answers.entry("0" * 32) is None
    assert (entry.labels, entry.title) == (LABELS, "Promises to myself")


def test_entries_are_newest_first_and_follow_old_ids(folder: Path, clock: SetClock) -> None:
    """Also when the clock goes back in between."""
    with Answers.open(folder, clock=clock) as answers:
        add(answers, practice_id="pledges", when="one")
        clock.moment -= timedelta(days=400)
        add(answers, when="two")
        add(answers, practice_id="wins", when="three")
        found = answers.entries("promises", was=["pledges"])
        assert [entry.values["when"] for entry in found] == ["two", "one"]
        assert answers.entry_counts() == {"pledges": 1, "promises": 1, "wins": 1}
        assert [entry.values["when"] for entry in answers.all_entries()] == ["three", "two", "one"]


def test_a_change_in_the_same_visit_leaves_no_version(answers: Answers) -> None:
    """Autosave while an entry is being written is not history."""
    entry = add(answers, when="to")
    for text in ("toni", "tonight"):
        entry = answers.change_entry(entry.id, {"when": text})
    assert (entry.values, entry.earlier, entry.drafts) == ({"when": "tonight"}, (), ())
    assert len(answers.entries("promises")) == 1


def test_a_change_in_a_later_visit_keeps_what_was_said(folder: Path, clock: SetClock) -> None:
    """Once for each visit, with the time at which it was last said."""
    with Answers.open(folder, clock=clock) as answers:
        first = add(answers, when="tonight")
    for text in ("tomorrow", "on Sunday"):
        with Answers.open(folder, clock=clock) as answers:
            answers.change_entry(first.id, {"when": text[:4]})
            entry = answers.change_entry(first.id, {"when": text})
    assert [version.values for version in entry.earlier] == [{"when": "tonight"}, {"when": "tomorrow"}]
    assert entry.earlier[0].at == first.saved_at
    assert (entry.visit_id, entry.at) == (first.visit_id, first.at)
    with Answers.open(folder, read_only=True) as answers:
        assert answers.entry(first.id) == entry


def test_a_big_loss_within_a_visit_leaves_a_draft(answers: Answers) -> None:
    """All at once or a few letters at a time, the fullest wording stays."""
    entry = add(answers, when="tonight", then=LONG)
    for length in range(len(LONG), -1, -7):
        entry = answers.change_entry(entry.id, {"when": "tonight", "then": LONG[:length]})
    entry = answers.change_entry(entry.id, {"when": "", "then": ""})
    assert [version.values for version in entry.drafts] == [{"when": "tonight", "then": LONG}]
    assert entry.earlier == ()


def test_only_what_changes_is_written(answers: Answers) -> None:
    """The same values again give the same entry; a date or label alone can change."""
    entry = add(answers, when="tonight")
    assert answers.change_entry(entry.id, {"when": "tonight"}) == entry
    dated = answers.change_entry(entry.id, {"when": "tonight"}, look_back_on="2026-06-01")
    assert (dated.look_back_on, dated.labels) == ("2026-06-01", LABELS)
    undated = answers.change_entry(entry.id, {"when": "tonight"}, labels={"when": "At"}, look_back_on="")
    assert (undated.look_back_on, undated.labels) == ("", {**LABELS, "when": "At"})


def test_what_the_pack_has_dropped_keeps_its_label(answers: Answers) -> None:
    """A field and an ending that are gone still say what they were (a change erased both labels)."""
    entry = add(answers, when="tonight", then="lie down")
    answers.end_entry(entry.id, "let-go", "Let go")
    answers.change_entry(entry.id, {"when": "at noon", "then": "lie down"}, labels={"when": "At"})
    changed = answers.end_entry(entry.id, "let-go", "", "it was not mine")
    assert changed.labels == {"when": "At", "then": "Then…"}
    assert (changed.ending_label, changed.note) == ("Let go", "it was not mine")
    assert answers.end_entry(entry.id, "kept", "").ending_label == ""


def test_counts_and_what_is_due_follow_every_change(folder: Path, clock: SetClock) -> None:
    """Asked before and after each change, both are what a reader of the files sees."""

    def both(answers: Answers) -> tuple[dict[str, int], list[str]]:
        return answers.entry_counts(), [entry.id for entry in answers.due("2026-05-09")]

    def check(answers: Answers, *due: Entry) -> None:
        with Answers.open(folder, read_only=True) as reader:
            assert both(answers) == both(reader)
        assert both(answers)[1] == [entry.id for entry in due]

    with Answers.open(folder, clock=clock) as answers:
        check(answers)
        later = add(answers, "2026-05-09", when="later")
        check(answers, later)
        sooner = add(answers, "2026-05-01", when="sooner")
        wins = add(answers, practice_id="wins", when="slept")
        check(answers, sooner, later)
        answers.end_entry(sooner.id, "kept", "Kept")
        check(answers, later)
        answers.end_entry(sooner.id, "", "")
        answers.change_entry(later.id, later.values, look_back_on="2026-05-10")
        check(answers, sooner)
        answers.change_entry(wins.id, wins.values, look_back_on="2026-04-01")
        check(answers, wins, sooner)
        assert answers.entry_counts() == {"promises": 2, "wins": 1}


def test_counts_and_what_is_due_are_not_gathered_twice(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every entry is looked at once, not at each of the many times a screen asks."""
    due = add(answers, "2026-05-01", when="tonight")
    answers.entry_counts()
    answers.due("2026-05-09")
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "rows", lambda ledger, table: pytest.fail(f"all of {table} is read again"))
        another = add(answers, "2026-04-01", when="at noon")
        assert answers.entry_counts() == {"promises": 2}
        assert [entry.id for entry in answers.due("2026-05-09")] == [another.id, due.id]


def test_due_entries_are_the_open_ones_oldest_date_first(answers: Answers) -> None:
    """What has no date, ended, or lies ahead does not wait."""
    later = add(answers, "2026-05-09", when="later")
    add(answers, "2026-05-20", when="ahead")
    add(answers, when="undated")
    sooner = add(answers, "2026-05-01", when="sooner")
    assert [entry.id for entry in answers.due("2026-05-09")] == [sooner.id, later.id]
    answers.end_entry(sooner.id, "kept", "Kept")
    assert [entry.id for entry in answers.due("2026-05-09")] == [later.id]
    answers.end_entry(sooner.id, "", "")
    assert [entry.id for entry in answers.due("2026-05-09")] == [sooner.id, later.id]
    answers.change_entry(later.id, later.values, look_back_on="")
    assert [entry.id for entry in answers.due("2026-05-09")] == [sooner.id]


def test_an_ending_is_kept_and_can_be_taken_back(folder: Path, clock: SetClock) -> None:
    """Ending, label, note and time; opening again clears all but the note that is given."""
    with Answers.open(folder, clock=clock) as answers:
        entry = add(answers, "2026-05-01", when="tonight")
        ended = answers.end_entry(entry.id, "not-yet", "Not yet", "too tired")
        assert (ended.ending, ended.ending_label, ended.note) == ("not-yet", "Not yet", "too tired")
        assert ended.ended_at == ended.saved_at
        noted = answers.end_entry(entry.id, "not-yet", "Not yet", "far too tired")
        assert noted.ended_at == ended.ended_at
    with Answers.open(folder, clock=clock) as answers:
        assert answers.entry(entry.id) == noted
        opened = answers.end_entry(entry.id, "", "Not yet")
        assert (opened.ending, opened.ending_label, opened.ended_at, opened.note) == ("", "", None, "")


def test_an_unknown_entry_is_an_error_in_words(answers: Answers) -> None:
    """Changing and ending what is not there says so."""
    with pytest.raises(StoreError, match="not here any more"):
        answers.change_entry("0" * 32, {})
    with pytest.raises(StoreError, match="not here any more"):
        answers.end_entry("0" * 32, "kept", "Kept")
