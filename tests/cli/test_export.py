"""`export`: everything comes out, into a file of one's own."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, run
from tests.conftest import Clock
from workbook.store.answers import Answers


def test_export_writes_a_file_only_its_owner_can_read(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path
) -> None:
    """Whatever the umask, the file is 0600, and its name is printed."""
    file, before = tmp_path / "book.md", os.umask(0)
    try:
        status, out, err = run(capsys, "export", "--data", written, file)
    finally:
        os.umask(before)
    assert (status, out, err) == (0, f"{file}\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "a glass of water" in file.read_text("utf-8")


@pytest.mark.parametrize("kind", ["md", "json"])
def test_export_overwrites_nothing(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path, kind: str
) -> None:
    """A file that is there already stays as it is, even behind a dangling link."""
    file, link = tmp_path / "book", tmp_path / "link"
    file.write_text("older", "utf-8")
    link.symlink_to(tmp_path / "nowhere")
    for target in (file, link):
        status, out, err = run(capsys, "export", "--format", kind, "--data", written, target)
        assert (status, out) == (1, "")
        assert is_one_line(err)
    assert file.read_text("utf-8") == "older"
    assert not (tmp_path / "nowhere").exists()


def test_export_into_a_folder_that_is_not_there_is_one_line(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path
) -> None:
    """The line names the file."""
    status, _, err = run(capsys, "export", "--data", written, tmp_path / "no" / "book.md")
    assert status == 1
    assert is_one_line(err)
    assert str(tmp_path / "no" / "book.md") in err


def test_json_holds_everything(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """The JSON has each layer and entry with its words, its question and its moment."""
    status, out, _ = run(capsys, "export", "--format", "json", "--data", written)
    exported = json.loads(out)
    assert status == 0
    assert exported["format"] == "self-trust-workbook export"
    layers = exported["tables"]["layers"]
    assert [layer["value"] for layer in layers] == ["a glass of water", "# tea\n\n*hot* <b>"]
    assert {layer["question"] for layer in layers} == {"Which one?"}
    assert layers[0]["at"] == "2026-11-22T12:04:00.000Z"
    assert exported["tables"]["entries"][0]["values"] == {"when": "after lunch"}
    with Answers.open(written, read_only=True) as answers:
        assert answers.snapshot_json() == exported


def test_the_book_has_every_layer_with_its_day(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """Markdown: by chapter and section, oldest layer first, then the practices."""
    status, out, _ = run(capsys, "export", "--data", written)
    assert status == 0
    places = [
        out.index(part)
        for part in ("## ", "### ", "22 November 2026", "> a glass of water", "25 November 2026")
    ]
    assert places == sorted(places)
    assert "> \\# tea" in out
    assert "## Promises to myself" in out
    assert "> after lunch" in out


def test_a_broken_chapter_keeps_no_words_out_of_the_book(
    capsys: pytest.CaptureFixture[str], words: Path, tmp_path: Path, clock: Clock
) -> None:
    """Answers to a chapter that cannot be opened still go into the book."""
    pack = tmp_path / "pack"
    run(capsys, "new", pack)
    with Answers.open(words, clock=clock) as answers:
        answers.write("one-word", "steady", section_id="where-you-are", question="Which word?", kind="line")
    whole = run(capsys, "export", "--pack", pack, "--data", words)[1]
    chapter = pack / "first-steps.md"
    chapter.write_text(chapter.read_text("utf-8").replace('kind = "scale"', 'kind = "scales"'), "utf-8")
    status, out, _ = run(capsys, "export", "--pack", pack, "--data", words)
    assert status == 0
    assert "> steady" in out
    assert "> steady" in whole
    assert out != whole
    chapter.unlink()
    assert "> steady" in run(capsys, "export", "--pack", pack, "--data", words)[1]


def test_a_changed_kind_keeps_no_words_out_of_the_book(
    capsys: pytest.CaptureFixture[str], words: Path, clock: Clock, tmp_path: Path
) -> None:
    """A word that was answered before the prompt became a scale is still in the book."""
    pack = tmp_path / "pack"
    run(capsys, "new", pack)
    with Answers.open(words, clock=clock) as answers:
        answers.write("how-rested", "hardly", section_id="where-you-are", question="How rested?", kind="line")
    assert "> hardly" in run(capsys, "export", "--pack", pack, "--data", words)[1]
