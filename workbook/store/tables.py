"""TinyDB tables that tell their storage what changed, and hand out copies only."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from workbook.store.shapes import copied
from workbook.store.storage import JournaledStorage


class _AnyDocument(type):
    """TinyDB asks for instances of a table's document class: let those of its own count as well."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, Document)


class Copy(Document, metaclass=_AnyDocument):
    """A document that shares nothing with the database."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        """Copy a document.

        Args:
            value: The document in the database.
            doc_id: Its number.
        """
        super().__init__(copied(value), doc_id)


class JournaledTable(Table):
    """A table whose updates cost what they change, not what there is."""

    document_class = Copy
    _storage: JournaledStorage

    def __init__(self, storage: JournaledStorage, name: str) -> None:
        """Join a storage.

        Args:
            storage: The database in memory and its files.
            name: The table.
        """
        # TinyDB's query cache would hand out the same documents twice, and they are the caller's to change.
        super().__init__(storage, name, cache_size=0)

    def _get_next_id(self) -> int:
        """Give the number of a new document; never one that something in the trash had and may get back."""
        number: int | None = self._next_id
        if number is None:
            highest = max(map(int, self._storage.documents(self.name)), default=0)
            number = max(highest, self._storage.reserved(self.name)) + 1
        self._next_id = number + 1  # type: ignore[assignment]  # TinyDB declares it by its first value, None
        return number

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return self._storage.documents(self.name)  # type: ignore[return-value]  # TinyDB only reads it

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self._storage.update(self.name, updater)


class AnswersDatabase(TinyDB):
    """A TinyDB database on a `JournaledStorage`."""

    table_class = JournaledTable  # type: ignore[assignment]  # TinyDB declares the class, not its kind

    def __init__(self, storage: JournaledStorage) -> None:
        """Open the database.

        Args:
            storage: The database in memory and its files.
        """
        super().__init__(storage=lambda: storage)
        self._journaled = storage

    def one_step(self) -> AbstractContextManager[object]:
        """Make every change within durable at once, or none of them.

        Reading within sees the state from before; updating sees the updates before it.
        """
        return self._journaled.one_step()
