"""Giving records that came together from two stores their numbers and their order. Pure.

A document's number orders a table by when its records were first written, its `ORDER` everything by
when it was written last: what an archive brings has to take its place among both.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from typing import Any

from workbook.store.archive import key_of
from workbook.store.ledger import ORDER
from workbook.store.merging import Merged, saved_at
from workbook.store.records import Record

Rows = Mapping[str, Mapping[str, Any]]


def tables_after(merged: Merged, before: Mapping[str, Rows]) -> dict[str, dict[str, dict[str, Any]]]:
    """Give the documents of every table that an archive can hold.

    Args:
        merged: What comes of bringing an archive in.
        before: The documents as they are; those that only this version does not know keep what they hold.
    """
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    mine: list[tuple[int, Record, dict[str, Any]]] = []
    new: list[tuple[int, Record, dict[str, Any]]] = []
    for name, records in merged.tables.items():
        tables[name] = {}
        for number, record, row in _numbered(name, records, before.get(name, {})):
            tables[name][str(number)] = row
            (mine if ORDER in row else new).append((_order_of(row), record, row))
    _put_in_order(mine, new)
    return tables


def _numbered(
    name: str, records: tuple[Record, ...], rows: Rows
) -> Iterator[tuple[int, Record, dict[str, Any]]]:
    """Number the records of a table; one that had a number keeps it unless others came before."""
    known: dict[tuple[str, ...], tuple[int, Mapping[str, Any]]] = {}
    for number in sorted(map(int, rows)):
        row = rows[str(number)]
        known[key_of(name, _kind_of(records).from_json(row))] = number, row
    last = 0
    for record in records:
        number, row = known.get(key_of(name, record), (0, {}))
        last = max(last + 1, number)
        yield last, record, {**row, **record.to_json()}


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
