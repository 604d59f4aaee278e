"""Opening a store: lock, read, keep what is damaged, make whole again."""

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from workbook.errors import StoreDamaged, StoreError
from workbook.moments import in_words
from workbook.store.backups import Backups
from workbook.store.cipher import PLAIN
from workbook.store.durable import DurableFiles
from workbook.store.files import Files, plain_reason, remove_unfinished
from workbook.store.keeping import keep_aside
from workbook.store.keys import read_keys
from workbook.store.layout import OWN_NAMES, Layout
from workbook.store.lock import Lock
from workbook.store.locking import finish_lock, use_lock
from workbook.store.recovery import Found, read_store
from workbook.store.snapshot import Tables

if TYPE_CHECKING:
    from workbook.store.vault import Vault


@dataclass(slots=True)
class OpenStore:
    """A store that has been opened."""

    layout: Layout
    tables: Tables
    durable: DurableFiles | None
    """None when it was opened to read only."""
    lock: Lock | None
    backups: Backups
    sequence: int
    """The last change that was in the files."""
    opened_from: str
    """What could not be read and what was done about it, on one line; empty when all was well."""
    files: Files = field(default_factory=Files)
    is_sealed: bool = False
    """Whether a lock is on."""


def open_to_read(files: Files, folder: Path, now: datetime, vault: "Vault | None" = None) -> OpenStore:
    """Read a store without writing, creating or locking anything; also beside a writer.

    Args:
        files: The disk.
        folder: Where it is; a folder without a store gives an empty one.
        now: The present moment, for the words about a backup.
        vault: The open lock, when there is one.

    Raises:
        StoreSealed: There is a lock, and the vault is not its own.
        StoreDamaged: No copy can be read.
        StoreTooNew: A newer version wrote it.
        StoreError: The folder cannot be read.
    """
    layout = Layout.at(folder)
    try:
        use_lock(files, layout, vault)
        found = _found(files, layout) or Found(store="", tables={}, sequence=0)
        return _opened(files, layout, found, _explain(files, layout, found, now))
    except OSError as error:
        raise _cannot(layout, "read", error) from error


def open_to_write(files: Files, folder: Path, now: datetime, vault: "Vault | None" = None) -> OpenStore:
    """Lock a store and read it, or make a new one; what is damaged is kept and the rest made whole.

    Args:
        files: The disk.
        folder: Where it is or shall be.
        now: The present moment.
        vault: The open lock, when there is one.

    Raises:
        StoreLocked: Another program has it.
        StoreSealed: There is a lock, and the vault is not its own.
        StoreDamaged: No copy can be read; nothing was changed.
        StoreTooNew: A newer version wrote it; nothing was changed.
        StoreError: The folder cannot be made, read or written.
    """
    layout = Layout.at(folder)
    try:
        make_home(files, layout.home)
    except OSError as error:
        raise _cannot(layout, "made", error) from error
    return open_there(files, layout, now, vault)


def open_there(files: Files, layout: Layout, now: datetime, vault: "Vault | None" = None) -> OpenStore:
    """Lock and read a store in a folder that is there; otherwise as `open_to_write`, which makes it.

    Args:
        files: The disk.
        layout: The folder.
        now: The present moment.
        vault: The open lock, when there is one.

    Raises:
        StoreError: And its kinds, as `open_to_write`.
    """
    lock = Lock(layout.lock, now)
    try:
        use_lock(files, layout, vault)
        return _open_locked(files, layout, lock, now)
    except OSError as error:
        lock.release()
        raise _cannot(layout, "opened for writing", error) from error
    except BaseException:
        lock.release()
        raise


def _open_locked(files: Files, layout: Layout, lock: Lock, now: datetime) -> OpenStore:
    remove_unfinished(files, layout.home, OWN_NAMES)
    for folder in (layout.journals, layout.backups, layout.damaged, layout.conflicts, layout.inbox):
        remove_unfinished(files, folder)
    unfinished = finish_lock(files, layout)
    found = _found(files, layout) or Found(store=uuid4().hex, tables={}, sequence=0)
    kept = [
        keep_aside(files, layout.damaged, f"{found.sequence:012}-{path.name}", files.read(path) or b"")
        for path in found.damaged
    ] + [
        # Named as a copy from then on, so that it can be brought together with what is here.
        keep_aside(files, layout.conflicts, f"{found.sequence:012}-{path.name}", files.read(path) or b"")
        for path in found.outdated
    ]
    explanation = _explain(files, layout, found, now, kept)
    durable = DurableFiles(files, layout, found, None if files.cipher is PLAIN else read_keys(files, layout))
    if found.snapshot_stamp is None or found.problems:
        durable.make_ready(found.tables)
    opened = _opened(files, layout, found, explanation)
    opened.durable, opened.lock = durable, lock
    durable.notices += unfinished
    return opened


def _found(files: Files, layout: Layout) -> Found | None:
    """Read a store; None when there is none and never was one."""
    found = read_store(files, layout)
    if found is None and files.cipher is not PLAIN:
        raise StoreDamaged(
            f"There is a lock in {layout.home}, and no answers are: something took them away, or did not bring them.",
            "Nothing was changed. Wait for a program that keeps folders in step, or put back a copy of the folder.",
        )
    return found


def _opened(files: Files, layout: Layout, found: Found, explanation: str) -> OpenStore:
    return OpenStore(
        layout=layout,
        tables=found.tables,
        durable=None,
        lock=None,
        backups=Backups(files, layout),
        sequence=found.sequence,
        opened_from=explanation,
        files=files,
        is_sealed=files.cipher is not PLAIN,
    )


def _explain(
    files: Files, layout: Layout, found: Found, now: datetime, kept: list[Path] | None = None
) -> str:
    """Say in one line what was wrong and what was used instead."""
    lines = list(found.problems)
    if found.backup is not None:
        made = Backups(files, layout).made_at(found.backup)
        lines.append(f"Opened from the backup of {in_words(made, now) if made else 'before'}.")
    if kept:
        lines.append(f"Kept as it was: {', '.join(map(str, kept))}.")
    return " ".join(lines)


def make_home(files: Files, home: Path) -> None:
    """Make the folder and its parents for the owner alone, and close an existing one that holds only ours.

    Raises:
        OSError: It cannot be made.
    """
    missing = [folder for folder in (home, *home.parents) if not folder.exists()]
    for folder in reversed(missing):
        with contextlib.suppress(FileExistsError):
            files.make_folder(folder)
    if not missing and set(files.names(home)) <= OWN_NAMES:
        files.restrict_folder(home)


def _cannot(layout: Layout, done: str, error: OSError) -> StoreError:
    return StoreError(
        f"The folder {layout.home} cannot be {done}: {plain_reason(error)}.",
        "Make room or give yourself the right to it, or name another folder with --data.",
    )
