"""What is written while nobody has the store open: sealed beside a lock, taken in exactly once."""

import contextlib
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, write
from tests.store.locks import files_in, holding, lock, opened
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.inbox import LARGEST, Message, put_message
from workbook.store.locking import take_lock_off

pytestmark = pytest.mark.usefixtures("quick_locks")
AT = datetime(2026, 5, 2, 21, 30, tzinfo=UTC)


def message(text: str = "otter by the bridge") -> Message:
    """An answer to the question `one`."""
    return Message(prompt_id="one", section_id="one-section", question="What about one?", text=text, at=AT)


@pytest.fixture
def used(folder: Path) -> Path:
    """A store with one answer."""
    with Answers.open(folder, clock=SetClock()) as answers:
        write(answers, "one", "from before")
    return folder


def texts(answers: Answers) -> list[str]:
    """Give every answer to the question, newest first."""
    return [layer.text for layer in answers.layers("one")]


@pytest.mark.parametrize("locked", [False, True])
def test_a_message_becomes_a_layer_of_its_own(used: Path, locked: bool) -> None:
    """With its own moment, beside the layers that were there, and its file is gone."""
    if locked:
        lock(used)
    put_message(used, message())
    for _ in range(2):
        with Answers.open(used, vault=opened(used) if locked else None) as answers:
            assert texts(answers) == ["otter by the bridge", "from before"]
            assert answers.layers("one")[0].at == AT
            assert answers.notices == []
    assert not list((used / "inbox").iterdir())


def test_a_sealed_message_tells_nothing(used: Path) -> None:
    """Neither words nor question nor time, and short ones are as long as others; for its owner alone."""
    lock(used)
    paths = [put_message(used, message(text)) for text in ("no", "otter by the bridge", "x" * 200)]
    assert holding(used, "otter", "one-section", "What about", "2026-05") == []
    assert len({path.stat().st_size for path in paths}) == 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700


def test_beside_an_open_store_it_waits(used: Path) -> None:
    """Nothing is written into a store that somebody else has open; the next opening takes it in."""
    with Answers.open(used, clock=SetClock()) as answers:
        write(answers, "one", "meanwhile")
        put_message(used, message())
        write(answers, "one", "meanwhile, longer")
    with Answers.open(used) as answers:
        assert texts(answers) == ["otter by the bridge", "meanwhile, longer", "from before"]


def test_a_message_is_there_or_it_was_said_that_it_is_not(used: Path) -> None:
    """Whichever file operation fails for good while it is left: never two, and none lost without a word."""
    lock(used)
    number, files = 0, FailingFiles()
    while files.count >= number:
        number += 1
        files = FailingFiles(number, for_good=True)
        try:
            put_message(used, message(f"message {number}."), files)
        except StoreError:
            assert files.count >= number
        with Answers.open(used, vault=opened(used)) as answers:
            found = [text for text in texts(answers) if text == f"message {number}."]
            assert len(found) <= 1
            assert found or files.count >= number
    assert number > 5


def test_taking_in_fails_at_every_operation_once(used: Path) -> None:
    """A message is there after all, once, whatever fails while it is taken in."""
    lock(used)
    for number in range(1, 40):
        put_message(used, message(f"message {number}."))
        with contextlib.suppress(StoreError):
            abandon(Answers.open(used, vault=opened(used), files=FailingFiles(number, for_good=True)))
    with Answers.open(used, vault=opened(used)) as answers:
        assert sorted(texts(answers)) == sorted(
            ["from before", *(f"message {number}." for number in range(1, 40))]
        )


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize(
    "data", [b"", b"null", b"{}\n", b'{"format":"self-trust-workbook message"}\n' + b"x" * 99]
)
def test_what_is_no_message_is_kept_and_said(used: Path, data: bytes, locked: bool) -> None:
    """It stops nothing, and goes to what is damaged."""
    if locked:
        lock(used)
    path = put_message(used, message())
    path.write_bytes(data)
    with Answers.open(used, vault=opened(used) if locked else None) as answers:
        assert texts(answers) == ["from before"]
        assert len(answers.notices) == 1
        assert "kept as" in answers.notices[0]
    assert not list((used / "inbox").iterdir())
    assert len(list((used / "damaged").iterdir())) == 1


class KeepsFiles(Files):
    """Files that cannot be removed, as when the program is killed just before."""

    def remove(self, path: Path) -> None:
        """Refuse."""
        raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("locked", [False, True])
def test_what_was_taken_in_is_not_taken_in_again(used: Path, locked: bool) -> None:
    """When the program ends between the answer and the end of its message, it is there once all the same."""
    if locked:
        lock(used)
    put_message(used, message())
    for files in (KeepsFiles(), KeepsFiles(), Files()):
        with Answers.open(used, vault=opened(used) if locked else None, files=files) as answers:
            assert texts(answers) == ["otter by the bridge", "from before"]
    assert not list((used / "inbox").iterdir())


def test_something_far_too_large_is_not_read(used: Path) -> None:
    """It is named and left where it is."""
    path = put_message(used, message())
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    with Answers.open(used) as answers:
        assert texts(answers) == ["from before"]
        assert "too large" in answers.notices[0]
    assert path.exists()


def test_a_message_from_before_the_lock_was_changed_still_comes_in(used: Path) -> None:
    """One written in plain just before the lock is put on is sealed with it, and the other way round."""
    put_message(used, message("before the lock"))
    lock(used)
    assert holding(used, "before the lock") == []
    with Answers.open(used, vault=opened(used)) as answers:
        assert texts(answers)[0] == "before the lock"
    put_message(used, message("under the lock"))
    take_lock_off(Files(), used, AT, opened(used))
    with Answers.open(used) as answers:
        assert texts(answers)[0] == "under the lock"
        assert answers.notices == []


def test_reading_only_takes_nothing_in(used: Path) -> None:
    """Looking changes nothing."""
    put_message(used, message())
    before = files_in(used)
    with Answers.open(used, read_only=True) as answers:
        assert latest_text(answers, "one") == "from before"
    assert files_in(used) == before


def test_what_was_gone_on_with_is_not_overwritten_by_its_message(used: Path) -> None:
    """A message that could not be removed must not put the first words back over later ones."""
    put_message(used, message())
    with Answers.open(used, clock=SetClock(), rejoin=timedelta(days=30), files=KeepsFiles()) as answers:
        write(answers, "one", "otter by the bridge, and gone on with")
        assert len(texts(answers)) == 2
    with Answers.open(used) as answers:
        assert texts(answers)[0] == "otter by the bridge, and gone on with"
