"""Where the sessions of a data folder lie, and where its room's socket is."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from workbook.errors import WorkbookError
from workbook.store.layout import WORKSHOPS_NAME

LONGEST_PATH: Final = 100
"""Bytes. The system takes 107 on Linux and 103 on macOS (unix(7))."""


class RoomError(WorkbookError):
    """The room's screen and the console cannot meet."""


def sessions_folder(data: Path) -> Path:
    """Name the folder of all sessions that were run from a data folder."""
    return data / WORKSHOPS_NAME


def room_sockets(data: Path) -> tuple[Path, ...]:
    """Name every place where the socket of a data folder can be, the best first.

    The names follow from the folder and from who one is, and from nothing in the environment: a terminal on
    another machine, over ssh, finds the same. They are short, since a socket's path may not be long.

    Args:
        data: The folder that holds answers and sessions.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(data))).hexdigest()[:16]
    return tuple(folder / f"room-{name}" for folder in _folders())


def room_socket(data: Path) -> Path:
    """Name the place for the socket of a data folder, and make the folder around it.

    Raises:
        RoomError: There is no place that is one's own.
    """
    for path in room_sockets(data):
        if len(os.fsencode(path)) > LONGEST_PATH:
            continue
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            if is_ours(path.parent):
                path.parent.chmod(0o700)
                return path
    raise RoomError(
        f"The room's screen cannot be reached: {_folders()[-1]} is not yours alone.",
        "Move that folder away and start again; the console works without the screen.",
    )


def is_ours(folder: Path) -> bool:
    """Tell whether a folder is a real one and belongs to whoever runs this: in /tmp anybody can make any name."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _folders() -> tuple[Path, ...]:
    """Name the private folders for sockets: of the running system, else among temporary files."""
    who = os.getuid() if hasattr(os, "getuid") else 0
    shared = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())
    own = Path(f"/run/user/{who}")
    beside = shared / f"workbook-{who}"
    return (own / "workbook", beside) if is_ours(own) else (beside,)
