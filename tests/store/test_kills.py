"""A writer killed at any moment loses nothing that it acknowledged. More: `pytest tests/store --kills 500`."""

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.building import latest_text
from tests.store.killed_writer import PROMPTS, text_of
from workbook.store.answers import Answers
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files

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


def kill_keeper(task: str, *paths: Path, lines: int, wait: float) -> None:
    """Start something that copies or restores for ever, and kill it a moment after so many beginnings."""
    command = [sys.executable, "-m", "tests.store.killed_keeper", task, *map(str, paths)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        for _ in range(lines):
            assert keeper.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            keeper.wait(wait)
        keeper.kill()


@pytest.fixture
def two_copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two states of a store, one of them much larger, each as a copy in one file."""
    copies = tmp_path / "small.zip", tmp_path / "large.zip"
    for copy, count in zip(copies, (3, 60), strict=True):
        with Answers.open(tmp_path / "answers") as answers:
            for number in range(count):
                text = text_of(number)
                answers.write(f"{number}", text, section_id="s", question="Q?", kind="text")
        write_copy(Files(), tmp_path / "answers", copy)
    return copies


def test_kill_while_restoring_leaves_one_of_the_two_states(
    tmp_path: Path, two_copies: tuple[Path, Path], request: pytest.FixtureRequest
) -> None:
    """Whole, without a word about damage, and able to go on."""
    chosen, folder = random.Random(20261122), tmp_path / "answers"
    states = [open_copy(Files(), folder, str(copy)).tables for copy in two_copies]
    for _ in range(request.config.getoption("--kills", 3)):
        kill_keeper("restore", folder, *two_copies, lines=chosen.randint(1, 4), wait=chosen.uniform(0, 0.03))
        with Answers.open(folder) as answers:
            assert answers.opened_from == ""
            assert answers.everything() in states


def test_kill_while_copying_leaves_a_whole_copy(
    tmp_path: Path, two_copies: tuple[Path, Path], request: pytest.FixtureRequest
) -> None:
    """The earlier one, or the new one."""
    chosen, folder = random.Random(20261122), tmp_path / "answers"
    small, _ = two_copies
    states = [open_copy(Files(), folder, str(copy)).tables for copy in two_copies]
    for _ in range(request.config.getoption("--kills", 3)):
        kill_keeper("backup", folder, small, lines=chosen.randint(1, 6), wait=chosen.uniform(0, 0.02))
        assert open_copy(Files(), folder, str(small)).tables in states
