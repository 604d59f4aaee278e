"""Two windows on the same locked answers in real terminals: the first is killed, and one goes on in the second."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.locks import PASSPHRASE, lock, opened, quick_locks  # noqa: F401 - a fixture
from tests.terminal import Terminal, plain_environment
from tests.test_installed import QUESTION
from workbook.going import WELCOMED
from workbook.store.answers import Answers

ROOT = Path(__file__).resolve().parent.parent
BANNER = "open in another window"


@contextmanager
def window(home: Path) -> Iterator[Terminal]:
    """Open the workbook with its passphrase."""
    environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
    with Terminal((sys.executable, "-m", "workbook"), home, environment, columns=100, rows=30) as terminal:
        terminal.until("Type the passphrase, or")
        terminal.settled()
        terminal.press(PASSPHRASE, "enter")
        terminal.until("F1 Help")
        yield terminal


@pytest.mark.usefixtures("quick_locks")
def test_the_second_window_goes_on_where_the_first_was_killed(tmp_path: Path) -> None:
    """It reads along until then, asks for no passphrase again, and takes words as soon as the first has gone."""
    words = tmp_path / "words"
    with Answers.open(words) as answers:
        answers.set_preference(WELCOMED, "yes")
    lock(words)
    with window(tmp_path) as first, window(tmp_path) as second:
        second.until(BANNER)
        first.press("1")
        first.until(QUESTION)
        first.settled()
        first.press("lamp")
        first.until("Saved")
        second.press("1")
        second.until("lamp")
        second.settled()
        second.press("x")
        second.until("Nothing is written here")
        first.kill(signal.SIGKILL)
        first.wait()
        second.until("The other window is closed.")
        second.until("Saved")
        assert BANNER not in second.settled()
        second.press(" and oil")
        second.until("lamp and oil")
        second.settled()
        second.press("ctrl+q")
        assert second.wait() == 0
    with Answers.open(words, vault=opened(words)) as answers:
        assert [layer.text for layer in answers.all_layers()] == ["lamp and oil"]
        assert answers.opened_from == ""
