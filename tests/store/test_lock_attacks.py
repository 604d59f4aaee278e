"""Somebody who can write in the folder and has no passphrase: what they can do is nothing, or it is said."""

import base64
import json
import shutil
from pathlib import Path

import pytest

from tests.store.building import SetClock, abandon, latest_text, live_journal, write
from tests.store.locks import PASSPHRASE, files_in, holding, lock, opened
from tests.store.test_inbox import message
from workbook.errors import StoreDamaged, StoreError
from workbook.store.answers import Answers
from workbook.store.cipher import is_sealed
from workbook.store.files import Files
from workbook.store.inbox import put_message
from workbook.store.journal import Change, TableChange, encode_change
from workbook.store.keys import decode_keys, encode_keys
from workbook.store.locking import FINISHED, is_locked, take_lock_off
from workbook.store.snapshot import encode_header
from workbook.store.unsealed import left_open

pytestmark = pytest.mark.usefixtures("quick_locks")
FORGED = "words that were never mine"


@pytest.fixture
def used(folder: Path) -> Path:
    """Locked answers with backups and journals, the last line of which no snapshot holds yet."""
    clock = SetClock()
    for number in range(3):
        with Answers.open(folder, clock=clock) as answers:
            write(answers, "one", f"first {number}")
            write(answers, "two", f"second {number}")
    lock(folder)
    answers = Answers.open(folder, clock=clock, vault=opened(folder))
    write(answers, "one", "first, last")
    write(answers, "two", "second, last")
    abandon(answers)
    return folder


def forge_keys(folder: Path, **parts: object) -> None:
    """Change both copies of the file of keys, with a check that fits."""
    for name in ("answers.keys", "answers.keys.copy"):
        header = json.loads((folder / name).read_bytes()) | parts
        del header["check"]
        (folder / name).write_bytes(encode_header(header))


def is_told_or_whole(folder: Path) -> None:
    """Either the last words are there, or it is said that something is wrong; forged words are never."""
    with Answers.open(folder, vault=opened(folder)) as answers:
        whole = (latest_text(answers, "one"), latest_text(answers, "two")) == ("first, last", "second, last")
        assert whole or answers.opened_from
        assert FORGED not in {layer.text for layer in answers.all_layers()}
    assert holding(folder, "first", "second") == []


def test_a_backup_in_place_of_the_snapshot_brings_nothing_back(used: Path) -> None:
    """It names the change that it holds, and the journals after it are read."""
    for backup in sorted((used / "backups").iterdir()):
        shutil.copy(backup / "answers.json", used / "answers.json")
        is_told_or_whole(used)


def test_journals_that_change_places_are_noticed(used: Path) -> None:
    """As are journals that are gone from between others."""
    journals = sorted((used / "journals").iterdir())
    assert len(journals) >= 2
    first, last = journals[0], journals[-1]
    kept, other = first.read_bytes(), last.read_bytes()
    first.write_bytes(other)
    last.write_bytes(kept)
    is_told_or_whole(used)


@pytest.mark.parametrize("gone", ["answers.json", "journal", "line", "backups"])
def test_what_is_taken_away_is_missed(used: Path, gone: str) -> None:
    """All but the newest lines of the newest journal: nothing can tell those from never written ones."""
    journal = live_journal(used)
    if gone == "line":
        *before, _, last = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join([*before, last]))
    elif gone == "backups":
        shutil.rmtree(used / "backups")
    else:
        (used / "answers.json" if gone == "answers.json" else journal).unlink()
    is_told_or_whole(used)


def test_plain_words_beside_sealed_ones_are_refused(used: Path) -> None:
    """A plain line, journal or snapshot, whoever put it there."""
    whole = files_in(used)
    other = used.with_name("other")
    with Answers.open(other) as answers:
        layer = write(answers, "one", FORGED)
    rows = {"99": layer.to_json()}
    sequence = int(live_journal(used).read_bytes().splitlines()[-1].split()[0][1:]) + 1
    with live_journal(used).open("ab") as journal:
        journal.write(encode_change(Change(sequence, {"layers": TableChange(rows)})))
    is_told_or_whole(used)
    for path, data in whole.items():
        path.write_bytes(data)
    shutil.copy(other / "answers.json", used / "answers.json")
    is_told_or_whole(used)


def test_a_state_cannot_be_forged(used: Path) -> None:
    """What says whether plain files may stand beside sealed ones is sealed itself."""
    forge_keys(used, state=base64.b64encode(b"locking" * 5).decode())
    with pytest.raises(StoreDamaged, match="was changed"):
        opened(used)


def test_an_old_file_of_keys_from_the_moment_of_locking_is_noticed(used: Path) -> None:
    """It lets plain files in; so whoever opens the answers is told that the lock was only now put on to its end."""
    vault = opened(used)
    for name in ("answers.keys", "answers.keys.copy"):
        keys = decode_keys((used / name).read_bytes())
        (used / name).write_bytes(encode_keys(vault.with_state(keys, "locking")))
    with Answers.open(used, vault=opened(used)) as answers:
        assert answers.notices == [FINISHED]
    with Answers.open(used, vault=opened(used)) as answers:
        assert answers.notices == []


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31)])
def test_a_public_key_that_is_none_takes_no_message(used: Path, public: bytes) -> None:
    """One line, and no file: the words would be readable for anyone."""
    forge_keys(used, public=base64.b64encode(public).decode())
    with pytest.raises(StoreError, match="Nothing was kept"):
        put_message(used, message())
    assert not (used / "inbox").exists()


def test_a_public_key_of_somebody_else_is_noticed(used: Path) -> None:
    """At the next unlocking, and nothing is opened with it."""
    forge_keys(used, public=base64.b64encode(b"\x09" + bytes(31)).decode())
    with pytest.raises(StoreDamaged, match="tampered"):
        opened(used)


def test_without_keys_plain_words_do_not_take_the_place_of_sealed_ones_unnoticed(used: Path) -> None:
    """Sealed files that are left are named as what cannot be read."""
    other = used.with_name("other")
    with Answers.open(other) as answers:
        write(answers, "one", FORGED)
    for name in ("answers.keys", "answers.keys.copy"):
        (used / name).unlink()
    shutil.copy(other / "answers.json", used / "answers.json")
    assert not is_locked(used)
    with Answers.open(used) as answers:
        assert answers.opened_from


# What a lock does not seal.


def test_sessions_with_a_group_stay_as_they_are(folder: Path) -> None:
    """The console asks for no passphrase; so they are named to whoever locks, with all else that stays readable."""
    with Answers.open(folder) as answers:
        write(answers, "one", "first")
    facts = folder / "workshops" / "2026-05-01-evening" / "facts.jsonl"
    facts.parent.mkdir(parents=True)
    facts.write_text("notes of the evening")
    copy = folder / "answers (conflicted copy).json"
    copy.write_text("first")
    (folder / "books").mkdir()
    lock(folder)
    assert facts.read_text() == "notes of the evening"
    assert left_open(Files(), folder) == [copy, folder / "workshops"]
    take_lock_off(Files(), folder, SetClock()(), opened(folder))
    assert facts.read_text() == "notes of the evening"


@pytest.mark.parametrize("place", ["backups", "damaged/old.json"])
def test_what_a_link_leads_to_is_not_taken_for_sealed(folder: Path, tmp_path: Path, place: str) -> None:
    """A lock would leave it plain, or rewrite what is not the workbook's: nothing is locked, and it is named."""
    for number in range(2):
        with Answers.open(folder) as answers:
            write(answers, "one", f"first {number}")
    elsewhere, link = tmp_path / "elsewhere", folder / place
    if link.exists():
        shutil.move(link, elsewhere)
    else:
        elsewhere.write_text("of somebody")
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere)
    before = files_in(tmp_path)
    with pytest.raises(StoreError, match="leads elsewhere"):
        lock(folder)
    assert not is_locked(folder)
    assert {path: data for path, data in files_in(tmp_path).items() if path in before} == before
    assert not any(map(is_sealed, files_in(tmp_path).values()))


def test_a_passphrase_counts_as_it_was_typed_but_for_its_line_end(used: Path) -> None:
    """Programs send a line end; blanks are a person's own."""
    assert opened(used, f"{PASSPHRASE}\r\n").key_id == opened(used).key_id
    with pytest.raises(StoreError, match="does not open"):
        opened(used, f"{PASSPHRASE} ")
    with pytest.raises(StoreError, match="does not open"):
        opened(used, "")
    with pytest.raises(StoreError, match="does not open"):
        opened(used, "x" * 1_000_000)
