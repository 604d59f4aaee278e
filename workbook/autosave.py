"""Writes what is typed, soon and without being asked: at most 300 ms after the first change.

The wait is a maximum: further typing does not put it off. The durable write runs in a thread; a
failed one is tried again until it succeeds. Knows asyncio, no screen.
"""

import asyncio
from collections.abc import Callable

from workbook.store.drafts import Drafts, Flushed
from workbook.values import Value

WAIT_SECONDS = 0.3
RETRY_SECONDS = 2.0


class Autosave:
    """Takes changes from the screens and sees to it that they are on disk.

    Args:
        drafts: What is typed and not yet written.
        tell: Called in the event loop after each attempt.
    """

    def __init__(self, drafts: Drafts, tell: Callable[[Flushed], None]) -> None:
        self._drafts = drafts
        self._tell = tell
        self.typed: dict[str, Value] = {}
        """The last value typed under each key in this visit, written or not."""
        self._puts: dict[str, int] = {}
        self._written: dict[str, int] = {}
        """How often each key was put, and which of those was written last."""
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.Task[None] | None = None

    @property
    def pending(self) -> bool:
        """Whether something is not yet on disk."""
        return self._drafts.pending

    def is_written(self, key: str) -> bool:
        """Tell whether the last change under a key is on disk."""
        return self._written.get(key) == self._puts.get(key)

    def put(self, key: str, save: Callable[[], object]) -> None:
        """Note a change; a later one under the same key replaces it.

        Args:
            key: What is changed, for example `prompt:first-promise`.
            save: Writes it durably; called in a thread.
        """
        number = self._puts[key] = self._puts.get(key, 0) + 1

        def write() -> None:
            save()
            self._written[key] = number

        self._drafts.put(key, write)
        self._wait(WAIT_SECONDS)

    def type(self, key: str, value: Value, save: Callable[[], object]) -> None:
        """Note a change and remember its value beside the widget that shows it."""
        self.typed[key] = value
        self.put(key, save)

    def flush(self) -> Flushed:
        """Write everything now; when it returns, what it reports as saved is on disk."""
        flushed = self._drafts.flush()
        self._tell(flushed)
        if flushed.failure:
            self._wait(RETRY_SECONDS)
        return flushed

    def _wait(self, seconds: float) -> None:
        if self._timer is None and self._writing is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._begin)

    def _begin(self) -> None:
        self._timer = None
        self._writing = asyncio.get_running_loop().create_task(self._write())
        # An unexpected error then reaches the loop's exception handler at once, and with it the app.
        self._writing.add_done_callback(asyncio.Task.result)

    async def _write(self) -> None:
        try:
            flushed = await asyncio.to_thread(self._drafts.flush)
        finally:
            self._writing = None
        self._tell(flushed)
        if self._drafts.pending:
            self._wait(RETRY_SECONDS if flushed.failure else WAIT_SECONDS)
