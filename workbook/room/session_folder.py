"""The folder of a session: its name, its lock, and how it comes to be there whole."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from workbook.errors import StoreError, StoreLocked
from workbook.store.files import Files, plain_reason, temporary, write_beside
from workbook.store.lock import Lock, holder_in_words
from workbook.text import clean

NAME_LENGTH: Final = 40
"""Characters of the title that the folder's name keeps."""


class Held:
    """A lock on a session, whose refusals speak of sessions."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Take it.

        Args:
            path: The file to lock; made when missing.
            now: The present moment, to be named to whoever comes next.

        Raises:
            StoreLocked: Another console holds it.
            StoreError: It cannot be held here.
        """
        try:
            self.lock = Lock(path, now)
        except StoreLocked as error:
            raise StoreLocked(
                f"This session is open in another console ({holder_in_words(path)}).",
                "Go on over there, or close it first.",
            ) from error
        except StoreError as error:
            cause = error.__cause__
            reason = plain_reason(cause) if isinstance(cause, OSError) else "it cannot be locked"
            raise StoreError(
                f"The session in {path.parent} cannot be opened for writing: {reason}.",
                "Check its permissions, or name another folder with --data.",
            ) from error

    def close(self) -> None:
        """Give it back; doing so twice changes nothing."""
        self.lock.release()


def make_whole(files: Files, folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder with files in it under another name first, so that it is there whole or not at all.

    Raises:
        OSError: It is not there, or (after its last step) it is whole.
    """
    beside = temporary(folder)
    try:
        files.make_folder(beside)
        for name, data in contents.items():
            write_beside(files, beside / name, data)
            files.replace(temporary(beside / name), beside / name)
        files.sync_folder(beside)
        files.replace(beside, folder)
        files.sync_folder(folder.parent)
    except OSError:
        with contextlib.suppress(OSError):
            files.remove(beside)
        raise


def make_folders(files: Files, root: Path) -> None:
    """Make a folder and the parents that are missing, for the owner alone; raises OSError."""
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    for folder in reversed(missing):
        with contextlib.suppress(FileExistsError):
            files.make_folder(folder)


def free_folder(files: Files, root: Path, title: str, now: datetime) -> Path:
    """Name a folder that no session has yet: the second of the same minute and title ends in -2."""
    name = _name(title, now)
    taken, number = set(files.names(root)), 1
    while (numbered := f"{name}-{number}" if number > 1 else name) in taken:
        number += 1
    return root / numbered


def _name(title: str, now: datetime) -> str:
    """Name a session's folder: the local time at which it began, and its title in plain letters."""
    letters = unicodedata.normalize("NFKD", clean(title, 400)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:NAME_LENGTH].rstrip("-")
    return f"{now.astimezone():%Y-%m-%d-%H%M}-{slug or 'session'}"
