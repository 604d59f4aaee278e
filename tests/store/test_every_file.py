"""Eight kinds of damage, and a newer schema, in each file that the program writes: plain and under a lock."""

import json
import shutil
from pathlib import Path

import pytest

from tests.room.sessions import AGENDA_BYTES, BEGAN, begun
from tests.store.acts import NOW, open_for, words_in
from tests.store.building import SetClock, abandon, live_journal, write
from tests.store.locks import PASSPHRASE, files_in, lock, opened
from tests.store.test_damage import DAMAGES
from workbook.errors import StoreDamaged, StoreError, StoreTooNew
from workbook.room.session_file import SessionFile
from workbook.store.answers import Answers
from workbook.store.copies import open_copy
from workbook.store.files import Files
from workbook.store.inbox import Message, put_message
from workbook.store.locking import change_secret, is_locked, take_lock_off, unlocked
from workbook.store.snapshot import encode_header

pytestmark = pytest.mark.usefixtures("quick_locks")
LIVE = ("new one", "new two", "new three")
"""What stands in the live journal only."""
WAITING = "otter by the bridge"


@pytest.fixture(params=[False, True], ids=["plain", "sealed"])
def whole(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A store with every kind of file: snapshot, journals, backups, things kept aside, a message, keys."""
    clock = SetClock()
    for number in range(3):
        with Answers.open(folder, clock=clock) as answers:
            for prompt_id in ("one", "two", "three"):
                write(answers, prompt_id, f"{prompt_id} of visit {number} " * 10)
    if request.param:
        lock(folder)
    answers = open_for(folder)
    for prompt_id in ("one", "two", "three"):
        write(answers, prompt_id, f"new {prompt_id}")
    abandon(answers)
    put_message(folder, Message(prompt_id="today", section_id="s", question="?", text=WAITING, at=NOW))
    return folder


def expected(folder: Path) -> list[str]:
    """Give every text once all is taken in."""
    copy = shutil.copytree(folder, folder.with_name("expected"))
    with open_for(copy) as answers:
        return words_in(answers)["layers"]


def kept(folder: Path, data: bytes) -> bool:
    """Tell whether bytes stand in some file still, sealed since or not."""
    vault = opened(folder) if is_locked(folder) else None
    return any(
        found == data
        or (vault is not None and vault.seal_aside(found) == found and _says(folder, found, data))
        for found in files_in(folder).values()
    )


def _says(folder: Path, sealed: bytes, data: bytes) -> bool:
    try:
        return opened(folder).open_file(sealed) == data
    except Exception:  # noqa: BLE001 - what is damaged cannot be opened in many ways
        return False


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_in_any_one_file_costs_only_what_stood_nowhere_else(
    whole: Path, tmp_path: Path, damage: str
) -> None:
    """It opens, says what was wrong, keeps what it could not read, and has nothing to say the next time."""
    everything, live = expected(whole), live_journal(whole).name
    for path in [path for path in files_in(whole) if path.name != "answers.lock"]:
        folder = shutil.copytree(whole, tmp_path / "tried")
        file = folder / path.relative_to(whole)
        spoilt = DAMAGES[damage](file.read_bytes())
        file.write_bytes(spoilt)
        with open_for(folder) as answers:
            found = words_in(answers)["layers"]
            told = answers.opened_from + " ".join(answers.notices)
        missing = set(everything) - set(found)
        own = {WAITING} if path.parent.name == "inbox" else set(LIVE) if path.name == live else set()
        assert missing <= own, f"{path}: {missing}"
        assert told or not missing or damage == "cut in half", path
        if (
            path.name in ("answers.json", live)
            and path.parent.parent.name != "backups"
            and spoilt.strip(b"\0")
        ):
            assert damage == "cut in half" or kept(folder, spoilt), path
        with open_for(folder) as answers:
            assert (answers.opened_from, answers.notices) == ("", [])
            assert words_in(answers)["layers"] == found
        shutil.rmtree(folder)


@pytest.mark.parametrize("damage", DAMAGES)
def test_with_every_copy_damaged_nothing_begins_anew(whole: Path, damage: str) -> None:
    """It refuses, says what to do, and changes not a byte."""
    names = ("answers.json", ".jsonl")
    for path in files_in(whole):
        if path.name.endswith(names):
            path.write_bytes(DAMAGES[damage](path.read_bytes()))
    before = {path: data for path, data in files_in(whole).items() if path.name != "answers.lock"}
    for read_only in (True, False):
        vault = opened(whole) if is_locked(whole) else None
        with pytest.raises(StoreDamaged, match=r"Nothing was changed"):
            Answers.open(whole, read_only=read_only, vault=vault)
    assert {path: data for path, data in files_in(whole).items() if path.name != "answers.lock"} == before


def test_a_lock_without_answers_is_no_beginning(whole: Path) -> None:
    """Keys that came first from another machine must not become an empty store (they did)."""
    if not is_locked(whole):
        lock(whole)
    vault = opened(whole)
    for name in ("journals", "backups"):
        shutil.rmtree(whole / name)
    (whole / "answers.json").unlink()
    for read_only in (True, False):
        with pytest.raises(StoreDamaged, match="no answers are"):
            Answers.open(whole, read_only=read_only, vault=vault)
    assert not (whole / "answers.json").exists()


def newer(data: bytes) -> bytes:
    """Give the first line of a file as a newer version would write it."""
    header, _, body = data.partition(b"\n")
    fields = {**json.loads(header), "schema": 99}
    del fields["check"]
    return encode_header(fields) + body


def test_a_newer_schema_in_any_file_is_left_as_it_is(whole: Path, tmp_path: Path) -> None:
    """Whichever file a newer version wrote: byte for byte as before, whatever else opens or does not."""
    is_sealed = is_locked(whole)
    tried = set()
    for path in files_in(whole):
        is_old = path.suffix == ".jsonl" and path != live_journal(whole) and "backups" not in path.parts
        if path.name == "answers.lock" or is_old or (is_sealed and path.suffix == ".jsonl"):
            continue
        folder = shutil.copytree(whole, tmp_path / "tried")
        file = folder / path.relative_to(whole)
        data = newer(file.read_bytes())
        file.write_bytes(data)
        try:
            with open_for(folder) as answers:
                write(answers, "one", "and on")
                opens = True
        except StoreTooNew as error:
            assert "newer version" in str(error)
            opens = False
        assert opens == (path.parent.name == "inbox" or "backups" in path.parts), path
        if "backups" in path.parts and path.name == "answers.json" and not is_sealed:
            with pytest.raises(StoreTooNew):
                open_copy(Files(), folder, str(int(path.parent.name)))
        assert file.read_bytes() == data
        tried.add(path.name)
        shutil.rmtree(folder)
    assert {
        "answers.json",
        *(["answers.keys", "answers.keys.copy"] if is_sealed else [live_journal(whole).name]),
    } <= tried


def test_no_lock_is_changed_over_a_file_of_a_newer_version(whole: Path, tmp_path: Path) -> None:
    """Whichever it is, a message that waits as well; half rewritten, nothing would open them any more (it was so)."""
    is_sealed = is_locked(whole)
    for path in files_in(whole):
        if path.name in ("answers.lock", "answers.keys", "answers.keys.copy"):
            continue
        folder = shutil.copytree(whole, tmp_path / "tried")
        file = folder / path.relative_to(whole)
        if is_sealed and path.suffix == ".jsonl":
            vault = opened(folder)
            first, _, rest = file.read_bytes().partition(b"\n")
            plain, number = vault.open_line(first, -1, is_header=True)
            file.write_bytes(vault.seal_line(newer(plain + b"\n"), number, is_header=True) + rest)
        else:
            file.write_bytes(newer(file.read_bytes()))
        before = files_in(folder)
        with pytest.raises(StoreTooNew):
            if is_sealed:
                take_lock_off(Files(), folder, NOW, opened(folder))
            else:
                lock(folder)
        assert files_in(folder) == before
        shutil.rmtree(folder)


def test_a_newer_journal_line_under_a_lock_is_left_as_it_is(whole: Path) -> None:
    """The schema of a journal stands within its first line, sealed."""
    if not is_locked(whole):
        return
    vault, journal = opened(whole), live_journal(whole)
    first, _, rest = journal.read_bytes().partition(b"\n")
    plain, number = vault.open_line(first, -1, is_header=True)
    journal.write_bytes(vault.seal_line(newer(plain + b"\n"), number, is_header=True) + rest)
    before = files_in(whole)
    with pytest.raises(StoreTooNew):
        Answers.open(whole, vault=vault)
    assert files_in(whole) == before


def test_newer_keys_are_changed_by_nothing(whole: Path) -> None:
    """Neither by opening nor by taking the lock off or changing the passphrase."""
    if not is_locked(whole):
        lock(whole)
    vault = opened(whole)
    for name in ("answers.keys", "answers.keys.copy"):
        (whole / name).write_bytes(newer((whole / name).read_bytes()))
    before = files_in(whole)
    for act in (
        lambda: unlocked(whole, PASSPHRASE),
        lambda: take_lock_off(Files(), whole, NOW, vault),
        lambda: change_secret(Files(), whole, NOW, vault, {"passphrase": "something else"}),
        lambda: lock(whole),
    ):
        with pytest.raises(StoreTooNew):
            act()
    assert files_in(whole) == before


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["facts.jsonl", "agenda.toml"])
def test_damage_in_a_session_is_told_or_leaves_facts(tmp_path: Path, name: str, damage: str) -> None:
    """What can be read is there, in order; what cannot is said; a session goes on or is refused in one line."""
    with SessionFile.begin(tmp_path / "workshops", AGENDA_BYTES, "Small promises", BEGAN) as session:
        for fact in begun():
            session.append(fact)
    file = session.folder / name
    spoilt = DAMAGES[damage](file.read_bytes())
    file.write_bytes(spoilt)
    try:
        with SessionFile.open(session.folder) as again:
            assert set(again.facts) <= set(begun())
            assert (
                name != "facts.jsonl" or again.facts == begun() or again.problems or b"\n" not in spoilt[-1:]
            )
            again.append(begun()[1])
            assert again.facts[-1] == begun()[1]
    except StoreError as error:
        assert "\n" not in str(error)
    assert name == "facts.jsonl" or file.read_bytes() == spoilt
