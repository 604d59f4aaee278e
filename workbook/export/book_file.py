"""Putting a book on the disk: whole or not at all, and for its owner alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from workbook.errors import WorkbookError
from workbook.store.files import Files, plain_reason, temporary, write_beside


def write_book(path: Path, text: str, *, replace: bool = False) -> None:
    """Write a text to a file: all of it, or nothing.

    Args:
        path: Where; its folder must exist.
        text: The whole text; it becomes UTF-8.
        replace: Take the place of a file that is there.

    Raises:
        WorkbookError: A file is there already, or the place cannot be written; it says what to do.
    """
    if os.path.lexists(path) and (not replace or path.is_dir()):
        raise WorkbookError(f"{path} is there already.", "Choose another name.")
    if not path.parent.is_dir():
        raise WorkbookError(f"{path} has no folder to go into.", "Make the folder first, or choose another.")
    files = Files()
    # A name of its own: nothing of the person's is ever in the way.
    beside = path.with_name(f".book-{uuid4().hex}")
    try:
        write_beside(files, beside, text.encode("utf-8"))
        files.replace(temporary(beside), path)
        files.sync_folder(path.parent)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):
            files.remove(temporary(beside))
        reason = plain_reason(error) if isinstance(error, OSError) else "this is no name for a file"
        raise WorkbookError(f"{path} cannot be written: {reason}.", "Choose another place.") from error


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, with those above it that are missing.

    Raises:
        WorkbookError: It cannot be made.
    """
    files = Files()
    try:
        for folder in reversed([one for one in (path, *path.parents) if not one.exists()]):
            with contextlib.suppress(FileExistsError):
                files.make_folder(folder)
        files.restrict_folder(path)
    except OSError as error:
        raise WorkbookError(
            f"{path} cannot be made: {plain_reason(error)}.", "Make room, then try again."
        ) from error
