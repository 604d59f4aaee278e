"""`where`, `check-store` and `search`: what is printed, and that nothing is created."""

from pathlib import Path

import pytest

from tests.cli.running import is_one_line, is_plain, run
from tests.conftest import Clock
from tests.hostile import hostile
from workbook.store.answers import Answers


def test_where_names_the_three_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`where` should name answers, settings and pack, and create none of them."""
    status, out, err = run(capsys, "where", "--data", tmp_path / "mine", "--pack", tmp_path / "pack")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"answers:  {tmp_path / 'mine'}"
    assert out.splitlines()[1].endswith("settings.toml")
    assert out.splitlines()[2] == f"pack:     {tmp_path / 'pack'}"
    assert list(tmp_path.iterdir()) == []


def test_places_can_be_named_before_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--data` works before and after the command, and wins over WORKBOOK_DATA."""
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "environment"))
    assert str(tmp_path / "environment") in run(capsys, "where")[1]
    assert str(tmp_path / "before") in run(capsys, "--data", tmp_path / "before", "where")[1]
    assert (
        str(tmp_path / "after")
        in run(capsys, "--data", tmp_path / "before", "where", "--data", tmp_path / "after")[1]
    )


def test_where_shows_no_control_codes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder's name can hold anything; what is printed cannot."""
    status, out, _ = run(capsys, "where", "--data", f"{tmp_path}/\x1b]0;x\x07\u202e\udcff")
    assert status == 0
    assert is_plain(out)
    assert "?" in out.splitlines()[0], "a byte that is no text should be visible"


def test_check_store_says_what_is_there_in_one_line(
    capsys: pytest.CaptureFixture[str], written: Path
) -> None:
    """`check-store` counts answers and entries."""
    status, out, err = run(capsys, "check-store", "--data", written)
    assert (status, err) == (0, "")
    assert is_one_line(out)
    assert out.startswith("2 answers, 1 entry in practices, all readable")


def test_check_store_says_when_something_is_damaged(
    capsys: pytest.CaptureFixture[str], written: Path
) -> None:
    """A damaged file is status 1, and nothing in the folder is changed by looking."""
    journal = max((written / "journals").glob("*.jsonl"))
    data = journal.read_bytes()
    journal.write_bytes(data[: len(data) // 2] + b"#" + data[len(data) // 2 + 1 :])
    before = {file: file.read_bytes() for file in written.rglob("*") if file.is_file()}
    status, out, err = run(capsys, "check-store", "--data", written)
    assert status == 1
    assert is_one_line(out)
    assert "not all readable" in out
    assert is_one_line(err)
    assert "is damaged" in err
    assert "is damaged" not in out
    assert {file: file.read_bytes() for file in written.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("command", [("check-store",), ("search", "x"), ("export",)])
def test_reading_creates_no_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Without answers, commands that read say so in one line and leave nothing behind."""
    status, out, err = run(capsys, *command, "--data", tmp_path / "none")
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert str(tmp_path / "none") in err
    assert not (tmp_path / "none").exists()


def test_search_shows_the_words_in_their_place(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """`search` finds every word whatever its case, and shows the day and the question."""
    status, out, err = run(capsys, "search", "WATER", "glass", "--data", written)
    assert (status, err) == (0, "")
    assert out.startswith("22 November 2026 · Which one?\n    a glass of water")
    assert out.count("\n") == 2


def test_search_finds_entries_by_their_labels(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """An entry stands under its practice's title."""
    status, out, _ = run(capsys, "search", "lunch", "--data", written)
    assert status == 0
    assert out.startswith("25 November 2026 · Promises to myself\n")
    assert "after lunch" in out


@pytest.mark.parametrize("command", [("search", "lunch"), ("search", "coffee"), ("export",)])
def test_damaged_answers_are_said_to_be_so(
    capsys: pytest.CaptureFixture[str], written: Path, command: tuple[str, ...]
) -> None:
    """What can be read is given, the rest is said on stderr, with status 1 (it was silent, and 0)."""
    whole = run(capsys, *command, "--data", written)[1]
    (written / "answers.json").write_bytes(b"null")
    status, out, err = run(capsys, *command, "--data", written)
    assert (status, out) == (1, whole)
    assert "answers.json could not be read" in err


def test_a_closed_letter_only_says_when_it_opens(
    capsys: pytest.CaptureFixture[str], words: Path, clock: Clock
) -> None:
    """Neither search nor the book shows words before their day (both did); the JSON keeps them."""
    sealed = {"text": "inmost thoughts", "opens": "9000-05-06"}
    with Answers.open(words, clock=clock) as answers:
        answers.write("letter", sealed, section_id="s", question="Dear later me?", kind="letter")
    assert run(capsys, "search", "inmost", "--data", words) == (1, "", "Nothing found.\n")
    found, book = run(capsys, "search", "later", "--data", words), run(capsys, "export", "--data", words)
    for status, out, err in (found, book):
        assert (status, err) == (0, "")
        assert "A letter. It opens on 6 May 9000." in out
        assert "inmost" not in out
    assert "inmost thoughts" in run(capsys, "export", "--format", "json", "--data", words)[1]


def test_search_without_a_hit_is_status_1(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """Nothing found is said on stderr, as grep does it."""
    assert run(capsys, "search", "coffee", "--data", written) == (1, "", "Nothing found.\n")


def test_search_and_export_print_no_control_codes(
    capsys: pytest.CaptureFixture[str], words: Path, clock: Clock
) -> None:
    """Whatever was written, no control sequence is printed."""
    text = hostile("calm")
    with Answers.open(words, clock=clock) as answers:
        answers.write("gone", text, section_id="s", question=text, kind="text")
        answers.add_entry("gone-too", {text: text}, title=text, labels={text: text})
    for command in (("search", "calm"), ("export",), ("export", "--format", "json")):
        status, out, _ = run(capsys, *command, "--data", words)
        assert status == 0
        assert "calm" in out
        assert is_plain(out)
