"""Two windows on the same locked answers in real terminals: the first is killed, and one goes on in the second."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.store.locks import PASSPHRASE, lock, opened, quick_locks  # noqa: F401 - a fixture
from tests.terminal import Terminal, plain_environment
from tests.test_installed import QUESTION
from workbook import session
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.lock.settings import Aside
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.lock import release_kept
from workbook.store.preferences import WELCOMED

ROOT = Path(__file__).resolve().parent.parent
TAKE = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)"
"""What another program does to take the answers."""
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


def test_a_second_window_waits_while_a_lock_is_put_on(
    words: Path, chapters: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first window closes its answers to ask for a passphrase: it has not gone."""
    with Answers.open(words) as answers:
        answers.set_preference(WELCOMED, "yes")
    taken: list[bool] = []

    async def use(pilot: Pilot[object]) -> None:
        assert isinstance(pilot.app, WorkbookApp)
        pilot.app.aside.step_aside(Aside.LOCK)

    class LockApp:
        """Looks whether a second window could come in, and leaves."""

        left, return_code = True, 0

        def __init__(self, *_: object) -> None:
            held = subprocess.run([sys.executable, "-c", TAKE, str(words / "answers.lock")], check=False)
            taken.append(held.returncode != 0)

        def run(self) -> None:
            """Do nothing."""

    run = WorkbookApp.run
    monkeypatch.setattr(WorkbookApp, "run", lambda app: run(app, headless=True, auto_pilot=use))
    monkeypatch.setattr("workbook.lock.app.LockApp", LockApp)
    assert session.Session(chapters, words, Settings()).run() == 0
    assert taken == [True]
    release_kept()
    Answers.open(words).close()


def test_nobody_is_asked_for_a_passphrase_where_the_lock_was_taken_off(
    words: Path, chapters: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other window took it off just before this one would lock itself."""
    with Answers.open(words) as answers:
        answers.set_preference(WELCOMED, "yes")
    visits: list[bool] = []

    async def use(pilot: Pilot[object]) -> None:
        assert isinstance(pilot.app, WorkbookApp)
        visits.append(True)
        if len(visits) == 1:
            pilot.app.aside.step_aside(Aside.LOCK_NOW)
        else:
            pilot.app.exit()

    run = WorkbookApp.run
    monkeypatch.setattr(WorkbookApp, "run", lambda app: run(app, headless=True, auto_pilot=use))
    monkeypatch.setattr("workbook.lock.app.LockApp", None)
    assert session.Session(chapters, words, Settings()).run() == 0
    assert len(visits) == 2
