"""Putting back what was deleted where its number says nothing: by when it was written. Pure."""

from __future__ import annotations

from workbook.store.archive import archive_from, archive_of
from workbook.store.merging import merge
from workbook.store.records import Record
from workbook.store.renumbering import tables_after
from workbook.store.snapshot import Tables
from workbook.store.trashed import DELETABLE, TRASH, Trashed


def without_and_with(trashed: Trashed, tables: Tables) -> Tables:
    """Give everything without something in the trash, and with what it was made of in its place in time.

    Args:
        trashed: What was deleted; deleted elsewhere, or its place here was taken.
        tables: Everything, with it in the trash.
    """
    kept = {key: row for key, row in tables.get(TRASH, {}).items() if row.get("id") != trashed.id}
    rest = {**tables, TRASH: kept}
    records: dict[str, list[Record]] = {}
    for part in trashed.parts:
        records.setdefault(part.table, []).append(DELETABLE[part.table].from_json(part.row))
    merged = merge(archive_from(rest), archive_of(records))
    return {**rest, **tables_after(merged, rest)}
