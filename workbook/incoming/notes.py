"""Notes from elsewhere become notes of one's own, with the moment they were written. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from workbook.moments import EPOCH, local_offset
from workbook.store.archive import Archive, archive_of
from workbook.store.records import NOTE_ASKED, OWN, Layer, OwnPrompt
from workbook.text import MAX_LENGTH, clean, one_line

FROM_ELSEWHERE = "from-elsewhere:"
"""What the ids begin with of notes that were written in another program."""
TOO_LONG = f"longer than {MAX_LENGTH} characters, more than one note can hold"


@dataclass(frozen=True, slots=True)
class Note:
    """One text that was written elsewhere."""

    text: str
    at: datetime
    """When it was written; without a zone it is this computer's local time."""
    known_by: str
    """What tells it from another note of the same words: the time as it was written down, or a name."""


def archive_of_notes(notes: Iterable[Note], remarks: Iterable[str] = ()) -> Archive:
    """Make an archive of notes; the same text of the same time always has the same id.

    Args:
        notes: In any order; blank ones are left out.
        remarks: What there is to say about where they are from.
    """
    own: dict[str, OwnPrompt] = {}
    layers: dict[str, Layer] = {}
    for note in sorted(notes, key=lambda note: _utc(note.at)):
        text = clean(note.text).strip()
        if text:
            at = _utc(note.at)
            said = hashlib.sha256(f"{clean(note.known_by)}\0{text}".encode()).hexdigest()[:32]
            name, offset = f"{OWN}{FROM_ELSEWHERE}{said}", local_offset(at)
            own[name] = OwnPrompt(id=name, section_id="", question="", at=at, saved_at=at, offset=offset)
            layers[name] = Layer(
                id=f"{FROM_ELSEWHERE}{said}",
                prompt_id=name,
                section_id="",
                question=NOTE_ASKED,
                kind="text",
                value=text,
                visit_id="",
                at=at,
                saved_at=at,
                offset=offset,
            )
    return archive_of(
        {"own": own.values(), "layers": layers.values()}, tuple(dict.fromkeys(map(one_line, remarks)))
    )


def _utc(at: datetime) -> datetime:
    """Give a moment in UTC; the epoch for one at the edge of time, which no zone can be reckoned for."""
    if not 2 < at.year < 9998:
        return EPOCH
    return at.astimezone(UTC).replace(microsecond=0)
