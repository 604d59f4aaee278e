"""One session on the disk: the agenda as it was when the session began, and every fact since.

    <data>/workshops/2026-11-22-1800-small-promises/agenda.toml
                                                    facts.jsonl
                                                    lock

A fact is on the disk before anything on a screen says that it happened: see PLATFORM.md for the order of
writing that loses nothing to a crash or a power cut.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from workbook import moments
from workbook.errors import StoreError, StoreTooNew
from workbook.room.session_folder import Held, free_folder, make_folders, make_whole
from workbook.room.session_lines import SessionLines, decode_lines, encode_beginning, encode_fact
from workbook.store.cipher import is_sealed
from workbook.store.files import (
    TEMPORARY,
    Files,
    plain_reason,
    remove_unfinished,
    write_whole,
)
from workbook.store.lock import Lock
from workbook.workshop.facts import Fact, standing

AGENDA: Final = "agenda.toml"
FACTS: Final = "facts.jsonl"
LOCK: Final = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """A session as its folder tells it."""

    folder: Path
    agenda_bytes: bytes
    lines: SessionLines
    data: bytes
    """The whole file of facts."""

    @property
    def has_ended(self) -> bool:
        """Whether its end was said and not taken back."""
        return has_ended(self.lines.facts)

    @property
    def problems(self) -> tuple[str, ...]:
        """What a person should know about: lines that cannot be read any more."""
        return tuple(
            f"{self.folder / FACTS}, line {number}: it cannot be read any more and is left out."
            for number in self.lines.damaged
        )


class SessionFile:
    """A session that is open for writing, by this console alone."""

    def __init__(self, files: Files, record: SessionRecord, lock: Lock) -> None:
        """Take up a session that was read or just made; `begin` and `open` are what to call.

        Args:
            files: The disk.
            record: What was read.
            lock: Held from here on, and given back by `close`.
        """
        self._files, self._lock = files, lock
        self.folder = record.folder
        self.agenda_bytes = record.agenda_bytes
        self.title, self.began = record.lines.title, record.lines.began
        self.problems = record.problems
        """What to tell the facilitator once, each in a line."""
        self._facts = list(record.lines.facts)
        self._written = record.data[: record.lines.good_length]
        self._is_sound = len(self._written) == len(record.data)
        self._descriptor: int | None = None

    @classmethod
    def begin(
        cls, root: Path, agenda_bytes: bytes, title: str, now: datetime, files: Files | None = None
    ) -> Self:
        """Make the folder of a new session: all of it, or none.

        Args:
            root: The folder of all sessions; made when missing.
            agenda_bytes: The agenda, as its file has it.
            title: What the session is called; the folder is named after it.
            now: The present moment.
            files: The disk.

        Raises:
            StoreError: The disk does not allow it.
        """
        files = files or Files()
        try:
            make_folders(files, root)
            with contextlib.closing(Held(root / LOCK, now)):
                remove_unfinished(files, root)
                folder = free_folder(files, root, title, now)
                make_whole(files, folder, {AGENDA: agenda_bytes, FACTS: encode_beginning(title, now)})
        except OSError as error:
            raise StoreError(
                f"No session can be begun in {root}: {plain_reason(error)}.",
                "Make room or give yourself the right to it, or name another folder with --data.",
            ) from error
        return cls.open(folder, now, files)

    @classmethod
    def open(cls, folder: Path, now: datetime | None = None, files: Files | None = None) -> Self:
        """Open a session to go on with it.

        Args:
            folder: The session's own folder.
            now: The present moment; to be named to a second console.
            files: The disk.

        Raises:
            StoreLocked: Another console has it open.
            StoreTooNew: A newer version wrote it.
            StoreError: There is no session in the folder, or it cannot be read.
        """
        files = files or Files()
        read_session(folder, files)
        lock = Held(folder / LOCK, now or moments.now()).lock
        try:
            return cls(files, read_session(folder, files), lock)
        except BaseException:
            lock.release()
            raise

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that happened so far, in order; all of it is on the disk."""
        return tuple(self._facts)

    def append(self, fact: Fact) -> None:
        """Write down what happened; it is on the disk when this returns.

        Raises:
            OSError: It is not; calling again tries afresh.
        """
        # What is read later is rounded and cleaned: so is what is kept.
        kept = Fact.from_json(fact.to_json()) or fact
        line = encode_fact(kept)
        if self._is_sound:
            self._append(line)
        else:
            self._write_anew(line)
        self._written += line
        self._facts.append(kept)

    def close(self) -> None:
        """Let go of the session; doing so twice changes nothing."""
        self._close_descriptor()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _append(self, line: bytes) -> None:
        file = self.folder / FACTS
        if self._descriptor is None:
            self._descriptor = self._files.open_to_append(file)
        elif self._files.stamp(file) is None:
            # An open file outlives its name: what is written to it now would be gone.
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
        try:
            self._files.write(self._descriptor, line)
            self._files.sync(self._descriptor)
        except OSError:
            # What the disk has now is unknown, and another fsync of this descriptor would say nothing.
            self._is_sound = False
            with contextlib.suppress(OSError):
                self._files.cut(self._descriptor, len(self._written))
            self._close_descriptor()
            raise

    def _write_anew(self, line: bytes) -> None:
        """Write the whole file in place of one of which it is not known how it ends."""
        self._close_descriptor()
        write_whole(self._files, self.folder / FACTS, self._written + line)
        self._is_sound = True

    def _close_descriptor(self) -> None:
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = None


def read_session(folder: Path, files: Files | None = None) -> SessionRecord:
    """Read a session without opening it for writing; nothing is changed.

    Raises:
        StoreTooNew: A newer version wrote it.
        StoreError: There is no session in the folder, or it cannot be read.
    """
    files = files or Files()
    try:
        agenda_bytes, data = files.read(folder / AGENDA), files.read(folder / FACTS)
    except OSError as error:
        raise StoreError(
            f"The session in {folder} cannot be read: {plain_reason(error)}.",
            "Check the folder's permissions.",
        ) from error
    if agenda_bytes is None or data is None:
        missing = AGENDA if agenda_bytes is None else FACTS
        raise StoreError(f"There is no session in {folder}: {missing} is missing.", "Name another folder.")
    if is_sealed(data):
        # Read as damaged lines, it would be written over.
        raise StoreError(f"The session in {folder} is locked.", "workbook unlock opens it.")
    try:
        lines = decode_lines(data)
    except StoreTooNew as error:
        raise StoreTooNew(
            f"The session in {folder} was written by a newer version of the workbook.",
            "Install that version; the files were left untouched.",
        ) from error
    return SessionRecord(folder=folder, agenda_bytes=agenda_bytes, lines=lines, data=data)


def sessions(root: Path, files: Files | None = None) -> Iterator[SessionRecord]:
    """Give every session that can be read, the newest first; what is something else is passed over."""
    files = files or Files()
    for name in sorted(files.names(root), reverse=True):
        folder = root / name
        if name.endswith(TEMPORARY) or not folder.is_dir():
            continue
        with contextlib.suppress(StoreError):
            yield read_session(folder, files)


def unfinished(root: Path) -> Path | None:
    """Find the newest session that began and whose end was never said; None when there is none."""
    begun = (record for record in sessions(root) if record.lines.facts)
    return next((record.folder for record in begun if not record.has_ended), None)


def has_ended(facts: tuple[Fact, ...]) -> bool:
    """Tell whether a session is over: its end was said, not taken back, and no block was entered after it."""
    turns = [fact.kind for fact in standing(facts) if fact.kind in ("entered", "ended")]
    return bool(turns) and turns[-1] == "ended"
