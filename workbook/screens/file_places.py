"""Where a file that someone makes or brings goes: names proposed, and names as they are typed."""

import os
from collections.abc import Collection
from pathlib import Path


def free_name(folder: Path, stem: str, suffixes: Collection[str]) -> Path:
    """Propose a name that no file has yet, with whichever of the suffixes; without a suffix.

    Args:
        folder: Where it shall stand.
        stem: What it should be called, if that is free.
        suffixes: Every way in which its name may end.
    """
    number, path = 1, folder / stem
    while any(os.path.lexists(path.with_name(path.name + suffix)) for suffix in suffixes):
        number += 1
        path = folder / f"{stem}-{number}"
    return path


def typed_path(folder: Path, written: str) -> Path:
    """Give the path that someone typed; one without a beginning lies in *folder*."""
    # Not `Path.expanduser`, which raises for a name that nobody has.
    return folder / os.path.expanduser(written)  # noqa: PTH111
