"""What lies in or beside the folder and is not the store's: links, other people's files, workshops, newer files."""

from pathlib import Path

import pytest

from tests.room.sessions import AGENDA_BYTES, BEGAN, begun
from tests.store.building import SetClock, abandon, latest_text, live_journal, write
from tests.store.locks import files_in, lock, opened
from workbook.errors import StoreError
from workbook.room.places import sessions_folder
from workbook.room.session_file import SessionFile
from workbook.store.answers import Answers
from workbook.store.cipher import PLAIN_MESSAGE
from workbook.store.copies import write_copy
from workbook.store.files import Files
from workbook.store.layout import Layout
from workbook.store.locking import is_locked, take_lock_off
from workbook.store.snapshot import encode_header

pytestmark = pytest.mark.usefixtures("quick_locks")
NOW = SetClock()()


@pytest.fixture
def used(folder: Path) -> Path:
    """A store with two visits behind it."""
    for number in range(2):
        with Answers.open(folder) as answers:
            write(answers, "one", f"word {number} " * 60)
    return folder


def test_only_half_made_files_of_its_own_are_removed(used: Path) -> None:
    """In a folder that is used for other things too, what merely ends the same way stays (it was removed)."""
    (used / "holiday.new").mkdir()
    (used / "holiday.new" / "photo.jpg").write_bytes(b"a beach")
    (used / "notes.new").write_bytes(b"somebody's")
    (used / "answers.json.new").write_bytes(b"half")
    Answers.open(used).close()
    lock(used)
    take_lock_off(Files(), used, NOW, opened(used))
    assert (used / "holiday.new" / "photo.jpg").read_bytes() == b"a beach"
    assert (used / "notes.new").read_bytes() == b"somebody's"
    assert not (used / "answers.json.new").exists()


@pytest.mark.parametrize("name", ["answers.lock", "answers.json.new", "journals/000000000099.jsonl.new"])
def test_a_link_under_a_name_of_ours_leads_no_writing_elsewhere(
    used: Path, tmp_path: Path, name: str
) -> None:
    """Whatever it leads to is as it was (a linked lock file emptied it)."""
    precious = tmp_path / "precious"
    precious.write_bytes(b"somebody's")
    (used / name).unlink(missing_ok=True)
    (used / name).symlink_to(precious)
    try:
        with Answers.open(used) as answers:
            write(answers, "one", "and on")
    except StoreError as error:
        assert "a link to somewhere else" in str(error)
    assert precious.read_bytes() == b"somebody's"


def test_a_link_beside_a_copy_leads_no_writing_elsewhere(used: Path, tmp_path: Path) -> None:
    """In a folder that others may write to, somebody could have laid it there (what it led to was emptied)."""
    precious = tmp_path / "precious"
    precious.write_bytes(b"somebody's")
    (tmp_path / "copy.zip.new").symlink_to(precious)
    with pytest.raises(StoreError, match="was not made"):
        write_copy(Files(), used, tmp_path / "copy.zip")
    assert precious.read_bytes() == b"somebody's"


def test_a_linked_journal_is_read_and_never_written(used: Path, tmp_path: Path) -> None:
    """New lines go to a journal of the store's own; the first save that finds it so is tried again."""
    elsewhere = tmp_path / "elsewhere.jsonl"
    journal = live_journal(used)
    journal.rename(elsewhere)
    journal.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    answers = Answers.open(used)
    with pytest.raises(OSError, match="symbolic links"):
        write(answers, "two", "new")
    write(answers, "two", "new")
    abandon(answers)
    assert elsewhere.read_bytes() == before
    with Answers.open(used) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "one").startswith("word 1")
        assert latest_text(answers, "two") == "new"


@pytest.mark.parametrize("name", ["journals", "backups", "a journal"])
def test_no_lock_is_put_on_while_a_link_leads_out(used: Path, tmp_path: Path, name: str) -> None:
    """What it leads to would stay plain, and could not be read beside sealed files; nothing is changed."""
    path = used / name if (used / name).is_dir() else min((used / "journals").iterdir())
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = files_in(used)
    with pytest.raises(StoreError, match=r"is a link|leads elsewhere"):
        lock(used)
    assert not is_locked(used)
    assert files_in(used) == before
    with Answers.open(used) as answers:
        assert latest_text(answers, "one").startswith("word 1")


def test_workshops_go_on_beside_a_lock(used: Path) -> None:
    """They are led without a passphrase (they were sealed, taken for damaged, and written over)."""
    with SessionFile.begin(sessions_folder(used), AGENDA_BYTES, "Small promises", BEGAN) as session:
        session.append(begun()[0])
    lock(used)
    with SessionFile.open(session.folder) as session:
        assert (session.facts, session.problems) == (begun()[:1], ())
        session.append(begun()[1])
    take_lock_off(Files(), used, NOW, opened(used))
    with SessionFile.open(session.folder) as session:
        assert (session.facts, session.agenda_bytes) == (begun(), AGENDA_BYTES)


def test_a_sealed_workshop_is_not_written_over(used: Path) -> None:
    """One that an earlier lock sealed is refused, and is whole when the lock is taken off."""
    with SessionFile.begin(sessions_folder(used), AGENDA_BYTES, "Small promises", BEGAN) as session:
        session.append(begun()[0])
    lock(used)
    vault = opened(used)
    for path in (session.folder / "agenda.toml", session.folder / "facts.jsonl"):
        path.write_bytes(vault.seal_file(path.read_bytes()))
    with pytest.raises(StoreError, match="is locked"):
        SessionFile.open(session.folder)
    take_lock_off(Files(), used, NOW, vault)
    with SessionFile.open(session.folder) as session:
        assert session.facts == begun()[:1]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_newer_message_waits_for_the_version_that_reads_it(used: Path, *, sealed: bool) -> None:
    """It stays in the inbox byte by byte, and is said (it was put among what is damaged)."""
    if sealed:
        lock(used)
    inbox = Layout.at(used).inbox
    inbox.mkdir()
    path = inbox / "0123.message"
    data = encode_header({"format": PLAIN_MESSAGE, "schema": 9, "length": 0})
    path.write_bytes(data)
    with Answers.open(used, vault=opened(used) if sealed else None) as answers:
        assert "newer version" in answers.notices[0]
        assert latest_text(answers, "one").startswith("word 1")
    assert path.read_bytes() == data
    assert not (used / "damaged").exists()
