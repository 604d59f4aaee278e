"""Every file operation may fail, once or for good: nothing acknowledged is lost, memory tells the truth."""

import errno
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, latest_text, write
from workbook.errors import StoreError
from workbook.store import storage
from workbook.store.answers import Answers
from workbook.store.files import write_whole

SCRIPT: tuple[tuple[str, str], ...] = (
    ("one", "a long first wording " * 20),
    ("two", "another " * 30),
    ("one", "short"),
    ("three", "x" * 900),
    ("two", ""),
    ("one", "longer again " * 40),
)
"""What one session writes; the texts get shorter as well as longer, and the journal is folded in on the way."""
SESSIONS = 3


class Writer:
    """Runs sessions on failing files and remembers what was acknowledged."""

    def __init__(self, folder: Path, files: FailingFiles) -> None:
        self.folder, self.files, self.clock = folder, files, SetClock()
        self.acknowledged: dict[str, str] = {}
        self.attempted: dict[str, set[str]] = {}

    def run(self) -> None:
        """Write the script in several sessions; a session that cannot be opened is tried once more."""
        for session in range(SESSIONS):
            answers = self._open() or self._open()
            if answers is None:
                return
            self._check(answers)
            for prompt_id, text in SCRIPT:
                self._write(answers, prompt_id, text and f"{session} {text}")
                self._check(answers)
            if session % 2:
                abandon(answers)
            else:
                answers.close()

    def _open(self) -> Answers | None:
        try:
            return Answers.open(self.folder, clock=self.clock, files=self.files)
        except StoreError:
            return None

    def _write(self, answers: Answers, prompt_id: str, text: str) -> None:
        self.attempted.setdefault(prompt_id, set()).add(text)
        for _ in range(2):
            try:
                write(answers, prompt_id, text)
            except OSError:
                continue
            if text or answers.current(prompt_id):
                self.acknowledged[prompt_id] = text
            return

    def _check(self, answers: Answers) -> None:
        for prompt_id, text in self.acknowledged.items():
            if text:
                assert latest_text(answers, prompt_id) == text


@pytest.fixture
def folded_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fold the journal in every few saves."""
    monkeypatch.setattr(storage, "LARGE_JOURNAL", 4000)


def count_operations(folder: Path) -> int:
    """Count the file operations of the script when none fails."""
    files = FailingFiles()
    Writer(folder, files).run()
    return files.count


def check_what_is_there(writer: Writer, *, attempts_may_show: bool) -> None:
    """Open with files that work, and compare with what was acknowledged."""
    with Answers.open(writer.folder) as answers:
        assert answers.opened_from == ""
        for prompt_id, text in writer.acknowledged.items():
            if not text:
                continue
            found = latest_text(answers, prompt_id)
            allowed = {text} | (writer.attempted[prompt_id] if attempts_may_show else set())
            assert found in allowed


@pytest.mark.usefixtures("folded_often")
def test_one_failing_operation_loses_nothing(tmp_path: Path) -> None:
    """Whichever operation fails once, everything acknowledged is there, and nothing else."""
    for number in range(1, count_operations(tmp_path / "counted") + 1):
        code = (errno.ENOSPC, errno.EIO)[number % 2]
        writer = Writer(tmp_path / str(number), FailingFiles(number, code=code))
        writer.run()
        check_what_is_there(writer, attempts_may_show=False)


@pytest.mark.usefixtures("folded_often")
def test_a_disk_that_fails_for_good_loses_nothing(tmp_path: Path) -> None:
    """Whichever operation is the first of those that fail, everything acknowledged is there."""
    for number in range(1, count_operations(tmp_path / "counted") + 1):
        writer = Writer(tmp_path / str(number), FailingFiles(number, for_good=True))
        writer.run()
        check_what_is_there(writer, attempts_may_show=True)


def test_saving_goes_on_when_the_disk_has_room_again(folder: Path) -> None:
    """A full disk refuses, keeps what was there, and takes the same text later."""
    files = FailingFiles()
    with Answers.open(folder, files=files) as answers:
        write(answers, "one", "kept")
        files.fail_from_now()
        for text in ("lost for now " * 50, "still lost"):
            with pytest.raises(OSError, match="No space left"):
                write(answers, "one", text)
            assert latest_text(answers, "one") == "kept"
        files.work_again()
        write(answers, "one", "there is room")
    with Answers.open(folder) as answers:
        assert latest_text(answers, "one") == "there is room"


@pytest.mark.parametrize("operation", [1, 2, 3, 4])
def test_a_file_that_could_not_be_written_takes_up_no_room(tmp_path: Path, operation: int) -> None:
    """On a full disk its half is removed at once, not at the next opening; the file that was there stays."""
    (tmp_path / "answers.json").write_bytes(b"whole")
    with pytest.raises(OSError, match="No space left"):
        write_whole(FailingFiles(operation), tmp_path / "answers.json", b"anew")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"answers.json": b"whole"}


def test_a_failed_line_leaves_no_trace(folder: Path) -> None:
    """A half written line is cut off again, so that the next line begins on a line of its own."""
    files = FailingFiles()
    answers = Answers.open(folder, files=files)
    write(answers, "one", "kept")
    for text, operation in (("half", "write"), ("unsure", "sync")):
        files.fail_at = 0
        before = files.count
        calls = count_until(files, answers, text, operation)
        assert calls > before
        assert latest_text(answers, "one") == "kept"
    files.work_again()
    write(answers, "one", "next")
    abandon(answers)
    with Answers.open(folder) as again:
        assert again.opened_from == ""
        assert latest_text(again, "one") == "next"


def count_until(files: FailingFiles, answers: Answers, text: str, operation: str) -> int:
    """Let exactly the next call of one operation fail during a write; give its number."""
    original = getattr(FailingFiles, operation)
    failed_at = 0

    def fail_once(self: FailingFiles, *args: object) -> object:
        nonlocal failed_at
        if not failed_at:
            failed_at = self.count + 1
            self.fail_at = failed_at
        return original(self, *args)

    setattr(FailingFiles, operation, fail_once)
    try:
        with pytest.raises(OSError, match="No space left"):
            write(answers, "one", text)
    finally:
        setattr(FailingFiles, operation, original)
    return failed_at
