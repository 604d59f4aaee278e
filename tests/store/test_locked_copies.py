"""Copies and going back to them behind a lock: as locked as the answers, and never in plain beside them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, latest_text, write
from tests.store.locks import OTHER, PASSPHRASE, files_in, holding, lock, opened
from workbook.errors import StoreDamaged, StoreError, StoreSealed, WrongPassphrase
from workbook.store.answers import Answers
from workbook.store.cipher import is_sealed
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.foreign import put_aside
from workbook.store.layout import Layout
from workbook.store.locking import change_secret, is_locked, take_lock_off
from workbook.store.recovery import Found
from workbook.store.restoring import back_up, present, restore
from workbook.store.vault import Vault

pytestmark = pytest.mark.usefixtures("quick_locks")
NOW = SetClock()()
EARLIER, LATER = "heron-in-the-reeds", "kingfisher-on-a-post"
TELLING = (EARLIER, LATER, "layers", "What about", "2026-0")
"""What must not be seen from outside: words, names of tables, questions, times."""
THIRD = "yet another passphrase"


def session(folder: Path, text: str, vault: Vault | None = None) -> None:
    """Come, write, and leave."""
    with Answers.open(folder, vault=vault) as answers:
        write(answers, "one", text * 40)


def read(folder: Path, vault: Vault | None = None) -> str:
    """Give the beginning of what is there."""
    with Answers.open(folder, read_only=True, vault=vault) as answers:
        assert answers.opened_from == ""
        return latest_text(answers, "one")[: len(EARLIER)]


def copied(folder: Path, target: Path, vault: Vault | None = None) -> Path:
    """Write a copy and give where it is."""
    write_copy(Files(), folder, target, vault)
    return target


def nobody() -> str:
    """Stand for the person where nothing should be asked."""
    raise AssertionError("it was asked for a passphrase")


def stricter(folder: Path) -> Vault:
    """Open a lock that expects everything to be sealed, as that of the same answers elsewhere does."""
    vault = opened(folder)
    vault.state = "locked"
    return vault


@pytest.fixture
def locked(folder: Path) -> Path:
    """Locked answers with a backup, to which the earlier words were written."""
    session(folder, "first")
    session(folder, EARLIER)
    lock(folder)
    return folder


# The file.


def test_a_copy_of_locked_answers_is_locked(locked: Path, tmp_path: Path) -> None:
    """No word stands in it; unpacked by hand it is a store that opens with the passphrase of then, and no other."""
    copy = copied(locked, tmp_path / "copy.zip", opened(locked))
    change_secret(Files(), locked, NOW, opened(locked), {"passphrase": OTHER})
    with zipfile.ZipFile(copy) as packed:
        assert all(is_sealed(packed.read(name)) for name in packed.namelist() if name != "answers.keys")
        packed.extractall(tmp_path / "unpacked")
    assert holding(tmp_path / "unpacked", *TELLING) == []
    assert read(tmp_path / "unpacked", opened(tmp_path / "unpacked")) == EARLIER
    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "unpacked", OTHER)


def test_without_the_passphrase_there_is_no_copy(locked: Path, tmp_path: Path) -> None:
    """Not even a sealed one: nobody would know whether it is whole."""
    with pytest.raises(StoreSealed):
        write_copy(Files(), locked, tmp_path / "copy.zip")
    assert not (tmp_path / "copy.zip").exists()


@pytest.mark.parametrize("step", ["lock", "unlock"])
def test_a_copy_is_sealed_while_the_lock_is_on_its_way(locked: Path, tmp_path: Path, step: str) -> None:
    """On or off: what lies in the folder in plain still is sealed in the copy."""
    vault, counting = opened(locked), FailingFiles()
    if step == "lock":
        take_lock_off(Files(), locked, NOW, vault)
        lock(shutil.copytree(locked, tmp_path / "counted"), files=counting)
        with pytest.raises(StoreError):
            lock(locked, files=FailingFiles(counting.count // 2, for_good=True))
    else:
        take_lock_off(counting, shutil.copytree(locked, tmp_path / "counted"), NOW, opened(locked))
        with pytest.raises(StoreError):
            take_lock_off(FailingFiles(counting.count // 2, for_good=True), locked, NOW, vault)
    assert holding(locked, *TELLING)
    assert EARLIER in str(open_copy(Files(), locked, str(locked), stricter(locked), nobody).tables)
    copy = copied(locked, tmp_path / "copy.zip", opened(locked))
    with zipfile.ZipFile(copy) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert read(tmp_path / "unpacked", opened(tmp_path / "unpacked")) == EARLIER
    assert opened(tmp_path / "unpacked").state == "locked"


def test_keys_that_are_gone_can_be_put_back_out_of_a_copy(locked: Path, tmp_path: Path) -> None:
    """As the message says; then everything that was written since opens again."""
    copied(locked, tmp_path / "copy.zip", opened(locked))
    session(locked, LATER, opened(locked))
    for path in Layout.at(locked).key_files:
        path.write_bytes(b"null")
    with pytest.raises(StoreDamaged, match="out of a file of workbook backup"):
        opened(locked)
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        packed.extract("answers.keys", locked)
    assert read(locked, opened(locked)) == LATER[: len(EARLIER)]


# Reading one.


def test_a_copy_with_the_same_key_opens_whatever_its_passphrase_was(locked: Path, tmp_path: Path) -> None:
    """A file, a backup by its number, a folder: nothing is asked again."""
    copy = copied(locked, tmp_path / "copy.zip", opened(locked))
    folder = shutil.copytree(locked, tmp_path / "folder")
    change_secret(Files(), locked, NOW, opened(locked), {"passphrase": OTHER})
    vault = opened(locked, OTHER)
    number = back_up(Files(), locked, NOW, vault)
    expected = present(Files(), locked, vault)
    for which in (copy, folder, number):
        assert open_copy(Files(), locked, str(which), vault, nobody).tables == expected


def test_a_copy_with_another_lock_takes_its_own_passphrase(locked: Path, tmp_path: Path) -> None:
    """Whoever mistypes it or is not there learns that, and which file is meant."""
    copy = copied(locked, tmp_path / "copy.zip", opened(locked))
    take_lock_off(Files(), locked, NOW, opened(locked))
    lock(locked, OTHER)
    for vault in (opened(locked, OTHER), None):
        found = open_copy(Files(), locked, str(copy), vault, lambda: PASSPHRASE)
        assert found.tables["layers"]["1"]["value"].startswith("first")
        with pytest.raises(WrongPassphrase, match=r"lock of .*copy\.zip"):
            open_copy(Files(), locked, str(copy), vault, lambda: OTHER)
        with pytest.raises(StoreSealed, match=r"copy\.zip"):
            open_copy(Files(), locked, str(copy), vault)


def test_backups_open_after_a_lock_was_taken_off_and_put_on_anew(locked: Path) -> None:
    """Those from before the first lock, from under it, and from between: each is sealed by the present one."""
    session(locked, "under the first lock", opened(locked))
    take_lock_off(Files(), locked, NOW, opened(locked))
    session(locked, "in between")
    lock(locked, OTHER)
    vault = opened(locked, OTHER)
    numbers = sorted(int(path.name) for path in (locked / "backups").iterdir())
    values = [
        [
            row["value"]
            for row in open_copy(Files(), locked, str(number), vault, nobody).tables["layers"].values()
        ]
        for number in numbers
    ]
    assert [len(layers) for layers in values] == [1, 2, 3]
    assert holding(locked / "backups", *TELLING) == []


def test_a_single_sealed_file_finds_its_keys_beside_it(locked: Path, tmp_path: Path) -> None:
    """As a program that keeps folders in step leaves both; without keys it says what is missing."""
    session(tmp_path / "laptop", LATER)
    lock(tmp_path / "laptop", THIRD)
    name = "answers (conflicted copy 2026-05-03)"
    shutil.copy(tmp_path / "laptop" / "answers.json", locked / f"{name}.json")
    which, vault = str(locked / f"{name}.json"), opened(locked)
    with pytest.raises(StoreError, match=r"its lock is not with it"):
        open_copy(Files(), locked, which, vault, nobody)
    shutil.copy(tmp_path / "laptop" / "answers.keys", locked / f"{name}.keys")
    found = open_copy(Files(), locked, which, vault, lambda: THIRD)
    assert found.tables["layers"]["1"]["value"].startswith(LATER)


def test_a_plain_backup_among_sealed_ones_is_not_taken_for_ones_own(locked: Path, tmp_path: Path) -> None:
    """Somebody else put it there; named by its path it is what its reader says it is."""
    session(tmp_path / "other", LATER)
    planted = shutil.copytree(tmp_path / "other", locked / "backups" / "000000009999")
    with pytest.raises(StoreError, match="not locked"):
        open_copy(Files(), locked, "9999", opened(locked))
    assert open_copy(Files(), locked, str(planted / "answers.json"), opened(locked)).lock is None


def test_a_damaged_locked_copy_is_never_put_in_place(locked: Path, tmp_path: Path) -> None:
    """A changed bit anywhere is noticed, or changes nothing; and it is not taken for a wrong passphrase."""
    copy, vault = copied(locked, tmp_path / "copy.zip", opened(locked)), opened(locked)
    data, whole = copy.read_bytes(), open_copy(Files(), locked, str(copy), vault).tables
    for position in range(0, len(data), 151):
        copy.write_bytes(data[:position] + bytes([data[position] ^ 0x20]) + data[position + 1 :])
        try:
            assert open_copy(Files(), locked, str(copy), vault, nobody).tables == whole
        except StoreError as error:
            assert not isinstance(error, WrongPassphrase)


# Going back to one.


def plain_copy(folder: Path, tmp_path: Path) -> Found:
    """A copy of other answers that have no lock."""
    session(tmp_path / "other", LATER)
    return open_copy(Files(), folder, str(copied(tmp_path / "other", tmp_path / "plain.zip")))


def copy_of_another_lock(folder: Path, tmp_path: Path) -> Found:
    """A copy of other answers with their own lock."""
    session(tmp_path / "other", LATER)
    lock(tmp_path / "other", THIRD)
    copy = copied(tmp_path / "other", tmp_path / "locked.zip", opened(tmp_path / "other", THIRD))
    return open_copy(Files(), folder, str(copy), None, lambda: THIRD)


def copy_of_the_same_lock(folder: Path, tmp_path: Path) -> Found:
    """A copy of these answers, from before the passphrase was changed."""
    session(folder, LATER, opened(folder))
    copy = copied(folder, tmp_path / "same.zip", opened(folder))
    change_secret(Files(), folder, NOW, opened(folder), {"passphrase": OTHER})
    session(folder, EARLIER, opened(folder, OTHER))
    change_secret(Files(), folder, NOW, opened(folder, OTHER), {"passphrase": PASSPHRASE})
    return open_copy(Files(), folder, str(copy), opened(folder), nobody)


@pytest.mark.parametrize("make", [plain_copy, copy_of_another_lock, copy_of_the_same_lock])
def test_what_is_restored_into_locked_answers_is_sealed(
    locked: Path, tmp_path: Path, make: Callable[[Path, Path], Found]
) -> None:
    """And so is what it replaces; the keys stay those that are there, and with them the passphrase in force."""
    found = make(locked, tmp_path)
    keys, vault = (locked / "answers.keys").read_bytes(), opened(locked)
    said = restore(Files(), locked, found, NOW, vault)
    assert (locked / "answers.keys").read_bytes() == keys
    assert read(locked, vault)[: len(LATER)] == LATER[: len(EARLIER)]
    assert holding(locked, *TELLING) == []
    kept = open_copy(Files(), locked, said.split("backup ")[1].rstrip("."), vault, nobody)
    assert EARLIER in str(kept.tables)


def test_a_locked_copy_in_plain_answers_is_plain(folder: Path, tmp_path: Path) -> None:
    """They go on without a lock, and what was there is kept."""
    session(folder, EARLIER)
    restore(Files(), folder, copy_of_another_lock(folder, tmp_path), NOW)
    assert not is_locked(folder)
    assert not [path for path, data in files_in(folder).items() if is_sealed(data)]
    assert read(folder) == LATER[: len(EARLIER)]


def test_a_new_folder_is_given_the_lock_of_the_copy(locked: Path, tmp_path: Path) -> None:
    """As on another computer: never silently plain, and what lies there already is sealed with the rest."""
    copy = copied(locked, tmp_path / "copy.zip", opened(locked))
    other = tmp_path / "elsewhere" / "answers"
    (other / "damaged").mkdir(parents=True)
    (other / "damaged" / "000000000001-answers.json").write_text(LATER)
    restore(Files(), other, open_copy(Files(), other, str(copy), None, lambda: PASSPHRASE), NOW)
    assert opened(other).state == "locked"
    assert read(other, opened(other)) == EARLIER
    assert holding(other, *TELLING) == []


def test_a_lock_of_which_the_keys_are_gone_is_never_replaced_by_nothing(locked: Path, tmp_path: Path) -> None:
    """Sealed files that nobody can open here are not taken for a folder without answers."""
    found = plain_copy(locked, tmp_path)
    for path in Layout.at(locked).key_files:
        path.unlink()
    before = {path: data for path, data in files_in(locked).items() if path.suffix != ".lock"}
    with pytest.raises(StoreDamaged, match=r"answers\.keys is missing"):
        restore(Files(), locked, found, NOW)
    assert {path: data for path, data in files_in(locked).items() if path.suffix != ".lock"} == before


def test_when_nothing_here_can_be_read_whole_files_are_sealed_as_well(locked: Path, tmp_path: Path) -> None:
    """The damaged ones are kept, and nothing of the copy stands anywhere in plain."""
    found, vault = plain_copy(locked, tmp_path), opened(locked)
    for path in [*locked.rglob("*.json"), *locked.rglob("*.jsonl")]:
        path.write_bytes(b"spoilt")
    assert present(Files(), locked, vault) is None
    restore(Files(), locked, found, NOW, vault)
    assert read(locked, vault) == LATER[: len(EARLIER)]
    assert holding(locked, *TELLING) == []
    assert {vault.open_file(path.read_bytes()) for path in (locked / "damaged").iterdir()} == {b"spoilt"}


@pytest.mark.parametrize("is_new", [False, True])
def test_whichever_operation_fails_nothing_is_lost_and_nothing_plain(
    locked: Path, tmp_path: Path, *, is_new: bool
) -> None:
    """Once or for good: one of the two states, whole and sealed; in a new folder it goes on when done again."""
    if is_new:
        found = open_copy(
            Files(), locked, str(copied(locked, tmp_path / "c.zip", opened(locked))), None, lambda: PASSPHRASE
        )
        expected = {EARLIER}
    else:
        found, expected = plain_copy(locked, tmp_path), {EARLIER, LATER[: len(EARLIER)]}

    def tried(files: Files) -> str:
        folder = tmp_path / "tried"
        shutil.rmtree(folder, ignore_errors=True)
        if is_new:
            (folder / "damaged").mkdir(parents=True)
            (folder / "damaged" / "000000000001-answers.json").write_text(LATER)
        else:
            shutil.copytree(locked, folder)
        restore(files, folder, found, NOW, None if is_new else opened(folder))
        return read(folder, opened(folder))

    counting, seen = FailingFiles(), set()
    tried(counting)
    assert counting.count > 30
    for number in range(1, counting.count + 1, 7):
        try:
            seen.add(tried(FailingFiles(number, for_good=bool(number % 2))))
        except StoreError:
            if not is_locked(tmp_path / "tried"):
                assert is_new
                assert holding(tmp_path / "tried", EARLIER) == []
                continue
            if is_new:
                restore(Files(), tmp_path / "tried", found, NOW, opened(tmp_path / "tried"))
            seen.add(read(tmp_path / "tried", opened(tmp_path / "tried")))
        assert holding(tmp_path / "tried", *TELLING) == []
    assert seen == expected


def test_a_plain_copy_that_was_brought_in_is_put_aside_sealed(locked: Path, tmp_path: Path) -> None:
    """A program left it in the folder; afterwards nothing there is plain."""
    session(tmp_path / "laptop", LATER)
    shutil.copy(tmp_path / "laptop" / "answers.json", locked / "answers (1).json")
    vault = opened(locked)
    with pytest.raises(StoreSealed):
        put_aside(Files(), locked, locked / "answers (1).json")
    kept = put_aside(Files(), locked, locked / "answers (1).json", vault)
    assert kept is not None
    assert vault.open_file(kept.read_bytes()) == (tmp_path / "laptop" / "answers.json").read_bytes()
    assert holding(locked, *TELLING) == []
