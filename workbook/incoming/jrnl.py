"""Entries of jrnl, as `jrnl --format json` writes them, become notes of one's own. Pure.

The format was looked up in jrnl's source (jrnl-org/jrnl, `jrnl/plugins/json_exporter.py`): an object with
`tags`, each with how often it occurs, and `entries`, each with `title`, `body`, `date` (`2026-05-03`), `time`
(`09:30`, local and without a zone), `tags` and `starred`. Other keys (`uuid`, `creator`) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from workbook.incoming.notes import TOO_LONG, Note, archive_of_notes
from workbook.moments import EPOCH
from workbook.store.archive import Archive
from workbook.store.snapshot import Unreadable
from workbook.text import MAX_LENGTH

MAX_ENTRIES = 100_000
MOST_SOUGHT = 50
"""Tags of one entry that are looked for in its words; any after them are written below in any case."""
STAR = "★"


def is_jrnl(raw: Any) -> bool:
    """Tell whether JSON has the shape of an export of jrnl."""
    return isinstance(raw, dict) and isinstance(raw.get("entries"), list) and "tables" not in raw


def read_jrnl(raw: Any) -> Archive:
    """Make notes of the entries of an export.

    Raises:
        Unreadable: An entry has not the shape it must have, or there are too many.
    """
    entries = raw["entries"]
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"it holds more than {MAX_ENTRIES} entries")
    remarks: list[str] = []
    return archive_of_notes(list(_notes(entries, remarks)), remarks)


def _notes(entries: list[Any], remarks: list[str]) -> Iterator[Note]:
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(
            isinstance(entry.get(name), str) for name in ("title", "body", "date")
        ):
            raise Unreadable(f"entry {number} has no title, body and date")
        # Looked at before anything is searched in it.
        text = _text(entry) if len(entry["title"]) + len(entry["body"]) <= MAX_LENGTH else None
        if text is None or len(text) > MAX_LENGTH:
            remarks.append(f"Entry {number} is left out: it is {TOO_LONG}.")
            continue
        time = entry.get("time")
        written = f"{entry['date']} {time if isinstance(time, str) else '12:00'}"
        yield Note(text, _moment(written, number, remarks), written)


def _text(entry: dict[str, Any]) -> str:
    """Put title and body together again; a star and tags that stand in neither stay readable."""
    title, body = entry["title"].strip(), entry["body"].strip()
    if entry.get("starred") is True:
        title = f"{STAR} {title}"
    tags = entry.get("tags")
    listed = tags if isinstance(tags, list) else []
    said = f"{title}\n{body}"
    missing = [
        tag
        for place, tag in enumerate(listed)
        if isinstance(tag, str) and (place >= MOST_SOUGHT or tag not in said)
    ]
    return "\n\n".join(part for part in (title, body, " ".join(missing)) if part)


def _moment(written: str, number: int, remarks: list[str]) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M")
    except ValueError:
        remarks.append(f"Entry {number} has no time that can be read; it stands in 1970.")
        return EPOCH
