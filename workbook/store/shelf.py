"""A table of records of one kind, found by the value of a field without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from tinydb.table import Document

from workbook.store.ledger import ORDER, Ledger, order_of
from workbook.store.records import Record

R = TypeVar("R", bound=Record)


class Shelf(Generic[R]):
    """The records of one kind, by number and by field.

    The number is TinyDB's document id: it rises with each new record, so it orders them by when they
    were first written.
    """

    def __init__(self, ledger: Ledger, table: str, record: type[R]) -> None:
        """Join the ledger; nothing is read until it is asked for.

        Args:
            ledger: The database.
            table: The table's name.
            record: The kind of record in it.
        """
        self._ledger, self._table, self._record = ledger, table, record
        self.table = table
        """The name of the table."""
        self._indexes: dict[str, dict[Any, list[int]]] = {}
        self.touched: set[int] = set()
        """The numbers of the records written since someone emptied this."""

    def __len__(self) -> int:
        return len(self._ledger.storage.documents(self._table))

    def numbers(self) -> list[int]:
        """Give the numbers of all records, in order."""
        return sorted(number for number, _ in self._ledger.rows(self._table))

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Go through the documents as they are in memory, in no order: only for reading."""
        return self._ledger.rows(self._table)

    def newest_first(self) -> Iterator[int]:
        """Give the numbers of all records, the one that was written last first."""
        rows = self._ledger.storage.documents(self._table)
        oldest_first = sorted(rows, key=lambda number: order_of(rows[number]))
        return map(int, reversed(oldest_first))

    def row(self, number: int) -> dict[str, Any]:
        """Give a document as it is in memory: only for reading. Raises KeyError."""
        return self._ledger.storage.documents(self._table)[str(number)]

    def has(self, number: int) -> bool:
        """Tell whether there is a record with a number."""
        return str(number) in self._ledger.storage.documents(self._table)

    def at(self, number: int) -> R:
        """Give the record with a number. Raises KeyError."""
        return self._record.from_json(self.row(number))

    def find(self, field: str, *wanted: str) -> list[int]:
        """Give the numbers of the records whose field is one of those, in order."""
        index = self._index(field)
        found = [number for value in wanted for number in index.get(value, ())]
        return sorted(found)

    def write(self, record: R, number: int | None = None, also: Sequence[Addition] = ()) -> int:
        """Add a record, or write one anew; durable when this returns.

        Args:
            record: What to keep.
            number: The record to replace; None to add one.
            also: What to add to other shelves, or this one, in the same step: all of it or nothing.

        Returns:
            Its number.

        Raises:
            OSError: It is not durable, and nothing was changed.
        """
        with self._ledger.writing():
            written = self._put(record, number)
            added = [(shelf, shelf._put(addition, None)) for shelf, addition in also]
        self._reindex(*written)
        for shelf, rows in added:
            shelf._reindex(*rows)
        return written[0]

    def rewrite(self, record: R, number: int) -> None:
        """Write a record anew without giving it a later place in the order of writing. Raises OSError."""
        before = self.row(number)
        row = {**record.to_json(), ORDER: before.get(ORDER, 0)}
        with self._ledger.writing():
            self._ledger.database.table(self._table).update(row, doc_ids=[number])
        self._reindex(number, before, row)

    def _put_back(
        self, number: int | None, row: Mapping[str, Any]
    ) -> tuple[int, dict[str, Any], dict[str, Any]]:
        """Write a document within a step as it once was; give its number, and what was and is there."""
        table = self._ledger.database.table(self._table)
        document = row if number is None else Document(row, number)
        return table.insert(document), {}, dict(row)

    def _take(self, number: int) -> tuple[int, dict[str, Any], dict[str, Any]]:
        """Remove a document within a step; give its number, and what was and is there."""
        before = self.row(number)
        self._ledger.database.table(self._table).remove(doc_ids=[number])
        return number, before, {}

    def _put(self, record: R, number: int | None) -> tuple[int, dict[str, Any], dict[str, Any]]:
        """Write a record within a step; give its number, and its document before and after."""
        table = self._ledger.database.table(self._table)
        row = {**record.to_json(), ORDER: self._ledger.next_order()}
        if number is None:
            return table.insert(row), {}, row
        before = self.row(number)
        table.update(row, doc_ids=[number])
        return number, before, row

    def remove(self, number: int) -> None:
        """Remove a record; durable when this returns. Raises OSError."""
        before = self.row(number)
        with self._ledger.writing():
            self._ledger.database.table(self._table).remove(doc_ids=[number])
        self._reindex(number, before, {})

    def _index(self, field: str) -> dict[Any, list[int]]:
        if field not in self._indexes:
            index: dict[Any, list[int]] = {}
            for number, row in self._ledger.rows(self._table):
                index.setdefault(_key(row, field), []).append(number)
            for found in index.values():
                found.sort()
            self._indexes[field] = index
        return self._indexes[field]

    def _reindex(self, number: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.touched.add(number)
        for field, index in self._indexes.items():
            old, new = _key(before, field), _key(after, field)
            if before and after and old == new:
                continue
            if before:
                index[old].remove(number)
            if after:
                index.setdefault(new, []).append(number)
                index[new].sort()


Addition = tuple[Shelf[Any], Record]
"""A record to add, and the shelf for it."""


def move(
    ledger: Ledger,
    *,
    taken: Sequence[tuple[Shelf[Any], int]] = (),
    put: Sequence[tuple[Shelf[Any], int | None, Mapping[str, Any]]] = (),
    added: Sequence[Addition] = (),
) -> None:
    """Take documents away, put others back and add new ones in one step: all of it or nothing.

    Args:
        ledger: The database they all belong to.
        taken: What goes, by its number.
        put: What comes back as it was, under its number; None for a new one.
        added: What is new.

    Raises:
        OSError: Nothing was changed.
    """
    with ledger.writing():
        changed = [(shelf, shelf._take(number)) for shelf, number in taken]
        changed += [(shelf, shelf._put_back(number, row)) for shelf, number, row in put]
        changed += [(shelf, shelf._put(record, None)) for shelf, record in added]
    for shelf, rows in changed:
        shelf._reindex(*rows)


def _key(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""
