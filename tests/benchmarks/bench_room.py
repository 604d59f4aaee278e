"""Measures the room: from a change of state to its paint, a session of 500 blocks, and what it costs to stand still.

Run on demand, from the top of the project:  python -m tests.benchmarks.bench_room [--changes 200]

The projector runs in a pseudo-terminal as a process of its own; a change counts as painted when the last line of
its question has been written to the terminal. Beside it, in turn, a message of the same size goes to a bare
asyncio echo in another process and back: what no program on this computer can be faster than.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from tests.terminal import Terminal, plain_environment
from workbook import moments
from workbook.room.clock import SessionClock
from workbook.room.server import RoomServer
from workbook.room.session_file import SessionFile
from workbook.screens.room_page import page
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.room_view import RoomOptions, RoomView, room_view
from workbook.workshop.running import session_from

ROOT = Path(__file__).resolve().parents[2]
IDLE_SECONDS = 10
WARM_UP = 20
BLOCKS = 500
WORDS = ("morning", "window", "glass", "water", "door", "corner", "stone", "garden", "paper", "evening")
ECHO = """
import asyncio, sys
async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
async def main():
    server = await asyncio.start_unix_server(echo, sys.argv[1], limit=1 << 20)
    print("ready", flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def main() -> None:
    """Run everything and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=200)
    changes = parser.parse_args().changes
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        home = Path(name)
        for columns, rows in ((80, 24), (120, 36), (200, 60)):
            asyncio.run(_measure_paint(home, changes, columns, rows))
        _measure_session(home)


def question(number: int) -> RoomView:
    """Give the view with a number; its words follow from it, the last one always another than before."""
    words = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7)]
    return RoomView(
        stage="running",
        session="Bench",
        title="One promise",
        kind="writing",
        question=f"What {words[0]} of {words[1]} by {words[2]} {number % 10}{number // 10 % 10}?",
        say="For yourself; nobody will read it.",
        ends_about="19:40",
    )


async def _measure_paint(home: Path, changes: int, columns: int, rows: int) -> None:
    data = home / f"{columns}"
    data.mkdir()
    path = home / f"s{columns}"
    server = RoomServer(path)
    await server.start()
    environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
    script = (
        "import sys\nfrom pathlib import Path\nfrom workbook.projector import run_projector\n"
        "from workbook.settings import Settings\nrun_projector([Path(sys.argv[1])], Settings())"
    )
    command = [sys.executable, "-c", script, str(path)]
    with Terminal(command, home, environment, columns, rows) as terminal:
        terminal.until("○")
        async with asyncio.timeout(20):
            while not server.screens:  # noqa: ASYNC110 - the server has no event for it
                await asyncio.sleep(0.01)
        async with _echo(home / f"e{columns}") as echo:
            paints, echoes = await _measure_changes(terminal, server, echo, changes)
        _tell(f"change to paint, {columns}x{rows}", paints)
        _tell("  bare asyncio echo there and back", echoes)
        server.show(replace(question(1), seconds_left=3000, is_ticking=True, shows_time=True))
        await asyncio.to_thread(terminal.settled)
        _tell_idle(terminal, f"  standing still with the time shown, {IDLE_SECONDS} s")
        terminal.press("ctrl+q")
        terminal.wait()
    await server.close()


async def _measure_changes(
    terminal: Terminal, server: RoomServer, echo: Callable[[bytes], Awaitable[float]], changes: int
) -> tuple[list[float], list[float]]:
    """Make so many changes, each followed by an echo; the first few only warm up."""
    paints, echoes = [], []
    for number in range(changes + WARM_UP):
        view = question(number)
        paint = await _until_painted(terminal, partial(server.show, view), _last_line(view, terminal))
        answer = await echo(json.dumps(view.to_json()).encode() + b"\n")
        if number >= WARM_UP:
            paints.append(paint)
            echoes.append(answer)
        await asyncio.sleep(0.02)
    return paints, echoes


def _last_line(view: RoomView, terminal: Terminal) -> bytes:
    """Give the last line of the question as the terminal gets it."""
    columns, rows = terminal._screen.columns, terminal._screen.lines
    foot = 5 if rows >= 40 else 1
    found = page(view, columns - 8, rows - (foot + 1) * 2 - 2)
    lines = [line for line in found.lines if line.text and line.parts[0][1] == "bold"]
    return lines[-1].text.strip().encode()


async def _until_painted(terminal: Terminal, show: Callable[[], object], last: bytes) -> float:
    """Show something, and tell how many seconds passed until its last line was written."""
    painted = asyncio.Event()
    master = terminal._master
    seen = bytearray()

    def read() -> None:
        seen.extend(os.read(master, 1 << 16))
        if last in seen:
            painted.set()

    loop = asyncio.get_running_loop()
    loop.add_reader(master, read)
    began = time.perf_counter()
    show()
    try:
        async with asyncio.timeout(10):
            await painted.wait()
    finally:
        loop.remove_reader(master)
    return time.perf_counter() - began


@asynccontextmanager
async def _echo(path: Path) -> AsyncIterator[Callable[[bytes], Awaitable[float]]]:
    """Run an echo; give what sends it something and tells how many seconds that took."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ECHO, str(path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    reader, writer = await asyncio.open_unix_connection(path, limit=1 << 20)

    async def send(message: bytes) -> float:
        began = time.perf_counter()
        writer.write(message)
        await reader.readline()
        return time.perf_counter() - began

    try:
        yield send
    finally:
        writer.close()
        process.kill()
        await process.wait()


def _tell_idle(terminal: Terminal, name: str) -> None:
    def spent() -> float:
        fields = Path(f"/proc/{terminal.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before, written = spent(), len(terminal.written)
    end = time.monotonic() + IDLE_SECONDS
    while time.monotonic() < end:
        terminal.read_more(0.5)
    share = (spent() - before) / IDLE_SECONDS
    print(f"{name}: {share:.2%} of a core, {len(terminal.written) - written} bytes written")


def _measure_session(home: Path) -> None:
    """A session of 500 blocks: each step is a fact on the disk, the state reckoned, the view made."""
    blocks = tuple(
        Block(kind="writing", title=f"Block {number}", minutes=5, least=2, say="Said. " * 20)
        for number in range(BLOCKS)
    )
    agenda = Agenda(title="Long", minutes=BLOCKS * 5, people_least=4, people_most=20, blocks=blocks)
    options = RoomOptions(began=datetime.now(UTC), offset="+00:00", shows_time=True)
    steps, appends = [], []
    with SessionFile.begin(home / "workshops", b"", "Long", moments.now()) as session:
        clock = SessionClock()
        session.append(clock.fact("begun"))
        for number in range(BLOCKS):
            began = time.perf_counter()
            session.append(clock.fact("entered", index=number))
            appends.append(time.perf_counter() - began)
            room_view(session_from(agenda, session.facts), clock.elapsed(), "Asked?", options)
            steps.append(time.perf_counter() - began)
            session.append(clock.fact("noted", words="something of my own " * 5))
        folder = session.folder
    _tell(f"a fact on the disk, session of {BLOCKS} blocks", appends)
    _tell("a step: fact, state, view", steps)
    _tell("  the last hundred steps", steps[-100:])
    began = time.perf_counter()
    with SessionFile.open(folder) as again:
        session_from(agenda, again.facts)
    print(f"opening it again: {(time.perf_counter() - began) * 1000:.1f} ms, {len(again.facts)} facts")


def _tell(name: str, seconds: list[float]) -> None:
    last = quantiles(seconds, n=20)[-1]
    print(f"{name}: median {median(seconds) * 1000:.2f} ms, 95th {last * 1000:.2f} ms")


if __name__ == "__main__":
    main()
