"""The archive: everything, in one file that is the same for the same words, and comes back whole."""

import ast
import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.store.archives import STORES, write_a_little
from tests.store.building import SetClock, latest_text, write
from workbook.errors import StoreTooNew
from workbook.store.answers import Answers
from workbook.store.archive import (
    TABLES,
    Archive,
    archive_from,
    archive_json,
    decode_archive,
    encode_archive,
    read_archive,
)
from workbook.store.bringing_in import bring_in, compared
from workbook.store.merging import merge
from workbook.store.records import Place
from workbook.store.renumbering import tables_after
from workbook.store.snapshot import Tables, Unreadable
from workbook.text import clean

HOUSE = Path(__file__).parents[2] / "workbook"
EMPTY = Archive()


def taken(answers: Answers) -> bytes:
    """Take everything along."""
    return encode_archive(archive_from(answers.everything()))


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder but the lock."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_every_table_that_the_program_writes_is_in_the_archive() -> None:
    """A table that somebody adds to the store must be taken along as well."""
    written = {
        node.args[1].value
        for file in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Shelf"
        and isinstance(node.args[1], ast.Constant)
    }
    assert len(written) > 8
    assert written <= set(TABLES)


def test_everything_that_was_written_is_in_it(answers: Answers) -> None:
    """Every table has something, and what was removed, said before and sealed is there as well."""
    write_a_little(answers)
    answers.keep_place(_a_place(answers))
    raw = json.loads(taken(answers))
    assert list(raw["tables"]) == list(TABLES)
    words = taken(answers).decode()
    for said in (
        "taken away again",
        "less is more",
        "dear later me",
        "it went well",
        "wobbly",
        "Ada",
        "daylight",
    ):
        assert said in words


def _a_place(answers: Answers) -> Place:
    at = answers.clock()
    return Place(section_id="s", item_id="", scroll=0.25, cursor=(1, 2), pane="page", at=at, offset="+00:00")


def test_out_in_and_out_again_is_the_same_file(answers: Answers, tmp_path: Path, clock: SetClock) -> None:
    """On real files: an empty store that took the archive in gives the same bytes, also when opened again."""
    write_a_little(answers)
    archive = taken(answers)
    with Answers.open(tmp_path / "other", clock=clock) as other:
        assert bring_in(other, decode_archive(archive)).adds_something
        assert taken(other) == archive
        assert other.all_layers() == answers.all_layers()
        assert other.all_entries() == answers.all_entries()
        assert other.due("2027-01-01") == answers.due("2027-01-01")
        assert other.answered() == answers.answered()
        assert len(other.search("glass")) == 1
    with Answers.open(tmp_path / "other", clock=clock) as other:
        assert other.opened_from == ""
        assert taken(other) == archive


@settings(max_examples=60)
@given(STORES)
def test_whatever_is_in_a_store_comes_back_the_same(tables: Tables) -> None:
    """Out, into an empty store, and out again gives equal bytes, whatever stands in the files."""
    archive = encode_archive(archive_from(tables))
    read = decode_archive(archive)
    assert read == archive_from(tables)
    arrived = tables_after(merge(EMPTY, read), {})
    assert encode_archive(archive_from(arrived)) == archive


@settings(max_examples=60)
@given(STORES, STORES)
def test_bringing_in_twice_adds_nothing(tables: Tables, others: Tables) -> None:
    """After the first time the second finds nothing new and nothing different, whatever is in both."""
    theirs = archive_from(others)
    once = tables_after(merge(archive_from(tables), theirs), tables)
    again = merge(archive_from(once), theirs)
    assert not again.adds_something
    assert archive_from(tables_after(again, once)) == archive_from(once)


@settings(max_examples=60)
@given(STORES, STORES)
def test_no_word_of_either_is_lost(tables: Tables, others: Tables) -> None:
    """What anyone wrote as an answer, an entry, a note on it or a name can be read afterwards."""
    mine, theirs = archive_from(tables), archive_from(others)
    after = json.dumps(archive_json(archive_from(tables_after(merge(mine, theirs), tables))))
    for archive in (mine, theirs):
        for name in ("layers", "entries", "people", "own", "checkins"):
            for record in archive.tables.get(name, ()):
                raw = record.to_json()
                said = [
                    raw.get("value"),
                    raw.get("note"),
                    raw.get("name"),
                    raw.get("question"),
                    raw.get("word"),
                ]
                for part in [*said[:-1], *raw.get("values", {}).values()]:
                    text = part.strip() if isinstance(part, str) else ""
                    assert json.dumps(text)[1:-1] in after


def test_what_is_there_already_writes_nothing(answers: Answers, folder: Path) -> None:
    """The files are the same bytes as before."""
    write_a_little(answers)
    archive = decode_archive(taken(answers))
    before = all_bytes(folder)
    assert not compared(answers, archive).adds_something
    assert not bring_in(answers, archive).adds_something
    assert all_bytes(folder) == before


def test_an_archive_takes_its_place_in_time(folder: Path, tmp_path: Path, clock: SetClock) -> None:
    """What is older than one's own does not become the newest answer, and opens no letter of coming back."""
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "first", "in spring")
        old = decode_archive(taken(answers))
    other = tmp_path / "other"
    clock.moment = clock.moment.replace(month=11)
    with Answers.open(other, clock=clock) as answers:
        write(answers, "first", "in autumn")
        write(answers, "dear", {"text": "welcome back", "opens": "coming-back"}, kind="letter")
        bring_in(answers, old)
        assert [layer.text for layer in answers.layers("first")] == ["in autumn", "in spring"]
        assert latest_text(answers, "first") == "in autumn"
        last = answers.last_written()
        assert last is not None
        assert last.text == "welcome back"
    with Answers.open(other, clock=clock) as answers:
        assert answers.open_what_has_come() == []
        assert [visit.at.month for visit in answers.visits()] == [11, 5]


def test_what_comes_in_shortens_no_time_away(folder: Path, tmp_path: Path, clock: SetClock) -> None:
    """Somebody who came back after months has come back, also when the archive knows of days between."""
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "dear", {"text": "welcome back", "opens": "coming-back"}, kind="letter")
    clock.moment = clock.moment.replace(month=11)
    with Answers.open(tmp_path / "other", clock=clock) as other:
        write(other, "first", "elsewhere")
        archive = decode_archive(taken(other))
    clock.moment += timedelta(days=2)
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "first", "here")
    with Answers.open(folder, clock=clock, rejoin=timedelta(minutes=30)) as answers:
        bring_in(answers, archive)
        assert [letter.text for letter in answers.open_what_has_come()] == ["welcome back"]


@settings(max_examples=40)
@given(STORES, STORES)
def test_ones_own_documents_keep_what_this_version_does_not_know(tables: Tables, others: Tables) -> None:
    """What a later version put into a document of one's own is still there."""
    for row in tables.get("layers", {}).values():
        row |= {"of-tomorrow": "kept"}
    mine = archive_from(tables).tables.get("layers", ())
    after = tables_after(merge(archive_from(tables), archive_from(others)), tables).get("layers", {})
    known = [row["id"] for row in after.values() if row.get("of-tomorrow") == "kept"]
    proper = [row["id"] for row in tables.get("layers", {}).values() if row["id"] == clean_id(row["id"])]
    assert set(known) >= {layer.to_json()["id"] for layer in mine} & set(proper)


def clean_id(raw: object) -> str | None:
    """Give an id that is one; None for anything else."""
    return clean(raw) if isinstance(raw, str) and raw else None


def test_one_can_go_on_writing_after_bringing_in(answers: Answers, tmp_path: Path, clock: SetClock) -> None:
    """This visit's answer stays this visit's answer, and nothing of before is found in a wrong place."""
    with Answers.open(tmp_path / "other", clock=clock) as other:
        write_a_little(other)
        archive = decode_archive(taken(other))
    clock.moment = clock.moment.replace(month=11)
    mine = write(answers, "first-promise", "tea")
    assert len(answers.search("tea")) == 1
    bring_in(answers, archive)
    longer = write(answers, "first-promise", "tea in the morning")
    assert longer.id == mine.id
    assert [layer.text for layer in answers.layers("first-promise")] == [
        "tea in the morning",
        "a glass of water",
    ]
    assert [hit.record.id for hit in answers.search("tea")] == [mine.id]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "something else"}, "no archive"),
        ({"version": "1"}, "version is no number"),
        ({"version": True}, "version is no number"),
        ({"schema": 0}, "schema is no number"),
        ({"tables": []}, "not made of tables"),
        ({"tables": {"layers": {}}}, "not made of tables"),
        ({"tables": {"layers": [3]}}, 'record 1 of its "layers" has no id'),
        ({"tables": {"layers": [{"id": "a"}]}}, "has no prompt_id"),
    ],
)
def test_what_is_no_archive_is_refused(change: dict[str, object], said: str) -> None:
    """With the place where it goes wrong."""
    raw = {"format": "self-trust-workbook archive", "version": 1, "schema": 1, "tables": {}}
    assert decode_archive(json.dumps(raw).encode()) == EMPTY
    with pytest.raises(Unreadable, match=said):
        decode_archive(json.dumps({**raw, **change}).encode())


@pytest.mark.parametrize("name", ["version", "schema"])
def test_an_archive_of_a_newer_version_is_refused(name: str) -> None:
    """It may hold what this version would lose."""
    raw = {"format": "self-trust-workbook archive", "version": 1, "schema": 1, "tables": {}, name: 2}
    with pytest.raises(StoreTooNew, match="newer version"):
        read_archive(raw)


def test_the_export_of_before_is_an_archive_as_well() -> None:
    """What `export --format json` wrote before had no version."""
    assert read_archive({"format": "self-trust-workbook export", "schema": 1, "tables": {}}) == EMPTY
