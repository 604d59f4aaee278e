"""`import`: an archive, jrnl's entries and notes come in, shown and asked first."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, is_plain, run, start
from tests.conftest import Clock
from tests.hostile import ATTACKS
from tests.incoming.sources import JRNL, LAYER, REFUSED, archive
from tests.store.test_archive import all_bytes
from workbook.store.answers import Answers


@pytest.fixture
def taken(capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path) -> Path:
    """An archive of what was written."""
    file = tmp_path / "taken.json"
    assert run(capsys, "export", "--format", "archive", "--data", written, file)[0] == 0
    return file


def says(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let the person answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_out_and_in_and_out_is_the_same_file(
    capsys: pytest.CaptureFixture[str], taken: Path, tmp_path: Path
) -> None:
    """Into a folder that is not there yet; once more adds nothing."""
    other, again = tmp_path / "other", tmp_path / "again.json"
    status, out, err = run(capsys, "import", taken, "--data", other, "--yes")
    assert (status, err) == (0, "")
    assert out == "New: 2 answers and notes, 1 entry in a practice, 2 visits\nBrought in.\n"
    run(capsys, "export", "--format", "json", "--data", other, again)
    assert again.read_bytes() == taken.read_bytes()
    before = all_bytes(other)
    status, out, _ = run(capsys, "import", taken, "--data", other)
    assert status == 0
    assert out.splitlines()[-1] == "Everything in it is here already. Nothing would change."
    assert all_bytes(other) == before


def test_it_asks_before_it_does_anything(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, taken: Path, tmp_path: Path
) -> None:
    """No, the end of the input, and whatever is no answer change nothing, not even a folder; yes does it."""
    other = tmp_path / "other"
    for lines in ((), ("no",), ("perhaps", "", "N")):
        says(monkeypatch, *lines)
        status, out, err = run(capsys, "import", taken, "--data", other)
        assert (status, err) == (1, "")
        assert "Bring this in? yes or no: " in out
        assert out.endswith("Nothing was changed.\n")
        assert not other.exists()
    says(monkeypatch, "what", "Yes")
    status, out, _ = run(capsys, "import", taken, "--data", other)
    assert (status, out.splitlines()[-1][-11:]) == (0, "Brought in.")
    assert (other / "answers.json").exists()


def test_a_dry_run_only_shows(
    capsys: pytest.CaptureFixture[str], taken: Path, written: Path, tmp_path: Path
) -> None:
    """Beside a program that writes as well."""
    status, out, _ = run(capsys, "import", taken, "--dry-run", "--data", tmp_path / "other")
    assert status == 0
    assert out.startswith("New: 2 answers")
    assert not (tmp_path / "other").exists()
    with Answers.open(written):
        before = all_bytes(written)
        assert run(capsys, "import", taken, "--dry-run", "--data", written)[0] == 0
        assert all_bytes(written) == before


def test_what_differs_is_named_without_a_word_of_it(
    capsys: pytest.CaptureFixture[str], taken: Path, written: Path
) -> None:
    """By its question and its day, and both wordings are there afterwards."""
    raw = json.loads(taken.read_text("utf-8"))
    raw["tables"]["layers"][0]["value"] = "a secret glass of wine"
    taken.write_text(json.dumps(raw), "utf-8")
    status, out, _ = run(capsys, "import", taken, "--data", written, "--yes")
    assert status == 0
    assert "Different: 1 answer or note\n  “Which one?”, answer or note of 22 November 2026\n" in out
    assert "Of what differs both wordings are kept." in out
    assert "secret" not in out
    with Answers.open(written, read_only=True) as answers:
        assert [layer.text for layer in answers.layers("first-promise")] == [
            "# tea\n\n*hot* <b>",
            "a glass of water",
            "a secret glass of wine",
        ]


def test_entries_of_jrnl_and_notes_stand_in_the_journal(
    capsys: pytest.CaptureFixture[str], words: Path, tmp_path: Path, clock: Clock
) -> None:
    """As notes of one's own, in the book and the search as well; twice adds nothing."""
    (tmp_path / "jrnl.json").write_text(json.dumps(JRNL), "utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2026-05-05 Walk.md").write_text("to the canal", "utf-8")
    for source in ("jrnl.json", "notes"):
        assert run(capsys, "import", tmp_path / source, "--data", words, "--yes")[0] == 0
        assert "Nothing would change" in run(capsys, "import", tmp_path / source, "--data", words)[1]
    with Answers.open(words, read_only=True, clock=clock) as answers:
        assert len(answers.own_prompts()) == 3
        assert [one.question for one in answers.own_prompts()] == ["", "", ""]
        assert {one.key[0] for one in answers.written()} == {"layers"}
    assert "to the canal" in run(capsys, "search", "canal", "--data", words)[1]
    book = run(capsys, "export", "--data", words)[1]
    assert "Rain all day" in book
    assert "to the canal" in book


@pytest.mark.parametrize("name", ["a key twice", "deep lists", "NaN", "a zip", "a million tiny records"])
def test_what_is_refused_leaves_the_files_as_they_are(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path, name: str
) -> None:
    """Byte for byte, with one line."""
    before = all_bytes(written)
    (tmp_path / "bad.json").write_bytes(REFUSED[name][0])
    status, out, err = run(capsys, "import", tmp_path / "bad.json", "--data", written, "--yes")
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert REFUSED[name][1] in err
    assert all_bytes(written) == before


def test_hostile_words_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], words: Path, tmp_path: Path
) -> None:
    """Neither of an archive, nor of its name, nor of what differs."""
    hostile = "".join(ATTACKS.values())
    file = tmp_path / "a\x1b[31mb\u202e.json"
    for value in ("one", "two"):
        file.write_bytes(archive({**LAYER, "question": f"Which {hostile}?", "value": value}))
        status, out, _ = run(capsys, "import", file, "--data", words, "--yes")
        assert status == 0
        assert is_plain(out)
    assert "Different: 1" in out
    file.write_bytes(b"3")
    assert is_one_line(run(capsys, "import", file, "--data", words)[2])


def test_it_says_so_when_another_program_has_the_answers_open(
    capsys: pytest.CaptureFixture[str], taken: Path, tmp_path: Path
) -> None:
    """And changes nothing."""
    other = tmp_path / "other"
    with Answers.open(other):
        before = all_bytes(other)
        status, _, err = run(capsys, "import", taken, "--data", other, "--yes")
        assert status == 1
        assert is_one_line(err)
        assert all_bytes(other) == before


def test_an_import_loads_no_screen(taken: Path, tmp_path: Path) -> None:
    """Nothing is drawn, so no Textual is imported."""
    done = start("import", taken, "--data", tmp_path / "other", "--dry-run", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert "workbook.incoming.reading" in done.stderr
    assert "textual" not in done.stderr
