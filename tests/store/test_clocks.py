"""Whatever the clock says and whatever becomes of the folder: what was acknowledged is there, in the order of writing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.building import SetClock, latest_text, write
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.backups import KEPT

YEARS = (2026, 1970, 2099, 1971, 2026, 2000)


def test_a_clock_that_jumps_loses_and_reorders_nothing(folder: Path, clock: SetClock) -> None:
    """Back to 1970, ahead, and back again: layers stand in the order in which they were written."""
    for number, year in enumerate(YEARS):
        clock.moment = datetime(year, 1, 1, tzinfo=UTC)
        with Answers.open(folder, clock=clock) as answers:
            write(answers, "one", f"visit {number}")
            assert latest_text(answers, "one") == f"visit {number}"
    with Answers.open(folder, read_only=True) as answers:
        assert answers.opened_from == ""
        assert [layer.text for layer in answers.layers("one")] == [
            f"visit {number}" for number in reversed(range(len(YEARS)))
        ]


def test_backups_go_by_number_whatever_the_clock_says(folder: Path, clock: SetClock) -> None:
    """The newest is always that of the visit before, and as many are kept."""
    for number in range(KEPT + 4):
        clock.moment = datetime(YEARS[number % len(YEARS)], 1, 1, tzinfo=UTC)
        with Answers.open(folder, clock=clock) as answers:
            write(answers, "one", f"visit {number}")
        if number:
            newest = max((folder / "backups").iterdir())
            with Answers.open(newest, read_only=True) as backup:
                assert latest_text(backup, "one") == f"visit {number - 1}"
    assert len(list((folder / "backups").iterdir())) == KEPT


def test_a_folder_that_vanishes_is_told_and_made_again(folder: Path) -> None:
    """Saving fails while it is gone; memory has everything, and writes it when the folder is back."""
    with Answers.open(folder) as answers:
        write(answers, "one", "kept in memory")
        aside = folder.with_name("moved away")
        folder.rename(aside)
        with pytest.raises(OSError, match="No such file"):
            write(answers, "two", "not yet")
        assert latest_text(answers, "one") == "kept in memory"
        assert latest_text(answers, "two") == ""
        folder.mkdir()
        write(answers, "two", "now")
        shutil.rmtree(aside)
    with Answers.open(folder) as answers:
        assert (latest_text(answers, "one"), latest_text(answers, "two")) == ("kept in memory", "now")


def test_a_file_in_place_of_the_folder_is_refused_and_left_alone(folder: Path) -> None:
    """It may be somebody's only copy of something."""
    folder.write_text("not a folder")
    with pytest.raises(StoreError):
        Answers.open(folder)
    assert folder.read_text() == "not a folder"


def test_a_second_window_can_write_once_the_first_has_closed(folder: Path) -> None:
    """Opened again it has everything that the first one wrote."""
    first = Answers.open(folder)
    write(first, "one", "from the first")
    with Answers.open(folder, read_only=True) as second:
        assert second.read_only
        with pytest.raises(StoreError, match="read only"):
            write(second, "one", "never")
    first.close()
    with Answers.open(folder) as second:
        assert not second.read_only
        write(second, "two", "from the second")
        assert latest_text(second, "one") == "from the first"
