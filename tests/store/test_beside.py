"""Reading beside a program that writes: what it wrote is read in, and once it has gone one writes oneself."""

from __future__ import annotations

import fcntl
import os
import shutil
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, write
from tests.store.locks import lock, opened, quick_locks  # noqa: F401 - a fixture
from workbook.errors import StoreError, StoreLocked, StoreSealed
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.lock import release_kept
from workbook.store.locking import take_lock_off

HALF_AN_HOUR = timedelta(minutes=30)


def beside(folder: Path, clock: SetClock) -> Answers:
    """Open the same answers a second time, to read only."""
    return Answers.open(folder, clock=clock, read_only=True, rejoin=HALF_AN_HOUR)


def test_what_the_other_writes_is_read_in(answers: Answers, folder: Path, clock: SetClock) -> None:
    """New words are there once they were read in; where there are none, nothing is read."""
    write(answers, "one", "before")
    reader = beside(folder, clock)
    reader.keep_up()
    assert not reader.keep_up()
    write(answers, "one", "after")
    write(answers, "two", "new")
    assert latest_text(reader, "two") == ""
    assert reader.keep_up()
    assert [latest_text(reader, one) for one in ("one", "two")] == ["after", "new"]
    assert reader.search("new")
    assert reader.read_only
    assert not reader.keep_up()


def test_nobody_writes_beside_a_writer(answers: Answers, folder: Path, clock: SetClock) -> None:
    """While the other has them open, one goes on reading what there was."""
    write(answers, "one", "ours")
    reader = beside(folder, clock)
    with pytest.raises(StoreLocked):
        reader.begin_writing()
    assert reader.read_only
    assert latest_text(reader, "one") == "ours"
    with pytest.raises(StoreError, match="read only"):
        write(reader, "one", "mine")


@pytest.mark.parametrize("is_killed", [False, True])
def test_once_the_other_has_gone_one_writes(folder: Path, clock: SetClock, *, is_killed: bool) -> None:
    """Its last words are read in first, also when it was killed in the midst of a line; the visit goes on."""
    writer = Answers.open(folder, clock=clock)
    write(writer, "one", "the first words")
    reader = beside(folder, clock)
    write(writer, "one", "the first words and the last")
    if is_killed:
        abandon(writer)
        newest = max((folder / "journals").iterdir())
        newest.write_bytes(newest.read_bytes() + b'{"half a li')
    else:
        writer.close()
    reader.begin_writing()
    assert not reader.read_only
    assert latest_text(reader, "one") == "the first words and the last"
    write(reader, "one", "the first words and the last, gone on with")
    with pytest.raises(StoreLocked):
        Answers.open(folder, clock=clock)
    reader.close()
    with Answers.open(folder, clock=clock) as again:
        assert [layer.text for layer in again.layers("one")] == ["the first words and the last, gone on with"]
        assert again.opened_from == ""


def test_where_the_answers_have_gone_none_are_begun(folder: Path, clock: SetClock) -> None:
    """A folder that was taken away, as with a disk, is not filled anew, and what was read stays."""
    writer = Answers.open(folder, clock=clock)
    write(writer, "one", "ours")
    reader = beside(folder, clock)
    writer.close()
    for vanished in (folder / "answers.json", folder):
        shutil.move(vanished, folder.with_name("elsewhere"))
        assert not reader.keep_up()
        with pytest.raises(StoreError, match="not there"):
            reader.begin_writing()
        assert latest_text(reader, "one") == "ours"
        shutil.move(folder.with_name("elsewhere"), vanished)
    reader.begin_writing()
    reader.close()


def test_what_was_closed_begins_nothing(folder: Path, clock: SetClock) -> None:
    """A look that comes late, after one has left, takes no lock."""
    writer = Answers.open(folder, clock=clock)
    write(writer, "one", "ours")
    reader = beside(folder, clock)
    writer.close()
    reader.close()
    reader.begin_writing()
    assert reader.read_only
    Answers.open(folder, clock=clock).close()


@pytest.mark.usefixtures("quick_locks")
def test_locked_answers_go_over_with_their_open_lock(folder: Path, clock: SetClock) -> None:
    """The lock that was opened for reading serves for writing; locked in between, nothing is read any more."""
    with Answers.open(folder, clock=clock) as writer:
        write(writer, "one", "sealed words")
    plain = beside(folder, clock)
    lock(folder)
    with pytest.raises(StoreSealed):
        plain.keep_up()
    with pytest.raises(StoreSealed):
        plain.begin_writing()
    writer = Answers.open(folder, clock=clock, vault=opened(folder))
    reader = Answers.open(folder, clock=clock, read_only=True, vault=opened(folder))
    write(writer, "one", "more sealed words")
    assert reader.keep_up()
    writer.close()
    reader.begin_writing()
    write(reader, "two", "written after")
    reader.close()
    assert not any(b"words" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with Answers.open(folder, clock=clock, vault=opened(folder)) as again:
        assert [latest_text(again, one) for one in ("one", "two")] == ["more sealed words", "written after"]


def test_a_disk_that_fails_leaves_one_reading(folder: Path, clock: SetClock) -> None:
    """Whichever operation fails: what was read is there, nobody is kept out, and the next attempt does it."""
    with Answers.open(folder, clock=clock) as writer:
        write(writer, "one", "ours")
    failed = 0
    for number in count(1):
        files = FailingFiles()
        reader = Answers.open(folder, clock=clock, read_only=True, files=files)
        files.fail_at = files.count + number
        try:
            reader.begin_writing()
        except StoreError:
            failed += 1
            assert reader.read_only
            Answers.open(folder, clock=clock).close()
            reader.begin_writing()
        is_beyond = files.count < files.fail_at
        files.work_again()
        assert not reader.read_only
        assert latest_text(reader, "one") == "ours"
        write(reader, "two", f"mine {number}")
        reader.close()
        if is_beyond:
            break
    assert failed > 5


def is_taken(folder: Path) -> bool:
    """Whether another program would find the answers open."""
    descriptor = os.open(folder / "answers.lock", os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.mark.usefixtures("quick_locks")
def test_nobody_comes_between_leaving_and_putting_a_lock_on(folder: Path, clock: SetClock) -> None:
    """While the passphrase is asked for the answers are closed, and still no second window takes them over."""
    answers = Answers.open(folder, clock=clock)
    write(answers, "one", "ours")
    answers.close(keep_lock=True)
    assert is_taken(folder)
    lock(folder)
    assert not is_taken(folder)
    Answers.open(folder, clock=clock, vault=opened(folder)).close(keep_lock=True)
    assert is_taken(folder)
    release_kept()
    assert not is_taken(folder)
    assert (folder / "answers.lock").read_bytes() == b""


@pytest.mark.usefixtures("quick_locks")
def test_a_lock_that_was_taken_off_is_noticed_without_a_new_word(folder: Path, clock: SetClock) -> None:
    """Whoever reads along would otherwise be asked for a passphrase that nothing needs any more."""
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "one", "ours")
    lock(folder)
    reader = Answers.open(folder, clock=clock, read_only=True, vault=opened(folder))
    assert reader.is_sealed
    take_lock_off(Files(), folder, clock(), opened(folder))
    reader.keep_up()
    assert not reader.is_sealed
    assert latest_text(reader, "one") == "ours"
