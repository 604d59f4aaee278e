"""A locked session in a real terminal: what is typed in it is found nowhere on the disk, however it ends."""

import os
import re
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.locks import OTHER, PASSPHRASE, lock, opened, quick_locks  # noqa: F401 - a fixture
from tests.terminal import Terminal, plain_environment
from tests.test_installed import CRASHES, LEAVES_FULL_SCREEN, NEVER, QUESTION
from workbook.screens.blank_on_leaving import ERASE
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED

ROOT = Path(__file__).resolve().parent.parent
LOCKED = "Type the passphrase, or"
ENTERS_FULL_SCREEN = b"\x1b[?1049h"
CANARY = "kingfisher under the willow"
LOOKED_FOR = re.compile(
    rb"(?i)kingfisher|k\0i\0n\0g\0f\0i|a2luZ2Zpc2hlc|tpbmdmaXNoZX|raW5nZmlzaGVy|first-promise"
)
"""The words, also in UTF-16 and, wherever they begin, in base64, and the id of their question."""
QUIETLY = """
import os
from workbook.terminal import drop_leaky_variables
drop_leaky_variables(os.environ)
"""
"""What the program itself does before it imports any screen."""

pytestmark = pytest.mark.usefixtures("quick_locks")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with locked answers, and a folder for temporary files in it."""
    folder = tmp_path / "home"
    (folder / "tmp").mkdir(parents=True)
    with Answers.open(folder / "words") as answers:
        answers.set_preference(WELCOMED, "yes")
    lock(folder / "words")
    return folder


@pytest.fixture
def terminal(home: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The workbook in a terminal, opened with its passphrase, at its first question."""
    environment = {
        **plain_environment(home),
        **{f"XDG_{name}": str(home / name) for name in ("STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")},
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
        "TMPDIR": str(home / "tmp"),
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": str(home / "keys.log"),
        "EDITOR": "tee",
        "HISTFILE": str(home / ".history"),
    }
    program: tuple[str, ...] = getattr(request, "param", ("-m", "workbook"))
    with Terminal((sys.executable, *program), home, environment, columns=100, rows=30) as terminal:
        terminal.until(LOCKED)
        terminal.settled()
        terminal.press(OTHER, "enter")
        terminal.until("does not open the lock")
        unlock(terminal)
        terminal.until("F1 Help")
        terminal.press("1")
        terminal.until(QUESTION)
        terminal.settled()
        yield terminal


def unlock(terminal: Terminal) -> None:
    """Type the passphrase."""
    terminal.settled()
    terminal.press(PASSPHRASE, "enter")


def write(terminal: Terminal) -> None:
    """Type the canary's words and wait until they are saved."""
    terminal.press(CANARY)
    terminal.until("willow")
    terminal.until("Saved")
    terminal.settled()


def found_in(folder: Path) -> list[Path]:
    """Name every file under a folder in which the canary stands, or whose name has it."""
    return [
        path
        for path in folder.rglob("*")
        if LOOKED_FOR.search(str(path).encode()) or (path.is_file() and LOOKED_FOR.search(path.read_bytes()))
    ]


def check(home: Path, terminal: Terminal) -> None:
    """The words are in the answers and nowhere else; nothing was printed after the screen was left."""
    with Answers.open(home / "words", vault=opened(home / "words")) as answers:
        layer = answers.latest("first-promise")
        assert layer is not None
        assert layer.text == CANARY
    assert found_in(home) == []
    assert sorted(path.name for path in home.iterdir()) == ["tmp", "words"]
    assert list((home / "tmp").iterdir()) == []
    assert not NEVER.search(bytes(terminal.written)), "a title, a clipboard or a link was sent"
    shown_last = bytes(terminal.written).rpartition(ENTERS_FULL_SCREEN)[2]
    # A killed program leaves the screen as it is: only what was printed beneath it would stay.
    assert not LOOKED_FOR.search(shown_last.partition(LEAVES_FULL_SCREEN)[2])


def test_the_guard_finds_what_it_looks_for(tmp_path: Path) -> None:
    """Without a lock the words do stand on the disk."""
    with Answers.open(tmp_path / "words") as answers:
        answers.write("first-promise", CANARY, section_id="s", question="?", kind="text")
    assert found_in(tmp_path)


def test_a_locked_session_leaves_no_word_behind(home: Path, terminal: Terminal) -> None:
    """Answer, note, check-in and search; locked in the middle, an editor tried, removed, and left by key."""
    write(terminal)
    terminal.press("\x0f")
    terminal.until("editor-when-locked")
    for command, field in (("Write a note", "A note"), ("Check in", "One word for it")):
        terminal.press("ctrl+p")
        terminal.settled()
        terminal.press(command)
        terminal.settled()
        terminal.press("enter")
        terminal.until(field)
        terminal.settled()
        terminal.press(f"5 {CANARY} too")
        terminal.settled()
        terminal.press("enter" if field != "A note" else "escape")
        terminal.settled()
    terminal.press("\x1b[17~")
    terminal.until("type to search")
    terminal.settled()
    terminal.press("Kingfisher")
    terminal.until("3 found")
    assert found_in(home) == []
    terminal.press("escape", "escape")
    terminal.settled()
    terminal.press("ctrl+p")
    terminal.settled()
    terminal.press("Lock now")
    terminal.until("Lock now")
    terminal.settled()
    terminal.press("enter")
    terminal.until(LOCKED)
    assert "kingfisher" not in terminal.text
    assert found_in(home) == []
    unlock(terminal)
    terminal.until(CANARY)
    terminal.settled()
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    check(home, terminal)
    before = bytes(terminal.written).split(LEAVES_FULL_SCREEN)[:-1]
    assert len(before) == 4
    assert all(ERASE.encode() in screen[-100:] for screen in before), "a screen was left with words on it"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_locked_session_that_is_ended_leaves_no_word_behind(
    home: Path, terminal: Terminal, number: signal.Signals
) -> None:
    """Asked to end or killed: sealed is sealed."""
    write(terminal)
    terminal.kill(number)
    terminal.wait()
    check(home, terminal)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl(2)")
def test_no_core_dump_is_written(home: Path, terminal: Terminal) -> None:
    """A crash of Python itself leaves no copy of the memory, and so of the words and the key, whatever the limit."""
    limit = resource.prlimit(terminal.process, resource.RLIMIT_CORE)
    assert limit[0] in (0, 1)
    write(terminal)
    resource.prlimit(terminal.process, resource.RLIMIT_CORE, (limit[1], limit[1]))
    terminal.kill(signal.SIGSEGV)
    terminal.wait()
    check(home, terminal)


@pytest.mark.parametrize("terminal", [("-c", QUIETLY + CRASHES)], indirect=True)
def test_an_error_in_the_program_leaves_no_word_behind(home: Path, terminal: Terminal) -> None:
    """One in a handler whose message holds the words: they are saved, sealed, and printed nowhere."""
    write(terminal)
    terminal.press("ctrl+s")
    assert terminal.wait() == 1
    assert b"stopped because of an error" in bytes(terminal.written).rpartition(LEAVES_FULL_SCREEN)[2]
    check(home, terminal)


def test_leaving_at_the_lock_is_leaving(home: Path) -> None:
    """Ctrl+Q and a signal end the program there as anywhere; nothing was read."""
    environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    for leave, status in (("key", 0), ("signal", 128 + signal.SIGTERM)):
        with Terminal((sys.executable, "-m", "workbook"), home, environment) as terminal:
            terminal.until(LOCKED)
            terminal.settled()
            if leave == "key":
                terminal.press("ctrl+q")
            else:
                os.kill(terminal.process, signal.SIGTERM)
            assert terminal.wait() == status
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


HURRIED = """
import sys
import time
from datetime import timedelta
from workbook.lock import idle
idle.timedelta = lambda minutes=0, seconds=0: timedelta(seconds=0.4 * minutes + seconds)
from workbook.cli import main
sys.exit(main())
"""
"""The program with minutes of less than half a second, so that ten of them can be slept through."""


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_session_wakes_up_locked(
    home: Path, number: signal.Signals, request: pytest.FixtureRequest
) -> None:
    """Stopped by a shell or as by a closed lid: what it shows first is the lock, and never a word."""
    if request.config.getoption("--kills") <= 3:
        pytest.skip("takes a while: with --kills 4 and more")
    environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
    with Terminal((sys.executable, "-c", HURRIED), home, environment, columns=100, rows=30) as terminal:
        terminal.until(LOCKED)
        unlock(terminal)
        terminal.until("F1 Help")
        terminal.press("1")
        terminal.until(QUESTION)
        write(terminal)
        os.kill(terminal.process, number)
        time.sleep(5)
        before = len(terminal.written)
        os.kill(terminal.process, signal.SIGCONT)
        terminal.until(LOCKED)
        assert not LOOKED_FOR.search(bytes(terminal.written[before:]))
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    check(home, terminal)
