"""What the tests of the command line share: a folder with answers."""

from pathlib import Path

import pytest

from tests.conftest import Clock
from workbook.store.answers import Answers


@pytest.fixture
def written(words: Path, clock: Clock) -> Path:
    """A folder with two answers in two visits, and an entry."""
    with Answers.open(words, clock=clock) as answers:
        answers.write(
            "first-promise",
            "a glass of water",
            section_id="small-promises",
            question="Which one?",
            kind="text",
        )
    clock.pass_days(3)
    with Answers.open(words, clock=clock) as answers:
        answers.write(
            "first-promise",
            "# tea\n\n*hot* <b>",
            section_id="small-promises",
            question="Which one?",
            kind="text",
        )
        answers.add_entry(
            "promises",
            {"when": "after lunch"},
            title="Promises to myself",
            labels={"when": "When…"},
            look_back_on="",
        )
    return words
