"""Backups: one for each session that has something new, the last ten, each whole by itself."""

from pathlib import Path

import pytest

from tests.store.building import FailingFiles, abandon, latest_text, write
from workbook.store.answers import Answers
from workbook.store.backups import KEPT, Backups
from workbook.store.files import Files


def session(folder: Path, text: str) -> None:
    """Come, write, and leave."""
    with Answers.open(folder) as answers:
        write(answers, "one", text)


def backups(folder: Path) -> list[str]:
    """Give the names of the backups, in order."""
    return sorted(path.name for path in (folder / "backups").glob("*"))


def test_each_session_begins_with_a_backup_of_the_one_before(folder: Path) -> None:
    """The backup is a store of its own and says what was there when the session began."""
    for number in range(3):
        session(folder, f"session {number} " * 40)
    assert len(backups(folder)) == 2
    for number, name in enumerate(backups(folder)):
        with Answers.open(folder / "backups" / name, read_only=True) as answers:
            assert answers.opened_from == ""
            assert latest_text(answers, "one") == f"session {number} " * 40


def test_a_backup_holds_what_was_only_in_the_journal(folder: Path) -> None:
    """A killed session is in the next session's backup as well."""
    answers = Answers.open(folder)
    write(answers, "one", "never folded in")
    abandon(answers)
    session(folder, "later")
    with Answers.open(folder / "backups" / backups(folder)[0], read_only=True) as backup:
        assert latest_text(backup, "one") == "never folded in"


def test_sessions_that_only_read_make_none(folder: Path) -> None:
    """Nothing new, nothing to back up."""
    session(folder, "one")
    session(folder, "two")
    before = backups(folder)
    for _ in range(3):
        with Answers.open(folder) as answers:
            assert latest_text(answers, "one") == "two"
    assert backups(folder) == before


def test_the_last_ten_are_kept_by_number(folder: Path) -> None:
    """Older ones go, and with them the journals that only they needed."""
    for number in range(KEPT + 5):
        session(folder, f"session {number} " * 40)
    assert len(backups(folder)) == KEPT
    with Answers.open(folder / "backups" / backups(folder)[0], read_only=True) as oldest:
        assert latest_text(oldest, "one").startswith("session 4 ")
    assert len(list((folder / "journals").iterdir())) <= 4


def test_an_old_backup_goes_only_after_the_new_one_is_whole(folder: Path) -> None:
    """Whichever operation of making one fails, ten whole ones are there, and the answer is saved."""
    for number in range(KEPT + 2):
        session(folder, f"session {number} " * 40)
    for operation in range(1, 60):
        files = FailingFiles()
        with Answers.open(folder, files=files) as answers:
            files.fail_at = files.count + operation
            try:
                write(answers, "one", f"try {operation} " * 40)
            except OSError:
                write(answers, "one", f"try {operation} " * 40)
        whole = [name for name in backups(folder) if not name.endswith(".new")]
        assert len(whole) >= KEPT
        for name in whole:
            with Answers.open(folder / "backups" / name, read_only=True) as backup:
                assert backup.opened_from == ""
        with Answers.open(folder, read_only=True) as answers:
            assert latest_text(answers, "one") == f"try {operation} " * 40


class RemovesHalf(Files):
    """A disk on which the removing of a folder ends half way, as when the program is killed."""

    def remove(self, path: Path) -> None:
        """Remove one of its files, and no more."""
        within = sorted(one for one in path.rglob("*") if one.is_file())
        super().remove(within[0] if within else path)
        if within:
            raise OSError(5, "Input/output error")


def test_an_old_backup_is_gone_or_whole(folder: Path) -> None:
    """Under its number there is never a backup of which a part has been removed already."""
    for number in range(KEPT + 1):
        session(folder, f"session {number} " * 40)
    with Answers.open(folder, files=RemovesHalf()) as answers:
        write(answers, "one", "one more")
    for name in backups(folder):
        if not name.endswith(".new"):
            with Answers.open(folder / "backups" / name, read_only=True) as backup:
                assert backup.opened_from == ""
    assert len(backups(folder)) == KEPT + 1
    session(folder, "and on")
    assert len(backups(folder)) == KEPT


def test_a_backup_that_cannot_be_made_is_told_and_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving goes on; the notice gives the reason."""

    def refuse(self: Backups, sequence: int, journals: list[Path]) -> None:
        raise OSError(28, "No space left on device")

    session(folder, "one")
    monkeypatch.setattr(Backups, "make", refuse)
    with Answers.open(folder) as answers:
        write(answers, "one", "two")
        assert answers.notices == ["No backup could be made: the disk is full."]
        assert latest_text(answers, "one") == "two"
