"""Saving what can be saved of damaged files: whole files again, and what could still be read out of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from workbook.errors import StoreDamaged
from workbook.store.archive import TABLES
from workbook.store.files import Files
from workbook.store.journal import apply_change, decode_journal
from workbook.store.layout import Layout
from workbook.store.opening import open_to_write
from workbook.store.recovery import Found, numbers
from workbook.store.restoring import write_anew
from workbook.store.snapshot import Tables, is_storable
from workbook.store.storage import JournaledStorage

_PLACES = re.compile(r'"(?:([a-z]+)":\{(?="\d)|([0-9]{1,9})":(?=\{))')
"""Where a table or a document begins: in a text within a document every quotation mark has a backslash."""


def repair(files: Files, home: Path, now: datetime) -> list[str]:
    """Make a store whole again; what is damaged is kept as it was.

    Opening it uses the backups and the journals. Documents that are only in a damaged snapshot are read
    out of that one by one. When no copy can be opened, everything is put together in this way.

    Args:
        files: The disk.
        home: The folder of the store.
        now: The present moment.

    Returns:
        What was wrong and what was done, in lines; nothing when all was well.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreDamaged: Nothing can be read at all; nothing was changed.
        StoreTooNew: A newer version wrote them.
        StoreError: It could not be written.
    """
    layout = Layout.at(home)
    snapshot = files.read(layout.snapshot) or b""
    try:
        opened = open_to_write(files, home, now)
    except StoreDamaged as error:
        return _from_pieces(files, layout, now, error)
    assert opened.durable is not None
    assert opened.lock is not None
    try:
        if not opened.opened_from:
            return []
        pieces, lost = documents_in(snapshot) if layout.snapshot.name in opened.opened_from else ({}, 0)
        tables, added = _together(opened.tables, pieces)
        storage = JournaledStorage(opened.tables, opened.durable)
        storage.write(tables)
        storage.close()
    finally:
        opened.lock.release()
    return [opened.opened_from, *_in_words(added, lost)]


def documents_in(data: bytes) -> tuple[Tables, int]:
    """Read the documents out of a snapshot that is damaged.

    Its checksum covers it as a whole: letters within a document may have been changed as well.

    Returns:
        The documents by table and number, and how many begin and cannot be read.
    """
    text, decoder = data.decode("utf-8", "replace"), json.JSONDecoder()
    tables: Tables = {}
    position, lost, name = 0, 0, ""
    while found := _PLACES.search(text, position):
        position = found.end()
        if found[1]:
            name = found[1] if found[1] in TABLES else name
            continue
        try:
            row, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            lost += 1
            continue
        if not is_storable(row):
            lost += 1
            continue
        table = _table_of(row, name)
        if table:
            rows = tables.setdefault(table, {})
            # A changed bit makes a 0 of a 1, which no document is numbered by.
            number = found[2].lstrip("0")
            rows[number if number and number not in rows else _next(rows)] = row
    return tables, lost


def _from_pieces(files: Files, layout: Layout, now: datetime, error: StoreDamaged) -> list[str]:
    tables: Tables = {}
    added = lost = 0
    copies = [layout.snapshot, *(layout.backup(n).snapshot for n in reversed(numbers(files, layout.backups)))]
    for path in copies:
        pieces, broken = documents_in(files.read(path) or b"")
        tables, more = _together(tables, pieces)
        added, lost = added + more, lost + broken
    for number in numbers(files, layout.journals):
        for change in decode_journal(files.read(layout.journal(number)) or b"", number).changes:
            apply_change(tables, change.tables)
            added += 1
    if not tables:
        raise error
    kept = write_anew(files, layout.home, Found(store=uuid4().hex, tables=tables, sequence=1), now)
    return [error.title, *_in_words(added, lost), kept]


def _together(tables: Tables, pieces: Tables) -> tuple[Tables, int]:
    """Add the documents whose id is not there yet, in the trash neither; count them."""
    together = {name: dict(rows) for name, rows in tables.items()}
    known = {(name, _id(row)) for name, rows in tables.items() for row in rows.values()}
    known |= {
        (str(part.get("table")), _id(part.get("row", {})))
        for row in tables.get("trash", {}).values()
        for part in row.get("parts", ())
    }
    added = 0
    for name, rows in pieces.items():
        for number, row in rows.items():
            is_known = (name, _id(row)) in known if _id(row) else name in tables
            if not is_known:
                own = together.setdefault(name, {})
                own[number if number not in own else _next(own)] = row
                known.add((name, _id(row)))
                added += 1
    return together, added


def _in_words(added: int, lost: int) -> list[str]:
    lines = []
    if added:
        said = "One more record was" if added == 1 else f"{added} more records were"
        lines.append(f"{said} read out of damaged files; single letters in there may be wrong.")
    if lost:
        lines.append(f"{lost} could not be read any more.")
    return lines


def _table_of(row: Any, name: str) -> str:
    """Tell by its fields which table a document is of; the one it stands in when that fits."""
    if not isinstance(row, dict):
        return ""
    return next((table for table in (name, *TABLES) if table in TABLES and _fits(row, table)), "")


def _fits(row: Mapping[str, Any], table: str) -> bool:
    known = fields(TABLES[table])  # type: ignore[arg-type]  # all are dataclasses
    required = {one.name for one in known if one.default is MISSING}
    return required <= row.keys() <= {"order", *(one.name for one in known)}


def _next(rows: Iterable[str]) -> str:
    return str(max(map(int, rows), default=0) + 1)


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id", "")) if isinstance(row, dict) else ""
