"""`workbook workshop screen` in a terminal of its own, beside a console in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.running import ROOT, is_one_line, run, start
from tests.terminal import Terminal, plain_environment
from workbook.room.places import room_sockets

# Letters that the large alphabet lacks stand on the screen as they are, so that a test can read them.
FIRST, SECOND, THIRD = "Первое?", "Второе?", "Третье?"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder; what is left of its socket goes with it."""
    folder = tmp_path / "words"
    folder.mkdir()
    yield folder
    for path in room_sockets(folder):
        for file in (path, path.with_name(f"{path.name}.lock")):
            file.unlink(missing_ok=True)


@contextmanager
def console(data: Path, question: str) -> Iterator[subprocess.Popen[str]]:
    """Run a console; kill it at the end as a crash would."""
    command = [sys.executable, "-m", "tests.room.tiny_console", str(data), question]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "showing\n"
        try:
            yield process
        finally:
            process.kill()


def screen(data: Path, home: Path, columns: int = 80, rows: int = 24, *more: str) -> Terminal:
    """Start a screen in a terminal, with an environment that tells it nothing but the folder."""
    environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "workbook", "workshop", "screen", "--data", str(data), *more]
    return Terminal(command, home, environment, columns, rows)


def test_screens_survive_everything(data: Path, tmp_path: Path) -> None:
    """Early, late, beside each other, resized, and through two consoles that are killed: always the present state."""
    with screen(data, tmp_path) as early:
        early.until("○")
        with console(data, FIRST) as first:
            early.until(FIRST)
            with screen(data, tmp_path, 120, 36, "--theme", "daylight") as late:
                late.until(FIRST)
                assert first.stdin is not None
                first.stdin.write(f"{SECOND}\n")
                first.stdin.flush()
                for terminal in (early, late):
                    terminal.until(SECOND)
                late.kill(signal.SIGKILL)
                late.wait()
            first.stdin.write(f"{THIRD}\n")
            first.stdin.flush()
            early.until(THIRD)
        assert THIRD in early.until("○")
        with console(data, FIRST):
            early.until(FIRST)
            early.resize(40, 15)
            early.settled()
            assert FIRST in early.text
        early.press("q")
        assert early.wait() == 0


def test_it_ends_well_when_told_to(data: Path, tmp_path: Path) -> None:
    """SIGTERM leaves the terminal as it was: the alternate screen is left."""
    with screen(data, tmp_path) as terminal:
        terminal.until("○")
        os.kill(terminal.process, signal.SIGTERM)
        assert terminal.wait() == 0
        assert b"\x1b[?1049l" in bytes(terminal.written)


def test_without_a_terminal_it_says_so(data: Path) -> None:
    """One line and status 2."""
    done = start("workshop", "screen", "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line(done.stderr)


def test_colours_that_are_not_there_are_named(data: Path, tmp_path: Path) -> None:
    """One line that lists those there are."""
    with screen(data, tmp_path, 80, 24, "--theme", "neon") as terminal:
        terminal.until("known are evening, daylight")
        assert terminal.wait() == 1


def test_a_workshop_without_a_command_is_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    """One line that says where to look, and status 2, as for any command that cannot be used."""
    status, out, err = run(capsys, "workshop")
    assert (status, out) == (2, "")
    assert is_one_line(err)
    assert "workbook workshop --help" in err


def test_the_commands_of_a_workshop_cost_the_others_nothing() -> None:
    """`workbook --version` imports none of it."""
    script = "import sys; from workbook import cli\ntry: cli.main(['--version'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "workbook.shell.commands" in done.stdout
    assert "workbook.shell.workshop_commands" not in done.stdout
