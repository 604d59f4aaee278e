"""`backup`, `restore`, `merge` and `check-store` on locked answers: what they ask for, say, change and leave alone."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, run
from tests.cli.test_keeping import latest, write
from tests.store.building import latest_text, live_journal
from tests.store.locks import OTHER, PASSPHRASE, files_in, holding, lock, opened, quick_locks  # noqa: F401 - a fixture
from tests.store.test_other_copies import JOURNAL_COPY, write_on_two_machines
from workbook.errors import WrongPassphrase
from workbook.store.answers import Answers
from workbook.store.locking import is_locked

pytestmark = pytest.mark.usefixtures("quick_locks")
STDIN = "--passphrase-stdin"
CANARY = "heron-in-the-reeds"


class Shell:
    """Runs commands, with lines on the input."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: str | Path, said: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Give the status, the output and the errors."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in said)))
        return run(self._capsys, *arguments, *([STDIN] if said else []))


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell."""
    return Shell(capsys, monkeypatch)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A locked folder in which was written in two visits."""
    write(tmp_path / "mine", "first")
    write(tmp_path / "mine", CANARY)
    lock(tmp_path / "mine")
    return tmp_path / "mine"


def text_in(folder: Path, typed: str = PASSPHRASE) -> str:
    """Give the newest answer behind a lock."""
    with Answers.open(folder, read_only=True, vault=opened(folder, typed)) as answers:
        layer = answers.latest("one")
        return layer.text if layer else ""


@pytest.mark.parametrize(
    "command",
    [
        ("backup",),
        ("backup", "copy.zip"),
        ("restore",),
        ("restore", "1"),
        ("merge", "x"),
        ("check-store", "--repair"),
    ],
)
def test_a_wrong_passphrase_changes_nothing_and_is_no_damage(
    shell: Shell, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """One line that says so; and one that says how to give it where nobody can be asked."""
    monkeypatch.chdir(tmp_path)
    before = files_in(tmp_path)
    for said, expected in (((OTHER,), "does not open the lock"), ((), STDIN)):
        status, out, err = shell(*command, "--data", mine, said=said)
        assert (status, out, is_one_line(err)) == (1, "", True)
        assert expected in err
    assert files_in(tmp_path) == before


def test_backups_are_made_listed_and_gone_back_to(shell: Shell, mine: Path) -> None:
    """As without a lock, with one passphrase a command; a backup that cannot be read says so in the list."""
    status, out, _ = shell("backup", "--data", mine, said=(PASSPHRASE,))
    assert status == 0
    number = out.split()[1]
    oldest = min((mine / "backups").iterdir())
    status, out, err = shell("restore", "--data", mine, said=(PASSPHRASE,))
    assert (status, err) == (0, "")
    assert [line.partition(": ")[2] for line in out.splitlines()[:-1]] == [
        "1 answer, 0 entries in practices",
        "2 answers, 0 entries in practices",
    ]
    status, out, _ = shell("restore", oldest.name.lstrip("0"), "--data", mine, said=(PASSPHRASE, "yes"))
    assert (status, text_in(mine)) == (0, "first")
    (oldest / "answers.json").write_bytes(b"spoilt")
    assert ": cannot be read\n" in shell("restore", "--data", mine, said=(PASSPHRASE,))[1]
    assert shell("restore", number, "--yes", "--data", mine, said=(PASSPHRASE,))[0] == 0
    assert text_in(mine) == CANARY
    assert holding(mine, CANARY, "first") == []


def test_a_copy_says_truly_who_can_read_it(shell: Shell, mine: Path, tmp_path: Path) -> None:
    """A locked one opens with the passphrase of its day."""
    status, out, _ = shell("backup", tmp_path / "copy.zip", "--data", mine, said=(PASSPHRASE,))
    assert status == 0
    assert "It is locked as your answers are" in out
    assert "Whoever can open" not in out
    assert CANARY.encode() not in (tmp_path / "copy.zip").read_bytes()
    status, out, _ = shell("restore", tmp_path / "copy.zip", "--data", mine, said=(PASSPHRASE,))
    assert "It says the same" in out
    new = tmp_path / "new"
    status, out, _ = shell("restore", tmp_path / "copy.zip", "--data", new, said=(PASSPHRASE, "no"))
    assert (status, new.exists()) == (1, False)
    assert "Your answers here will be too" in out
    status, out, _ = shell("restore", tmp_path / "copy.zip", "--data", new, said=(PASSPHRASE, "yes"))
    assert (status, text_in(new)) == (0, CANARY)
    assert holding(new, CANARY) == []


def test_a_copy_with_another_lock_is_asked_for_by_its_name(shell: Shell, mine: Path, tmp_path: Path) -> None:
    """Its passphrase is the second line; what comes of it is locked as the answers here are, or plain beside plain ones."""
    write(tmp_path / "plain", "plain words")
    copy = tmp_path / "copy.zip"
    shell("backup", copy, "--data", mine, said=(PASSPHRASE,))
    write(tmp_path / "other", "other words")
    lock(tmp_path / "other", OTHER)
    status, _, err = shell("restore", copy, "--data", tmp_path / "other", said=(OTHER, OTHER))
    assert (status, is_one_line(err), "lock of" in err, "copy.zip" in err) == (1, True, True, True)
    status, out, _ = shell("restore", copy, "--data", tmp_path / "other", said=(OTHER, PASSPHRASE, "yes"))
    assert (status, text_in(tmp_path / "other", OTHER)) == (0, CANARY)
    assert "without a lock" not in out
    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "other")
    status, out, _ = shell("restore", copy, "--data", tmp_path / "plain", said=(PASSPHRASE, "no"))
    assert status == 1
    assert "will be here without a lock" in out
    assert latest(tmp_path / "plain") == "plain words"
    status, _, _ = shell("restore", copy, "--yes", "--data", tmp_path / "plain", said=(PASSPHRASE,))
    assert (status, latest(tmp_path / "plain"), is_locked(tmp_path / "plain")) == (0, CANARY, False)


def test_a_plain_copy_is_restored_and_merged_behind_the_lock(
    shell: Shell, mine: Path, tmp_path: Path
) -> None:
    """It says that the file itself stays readable; within the folder nothing of it is."""
    write(tmp_path / "other", "kingfisher on a post")
    status, out, _ = shell("merge", tmp_path / "other", "--data", mine, said=(PASSPHRASE, "yes"))
    assert status == 0
    assert "The copy has no lock" in out
    shutil.copy(tmp_path / "other" / "answers.json", mine / "answers (1).json")
    assert "answers (1).json" in shell("merge", "--data", mine)[1]
    status, out, _ = shell("merge", mine / "answers (1).json", "--yes", "--data", mine, said=(PASSPHRASE,))
    assert "The copy is kept as" in out
    assert holding(mine, "kingfisher", CANARY) == []
    status, out, _ = shell("restore", tmp_path / "other", "--yes", "--data", mine, said=(PASSPHRASE,))
    assert (status, text_in(mine)) == (0, "kingfisher on a post")
    assert holding(mine, "kingfisher", CANARY) == []


@pytest.mark.parametrize("with_lock", [False, True])
def test_a_copy_of_a_journal_is_named_and_merged(shell: Shell, tmp_path: Path, *, with_lock: bool) -> None:
    """What the program on the screen tells about and brings in, the command names and brings in as well."""
    here, said = tmp_path / "answers", (PASSPHRASE,) if with_lock else ()
    other, vault = write_on_two_machines(here, is_locked=with_lock)
    theirs = live_journal(other)
    copy = here / "journals" / JOURNAL_COPY.format(stem=theirs.stem)
    shutil.copy(theirs, copy)
    assert str(copy) in shell("merge", "--data", here)[1]
    status, out, err = shell("merge", copy, "--yes", "--data", here, said=said)
    assert (status, err, copy.exists()) == (0, "", False)
    assert "The copy is kept as" in out
    with Answers.open(here, vault=vault) as answers:
        assert latest_text(answers, "only at laptop") == "the words of laptop"
    assert "No other copy" in shell("merge", "--data", here)[1]
    copy.write_bytes(b"{broken\n")
    status, _, err = shell("merge", copy, "--yes", "--data", here, said=said)
    assert (status, is_one_line(err), copy.exists()) == (1, True, True)


def test_check_store_says_what_it_can_without_the_passphrase(shell: Shell, mine: Path) -> None:
    """In one line, with status 1 on damage; with the passphrase it reads, and mends."""
    status, out, err = shell("check-store", "--data", mine)
    assert (status, err, is_one_line(out)) == (0, "", True)
    assert "from outside" in out
    status, out, err = shell("check-store", "--data", mine, said=(PASSPHRASE,))
    assert (status, err) == (0, "")
    assert "2 answers, 0 entries in practices, all readable" in out
    data = (mine / "answers.json").read_bytes()
    (mine / "answers.json").write_bytes(data[:-40] + bytes([data[-40] ^ 1]) + data[-39:])
    (mine / "answers.keys.copy").unlink()
    status, _, err = shell("check-store", "--data", mine)
    assert (status, is_one_line(err)) == (1, True)
    status, _, err = shell("check-store", "--data", mine, said=(PASSPHRASE,))
    assert status == 1
    assert "answers.json could not be read" in err
    assert "answers.keys.copy is missing" in err
    status, out, err = shell("check-store", "--repair", "--data", mine, said=(PASSPHRASE,))
    assert (status, is_one_line(out)) == (0, True)
    assert "answers.keys.copy was missing" in err
    assert shell("check-store", "--data", mine, said=(PASSPHRASE,))[::2] == (0, "")
    assert holding(mine, CANARY) == []
