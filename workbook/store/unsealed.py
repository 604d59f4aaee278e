"""What a lock leaves as it is, so that a person can be told before they rely on it: books, workshops, files of others."""

from pathlib import Path

from workbook.errors import StoreError
from workbook.store.files import Files
from workbook.store.layout import (
    BOOKS_NAME,
    KEYS_COPY_NAME,
    KEYS_NAME,
    LOCK_NAME,
    OWN_NAMES,
    WORKSHOPS_NAME,
    Layout,
)

PLAIN_BY_NATURE = frozenset({BOOKS_NAME, WORKSHOPS_NAME})
"""Books are for reading anywhere; a session with a group is run without anybody's passphrase."""
STAY_AS_THEY_ARE = PLAIN_BY_NATURE | {LOCK_NAME, KEYS_NAME, KEYS_COPY_NAME}
"""What a lock does not seal: those, and what holds no words."""


def left_open(files: Files, folder: Path) -> list[Path]:
    """Name what lies in the folder of a store and is readable beside a lock.

    Args:
        files: The disk.
        folder: Where the answers are.

    Returns:
        Folders of books and workshops that hold something, and files that other programs put there, such as copies.

    Raises:
        OSError: The folder cannot be read.
    """
    layout = Layout.at(folder)
    home, sealed = layout.home, OWN_NAMES - PLAIN_BY_NATURE | {layout.snapshot.name}
    plain = [name for name in files.names(home) if name not in sealed]
    return [home / name for name in plain if not (home / name).is_dir() or files.names(home / name)]


def refuse_links(files: Files, layout: Layout) -> None:
    """Make sure that a lock can reach everything: what a link leads to may be anybody's, and is never rewritten.

    Raises:
        StoreError: A file or folder of the store is a link.
        OSError: The folder cannot be read.
    """
    for name in sorted(OWN_NAMES - STAY_AS_THEY_ARE):
        if (link := _link_in(files, layout.home / name)) is not None:
            raise StoreError(
                f"{link} leads elsewhere, and a lock seals only what lies in the folder itself.",
                "Nothing was changed. Put what it leads to in its place, then lock.",
            )


def _link_in(files: Files, path: Path) -> Path | None:
    """Find the first link at a path or below it that leads to something; an editor's mark leads nowhere."""
    if path.is_symlink():
        return path if path.exists() else None
    if not path.is_dir():
        return None
    return next((found for name in files.names(path) if (found := _link_in(files, path / name))), None)
