"""What is shown of a copy: what it would bring, and of what differs both versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from workbook import moments
from workbook.incoming.words import named, told
from workbook.progress.journal import level_in_words, words_of
from workbook.store.archive import WORDED
from workbook.store.merging import saved_at
from workbook.store.other_copies import OtherCopy, Versions, versions
from workbook.store.records import CheckIn, Entry, Layer, OwnPrompt, Person, Record
from workbook.values import Seals

MOST_SHOWN = 40
"""Pairs of versions, and names of what is new; the rest are counted."""
SAME_WORDS = "The words are the same. Only times, or wordings that were removed, differ."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one thing, ready to be shown."""

    title: str
    here: Content
    there: Content


def head_of(copy: OtherCopy, number: int, count: int, now: datetime) -> Content:
    """Name a copy: its file, when something was written in it last, and which of how many it is."""
    which = f"{number} of {count} · " if count > 1 else ""
    when = f"the last words in it: {_when(copy.written_at, now)}" if copy.written_at else ""
    return Content.assemble((copy.path.name, "bold"), "\n", (f"{which}{when}".rstrip(" ·"), "$quiet"))


def summary_of(copy: OtherCopy) -> Content:
    """Say what a copy would bring, and name what only it has."""
    if copy.problem:
        return Content(copy.problem)
    new = [(name, record) for name in WORDED for record in copy.merged.new.get(name, ())]
    lines = told(copy.merged, copy.archive)
    if new:
        lines += ["", "Only in the copy:", *(f"  {named(name, one)}" for name, one in new[:MOST_SHOWN])]
    if len(new) > MOST_SHOWN:
        lines.append(f"  and {len(new) - MOST_SHOWN} more")
    return Content("\n".join(lines))


def pairs_of(copy: OtherCopy, seals: Seals, now: datetime) -> Iterator[Pair]:
    """Give both versions of what differs, as far as they may be read now."""
    for found in versions(copy)[:MOST_SHOWN]:
        yield _pair(found, seals, now)


def _pair(found: Versions, seals: Seals, now: datetime) -> Pair:
    here, there = _words(found.here, seals), _words(found.there, seals)
    if here == there:
        there = SAME_WORDS
    return Pair(
        named(found.table, found.here),
        _version("Here", found.here, here, now),
        _version("In the copy", found.there, there, now),
    )


def _version(where: str, record: Record, words: str, now: datetime) -> Content:
    return Content.assemble((f"{where}, {_when(saved_at(record), now)}", "$quiet"), "\n", words)


def _when(then: datetime, now: datetime) -> str:
    """Say when to the minute: two versions are often of one day."""
    day, time = moments.in_words(then, now), f"{then.astimezone():%H:%M}"
    return day if day in (time, "just now") else f"{day} {time}"


def _words(record: Record, seals: Seals) -> str:
    match record:
        case Layer():
            moved = f"What moved: {record.moved}" if record.moved else ""
            return _joined(words_of(record, seals), moved)
        case Entry():
            note = record.note if not record.is_blank else ""
            return _joined(words_of(record, seals), record.ending_label or record.ending, note)
        case OwnPrompt():
            return record.question
        case CheckIn():
            return level_in_words(record)
        case Person():
            return _joined(f"{record.name}: {record.reach}", record.note)
    return ""


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts)) or "(nothing)"
