"""Bringing an archive in is one step: refused at any moment, all is as before or as after; killed, see test_kills."""

import shutil
from pathlib import Path

import pytest

from tests.store.archives import write_a_little
from tests.store.building import FailingFiles, SetClock, write
from workbook.incoming.reading import read_source
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.store.bringing_in import bring_in


def taken(folder: Path) -> bytes:
    """Take along what is in a folder."""
    with Answers.open(folder, read_only=True) as answers:
        assert answers.opened_from == ""
        return encode_archive(archive_from(answers.everything()))


@pytest.fixture
def source(tmp_path: Path, clock: SetClock) -> Path:
    """An archive of another store, large enough that writing it takes a moment."""
    with Answers.open(tmp_path / "theirs", clock=clock) as answers:
        write_a_little(answers)
        for number in range(40):
            write(answers, f"prompt-{number}", f"{number} words " * 1000)
    file = tmp_path / "archive.json"
    file.write_bytes(taken(tmp_path / "theirs"))
    return file


@pytest.fixture
def mine(tmp_path: Path, clock: SetClock) -> Path:
    """One's own store, in which something is later than all of that."""
    clock.moment = clock.moment.replace(month=11)
    with Answers.open(tmp_path / "mine", clock=clock) as answers:
        write(answers, "first-promise", "tea")
        write(answers, "prompt-7", "mine")
    return tmp_path / "mine"


def test_whichever_file_operation_fails_it_is_as_before_or_as_after(
    tmp_path: Path, source: Path, mine: Path
) -> None:
    """With the n-th refused for good, for every n: what was acknowledged is there, and nothing by halves.

    A disk that refuses from the fsync on lets nobody take the line back: then it is as after, though it was
    not acknowledged.
    """
    archive, before = read_source(source), taken(mine)
    with Answers.open(shutil.copytree(mine, tmp_path / "whole")) as whole:
        bring_in(whole, archive)
    after = taken(tmp_path / "whole")
    number, refused = 0, 0
    while True:
        number += 1
        folder = shutil.copytree(mine, tmp_path / f"failing-{number}")
        files = FailingFiles()
        answers = Answers.open(folder, files=files)
        files.count, files.fail_at, files.for_good = 0, number, True
        try:
            bring_in(answers, archive)
            is_done = True
        except OSError:
            is_done = False
            refused += 1
            assert encode_archive(archive_from(answers.everything())) == before
        is_over = files.count < number
        files.work_again()
        answers.close()
        found = taken(folder)
        assert found == after if is_done else found in (before, after)
        if is_over:
            break
    assert refused > 3
