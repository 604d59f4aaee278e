"""Repairing: what can be read is saved, what cannot is said, damaged files are kept as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.building import SetClock, latest_text, write
from workbook.errors import StoreDamaged, StoreTooNew
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.salvage import documents_in, repair

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "zeros": lambda data: b"\0" * len(data),
    "a bit": lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
    "a hole": lambda data: data[: len(data) // 2] + b"\0" * 64 + data[len(data) // 2 + 64 :],
    "twice": lambda data: data + data,
    "another file": lambda data: b"\x89PNG\r\n\x1a\n" + data[8:],
    "null": lambda data: b"null\n",
}


@pytest.fixture
def filled(folder: Path) -> Path:
    """A folder with three visits, backups of the first two, and something in the trash."""
    for number in range(3):
        with Answers.open(folder) as answers:
            for prompt in range(5):
                write(answers, f"p{number}{prompt}", f"answer {number}{prompt} " * 30)
            answers.add_entry("walk", {"how": f"slowly {number}"}, title="Walk", labels={"how": "How"})
            answers.delete_layer(write(answers, f"gone{number}", "deleted on purpose").id)
    return folder


def files_of(folder: Path) -> list[Path]:
    """Name the store's own files: the present ones and those of backups."""
    return sorted([*folder.rglob("*.json"), *folder.rglob("*.jsonl")])


def fix(folder: Path) -> list[str]:
    """Repair a folder."""
    return repair(Files(), folder, SetClock()())


def test_a_whole_store_needs_no_repair(filled: Path) -> None:
    """Nothing is said and no file changes."""
    before = {path: path.read_bytes() for path in files_of(filled)}
    assert fix(filled) == []
    assert {path: path.read_bytes() for path in files_of(filled)} == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_kind_of_damage_in_each_file_loses_nothing_that_stands_elsewhere(
    filled: Path, damage: str
) -> None:
    """With one file damaged, all answers are there, whole files are written, and the damaged one is kept."""
    originals = {path: path.read_bytes() for path in files_of(filled)}
    with Answers.open(filled, read_only=True) as answers:
        expected = {layer.id: layer.text for layer in answers.all_layers()}
        deleted = {one.id for one in answers.trash()}
    for path, data in originals.items():
        if (spoilt := DAMAGES[damage](data)) == data:
            continue
        path.write_bytes(spoilt)
        said = fix(filled)
        with Answers.open(filled, read_only=True) as answers:
            assert answers.opened_from == ""
            found = {layer.id: layer.text for layer in answers.all_layers()}
            assert found == expected, f"{path.name}: {said}"
            assert {one.id for one in answers.trash()} == deleted
        if said and spoilt:
            assert spoilt in [kept.read_bytes() for kept in (filled / "damaged").iterdir()]
        for other in files_of(filled):
            other.unlink()
        for original, whole in originals.items():
            original.parent.mkdir(parents=True, exist_ok=True)
            original.write_bytes(whole)


def test_with_every_copy_damaged_the_rest_is_read_out(filled: Path) -> None:
    """The workbook refuses to start empty; repairing reads every document that is whole, and says the loss."""
    for path in files_of(filled):
        data = path.read_bytes()
        place = data.find(b"answer 21 ")
        if path.suffix == ".jsonl":
            path.write_bytes(b"spoilt")
        else:
            place = place if place > 0 else len(data) // 2
            path.write_bytes(data[:place] + b'"' + data[place + 1 :])
    before = (filled / "answers.json").read_bytes()
    with pytest.raises(StoreDamaged):
        Answers.open(filled)
    said = fix(filled)
    assert any("read out of damaged files" in line for line in said)
    assert any("could not be read any more" in line for line in said)
    assert before in [kept.read_bytes() for kept in (filled / "damaged").iterdir()]
    with Answers.open(filled) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "p20").startswith("answer 20 ")
        assert latest_text(answers, "p24").startswith("answer 24 ")
        assert latest_text(answers, "gone2") == ""
        assert len(answers.all_entries()) == 3


def test_what_cannot_be_read_at_all_is_left_alone(filled: Path) -> None:
    """Nothing is written over what somebody else may still be able to read."""
    for path in files_of(filled):
        path.write_bytes(b"\0" * 200)
    with pytest.raises(StoreDamaged):
        fix(filled)
    assert all(path.read_bytes() == b"\0" * 200 for path in files_of(filled))


def test_a_newer_schema_is_not_repaired(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no damage, and the files stay untouched."""
    before = {path: path.read_bytes() for path in files_of(filled)}
    for module in ("snapshot", "journal"):
        monkeypatch.setattr(f"workbook.store.{module}.SCHEMA", 0)
    with pytest.raises(StoreTooNew):
        fix(filled)
    assert {path: path.read_bytes() for path in files_of(filled)} == before


def test_a_document_goes_to_the_table_it_is_of(filled: Path) -> None:
    """Also when the name of its table is what was damaged; quotation marks in a text begin nothing."""
    with Answers.open(filled) as answers:
        answers._storage.fold_in_at_close()
        write(answers, "one", '"entries":{"1":{"id":"no"}} and "7":{')
    data = (filled / "answers.json").read_bytes()
    tables, lost = documents_in(data.replace(b'"entries":{', b'"entrie$":{'))
    assert len(tables["entries"]) == 3
    assert len(tables["layers"]) == 16
    assert lost == 0
    assert not any("practice_id" in row for row in tables["layers"].values())


def test_what_stands_twice_in_damaged_files_is_there_once(filled: Path) -> None:
    """Of each answer one, whichever copies of it can be read."""
    with Answers.open(filled, read_only=True) as answers:
        expected = {layer.id: layer.text for layer in answers.all_layers()}
    for path in files_of(filled):
        path.write_bytes(path.read_bytes() * 2 if path.suffix == ".json" else b"")
    fix(filled)
    with Answers.open(filled, read_only=True) as answers:
        assert len(answers.all_layers()) == len(expected)
        assert {layer.id: layer.text for layer in answers.all_layers()} == expected


def test_two_documents_with_one_number_are_both_read(filled: Path) -> None:
    """A damaged number must not put one answer in place of another."""
    data = (filled / "answers.json").read_bytes()
    number = data.index(b'"2":{', data.index(b'"layers":{'))
    tables, _ = documents_in(data[: number + 1] + b"1" + data[number + 2 :])
    whole, _ = documents_in(data)
    assert len(tables["layers"]) == len(whole["layers"])


def test_what_was_deleted_is_not_brought_back_by_repairing(folder: Path) -> None:
    """The damaged snapshot is from before the deletion, which stands in the journal."""
    with Answers.open(folder) as answers:
        layer = write(answers, "one", "deleted later")
        write(answers, "two", "stays " * 4000)
    with Answers.open(folder) as answers:
        answers.delete_layer(layer.id)
    data = (folder / "answers.json").read_bytes()
    assert b"deleted later" in data
    (folder / "answers.json").write_bytes(data.replace(b"stays", b"st4ys", 1))
    assert fix(folder)
    with Answers.open(folder) as answers:
        assert latest_text(answers, "one") == ""
        assert [one.records[0].id for one in answers.trash()] == [layer.id]


def test_what_only_a_damaged_snapshot_has_is_read_out_of_it(filled: Path) -> None:
    """Opening goes back to a backup when journals are gone as well; repairing brings what the snapshot still says."""
    with Answers.open(filled) as answers:
        write(answers, "late", "folded in at the end " * 10)
        answers._storage.fold_in_at_close()
    snapshot = filled / "answers.json"
    snapshot.write_bytes(snapshot.read_bytes().replace(b"answer 00", b"answar 00", 1))
    for path in (filled / "journals").iterdir():
        path.unlink()
    with Answers.open(filled, read_only=True) as answers:
        assert latest_text(answers, "late") == ""
    assert any("read out of damaged files" in line for line in fix(filled))
    with Answers.open(filled) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "late") == "folded in at the end " * 10
        assert latest_text(answers, "p00") == "answer 00 " * 30
