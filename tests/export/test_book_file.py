"""A book on the disk: whole or not at all, for its owner alone, and in nobody's way."""

import errno
import os
import stat
from pathlib import Path

import pytest

from workbook.errors import WorkbookError
from workbook.export.book_file import private_folder, write_book
from workbook.store.files import Files


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "sync_folder"])
def test_a_disk_that_refuses_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """At whichever step: one line that says why, the older book as it was or the new one whole, nothing beside it."""
    book = tmp_path / "book.md"
    book.write_text("older", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Files, step, refuse)
    with pytest.raises(WorkbookError, match="the disk is full") as raised:
        write_book(book, "newer", replace=True)
    assert "\n" not in str(raised.value)
    assert str(book) in str(raised.value)
    assert [file.name for file in tmp_path.iterdir()] == ["book.md"]
    assert book.read_text("utf-8") == ("newer" if step == "sync_folder" else "older")


def test_a_book_is_its_owners_alone(tmp_path: Path) -> None:
    """The file is 0600 and its folder 0700, whatever the umask."""
    before = os.umask(0)
    try:
        private_folder(tmp_path / "books" / "day")
        write_book(tmp_path / "books" / "day" / "book.md", "words")
    finally:
        os.umask(before)
    modes = [
        stat.S_IMODE((tmp_path / part).stat().st_mode) for part in ("books", "books/day", "books/day/book.md")
    ]
    assert modes == [0o700, 0o700, 0o600]


def test_what_is_there_stays(tmp_path: Path) -> None:
    """A file, a dangling link and a folder are refused; the first two only until they may be replaced."""
    file, link, folder = tmp_path / "file", tmp_path / "link", tmp_path / "folder"
    file.write_text("older", "utf-8")
    link.symlink_to(tmp_path / "nowhere")
    folder.mkdir()
    for path in (file, link, folder):
        with pytest.raises(WorkbookError, match="is there already"):
            write_book(path, "newer")
    with pytest.raises(WorkbookError, match="is there already"):
        write_book(folder, "newer", replace=True)
    assert file.read_text("utf-8") == "older"
    write_book(file, "newer", replace=True)
    assert file.read_text("utf-8") == "newer"


@pytest.mark.parametrize("name", ["no/book.md", "x" * 300, "a\0b"])
def test_a_place_that_cannot_be_is_one_line(tmp_path: Path, name: str) -> None:
    """A folder that is not there, a name too long, a name no disk takes."""
    with pytest.raises(WorkbookError) as raised:
        write_book(tmp_path / name, "words")
    assert "\n" not in str(raised.value)
    assert not list(tmp_path.iterdir())
