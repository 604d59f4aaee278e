"""A writer killed at any moment loses nothing that it acknowledged. More: `pytest tests/store --kills 500`."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.building import latest_text
from tests.store.killed_writer import PROMPTS, text_of
from workbook.store.answers import Answers

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
