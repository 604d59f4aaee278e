"""Copies and going back to them: whole or not at all, what is replaced is kept, nothing else is touched."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, write
from workbook.errors import StoreError, StoreLocked
from workbook.store import journal, snapshot
from workbook.store.answers import Answers
from workbook.store.backups import DAYS_KEPT, KEPT
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.restoring import back_up, differences, present, restore
from workbook.store.snapshot import Tables

DAY = 24 * 60 * 60


def session(folder: Path, text: str, prompt_id: str = "one") -> None:
    """Come, write, and leave."""
    with Answers.open(folder) as answers:
        write(answers, prompt_id, text)


def state(folder: Path) -> Tables:
    """Give everything that is there."""
    found = present(Files(), folder)
    assert found is not None
    return found


def numbers(folder: Path) -> list[int]:
    """Give the numbers of the backups."""
    return sorted(int(path.name) for path in (folder / "backups").iterdir() if path.name.isdecimal())


@pytest.fixture
def two_states(folder: Path, tmp_path: Path) -> tuple[Path, Tables, Tables]:
    """A copy of the first state, that state, and the second one, which the folder is in."""
    session(folder, "first")
    copy = tmp_path / "first.zip"
    write_copy(Files(), folder, copy)
    first = state(folder)
    session(folder, "second, rather different")
    session(folder, "more", "two")
    return copy, first, state(folder)


def test_a_copy_in_one_file_is_whole_and_private(folder: Path, tmp_path: Path) -> None:
    """It is made beside a writer, holds what is only in the journal, and only its owner can read it."""
    target = tmp_path / "copy.zip"
    old_mask = os.umask(0)
    try:
        with Answers.open(folder) as answers:
            write(answers, "one", "only in the journal")
            write_copy(Files(), folder, target)
            expected = answers.everything()
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert open_copy(Files(), folder, str(target)).tables == expected


def test_an_earlier_copy_goes_only_when_the_new_one_is_whole(folder: Path, tmp_path: Path) -> None:
    """Whichever operation fails, the file is the old copy or the new one."""
    session(folder, "first")
    target = tmp_path / "copy.zip"
    write_copy(Files(), folder, target)
    old = target.read_bytes()
    session(folder, "second")
    counting = FailingFiles()
    write_copy(counting, folder, tmp_path / "counted.zip")
    new = (tmp_path / "counted.zip").read_bytes()
    assert counting.count > 5
    for number in range(1, counting.count + 1):
        target.write_bytes(old)
        with pytest.raises(StoreError):
            write_copy(FailingFiles(number), folder, target)
        assert target.read_bytes() in (old, new)
        assert not list(tmp_path.glob("*.new"))


def test_restoring_puts_the_copy_in_place_and_keeps_what_was_there(
    folder: Path, two_states: tuple[Path, Tables, Tables]
) -> None:
    """And the other way round: back to what it replaced, by the number of its backup."""
    copy, first, second = two_states
    said = restore(Files(), folder, open_copy(Files(), folder, str(copy)), SetClock()())
    assert state(folder) == first
    assert said == f"What was there is kept as backup {numbers(folder)[-1]}."
    again = open_copy(Files(), folder, str(numbers(folder)[-1]))
    assert again.tables == second
    restore(Files(), folder, again, SetClock()())
    assert state(folder) == second


def test_no_backup_goes_while_one_is_restored(folder: Path) -> None:
    """Not even the oldest, which may be the one that is wanted."""
    for number in range(KEPT + 3):
        session(folder, f"session {number} " * 40)
    before = numbers(folder)
    restore(Files(), folder, open_copy(Files(), folder, str(before[0])), SetClock()())
    assert set(before) < set(numbers(folder))


def test_whichever_operation_fails_one_of_the_two_states_is_there(
    folder: Path, two_states: tuple[Path, Tables, Tables], tmp_path: Path
) -> None:
    """Once or for good; and when it worked, the state before is among the backups."""
    copy, first, second = two_states
    whole = tmp_path / "second.zip"
    write_copy(Files(), folder, whole)
    found = open_copy(Files(), folder, str(copy))
    counting = FailingFiles()
    restore(counting, folder, found, SetClock()())
    assert counting.count > 30
    seen = []
    for number in range(1, counting.count + 1):
        restore(Files(), folder, open_copy(Files(), folder, str(whole)), SetClock()())
        try:
            restore(FailingFiles(number, for_good=bool(number % 2)), folder, found, SetClock()())
        except StoreError:
            pass
        else:
            assert open_copy(Files(), folder, str(numbers(folder)[-1])).tables == second
        with Answers.open(folder) as answers:
            assert answers.opened_from == ""
            seen.append(answers.everything())
    assert all(one in (first, second) for one in seen)
    assert first in seen
    assert second in seen


def test_restoring_is_refused_beside_an_open_window(
    folder: Path, two_states: tuple[Path, Tables, Tables]
) -> None:
    """The window holds the present state in memory, and would write it again."""
    copy, _, second = two_states
    with Answers.open(folder), pytest.raises(StoreLocked):
        restore(Files(), folder, open_copy(Files(), folder, str(copy)), SetClock()())
    assert state(folder) == second


def test_restoring_works_when_nothing_of_the_present_can_be_read(
    folder: Path, two_states: tuple[Path, Tables, Tables]
) -> None:
    """The damaged files are kept, and whole ones stand in their place."""
    copy, first, _ = two_states
    for path in [*folder.rglob("*.json"), *folder.rglob("*.jsonl")]:
        path.write_bytes(b"spoilt")
    assert present(Files(), folder) is None
    restore(Files(), folder, open_copy(Files(), folder, str(copy)), SetClock()())
    assert state(folder) == first
    assert all(path.read_bytes() == b"spoilt" for path in (folder / "damaged").iterdir())
    assert len(list((folder / "damaged").iterdir())) >= 2
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        write(answers, "one", "and on")
    with Answers.open(folder) as answers:
        assert (answers.opened_from, latest_text(answers, "one")) == ("", "and on")


def test_restoring_into_a_new_folder_begins_there(
    tmp_path: Path, two_states: tuple[Path, Tables, Tables]
) -> None:
    """As on another computer."""
    copy, first, _ = two_states
    other = tmp_path / "elsewhere" / "answers"
    restore(Files(), other, open_copy(Files(), other, str(copy)), SetClock()())
    assert state(other) == first


def test_what_differs_is_told_by_id(folder: Path, two_states: tuple[Path, Tables, Tables]) -> None:
    """Only here, only there, and changed."""
    _, first, second = two_states
    change = differences(second, first)
    assert {row["prompt_id"] for row in change.only_here} == {"one", "two"}
    assert (change.only_there, change.changed) == ((), ())
    third = {**second, "layers": {**second["layers"], "1": {**second["layers"]["1"], "value": "other"}}}
    assert [row["value"] for row in differences(second, third).changed] == ["first"]
    moved = {**second, "layers": {number: {**row, "order": 99} for number, row in second["layers"].items()}}
    assert not differences(second, moved)


def hostile(tmp_path: Path) -> list[tuple[str, bytes]]:
    """Files that are no copy of ours."""

    def zipped(names: list[str], kind: int = zipfile.ZIP_STORED) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", kind) as packed:
            for name in names:
                packed.writestr(name, "x" * 100_000)
        return data.getvalue()

    return [
        ("traversal", zipped(["../answers.json"])),
        ("absolute", zipped(["/etc/answers.json"])),
        ("foreign", zipped(["answers.json", "other.txt"])),
        ("bomb", zipped(["answers.json"], zipfile.ZIP_DEFLATED)),
        ("many", zipped([f"journals/{number:012}.jsonl" for number in range(1001)])),
        ("not json", zipped(["answers.json"])),
        ("empty", zipped([])),
        ("cut", zipped(["answers.json"])[:5000]),
        ("nothing", b""),
        ("text", b"dear diary"),
    ]


def test_what_is_no_copy_is_refused_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Paths that lead out, bombs, cuts and plain text; each is said in one line."""
    session(folder, "mine")
    before = state(folder)
    for name, data in hostile(tmp_path):
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(StoreError, match=r"cannot be read|is damaged"):
            open_copy(Files(), folder, str(file))
    with pytest.raises(StoreError, match="There is no copy"):
        open_copy(Files(), folder, str(tmp_path / "gone"))
    with pytest.raises(StoreError, match="There is no backup 424242"):
        open_copy(Files(), folder, "424242")
    assert state(folder) == before


def repacked(
    copy: Path, change: Callable[[dict[str, bytes]], object], kind: int = zipfile.ZIP_STORED
) -> None:
    """Change what is in a copy, and pack it as whoever made it might have."""
    with zipfile.ZipFile(copy) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    with zipfile.ZipFile(copy, "w", kind) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


@pytest.mark.parametrize(
    "name", ["../answers.json", "/answers.json", "journals/../x", "readme.txt", "journals/1.jsonl"]
)
def test_a_copy_with_anything_else_in_it_is_refused(
    two_states: tuple[Path, Tables, Tables], folder: Path, name: str
) -> None:
    """It was not made here, however good the rest of it is; nor was one that is compressed."""
    copy = two_states[0]
    whole = copy.read_bytes()
    repacked(copy, lambda parts: None)
    assert open_copy(Files(), folder, str(copy)).tables == two_states[1]
    repacked(copy, lambda parts: parts.update({name: b"x"}))
    with pytest.raises(StoreError, match="not made by workbook backup"):
        open_copy(Files(), folder, str(copy))
    copy.write_bytes(whole)
    repacked(copy, lambda parts: None, zipfile.ZIP_DEFLATED)
    with pytest.raises(StoreError, match="not made by workbook backup"):
        open_copy(Files(), folder, str(copy))


def test_a_copy_with_a_damaged_line_is_refused(folder: Path, tmp_path: Path) -> None:
    """What the line said would be left out without a word."""
    copy = tmp_path / "copy.zip"
    with Answers.open(folder) as answers:
        for text in ("first", "second", "third"):
            write(answers, text, text)
        write_copy(Files(), folder, copy)

    def spoil(parts: dict[str, bytes]) -> None:
        name = max(parts)
        parts[name] = parts[name].replace(b"second", b"sec0nd")

    repacked(copy, spoil)
    with pytest.raises(StoreError, match="is damaged"):
        open_copy(Files(), folder, str(copy))


def test_no_copy_is_made_of_what_is_damaged(folder: Path, tmp_path: Path) -> None:
    """An earlier whole copy must not go for one in which something is left out; it says how to mend that."""
    answers = Answers.open(folder)
    for text in ("first", "second", "third"):
        write(answers, text, text)
    abandon(answers)
    write_copy(Files(), folder, tmp_path / "copy.zip")
    before = (tmp_path / "copy.zip").read_bytes()
    live = max((folder / "journals").iterdir())
    live.write_bytes(live.read_bytes().replace(b"second", b"sec0nd"))
    with pytest.raises(StoreError, match="--repair"):
        write_copy(Files(), folder, tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_bytes() == before


def test_a_damaged_copy_is_never_put_in_place(two_states: tuple[Path, Tables, Tables], folder: Path) -> None:
    """A changed letter anywhere is noticed, or changes nothing."""
    copy, first, _ = two_states
    data = copy.read_bytes()
    for position in range(0, len(data), 37):
        copy.write_bytes(data[:position] + bytes([data[position] ^ 0x20]) + data[position + 1 :])
        try:
            assert open_copy(Files(), folder, str(copy)).tables == first
        except StoreError:
            continue


def test_one_backup_a_day_is_kept_for_seven_days_with_one(folder: Path) -> None:
    """Beside the last ten; days count by when backups were made, and a clock in 1970 lets none go."""
    assert (KEPT, DAYS_KEPT) == (10, 7)
    for day in range(12):
        for _ in range(2):
            session(folder, f"day {day} " * 40)
            for path in (folder / "backups").glob("*/answers.json"):
                if path.stat().st_mtime > (day + 1) * DAY + DAY:
                    os.utime(path, (day * DAY + DAY, day * DAY + DAY))
    for _ in range(KEPT):
        session(folder, "today " * 40 + str(len(numbers(folder))))
    made = [
        int((folder / "backups" / f"{n:012}" / "answers.json").stat().st_mtime // DAY)
        for n in numbers(folder)
    ]
    days = sorted(set(made))
    assert len(numbers(folder)) == KEPT + DAYS_KEPT - 1
    assert len(days) == DAYS_KEPT
    assert all(made.count(day) == 1 for day in days[:-1])


def test_a_backup_comes_before_a_newer_version_writes_anything_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of the older schema are there byte by byte, whatever the newer version does to the present ones."""
    session(folder, "first")
    session(folder, "written by the older version " * 10)
    older = (folder / "answers.json").read_bytes()
    for module in (snapshot, journal):
        monkeypatch.setattr(module, "SCHEMA", 2)
    with Answers.open(folder) as answers:
        answers._storage.fold_in_at_close()
        write(answers, "one", "written by the newer version")
    assert (folder / "answers.json").read_bytes() != older
    newest = folder / "backups" / f"{numbers(folder)[-1]:012}"
    assert (newest / "answers.json").read_bytes() == older
    assert b'"schema":1' in older
    assert b'"schema":2' in (folder / "answers.json").read_bytes()


def test_a_backup_on_request_holds_everything_so_far(folder: Path) -> None:
    """Once; asking again without anything new makes no second one."""
    session(folder, "mine")
    number = back_up(Files(), folder, SetClock()())
    assert open_copy(Files(), folder, str(number)).tables == state(folder)
    assert back_up(Files(), folder, SetClock()()) == number
    assert numbers(folder) == [number]


def test_a_number_means_a_backup_also_where_something_else_is_called_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list names numbers; what lies in the folder one happens to be in is reached as ./NUMBER."""
    session(folder, "mine")
    number = str(back_up(Files(), folder, SetClock()()))
    session(tmp_path / number, "not meant")
    monkeypatch.chdir(tmp_path)
    assert open_copy(Files(), folder, number).tables == state(folder)
    assert open_copy(Files(), folder, f"./{number}").tables == state(tmp_path / number)


def test_a_copy_of_a_killed_session_is_whole(folder: Path, tmp_path: Path) -> None:
    """A torn last line was never acknowledged, and is no damage."""
    answers = Answers.open(folder)
    write(answers, "one", "acknowledged")
    abandon(answers)
    live = max((folder / "journals").iterdir())
    with live.open("ab") as torn:
        torn.write(b"0123456789abcdef {")
    write_copy(Files(), folder, tmp_path / "copy.zip")
    found = open_copy(Files(), folder, str(tmp_path / "copy.zip"))
    assert found.tables["layers"]["1"]["value"] == "acknowledged"
