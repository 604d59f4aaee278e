"""What all parts of one person's answers share: the database, the clock, this visit, the locks."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from math import inf
from typing import Any
from uuid import uuid4

from workbook.moments import from_text, local_offset, to_text
from workbook.store.records import Visit
from workbook.store.snapshot import Tables
from workbook.store.storage import JournaledStorage
from workbook.store.tables import AnswersDatabase

ORDER = "order"
"""The key under which a document keeps its place in the order of writing; clocks can go backwards."""

WRITTEN = ("layers", "entries", "people", "checkins", "own")
"""The tables of what a person writes, each document with the moment it was saved."""


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
        self.locks = storage.locks
        rejoined = self._visit_since(clock() - rejoin, clock()) if rejoin else ""
        self.visit_id = rejoined or uuid4().hex
        self._visit_is_written = bool(rejoined)
        self._order: int | None = None
        self._away: timedelta | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make what is written within, and the visit when it is the first, durable at once.

        Raises:
            OSError: Nothing was changed.
        """
        with self.locks.writing():
            with self.database.one_step():
                if not self._visit_is_written:
                    # What is written from now on may stand in place of what was written last time.
                    self.time_away()
                    at = self.clock()
                    visit = Visit(id=self.visit_id, at=at, offset=local_offset(at))
                    self.database.table("visits").insert({**visit.to_json(), ORDER: self.next_order()})
                yield
            self._visit_is_written = True

    @property
    def visit_is_written(self) -> bool:
        """Whether something was written in this visit."""
        return self._visit_is_written

    def _visit_since(self, since: datetime, until: datetime) -> str:
        """Give the id of the last visit if something was written in it between two moments, else nothing."""
        visits = self.storage.documents("visits")
        if not visits:
            return ""
        visit = visits[max(visits, key=int)]
        last, begun = str(visit.get("id", "")), order_of(visit)
        # Moments as text sort by time. One program writes at a time: whatever has a place after the
        # visit's own was written in it.
        earliest = to_text(since)
        written = [
            saved_at
            for name in WRITTEN
            for row in self.storage.documents(name).values()
            if (saved_at := str(row.get("saved_at", ""))) >= earliest
            and (last in (row.get("visit_id"), row.get("changed_in")) or 0 < begun < order_of(row))
        ]
        return last if since <= from_text(max(written, default="")) <= until else ""

    def time_away(self) -> timedelta:
        """Give the time between the last word of the visit before and the beginning of this one.

        Zero in the first visit, and when the clock went back meanwhile.
        """
        if self._away is None:
            visits = self.storage.documents("visits")
            numbers = sorted(visits, key=int)
            present = visits[numbers.pop()] if self._visit_is_written and numbers else None
            begun = from_text(str(present.get("at", ""))) if present else self.clock()
            last = self._last_word(visits[numbers[-1]], present) if numbers else begun
            self._away = max(begun - last, timedelta())
        return self._away

    def _last_word(self, visit: Mapping[str, Any], following: Mapping[str, Any] | None) -> datetime:
        """Give the moment when something was done last in a visit.

        Args:
            visit: Its document.
            following: That of the next one, if that has been written.
        """
        begun, ended = order_of(visit), order_of(following) if following else inf
        found = [str(visit.get("at", ""))]
        for name in WRITTEN:
            rows = self.storage.documents(name).values()
            found += [str(row.get("saved_at", "")) for row in rows if begun < order_of(row) < ended]
        for row in self.storage.documents("openings").values():
            if row.get("visit_id") == visit.get("id"):
                found.append(str(row.get("last_at", "")))
        return from_text(max(found))

    def next_order(self) -> int:
        """Give the next number in the order of writing."""
        if self._order is None:
            # Not before the first paint: with 10,000 answers it takes as long as a tenth of the start.
            rows = (
                row for name in (*WRITTEN, "visits", "trash") for row in self.storage.documents(name).values()
            )
            self._order = max(map(order_of, rows), default=0)
        self._order += 1
        return self._order

    def replace_all(self, tables: Tables) -> None:
        """Put other documents in place of what there is, durably and at once; begins no visit.

        Raises:
            OSError: Nothing was changed.
        """
        with self.locks.writing():
            # What it is reckoned from may stand in another order afterwards.
            self.time_away()
            self.storage.write(tables)
            self._order = None
            # Its tables remember which number comes next.
            self.database = AnswersDatabase(self.storage)

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Go through the documents of a table as they are in memory: only for reading."""
        return ((int(key), row) for key, row in self.storage.documents(table).items())


def order_of(row: Mapping[str, Any]) -> int:
    """Give a document's place in the order of writing; 0 when it has none."""
    order = row.get(ORDER, 0)
    return order if isinstance(order, int) else 0
