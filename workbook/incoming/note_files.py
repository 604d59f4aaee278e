"""A plain folder of notes in Markdown, one file each, becomes notes of one's own.

The day of a note is the first of these that can be read: how the file's name begins (`2026-05-03`,
`2026-05-03 0930 Walk`), `date:` or `created:` in its front matter, the time the file was last changed.
Where there is a day and no time, it is noon. The text stays as it is, with its front matter; what the
name says beside the day stands above it, unless the text says so itself.

Folders within are read as well. Links are not followed, neither to files nor to folders; names that begin
with a dot and other kinds of files are left alone.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from workbook.incoming.notes import TOO_LONG, Note, archive_of_notes
from workbook.store.archive import Archive
from workbook.store.snapshot import Unreadable
from workbook.text import MAX_LENGTH

ENDINGS = (".md", ".markdown", ".txt")
MAX_FILES = 20_000
"""Files and folders that are looked at."""
MAX_DEPTH = 12
"""Folders within folders."""
MAX_FILE_BYTES = MAX_LENGTH * 4
"""What the longest note can take in UTF-8."""
MAX_TOTAL_BYTES = 64 * 1024 * 1024

_LAST_TIME = 2**32
"""A day in 2106, in seconds; what lies outside is the mistake of a clock or a disk."""
_NAMED = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T _-]*(\d{2})[.:h-]?(\d{2})(?!\d))?(?!\d)[ _.,-]*")
_DATED = re.compile(r"^\s*(?:date|created)\s*[:=]\s*[\"']?(\d{4}-\d{2}-\d{2}[^\"'\n#]*)", re.IGNORECASE)
_FRONT_MATTER_LINES = 60


def read_notes(path: Path) -> Archive:
    """Read a folder of notes, or one note.

    Raises:
        Unreadable: There are too many, or they are too large together.
        OSError: Something cannot be read.
    """
    remarks: list[str] = []
    notes, total = [], 0
    for file in _files(path) if path.is_dir() else [path]:
        data = read_regular(file, MAX_FILE_BYTES)
        name = str(file.relative_to(path)) if file != path else file.name
        if data is None:
            remarks.append(f"{name} is left out: it is {TOO_LONG}.")
            continue
        total += len(data)
        if total > MAX_TOTAL_BYTES:
            raise Unreadable(f"its notes are larger than {MAX_TOTAL_BYTES // 1024 // 1024} MB together")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            remarks.append(f"{name} is left out: it is not text in UTF-8.")
            continue
        changed = datetime.fromtimestamp(min(max(file.stat().st_mtime, 0), _LAST_TIME), UTC)
        if len(text) > MAX_LENGTH - len(file.stem) - 4:
            remarks.append(f"{name} is left out: it is {TOO_LONG}.")
            continue
        notes.append(note_of(file.stem, text, changed))
    return archive_of_notes(notes, remarks)


def note_of(stem: str, text: str, changed: datetime) -> Note:
    """Make a note of a file; pure.

    Args:
        stem: The file's name without its ending.
        text: What stands in it.
        changed: When it was changed last, aware.
    """
    named = _NAMED.match(stem)
    day = _day_named(named) if named else None
    title = stem[named.end() :] if named and day else stem
    title = re.sub(r"[_-]+", " ", title).strip()
    written = day or _day_in_front_matter(text)
    if title and title.casefold() not in re.sub(r"[_-]+", " ", text).casefold():
        text = f"# {title}\n\n{text}"
    if written is None:
        # By its name: the time of a file changes when it is copied.
        return Note(text, changed, stem)
    return Note(text, written, written.isoformat())


def read_regular(path: Path, most: int) -> bytes | None:
    """Read an ordinary file; None when it is longer than *most* bytes.

    Raises:
        Unreadable: It is no ordinary file, but a device or a pipe.
        OSError: It cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("it is no ordinary file")
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


def _files(folder: Path) -> Iterator[Path]:
    """Give the notes of a folder by name, and of those in it; nothing behind a link."""
    waiting, seen = [(folder, 0)], 0
    while waiting:
        here, depth = waiting.pop()
        with os.scandir(here) as listed:
            found = sorted(listed, key=lambda one: one.name)
        seen += len(found)
        if seen > MAX_FILES:
            raise Unreadable(f"there are more than {MAX_FILES} files in it")
        for one in found:
            if one.name.startswith("."):
                continue
            if one.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
                waiting.append((Path(one.path), depth + 1))
            elif one.is_file(follow_symlinks=False) and one.name.lower().endswith(ENDINGS):
                yield Path(one.path)


def _day_named(named: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute = named.groups()
    try:
        return datetime(int(year), int(month), int(day), int(hour or 12), int(minute or 0))
    except ValueError:
        return None


def _day_in_front_matter(text: str) -> datetime | None:
    lines = text.split("\n", _FRONT_MATTER_LINES)[:_FRONT_MATTER_LINES]
    fence = lines[0].strip()
    if fence not in ("---", "+++"):
        return None
    for line in lines[1:]:
        if line.strip() == fence:
            return None
        if found := _DATED.match(line):
            try:
                moment = datetime.fromisoformat(found[1].strip())
            except ValueError:
                return None
            return moment if "T" in found[1] or ":" in found[1] else moment.replace(hour=12)
    return None
