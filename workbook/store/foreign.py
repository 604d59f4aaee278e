"""Copies of the answers that another program left in the folder: noticed by their names, never opened unasked.

Programs that keep folders in step put a second copy beside a file that was changed in two places:
`answers (conflicted copy 2026-05-03).json` (Dropbox, Nextcloud), `answers.sync-conflict-20260503-….json`
(Syncthing), `answers (1).json` (Drive, OneDrive), `answers-laptop.json`. They do so with the journals as
well, where the last words are that no snapshot has yet.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.store.files import TEMPORARY, Files
from workbook.store.keeping import keep_aside
from workbook.store.layout import SNAPSHOT_NAME, Layout
from workbook.store.locking import use_lock

if TYPE_CHECKING:
    from workbook.store.vault import Vault

SHOWN_BY = "Ctrl+P, “Bring copies together”."
_START, _END = SNAPSHOT_NAME.rsplit(".", 1)
_JOURNAL_COPY = re.compile(r"\d{12}[^0-9].*\.jsonl", re.ASCII)
_JOURNAL_ASIDE = re.compile(r"\d{12}-\d{12}(-\d+)?\.jsonl", re.ASCII)
"""Journals as other programs name their copies, and as this one names those that it put aside."""


def copies_in(files: Files, folder: Path) -> list[Path]:
    """Name the copies in a folder that were not brought in yet; what this program put aside stands last.

    Args:
        files: The disk.
        folder: That of the store.
    """
    layout = Layout.at(folder)
    beside = [layout.home / name for name in files.names(layout.home) if is_copy(name)]
    aside = [
        layout.conflicts / name
        for name in files.names(layout.conflicts)
        if name.endswith(f"-{SNAPSHOT_NAME}")
    ]
    return [*beside, *aside]


def journal_copies_in(files: Files, folder: Path) -> list[Path]:
    """Name the copies of journals in a folder that were not brought in yet.

    Args:
        files: The disk.
        folder: That of the store.
    """
    layout = Layout.at(folder)
    return [
        place / name
        for place, shape in ((layout.journals, _JOURNAL_COPY), (layout.conflicts, _JOURNAL_ASIDE))
        for name in files.names(place)
        if shape.fullmatch(name)
    ]


def is_copy(name: str) -> bool:
    """Tell whether a file is named as another program names a copy of the snapshot."""
    return (
        name != SNAPSHOT_NAME
        and name.startswith(_START)
        and name.endswith(f".{_END}")
        and not name.endswith(TEMPORARY)
    )


def is_journal_copy(name: str) -> bool:
    """Tell whether a file is named as a copy of a journal."""
    return bool(_JOURNAL_COPY.fullmatch(name) or _JOURNAL_ASIDE.fullmatch(name))


def notice(files: Files, folder: Path) -> str:
    """Say that there are other copies and what can be done, short enough to be read whole; empty when there are none."""
    count = len(copies_in(files, folder)) + len(journal_copies_in(files, folder))
    if not count:
        return ""
    what = "Another copy" if count == 1 else f"{count} other copies"
    return f"{what} of your answers {'is' if count == 1 else 'are'} in the folder. {SHOWN_BY}"


def put_aside(files: Files, folder: Path, path: Path, vault: Vault | None = None) -> Path | None:
    """Move a copy that was brought in out of the way, so that it is not named again; beside a lock it is sealed.

    Returns:
        Where it is kept; None when it lies elsewhere and stays there.

    Raises:
        StoreSealed: The answers are locked, and there is no vault or it is another's.
        OSError: It is still where it was.
    """
    layout = Layout.at(folder)
    use_lock(files, layout, vault)
    known = [*copies_in(files, folder), *journal_copies_in(files, folder)]
    if path.resolve() not in [one.resolve() for one in known]:
        return None
    return move_aside(files, folder, path)


def move_aside(files: Files, folder: Path, path: Path) -> Path:
    """Move a copy to where copies are kept, through the lock that is in use.

    Raises:
        OSError: It is still where it was.
    """
    name = f"merged-{path.stem}{path.suffix}.kept"
    kept = keep_aside(files, Layout.at(folder).conflicts, name, files.read(path) or b"")
    files.remove(path)
    files.sync_folder(path.parent)
    return kept
