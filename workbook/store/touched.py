"""The documents of a table as an updater sees them, noting which it touched."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from workbook.store.journal import TableChange
from workbook.store.shapes import copied

Row = dict[str, Any]


class Touched(MutableMapping[int, Row]):
    """A table during one step, by document id.

    A document that is looked at is lent as a copy, and counts as changed when it differs at the end.
    """

    def __init__(self, rows: Mapping[str, Row]) -> None:
        """Begin with the documents as they are.

        Args:
            rows: By document id as text; never changed here.
        """
        self._rows = rows
        self._put: dict[str, Row] = {}
        self._removed: set[str] = set()

    def __getitem__(self, doc_id: int) -> Row:
        key = str(doc_id)
        if key not in self._put:
            if key in self._removed:
                raise KeyError(doc_id)
            try:
                self._put[key] = copied(self._rows[key])
            except KeyError:
                raise KeyError(doc_id) from None
        return self._put[key]

    def __setitem__(self, doc_id: int, row: Row) -> None:
        key = str(doc_id)
        self._put[key] = copied(dict(row))
        self._removed.discard(key)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._put.pop(str(doc_id), None)
        self._removed.add(str(doc_id))

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._put or (key in self._rows and key not in self._removed)

    def __iter__(self) -> Iterator[int]:
        kept = (int(key) for key in self._rows if key not in self._removed)
        return iter([*kept, *(int(key) for key in self._put if key not in self._rows)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def change(self) -> TableChange | None:
        """Give what was put and removed, or None when nothing is different."""
        put = {key: row for key, row in self._put.items() if key not in self._rows or self._rows[key] != row}
        removed = tuple(sorted(key for key in self._removed if key in self._rows))
        return TableChange(put, removed) if put or removed else None
