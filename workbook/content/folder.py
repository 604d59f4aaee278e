"""Reading the files of a pack, and nothing outside of its folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from workbook.content.ids import is_id
from workbook.content.report import Report
from workbook.content.source_text import MAX_BYTES

PACK_FILE: Final = "pack.toml"


def is_chapter_file(name: str) -> bool:
    """Tell whether a name can be that of a chapter: an id and `.md`.

    That leaves no room for other folders, drive letters, devices or hidden files.
    """
    return name.endswith(".md") and is_id(name.removesuffix(".md"))


def read_named(folder: Path, name: str, report: Report) -> bytes | None:
    """Read a file that stands directly in a pack's folder.

    Args:
        folder: The pack's folder.
        name: `pack.toml`, or a name for which `is_chapter_file` is true.
        report: Where it is said why a file cannot be read.

    Returns:
        At most one byte more than a file may have; None when there is nothing to read.
    """
    path = folder / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            report.wrong(0, "this is no ordinary file", "put the file itself here; links are not followed")
            return None
        # The file could be replaced between the look and the opening: then a link must not be followed.
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        todo = (
            "workbook new DIR makes a pack to begin with"
            if name == PACK_FILE
            else f"write it, or take it out of {PACK_FILE}"
        )
        report.wrong(0, "there is no such file", todo)
    except OSError as error:
        report.wrong(0, f"this file cannot be read: {error.strerror or error}", "see whether you may open it")
    return None
