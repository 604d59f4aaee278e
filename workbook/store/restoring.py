"""Putting a copy in place of the present answers, and telling beforehand what that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.errors import StoreDamaged, StoreError
from workbook.store.durable import DurableFiles
from workbook.store.files import Files, plain_reason
from workbook.store.keeping import keep_aside
from workbook.store.layout import Layout
from workbook.store.lock import Lock
from workbook.store.locking import put_lock_on, use_lock
from workbook.store.opening import make_home, open_to_write
from workbook.store.recovery import Found, numbers, read_store
from workbook.store.snapshot import Tables
from workbook.store.storage import JournaledStorage

if TYPE_CHECKING:
    from workbook.store.copy_lock import CopyLock
    from workbook.store.vault import Vault

NOTHING_BEFORE = "There was nothing before."
COMPARED = ("layers", "entries", "own", "people", "checkins", "trash")
"""The tables of what a person wrote, each document with an id."""
_SURROUNDINGS = frozenset({"order"})
"""What of a document says nothing about its words."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What two states of someone's answers do not share, as documents."""

    only_here: tuple[Mapping[str, Any], ...]
    only_there: tuple[Mapping[str, Any], ...]
    changed: tuple[Mapping[str, Any], ...]
    """As they are here."""

    def __bool__(self) -> bool:
        return bool(self.only_here or self.only_there or self.changed)


def differences(here: Tables, there: Tables) -> Differences:
    """Compare what was written, by the ids of answers, entries, questions and the like."""
    mine, theirs = _by_id(here), _by_id(there)
    return Differences(
        only_here=tuple(row for key, row in mine.items() if key not in theirs),
        only_there=tuple(row for key, row in theirs.items() if key not in mine),
        changed=tuple(
            row for key, row in mine.items() if key in theirs and _words(row) != _words(theirs[key])
        ),
    )


def restore(files: Files, home: Path, found: Found, now: datetime, vault: Vault | None = None) -> str:
    """Put a copy in place of the present answers, in one durable step.

    What it replaces is backed up first, and no backup goes. The present files stay until the new state
    is whole: a program killed on the way leaves one of the two. When no present copy can be read, the
    damaged files are kept in `damaged/` and whole ones are written.

    Answers that are there stay as they are with their lock, or without one, whatever the copy had. Only
    where there are none yet a copy brings its lock along.

    Args:
        files: The disk.
        home: The folder of the store.
        found: The copy.
        now: The present moment.
        vault: The open lock, when there is one.

    Returns:
        Where what it replaced is kept, in words.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreSealed: There is a lock, and the vault is not its own.
        StoreTooNew: A newer version wrote the present answers.
        StoreError: It could not be done; the present answers are as they were.
    """
    # The keys of a copy never take the place of those that are there: the passphrase in force is the one
    # that its owner knows now, and one that was changed because somebody knew it must not come back.
    if found.lock is not None and is_new(files, home):
        vault = _bring_lock(files, home, found.lock, now)
        return write_anew(files, home, found, now, vault) or NOTHING_BEFORE
    try:
        opened = open_to_write(files, home, now, vault)
    except StoreDamaged:
        return write_anew(files, home, found, now, vault) or NOTHING_BEFORE
    assert opened.durable is not None
    assert opened.lock is not None
    storage = JournaledStorage(opened.tables, opened.durable)
    try:
        if opened.tables:
            opened.durable.back_up()
        storage.write(found.tables)
        backups = opened.backups.numbers()
        storage.close()
    except OSError as error:
        raise _not_done(home, error) from error
    finally:
        opened.lock.release()
    return f"What was there is kept as backup {backups[-1]}." if backups else NOTHING_BEFORE


def is_new(files: Files, home: Path) -> bool:
    """Tell whether a folder holds no answers yet: no file of theirs, damaged or whole, and no keys.

    Raises:
        StoreError: It cannot be read.
    """
    layout = Layout.at(home)
    try:
        return not (
            any(files.stamp(path) for path in (layout.snapshot, *layout.key_files))
            or numbers(files, layout.journals)
            or numbers(files, layout.backups)
        )
    except OSError as error:
        raise StoreError(f"The folder {layout.home} cannot be read: {plain_reason(error)}.") from error


def _bring_lock(files: Files, home: Path, lock: CopyLock, now: datetime) -> Vault:
    """Begin answers with the lock of a copy, before anything of it is written: they are never there in plain."""
    layout = Layout.at(home)
    try:
        make_home(files, layout.home)
        put_lock_on(files, home, now, lock.vault, lock.vault.with_state(lock.keys, "locking"))
    except OSError as error:
        raise _not_done(home, error) from error
    except StoreError as error:
        if isinstance(error.__cause__, OSError):
            raise _not_done(home, error.__cause__) from error
        raise
    return lock.vault


def write_anew(files: Files, home: Path, found: Found, now: datetime, vault: Vault | None = None) -> str:
    """Write whole files where no present copy can be read; the damaged ones are kept.

    Raises:
        StoreLocked: Another program has the folder.
        StoreSealed: There is a lock, and the vault is not its own.
        StoreDamaged: There is a lock, and its keys cannot be read.
        StoreError: It could not be done.
    """
    layout = Layout.at(home)
    lock = Lock(layout.lock, now)
    try:
        use_lock(files, layout, vault)
        known = numbers(files, layout.journals)
        highest = max(found.sequence, *known, *numbers(files, layout.backups), 0)
        damaged = [layout.snapshot, *(layout.journal(number) for number in known)]
        kept = [
            keep_aside(files, layout.damaged, f"{highest:012}-{path.name}", data)
            for path in damaged
            if (data := files.read(path)) is not None
        ]
        # A store of its own from here on: no journal of before is taken for one of its own.
        fresh = Found(
            store=found.store,
            tables=found.tables,
            sequence=highest,
            highest=highest,
            problems=["written anew"],
        )
        durable = DurableFiles(files, layout, fresh)
        durable.make_ready(found.tables)
        durable.close()
    except OSError as error:
        raise _not_done(home, error) from error
    finally:
        lock.release()
    return f"The damaged files are kept in {layout.damaged}." if kept else ""


def _not_done(home: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The answers in {home} could not be replaced: {plain_reason(error)}.",
        "They are as they were. Make room or give yourself the right to the folder.",
    )


def _by_id(tables: Tables) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (name, str(row["id"])): row
        for name in COMPARED
        for row in tables.get(name, {}).values()
        if row.get("id")
    }


def _words(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in _SURROUNDINGS}


def present(files: Files, home: Path, vault: Vault | None = None) -> Tables | None:
    """Give the present answers without writing or locking anything; None when no copy can be read.

    Raises:
        StoreSealed: They are locked, and there is no vault or it is another's.
        StoreDamaged: They are locked, and the keys cannot be read.
        StoreError: The folder cannot be read.
    """
    layout = Layout.at(home)
    try:
        use_lock(files, layout, vault)
        found = _readable(files, layout)
    except OSError as error:
        raise StoreError(f"The folder {layout.home} cannot be read: {plain_reason(error)}.") from error
    return found.tables if found else None


def _readable(files: Files, layout: Layout) -> Found | None:
    try:
        return read_store(files, layout) or Found(store="", tables={}, sequence=0)
    except StoreDamaged:
        return None


def back_up(files: Files, home: Path, now: datetime, vault: Vault | None = None) -> int:
    """Make a backup of the present state, unless the newest one has it already.

    Returns:
        The number of the newest backup.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreSealed: They are locked, and there is no vault or it is another's.
        StoreError: There is nothing to back up, or it could not be done.
    """
    opened = open_to_write(files, home, now, vault)
    assert opened.durable is not None
    assert opened.lock is not None
    try:
        if not opened.tables:
            raise StoreError(f"There is nothing in {home} to back up yet.", "")
        opened.durable.back_up()
        return opened.backups.numbers()[-1]
    except OSError as error:
        raise StoreError(
            f"No backup could be made: {plain_reason(error)}.", "Name a FILE elsewhere."
        ) from error
    finally:
        opened.durable.close()
        opened.lock.release()
