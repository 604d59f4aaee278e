"""What has been typed and is not on disk yet: a plain model beside the widgets."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from threading import Lock
from typing import Protocol

from workbook.errors import StoreError
from workbook.frozen import frozen
from workbook.store.files import plain_reason

Save = Callable[[], object]


class Clocked(Protocol):
    """Something with a clock: the answers, or a plan."""

    clock: Callable[[], datetime]
    """Tells the present time, aware and in UTC."""


@frozen()
class Flushed:
    """What one flush did."""

    saved: tuple[str, ...]
    """The keys whose text is on disk now."""
    at: datetime
    """When, in UTC."""
    failure: str = ""
    """Why something could not be saved, such as "the disk is full"; or empty."""


class Drafts:
    """Text waiting to be saved, by key; any thread may call anything here.

    Keys look like `prompt:first-promise` or `entry:<id>`.
    """

    def __init__(self, answers: Clocked) -> None:
        """Begin with nothing pending.

        Args:
            answers: What is written to; gives the time; what to save is given with each text.
        """
        self._clock = answers.clock
        self._waiting: dict[str, Save] = {}
        self._waiting_lock = Lock()
        self._flushing = Lock()

    @property
    def pending(self) -> bool:
        """Whether something is not on disk yet."""
        return bool(self._waiting)

    def put(self, key: str, save: Save) -> None:
        """Replace what is waiting under a key; cheap, for calling at each change.

        Args:
            key: What the text belongs to.
            save: Writes it durably, or raises OSError or StoreError.
        """
        with self._waiting_lock:
            self._waiting.pop(key, None)
            self._waiting[key] = save

    def flush(self) -> Flushed:
        """Save everything that is waiting; it is durable when this returns.

        What cannot be saved stays, unless newer text took its place; the next flush tries afresh. Any
        other error of a save is a mistake in the program: it is raised, but only when all the others
        have been saved, and its text stays as well.
        """
        with self._flushing:
            with self._waiting_lock:
                waiting = dict(self._waiting)
            saved: list[str] = []
            failures: list[str] = []
            # The stack calls every save, the last pushed first, and raises what one of them raised at its end.
            with ExitStack() as every:
                for key, save in reversed(waiting.items()):
                    every.callback(self._save, key, save, saved, failures)
            return Flushed(saved=tuple(saved), at=self._clock(), failure=failures[-1] if failures else "")

    def _save(self, key: str, save: Save, saved: list[str], failures: list[str]) -> None:
        """Save one text, and note how that went."""
        try:
            save()
        except OSError as error:
            failures.append(plain_reason(error))
        except StoreError as error:
            failures.append(str(error))
        else:
            saved.append(key)
            self._forget(key, save)

    def _forget(self, key: str, save: Save) -> None:
        with self._waiting_lock:
            if self._waiting.get(key) is save:
                del self._waiting[key]
