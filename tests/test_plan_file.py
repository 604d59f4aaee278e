"""The file of a plan: nothing a person or another program wrote in it is ever lost."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workshop.agendas import AGENDA
from workbook.errors import StoreError, WorkbookError
from workbook.plan_file import PlanFile
from workbook.store.files import Files, Stamp
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.agenda_text import agenda_text


def written(folder: Path, text: str = AGENDA) -> tuple[Path, Agenda]:
    """Write a file and give what it says."""
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    draft = parse_agenda(text.encode(), path.name).draft
    assert draft
    return path, draft


def says(path: Path) -> Agenda | None:
    """Read what a file says now."""
    return parse_agenda(path.read_bytes(), path.name).draft


def renamed(agenda: Agenda, title: str) -> Agenda:
    """Give it another title."""
    return replace(agenda, title=title)


def names(folder: Path) -> list[str]:
    """List everything in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_comments_within_the_file_are_kept_in_a_copy(tmp_path: Path) -> None:
    """Before the first change the file as it was should be put beside it, once, and under a name that is free."""
    text = f"# On Friday.\n{AGENDA}# mine\n"
    path, agenda = written(tmp_path, text)
    (tmp_path / "plan.before.toml").write_text("from another day")
    plan = PlanFile(path)
    assert plan.loses_something
    plan.save(renamed(agenda, "One"))
    plan.save(renamed(agenda, "Two"))
    assert names(tmp_path) == ["plan.before-2.toml", "plan.before.toml", "plan.toml"]
    assert (tmp_path / "plan.before-2.toml").read_text("utf-8") == text
    assert (tmp_path / "plan.before.toml").read_text("utf-8") == "from another day"
    assert path.read_text("utf-8").startswith("# On Friday.\n")
    assert says(path) == renamed(agenda, "Two")


def test_a_file_in_our_own_writing_needs_no_copy(tmp_path: Path) -> None:
    """What loses nothing is simply written."""
    path, agenda = written(tmp_path, agenda_text(parse_agenda(AGENDA.encode(), "x").agenda or pytest.fail()))
    plan = PlanFile(path)
    assert not plan.loses_something
    plan.save(renamed(agenda, "One"))
    assert names(tmp_path) == ["plan.toml"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_another_program_wrote_is_left_alone(tmp_path: Path) -> None:
    """Both should be kept: theirs in the file, ours beside it, and it should be known where."""
    path, agenda = written(tmp_path)
    plan = PlanFile(path)
    plan.save(renamed(agenda, "Ours"))
    path.write_text("theirs", encoding="utf-8")
    plan.save(renamed(agenda, "Ours again"))
    plan.save(renamed(agenda, "And again"))
    assert path.read_text("utf-8") == "theirs"
    assert plan.left == path
    assert plan.path == tmp_path / "plan.mine.toml"
    assert says(plan.path) == renamed(agenda, "And again")


def test_a_file_that_was_only_touched_is_not_another(tmp_path: Path) -> None:
    """The same bytes with another date are no change."""
    path, agenda = written(tmp_path)
    plan = PlanFile(path)
    os.utime(path, (1, 1))
    plan.save(renamed(agenda, "Ours"))
    assert plan.left is None
    assert says(path) == renamed(agenda, "Ours")


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    """Deleting the file while planning loses nothing of the plan."""
    path, agenda = written(tmp_path)
    plan = PlanFile(path)
    path.unlink()
    plan.save(agenda)
    assert says(path) == agenda


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    """Opening and closing should leave the file as it was, with its date."""
    path, agenda = written(tmp_path)
    PlanFile(path).save(agenda)
    plan = PlanFile(path)
    before = Files().stamp(path)
    plan.save(agenda)
    assert Files().stamp(path) == before


def test_links_are_followed(tmp_path: Path) -> None:
    """A link stays a link; the file behind it is written."""
    path, agenda = written(tmp_path)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    PlanFile(link).save(renamed(agenda, "Behind"))
    assert link.is_symlink()
    assert says(path) == renamed(agenda, "Behind")


class FailingFiles(Files):
    """A disk on which the n-th operation fails, once."""

    def __init__(self, number: int) -> None:
        self.left = number

    def _step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")

    def write(self, descriptor: int, data: bytes) -> None:
        """Write half, perhaps."""
        try:
            self._step()
        except OSError:
            super().write(descriptor, data[: len(data) // 2])
            raise
        super().write(descriptor, data)

    def create(self, path: Path) -> int:
        """Create, perhaps."""
        self._step()
        return super().create(path)

    def sync(self, descriptor: int) -> None:
        """Sync, perhaps."""
        self._step()
        super().sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Replace, perhaps."""
        self._step()
        super().replace(source, target)

    def stamp(self, path: Path) -> Stamp | None:
        """Look, perhaps."""
        self._step()
        return super().stamp(path)

    def sync_folder(self, path: Path) -> None:
        """Sync, perhaps."""
        self._step()
        super().sync_folder(path)


@pytest.mark.parametrize("number", range(2, 16))
def test_whichever_step_fails_the_file_is_whole(tmp_path: Path, number: int) -> None:
    """The file says the old or the new after any failure; trying again writes the new, and nothing is left over."""
    path, agenda = written(tmp_path)
    new = renamed(agenda, "New")
    plan = PlanFile(path, FailingFiles(number))
    failed = False
    try:
        plan.save(new)
    except OSError:
        failed = True
        assert says(path) in (agenda, new)
        assert not [name for name in names(tmp_path) if name.endswith(".new")]
        plan.save(new)
    assert failed == (number <= 10)
    assert says(path) == new
    assert plan.left is None
    copies = [(tmp_path / name).read_text("utf-8") for name in names(tmp_path) if "before" in name]
    assert set(copies) == {AGENDA}


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    """Too many words for a file: the last good state stays, and it is said."""
    path, agenda = written(tmp_path)
    plan = PlanFile(path)
    too_much = replace(agenda, blocks=tuple(replace(block, say="word " * 8000) for block in agenda.blocks))
    with pytest.raises(StoreError, match="more words than a file may have"):
        plan.save(too_much)
    assert path.read_text("utf-8") == AGENDA


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """Folders and huge files: a clear line."""
    with pytest.raises(WorkbookError, match="no ordinary file"):
        PlanFile(tmp_path)
    huge = tmp_path / "huge"
    huge.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(WorkbookError, match="too large"):
        PlanFile(huge)
    assert PlanFile(tmp_path / "new.toml").parsed is None
