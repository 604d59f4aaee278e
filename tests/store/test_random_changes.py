"""Random changes, openings and crashes against a plain dictionary."""

import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.building import SetClock, live_journal
from workbook.store import storage
from workbook.store.files import Files
from workbook.store.opening import open_to_read, open_to_write
from workbook.store.storage import JournaledStorage
from workbook.store.tables import AnswersDatabase

Model = dict[str, dict[str, dict[str, Any]]]

NAMES = st.sampled_from(["layers", "entries"])
NUMBERS = st.integers(1, 6)
ROWS = st.dictionaries(
    st.sampled_from("abc"), st.text(max_size=300) | st.lists(st.text(max_size=5)), max_size=3
)
CHANGES = st.one_of(
    st.tuples(st.just("insert"), NAMES, ROWS),
    st.tuples(st.just("update"), NAMES, NUMBERS, ROWS),
    st.tuples(st.just("remove"), NAMES, NUMBERS),
    st.tuples(st.just("truncate"), NAMES),
    st.tuples(st.just("step"), ROWS, ROWS),
    st.tuples(st.just("close")),
    st.tuples(st.just("crash")),
)


class Opened:
    """An open database, the dictionary it must equal, and what was acknowledged at which byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.model: Model = {}
        self.acknowledged: list[tuple[Path, int, Model]] = []
        self.open()

    def open(self) -> None:
        """Open the folder."""
        self.store = open_to_write(Files(), self.folder, SetClock()())
        assert self.store.opened_from == ""
        self.storage = JournaledStorage(self.store.tables, self.store.durable)
        self.database = AnswersDatabase(self.storage)

    def leave(self, *, crash: bool) -> None:
        """Close, or stop as a killed process would."""
        assert self.store.durable is not None
        assert self.store.lock is not None
        if crash:
            self.store.durable.close()
        else:
            self.storage.close()
        self.store.lock.release()

    def make(self, change: tuple[Any, ...]) -> None:
        """Make a change to the database and to the dictionary."""
        match change:
            case "close" | "crash" as how, *_:
                self.leave(crash=how == "crash")
                self.open()
            case "insert", name, row:
                number = self.database.table(name).insert(row)
                self._rows(name)[str(number)] = row
            case "update", name, number, row:
                for changed in self.database.table(name).update(row, doc_ids=[number]):
                    self._rows(name)[str(changed)] |= row
            case "remove", name, number:
                for removed in [number] if str(number) in self._rows(name) else []:
                    self.database.table(name).remove(doc_ids=[removed])
                    del self._rows(name)[str(removed)]
            case "truncate", name:
                self.database.table(name).truncate()
                self._rows(name).clear()
            case "step", first, second:
                with self.database.one_step():
                    numbers = [self.database.table("layers").insert(first)]
                    numbers.append(self.database.table("entries").insert(second))
                for name, number, row in zip(("layers", "entries"), numbers, (first, second), strict=True):
                    self._rows(name)[str(number)] = row
        journal = live_journal(self.folder)
        self.acknowledged.append((journal, journal.stat().st_size, self.whole_model()))

    def whole_model(self) -> Model:
        """Give a copy of the dictionary as the database would have it: without empty tables."""
        return deepcopy({name: rows for name, rows in self.model.items() if rows})

    def _rows(self, name: str) -> dict[str, dict[str, Any]]:
        return self.model.setdefault(name, {})


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(CHANGES, max_size=25), where=st.floats(0, 1))
def test_any_history_survives_and_a_cut_journal_keeps_what_came_before(
    changes: list[tuple[Any, ...]], where: float
) -> None:
    """Memory equals the model after each change; cut at any byte, all acknowledged before it is there."""
    usual, storage.LARGE_JOURNAL = storage.LARGE_JOURNAL, 1500
    try:
        with tempfile.TemporaryDirectory() as name:
            opened = Opened(Path(name) / "answers")
            for change in changes:
                opened.make(change)
                assert opened.storage.read() == opened.whole_model()
            opened.leave(crash=True)
            again = open_to_read(Files(), opened.folder, SetClock()())
            assert again.tables == opened.whole_model()
            check_cut(opened, where)
    finally:
        storage.LARGE_JOURNAL = usual


def check_cut(opened: Opened, where: float) -> None:
    """Cut the live journal of a copy and compare with what had been acknowledged by then."""
    journal = live_journal(opened.folder)
    states = [(length, model) for path, length, model in opened.acknowledged if path == journal]
    if not states:
        return
    start = states[0][0]
    length = start + int((journal.stat().st_size - start) * where)
    expected = [model for acknowledged, model in states if acknowledged <= length][-1]
    copy = opened.folder.with_name("copy")
    shutil.copytree(opened.folder, copy)
    with live_journal(copy).open("r+b") as cut:
        cut.truncate(length)
    again = open_to_read(Files(), copy, SetClock()())
    assert (again.tables, again.opened_from) == (expected, "")
