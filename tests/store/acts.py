"""What is done to answers, one thing at a time: to be failed or killed at any moment, plain and under a lock.

Each makes ready up to its first `yield`, does it up to the second, which says that it is done, and then leaves.
"""

import shutil
from collections.abc import Callable, Generator
from pathlib import Path

from tests.store.building import SetClock, latest_text, live_journal, write
from tests.store.locks import OTHER, PASSPHRASE, opened
from workbook.errors import StoreError, WrongPassphrase
from workbook.store.answers import Answers
from workbook.store.archive import archive_from
from workbook.store.bringing_in import bring_in
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.foreign import put_aside
from workbook.store.inbox import Message, put_message
from workbook.store.locking import change_secret, is_locked, put_lock_on, take_lock_off, unlocked
from workbook.store.passphrase import new_recovery_code
from workbook.store.restoring import back_up, restore
from workbook.store.salvage import repair
from workbook.store.vault import Vault, new_vault

Doing = Generator[None, None, None]
Act = Callable[[Path, Files], Doing]
Words = dict[str, list[str]]
NOW = SetClock()()
THEIRS = "answers (conflicted copy).json"


def words_in(answers: Answers) -> Words:
    """Give all words there are: answers, entries, what lies in the trash, preferences."""
    return {
        "layers": sorted(layer.text for layer in answers.all_layers()),
        "entries": sorted(entry.text for entry in answers.all_entries()),
        "trash": sorted(record.text for one in answers.trash() for record in one.records),
        "preferences": sorted(str(row) for row in answers.everything().get("preferences", {}).values()),
    }


def secret_of(folder: Path) -> str:
    """Give the one secret that opens a folder; empty when there is no lock."""
    if not is_locked(folder):
        return ""
    found = []
    for typed in (PASSPHRASE, OTHER):
        try:
            unlocked(folder, typed)
        except WrongPassphrase:
            continue
        found.append(typed)
    (only,) = found
    return only


def key(folder: Path) -> tuple[Vault, ...]:
    """Give the open lock of a folder, if there is one, as the last argument of something."""
    typed = secret_of(folder)
    return (opened(folder, typed),) if typed else ()


def open_for(folder: Path, files: Files | None = None, *, read_only: bool = False) -> Answers:
    """Open answers, whether they are locked or not."""
    vault = next(iter(key(folder)), None)
    return Answers.open(folder, clock=SetClock(), files=files, vault=vault, read_only=read_only)


def saving(folder: Path, files: Files) -> Doing:
    """Save: the session's backup comes first."""
    with open_for(folder, files) as answers:
        yield
        write(answers, "one", "saved " * 30)
        yield


def folding_in(folder: Path, files: Files) -> Doing:
    """Save, and fold the journal in."""
    with open_for(folder, files) as answers:
        answers._storage._compact_above = 0
        write(answers, "one", "folded ")
        yield
        write(answers, "one", "folded in " * 30)
        yield


def leaving(folder: Path, files: Files) -> Doing:
    """Leave, with a snapshot that is worth writing."""
    answers = open_for(folder, files)
    write(answers, "one", "left " * 30)
    answers._storage.fold_in_at_close()
    try:
        yield
    finally:
        answers.close()
    yield


def deleting(folder: Path, files: Files) -> Doing:
    """Move an answer to the trash."""
    with open_for(folder, files) as answers:
        layer = answers.latest("two")
        assert layer is not None
        yield
        answers.delete_layer(layer.id)
        yield


def taking_back(folder: Path, files: Files) -> Doing:
    """Take something out of the trash."""
    with open_for(folder, files) as answers:
        yield
        answers.undelete(answers.trash()[0].id)
        yield


def emptying(folder: Path, files: Files) -> Doing:
    """Empty the trash."""
    with open_for(folder, files) as answers:
        yield
        answers.empty_trash()
        yield


def bringing_in(folder: Path, files: Files) -> Doing:
    """Bring an archive in."""
    archive = archive_from(open_copy(Files(), folder, str(folder.with_name("theirs.zip"))).tables)
    with open_for(folder, files) as answers:
        yield
        bring_in(answers, archive)
        yield


def taking_in(folder: Path, files: Files) -> Doing:
    """Open answers for which a message waits."""
    put_message(folder, Message(prompt_id="today", section_id="s", question="?", text="otter", at=NOW))
    yield
    with open_for(folder, files) as answers:
        if not latest_text(answers, "today"):
            raise StoreError("It still waits.")
        yield


def leaving_a_message(folder: Path, files: Files) -> Doing:
    """Leave an answer for the next opening."""
    yield
    put_message(folder, Message(prompt_id="today", section_id="s", question="?", text="otter", at=NOW), files)
    yield


def meeting_another(folder: Path, files: Files) -> Doing:
    """Save, after another program put a file in place of ours."""
    with open_for(folder, files) as answers:
        write(answers, "one", "mine")
        (folder / "answers.json").write_bytes(b"theirs")
        yield
        write(answers, "one", "mine, and on")
        yield


def backing_up(folder: Path, files: Files) -> Doing:
    """Make a backup on request."""
    yield
    back_up(files, folder, NOW, *key(folder))
    yield


def copying(folder: Path, files: Files) -> Doing:
    """Write a whole copy in place of an earlier one."""
    yield
    write_copy(files, folder, folder.with_name("theirs.zip"), *key(folder))
    yield


def going_back(folder: Path, files: Files) -> Doing:
    """Put a copy in place of the present answers."""
    found = open_copy(Files(), folder, str(folder.with_name("theirs.zip")))
    yield
    restore(files, folder, found, NOW, *key(folder))
    yield


def mending(folder: Path, files: Files) -> Doing:
    """Repair a damaged snapshot."""
    (folder / "answers.json").write_bytes((folder / "answers.json").read_bytes()[:-5])
    yield
    repair(files, folder, NOW, *key(folder))
    yield


def mending_from_pieces(folder: Path, files: Files) -> Doing:
    """Repair when no copy is whole."""
    for path in [*folder.rglob("*.jsonl"), *folder.rglob("answers.json")]:
        path.write_bytes(
            path.read_bytes().replace(b"self-trust", b"self-tryst").replace(b"sha256", b"sha257")
        )
    yield
    repair(files, folder, NOW, *key(folder))
    yield


def putting_aside(folder: Path, files: Files) -> Doing:
    """Bring another copy in, and put it aside."""
    copy = folder / THEIRS
    shutil.copy(folder.with_name("theirs.json"), copy)
    with open_for(folder, files) as answers:
        archive = archive_from(open_copy(Files(), folder, str(copy)).tables)
        yield
        bring_in(answers, archive)
        put_aside(files, folder, copy, *key(folder))
        yield


def opening_damaged(folder: Path, files: Files) -> Doing:
    """Open a store whose snapshot is damaged and whose journal is torn, and write."""
    (folder / "answers.json").write_bytes(b"ruins")
    with live_journal(folder).open("ab") as journal:
        journal.write(b"~9 torn")
    yield
    with open_for(folder, files):
        yield


def locking(folder: Path, files: Files) -> Doing:
    """Put a lock on."""
    vault, keys = new_vault(OTHER, new_recovery_code())
    yield
    put_lock_on(files, folder, NOW, vault, keys)
    yield


def changing(folder: Path, files: Files) -> Doing:
    """Change the passphrase."""
    vault = opened(folder)
    yield
    change_secret(files, folder, NOW, vault, {"passphrase": OTHER})
    yield


def unlocking(folder: Path, files: Files) -> Doing:
    """Take the lock off."""
    vault = opened(folder)
    yield
    take_lock_off(files, folder, NOW, vault)
    yield


UNDER_A_LOCK: tuple[Act, ...] = (
    *(saving, folding_in, leaving, deleting, taking_back, emptying, bringing_in),
    *(taking_in, leaving_a_message, meeting_another, opening_damaged),
    *(backing_up, copying, going_back, mending, putting_aside),
)
PLAIN_ONLY: tuple[Act, ...] = (mending_from_pieces,)
"""Damages plain text."""


OF_THE_LOCK: tuple[tuple[Act, bool], ...] = ((locking, False), (changing, True), (unlocking, True))
"""And whether there is a lock before."""
EVERY: tuple[tuple[Act, bool], ...] = (
    *((act, sealed) for act in UNDER_A_LOCK for sealed in (False, True)),
    *((act, False) for act in PLAIN_ONLY),
)
BY_NAME = {act.__name__: act for act in (*UNDER_A_LOCK, *PLAIN_ONLY, *(act for act, _ in OF_THE_LOCK))}


def name_of(one: object) -> str:
    """Name what is done, and whether it is under a lock, for the name of a test."""
    return str(getattr(one, "__name__", "sealed" if one else "plain"))


def state(folder: Path) -> Words:
    """Open a folder twice: nothing half made is left by the first, and the second has nothing to say."""
    open_for(folder).close()
    assert not list(folder.rglob("*.new"))
    with open_for(folder, read_only=True) as answers:
        assert answers.opened_from == ""
        return words_in(answers)


def state_after(folder: Path, act: Act, *, is_done: bool) -> Words:
    """Give the state after something that may not have come to its end; what refuses to open is repaired first."""
    if act is mending_from_pieces and not is_done:
        repair(Files(), folder, NOW, *key(folder))
    return state(folder)


def not_ours(act: Act, prepared: Path) -> bytes:
    """Give what another program wrote, or what became of a file, if something was: it must not be thrown away."""
    found: dict[Act, bytes] = {meeting_another: b"theirs", opening_damaged: b"ruins"}
    return prepared.with_name("theirs.json").read_bytes() if act is putting_aside else found.get(act, b"")


def before_and_after(prepared: Path, act: Act) -> tuple[list[Words], Words]:
    """Give the states that are right before something is done, and the one after it."""
    whole = shutil.copytree(prepared, prepared.with_name("done"))
    list(act(whole, Files()))
    before = [state(shutil.copytree(prepared, prepared.with_name("untouched")))]
    if act not in (opening_damaged, mending, mending_from_pieces):
        ready = shutil.copytree(prepared, prepared.with_name("ready"))
        doing = act(ready, Files())
        next(doing)
        doing.close()
        before.append(state(ready))
    return before, state(whole)
