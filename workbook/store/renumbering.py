"""Giving records that came together from two stores their numbers and their order. Pure.

A document's number orders a table by when its records were first written, its `ORDER` everything by
when it was written last: what an archive brings has to take its place among both. What lies in the trash
keeps its place as well: a number is left free for it. What came in the trash of an archive has none here.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbook.moments import from_text
from workbook.store.archive import key_of
from workbook.store.ledger import ORDER
from workbook.store.merging import Merged, saved_at, written_at
from workbook.store.records import Record
from workbook.store.trashed import ELSEWHERE, TRASH, Trashed

Rows = Mapping[str, Mapping[str, Any]]


def tables_after(merged: Merged, before: Mapping[str, Rows]) -> dict[str, dict[str, dict[str, Any]]]:
    """Give the documents of every table that an archive can hold.

    Args:
        merged: What comes of bringing an archive in.
        before: The documents as they are; those that only this version does not know keep what they hold.
    """
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    places = _places(before.get(TRASH, {}))
    mine: list[tuple[int, Record, dict[str, Any]]] = []
    new: list[tuple[int, Record, dict[str, Any]]] = []
    for name, records in merged.tables.items():
        tables[name] = {}
        for number, record, row in _numbered(name, records, before.get(name, {}), places.get(name, [])):
            tables[name][str(number)] = row
            (mine if ORDER in row else new).append((_order_of(row), record, row))
    numbers = {(name, place.number): place.becomes for name, found in places.items() for place in found}
    for row in tables.get(TRASH, {}).values():
        if ORDER not in row:
            row[ELSEWHERE] = True
        elif not row.get(ELSEWHERE):
            for part in row["parts"]:
                part["number"] = numbers.get((part["table"], part["number"]), part["number"])
    _put_in_order(mine, new)
    return tables


@dataclass(slots=True)
class _Place:
    """Where something in the trash belongs."""

    number: int
    at: datetime
    becomes: int = 0
    """The number that is left free for it."""


def _places(trash: Rows) -> dict[str, list[_Place]]:
    """Give by table, in order, the places that what was deleted here has."""
    places: dict[str, dict[int, _Place]] = {}
    for row in trash.values():
        for part in () if row.get(ELSEWHERE) else Trashed.from_json(row).parts:
            at = from_text(str(part.row.get("at", "")))
            places.setdefault(part.table, {})[part.number] = _Place(part.number, at)
    return {name: [found[number] for number in sorted(found)] for name, found in places.items()}


def _numbered(
    name: str, records: tuple[Record, ...], rows: Rows, places: list[_Place]
) -> Iterator[tuple[int, Record, dict[str, Any]]]:
    """Number the records of a table; one that had a number keeps it unless others came before.

    Args:
        name: The table.
        records: Its records, in order.
        rows: Its documents as they were.
        places: What is left free, in order; told what becomes of it.
    """
    known: dict[tuple[str, ...], tuple[int, Mapping[str, Any]]] = {}
    for number in sorted(map(int, rows)):
        row = rows[str(number)]
        known[key_of(name, _kind_of(records).from_json(row))] = number, row
    last, waiting = 0, deque(places)
    for record in records:
        number, row = known.get(key_of(name, record), (0, {}))
        while waiting and (waiting[0].number < number if number else waiting[0].at <= written_at(record)):
            last = waiting[0].becomes = max(last + 1, waiting[0].number)
            waiting.popleft()
        last = max(last + 1, number)
        yield last, record, {**row, **record.to_json()}
    for place in waiting:
        last = place.becomes = max(last + 1, place.number)


def _kind_of(records: tuple[Record, ...]) -> type[Record]:
    return type(records[0])


def _put_in_order(
    mine: list[tuple[int, Record, dict[str, Any]]], new: list[tuple[int, Record, dict[str, Any]]]
) -> None:
    """Write into every document its place in the order of writing."""
    mine.sort(key=lambda one: one[0])
    new.sort(key=lambda one: saved_at(one[1]))
    last = 0
    for order, _, row in heapq.merge(mine, new, key=lambda one: saved_at(one[1])):
        last = max(last + 1, order)
        row[ORDER] = last


def _order_of(row: Mapping[str, Any]) -> int:
    order = row.get(ORDER, 0)
    return order if isinstance(order, int) else 0
