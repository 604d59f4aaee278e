"""A session on the disk: nothing that was acknowledged is lost, and nothing is half there."""

import errno
import hashlib
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.room.sessions import AGENDA_BYTES, BEGAN, begun, fact
from tests.store.building import FailingFiles
from workbook.errors import StoreError, StoreLocked, StoreTooNew
from workbook.room.session_file import FACTS, SessionFile, read_session, sessions, unfinished
from workbook.room.session_lines import SESSION_FORMAT, decode_lines, encode_beginning, encode_fact
from workbook.store.files import Files
from workbook.store.snapshot import encode_header
from workbook.workshop.facts import Fact


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of all sessions, not made yet, in a folder that is not made yet."""
    return tmp_path / "words" / "workshops"


def begin(root: Path, title: str = "Small promises", files: Files | None = None) -> SessionFile:
    """Begin a session."""
    return SessionFile.begin(root, AGENDA_BYTES, title, BEGAN, files)


def test_what_happened_is_there_again(root: Path) -> None:
    """Facts and the agenda's very bytes come back, in order, with title and time."""
    with begin(root) as session:
        for one in (*begun(), fact("noted", 3, words="warm — «ok»\nsecond line")):
            session.append(one)
        kept = session.facts
    with SessionFile.open(session.folder) as again:
        assert again.facts == kept
        assert again.facts[-1].words == "warm — «ok»\nsecond line"
        assert (again.agenda_bytes, again.title, again.began) == (AGENDA_BYTES, "Small promises", BEGAN)
        assert again.problems == ()
        again.append(fact("entered", 5, 1))
    assert len(read_session(session.folder).lines.facts) == 4


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Small promises", "small-promises"),
        ("Čaj & così/../..", "caj-cosi"),
        ("小さな約束", "session"),
        ("x" * 300, "x" * 40),
    ],
)
def test_the_folder_says_when_and_what(root: Path, title: str, slug: str) -> None:
    """Its name is the local time and the title in plain letters, and never leads elsewhere."""
    with begin(root, title) as session:
        assert session.folder == root / f"{BEGAN.astimezone():%Y-%m-%d-%H%M}-{slug}"


def test_two_sessions_of_one_minute_are_two_folders(root: Path) -> None:
    """The second has a number, and nothing of the first is touched."""
    with begin(root) as first, begin(root) as second:
        assert second.folder.name == f"{first.folder.name}-2"


def test_only_the_owner_can_read_it(root: Path) -> None:
    """Folders are 0700 and files 0600, all the way down from what was made."""
    with begin(root) as session:
        session.append(begun()[0])
        made = [root.parent, root, *root.rglob("*")]
        assert {path.name for path in made} >= {"agenda.toml", "facts.jsonl", "lock"}
        for path in made:
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert session.folder in made


def test_a_second_console_gets_one_clear_line(root: Path) -> None:
    """It is told who has the session; once that lets go, it can be opened."""
    session = begin(root)
    with pytest.raises(StoreLocked, match=r"^This session is open in another console \(process \d+") as told:
        SessionFile.open(session.folder)
    assert "\n" not in str(told.value)
    session.close()
    SessionFile.open(session.folder).close()


def test_unfinished_is_the_newest_without_an_end(root: Path) -> None:
    """An end that was taken back is none; a session that never began is nothing to go on with."""
    assert unfinished(root) is None
    old = SessionFile.begin(root, b"", "Old", BEGAN - timedelta(days=7))
    new = begin(root)
    begin(root, "Never begun").close()
    for session in (old, new):
        for one in begun():
            session.append(one)
    assert unfinished(root) == new.folder
    new.append(fact("ended", 45))
    assert unfinished(root) == old.folder
    new.append(fact("undone", 46))
    assert unfinished(root) == new.folder
    new.append(fact("ended", 47))
    new.append(fact("entered", 48, 0))
    assert unfinished(root) == new.folder
    for session in (old, new):
        session.close()


def test_what_is_no_session_is_passed_over(root: Path) -> None:
    """Strange files and folders beside the sessions stop nobody."""
    with begin(root) as session:
        session.append(begun()[0])
    (root / "9999-notes.txt").write_text("mine")
    (root / "9999-empty").mkdir()
    (root / "9999-half.new").mkdir()
    assert [record.folder for record in sessions(root)] == [session.folder]


@pytest.mark.parametrize("torn", [b"3f2a", b'3f2a90b1c2d4e5f6 {"kind": "ent', b"\xff\xfe"])
def test_a_torn_last_line_is_dropped(root: Path, torn: bytes) -> None:
    """It was never acknowledged: nothing is said of it, and the next fact stands on a line of its own."""
    with begin(root) as session:
        session.append(begun()[0])
    file = session.folder / FACTS
    file.write_bytes(file.read_bytes() + torn)
    with SessionFile.open(session.folder) as again:
        assert again.facts == begun()[:1]
        assert again.problems == ()
        again.append(begun()[1])
    assert read_session(session.folder).lines.facts == begun()
    assert torn not in file.read_bytes()


def test_a_damaged_line_is_told_and_all_else_kept(root: Path) -> None:
    """The line is named; the facts around it count, and its bytes stay in the file."""
    with begin(root) as session:
        for one in (*begun(), fact("paused", 2), fact("resumed", 3)):
            session.append(one)
    file = session.folder / FACTS
    lines = file.read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b"paused", b"pauzed")
    file.write_bytes(b"\n".join(lines))
    with SessionFile.open(session.folder) as again:
        assert [one.kind for one in again.facts] == ["begun", "entered", "resumed"]
        assert len(again.problems) == 1
        assert f"{file}, line 4: " in again.problems[0]
        again.append(fact("ended", 9))
    assert lines[3] in file.read_bytes()
    assert len(read_session(session.folder).lines.facts) == 4


def test_a_damaged_first_line_costs_no_fact(root: Path) -> None:
    """Title and beginning are lost, and told to be; what happened is not."""
    with begin(root) as session:
        for one in begun():
            session.append(one)
    file = session.folder / FACTS
    file.write_bytes(file.read_bytes().replace(b"Small", b"Smell"))
    record = read_session(session.folder)
    assert record.lines.facts == begun()
    assert record.lines.damaged == (1,)


def test_a_newer_session_is_left_untouched(root: Path) -> None:
    """A newer version's file is refused by name and not a byte of it changes."""
    with begin(root) as session:
        pass

    file = session.folder / FACTS
    file.write_bytes(encode_header({"format": SESSION_FORMAT, "schema": 99}))
    before = file.read_bytes()
    with pytest.raises(StoreTooNew, match=r"session in .* newer version"):
        SessionFile.open(session.folder)
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["agenda.toml", FACTS])
def test_a_folder_without_a_session_is_told(root: Path, name: str) -> None:
    """What is missing is named, on one line."""
    with begin(root) as session:
        pass
    (session.folder / name).unlink()
    with pytest.raises(StoreError, match=f"no session in .*{name} is missing") as told:
        SessionFile.open(session.folder)
    assert "\n" not in str(told.value)


def test_a_fact_of_a_newer_kind_is_kept_and_not_read(root: Path) -> None:
    """A whole line that this version has no use for is no damage."""
    with begin(root) as session:
        session.append(begun()[0])

    strange = encode_fact(begun()[0]).split(b" ", 1)[1].rstrip().replace(b"begun", b"waved")

    line = hashlib.sha256(strange).hexdigest()[:16].encode() + b" " + strange + b"\n"
    file = session.folder / FACTS
    file.write_bytes(file.read_bytes() + line)
    with SessionFile.open(session.folder) as again:
        assert (again.facts, again.problems) == (begun()[:1], ())
        again.append(begun()[1])
    assert line in file.read_bytes()


def run_script(root: Path, files: Files) -> tuple[Path | None, list[Fact]]:
    """Begin a session and write facts, each tried twice; give what was acknowledged."""
    session = None
    for _ in range(2):
        try:
            session = session or begin(root, files=files)
        except StoreError:
            continue
    if session is None:
        return None, []
    told: list[Fact] = []
    for number in range(4):
        one = fact("noted", number, words=f"{number} " + "words " * (20 - number * 5))
        for _ in range(2):
            try:
                session.append(one)
            except OSError:
                assert list(session.facts) == told
                continue
            told.append(session.facts[-1])
            break
    session.close()
    return session.folder, told


@pytest.mark.parametrize("for_good", [False, True])
def test_any_failing_operation_loses_nothing(tmp_path: Path, for_good: bool) -> None:
    """Whichever file operation fails, once or from then on: what was acknowledged is there, nothing is half made."""
    counting = FailingFiles()
    run_script(tmp_path / "counted", counting)
    assert counting.count > 20
    for number in range(1, counting.count + 1):
        root = tmp_path / str(number)
        code = (errno.ENOSPC, errno.EIO)[number % 2]
        folder, told = run_script(root, FailingFiles(number, for_good=for_good, code=code))
        for record in sessions(root):
            assert record.agenda_bytes == AGENDA_BYTES
            assert record.problems == ()
            assert record.lines.title == "Small promises"
            if record.folder == folder:
                found = list(record.lines.facts)
                assert found[: len(told)] == told
                # With a disk that is gone, whether the last try arrived cannot be known.
                assert len(found) <= len(told) + for_good
        if not for_good:
            assert folder is not None
            assert len(told) == 4


@pytest.mark.parametrize("operation", ["write", "sync"])
def test_a_fact_that_failed_leaves_no_trace(
    root: Path, operation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not there after a crash; a later one goes to a file of its own, for the disk was not trusted."""

    def fail(_: Files, descriptor: int, data: bytes = b"") -> None:
        os.write(descriptor, data[: len(data) // 2])
        raise OSError(errno.EIO, "failed")

    with begin(root) as session:
        session.append(begun()[0])
        file = session.folder / FACTS
        before, inode = file.read_bytes(), file.stat().st_ino
        with monkeypatch.context() as failing:
            failing.setattr(Files, operation, fail)
            with pytest.raises(OSError, match="failed"):
                session.append(begun()[1])
        assert file.read_bytes() == before
        assert session.facts == begun()[:1]
        session.append(begun()[1])
        assert file.stat().st_ino != inode
    assert read_session(session.folder).lines.facts == begun()


def test_a_full_disk_is_told_in_words(root: Path) -> None:
    """No session is begun, nothing is left behind, and the line says why."""
    files = FailingFiles()
    begin(root).close()
    before = sorted(root.rglob("*"))
    files.fail_from_now()
    with pytest.raises(StoreError, match=r"No session can be begun in .*: the disk is full"):
        begin(root, "Another", files)
    assert sorted(root.rglob("*")) == before


def test_a_folder_that_is_gone_is_told(root: Path) -> None:
    """A fact is not acknowledged into a file that no longer has a name; back in its place, it goes on."""
    with begin(root) as session:
        session.append(begun()[0])
        elsewhere = root.parent / "moved"
        session.folder.rename(elsewhere)
        for _ in range(2):
            with pytest.raises(OSError, match="No such file"):
                session.append(begun()[1])
        elsewhere.rename(session.folder)
        session.append(begun()[1])
    assert read_session(session.folder).lines.facts == begun()


def test_words_are_kept_as_they_will_be_read(root: Path) -> None:
    """What no file can hold is cleaned before it is written, not a failure afterwards."""
    with begin(root) as session:
        session.append(fact("noted", 1, words="half \ud83d \x1b[31m of an emoji"))
        assert session.facts == read_session(session.folder).lines.facts
        assert session.facts[0].words == "half  [31m of an emoji"


def test_reading_twice_says_the_same() -> None:
    """Reading is pure: any beginning of a file gives a beginning of its facts."""
    whole = encode_beginning("Small promises", BEGAN) + b"".join(map(encode_fact, begun()))
    for length in range(len(whole) + 1):
        lines = decode_lines(whole[:length])
        assert lines.facts == begun()[: len(lines.facts)]
        assert lines.damaged in ((), (1,))
        assert (lines.damaged == (1,)) == (b"\n" not in whole[:length])
