"""The lock on a store: nothing readable without the passphrase, nothing lost by turning it on, changing it or off."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, live_journal, write
from tests.store.locks import OTHER, PASSPHRASE, Ready, files_in, holding, lock, opened
from workbook import outside_editor
from workbook.errors import StoreDamaged, StoreError, StoreLocked, StoreSealed, WrongPassphrase
from workbook.store.answers import Answers
from workbook.store.cipher import is_sealed
from workbook.store.files import Files
from workbook.store.locking import FINISHED, change_secret, is_locked, take_lock_off, unlocked

pytestmark = pytest.mark.usefixtures("quick_locks")
CANARY = "heron-in-the-reeds"
TELLING = (CANARY, "layers", "visits", "one-section", "What about", "2026-0")
"""What must not be seen from outside: words, names of tables, ids, questions, times."""
NOW = SetClock()()


@pytest.fixture
def used(folder: Path) -> Path:
    """A store with backups, journals, something damaged, a conflict, a text of an editor, and no lock."""
    clock = SetClock()
    for number in range(4):
        with Answers.open(folder, clock=clock) as answers:
            write(answers, "one", f"{CANARY} {number} " * 40)
            write(answers, "two", f"second {CANARY} {number}")
            if number == 1:
                snapshot = folder / "answers.json"
                snapshot.write_bytes(snapshot.read_bytes() + f"# {CANARY}".encode())
                write(answers, "three", "after another program")
    answers = Answers.open(folder, clock=clock)
    write(answers, "one", f"{CANARY} last")
    abandon(answers)
    with live_journal(folder).open("ab") as journal:
        journal.write(f"torn {CANARY}".encode())
    (folder / "damaged").mkdir(exist_ok=True)
    (folder / "damaged" / "000000000003-answers.json").write_text(f"{CANARY} in ruins")
    outside_editor.begin(folder, f"{CANARY} from outside")
    return folder


@pytest.fixture
def little(used: Path) -> Path:
    """The same with one of each kind of file: what is tried hundreds of times should be quick."""
    for path in sorted((used / "backups").iterdir())[:-1]:
        shutil.rmtree(path)
    return used


def check(folder: Path, typed: str | None) -> None:
    """Everything is there, read with a passphrase or without."""
    vault = opened(folder, typed) if typed else None
    with Answers.open(folder, vault=vault) as answers:
        assert answers.opened_from == ""
        assert set(answers.notices) <= {FINISHED}
        assert latest_text(answers, "one") == f"{CANARY} last"
        assert latest_text(answers, "two") == f"second {CANARY} 3"
        assert len(answers.all_layers()) == 10


def test_nothing_is_readable_without_the_passphrase(used: Path) -> None:
    """No word, no id, no table, no time in any file or name; every file sealed, for its owner alone."""
    assert len(holding(used, CANARY)) > 8
    lock(used)
    assert holding(used, *TELLING) == []
    unsealed = {path.name for path, data in files_in(used).items() if not is_sealed(data) and data}
    assert unsealed == {"answers.keys", "answers.keys.copy"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files_in(used)} == {0o600}
    with pytest.raises(StoreSealed):
        Answers.open(used)
    with pytest.raises(StoreSealed):
        Answers.open(used, read_only=True)
    check(used, PASSPHRASE)


def test_what_is_written_under_a_lock_is_sealed(used: Path) -> None:
    """Saves, backups, copies of foreign files, folding in: the whole life of a store."""
    lock(used)
    for number in range(3):
        with Answers.open(used, vault=opened(used)) as answers:
            write(answers, "one", f"{CANARY} sealed {number} " * 3000)
            (used / "answers.json").write_text(f"{CANARY} of another program")
            write(answers, "one", f"{CANARY} shorter {number}")
    assert list((used / "conflicts").iterdir())
    assert holding(used, *TELLING) == []
    newest = max((used / "backups").iterdir())
    with Answers.open(newest, read_only=True, vault=opened(newest)) as backup:
        assert latest_text(backup, "one") == f"{CANARY} shorter 1"


def test_short_and_long_words_leave_lines_of_one_length(used: Path) -> None:
    """A line says of what is in it only about how long it is."""
    lock(used)
    with Answers.open(used, vault=opened(used)) as answers:
        write(answers, "one", "begin")
        lengths = set()
        for text in ("no", "yes, and gladly", "x" * 60):
            before = live_journal(used).stat().st_size
            write(answers, "one", text)
            lengths.add(live_journal(used).stat().st_size - before)
    assert len(lengths) == 1


def test_taking_the_lock_off_brings_everything_back(used: Path) -> None:
    """The same bytes as before in every file, and no keys."""
    before = {path: data for path, data in files_in(used).items() if path.name != "answers.lock"}
    dates = {path: path.stat().st_mtime_ns for path in before}
    lock(used)
    take_lock_off(Files(), used, NOW, opened(used))
    after = {path: data for path, data in files_in(used).items() if path.name != "answers.lock"}
    assert after == before
    assert {path: path.stat().st_mtime_ns for path in after} == dates
    assert not is_locked(used)
    check(used, None)


def test_a_wrong_passphrase_changes_nothing_and_is_no_damage(used: Path) -> None:
    """It says so, and not a byte is different."""
    lock(used)
    before = files_in(used)
    with pytest.raises(WrongPassphrase, match="does not open"):
        unlocked(used, OTHER)
    assert files_in(used) == before
    keys = used / "answers.keys"
    for path in (keys, used / "answers.keys.copy"):
        path.write_bytes(path.read_bytes().replace(b'"passes":1', b'"passes":2'))
    with pytest.raises(StoreDamaged, match=r"answers\.keys cannot be read"):
        unlocked(used, PASSPHRASE)


def test_the_recovery_code_opens_like_a_passphrase(used: Path) -> None:
    """And goes on to do so when the passphrase is changed."""
    code = lock(used)
    change_secret(Files(), used, NOW, opened(used, code.lower()), {"passphrase": OTHER})
    check(used, code)
    check(used, OTHER)
    with pytest.raises(WrongPassphrase):
        unlocked(used, PASSPHRASE)


@pytest.mark.parametrize("damage", [b"", b"null", b"\0" * 900, b'{"format":"self-trust-workbook keys"}\n'])
def test_damaged_keys_are_made_whole_from_their_copy(used: Path, damage: bytes) -> None:
    """Either copy alone is enough, and the next opening mends the other."""
    lock(used)
    for path in (used / "answers.keys", used / "answers.keys.copy"):
        whole = path.read_bytes()
        path.write_bytes(damage)
        check(used, PASSPHRASE)
        assert path.read_bytes() == whole
        path.unlink()
        check(used, PASSPHRASE)
        assert path.read_bytes() == whole


def test_without_keys_nothing_begins_anew(used: Path) -> None:
    """Sealed files without their keys are said to be so; they are never taken for an empty store."""
    lock(used)
    for path in (used / "answers.keys", used / "answers.keys.copy"):
        path.unlink()
    before = files_in(used)
    with pytest.raises(StoreDamaged, match=r"answers\.keys is missing"):
        Answers.open(used)
    assert {path: data for path, data in files_in(used).items() if path.name != "answers.lock"} == {
        path: data for path, data in before.items() if path.name != "answers.lock"
    }


def test_a_plain_snapshot_cannot_take_the_place_of_a_sealed_one(used: Path) -> None:
    """Words that somebody else put there are not shown as one's own; the sealed backup is."""
    plain = (used / "answers.json").read_bytes()
    lock(used)
    (used / "answers.json").write_bytes(plain)
    with Answers.open(used, vault=opened(used)) as answers:
        assert "not locked" in answers.opened_from
        assert latest_text(answers, "one") == f"{CANARY} last"
    assert holding(used, CANARY) == []


def test_a_damaged_line_is_told_and_the_others_are_read(used: Path) -> None:
    """As without a lock: one line is lost, not what comes after it."""
    lock(used)
    answers = Answers.open(used, vault=opened(used))
    for number in range(4):
        write(answers, f"line-{number}", f"words {number}")
    abandon(answers)
    journal = live_journal(used)
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[-3] = lines[-3][:60] + b"A" + lines[-3][61:] if lines[-3][60:61] != b"A" else lines[-3][:60] + b"B"
    journal.write_bytes(b"".join(lines))
    with Answers.open(used, vault=opened(used)) as answers:
        assert "is damaged" in answers.opened_from
        assert [latest_text(answers, f"line-{number}") for number in (0, 2, 3)] == [
            "words 0",
            "words 2",
            "words 3",
        ]
    assert holding(used, *TELLING) == []


def test_somebody_who_has_it_open_keeps_a_lock_from_being_changed(used: Path) -> None:
    """The other window is named, and nothing happens."""
    with Answers.open(used), pytest.raises(StoreLocked):
        lock(used)
    lock(used)
    vault = opened(used)
    with Answers.open(used, vault=vault):
        with pytest.raises(StoreLocked):
            take_lock_off(Files(), used, NOW, vault)
        with pytest.raises(StoreLocked):
            change_secret(Files(), used, NOW, vault, {})
    check(used, PASSPHRASE)


def test_a_lock_put_on_anew_is_not_opened_by_the_key_of_the_old_one(used: Path) -> None:
    """A program that kept the old key asks again."""
    lock(used)
    old = opened(used)
    take_lock_off(Files(), used, NOW, opened(used))
    lock(used, OTHER)
    with pytest.raises(StoreSealed, match="anew"):
        Answers.open(used, vault=old)


# Every file operation may fail.


Take = Callable[[Path, Files], None]


def taking(step: str, on: Ready) -> Take:
    """Make ready to lock, change the passphrase, or take the lock off, with nothing costly left to do."""
    if step == "lock":
        return on.put_on
    if step == "change":
        return lambda folder, files: change_secret(files, folder, NOW, opened(folder), {"passphrase": OTHER})
    return lambda folder, files: take_lock_off(files, folder, NOW, opened(folder))


def that_open(folder: Path) -> list[str | None]:
    """Give the secrets that open a store: exactly one should."""
    if not is_locked(folder):
        return [None]
    found: list[str | None] = []
    for typed in (PASSPHRASE, OTHER):
        try:
            unlocked(folder, typed)
        except WrongPassphrase:
            continue
        found.append(typed)
    return found


def check_after(folder: Path) -> None:
    """One secret opens it, everything is there, nothing is half made, and a lock leaves nothing plain."""
    (typed,) = that_open(folder)
    check(folder, typed)
    assert not list(folder.rglob("*.new"))
    if is_locked(folder):
        assert holding(folder, *TELLING) == []
    else:
        assert not [data for data in files_in(folder).values() if is_sealed(data)]


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("step", ["lock", "change", "unlock"])
def test_whichever_operation_fails_nothing_is_lost(
    little: Path, tmp_path: Path, step: str, for_good: bool
) -> None:
    """Exactly one secret opens it afterwards, everything is there, and a lock that is on leaves nothing plain."""
    on = Ready()
    if step != "lock":
        on.put_on(little)
    take, counting = taking(step, on), FailingFiles()
    take(shutil.copytree(little, tmp_path / "counted"), counting)
    assert counting.count > (10 if step == "change" else 60)
    seen = set()
    for number in range(1, counting.count + 1):
        folder = shutil.copytree(little, tmp_path / "tried")
        try:
            take(folder, FailingFiles(number, for_good=for_good, code=(errno.ENOSPC, errno.EIO)[number % 2]))
        except StoreError as error:
            assert "Nothing is lost" in str(error) or "cannot be" in str(error)
        seen.add(tuple(that_open(folder)))
        check_after(folder)
        shutil.rmtree(folder)
    assert seen == {(PASSPHRASE,), {"lock": (None,), "change": (OTHER,), "unlock": (None,)}[step]}


@pytest.mark.parametrize("step", ["lock", "unlock"])
def test_going_on_with_what_was_interrupted_may_fail_as_well(little: Path, tmp_path: Path, step: str) -> None:
    """Whichever operation fails while the next opening goes on: the one after it still finds everything."""
    on = Ready()
    if step == "unlock":
        on.put_on(little)
    take, counting, whole = taking(step, on), FailingFiles(), FailingFiles()
    take(shutil.copytree(little, tmp_path / "first"), counting)
    with pytest.raises(StoreError, match="Nothing is lost"):
        take(little, FailingFiles(counting.count // 2, for_good=True))
    counted = shutil.copytree(little, tmp_path / "opened")
    Answers.open(counted, vault=opened(counted), files=whole).close()
    for number in range(1, whole.count + 1):
        folder = shutil.copytree(little, tmp_path / "tried")
        try:
            files = FailingFiles(number, for_good=bool(number % 2))
            abandon(Answers.open(folder, vault=opened(folder), files=files))
        except StoreError as error:
            assert "cannot be" in str(error)
        check_after(folder)
        assert is_locked(folder) == (step == "lock")
        shutil.rmtree(folder)


# It may be killed at any moment: see test_kills.


def test_a_kill_leaves_no_half_file_behind(used: Path) -> None:
    """What a kill left under a temporary name, with plain words in it, is gone after the next opening."""
    lock(used)
    for path in (used / "backups").rglob("answers.json"):
        path.with_name("answers.json.new").write_text(f"{CANARY} half")
        (path.parent / "journals" / "000000000001.jsonl.new").write_text(f"{CANARY} half")
    take_lock_off(Files(), used, NOW, opened(used))
    lock(used)
    assert holding(used, CANARY) == []
    assert not list(used.rglob("*.new"))


def test_an_umask_that_hides_nothing_changes_nothing(used: Path) -> None:
    """Files are for their owner alone, whatever the umask says."""
    before = os.umask(0)
    try:
        lock(used)
        take_lock_off(Files(), used, NOW, opened(used))
        lock(used)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files_in(used)} == {0o600}


def test_a_visit_is_rejoined_under_a_lock(used: Path) -> None:
    """A lock changes nothing else: coming back soon goes on with the same page."""
    lock(used)
    clock = SetClock()
    with Answers.open(used, vault=opened(used), clock=clock) as answers:
        first = write(answers, "new", "begun")
    with Answers.open(used, vault=opened(used), clock=clock, rejoin=timedelta(minutes=30)) as answers:
        assert write(answers, "new", "begun and gone on with").id == first.id
