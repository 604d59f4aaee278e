"""With an umask that hides nothing, every file that a command makes is for its owner alone."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.room.sessions import AGENDA_BYTES, BEGAN
from tests.store.locks import PASSPHRASE, quick_locks  # noqa: F401 - a fixture
from workbook.outside_editor import begin
from workbook.room.places import sessions_folder
from workbook.room.session_file import SessionFile

pytestmark = pytest.mark.usefixtures("quick_locks")


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """Hide nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_to_all")
def test_whatever_is_made_is_for_its_owner_alone(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exports, copies, backups, what a restore keeps, sessions, texts for an editor, sealed files, messages, plans."""
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    (written / "answers (1).json").write_bytes((written / "answers.json").read_bytes())
    (written / "answers (1).json").chmod(0o600)
    SessionFile.begin(sessions_folder(written), AGENDA_BYTES, "Small promises", BEGAN).close()
    begin(written, "a long answer")
    number = next((written / "backups").iterdir()).name.lstrip("0")
    for command in (
        *(("export", "--format", kind, out / f"a.{kind}") for kind in ("markdown", "html", "archive")),
        ("export", "--format", "csv", out / "tables"),
        *(("backup", out / "copy.zip"), ("backup",)),
        ("restore", number, "--yes"),
        ("merge", written / "answers (1).json", "--yes"),
        ("import", out / "a.archive", "--yes"),
    ):
        assert run(capsys, *command, "--data", written)[0] == 0, command
    assert run(capsys, "worksheet", "small-promises", "--output", out / "sheet.html")[0] == 0
    assert run(capsys, "workshop", "plan", out / "plan.toml", "--minutes", "45")[0] == 0
    (written / "answers.json").write_bytes(b"ruins")
    assert run(capsys, "check-store", "--repair", "--data", written)[0] == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert run(capsys, "lock", "--passphrase-stdin", "--data", written)[0] == 0
    assert run(capsys, "today", "a heron", "--data", written)[0] == 0
    made = [written, *written.rglob("*"), *out.rglob("*")]
    names = {path.name for path in made}
    assert names >= {
        "a.html",
        "copy.zip",
        "sheet.html",
        "plan.toml",
        "damaged",
        "facts.jsonl",
        "answer.md",
        "inbox",
    }
    wrong = {
        path for path in made if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert wrong == set()
