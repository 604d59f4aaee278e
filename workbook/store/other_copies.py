"""Looking at the copies that another program left in the folder, and bringing one together with what is here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import StoreError
from workbook.store.archive import WORDED, Archive, archive_from, key_of
from workbook.store.bringing_in import bring_in
from workbook.store.cipher import PLAIN, SEALED_START, AnotherLock, is_sealed
from workbook.store.copies import PackedFiles
from workbook.store.files import Files, plain_reason
from workbook.store.foreign import copies_in, journal_copies_in, move_aside
from workbook.store.journal import apply_change, decode_journal
from workbook.store.layout import SNAPSHOT_NAME, Layout
from workbook.store.locking import use_lock
from workbook.store.merging import Merged, merge, saved_at
from workbook.store.recovery import read_copy
from workbook.store.snapshot import Tables, Unreadable

if TYPE_CHECKING:
    from workbook.store.answers import Answers
    from workbook.store.records import Record
    from workbook.store.vault import Vault

DAMAGED_LINES = "Some lines of it cannot be read; what can be is here."
ELSEWHERE = "In a shell, workbook merge can bring it in: it asks for its passphrase."


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """A copy, and what it would bring."""

    path: Path
    written_at: datetime | None
    """When something was written in it last; None when nothing can be read of it."""
    own: Archive
    """What is here."""
    archive: Archive
    """What is in it."""
    merged: Merged
    """What would come of both."""
    problem: str = ""
    """Why it cannot be read, in a sentence; or empty."""


@dataclass(frozen=True, slots=True)
class Versions:
    """A record that says one thing here and another in the copy."""

    table: str
    here: Record
    there: Record


def look_at_copies(answers: Answers) -> list[OtherCopy]:
    """Read every other copy in the folder of the answers; nothing is changed. May be called in any thread.

    Raises:
        OSError: The folder cannot be listed.
    """
    files, folder = answers.files, answers.folder
    own = archive_from(answers.everything())
    return [
        _look_at(files, path, own) for path in [*copies_in(files, folder), *journal_copies_in(files, folder)]
    ]


def versions(copy: OtherCopy) -> list[Versions]:
    """Give what differs, each as it is here and as it is in the copy."""
    found = []
    for name in WORDED:
        here = {key_of(name, record): record for record in copy.own.tables.get(name, ())}
        differing = copy.merged.different.get(name, ())
        found += [Versions(name, here[key_of(name, there)], there) for there in differing]
    return found


def bring_together(answers: Answers, copy: OtherCopy) -> Path:
    """Bring a copy in as `bringing_in.bring_in` does, then put its file away; nothing of either is lost.

    May be called in any thread. A program killed in between leaves the copy where it is: bringing it in
    once more adds nothing.

    Returns:
        Where the file is kept; beside a lock it is sealed.

    Raises:
        OSError: Nothing was brought in, or the file is still where it was.
        StoreError: The answers are open to read only.
    """
    bring_in(answers, copy.archive)
    return move_aside(answers.files, answers.folder, copy.path)


def journal_copy(files: Files, home: Path, path: Path, vault: Vault | None) -> Archive:
    """Read a copy of a journal.

    Args:
        files: The disk.
        home: The folder of the answers.
        path: The copy.
        vault: The open lock of the answers, when there is one.

    Raises:
        StoreSealed: The answers are locked, and there is no vault or it is another's.
        StoreError: It cannot be read.
    """
    try:
        use_lock(files, Layout.at(home), vault)
        return _read(files, path)
    except Unreadable as error:
        raise StoreError(f"{path} cannot be read as a copy: {error}.", "Nothing was changed.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {plain_reason(error)}.") from error


def _look_at(files: Files, path: Path, own: Archive) -> OtherCopy:
    nothing = Archive()
    try:
        archive = _read(files, path)
    except Unreadable as error:
        return OtherCopy(path, None, own, nothing, Merged({}), _refused(error))
    except (StoreError, OSError) as error:
        reason = plain_reason(error) if isinstance(error, OSError) else str(error)
        return OtherCopy(path, None, own, nothing, Merged({}), f"It cannot be read: {reason}")
    written = [saved_at(record) for name in WORDED for record in archive.tables.get(name, ())]
    return OtherCopy(path, max(written, default=None), own, archive, merge(own, archive))


def _refused(error: Unreadable) -> str:
    what_then = ELSEWHERE if isinstance(error, AnotherLock) else "It stays where it is."
    return f"It cannot be read here: {error}. {what_then}"


def _read(files: Files, path: Path) -> Archive:
    """Read a copy of a snapshot, or of a journal: its lines hold whole records, and need no snapshot.

    Raises:
        Unreadable: It is damaged, or another lock is on it.
        StoreTooNew: A newer version wrote it.
        OSError: The disk does not give it.
    """
    data = files.read(path)
    if data is None:
        raise Unreadable("it is gone")
    if path.suffix == ".jsonl":
        return _read_journal(files, path, data)
    layout = Layout(Path("copy"), Path("copy") / SNAPSHOT_NAME)
    packed = PackedFiles({layout.snapshot: data})
    # A copy from before there was a lock is read as it is.
    packed.cipher = files.cipher if is_sealed(data) else PLAIN
    return archive_from(read_copy(packed, layout).tables)


def _read_journal(files: Files, path: Path, data: bytes) -> Archive:
    number = int(re.findall(r"\d{12}", path.name)[-1])
    if data.startswith(SEALED_START):
        # Plain, it was sealed as a whole when it was put aside.
        data = files.cipher.open_file(data)
    journal = decode_journal(data, number, files.cipher if is_sealed(data) else PLAIN)
    if not journal.changes and (journal.problem or journal.damaged_lines):
        # No passphrase helps here: the lines of a journal do not name their lock.
        raise Unreadable("it belongs to another lock" if is_sealed(data) else "its lines are damaged")
    tables: Tables = {}
    for change in journal.changes:
        apply_change(tables, change.tables)
    archive = archive_from(tables)
    remarks = (DAMAGED_LINES,) if journal.problem or journal.damaged_lines else ()
    return Archive(archive.tables, remarks)
