"""A folder that another program keeps in step: its copies are named, never opened unasked, and brought together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.building import latest_text, write
from workbook.store.answers import Answers
from workbook.store.archive import archive_from
from workbook.store.bringing_in import bring_in
from workbook.store.copies import open_copy
from workbook.store.files import Files
from workbook.store.foreign import copies_in, is_copy, notice, put_aside

NAMES = (
    "answers (conflicted copy).json",
    "answers (Ada's conflicted copy 2026-05-03).json",
    "answers (conflicted copy 2026-05-03 091500).json",
    "answers.sync-conflict-20260503-091500-ABCDEFG.json",
    "answers (1).json",
    "answers-laptop.json",
    "answers_conf(1).json",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_sync_programs_are_known(folder: Path, name: str) -> None:
    """Each is named at opening, with what brings it in."""
    with Answers.open(folder) as answers:
        write(answers, "one", "ours")
    assert notice(Files(), folder) == ""
    (folder / name).write_bytes(b"theirs")
    assert copies_in(Files(), folder) == [folder / name]
    assert notice(Files(), folder).startswith("Another copy of your answers is in the folder.")
    assert "“Bring copies together”" in notice(Files(), folder)


@pytest.mark.parametrize(
    "name", ["answers.json", "answers.json.new", "answers.lock", "notes.json", "answers.keys"]
)
def test_other_files_are_no_copies(name: str) -> None:
    """Neither one's own nor anybody else's."""
    assert not is_copy(name)


@pytest.fixture
def two_machines(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A folder, and a copy of it in which was written elsewhere since."""
    with Answers.open(folder) as answers:
        write(answers, "one", "both know this")
        answers._storage.fold_in_at_close()
    other = tmp_path / "laptop"
    shutil.copytree(folder, other)
    with Answers.open(other) as answers:
        write(answers, "two", "written on the laptop")
        layer = answers.latest("one")
        assert layer is not None
        answers.set_moved(layer.id, "moved on the laptop")
        answers._storage.fold_in_at_close()
    with Answers.open(folder) as answers:
        write(answers, "three", "written here")
    return folder, other


def test_a_conflicted_copy_is_brought_together_by_layer(two_machines: tuple[Path, Path]) -> None:
    """What either wrote is there afterwards; the copy is put aside and not named again; twice adds nothing."""
    here, other = two_machines
    copy = here / NAMES[0]
    shutil.copy(other / "answers.json", copy)
    archive = archive_from(open_copy(Files(), here, str(copy)).tables)
    with Answers.open(here) as answers:
        assert latest_text(answers, "two") == ""
        assert bring_in(answers, archive).adds_something
        assert not bring_in(answers, archive).adds_something
        assert [latest_text(answers, one) for one in ("one", "two", "three")] == [
            "both know this",
            "written on the laptop",
            "written here",
        ]
        assert "moved on the laptop" in [layer.moved for layer in answers.layers("one")]
    kept = put_aside(Files(), here, copy)
    assert kept is not None
    assert kept.read_bytes() == (other / "answers.json").read_bytes()
    assert notice(Files(), here) == ""
    assert put_aside(Files(), here, other / "answers.json") is None


def test_what_another_program_put_in_place_while_open_can_be_brought_in(
    two_machines: tuple[Path, Path],
) -> None:
    """Ours is written again, theirs is kept in conflicts, named at the next opening, and nothing of it is lost."""
    here, other = two_machines
    with Answers.open(here) as answers:
        write(answers, "four", "before")
        shutil.copy(other / "answers.json", here / "answers.json")
        write(answers, "four", "after")
        assert "conflicts" in answers.notices[-1]
    (kept,) = copies_in(Files(), here)
    assert kept.parent.name == "conflicts"
    with Answers.open(here) as answers:
        bring_in(answers, archive_from(open_copy(Files(), here, str(kept)).tables))
        assert latest_text(answers, "four") == "after"
        assert latest_text(answers, "two") == "written on the laptop"


def test_what_was_deleted_here_does_not_come_back(two_machines: tuple[Path, Path]) -> None:
    """Unless it says something else there; and what is alive here is not deleted from there."""
    here, other = two_machines
    with Answers.open(other) as answers:
        two = answers.latest("two")
        assert two is not None
        answers.delete_layer(answers.layers("one")[0].id)
    theirs = archive_from(open_copy(Files(), here, str(other)).tables)
    with Answers.open(here) as answers:
        bring_in(answers, theirs)
        assert latest_text(answers, "one") == "both know this"
        assert answers.trash() == []
        deleted = answers.delete_layer(two.id)
        assert not bring_in(answers, theirs).adds_something
        assert latest_text(answers, "two") == ""
        assert [one.id for one in answers.trash()] == [deleted.id]
    with Answers.open(other) as answers:
        answers.set_moved(two.id, "thought on")
    with Answers.open(here) as answers:
        bring_in(answers, archive_from(open_copy(Files(), here, str(other)).tables))
        assert latest_text(answers, "two") == "written on the laptop"
