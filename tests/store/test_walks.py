"""Where someone is on a trail: kept, moved, left."""

from pathlib import Path

import pytest

from tests.store.building import SetClock, live_journal
from workbook.errors import StoreError
from workbook.moments import EPOCH
from workbook.store.answers import Answers
from workbook.store.journal import TableChange
from workbook.store.records import Walk


def test_nobody_is_on_a_trail_at_first(answers: Answers) -> None:
    """Without walks there is no table for them either: the files are as before."""
    assert answers.walks() == {}
    answers.leave_trail("mistake")
    assert "walks" not in answers.snapshot_json()["tables"]


def test_a_walk_comes_back_at_its_last_stop(folder: Path, clock: SetClock) -> None:
    """A trail has one place, and the last one written holds."""
    with Answers.open(folder, clock=clock) as answers:
        answers.walk("mistake", "repair")
        moved = answers.walk("mistake", "track-record")
    with Answers.open(folder, clock=clock) as answers:
        assert answers.walks() == {"mistake": moved}
        assert (moved.section_id, moved.at > EPOCH) == ("track-record", True)


def test_several_trails_at_once(folder: Path, clock: SetClock) -> None:
    """Each has a place of its own; the one moved last stands last, whichever began first."""
    with Answers.open(folder, clock=clock) as answers:
        answers.walk("first", "a")
        answers.walk("second", "b")
        answers.walk("first", "c")
    with Answers.open(folder, clock=clock) as answers:
        assert [(walk.trail_id, walk.section_id) for walk in answers.walks().values()] == [
            ("second", "b"),
            ("first", "c"),
        ]
        assert [*answers.walks()] == ["second", "first"]


def test_leaving_one_trail_leaves_the_others(folder: Path, clock: SetClock) -> None:
    """Leaving removes the record, for good; what was left can be begun again."""
    with Answers.open(folder, clock=clock) as answers:
        answers.walk("first", "a")
        answers.walk("second", "b")
        answers.leave_trail("first")
        assert [*answers.walks()] == ["second"]
    with Answers.open(folder, clock=clock) as answers:
        assert [*answers.walks()] == ["second"]
        answers.walk("first", "a")
        assert [*answers.walks()] == ["second", "first"]


def test_what_someone_else_wrote_is_cleaned(folder: Path, clock: SetClock) -> None:
    """Two records of one trail, and shapes that are none, should do no harm; leaving takes all away."""
    with Answers.open(folder, clock=clock) as answers:
        walk = answers.walk("mistake", "repair").to_json()
        rows = {"8": {**walk, "section_id": "la\x1bter", "at": "2027-01-01T00:00:00.000Z"}, "9": {"at": 3}}
        answers._storage.commit({"walks": TableChange(rows)})
    with Answers.open(folder, clock=clock) as answers:
        assert answers.walks()["mistake"].section_id == "later"
        assert answers.walks()[""] == Walk(trail_id="", section_id="", at=EPOCH, offset="")
        answers.leave_trail("mistake")
        assert [*answers.walks()] == [""]


def test_a_second_window_reads_walks_and_changes_none(folder: Path, clock: SetClock) -> None:
    """Open to read only, walking and leaving are refused, and nothing is written."""
    with Answers.open(folder, clock=clock) as writer:
        writer.walk("mistake", "repair")
        before = live_journal(folder).read_bytes()
        with Answers.open(folder, clock=clock, read_only=True) as reader:
            assert reader.walks()["mistake"].section_id == "repair"
            with pytest.raises(StoreError):
                reader.walk("mistake", "track-record")
            with pytest.raises(StoreError):
                reader.leave_trail("mistake")
        assert live_journal(folder).read_bytes() == before
