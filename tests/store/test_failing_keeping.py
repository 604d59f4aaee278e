"""Whatever is done, plain or under a lock: whichever operation fails, once or for good, all is as before or as after."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, live_journal, write
from tests.store.failing import Act, Words, whichever_fails, words_in
from tests.store.locks import PASSPHRASE, files_in, holding, lock, opened
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.archive import archive_from
from workbook.store.bringing_in import bring_in
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.foreign import put_aside
from workbook.store.inbox import Message, put_message
from workbook.store.locking import is_locked
from workbook.store.restoring import back_up, restore
from workbook.store.salvage import repair

pytestmark = pytest.mark.usefixtures("quick_locks")
NOW = SetClock()()
THEIRS = "answers (conflicted copy).json"


def open_for(folder: Path, files: Files | None = None) -> Answers:
    """Open answers, whether they are locked or not."""
    vault = opened(folder, PASSPHRASE) if is_locked(folder) else None
    return Answers.open(folder, clock=SetClock(), files=files, vault=vault)


def saving(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Save: the session's backup comes first."""
    with open_for(folder, files) as answers:
        yield
        write(answers, "one", "saved " * 30)
        yield


def folding_in(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Save, and fold the journal in."""
    with open_for(folder, files) as answers:
        answers._storage._compact_above = 0
        write(answers, "one", "folded ")
        yield
        write(answers, "one", "folded in " * 30)
        yield


def leaving(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Leave, with a snapshot that is worth writing."""
    answers = open_for(folder, files)
    write(answers, "one", "left " * 30)
    answers._storage.fold_in_at_close()
    try:
        yield
    finally:
        answers.close()
    yield


def deleting(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Move an answer to the trash."""
    with open_for(folder, files) as answers:
        layer = answers.latest("two")
        assert layer is not None
        yield
        answers.delete_layer(layer.id)
        yield


def taking_back(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Take something out of the trash."""
    with open_for(folder, files) as answers:
        yield
        answers.undelete(answers.trash()[0].id)
        yield


def emptying(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Empty the trash."""
    with open_for(folder, files) as answers:
        yield
        answers.empty_trash()
        yield


def bringing_in(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Bring an archive in."""
    archive = archive_from(open_copy(Files(), folder, str(folder.with_name("theirs.zip"))).tables)
    with open_for(folder, files) as answers:
        yield
        bring_in(answers, archive)
        yield


def taking_in(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Open answers for which a message waits."""
    put_message(folder, Message(prompt_id="today", section_id="s", question="?", text="otter", at=NOW))
    yield
    with open_for(folder, files) as answers:
        if latest_text(answers, "today"):
            yield
        raise StoreError("It still waits.")


def leaving_a_message(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Leave an answer for the next opening."""
    yield
    put_message(folder, Message(prompt_id="today", section_id="s", question="?", text="otter", at=NOW), files)
    yield


def meeting_another(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Save, after another program put a file in place of ours."""
    with open_for(folder, files) as answers:
        write(answers, "one", "mine")
        (folder / "answers.json").write_bytes(b"theirs")
        yield
        write(answers, "one", "mine, and on")
        yield


def backing_up(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Make a backup on request."""
    yield
    back_up(files, folder, NOW)
    yield


def copying(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Write a whole copy in place of an earlier one."""
    yield
    write_copy(files, folder, folder.with_name("theirs.zip"))
    yield


def going_back(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Put a copy in place of the present answers."""
    found = open_copy(Files(), folder, str(folder.with_name("theirs.zip")))
    yield
    restore(files, folder, found, NOW)
    yield


def mending(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Repair a damaged snapshot."""
    data = (folder / "answers.json").read_bytes()
    (folder / "answers.json").write_bytes(data.replace(b"word", b"wxrd", 1))
    yield
    repair(files, folder, NOW)
    yield


def mending_from_pieces(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Repair when no copy is whole."""
    for path in [*folder.rglob("*.jsonl"), *folder.rglob("answers.json")]:
        path.write_bytes(
            path.read_bytes().replace(b"self-trust", b"self-tryst").replace(b"sha256", b"sha257")
        )
    yield
    repair(files, folder, NOW)
    yield


def putting_aside(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Bring another copy in, and put it aside."""
    copy = folder / THEIRS
    shutil.copy(folder.with_name("theirs.json"), copy)
    with open_for(folder, files) as answers:
        archive = archive_from(open_copy(Files(), folder, str(copy)).tables)
        yield
        bring_in(answers, archive)
        put_aside(files, folder, copy)
        yield


def opening_damaged(folder: Path, files: FailingFiles) -> Iterator[None]:
    """Open a store whose snapshot is damaged and whose journal is torn, and write."""
    (folder / "answers.json").write_bytes(b"ruins")
    with live_journal(folder).open("ab") as journal:
        journal.write(b"~9 torn")
    yield
    with open_for(folder, files):
        yield


UNDER_A_LOCK: tuple[Act, ...] = (
    *(saving, folding_in, leaving, deleting, taking_back, emptying, bringing_in),
    *(taking_in, leaving_a_message, meeting_another, opening_damaged),
)
WITHOUT: tuple[Act, ...] = (
    *UNDER_A_LOCK,
    *(backing_up, copying, going_back, mending, mending_from_pieces, putting_aside),
)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A store with a backup, a journal, an entry, something in the trash, and a copy of another store beside it."""
    theirs = tmp_path / "another"
    with Answers.open(theirs, clock=SetClock()) as answers:
        write(answers, "three", "of another")
    write_copy(Files(), theirs, tmp_path / "theirs.zip")
    with Answers.open(theirs, clock=SetClock()) as answers:
        write(answers, "three", "of another, and on")
        answers._storage.fold_in_at_close()
    shutil.copy(theirs / "answers.json", tmp_path / "theirs.json")
    folder, clock = tmp_path / "answers", SetClock()
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "one", "word " * 20)
        write(answers, "two", "word two")
    answers = Answers.open(folder, clock=clock)
    answers.add_entry("walk", {"how": "slowly"}, title="Walk", labels={})
    answers.delete_layer(write(answers, "gone", "deleted on purpose").id)
    abandon(answers)
    return folder


def state(folder: Path) -> Words:
    """Open a folder twice: nothing half made is left by the first, and the second has nothing to say."""
    open_for(folder).close()
    assert not list(folder.rglob("*.new"))
    with open_for(folder) as answers:
        assert answers.opened_from == ""
        return words_in(answers)


@pytest.mark.parametrize(
    ("act", "sealed"),
    [*((act, False) for act in WITHOUT), *((act, True) for act in UNDER_A_LOCK)],
    ids=lambda one: getattr(one, "__name__", "sealed" if one is True else "plain"),
)
def test_whichever_operation_fails_all_is_as_before_or_as_after(
    prepared: Path, act: Act, *, sealed: bool
) -> None:
    """What was acknowledged is there, nothing is by halves, nothing half made is left, nothing plain under a lock."""
    if sealed:
        lock(prepared)
    before, after, tries = None, None, 0
    foreign = b"theirs" if act is meeting_another else b"ruins" if act is opening_damaged else b""
    for tried in whichever_fails(prepared, act):
        if after is None:
            after = state(prepared.with_name("whole"))
            copied = shutil.copytree(prepared, prepared.with_name("copied"))
            before = [state(copied), *_made_ready(prepared, act)]
        if foreign and not sealed:
            assert any(foreign in data for data in files_in(tried.folder).values()), tried
        if act is mending_from_pieces and not tried.is_done:
            repair(Files(), tried.folder, NOW)
        found = state(tried.folder)
        assert found == after if tried.is_done else found in (*before, after), tried
        if sealed:
            assert holding(tried.folder, "word", "otter", "deleted on") == []
        else:
            assert open_copy(Files(), prepared, str(prepared.with_name("theirs.zip"))).tables
        tries += 1
    assert tries > 4


def _made_ready(prepared: Path, act: Act) -> list[Words]:
    """Give the state once something was made ready for, and left without being done."""
    folder = shutil.copytree(prepared, prepared.with_name("ready"))
    doing = act(folder, FailingFiles())
    next(doing)
    doing.close()
    return [] if act in (opening_damaged, mending, mending_from_pieces) else [state(folder)]
