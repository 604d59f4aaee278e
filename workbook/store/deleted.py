"""Bringing stores together when something was deleted in one of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbook.store.archive import TABLES, Archive, has_id
from workbook.store.trashed import Part, Trashed

TRASH = "trash"


def without_deleted(own: Archive, theirs: Archive) -> Archive:
    """Leave out of *theirs* what would undo a deletion, or delete what one still has.

    What lies in one's own trash is left out when it says the same there: if it was changed there, it
    comes in and nothing is lost. What lies in their trash and is alive here is left out of the trash.
    """
    deleted = {(part.table, _id(part.row)): part for one in _trash(own) for part in one.parts}
    here = {
        (name, record.id)  # type: ignore[attr-defined]  # has_id says so
        for name, records in own.tables.items()
        if has_id(name) and name != TRASH
        for record in records
    }
    tables = {
        name: tuple(
            record for record in records if not _says(deleted.get((name, getattr(record, "id", ""))), record)
        )
        for name, records in theirs.tables.items()
    }
    tables[TRASH] = tuple(
        one for one in _trash(theirs) if not any((part.table, _id(part.row)) in here for part in one.parts)
    )
    return replace(theirs, tables={name: records for name, records in tables.items() if records})


def _trash(archive: Archive) -> list[Trashed]:
    return [one for one in archive.tables.get(TRASH, ()) if isinstance(one, Trashed)]


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id", ""))


def _says(part: Part | None, record: Any) -> bool:
    """Tell whether what was deleted is this record, word for word."""
    if part is None or part.table not in TABLES:
        return False
    return bool(TABLES[part.table].from_json(part.row) == record)
