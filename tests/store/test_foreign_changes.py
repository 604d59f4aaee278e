"""Another program changes the files while they are open: both versions are kept, and it is said."""

import os
import shutil
from pathlib import Path

import pytest

from tests.store.building import latest_text, live_journal, write
from workbook.store.answers import Answers
from workbook.store.snapshot import Snapshot, decode_snapshot, encode_snapshot


def conflicts(folder: Path) -> list[bytes]:
    """Give what was put aside."""
    return [path.read_bytes() for path in sorted((folder / "conflicts").glob("*"))]


def test_a_changed_snapshot_is_put_aside(folder: Path) -> None:
    """Ours is written whole, theirs is kept, and the notice says where."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours")
        (folder / "answers.json").write_bytes(b'{"theirs": true}')
        write(answers, "two", "ours too")
        assert conflicts(folder) == [b'{"theirs": true}']
        assert len(answers.notices) == 1
        assert "conflicts" in answers.notices[0]
        write(answers, "two", "and on")
        assert len(answers.notices) == 1
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert (latest_text(answers, "one"), latest_text(answers, "two")) == ("ours", "and on")


def test_a_replaced_journal_is_put_aside(folder: Path) -> None:
    """A sync program that brings back an older journal takes nothing with it."""
    with Answers.open(folder) as answers:
        journal = live_journal(folder)
        older = journal.read_bytes()
        write(answers, "one", "ours")
        replaced = journal.with_name("older")
        replaced.write_bytes(older)
        replaced.replace(journal)
        write(answers, "two", "ours too")
        assert conflicts(folder) == [older]
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert (latest_text(answers, "one"), latest_text(answers, "two")) == ("ours", "ours too")


def test_lines_another_program_appended_are_put_aside(folder: Path) -> None:
    """They are not taken for ours, and ours are not lost behind them."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours")
        with live_journal(folder).open("ab") as journal:
            journal.write(b"not a line of ours\n")
        write(answers, "two", "ours too")
        assert conflicts(folder)[0].endswith(b"not a line of ours\n")
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert len(answers.all_layers()) == 2


def test_removed_files_are_written_again(folder: Path) -> None:
    """Snapshot and journals deleted by hand while the program runs: memory has everything."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours")
        (folder / "answers.json").unlink()
        shutil.rmtree(folder / "journals")
        write(answers, "two", "ours too")
        assert all("removed" in notice for notice in answers.notices)
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert len(answers.all_layers()) == 2


@pytest.mark.parametrize("much", [1, 20_000], ids=["not folded in", "folded in"])
def test_what_is_changed_before_leaving_is_put_aside_too(folder: Path, much: int) -> None:
    """After the last save, whether the journal is folded in or not (leaving wrote over it without a word)."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours before " * 20_000)
    theirs = (folder / "answers.json").read_bytes()
    with Answers.open(folder) as answers:
        write(answers, "one", "ours " * much)
        newer = decode_snapshot(theirs)
        foreign = encode_snapshot(Snapshot(newer.store, newer.sequence + 50, newer.tables))
        (folder / "answers.json").write_bytes(foreign)
    assert conflicts(folder) == [foreign]
    with Answers.open(folder) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "one") == "ours " * much
        assert len(answers.layers("one")) == 2


def test_a_touched_file_is_no_change(folder: Path) -> None:
    """A backup program that sets a time, or puts an equal copy in place, is no conflict."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours")
        for path in (folder / "answers.json", live_journal(folder)):
            os.utime(path, (1, 1))
        write(answers, "two", "ours too")
        for path in (folder / "answers.json", live_journal(folder)):
            copy = path.with_name("copy")
            shutil.copy(path, copy)
            copy.replace(path)
        write(answers, "three", "and on")
        assert answers.notices == []
        assert not (folder / "conflicts").exists()
    with Answers.open(folder) as answers:
        assert len(answers.all_layers()) == 3
