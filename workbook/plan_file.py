"""The agenda that someone is planning, in its file: read once, written whole at each save.

The file is the person's own: what another program wrote meanwhile is never overwritten, and what
writing it anew would lose (comments between the settings) is kept in a copy beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from workbook import moments
from workbook.errors import StoreError, WorkbookError
from workbook.store.files import Files, Stamp, open_private, plain_reason
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import ParsedAgenda, parse_agenda
from workbook.workshop.agenda_text import HOW_TO_READ, agenda_text, comments_above, settled

MOST_READ: Final = 1024 * 1024
"""Bytes; an agenda has far fewer, and a mistaken name can be anything."""

COPY: Final = "before"
ASIDE: Final = "mine"
"""What is put into the names of files beside: the one as it was, and the one for what is planned here."""


class PlanFile:
    """One agenda file; `save` may be called in any thread, one at a time."""

    def __init__(
        self,
        path: Path,
        files: Files | None = None,
        clock: Callable[[], datetime] = moments.now,
        *,
        anew: bool = False,
    ) -> None:
        """Read the file, where there is one.

        Args:
            path: The file; links are followed once, now.
            files: The disk.
            clock: Tells the present time, aware and in UTC.
            anew: What stands there is to be replaced, with its comments.

        Raises:
            WorkbookError: It cannot be read, or is no ordinary file.
        """
        self.path = path.expanduser().resolve()
        self.clock = clock
        self.copy: Path | None = None
        """Where the file as it was is kept, once that was needed."""
        self.left: Path | None = None
        """The file that another program changed; it was left to that program."""
        self._files = files or Files()
        self._read()
        self.parsed: ParsedAgenda | None = (
            parse_agenda(self.on_disk, self.path.name) if self.on_disk is not None else None
        )
        """What the file says, unless there is none yet."""
        self._anew = anew
        self._comments: tuple[str, ...] = HOW_TO_READ
        if self.on_disk is not None and not anew:
            self._comments = comments_above(self.on_disk.decode("utf-8", "replace"))

    def _read(self) -> None:
        try:
            if self.path.exists() and not self.path.is_file():
                raise WorkbookError(f"{self.path} is no ordinary file.", "Name an agenda file.")
            self._stamp: Stamp | None = self._files.stamp(self.path)
            if self._stamp and self._stamp.size > MOST_READ:
                raise WorkbookError(f"{self.path} is too large for an agenda.", "Name an agenda file.")
            self.on_disk: bytes | None = self._files.read(self.path)
            """What the file holds, as far as is known here; None when there is none."""
        except OSError as error:
            raise WorkbookError(
                f"{self.path} cannot be read ({plain_reason(error)}).", "See whether you may open it."
            ) from error
        self._as_it_was = self.on_disk

    @property
    def loses_something(self) -> bool:
        """Whether saving would lose what stands in the file now: other comments, or its own layout."""
        draft = self.parsed.draft if self.parsed else None
        return (
            self._as_it_was is not None
            and self.copy is None
            and (self._anew or draft is None or self._text(draft) != self._as_it_was)
        )

    def save(self, agenda: Agenda) -> None:
        """Write an agenda, durably; when this returns it is on disk.

        Raises:
            OSError: The disk does not take it.
            StoreError: It is too large for a file that can be read again.
        """
        data = self._text(agenda)
        if parse_agenda(data, self.path.name).draft != settled(agenda):
            raise StoreError("this agenda has more words than a file may have;", "take some out")
        if data == self.on_disk and self._is_as_left():
            return
        if not self._is_as_left():
            self._step_aside()
        elif self.loses_something and self._as_it_was is not None:
            self.copy = self._write_new(COPY, self._as_it_was)
        self._replace(data)

    def close(self) -> None:
        """Nothing is held open."""

    def _text(self, agenda: Agenda) -> bytes:
        return agenda_text(agenda, self._comments).encode()

    def _is_as_left(self) -> bool:
        """Tell whether the file is as it was last read or written here; one that is gone can be written anew."""
        stamp = self._files.stamp(self.path)
        if stamp is None or stamp == self._stamp:
            return True
        if self._files.read(self.path) != self.on_disk:
            return False
        self._stamp = stamp
        return True

    def _step_aside(self) -> None:
        """Leave the file to whoever changed it, and go on in another beside it."""
        self.left = self.path
        self.path = self._free_name(ASIDE)
        self._stamp = self.on_disk = self._as_it_was = None

    def _replace(self, data: bytes) -> None:
        """Put new bytes in the place of the file at once.

        The temporary file has a name that no one else's file has: this is not a folder of ours.
        """
        files = self._files
        unfinished = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            descriptor = files.create(unfinished)
            try:
                files.write(descriptor, data)
                files.sync(descriptor)
                stamp = files.stamp_of_open(descriptor)
            finally:
                files.close(descriptor)
            files.replace(unfinished, self.path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        self._stamp, self.on_disk = stamp, data
        files.sync_folder(self.path.parent)

    def _write_new(self, word: str, data: bytes) -> Path:
        """Write a file under a name that is free, and give it."""
        path = self._free_name(word)
        descriptor = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            try:
                self._files.write(descriptor, data)
                self._files.sync(descriptor)
            finally:
                self._files.close(descriptor)
            self._files.sync_folder(path.parent)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path

    def _free_name(self, word: str) -> Path:
        """Name a file beside this one that is not there: `plan.before.toml`, `plan.before-2.toml`."""
        number = 1
        while True:
            numbered = word if number == 1 else f"{word}-{number}"
            path = self.path.with_name(f"{self.path.stem}.{numbered}{self.path.suffix}")
            if not path.exists() and not path.is_symlink():
                return path
            number += 1
