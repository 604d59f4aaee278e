"""What the tests of the store share: a folder, a clock that can be set, open answers."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.building import SetClock
from tests.store.locks import quick_locks  # noqa: F401 - a fixture
from workbook.store.answers import Answers


MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder in memory where there is one: nothing here depends on a disk, and thousands of files wait for it."""
    if not os.access(MEMORY, os.W_OK):
        yield request.getfixturevalue("tmp_path_factory").mktemp("store")
        return
    with tempfile.TemporaryDirectory(prefix="workbook-", dir=MEMORY, ignore_cleanup_errors=True) as name:
        yield Path(name)


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
