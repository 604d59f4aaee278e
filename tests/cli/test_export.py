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


@pytest.mark.parametrize("kind", ["md", "markdown", "html", "json"])
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
    assert exported["format"] == "self-trust-workbook archive"
    layers = exported["tables"]["layers"]
    assert [layer["value"] for layer in layers] == ["a glass of water", "# tea\n\n*hot* <b>"]
    assert {layer["question"] for layer in layers} == {"Which one?"}
    assert layers[0]["at"] == "2026-11-22T12:04:00.000Z"
    assert exported["tables"]["entries"][0]["values"] == {"when": "after lunch"}
    with Answers.open(written, read_only=True) as answers:
        assert answers.snapshot_json() == exported


def test_the_book_has_every_layer_with_its_day(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """Markdown: by chapter and section, oldest layer first, then the practices as tables."""
    status, out, _ = run(capsys, "export", "--data", written)
    assert status == 0
    places = [
        out.index(part)
        for part in ("## ", "### ", "22 November 2026", "> a glass of water", "25 November 2026")
    ]
    assert places == sorted(places)
    assert "> \\# tea" in out
    assert "## Promises to myself" in out
    assert "| 25 November 2026 | after lunch |" in out


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


def test_a_book_in_html_is_one_file_for_a_browser(
    capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path
) -> None:
    """`--output` names it, and `md` is another word for markdown."""
    file = tmp_path / "book.html"
    status, out, err = run(capsys, "export", "--format", "html", "--data", written, "--output", file)
    assert (status, out, err) == (0, f"{file}\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    html = file.read_text("utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "a glass of water" in html
    assert "&lt;b&gt;" in html
    books = [run(capsys, "export", "--format", name, "--data", written)[1] for name in ("md", "markdown")]
    assert books[0] == books[1]


def test_a_dash_is_the_output(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """As with other commands."""
    for named in (("--output", "-"), ("-",)):
        status, out, _ = run(capsys, "export", "--data", written, *named)
        assert status == 0
        assert "a glass of water" in out


def test_force_replaces_a_file(capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path) -> None:
    """And only then."""
    file = tmp_path / "book.md"
    file.write_text("older", "utf-8")
    status, out, _ = run(capsys, "export", "--data", written, "--output", file, "--force")
    assert (status, out) == (0, f"{file}\n")
    assert "a glass of water" in file.read_text("utf-8")


def test_only_what_was_asked_for_is_exported(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """By chapter, by practice, by day, and by part."""

    def book(*options: str) -> str:
        status, out, err = run(capsys, "export", "--data", written, *options)
        assert (status, err) == (0, "")
        return out

    chapter = book("--chapters", "building")
    assert "a glass of water" in chapter
    assert "after lunch" not in chapter
    assert "after lunch" in book("--practices", "promises")
    assert "glass" not in book("--practices", "promises")
    assert "glass" not in book("--chapters", "why-hard.md,staying")
    assert "after lunch" in book("--chapters", "why-hard", "--practices", "promises")
    assert "glass" not in book("--since", "2026-11-23")
    assert "tea" in book("--since", "2026-11-23")
    assert "glass" in book("--until", "2026-11-23")
    assert "tea" not in book("--until", "2026-11-23")


def test_parts_are_put_in_and_left_out_by_name(
    capsys: pytest.CaptureFixture[str], words: Path, clock: Clock
) -> None:
    """`--with` and `--without`; a wording that was removed is only in when it is asked for."""
    with Answers.open(words, clock=clock) as answers:
        answers.check_in(3, "wobbly")
        answers.save_person("Ada", "by the door")
        for text in ("much was said here that later was taken away again, all of it", "kept"):
            answers.write("first-promise", text, section_id="small-promises", question="Which?", kind="text")
    usual = run(capsys, "export", "--data", words)[1]
    assert "wobbly" in usual
    assert "Ada" in usual
    assert "taken away" not in usual
    fewer = run(capsys, "export", "--data", words, "--without", "tide,people")[1]
    assert "wobbly" not in fewer
    assert "Ada" not in fewer
    assert "taken away" in run(capsys, "export", "--data", words, "--with", "removed")[1]
    named = run(capsys, "export", "--data", words, "--chapters", "building")[1]
    assert "wobbly" not in named
    assert "wobbly" in run(capsys, "export", "--data", words, "--chapters", "building", "--with", "tide")[1]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--since", "soon"), 2, "write it as 2026-11-22"),
        (("--since", "2026-02-30"), 2, "write it as 2026-11-22"),
        (("--since", "2026-11-23", "--until", "2026-11-22"), 2, "change one of the two days"),
        (("--without", "weather"), 2, "known are own, notes"),
        (("--format", "json", "--chapters", "building"), 2, "An archive always holds everything"),
        (("--output", "a", "b"), 2, "twice"),
        (("--chapters", "nowhere"), 1, "Known are building, why-hard"),
        (("--practices", "nothing"), 1, "Known are promises"),
    ],
)
def test_what_cannot_be_exported_is_one_line(
    capsys: pytest.CaptureFixture[str], written: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    """It says what to write instead."""
    found, out, err = run(capsys, "export", "--data", written, *options)
    assert (found, out) == (status, "")
    assert is_one_line(err)
    assert said in err
