"""A console killed at any moment loses no fact that it acknowledged. More: `pytest tests/room --kills 500`."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.room.killed_console import words_of
from workbook.room.session_file import read_session, unfinished

ROOT = Path(__file__).parents[2]


def kill_after(root: Path, seed: int, lines: int) -> list[int]:
    """Start a console, kill it after so many facts; give the numbers of those that it acknowledged."""
    command = [sys.executable, "-m", "tests.room.killed_console", str(root), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as console:
        assert console.stdout is not None
        said = [console.stdout.readline() for _ in range(lines)]
        console.kill()
        said += console.stdout.read().splitlines(keepends=True)
    return [int(line) for line in said if line.endswith("\n")]


def test_kill_loses_no_fact(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """After each kill every fact that was acknowledged is there, whole and in order, at most one more."""
    chosen = random.Random(20261122)
    known: list[int] = []
    for seed in range(1, request.config.getoption("--kills") + 1):
        told = kill_after(tmp_path, seed, chosen.randint(1, 60))
        assert told
        folder = unfinished(tmp_path)
        assert folder is not None
        record = read_session(folder)
        assert record.problems == ()
        found = [int(one.words.partition(":")[0]) for one in record.lines.facts]
        assert all(
            one.words == words_of(number) for one, number in zip(record.lines.facts, found, strict=True)
        )
        known += told
        assert found in (known, [*known, known[-1] + 1])
        known = found
