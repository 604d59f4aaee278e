"""The lock in the shell: passphrases are asked for or come on the input, and nothing of an answer is left about."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, is_one_line, run, start
from tests.store.locks import OTHER, PASSPHRASE, files_in, holding, lock, opened, quick_locks  # noqa: F401 - a fixture
from tests.terminal import Terminal, plain_environment
from workbook.store.answers import Answers
from workbook.store.layout import INBOX_NAME
from workbook.store.locking import is_locked

pytestmark = pytest.mark.usefixtures("quick_locks")
STDIN = "--passphrase-stdin"


class Input(io.StringIO):
    """An input that nobody types, or somebody."""

    def __init__(self, text: str, *, is_typed: bool = False) -> None:
        super().__init__(text)
        self._is_typed = is_typed

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._is_typed


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> "type[Say]":
    """Let a test put lines on the input."""
    Say.monkeypatch = monkeypatch
    return Say


class Say:
    """Puts lines on the input."""

    monkeypatch: pytest.MonkeyPatch

    def __init__(self, *lines: str, is_typed: bool = False) -> None:
        self.monkeypatch.setattr(
            sys, "stdin", Input("".join(f"{line}\n" for line in lines), is_typed=is_typed)
        )


def test_locking_and_unlocking_by_a_program(
    capsys: pytest.CaptureFixture[str], written: Path, say: type[Say]
) -> None:
    """On, changed and off; what it means is said each time, and what is not sealed."""
    copy = written / "answers (conflicted copy).json"
    copy.write_text("glass")
    say(PASSPHRASE)
    status, out, err = run(capsys, "lock", STDIN, "--data", written)
    assert (status, err) == (0, "")
    assert "There is no reset" in out
    assert "The lock is on." in out
    assert "solid state disk" in out
    assert "(conflicted copy).json" in " ".join(out.split())
    code = next(word for word in out.split() if word.count("-") == 6)
    assert holding(written, "glass", "first-promise") == [copy]
    say(code, OTHER)
    status, out, err = run(capsys, "change-passphrase", STDIN, "--data", written)
    assert (status, err) == (0, "")
    assert "The passphrase is changed." in out
    say(OTHER)
    status, out, err = run(capsys, "unlock", STDIN, "--data", written)
    assert (status, err) == (0, "")
    assert "The lock is off." in out
    assert run(capsys, "search", "water", "--data", written)[0] == 0


@pytest.mark.parametrize(("typed", "is_off"), [("yes", True), ("y", True), ("no", False), ("", False)])
def test_taking_the_lock_off_takes_a_yes_as_everywhere(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    written: Path,
    say: type[Say],
    typed: str,
    *,
    is_off: bool,
) -> None:
    """It took `y` for a yes, and `yes` for a no."""
    lock(written)
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    say(typed, is_typed=True)
    assert run(capsys, "unlock", "--data", written)[0] == (0 if is_off else 1)
    assert is_locked(written) is not is_off


def test_a_new_recovery_code_takes_the_place_of_the_old_one(
    capsys: pytest.CaptureFixture[str], written: Path, say: type[Say]
) -> None:
    """With `--new-code`; the old one opens nothing then."""
    old = lock(written)
    say(PASSPHRASE, OTHER)
    status, out, _ = run(capsys, "change-passphrase", "--new-code", STDIN, "--data", written)
    assert status == 0
    new = next(word for word in out.split() if word.count("-") == 6)
    assert opened(written, new).key_id == opened(written, OTHER).key_id
    say(old)
    assert run(capsys, "search", "water", STDIN, "--data", written)[0] == 1


@pytest.mark.parametrize("command", [("search", "water"), ("export",), ("export", "--format", "json")])
def test_what_reads_asks_for_the_passphrase(
    capsys: pytest.CaptureFixture[str], written: Path, say: type[Say], command: tuple[str, ...]
) -> None:
    """With it all is as without a lock; with a wrong one there is one line, and not a word of an answer."""
    plain = run(capsys, *command, "--data", written)
    lock(written)
    before = files_in(written)
    say(PASSPHRASE)
    sealed = run(capsys, *command, STDIN, "--data", written)
    assert sealed == plain
    say(OTHER)
    status, out, err = run(capsys, *command, STDIN, "--data", written)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert "does not open the lock" in err
    say()
    status, out, err = run(capsys, *command, "--data", written)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert STDIN in err
    assert files_in(written) == before


def test_an_export_of_locked_answers_says_that_it_is_not_locked(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path, say: type[Say]
) -> None:
    """Before the file is written."""
    lock(written)
    say(PASSPHRASE)
    status, _, err = run(capsys, "export", STDIN, "--data", written, tmp_path / "book.md")
    assert status == 0
    assert "this file is not" in err


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_a_passphrase_on_the_input_is_utf_8_whatever_the_system_says(
    capsys: pytest.CaptureFixture[str], written: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Else it would open in one terminal and not in another; what is no UTF-8 is said in one line."""
    lock(written, "brücke zum garten")
    for typed, expected in (("brücke zum garten\n".encode(), 0), (b"br\xfccke zum garten\n", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding=encoding))
        status, _, err = run(capsys, "check-store", STDIN, "--data", written)
        assert status == expected
        assert expected == 0 or (is_one_line(err) and "not text in UTF-8" in err)


def test_without_the_library_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, for whoever wants to lock and whoever has locked; nothing is changed."""
    lock(written)
    monkeypatch.setitem(sys.modules, "workbook.store.vault", None)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.delitem(sys.modules, "workbook.store.vault")
    for name in [name for name in sys.modules if name.startswith("cryptography.")]:
        monkeypatch.setitem(sys.modules, name, None)
    before = files_in(written)
    status, out, err = run(capsys, "search", "water", "--data", written)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert "pip install" in err
    assert files_in(written) == before


def test_today_writes_into_the_answers(
    capsys: pytest.CaptureFixture[str], written: Path, say: type[Say]
) -> None:
    """The same question all day; the answer stands there at once; nothing written is fine."""
    say("a heron", "and reeds", "", "not this", is_typed=True)
    status, out, err = run(capsys, "today", "--data", written)
    assert (status, err) == (0, "")
    assert out.endswith("Saved.\n")
    assert "a heron" not in out
    question = out.splitlines()[0]
    say()
    status, out, _ = run(capsys, "today", "--data", written)
    assert status == 0
    assert out.endswith("Nothing was written.\n")
    assert out.splitlines()[0] == question
    with Answers.open(written, read_only=True) as answers:
        assert answers.all_layers()[0].text == "a heron\nand reeds"


def test_today_needs_no_passphrase_beside_a_lock(
    capsys: pytest.CaptureFixture[str], written: Path, say: type[Say]
) -> None:
    """The words are sealed at once, and stand with the answers when those are opened."""
    lock(written)
    say("a heron among reeds")
    status, out, err = run(capsys, "today", "--data", written)
    assert (status, err) == (0, "")
    assert "sealed" in out
    assert holding(written, "heron", "reeds") == []
    assert len(list((written / INBOX_NAME).iterdir())) == 1
    with Answers.open(written, vault=opened(written)) as answers:
        assert answers.all_layers()[0].text == "a heron among reeds"


def test_today_beside_an_open_workbook_waits(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """Words can also stand on the command line; its help says that a shell remembers them."""
    with Answers.open(written):
        status, out, err = run(capsys, "today", "a", "heron", "--data", written)
        assert (status, err) == (0, "")
        assert "opened the next time" in out
    with Answers.open(written) as answers:
        assert answers.all_layers()[0].text == "a heron"
    assert "shell" in run(capsys, "today", "--help")[1]


def test_today_begins_a_folder(capsys: pytest.CaptureFixture[str], words: Path) -> None:
    """One need not have opened the workbook before."""
    assert run(capsys, "today", "a heron", "--data", words)[0] == 0
    with Answers.open(words, read_only=True) as answers:
        assert answers.all_layers()[0].text == "a heron"


@pytest.mark.parametrize("command", ["lock", "unlock", "change-passphrase"])
def test_without_answers_there_is_nothing_to_lock(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    """One line, and no folder."""
    status, out, err = run(capsys, command, "--data", tmp_path / "none")
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert not (tmp_path / "none").exists()


def test_no_command_takes_a_passphrase_as_an_argument(written: Path) -> None:
    """Other programs can see arguments, and shells remember them."""
    for command in ("lock", "unlock", "change-passphrase"):
        done = start(command, PASSPHRASE, "--data", written)
        assert done.returncode == 2
    assert not is_locked(written)


def test_at_a_terminal_it_is_asked_for_and_never_shown(tmp_path: Path, written: Path) -> None:
    """Twice, and once more after the code; what is typed does not come back on the screen."""
    command = (sys.executable, "-m", "workbook", "lock", "--data", str(written))
    environment = {**plain_environment(tmp_path), "PYTHONPATH": str(ROOT)}
    with Terminal(command, tmp_path, environment, columns=100, rows=60) as terminal:
        for question in ("New passphrase:", "The same once more:", "Passphrase:"):
            terminal.until(f"\n{question}")
            assert not is_locked(written)
            terminal.press(PASSPHRASE, "enter")
        terminal.until("The lock is on.")
        assert terminal.wait() == 0
        assert PASSPHRASE.encode() not in bytes(terminal.written)
    assert opened(written).state == "locked"


def test_a_slip_is_asked_again_and_never_goes_to_the_shell(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal there are three tries; what a person types next must not be shown or kept by the shell."""
    lock(written)
    typed = iter(["wrong one", PASSPHRASE])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr(sys, "stdin", Input("", is_typed=True))
    status, out, err = run(capsys, "search", "water", "--data", written)
    assert status == 0
    assert "a glass of water" in out
    assert "does not open" in err
    monkeypatch.setattr("getpass.getpass", lambda _: "wrong every time")
    status, _, err = run(capsys, "search", "water", "--data", written)
    assert status == 1
    assert err.count("does not open") == 3
    assert err.endswith("Nothing was changed.\n")
