"""`workbook --plain` in the shell: pipes, a lock, and somebody who was away."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, run
from tests.store.locks import PASSPHRASE, lock, quick_locks  # noqa: F401 - a fixture
from workbook import plain_session
from workbook.store.answers import Answers


def test_a_pipe_answers_a_question_and_draws_no_screen(words: Path) -> None:
    """In a process of its own: what came through a pipe is kept, and Textual was never loaded."""
    code = (
        "import sys; from workbook.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or ('textual' in sys.modules))"
    )
    command = [sys.executable, "-c", code, "--plain", "--data", str(words)]
    lines = ["", "i", "1", "2", "through a pipe", ""]
    ended = subprocess.run(
        command, cwd=ROOT, input="\n".join(lines), capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Saved" in ended.stdout
    with Answers.open(words, read_only=True) as answers:
        assert [layer.text for layer in answers.all_layers()] == ["through a pipe"]


@pytest.mark.usefixtures("quick_locks")
def test_locked_answers_ask_for_the_passphrase_first(
    written: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong one opens nothing; with the right one everything can be read and written."""
    lock(written)
    arguments = ("--plain", "--passphrase-stdin", "--data", written)
    monkeypatch.setattr(sys, "stdin", io.StringIO("wrong\nj\n"))
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert "does not open" in err
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n\nj\n2\n"))
    status, out, err = run(capsys, *arguments)
    assert (status, err) == (0, "")
    assert "a glass of water" in out


@pytest.mark.usefixtures("quick_locks")
def test_who_comes_back_too_late_finds_them_locked(
    written: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that ends the wait does nothing: somebody else may have typed it."""
    lock(written)
    times = iter([0.0, 1.0, 10.0])
    monkeypatch.setattr("workbook.plain_session.time.time", lambda: next(times, 10.0 + 601.0))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n\nj\n1\n"))
    status, out, _ = run(capsys, "--plain", "--passphrase-stdin", "--data", written)
    assert status == 0
    assert plain_session.LOCKED_AGAIN in out
    assert "glass" not in out
    assert "tea" not in out
