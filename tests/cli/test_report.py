"""`workshop report`: a session on disk, looked back on in a file of one's own."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import ROOT, is_one_line, run
from tests.conftest import CHAPTERS
from tests.export.pages import read
from workbook import cli
from workbook.room.places import sessions_folder
from workbook.room.session_file import AGENDA, FACTS, SessionFile
from workbook.workshop.agenda_folder import AGENDAS
from workbook.workshop.facts import Fact

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
PLAN = CHAPTERS / AGENDAS / "45-minutes.toml"


def session(data: Path, *, held: int, began: datetime = BEGAN, title: str = "Small promises") -> Path:
    """A session on disk in which so many blocks were held, five minutes each, and which was ended."""
    with SessionFile.begin(sessions_folder(data), PLAN.read_bytes(), title, began) as file:
        for index in range(held):
            passed = timedelta(minutes=5 * index)
            file.append(Fact(kind="entered", at=began + passed, elapsed=passed.total_seconds(), index=index))
        if held:
            passed = timedelta(minutes=5 * held)
            file.append(
                Fact(kind="noted", at=began + passed, elapsed=passed.total_seconds(), words="Warm room.")
            )
            file.append(Fact(kind="ended", at=began + passed, elapsed=passed.total_seconds()))
        return file.folder


def test_the_newest_session_is_told(capsys: pytest.CaptureFixture[str], words: Path) -> None:
    """Without a name the newest; an older one by its name or its folder."""
    older = session(words, held=2, title="First")
    session(words, held=3, began=BEGAN + timedelta(days=7), title="Second")
    status, newest, err = run(capsys, "workshop", "report", "--data", words)
    assert (status, err) == (0, "")
    assert newest.startswith("# Small promises\n\n29 November 2026")
    assert "> Warm room." in newest
    assert newest.count("| held |") == 3
    for name in (older.name, older):
        out = run(capsys, "workshop", "report", name, "--data", words)[1]
        assert out.startswith("# Small promises\n\n22 November 2026")


def test_a_report_goes_to_a_file_and_takes_no_place(
    capsys: pytest.CaptureFixture[str], words: Path, tmp_path: Path
) -> None:
    """HTML in a private file; one that is there stays without --force."""
    session(words, held=9)
    file = tmp_path / "report.html"
    command = ("workshop", "report", "--format", "html", "--output", file, "--data", words)
    assert run(capsys, *command) == (0, f"{file}\n", "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Warm room." in read(file.read_text("utf-8")).words
    status, out, err = run(capsys, *command)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert run(capsys, *command, "--force")[0] == 0


def test_the_next_agenda_is_one_that_passes_the_check(
    capsys: pytest.CaptureFixture[str], words: Path, tmp_path: Path
) -> None:
    """What was left out becomes an agenda in a file that `workshop check` has nothing against."""
    session(words, held=4)
    file = tmp_path / "next.toml"
    assert run(capsys, "workshop", "report", "--next", file, "--data", words) == (0, f"{file}\n", "")
    assert 'title = "Small promises, continued"' in file.read_text("utf-8")
    assert run(capsys, "workshop", "check", file)[0] == 0
    assert run(capsys, "workshop", "report", "--next", file, "--data", words)[0] == 1


def test_an_empty_session_has_a_report(capsys: pytest.CaptureFixture[str], words: Path) -> None:
    """One that was begun and never went on is told as that."""
    session(words, held=0)
    status, out, err = run(capsys, "workshop", "report", "--data", words)
    assert (status, err) == (0, "")
    assert "did not begin" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-11-22-1800-smal-promises",), 'Did you mean "2026-11-22-1800-small-promises"?'),
        (("zzz",), "The newest: 2026"),
        (("/",), "There is no session in /"),
        (("--next", "/no/such/folder/x.toml"), "Nothing was left out"),
        (("--output", "/no/such/folder/x.md"), "Choose another place"),
        (("--pack", "/no/such/pack"), "no pack to open"),
    ],
)
def test_what_cannot_be_told_is_one_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    """Names that lead nowhere come with near ones, and nothing is written."""
    monkeypatch.setenv("TZ", "UTC")
    session(words, held=9)
    status, out, err = run(capsys, "workshop", "report", *arguments, "--data", words)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert said in err


def test_its_help_has_an_example_that_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` ends in an example that leads to this very command."""
    status, out, _ = run(capsys, "workshop", "report", "--help")
    assert status == 0
    example = out.partition("Example: workbook ")[2].split()
    assert cli._parser().parse_args(example).output == Path("session.html")


def test_no_screen_is_drawn_for_a_report(words: Path) -> None:
    """Looking back should load neither Textual nor the answers' database."""
    session(words, held=3)
    code = """
import sys
from workbook.cli import main
main(sys.argv[1:])
print("loaded", *sorted({"textual", "rich", "tinydb"} & set(sys.modules)), file=sys.stderr)
"""
    command = [sys.executable, "-c", code, "workshop", "report", "--data", str(words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("# Small promises")
    assert done.stderr == "loaded\n"


def test_no_session_yet_is_one_line(capsys: pytest.CaptureFixture[str], words: Path) -> None:
    """Before the first session nothing is made either."""
    status, out, err = run(capsys, "workshop", "report", "--data", words)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert not words.exists()


def test_a_damaged_session_is_told_as_far_as_it_goes(capsys: pytest.CaptureFixture[str], words: Path) -> None:
    """Lines that cannot be read are named with status 1, and the rest is told; without its agenda nothing can be."""
    folder = session(words, held=4)
    facts = folder / FACTS
    facts.write_bytes(
        facts.read_bytes().replace(b'"index":1', b'"index":2', 1).replace(b'"index": 1', b'"index": 2', 1)
    )
    status, out, err = run(capsys, "workshop", "report", "--data", words)
    assert status == 1
    assert "line 3" in err
    assert out.count("| not reached |") == 6
    (folder / AGENDA).write_text("minutes = ", "utf-8")
    status, out, err = run(capsys, "workshop", "report", "--data", words)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert "agenda" in err
