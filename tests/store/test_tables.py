"""TinyDB on the journaled storage: its own API and queries, at the cost of what changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query
from tinydb.table import Document

from tests.store.building import SetClock, live_journal
from workbook.store.files import Files
from workbook.store.opening import OpenStore, open_to_write
from workbook.store.storage import JournaledStorage
from workbook.store.tables import AnswersDatabase


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenStore]:
    """A store without the layer of records above it."""
    store = open_to_write(Files(), folder, SetClock()())
    yield store
    assert store.lock is not None
    store.lock.release()


@pytest.fixture
def database(opened: OpenStore) -> AnswersDatabase:
    """A TinyDB database on it."""
    return AnswersDatabase(JournaledStorage(opened.tables, opened.durable))


def reread(folder: Path, opened: OpenStore) -> dict[str, dict[str, object]]:
    """Leave the store as it is and read its files again."""
    assert opened.lock is not None
    opened.lock.release()
    again = open_to_write(Files(), folder, SetClock()())
    opened.lock = again.lock
    return {name: dict(rows) for name, rows in again.tables.items()}


def test_tinydb_works_as_it_always_does(database: AnswersDatabase, folder: Path, opened: OpenStore) -> None:
    """Insert, query, update, upsert, remove: the results are TinyDB's, and on disk."""
    table, row = database.table("layers"), Query()
    numbers = table.insert_multiple([{"text": text, "size": len(text)} for text in ("a", "bb", "ccc")])
    assert numbers == [1, 2, 3]
    assert table.insert(Document({"text": "ten", "size": 3}, doc_id=10)) == 10
    assert [found["text"] for found in table.search(row.size >= 3)] == ["ccc", "ten"]
    assert table.update({"text": "BB"}, row.size == 2) == [2]
    assert table.update(lambda found: found.update(size=0), doc_ids=[1, 99]) == [1]
    assert table.upsert({"text": "new", "size": 9}, row.text == "new") == [11]
    assert table.remove(row.text == "ccc") == [3]
    assert table.get(doc_id=3) is None
    assert len(table) == 4
    assert [found.doc_id for found in table] == [1, 2, 10, 11]
    assert reread(folder, opened)["layers"] == {
        "1": {"text": "a", "size": 0},
        "2": {"text": "BB", "size": 2},
        "10": {"text": "ten", "size": 3},
        "11": {"text": "new", "size": 9},
    }


def test_tables_can_be_dropped(database: AnswersDatabase, folder: Path, opened: OpenStore) -> None:
    """One, all, or only what is in one."""
    for name in ("one", "two", "three"):
        database.table(name).insert({"name": name})
    database.table("one").truncate()
    database.drop_table("two")
    assert database.tables() == {"three"}
    assert reread(folder, opened) == {"three": {"1": {"name": "three"}}}
    database.drop_tables()
    assert database.tables() == set()


def test_documents_handed_out_are_copies(database: AnswersDatabase) -> None:
    """However they were got, changing them changes nothing; so does changing what was put in."""
    table, row = database.table("layers"), Query()
    given = {"parts": ["one"]}
    table.insert(given)
    given["parts"].append("two")
    everything = database.storage.read()
    assert everything is not None
    got = [
        table.get(doc_id=1),
        table.get(row.parts.exists()),
        *table.all(),
        *table.search(row.parts.exists()),
    ]
    for document in (*got, everything["layers"]["1"]):
        assert isinstance(document, dict)
        document["parts"].append("three")
    assert table.all() == [{"parts": ["one"]}]
    assert table.search(row.parts.exists()) == [{"parts": ["one"]}]


def test_a_change_writes_only_itself(database: AnswersDatabase, folder: Path) -> None:
    """A thousand documents do not make the line of one any longer."""
    table = database.table("layers")
    table.insert_multiple({"text": "x" * 100} for _ in range(1000))
    before = live_journal(folder).stat().st_size
    table.update({"text": "y"}, doc_ids=[500])
    assert live_journal(folder).stat().st_size - before < 200


def test_looking_without_changing_writes_nothing(database: AnswersDatabase, folder: Path) -> None:
    """An update that leaves everything as it was is no change."""
    table = database.table("layers")
    table.insert({"text": "x"})
    before = live_journal(folder).read_bytes()
    table.update({"text": "x"}, doc_ids=[1])
    table.update(lambda row: None)
    table.remove(Query().text == "y")
    assert live_journal(folder).read_bytes() == before


def test_a_step_is_one_line_and_all_or_nothing(
    database: AnswersDatabase, folder: Path, opened: OpenStore
) -> None:
    """Several tables change at once; an error within changes none of them."""
    with database.one_step():
        number = database.table("layers").insert({"text": "x"})
        database.table("layers").update({"text": "y"}, doc_ids=[number])
        database.table("visits").insert({"id": "v"})
        assert len(database.table("layers")) == 0
    assert live_journal(folder).read_bytes().count(b"\n") == 2
    with pytest.raises(KeyError), database.one_step():
        database.table("layers").truncate()
        raise KeyError
    assert reread(folder, opened) == {"layers": {"1": {"text": "y"}}, "visits": {"1": {"id": "v"}}}


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "\ud800", {1, 2}, b"bytes"])
def test_what_json_cannot_hold_is_refused_before_anything_is_written(
    database: AnswersDatabase, folder: Path, wrong: object
) -> None:
    """Neither memory nor disk has it afterwards."""
    table = database.table("layers")
    table.insert({"text": "fine"})
    before = live_journal(folder).read_bytes()
    with pytest.raises((ValueError, TypeError)):
        table.insert({"text": wrong})
    assert table.all() == [{"text": "fine"}]
    assert live_journal(folder).read_bytes() == before
