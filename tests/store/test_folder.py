"""The folder: who can read it, links, read-only disks, stray files, two programs."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, abandon, latest_text, live_journal, write
from workbook import outside_editor
from workbook.errors import StoreError, StoreLocked
from workbook.store.answers import Answers


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Set the umask for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    """Give the permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def use_several_times(folder: Path) -> None:
    """Leave snapshot, journals, a backup and a damaged file behind."""
    for text in ("one", "two", "three"):
        with Answers.open(folder) as answers:
            write(answers, "prompt", text * 100)
    live_journal(folder).write_bytes(live_journal(folder).read_bytes() + b"torn")
    with Answers.open(folder) as answers:
        write(answers, "prompt", "four")


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o377])
def test_only_the_owner_can_read_whatever_the_umask(folder: Path, mask: int) -> None:
    """Folders are 0700 and files 0600, from the first byte to the last backup."""
    with umask(mask):
        use_several_times(folder)
    everything = [folder, *folder.rglob("*")]
    assert {path.name for path in everything} >= {"answers.json", "answers.lock", "backups", "damaged"}
    assert {mode(path) for path in everything if path.is_dir()} == {0o700}
    assert {mode(path) for path in everything if path.is_file()} == {0o600}


def test_a_folder_that_is_there_is_closed_to_others(folder: Path) -> None:
    """An empty folder given by hand becomes 0700; one that holds other things is left as it is."""
    folder.mkdir(mode=0o755)
    Answers.open(folder).close()
    assert mode(folder) == 0o700
    shared = folder.with_name("shared")
    shared.mkdir()
    shared.chmod(0o755)
    (shared / "holiday.jpg").write_bytes(b"picture")
    Answers.open(shared).close()
    assert mode(shared) == 0o755


def test_a_folder_is_closed_again_after_an_editor_was_used(folder: Path) -> None:
    """What the person's own editor left behind belongs in the folder (it kept it at 0755 for good)."""
    with Answers.open(folder) as answers:
        write(answers, "prompt", "one")
    outside_editor.begin(folder, "two")
    folder.chmod(0o755)
    Answers.open(folder).close()
    assert mode(folder) == 0o700


def test_a_linked_folder_is_followed(folder: Path) -> None:
    """The files lie where the link leads, and the lock is the same from both sides."""
    link = folder.with_name("link")
    folder.mkdir()
    link.symlink_to(folder, target_is_directory=True)
    with Answers.open(link) as answers:
        write(answers, "prompt", "through the link")
        with pytest.raises(StoreLocked):
            Answers.open(folder)
    assert link.is_symlink()
    with Answers.open(folder) as answers:
        assert latest_text(answers, "prompt") == "through the link"


def test_a_linked_snapshot_is_followed(folder: Path, tmp_path: Path) -> None:
    """The link stays a link; the answers are written where it leads."""
    elsewhere = tmp_path / "elsewhere"
    with Answers.open(elsewhere) as answers:
        write(answers, "prompt", "first")
    folder.mkdir()
    (folder / "answers.json").symlink_to(elsewhere / "answers.json")
    with Answers.open(folder) as answers:
        assert latest_text(answers, "prompt") == "first"
        write(answers, "prompt", "second " * 200)
    assert (folder / "answers.json").is_symlink()
    with Answers.open(elsewhere) as answers:
        assert latest_text(answers, "prompt").startswith("second")


def test_half_made_files_are_removed(folder: Path) -> None:
    """What an interrupted program left is gone after the next opening; nothing else is."""
    with Answers.open(folder) as answers:
        write(answers, "prompt", "kept")
    strays = [folder / "answers.json.new", folder / "journals" / "000000000099.jsonl.new"]
    (folder / "backups" / "000000000005.new").mkdir(parents=True)
    for stray in strays:
        stray.write_bytes(b"half")
    with Answers.open(folder) as answers:
        assert latest_text(answers, "prompt") == "kept"
    assert list(folder.rglob("*.new")) == []


def test_a_second_opening_is_refused_and_told_by_whom(folder: Path) -> None:
    """The message names the process and the time, and says what to do."""
    with Answers.open(folder) as answers:
        with pytest.raises(StoreLocked) as caught:
            Answers.open(folder)
        assert f"process {os.getpid()}" in str(caught.value)
        assert "Close it there first" in str(caught.value)
        write(answers, "prompt", "the first goes on")
    Answers.open(folder).close()


def test_another_process_is_refused_until_this_one_ends(folder: Path) -> None:
    """The lock holds between processes, and nobody has to clean up after a killed one."""
    script = (
        "import sys; from pathlib import Path; from workbook.store.answers import Answers\n"
        "answers = Answers.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreLocked, match=f"process {other.pid} "):
            Answers.open(folder)
        with Answers.open(folder, read_only=True) as reader:
            assert reader.all_layers() == []
        other.kill()
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""


def test_reading_beside_a_writer_sees_what_is_acknowledged(folder: Path) -> None:
    """Snapshot and journal together give the present state, before and after folding in."""
    with Answers.open(folder) as writer:
        for text in ("first " * 50, "second", "third " * 90):
            write(writer, "prompt", text)
            with Answers.open(folder, read_only=True) as reader:
                assert latest_text(reader, "prompt") == text
            writer._storage._compact(writer._store.durable)  # type: ignore[arg-type]
            with Answers.open(folder, read_only=True) as reader:
                assert latest_text(reader, "prompt") == text


def test_reading_changes_nothing(folder: Path) -> None:
    """No file appears, none is changed, and writing is refused in words."""
    with Answers.open(folder, read_only=True) as answers:
        assert answers.read_only
        assert answers.all_layers() == []
    assert not folder.exists()
    use_several_times(folder)
    (folder / "answers.json").write_bytes(b"null")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with Answers.open(folder, read_only=True) as answers:
        assert latest_text(answers, "prompt") == "four"
        assert "Opened from the backup" in answers.opened_from
        with pytest.raises(StoreError, match="read only"):
            write(answers, "prompt", "five")
        assert latest_text(answers, "prompt") == "four"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_disk_that_cannot_be_written_is_refused_in_words(folder: Path) -> None:
    """The message names the folder and the reason; the lock is given back."""
    files = FailingFiles()
    files.fail_from_now()
    with pytest.raises(StoreError) as caught:
        Answers.open(folder, files=files)
    assert str(folder) in str(caught.value)
    assert "the disk is full" in str(caught.value)
    Answers.open(folder).close()


def test_a_file_in_place_of_the_folder_is_refused_in_words(folder: Path) -> None:
    """What is no folder is no place for answers, for reading or for writing."""
    folder.write_text("a file")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="cannot be"):
            Answers.open(folder, read_only=read_only)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused_in_words(folder: Path) -> None:
    """The folder's rights are respected and named as the reason."""
    Answers.open(folder).close()
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            Answers.open(folder)
    finally:
        folder.chmod(0o700)


def test_closing_twice_is_harmless_and_writing_afterwards_is_refused(folder: Path) -> None:
    """After closing, nothing more is taken, and another program may open."""
    answers = Answers.open(folder)
    answers.close()
    answers.close()
    with pytest.raises(StoreError, match="closed"):
        write(answers, "prompt", "too late")
    Answers.open(folder).close()


def test_a_crash_while_the_store_is_made_leaves_a_store(folder: Path) -> None:
    """Without its first snapshot, an empty journal is the beginning and not a loss."""
    abandon(Answers.open(folder))
    (folder / "answers.json").unlink()
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        write(answers, "prompt", "begun")
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "prompt") == "begun"
