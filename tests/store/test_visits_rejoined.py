"""Opening again soon goes on with the same visit; later, or by default, a new one begins."""

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


def test_a_place_alone_does_not_hold_a_visit_open(tmp_path: Path, clock: SetClock) -> None:
    """Where nothing was written, there is nothing to go on with."""
    with Answers.open(tmp_path, clock=clock) as answers:
        answers.open_section("s")
        first = answers.visit_id
    with Answers.open(tmp_path, clock=clock, rejoin=HALF_AN_HOUR) as answers:
        assert answers.visit_id != first
