"""`backup`, `restore`, `merge` and `check-store --repair`: what they print, ask, change and leave alone."""

from __future__ import annotations

import io
import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, run
from workbook.store.answers import Answers


def write(folder: Path, text: str, prompt_id: str = "one") -> None:
    """Come, write, and leave."""
    with Answers.open(folder) as answers:
        answers.write(prompt_id, text, section_id="s", question=f"What about {prompt_id}?", kind="text")


def latest(folder: Path, prompt_id: str = "one") -> str:
    """Give the newest answer to a prompt."""
    with Answers.open(folder, read_only=True) as answers:
        layer = answers.latest(prompt_id)
        return layer.text if layer else ""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder in which was written in two visits."""
    write(tmp_path / "mine", "first")
    write(tmp_path / "mine", "second")
    return tmp_path / "mine"


def test_backup_writes_a_private_file_and_replaces_none_unasked(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    """To a file, to a folder, not over another, and over it with --force; also while the answers are open."""
    target = tmp_path / "copy.zip"
    with Answers.open(mine):
        status, out, _ = run(capsys, "backup", target, "--data", mine)
    assert status == 0
    assert "2 answers, 0 entries in practices" in out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    status, _, err = run(capsys, "backup", target, "--data", mine)
    assert (status, is_one_line(err)) == (1, True)
    assert "--force" in err
    assert run(capsys, "backup", target, "--force", "--data", mine)[0] == 0
    (tmp_path / "stick").mkdir()
    assert run(capsys, "backup", tmp_path / "stick", "--data", mine)[0] == 0
    assert len(list((tmp_path / "stick").glob("*.workbook.zip"))) == 1


def test_restore_lists_shows_asks_and_keeps(
    capsys: pytest.CaptureFixture[str], mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No changes nothing; yes puts it in place and names the backup of what was there."""
    assert "1 answer, 0 entries" in run(capsys, "restore", "--data", mine)[1]
    number = next((mine / "backups").iterdir()).name.lstrip("0")
    for answer, status, expected in (("no", 1, "second"), ("", 1, "second"), ("hm\nyes", 0, "first")):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n" if answer else ""))
        got, out, _ = run(capsys, "restore", number, "--data", mine)
        assert got == status
        assert "1 only here:" in out
        assert "What about one?" in out
        assert latest(mine) == expected
    assert "What was there is kept as backup" in out
    kept = out.split("kept as backup ")[1].split(".")[0]
    assert run(capsys, "restore", kept, "--yes", "--data", mine)[0] == 0
    assert latest(mine) == "second"
    assert "the same" in run(capsys, "restore", kept, "--data", mine)[1]


def test_restore_takes_the_place_of_a_store_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    """From a copy elsewhere."""
    run(capsys, "backup", tmp_path / "copy.zip", "--data", mine)
    for path in [*mine.rglob("*.json"), *mine.rglob("*.jsonl")]:
        path.write_bytes(b"spoilt")
    assert run(capsys, "check-store", "--data", mine)[0] == 1
    status, out, _ = run(capsys, "restore", tmp_path / "copy.zip", "--yes", "--data", mine)
    assert (status, latest(mine)) == (0, "second")
    assert "Nothing of what is here can be read" in out
    assert run(capsys, "check-store", "--data", mine)[0] == 0


def test_what_is_no_copy_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    """And nothing changes."""
    (tmp_path / "diary.txt").write_text("dear diary")
    for which in (tmp_path / "diary.txt", tmp_path / "gone", "4242"):
        status, _, err = run(capsys, "restore", which, "--yes", "--data", mine)
        assert (status, is_one_line(err)) == (1, True)
    assert latest(mine) == "second"


def test_merge_names_the_copies_and_brings_one_in(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown and asked first; afterwards it lies aside."""
    shutil.copytree(mine, tmp_path / "laptop")
    write(tmp_path / "laptop", "from the laptop " * 50, "two")
    assert "No other copy" in run(capsys, "merge", "--data", mine)[1]
    copy = mine / "answers.sync-conflict-20260503-091500-ABCDEFG.json"
    shutil.copy(tmp_path / "laptop" / "answers.json", copy)
    assert str(copy) in run(capsys, "merge", "--data", mine)[1]
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert run(capsys, "merge", tmp_path / "laptop", "--data", mine)[0] == 1
    assert latest(mine, "two") == ""
    assert run(capsys, "merge", tmp_path / "laptop", "--yes", "--data", mine)[0] == 0
    assert latest(mine, "two").startswith("from the laptop")
    assert (tmp_path / "laptop" / "answers.json").exists()
    status, out, _ = run(capsys, "merge", copy, "--yes", "--data", mine)
    assert (status, copy.exists()) == (0, False)
    assert "The copy is kept as" in out


def test_check_store_tells_damage_and_repairs_it(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    """Status 1 while damaged, 0 afterwards; what was done stands on stderr, and the damaged file is kept."""
    spoilt = (mine / "answers.json").read_bytes()[:-30]
    (mine / "answers.json").write_bytes(spoilt)
    status, out, err = run(capsys, "check-store", "--data", mine)
    assert status == 1
    assert is_one_line(out)
    assert "answers.json could not be read" in err
    status, out, err = run(capsys, "check-store", "--repair", "--data", mine)
    assert (status, is_one_line(out)) == (0, True)
    assert "2 answers" in out
    assert "Kept as it was" in err
    assert spoilt in [path.read_bytes() for path in (mine / "damaged").iterdir()]
    assert run(capsys, "check-store", "--data", mine)[::2] == (0, "")


def test_commands_on_nothing_create_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each says that there are no answers yet."""
    for command in ("backup", "restore", "merge"):
        status, _, err = run(capsys, command, "--data", tmp_path / "none")
        assert (status, is_one_line(err)) == (1, True)
    assert list(tmp_path.iterdir()) == []
