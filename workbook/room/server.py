"""The console's end of the room's socket: tells every screen the whole state, and never waits for one."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from workbook import moments
from workbook.errors import StoreError, StoreLocked
from workbook.room.clock import steady
from workbook.room.places import RoomError
from workbook.store.files import plain_reason
from workbook.store.lock import Lock, holder_in_words
from workbook.workshop.room_view import RoomView

MOST_SCREENS: Final = 32
"""More would use up what the system lets one program open, and then a *save* would fail."""
DRIFT_SECONDS: Final = 1.5
"""By how much the time left may differ from what a screen reckons by itself before it is told anew."""


class RoomServer:
    """A Unix socket that only its owner can open; whoever connects is told what to show."""

    def __init__(self, path: Path, *, steady: Callable[[], float] = steady) -> None:
        """Name the place; nothing is opened before `start`.

        Args:
            path: From `places.room_socket`.
            steady: Tells seconds; never goes back.
        """
        self.path = path
        self._steady = steady
        self._view, self._shown_at = RoomView(), steady()
        self._server: asyncio.Server | None = None
        self._lock: Lock | None = None
        self._screens: dict[asyncio.Task[None], asyncio.Event] = {}

    @property
    def screens(self) -> int:
        """How many screens are connected."""
        return len(self._screens)

    async def start(self, now: datetime | None = None) -> None:
        """Open the socket, in place of one that a crash left over.

        Args:
            now: The present moment; to be named to a second console.

        Raises:
            RoomError: Another console has it, or the system does not allow it.
        """
        if not hasattr(asyncio, "start_unix_server"):
            raise RoomError(
                "This system has no local sockets.", "The console works without the room's screen."
            )
        # Whoever holds the lock may replace the socket, as asyncio does: what is there must have been left over.
        self._lock = _lock(self.path, now or moments.now())
        try:
            self._server = await asyncio.start_unix_server(self._meet, self.path)
            self.path.chmod(0o600)
        except OSError as error:
            await self.close()
            raise RoomError(
                f"The room's screen cannot be reached at {self.path}: {plain_reason(error)}.",
                "Move what is there away; the console works without the screen.",
            ) from error

    def show(self, view: RoomView) -> bool:
        """Let every screen show something; returns at once.

        A view that says what the screens know already, time gone by included, is not sent.

        Args:
            view: Everything; its number is given here.

        Returns:
            Whether it was news.
        """
        now = self._steady()
        if _says_the_same(view, self._view.aged(now - self._shown_at)):
            return False
        self._view, self._shown_at = replace(view, number=self._view.number + 1), now
        for news in self._screens.values():
            news.set()
        return True

    async def close(self) -> None:
        """Close the socket and let every screen go; doing so twice changes nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            screens = list(self._screens)
            for screen in screens:
                screen.cancel()
            await asyncio.gather(*screens, return_exceptions=True)
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one screen until it goes."""
        task = asyncio.current_task()
        assert task is not None
        if self._server is None or len(self._screens) >= MOST_SCREENS:
            writer.transport.abort()
            return
        news = self._screens[task] = asyncio.Event()
        news.set()
        telling = asyncio.create_task(self._tell(writer, news))
        gone = asyncio.create_task(_is_gone(reader))
        try:
            await asyncio.wait((telling, gone), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            # The console closes; asyncio would print a task of a connection that ends as cancelled.
            pass
        finally:
            del self._screens[task]
            for part in (telling, gone):
                part.cancel()
            await asyncio.gather(telling, gone, return_exceptions=True)
            # Not `close`, which would wait for a screen that does not read.
            writer.transport.abort()

    async def _tell(self, writer: asyncio.StreamWriter, news: asyncio.Event) -> None:
        """Send the newest state whenever there is one, as fast as this screen can take it.

        The event is the screen's one-place outbox: however many states it misses, one is on its way, and the
        newest follows.
        """
        writer.transport.set_write_buffer_limits(high=0)
        while True:
            await news.wait()
            news.clear()
            view = self._view.aged(self._steady() - self._shown_at)
            writer.write(json.dumps(view.to_json(), ensure_ascii=False).encode() + b"\n")
            await writer.drain()


async def _is_gone(reader: asyncio.StreamReader) -> None:
    """Wait until a screen hangs up, or says something: screens only listen."""
    with contextlib.suppress(OSError):
        await reader.read(1)


def _says_the_same(view: RoomView, known: RoomView) -> bool:
    if (view.seconds_left is None) != (known.seconds_left is None):
        return False
    apart = abs((view.seconds_left or 0.0) - (known.seconds_left or 0.0))
    alike = replace(view, number=known.number, seconds_left=known.seconds_left)
    return known.number > 0 and apart < DRIFT_SECONDS and alike == known


def _lock(path: Path, now: datetime) -> Lock:
    file = path.with_name(path.name + ".lock")
    try:
        return Lock(file, now)
    except StoreLocked as error:
        raise RoomError(
            f"Another console shows its session to the room ({holder_in_words(file)}).",
            "Close it first, or name another folder with --data.",
        ) from error
    except StoreError as error:
        raise RoomError(
            f"The room's screen cannot be reached: {file} cannot be written.",
            "Move that file away; the console works without the screen.",
        ) from error
