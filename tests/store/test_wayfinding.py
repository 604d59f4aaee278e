"""Openings, the last place, people, marks and preferences."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.building import SetClock, live_journal, write
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.records import Place


def a_place(clock: SetClock) -> Place:
    """A place in the middle of a section."""
    return Place(
        section_id="small",
        item_id="first",
        scroll=0.5,
        cursor=(2, 7),
        pane="page",
        at=clock(),
        offset="+00:00",
    )


def test_a_section_counts_once_in_a_visit(folder: Path, clock: SetClock) -> None:
    """Going to and fro is one opening; coming back another day is a second."""
    with Answers.open(folder, clock=clock) as answers:
        first = answers.open_section("small")
        assert answers.open_section("small") == first
        answers.open_section("other")
    with Answers.open(folder, clock=clock) as answers:
        again = answers.open_section("small")
        assert (again.visits, again.first_at) == (2, first.first_at)
        assert again.last_at > first.last_at
        assert {key: opening.visits for key, opening in answers.openings().items()} == {
            "small": 2,
            "other": 1,
        }
        assert len(answers.visits()) == 2


def test_the_last_place_comes_back(folder: Path, clock: SetClock) -> None:
    """The newest one only; the same place at another time is not written again."""
    with Answers.open(folder, clock=clock) as answers:
        assert answers.place() is None
        place = a_place(clock)
        answers.keep_place(place)
        before = live_journal(folder).read_bytes()
        answers.keep_place(replace(place, at=clock()))
        assert live_journal(folder).read_bytes() == before
        moved = replace(place, scroll=1.0, cursor=(0, 0))
        answers.keep_place(moved)
    with Answers.open(folder, clock=clock) as answers:
        assert answers.place() == moved


def test_ones_own_people(folder: Path, clock: SetClock) -> None:
    """Added, changed and removed, in the order in which they came."""
    with Answers.open(folder, clock=clock) as answers:
        ada, bo = answers.save_person("Ada", "0123"), answers.save_person("Bo", "bo@example.org", "evenings")
        changed = answers.save_person("Ada L.", "0456", person_id=ada.id)
        assert (changed.id, changed.at) == (ada.id, ada.at)
        assert answers.save_person("Ada L.", "0456", person_id=ada.id) == changed
    with Answers.open(folder, clock=clock) as answers:
        assert answers.people() == [changed, bo]
        answers.delete_person(ada.id)
        with pytest.raises(StoreError, match="not here any more"):
            answers.delete_person("nobody")
        assert answers.people() == [bo]
        with pytest.raises(StoreError, match="not here any more"):
            answers.save_person("Ada", "0123", person_id=ada.id)
    with Answers.open(folder, clock=clock) as answers:
        assert answers.people() == [bo]


def test_removing_the_last_person_leaves_none(folder: Path) -> None:
    """An emptied table is as good as new."""
    with Answers.open(folder) as answers:
        answers.delete_person(answers.save_person("Ada", "0123").id)
        assert answers.people() == []
        answers.save_person("Bo", "0456")
    with Answers.open(folder) as answers:
        assert [person.name for person in answers.people()] == ["Bo"]


def test_marks_by_kind(folder: Path, clock: SetClock) -> None:
    """A target can have one mark of each kind; taking one off leaves the other."""
    with Answers.open(folder, clock=clock) as answers:
        mark = answers.mark("small", "later")
        assert answers.mark("small", "later") == mark
        answers.mark("small", "resting")
        answers.mark("first", "later")
    with Answers.open(folder, clock=clock) as answers:
        assert answers.marks("later")["small"] == mark
        assert set(answers.marks("later")) == {"small", "first"}
        answers.unmark("small", "later")
        answers.unmark("nothing", "later")
        assert set(answers.marks("later")) == {"first"}
        assert set(answers.marks("resting")) == {"small"}


def test_preferences(folder: Path) -> None:
    """A name has one value, empty until it is set."""
    with Answers.open(folder) as answers:
        assert answers.preference("theme") == ""
        answers.set_preference("theme", "dusk")
        answers.set_preference("theme", "dawn")
    with Answers.open(folder) as answers:
        assert answers.preference("theme") == "dawn"


def test_the_summary_counts_what_is_there(folder: Path, clock: SetClock) -> None:
    """One line, such as `workbook check-store` prints."""
    with Answers.open(folder, clock=clock) as answers:
        assert (
            answers.summary().one_line() == "0 answers, 0 entries in practices, all readable, no backup yet"
        )
        write(answers, "first", "rest")
        write(answers, "blank", "taken back")
        write(answers, "blank", "")
        answers.add_entry("wins", {"what": "slept"}, title="Wins", labels={})
    with Answers.open(folder) as answers:
        write(answers, "second", "walk")
        summary = answers.summary()
        assert (summary.answers, summary.entries) == (2, 1)
        assert summary.last_backup is not None
        line = summary.one_line()
    assert line == "2 answers, 1 entry in practices, all readable, last backup just now"


def test_the_summary_of_damaged_answers_never_says_all(folder: Path) -> None:
    """Beside a file that cannot be read it should not say that all can be."""
    with Answers.open(folder) as answers:
        write(answers, "first", "rest")
    (folder / "answers.json").write_bytes(b"null")
    with Answers.open(folder, read_only=True) as answers:
        assert answers.opened_from
        assert (
            answers.summary().one_line()
            == "1 answer, 0 entries in practices, not all readable, no backup yet"
        )


def test_everything_can_be_taken_along(answers: Answers, clock: SetClock) -> None:
    """The export has every record, in order, and no places in memory."""
    write(answers, "first", "rest")
    answers.keep_place(a_place(clock))
    exported = answers.snapshot_json()
    assert set(exported["tables"]) == {"layers", "places", "visits"}
    assert exported["tables"]["layers"][0] == answers.all_layers()[0].to_json()
