"""The screen's end of the room's socket: gives what to show, and finds the console again by itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from workbook.room.places import is_ours
from workbook.workshop.room_view import RoomView

RETRY_SECONDS: Final = 0.4
"""How long it waits before it looks for the console again: well within a second."""
LONGEST_LINE: Final = 1 << 20
"""Bytes; a longer one is none of ours."""


async def watch(*paths: Path) -> AsyncIterator[RoomView | None]:
    """Give every state of the room as it comes, for ever.

    Args:
        paths: Where the socket can be, from `places.room_sockets`; tried in turn.

    Yields:
        What to show, or None as soon as there is no console (once, until there is one again).
    """
    was_there = True
    while True:
        stream = await _connect(paths)
        if stream is not None:
            reader, writer = stream
            try:
                async for view in _views(reader):
                    was_there = True
                    yield view
            finally:
                writer.transport.abort()
        if was_there:
            was_there = False
            yield None
        await asyncio.sleep(RETRY_SECONDS)


async def _connect(paths: tuple[Path, ...]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    if not hasattr(asyncio, "open_unix_connection"):
        return None
    for path in paths:
        if is_ours(path.parent):
            with contextlib.suppress(OSError):
                return await asyncio.open_unix_connection(path, limit=LONGEST_LINE)
    return None


async def _views(reader: asyncio.StreamReader) -> AsyncIterator[RoomView]:
    """Read states until the console goes; what is no state is passed over."""
    while True:
        try:
            line = await reader.readline()
        except (OSError, ValueError):
            # ValueError: a line that is too long.
            return
        if not line.endswith(b"\n"):
            return
        view = None
        with contextlib.suppress(ValueError, RecursionError):
            view = RoomView.from_json(json.loads(line))
        if view is not None:
            yield view
