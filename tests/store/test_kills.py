"""A writer killed at any moment loses nothing that it acknowledged. More: `pytest tests/store --kills 500`."""

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.building import latest_text
from tests.store.killed_writer import PROMPTS, text_of
from tests.store.locks import PASSPHRASE, holding, lock
from workbook.store.answers import Answers
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.locking import unlocked

ROOT = Path(__file__).parents[2]


def kill_after(folder: Path, seed: int, lines: int) -> dict[str, int]:
    """Start a writer, kill it after so many acknowledgements; give the last number of each prompt."""
    command = [sys.executable, "-m", "tests.store.killed_writer", str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.kill()
        said += writer.stdout.read().split("\n")
    acknowledged = {}
    for line in said:
        prompt_id, _, number = line.strip().partition(" ")
        if number.endswith(str(int(number or 0))) and len(number) >= 7:
            acknowledged[prompt_id] = int(number)
    return acknowledged


def test_kill_loses_nothing_acknowledged(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """After each kill the last acknowledged text of every prompt is there, or a later one, and whole."""
    chosen, folder = random.Random(20261122), tmp_path / "answers"
    acknowledged: dict[str, int] = {}
    for seed in range(1, request.config.getoption("--kills", 4) + 1):
        acknowledged |= kill_after(folder, seed, chosen.randint(1, 60))
        with Answers.open(folder) as answers:
            assert answers.opened_from == ""
            for prompt_id in PROMPTS:
                text = latest_text(answers, prompt_id)
                number = int(text.partition(":")[0] or 0)
                assert number >= acknowledged.get(prompt_id, 0)
                assert not number or text == text_of(number)


def kill_keeper(task: str, typed: str, *paths: Path, lines: int, wait: float) -> None:
    """Start something that copies or restores for ever, and kill it a moment after so many beginnings."""
    command = [sys.executable, "-m", "tests.store.killed_keeper", task, typed, *map(str, paths)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        for _ in range(lines):
            assert keeper.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            keeper.wait(wait)
        keeper.kill()


@pytest.fixture(params=["", PASSPHRASE], ids=["plain", "locked"])
def typed(request: pytest.FixtureRequest, quick_locks: None) -> str:
    """What opens the answers; nothing when they have no lock."""
    return str(request.param)


@pytest.fixture
def two_copies(tmp_path: Path, typed: str) -> tuple[Path, Path]:
    """Two states of a store, one of them much larger, each as a copy in one file."""
    copies, folder = (tmp_path / "small.zip", tmp_path / "large.zip"), tmp_path / "answers"
    Answers.open(folder).close()
    if typed:
        lock(folder)
    vault = unlocked(folder, typed)
    for copy, count in zip(copies, (3, 60), strict=True):
        with Answers.open(folder, vault=vault) as answers:
            for number in range(count):
                text = text_of(number)
                answers.write(f"{number}", text, section_id="s", question="Q?", kind="text")
        write_copy(Files(), folder, copy, vault)
    return copies


def test_kill_while_restoring_leaves_one_of_the_two_states(
    tmp_path: Path, two_copies: tuple[Path, Path], typed: str, request: pytest.FixtureRequest
) -> None:
    """Whole, without a word about damage, able to go on, and behind a lock nothing of it plain."""
    chosen, folder = random.Random(20261122), tmp_path / "answers"
    vault = unlocked(folder, typed)
    states = [open_copy(Files(), folder, str(copy), vault).tables for copy in two_copies]
    for _ in range(request.config.getoption("--kills", 3)):
        lines, wait = chosen.randint(1, 4), chosen.uniform(0, 0.03)
        kill_keeper("restore", typed, folder, *two_copies, lines=lines, wait=wait)
        assert not vault or holding(folder, "layers", text_of(1)[:12]) == []
        with Answers.open(folder, vault=unlocked(folder, typed)) as answers:
            assert answers.opened_from == ""
            assert answers.everything() in states


def test_kill_while_copying_leaves_a_whole_copy(
    tmp_path: Path, two_copies: tuple[Path, Path], typed: str, request: pytest.FixtureRequest
) -> None:
    """The earlier one, or the new one."""
    chosen, folder = random.Random(20261122), tmp_path / "answers"
    small, _ = two_copies
    vault = unlocked(folder, typed)
    states = [open_copy(Files(), folder, str(copy), vault).tables for copy in two_copies]
    for _ in range(request.config.getoption("--kills", 3)):
        lines, wait = chosen.randint(1, 6), chosen.uniform(0, 0.02)
        kill_keeper("backup", typed, folder, small, lines=lines, wait=wait)
        assert open_copy(Files(), folder, str(small), vault).tables in states
