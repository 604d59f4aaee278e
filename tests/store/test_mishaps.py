"""Folders that vanish or cannot be written, clocks that lie: what was acknowledged is there, plain and under a lock."""

import errno
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.acts import open_for, words_in
from tests.store.building import FailingFiles, SetClock, latest_text, write
from tests.store.locks import files_in, holding, lock, opened
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.drafts import Drafts
from workbook.store.files import Files
from workbook.store.inbox import Message, put_message
from workbook.store.locking import is_locked
from workbook.store.vault import Vault

pytestmark = pytest.mark.usefixtures("quick_locks")


@pytest.fixture(params=[False, True], ids=["plain", "sealed"])
def used(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A store with an answer, locked or not."""
    with Answers.open(folder, clock=SetClock()) as answers:
        write(answers, "one", "kept in memory")
    if request.param:
        lock(folder)
    return folder


def test_a_vanished_folder_keeps_the_words_pending_until_it_is_back(used: Path) -> None:
    """What is typed meanwhile waits; then all is written anew, and can be opened (the keys of a lock were not)."""
    sealed = is_locked(used)
    with open_for(used) as answers:
        drafts = Drafts(answers)
        write(answers, "two", "acknowledged")
        shutil.rmtree(used)
        drafts.put("prompt:three", lambda: write(answers, "three", "typed meanwhile"))
        assert drafts.flush().failure == "the folder is gone"
        assert drafts.pending
        assert not used.exists()
        used.mkdir()
        assert drafts.flush().saved == ("prompt:three",)
    assert is_locked(used) == sealed
    assert not sealed or holding(used, "typed meanwhile") == []
    with open_for(used) as answers:
        assert answers.opened_from == ""
        assert [latest_text(answers, name) for name in ("one", "two", "three")] == [
            "kept in memory",
            "acknowledged",
            "typed meanwhile",
        ]


def test_keys_that_another_program_took_away_are_put_back(used: Path) -> None:
    """While the answers are open, with the next save: sealed files without keys are as good as lost."""
    if not is_locked(used):
        lock(used)
    with open_for(used) as answers:
        for name in ("answers.keys", "answers.keys.copy"):
            (used / name).unlink()
        write(answers, "two", "acknowledged")
    with open_for(used) as answers:
        assert latest_text(answers, "two") == "acknowledged"


class ReadOnly(Files):
    """A disk that can only be read; root is stopped by no rights of a folder."""

    def __init__(self, code: int) -> None:
        self.code = code

    def refuse(self, *_: object) -> None:
        """Refuse."""
        raise OSError(self.code, os.strerror(self.code))

    make_folder = create = open_to_append = replace = remove = refuse  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.EROFS, "the disk can only be read"), (errno.EACCES, "the folder cannot be written")],
)
def test_a_folder_that_can_only_be_read_can_be_read_and_is_left_alone(
    used: Path, code: int, reason: str
) -> None:
    """Saving, leaving a message and damage are told with the reason; what is there can be looked at."""
    before = {path: data for path, data in files_in(used).items() if path.name != "answers.lock"}
    with open_for(used, ReadOnly(code)) as answers:
        drafts = Drafts(answers)
        drafts.put("prompt:two", lambda: write(answers, "two", "not to be written"))
        assert drafts.flush().failure == reason
        assert latest_text(answers, "one") == "kept in memory"
    at = datetime(2026, 5, 3, tzinfo=UTC)
    message = Message(prompt_id="one", section_id="s", question="?", text="otter", at=at)
    with pytest.raises(StoreError, match=reason):
        put_message(used, message, ReadOnly(code))
    assert {path: data for path, data in files_in(used).items() if path.name != "answers.lock"} == before
    with pytest.raises(StoreError, match=reason):
        Answers.open(used.with_name("new"), files=ReadOnly(code))


def test_a_full_disk_loses_nothing_and_saving_goes_on(used: Path) -> None:
    """The same text goes through once there is room, and everything before it is there meanwhile."""
    files = FailingFiles()
    with open_for(used, files) as answers:
        drafts = Drafts(answers)
        files.fail_from_now()
        drafts.put("prompt:two", lambda: write(answers, "two", "later"))
        assert drafts.flush().failure == "the disk is full"
        files.work_again()
        assert not drafts.flush().failure
    with open_for(used) as answers:
        assert (latest_text(answers, "one"), latest_text(answers, "two")) == ("kept in memory", "later")


MOMENTS = (
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2026, 5, 4, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2107, 1, 1, tzinfo=UTC),
    datetime(2026, 5, 5, tzinfo=UTC),
)


def test_whatever_the_clock_says_nothing_goes_and_visits_stand_in_their_order(used: Path) -> None:
    """Back to 1970 and before, ahead, and back: answers, entries, trash, letters, visits."""
    clock = SetClock()
    with Answers.open(used, clock=clock, vault=_vault(used)) as answers:
        write(answers, "letter", {"text": "dear me", "opens": "2026-12-01"}, "letter")
        answers.delete_layer(write(answers, "gone", "in the trash").id)
        before = words_in(answers)
    visits = []
    for number, moment in enumerate(MOMENTS):
        clock.moment = moment
        with Answers.open(used, clock=clock, vault=_vault(used), rejoin=timedelta(minutes=30)) as answers:
            answers.open_what_has_come()
            visits.append(write(answers, "one", f"visit {number}").visit_id)
            assert latest_text(answers, "one") == f"visit {number}"
    with open_for(used) as answers:
        found = words_in(answers)
        assert set(before["layers"]) <= set(found["layers"])
        assert found["trash"] == before["trash"]
        assert len(set(visits)) == len(MOMENTS)
        assert [visit.id for visit in answers.visits()][: len(visits)] == visits[::-1]
        assert [letter.text for letter in answers.letters()] == ["dear me"]
    assert len(list((used / "backups").iterdir())) >= len(MOMENTS)


def test_a_letter_that_opened_stays_open_when_the_clock_goes_back(used: Path) -> None:
    """And one that waits is not opened by 1970."""
    clock = SetClock()
    with Answers.open(used, clock=clock, vault=_vault(used)) as answers:
        write(answers, "soon", {"text": "dear me", "opens": "2026-05-10"}, "letter")
        write(answers, "late", {"text": "much later", "opens": "2030-01-01"}, "letter")
    for moment in (datetime(2026, 5, 11, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)):
        clock.moment = moment
        with Answers.open(used, clock=clock, vault=_vault(used)) as answers:
            answers.open_what_has_come()
            write(answers, "one", str(moment))
            seals = answers.seals(moment.date())
            hidden = {letter.text: seals.hide(letter.value, letter.id) for letter in answers.letters()}
            assert hidden == {"dear me": False, "much later": True}


def _vault(folder: Path) -> Vault | None:
    return opened(folder) if is_locked(folder) else None
