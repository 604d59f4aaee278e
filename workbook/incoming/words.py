"""What bringing something in would do, in a few lines; no words of an answer stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.moments import day_in_words, local
from workbook.store.archive import WORDED, Archive
from workbook.store.merging import Merged, written_at
from workbook.store.records import OwnPrompt, Record
from workbook.text import shorten

CALLED = {
    "layers": ("answer or note", "answers and notes"),
    "entries": ("entry in a practice", "entries in practices"),
    "own": ("question of your own", "questions of your own"),
    "checkins": ("check-in", "check-ins"),
    "people": ("person", "people"),
    "marks": ("mark", "marks"),
    "openings": ("opened section", "opened sections"),
    "walks": ("trail under way", "trails under way"),
    "places": ("place where you left off", "places where you left off"),
    "visits": ("visit", "visits"),
    "preferences": ("small preference", "small preferences"),
}
"""What the records of a table are called, for one and for several."""
MOST_NAMED = 5
MOST_REMARKS = 8
NOTHING_ELSE_NEW = "Everything else in it is here already. Nothing would change."
NOTHING_NEW = "Everything in it is here already. Nothing would change."


def told(merged: Merged, archive: Archive) -> list[str]:
    """Say what is new, what is here already, what differs, and what there is to remark."""
    worded = {name: records for name, records in merged.different.items() if name in WORDED}
    others = {name: records for name, records in merged.different.items() if name not in WORDED}
    found = {"New": merged.new, "Here already": merged.same, "Different": worded, "Put together": others}
    lines = [f"{head}: {counted}" for head, by_table in found.items() if (counted := _counted(by_table))]
    differing = [(name, record) for name in WORDED for record in merged.different.get(name, ())]
    lines += [f"  {named(name, record)}" for name, record in differing[:MOST_NAMED]]
    if len(differing) > MOST_NAMED:
        lines.append(f"  and {len(differing) - MOST_NAMED} more")
    if differing:
        lines.append("Of what differs both wordings are kept.")
    lines += _of_the_trash(merged)
    lines += archive.remarks[:MOST_REMARKS]
    if len(archive.remarks) > MOST_REMARKS:
        lines.append(f"And {len(archive.remarks) - MOST_REMARKS} remarks more of this kind.")
    if merged.adds_something:
        return lines
    return [*lines, NOTHING_ELSE_NEW if merged.in_trash else NOTHING_NEW]


def _of_the_trash(merged: Merged) -> list[str]:
    """Say what was deleted here and is in the archive: it neither comes back nor stays away without a word."""
    lines = []
    if stays := _counted(merged.in_trash):
        lines.append(f"In the trash here: {stays}. That stays there; the trash gives it back.")
    if comes := _counted(merged.back):
        lines.append(f"Deleted here, but worded otherwise there: {comes}. That comes back as it is there.")
    return lines


def _counted(found: Mapping[str, list[Record]]) -> str:
    """Count by table; a note of one's own counts by what is written in it."""
    numbers = {
        name: sum(
            not (isinstance(record, OwnPrompt) and not record.question) for record in found.get(name, ())
        )
        for name in CALLED
    }
    return ", ".join(f"{number} {CALLED[name][number != 1]}" for name, number in numbers.items() if number)


def named(table: str, record: Record) -> str:
    """Name a record by what was asked and when, never by what was answered."""
    raw: Any = record
    asked = getattr(raw, "question", "") or getattr(raw, "title", "") or getattr(raw, "section_id", "")
    called = CALLED[table][0]
    day = day_in_words(local(written_at(record), getattr(raw, "offset", "")).date().isoformat())
    return f"“{shorten(asked, 60)}”, {called} of {day}" if asked else f"{called} of {day}"
