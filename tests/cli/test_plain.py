"""`workbook --plain` in the shell: pipes, a lock, and somebody who was away."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, run
from tests.store.locks import PASSPHRASE, lock, opened, quick_locks  # noqa: F401 - a fixture
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
    """A wrong one opens nothing; with the right one everything can be read and written, through a real pipe as well."""
    lock(written)
    arguments = ("--plain", "--passphrase-stdin", "--data", written)
    command = [sys.executable, "-m", "workbook", *map(str, arguments)]
    typed = f"{PASSPHRASE}\n\nj\n2\n"
    ended = subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "a glass of water" in ended.stdout
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


@pytest.mark.parametrize("is_full", [False, True])
@pytest.mark.usefixtures("quick_locks")
def test_words_that_took_their_time_are_kept_and_nothing_is_shown(
    written: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, is_full: bool
) -> None:
    """A long line ended after the lock's time is saved, or said not to be; what comes after it is not taken."""
    lock(written)
    lines = [PASSPHRASE, "", "i", "1", "2", ":) long in the making", "more", "", "j", "1"]
    # One before and one after each line; the last of those that are counted comes eleven minutes late.
    times = iter([0.0] * 9)
    monkeypatch.setattr("workbook.plain_session.time.time", lambda: next(times, 661.0))
    if is_full:
        full = OSError(28, "No space left on device")
        monkeypatch.setattr(Answers, "write", lambda *_, **__: (_ for _ in ()).throw(full))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    status, out, _ = run(capsys, "--plain", "--passphrase-stdin", "--data", written)
    assert status == 0
    said = "Not saved: No space left on device." if is_full else plain_session.SAVED
    assert out.endswith(f"> {said} {plain_session.LOCKED_AGAIN}\n")
    if not is_full:
        with Answers.open(written, read_only=True, vault=opened(written)) as answers:
            assert answers.all_layers()[0].text.endswith(":) long in the making")
