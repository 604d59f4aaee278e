"""The file of an outside editor: private, whole, and gone with all that stands beside it."""

import os
import stat
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.conftest import MakeApp
from workbook import outside_editor
from workbook.app import WorkbookApp
from workbook.errors import WorkbookError
from workbook.text import MAX_LENGTH


def _script(folder: Path, text: str) -> list[str]:
    """Make an editor of a shell script; `$1` is the file."""
    file = folder / "an editor"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o700)
    return [str(file)]


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o377])
def test_only_the_owner_can_read_it(tmp_path: Path, mask: int) -> None:
    """File and folders are private whatever the umask, and can be written."""
    before = os.umask(mask)
    try:
        file = outside_editor.begin(tmp_path, "one")
    finally:
        os.umask(before)
    folders = [file.parent, file.parent.parent]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, *folders)] == [0o600, 0o700, 0o700]
    assert outside_editor.read(file) == ("one", 0)


def test_whatever_an_editor_leaves_goes_with_the_file(tmp_path: Path) -> None:
    """A backup of the old words should neither stay nor be taken for a lost text (it was both)."""
    one, other = outside_editor.begin(tmp_path, "one"), outside_editor.begin(tmp_path, "other")
    outside_editor.run(_script(tmp_path, 'cp "$1" "$1~"; touch "$1.swp"; printf new > "$1"'), one)
    assert outside_editor.read(one).text == "new"
    assert outside_editor.leftovers(tmp_path) == sorted([one, other])
    outside_editor.finish(one)
    assert outside_editor.leftovers(tmp_path) == [other]
    outside_editor.finish(other)
    outside_editor.finish(other)
    assert not (tmp_path / "editing").exists()


def test_a_swap_file_without_its_file_is_named(tmp_path: Path) -> None:
    """Words may be in it; an empty folder holds none."""
    one, other = outside_editor.begin(tmp_path, "one"), outside_editor.begin(tmp_path, "other")
    (one.parent / ".answer.md.swp").write_text("words")
    one.unlink()
    other.unlink()
    assert outside_editor.leftovers(tmp_path) == [one.parent]


def test_a_disk_that_takes_nothing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file would be taken for a lost text at each later start."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        outside_editor.begin(tmp_path, "one")
    assert outside_editor.leftovers(tmp_path) == []
    assert not (tmp_path / "editing").exists()


def test_an_editor_that_was_left_without_writing_leaves_nothing(tmp_path: Path) -> None:
    """As after `:cq`, or when it cannot be started: there are no words that the answer does not have."""
    for command in (["false"], [str(tmp_path / "no such editor")]):
        file = outside_editor.begin(tmp_path, "one")
        with pytest.raises(WorkbookError, match="as it was"):
            outside_editor.run(command, file)
        assert outside_editor.leftovers(tmp_path) == []


@pytest.mark.parametrize("leaves", ['printf half > "$1"', 'printf half > "$1.swp"'])
def test_an_editor_that_fails_keeps_its_words(tmp_path: Path, leaves: str) -> None:
    """What was written stays, be it in the file or beside it, and is named."""
    file = outside_editor.begin(tmp_path, "one")
    with pytest.raises(WorkbookError, match="Your text is in"):
        outside_editor.run(_script(tmp_path, f"{leaves}; exit 1"), file)
    assert outside_editor.leftovers(tmp_path) == [file]


def test_what_is_too_long_is_counted(tmp_path: Path) -> None:
    """The end that does not fit is not lost without a word."""
    file = outside_editor.begin(tmp_path, "x" * (MAX_LENGTH + 7) + "\n\n")
    assert outside_editor.read(file) == ("x" * MAX_LENGTH, 7)
    file.write_text("y\r\n" * 3, "utf-8")
    assert outside_editor.read(file) == ("y\ny\ny", 0)


def _suspend(self: WorkbookApp) -> AbstractContextManager[None]:
    return nullcontext()


@pytest.mark.parametrize(
    ("item", "written", "kept"),
    [
        ("first-promise", f"head -c {MAX_LENGTH + 9} /dev/zero | tr '\\0' x", True),
        ("first-promise", "printf short", False),
    ],
    ids=["too long", "short"],
)
async def test_a_text_that_does_not_fit_stays_in_its_file(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, item: str, written: str, kept: bool
) -> None:
    """The beginning is the answer, and the notice names the file with all of it (it was removed)."""
    monkeypatch.setattr(WorkbookApp, "suspend", _suspend)
    editor = _script(tmp_path, written + ' > "$1"; cp "$1" "$1~"')[0]
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        section_id = next(
            section.id
            for outline in app.pack.outlines
            for section in app.pack.chapter(outline.id).sections
            if item in [prompt.id for prompt in section.prompts]
        )
        await app.open_section(section_id, item)
        await pilot.pause()
        await pilot.press("ctrl+o")
        await pilot.pause()
        notices = [notice.message for notice in app._notifications]
    layer = app.answers.latest(item)
    assert layer is not None
    files = outside_editor.leftovers(app.answers.folder)
    assert len(files) == kept
    assert len(layer.text) == (MAX_LENGTH if kept else len("short"))
    assert [str(file) in "".join(notices) for file in files] == [True] * kept
