"""What the tests of the store share: a folder, a clock that can be set, open answers."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.building import SetClock, abandon, write
from tests.store.locks import quick_locks  # noqa: F401 - a fixture
from workbook.store.answers import Answers
from workbook.store.copies import write_copy
from workbook.store.files import Files

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


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A store with a backup, a journal, an entry, something in the trash, and a copy of another store beside it."""
    theirs = tmp_path / "another"
    with Answers.open(theirs, clock=SetClock()) as answers:
        write(answers, "three", "of another")
    write_copy(Files(), theirs, tmp_path / "theirs.zip")
    with Answers.open(theirs, clock=SetClock()) as answers:
        write(answers, "three", "of another, and on")
        answers._storage.fold_in_at_close()
    shutil.copy(theirs / "answers.json", tmp_path / "theirs.json")
    folder, clock = tmp_path / "answers", SetClock()
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "one", "word " * 20)
        write(answers, "two", "word two")
    answers = Answers.open(folder, clock=clock)
    answers.add_entry("walk", {"how": "slowly"}, title="Walk", labels={})
    answers.delete_layer(write(answers, "gone", "deleted on purpose").id)
    abandon(answers)
    return folder
