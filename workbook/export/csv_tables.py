"""Practices as tables for a spreadsheet: CSV after RFC 4180, in UTF-8, one table for each practice. Pure.

The columns: the day it was added, the fields as they were asked, the day to look back on, how it
ended, on which day, and the note. Days are local ones such as `2026-05-03`; numbers stay numbers. What an
entry said before it was changed is in the archive, and not here.

A spreadsheet takes a cell that begins with = + - @, a tab or a line end for a formula, and some do so with
the full-width forms of these signs: such a text gets an apostrophe in front, as OWASP advises ("CSV
Injection").
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence

from workbook.content.kinds import Kind
from workbook.content.loader import Pack
from workbook.export.choice import BookChoice
from workbook.export.letters import said
from workbook.export.practised import chosen_entries
from workbook.export.sources import Words, day_of
from workbook.store.records import Entry
from workbook.values import Seals, Value, is_blank

SUFFIX = ".csv"
ADDED, LOOK_BACK, ENDING, ENDED, NOTE = "added", "look back on", "ending", "ended on", "note"
_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")

Cell = str | int


def csv_tables(pack: Pack, words: Words, choice: BookChoice) -> dict[str, str]:
    """Write a table for each practice in which something stands.

    Args:
        pack: Gives the order of practices and fields.
        words: Everything that was written. Of a letter that is closed a cell only says when it opens.
        choice: Which practices, and which days.

    Returns:
        The name of a file, safe on any disk, to its text.
    """
    chosen = chosen_entries(pack, words.entries, choice)
    return {file_name(name): _table(pack, name, entries, words.seals) for name, entries in chosen.items()}


def file_name(practice_id: str) -> str:
    """Name the file of a practice, whatever its id; no id leads out of a folder."""
    if _PLAIN_NAME.fullmatch(practice_id):
        return practice_id + SUFFIX
    letters = re.sub("[^a-z0-9]+", "-", practice_id.lower())[:40].strip("-")
    tail = hashlib.sha256(practice_id.encode()).hexdigest()[:8]
    return f"{letters or 'practice'}-{tail}{SUFFIX}"


def harmless(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and _STARTS_FORMULA.match(cell):
        return f"'{cell}"
    return cell


def _table(pack: Pack, practice_id: str, entries: Sequence[Entry], seals: Seals) -> str:
    located = pack.practice(practice_id)
    kinds = {field.id: field.kind for field in located[1].fields} if located else {}
    columns = _columns(kinds, entries)
    rows: list[list[Cell]] = [[ADDED, *columns.values(), LOOK_BACK, ENDING, ENDED, NOTE]]
    for entry in entries:
        rows.append(
            [
                day_of(entry.at, entry.offset).isoformat(),
                *(_cell(entry, entry.values.get(name), kinds.get(name), seals) for name in columns),
                entry.look_back_on,
                entry.ending_label or entry.ending,
                day_of(entry.ended_at, entry.offset).isoformat() if entry.ended_at else "",
                entry.note,
            ]
        )
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    return written.getvalue()


def _columns(kinds: Mapping[str, Kind], entries: Sequence[Entry]) -> dict[str, str]:
    """Give the fields that hold something anywhere, each with its newest label."""
    labels: dict[str, str] = dict.fromkeys(kinds, "")
    for entry in entries:
        for name, value in entry.values.items():
            if not is_blank(value):
                labels[name] = entry.labels.get(name) or name
    return {name: label for name, label in labels.items() if label}


def _cell(entry: Entry, value: Value, kind: Kind | None, seals: Seals) -> Cell:
    if isinstance(value, int):
        return value
    part = said(value, entry.id, seals, kind)
    return part.words or part.letter
