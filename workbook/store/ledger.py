"""What all parts of one person's answers share: the database, the clock, this visit, the lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import wraps
from threading import RLock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import uuid4

from workbook.moments import from_text, local_offset
from workbook.store.records import Visit
from workbook.store.storage import JournaledStorage
from workbook.store.tables import AnswersDatabase

ORDER = "order"
"""The key under which a document keeps its place in the order of writing; clocks can go backwards."""


P = ParamSpec("P")
T = TypeVar("T")


class HasLock(Protocol):
    """Something whose methods several threads may call."""

    _lock: RLock


S = TypeVar("S", bound=HasLock)


def locked(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let one thread at a time into the methods of an object with a `_lock`."""

    @wraps(method)
    def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            return method(self, *args, **kwargs)

    return call


class Ledger:
    """One person's database during one visit."""

    def __init__(
        self, storage: JournaledStorage, clock: Callable[[], datetime], rejoin: timedelta = timedelta()
    ) -> None:
        """Begin a visit; it is written down with the first thing that is.

        Args:
            storage: The database in memory and its files.
            clock: Gives the present moment, aware and UTC.
            rejoin: Go on with the last visit when its last word is no older than this.
        """
        self.storage = storage
        self.database = AnswersDatabase(storage)
        self.clock = clock
        self.lock = RLock()
        rejoined = self._visit_since(clock() - rejoin, clock()) if rejoin else ""
        self.visit_id = rejoined or uuid4().hex
        self._visit_is_written = bool(rejoined)
        self._order = max(
            (
                order
                for name in ("layers", "entries")
                for row in storage.documents(name).values()
                if isinstance(order := row.get(ORDER, 0), int)
            ),
            default=0,
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make what is written within, and the visit when it is the first, durable at once.

        Raises:
            OSError: Nothing was changed.
        """
        with self.lock:
            with self.database.one_step():
                if not self._visit_is_written:
                    at = self.clock()
                    visit = Visit(id=self.visit_id, at=at, offset=local_offset(at))
                    self.database.table("visits").insert(visit.to_json())
                yield
            self._visit_is_written = True

    def _visit_since(self, since: datetime, until: datetime) -> str:
        """Give the id of the last visit if something was written in it between two moments, else nothing."""
        visits = self.storage.documents("visits")
        last = str(visits[max(visits, key=int)].get("id", "")) if visits else ""
        written = (
            str(row.get("saved_at", ""))
            for name in ("layers", "entries")
            for row in self.storage.documents(name).values()
            if row.get("visit_id") == last
        )
        return last if since <= from_text(max(written, default="")) <= until else ""

    def next_order(self) -> int:
        """Give the next number in the order of writing."""
        self._order += 1
        return self._order

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Go through the documents of a table as they are in memory: only for reading."""
        return ((int(key), row) for key, row in self.storage.documents(table).items())
