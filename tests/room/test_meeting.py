"""Console and screens over a real socket: always the whole state, soon, whatever happens to either."""

import asyncio
import socket
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.room.sessions import BEGAN, agenda, block, fact, view
from workbook.room import client as client_module
from workbook.room import server as server_module
from workbook.room.client import watch
from workbook.room.places import RoomError
from workbook.room.server import RoomServer
from workbook.workshop.agenda import KINDS
from workbook.workshop.room_view import RoomOptions, RoomView, room_view
from workbook.workshop.running import session_from

PATIENCE = 10
"""Seconds until a test gives up."""


class Steady:
    """A steady clock under the test's control."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


class Screen:
    """A screen that keeps everything it was told."""

    def __init__(self, *paths: Path) -> None:
        self.told: list[RoomView | None] = []
        self._more = asyncio.Event()
        self._task = asyncio.create_task(self._watch(paths))

    async def _watch(self, paths: tuple[Path, ...]) -> None:
        async for seen in watch(*paths):
            self.told.append(seen)
            self._more.set()

    async def until(self, is_so: Callable[[RoomView | None], bool]) -> RoomView | None:
        """Wait until the newest state is such."""
        async with asyncio.timeout(PATIENCE):
            while not self.told or not is_so(self.told[-1]):
                self._more.clear()
                await self._more.wait()
        return self.told[-1]

    async def asks(self, question: str) -> RoomView:
        """Wait until the screen asks something."""
        found = await self.until(lambda seen: seen is not None and seen.question == question)
        assert found is not None
        return found

    async def leave(self) -> None:
        """Go away."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@pytest.fixture
def path() -> Iterator[Path]:
    """A place with a short name, as sockets need it."""
    with TemporaryDirectory(prefix="w1-") as folder:
        yield Path(folder) / "room"


@pytest.fixture
async def server(path: Path) -> AsyncIterator[RoomServer]:
    """A console's end."""
    server = RoomServer(path)
    await server.start()
    yield server
    await server.close()


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0)


async def test_a_late_screen_gets_the_whole_state(server: RoomServer, path: Path) -> None:
    """Whoever connects is told everything at once, and everything again at each change."""
    server.show(view("First?", say="Slowly."))
    screen = Screen(path)
    assert (await screen.asks("First?")).say == "Slowly."
    server.show(view("Second?"))
    assert await screen.asks("Second?") == view("Second?", number=2)
    assert [seen.number for seen in screen.told if seen] == [1, 2]
    await screen.leave()


async def test_two_screens_show_the_same(server: RoomServer, path: Path) -> None:
    """Both are told; when one goes the other does not notice."""
    one, two = Screen(path), Screen(path)
    await until(lambda: server.screens == 2)
    server.show(view("Together?"))
    assert await one.asks("Together?") == await two.asks("Together?")
    await one.leave()
    await until(lambda: server.screens == 1)
    server.show(view("Still?"))
    await two.asks("Still?")
    await two.leave()


async def test_a_stalled_screen_holds_up_nobody(server: RoomServer, path: Path) -> None:
    """One that reads nothing costs the others no state; once it reads again, the newest is the next but one."""
    reader, writer = await asyncio.open_unix_connection(path, limit=1 << 20)
    reader._transport.pause_reading()  # type: ignore[attr-defined]
    screen = Screen(path)
    await until(lambda: server.screens == 2)
    for number in range(300):
        server.show(view(f"{number}?", say="long words " * 700))
        await screen.asks(f"{number}?")
    reader._transport.resume_reading()  # type: ignore[attr-defined]
    received = 0
    async with asyncio.timeout(PATIENCE):
        while b'"question": "299?"' not in await reader.readline():
            received += 1
    assert received < 250, "what it missed was kept for it"
    writer.close()
    await screen.leave()


async def test_a_console_that_comes_back_is_found(path: Path) -> None:
    """The screen is told once that there is none, and shows the new state as soon as there is one again."""
    screen = Screen(path)
    assert await screen.until(lambda seen: seen is None) is None
    for question in ("Before?", "After?"):
        server = RoomServer(path)
        await server.start()
        server.show(view(question))
        await screen.asks(question)
        await server.close()
        await screen.until(lambda seen: seen is None)
    assert [seen and seen.question for seen in screen.told] == [None, "Before?", None, "After?", None]
    await screen.leave()


async def test_that_there_is_no_console_is_told_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it looks in vain, the screen has nothing new to draw."""
    looked = 0

    async def look(_: tuple[Path, ...]) -> None:
        nonlocal looked
        looked += 1

    monkeypatch.setattr(client_module, "_connect", look)
    monkeypatch.setattr(client_module, "RETRY_SECONDS", 0)
    screen = Screen(path)
    await until(lambda: looked > 20)
    assert screen.told == [None]
    await screen.leave()


async def test_the_time_left_is_that_of_the_moment_of_sending(path: Path) -> None:
    """A screen that connects two minutes after a change is told two minutes less, unless the clock stands."""
    steady = Steady()
    server = RoomServer(path, steady=steady)
    await server.start()
    server.show(view("Time?", seconds_left=300, is_ticking=True))
    steady.now += 120
    late = Screen(path)
    assert (await late.asks("Time?")).seconds_left == 180
    server.show(view("Held?", seconds_left=180, is_ticking=False))
    steady.now += 60
    later = Screen(path)
    assert (await later.asks("Held?")).seconds_left == 180
    for screen in (late, later):
        await screen.leave()
    await server.close()


async def test_what_screens_know_already_is_not_sent(path: Path) -> None:
    """A console may show its state each second: only a change is news, and time that jumps is one."""
    steady = Steady()
    server = RoomServer(path, steady=steady)
    assert server.show(view("Time?", seconds_left=300, is_ticking=True))
    for _ in range(30):
        steady.now += 1
        assert not server.show(view("Time?", seconds_left=400 - steady.now + 0.2, is_ticking=True))
    assert server.show(view("Time?", seconds_left=330, is_ticking=True))
    assert server.show(view("Time?", seconds_left=330, is_ticking=False))
    assert server.show(view("Time?"))
    assert not server.show(view("Time?"))


async def test_only_the_owner_can_connect(server: RoomServer, path: Path) -> None:
    """The socket and its lock are 0600."""
    for file in (path, path.with_name("room.lock")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_second_console_is_told_and_changes_nothing(server: RoomServer, path: Path) -> None:
    """One line names the first; its screens stay."""
    screen = Screen(path)
    server.show(view("Mine?"))
    await screen.asks("Mine?")
    second = RoomServer(path)
    with pytest.raises(
        RoomError, match=r"Another console shows its session to the room \(process \d+"
    ) as told:
        await second.start()
    assert "\n" not in str(told.value)
    await second.close()
    server.show(view("Still mine?"))
    await screen.asks("Still mine?")
    await screen.leave()


async def test_the_socket_of_a_crash_is_replaced(path: Path) -> None:
    """A socket that nobody listens on stands in nobody's way."""
    left_over = socket.socket(socket.AF_UNIX)
    left_over.bind(str(path))
    left_over.close()
    assert path.exists()
    server = RoomServer(path)
    await server.start()
    server.show(view("Here?"))
    screen = Screen(path)
    await screen.asks("Here?")
    await screen.leave()
    await server.close()
    assert not path.exists()


async def test_something_else_at_the_place_is_left_alone(path: Path) -> None:
    """A file with the socket's name is named, not removed; the place can be used once it is gone."""
    path.write_text("mine")
    server = RoomServer(path)
    with pytest.raises(RoomError, match=r"cannot be reached at .*room: ") as told:
        await server.start()
    assert "\n" not in str(told.value)
    assert path.read_text() == "mine"
    path.unlink()
    await server.start()
    await server.close()


async def test_a_screen_that_speaks_is_let_go(server: RoomServer, path: Path) -> None:
    """Screens only listen: nothing they say is read any further."""
    _, writer = await asyncio.open_unix_connection(path)
    await until(lambda: server.screens == 1)
    writer.write(b"show me the notes\n" * 100)
    await until(lambda: server.screens == 0)
    writer.close()


async def test_there_is_room_for_so_many_screens_only(
    server: RoomServer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connections can not use up what saving needs; when one goes there is room again."""
    monkeypatch.setattr(server_module, "MOST_SCREENS", 2)
    screens = [Screen(path), Screen(path)]
    await until(lambda: server.screens == 2)
    reader, writer = await asyncio.open_unix_connection(path)
    assert await reader.read() == b""
    assert server.screens == 2
    writer.close()
    for screen in screens:
        await screen.leave()


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\n",
        b"[]\n",
        b"{\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b"x" * (3 << 20) + b"\n",
        b"7\n",
        b"torn",
    ],
)
async def test_nonsense_on_the_socket_is_survived(path: Path, nonsense: bytes) -> None:
    """What is no state is passed over, or the screen connects anew; the next state is shown."""

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(nonsense)
        writer.write(b'{"stage": "running", "question": "Sound?"}\n' if nonsense.endswith(b"\n") else b"")
        if len(nonsense) > 1 << 20 or not nonsense.endswith(b"\n"):
            spoken.append(nonsense)
            writer.close()

    spoken: list[bytes] = []
    server = await asyncio.start_unix_server(speak, path)
    screen = Screen(path)
    if len(nonsense) > 1 << 20 or not nonsense.endswith(b"\n"):
        await until(lambda: len(spoken) > 1)
        assert set(screen.told) <= {None}
    else:
        await screen.asks("Sound?")
    await screen.leave()
    server.close()


async def test_no_note_ever_goes_over_the_wire(server: RoomServer, path: Path) -> None:
    """A whole session of an agenda full of notes, read as raw bytes: not one of them, typed ones included."""
    secret = "KEEP-THIS"
    kinds = sorted(KINDS)
    plan = agenda(*(block(kind, say=f"said {kind}", notes=f"{secret} {kind}") for kind in kinds), minutes=90)
    options = RoomOptions(began=BEGAN, offset="+00:00", shows_time=True, groups=(("1", "2"),))
    reader, writer = await asyncio.open_unix_connection(path, limit=1 << 20)
    facts, sent = [fact("begun", 0)], b""
    for index, kind in enumerate(kinds):
        facts += [fact("entered", index, index), fact("noted", index, words=f"{secret} typed")]
        server.show(room_view(session_from(plan, facts), index * 60 + 30, "Asked?", options))
        async with asyncio.timeout(PATIENCE):
            while f'"title": "{kind}"'.encode() not in sent:
                sent += await reader.readline()
    assert sent.count(b"Asked?") >= len(kinds)
    assert secret.encode() not in sent
    writer.close()
