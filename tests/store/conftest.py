"""What the tests of the store share: a folder, a clock that can be set, open answers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.building import SetClock
from tests.store.locks import quick_locks  # noqa: F401 - a fixture
from workbook.store.answers import Answers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "answers"


@pytest.fixture
def clock() -> SetClock:
    """A clock that moves on by a second each time it is read."""
    return SetClock()


@pytest.fixture
def answers(folder: Path, clock: SetClock) -> Iterator[Answers]:
    """Answers open for writing."""
    with Answers.open(folder, clock=clock) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let fsync return at once: no power is cut here. What waits for it is held in test_waiting_for_the_disk."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
