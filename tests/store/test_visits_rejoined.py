"""Opening again soon goes on with the same visit; later, or by default, a new one begins."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.building import SetClock, write
from workbook.store.answers import Answers

HALF_AN_HOUR = timedelta(minutes=30)


def _write(folder: Path, clock: SetClock, text: str, rejoin: timedelta) -> list[str]:
    with Answers.open(folder, clock=clock, rejoin=rejoin) as answers:
        write(answers, "p", text)
        return [layer.text for layer in answers.layers("p")]


@pytest.mark.parametrize(
    ("minutes", "rejoin", "texts"),
    [
        (28, HALF_AN_HOUR, ["second"]),
        (32, HALF_AN_HOUR, ["second", "first"]),
        (1, timedelta(), ["second", "first"]),
        (-10, HALF_AN_HOUR, ["second", "first"]),
    ],
)
def test_a_visit_goes_on_when_opened_again_soon(
    tmp_path: Path, clock: SetClock, minutes: int, rejoin: timedelta, texts: list[str]
) -> None:
    """Within the time it should change the same layer; after it, or with a clock gone back, add one."""
    _write(tmp_path, clock, "first", rejoin)
    clock.moment += timedelta(minutes=minutes)
    assert _write(tmp_path, clock, "second", rejoin) == texts


CHANGES: dict[str, Callable[[Answers], object]] = {
    "changed": lambda answers: answers.change_entry(answers.all_entries()[0].id, {"when": "at noon"}),
    "ended": lambda answers: answers.end_entry(answers.all_entries()[0].id, "kept", "Kept"),
    "moved": lambda answers: answers.set_moved(answers.all_layers()[0].id, "less of it"),
    "person": lambda answers: answers.save_person("Ada", "the telephone"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_visit_that_only_changed_what_was_there_goes_on_too(
    tmp_path: Path, clock: SetClock, change: Callable[[Answers], object]
) -> None:
    """A change of an older entry is something written as well (each reopening began a visit)."""
    with Answers.open(tmp_path, clock=clock) as answers:
        write(answers, "p", "first")
        answers.add_entry("wins", {"when": "tonight"}, title="Wins", labels={})
    clock.moment += timedelta(days=1)
    with Answers.open(tmp_path, clock=clock) as answers:
        change(answers)
        second = answers.visit_id
    clock.moment += timedelta(minutes=28)
    with Answers.open(tmp_path, clock=clock, rejoin=HALF_AN_HOUR) as answers:
        assert answers.visit_id == second
        answers.change_entry(answers.all_entries()[0].id, {"when": "at two"})
        assert len(answers.all_entries()[0].earlier) == 1
    clock.moment += timedelta(minutes=32)
    with Answers.open(tmp_path, clock=clock, rejoin=HALF_AN_HOUR) as answers:
        assert answers.visit_id != second


def test_what_was_written_before_does_not_hold_a_later_visit_open(tmp_path: Path, clock: SetClock) -> None:
    """A visit in which a section was only opened is not gone on with, however fresh the words before it."""
    with Answers.open(tmp_path, clock=clock) as answers:
        write(answers, "p", "first")
        answers.save_person("Ada", "the telephone")
    with Answers.open(tmp_path, clock=clock) as answers:
        answers.open_section("s")
        second = answers.visit_id
    with Answers.open(tmp_path, clock=clock, rejoin=HALF_AN_HOUR) as answers:
        assert answers.visit_id != second


def test_a_place_alone_does_not_hold_a_visit_open(tmp_path: Path, clock: SetClock) -> None:
    """Where nothing was written, there is nothing to go on with."""
    with Answers.open(tmp_path, clock=clock) as answers:
        answers.open_section("s")
        first = answers.visit_id
    with Answers.open(tmp_path, clock=clock, rejoin=HALF_AN_HOUR) as answers:
        assert answers.visit_id != first
