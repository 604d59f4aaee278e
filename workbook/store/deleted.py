"""Bringing stores together when something was deleted in one of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbook.store.archive import TABLES, Archive, has_id, key_of
from workbook.store.records import Record
from workbook.store.trashed import TRASH, Trashed


class Deleted:
    """What lies in one's own trash, and what of an archive that concerns."""

    def __init__(self, own: Archive) -> None:
        """Look into the trash.

        Args:
            own: Everything one has, with the trash.
        """
        self._deleted = {
            (part.table, key_of(part.table, record)): record
            for one in _trash(own)
            for part in one.parts
            if part.table in TABLES
            for record in [TABLES[part.table].from_json(part.row)]
        }
        self._here = {
            (name, record.id)  # type: ignore[attr-defined]  # has_id says so
            for name, records in own.tables.items()
            if has_id(name) and name != TRASH
            for record in records
        }

    def has(self, table: str, record: Any) -> bool:
        """Tell whether a record lies in the trash, word for word."""
        return bool(self._deleted.get((table, key_of(table, record))) == record)

    def without(self, theirs: Archive) -> Archive:
        """Leave out of *theirs* what would undo a deletion, or delete what one still has.

        What lies in one's own trash is left out when it says the same there: if it was changed there, it
        comes in and nothing is lost. What lies in their trash and is alive here is left out of the trash; what
        was deleted along with it and is not here comes into the trash.
        """
        tables = {
            name: tuple(record for record in records if not self.has(name, record))
            for name, records in theirs.tables.items()
        }
        tables[TRASH] = tuple(left for one in _trash(theirs) if (left := self._without_the_living(one)))
        return replace(theirs, tables={name: records for name, records in tables.items() if records})

    def _without_the_living(self, trashed: Trashed) -> Trashed | None:
        """Give what was deleted there without what is alive here; None when nothing with words is left."""
        gone = [part for part in trashed.parts if (part.table, _id(part.row)) not in self._here]
        if len(gone) == len(trashed.parts):
            return trashed
        ids = {_id(part.row) for part in gone} - {""}
        parts = tuple(part for part in gone if _id(part.row) or part.row.get("target") in ids)
        return replace(trashed, parts=parts) if ids else None

    def here_too(self, theirs: Archive) -> dict[str, list[Record]]:
        """Give what of *theirs* lies in the trash here, word for word; by table."""
        found = {
            name: [record for record in records if self.has(name, record)]
            for name, records in theirs.tables.items()
        }
        return {name: records for name, records in found.items() if records}

    def worded_otherwise(self, theirs: Archive) -> dict[str, list[Record]]:
        """Give what of *theirs* lies in the trash here and nowhere else, and says something else there; by table."""
        found = {
            name: [
                record
                for record in records
                if (name, key_of(name, record)) in self._deleted
                and (name, *key_of(name, record)) not in self._here
                and not self.has(name, record)
            ]
            for name, records in theirs.tables.items()
            if has_id(name)
        }
        return {name: records for name, records in found.items() if records}


def _trash(archive: Archive) -> list[Trashed]:
    return [one for one in archive.tables.get(TRASH, ()) if isinstance(one, Trashed)]


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id", ""))
