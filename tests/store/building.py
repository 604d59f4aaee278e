"""What the tests of the store are built from."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.layout import Layout, number_in
from workbook.store.records import Layer
from workbook.values import Value


class SetClock:
    """A clock that moves on by a second each time it is read, and can be set."""

    def __init__(self) -> None:
        """Begin on a spring morning."""
        self.moment = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment and move on."""
        self.moment += timedelta(seconds=1)
        return self.moment


def write(answers: Answers, prompt_id: str, value: Value, kind: str = "text") -> Layer:
    """Write an answer whose section and question are named after its prompt."""
    return answers.write(
        prompt_id, value, section_id=f"{prompt_id}-section", question=f"What about {prompt_id}?", kind=kind
    )


def latest_text(answers: Answers, prompt_id: str) -> str:
    """Give the newest answer to a prompt, or an empty string."""
    layer = answers.latest(prompt_id)
    return layer.text if layer else ""


def live_journal(folder: Path) -> Path:
    """Find the journal that is being written."""
    journals = Layout.at(folder).journals
    return max(journals.glob("*.jsonl"), key=lambda path: number_in(path.name) or 0)


def abandon(answers: Answers) -> None:
    """Leave a store as a killed process would: nothing written, the lock given back by the system."""
    store = answers._store
    assert store.durable is not None
    assert store.lock is not None
    store.durable.close()
    store.lock.release()


class FailingFiles(Files):
    """Files whose n-th operation fails, once or from then on; a failing write writes half first."""

    def __init__(self, fail_at: int = 0, *, for_good: bool = False, code: int = errno.ENOSPC) -> None:
        """Begin to count.

        Args:
            fail_at: The operation that fails, from 1; 0 for none.
            for_good: Whether all operations after it fail as well.
            code: The error they fail with.
        """
        self.fail_at, self.for_good, self.code = fail_at, for_good, code
        self.count = 0
        self.synced_in_vain: set[int] = set()

    def _fails(self) -> bool:
        self.count += 1
        return self.count == self.fail_at or (self.for_good and 0 < self.fail_at < self.count)

    def fail_from_now(self) -> None:
        """Let every operation fail from here on."""
        self.fail_at, self.for_good = self.count + 1, True

    def work_again(self) -> None:
        """Let no operation fail any more."""
        self.fail_at = 0


def _failing(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(self: FailingFiles, *args: Any) -> Any:
        if not self._fails():
            if name == "sync":
                assert args[0] not in self.synced_in_vain, "a failed fsync must not be tried again"
            if name == "close":
                self.synced_in_vain.discard(args[0])
            return method(self, *args)
        if name == "write":
            descriptor, data = args
            os.write(descriptor, data[: len(data) // 2])
        if name == "sync":
            self.synced_in_vain.add(args[0])
        if name == "close":
            # The system closes a descriptor even when it reports an error.
            method(self, *args)
            self.synced_in_vain.discard(args[0])
        raise OSError(self.code, os.strerror(self.code))

    return call


for _name, _method in list(vars(Files).items()):
    if not _name.startswith("_") and callable(_method):
        setattr(FailingFiles, _name, _failing(_name, _method))
