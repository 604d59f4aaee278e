"""Bringing an archive in is one step: killed or refused at any moment, all is as before or as after.

More kills: `pytest tests/store/test_import_kills.py --kills 300`.
"""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.archives import write_a_little
from tests.store.building import FailingFiles, SetClock, write
from workbook.incoming.reading import read_source
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.store.bringing_in import bring_in

ROOT = Path(__file__).parents[2]


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


def test_killed_at_any_moment_it_is_as_before_or_as_after(
    tmp_path: Path, source: Path, mine: Path, request: pytest.FixtureRequest
) -> None:
    """And what is as before takes the archive in at the next attempt."""
    chosen, before = random.Random(20261122), taken(mine)
    with Answers.open(shutil.copytree(mine, tmp_path / "whole")) as answers:
        bring_in(answers, read_source(source))
    after = taken(tmp_path / "whole")
    assert before != after
    seen = set()
    for _ in range(request.config.getoption("--kills", 3)):
        folder = shutil.copytree(mine, tmp_path / "killed")
        command = [sys.executable, "-m", "tests.store.killed_importer", str(folder), str(source)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as importer:
            assert importer.stdout is not None
            assert importer.stdout.readline() == b"begins\n"
            # What is tested is the moment of the kill itself.
            time.sleep(chosen.uniform(0, 0.03))
            importer.kill()
            was_done = importer.stdout.read() == b"done\n"
        found = taken(folder)
        seen.add(found == after)
        assert found in (before, after)
        assert found == after or not was_done
        with Answers.open(folder) as answers:
            bring_in(answers, read_source(source))
        assert taken(folder) == after
        shutil.rmtree(folder)
    if request.config.getoption("--kills", 3) >= 100:
        assert seen == {False, True}


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
