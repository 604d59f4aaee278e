"""Reading what is in a folder, and making the best of it when some of it is damaged.

A snapshot and the journals after it give the present state. When the snapshot cannot be read, the
newest backup that can be takes its place, and the same journals bring it up to date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import StoreDamaged
from workbook.frozen import frozen
from workbook.store.files import Files, Stamp
from workbook.store.journal import Journal, apply_change, decode_journal
from workbook.store.layout import Layout, number_in
from workbook.store.snapshot import Snapshot, Tables, Unreadable, decode_snapshot

if TYPE_CHECKING:
    from workbook.store.copy_lock import CopyLock
_MOST_NAMED = 8
"""Lines or gaps that are named one by one."""


@dataclass(slots=True)
class Found:
    """The state of a store as its files give it."""

    store: str
    tables: Tables
    sequence: int
    """The last change that is in it."""
    snapshot_sequence: int = 0
    """The last change that is in the snapshot it was built on."""
    snapshot_stamp: Stamp | None = None
    """The state of the snapshot's file before it was read."""
    snapshot_size: int = 0
    """Bytes."""
    backup: int | None = None
    """The backup that was used in place of the snapshot."""
    highest: int = 0
    """The highest number that any file uses."""
    last_journal: "JournalOnDisk | None" = None
    journal_length: int = 0
    """Bytes in the journals that were replayed."""
    has_gap: bool = False
    """Whether changes are missing between what was read."""
    problems: list[str] = field(default_factory=list)
    """What could not be read, each as one sentence."""
    damaged: list[Path] = field(default_factory=list)
    """The files that must be kept for someone to look at."""
    outdated: list[Path] = field(default_factory=list)
    """Files of another state, put there by another program, that can be brought together with this one."""
    lock: "CopyLock | None" = None
    """What a copy is locked with, opened; None for a copy without a lock, and for a store."""


@frozen()
class JournalOnDisk:
    """A journal, and where it was read."""

    path: Path
    data: bytes
    stamp: Stamp | None
    """The file's state before it was read."""
    journal: Journal


def read_store(files: Files, layout: Layout) -> Found | None:
    """Read the store in a folder; None when there is none.

    Raises:
        StoreDamaged: There is one, and no copy of it can be read.
        StoreTooNew: A newer version wrote it.
        OSError: The folder cannot be read.
    """
    stamp, data = files.stamp(layout.snapshot), files.read(layout.snapshot)
    if data is None and not numbers(files, layout.journals) and not numbers(files, layout.backups):
        return None
    try:
        if data is None:
            raise Unreadable("it is missing")
        base = decode_snapshot(files.cipher.open_file(data))
    except Unreadable as error:
        found = _without_snapshot(files, layout, str(error))
        if data is not None:
            found.damaged.insert(0, layout.snapshot)
        elif found.backup is None and not found.tables and len(found.problems) == 1:
            # Nothing was ever written: the program ended while it made the store.
            found.problems.clear()
        return found
    found = _as_found(base)
    found.snapshot_stamp, found.snapshot_size = stamp, len(data)
    found = _bring_up_to_date(found, files, layout)
    return (_without_gap(files, layout, found) or found) if found.has_gap else found


def read_copy(files: Files, layout: Layout) -> Found:
    """Read a backup: a snapshot and the journals after it.

    Raises:
        Unreadable: Its snapshot cannot be read.
        OSError: The folder cannot be read.
    """
    data = files.read(layout.snapshot)
    if data is None:
        raise Unreadable("its snapshot is missing")
    return _bring_up_to_date(_as_found(decode_snapshot(files.cipher.open_file(data))), files, layout)


def _without_snapshot(files: Files, layout: Layout, reason: str) -> Found:
    """Rebuild the state without the snapshot: the first way without a gap, or else the newest backup."""
    problem = f"{layout.snapshot.name} could not be read: {reason}."
    fullest: Found | None = None
    for base in _bases(files, layout):
        found = _bring_up_to_date(base, files, layout)
        fullest = fullest or found
        if not found.problems:
            fullest = found
            break
    if fullest is None:
        raise StoreDamaged(
            f"The answers in {layout.home} cannot be opened, and there is no backup: {problem}",
            "Nothing was changed. Put back a copy of the folder of your own, or move it away to begin anew.",
        )
    fullest.problems.insert(0, problem)
    return fullest


def _without_gap(files: Files, layout: Layout, gapped: Found) -> Found | None:
    """Give the state that a backup and the journals make up where the snapshot does not belong to them.

    So it is when another program put an older snapshot back: what came next is in no journal any more, but
    in backups that were made since.
    """
    for base in _bases(files, layout):
        found = _bring_up_to_date(base, files, layout)
        if found.store == gapped.store and not found.problems and found.sequence >= gapped.sequence:
            found.problems.append(f"{layout.snapshot.name} is older than what was written after it.")
            found.outdated.append(layout.snapshot)
            return found
    return None


def _bases(files: Files, layout: Layout) -> Iterator[Found]:
    """Give the states to build on: the backups, newest first, then the empty beginning."""
    for number in reversed(numbers(files, layout.backups)):
        try:
            copy = read_copy(files, layout.backup(number))
        except Unreadable:
            continue
        copy.backup = number
        yield copy
    first = read_journals(files, layout, 0)[:1]
    if first and first[0].journal.store and first[0].journal.follows == 0:
        yield Found(store=first[0].journal.store, tables={}, sequence=0)


def _as_found(snapshot: Snapshot) -> Found:
    return Found(
        store=snapshot.store,
        tables=snapshot.tables,
        sequence=snapshot.sequence,
        snapshot_sequence=snapshot.sequence,
    )


def _bring_up_to_date(found: Found, files: Files, layout: Layout) -> Found:
    """Replay the journals of a folder over a state; gives the same object."""
    journals = read_journals(files, layout, found.sequence)
    for on_disk in journals:
        _replay(found, on_disk)
    found.last_journal = journals[-1] if journals else None
    last_number = journals[-1].journal.after if journals else -1
    found.highest = max(found.sequence, last_number)
    if last_number < found.snapshot_sequence:
        found.problems.append("The newest journal is missing; the last changes may be gone.")
    return found


def read_journals(files: Files, layout: Layout, sequence: int) -> list[JournalOnDisk]:
    """Read the journals that can hold changes after *sequence*, in order."""
    known = numbers(files, layout.journals)
    earlier = [number for number in known if number <= sequence]
    found = []
    for number in [*earlier[-1:], *(number for number in known if number > sequence)]:
        path = layout.journal(number)
        stamp, data = files.stamp(path), files.read(path)
        if data is not None:
            found.append(JournalOnDisk(path, data, stamp, decode_journal(data, number, files.cipher)))
    return found


def _replay(found: Found, on_disk: JournalOnDisk) -> None:
    journal, name = on_disk.journal, on_disk.path.name
    if journal.store not in ("", found.store):
        found.problems.append(f"The journal {name} belongs to other answers; it was not used.")
        found.damaged.append(on_disk.path)
        return
    found.journal_length += len(on_disk.data)
    missing = [] if found.sequence >= journal.follows else [(found.sequence + 1, journal.follows)]
    found.sequence = max(found.sequence, journal.after)
    for change in journal.changes:
        if change.sequence > found.sequence:
            if change.sequence > found.sequence + 1:
                missing.append((found.sequence + 1, change.sequence - 1))
            apply_change(found.tables, change.tables)
            found.sequence = change.sequence
    if journal.problem:
        found.problems.append(f"The journal {name} is damaged ({journal.problem}); its lines were read.")
    elif journal.damaged_lines:
        lines = _listed(map(str, journal.damaged_lines))
        found.problems.append(f"The journal {name} is damaged (line {lines}); the other lines were read.")
    elif missing:
        found.has_gap = True
        gaps = _listed(f"{first} to {last}" for first, last in missing)
        found.problems.append(f"The changes {gaps} could not be found.")
    if journal.problem or journal.damaged_lines:
        found.damaged.append(on_disk.path)


def _listed(found: Iterable[str]) -> str:
    named = list(found)
    more = [f"and {len(named) - _MOST_NAMED} more"] if len(named) > _MOST_NAMED else []
    return ", ".join([*named[:_MOST_NAMED], *more])


def numbers(files: Files, folder: Path) -> list[int]:
    """Give the numbers that the files or folders in a folder are named by, in order."""
    return sorted(number for name in files.names(folder) if (number := number_in(name)) is not None)
