"""The room's screen, driven by a real console's socket: always right, large, calm, and never more than was sent."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from tests.hostile import ATTACKS, CONTROLS, MARKUP
from tests.room.sessions import view
from workbook.projector import ProjectorApp
from workbook.room.server import RoomServer
from workbook.settings import Settings
from workbook.themes import THEMES
from workbook.widgets.breath import Breath
from workbook.workshop.room_view import RoomView

PATIENCE = 15
SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]
LONG = "Which promise is so small that you would keep it even on a bad day, and what would you do first? " * 3


class Steady:
    """A steady clock under the test's control."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


class Room:
    """A console's socket, and the screens that follow it."""

    def __init__(self, path: Path) -> None:
        self.path, self.steady = path, Steady()
        self.server: RoomServer | None = None

    async def open(self) -> RoomServer:
        """Start the console's end."""
        self.server = RoomServer(self.path, steady=self.steady)
        await self.server.start()
        return self.server

    async def close(self) -> None:
        """End it, as a console that was killed would."""
        if self.server is not None:
            await self.server.close()
            self.server = None

    def app(self, **settings: object) -> ProjectorApp:
        """Make a projector."""
        return ProjectorApp([self.path], Settings(**settings), steady=self.steady)  # type: ignore[arg-type]


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    """A room with a console."""
    with TemporaryDirectory(prefix="w1-") as folder:
        room = Room(Path(folder) / "room")
        await room.open()
        yield room
        await room.close()


def shown(app: ProjectorApp) -> str:
    """Give the whole screen as text."""
    lines = (
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips()
    )
    return "\n".join(lines)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await pilot.pause()
            await asyncio.sleep(0)


async def reads(pilot: Pilot[None], *words: str) -> None:
    """Wait until some words stand on the screen, in whatever lines they are broken into."""
    assert isinstance(pilot.app, ProjectorApp)
    app = pilot.app
    await until(pilot, lambda: all(one in " ".join(shown(app).split()) for one in words))


@asynccontextmanager
async def screen(
    app: ProjectorApp, size: tuple[int, int] = (80, 24), *, plain: bool = True
) -> AsyncIterator[Pilot[None]]:
    """Run a projector; with letters of the terminal's own, so that a test can read them."""
    async with app.run_test(size=size) as pilot:
        if plain:
            app.room.action_resize_letters(-4)
        yield pilot


async def test_a_screen_started_late_shows_everything(room: Room) -> None:
    """Title, question, words, the end: at once, without anything happening on the console."""
    assert room.server is not None
    room.server.show(view("Which one?", say="For yourself.", title="One promise", ends_about="19:40"))
    async with screen(room.app()) as pilot:
        await reads(pilot, "One promise", "Which one?", "For yourself.", "ends about 19:40")


@pytest.mark.parametrize("size", SIZES[::3])
async def test_a_change_is_shown(room: Room, size: tuple[int, int]) -> None:
    """What was there goes, what is new comes, in any size."""
    assert room.server is not None
    async with screen(room.app(), size) as pilot:
        for question in ("First?", "Second?", "Third?"):
            room.server.show(view(question))
            await reads(pilot, question)
        assert isinstance(pilot.app, ProjectorApp)
        assert "First?" not in shown(pilot.app)


async def test_a_console_that_was_killed_leaves_its_last_words(room: Room) -> None:
    """The question stays, a small ring says that nobody is there, nothing alarms; then all is as it should be."""
    assert room.server is not None
    async with screen(room.app()) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        room.server.show(view("Before?"))
        await reads(pilot, "Before?")
        assert "○" not in shown(app)
        for question in ("After?", "And again?"):
            kept = app.room.view.question
            await room.close()
            await reads(pilot, "○", kept)
            assert not re.search("error|lost|fail|!", shown(app), re.IGNORECASE)
            (await room.open()).show(view(question))
            await reads(pilot, question)
            await until(pilot, lambda: "○" not in shown(app))


async def test_without_any_console_it_waits_quietly(room: Room) -> None:
    """A welcome, and the ring; the console may come later."""
    await room.close()
    async with screen(room.app()) as pilot:
        await reads(pilot, "Welcome.", "○")
        (await room.open()).show(view("Here?"))
        await reads(pilot, "Here?")


async def test_a_soft_stop_shows_a_quiet_card(room: Room) -> None:
    """Nothing of what was there stays; afterwards it comes back."""
    assert room.server is not None
    async with screen(room.app()) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        for _ in range(2):
            room.server.show(view("Which one?", seconds_left=50, is_ticking=True, shows_time=True))
            await reads(pilot, "Which one?", "About one more minute")
            room.server.show(RoomView(stage="quiet", session="Small promises"))
            await reads(pilot, "A quiet moment.")
            await until(pilot, lambda: "minute" not in shown(app))
            assert "Which one?" not in shown(app)
            assert "Write" not in shown(app)


async def test_a_breath_comes_and_goes(room: Room) -> None:
    """It is there in a grounding block, and gone after it, with its clock."""
    assert room.server is not None
    async with screen(room.app(still=True)) as pilot:
        for _ in range(2):
            room.server.show(view("", say="Look round.", breath=True))
            await reads(pilot, "Look round.", "in, slowly")
            room.server.show(view("Which one?"))
            await reads(pilot, "Which one?")
            await until(pilot, lambda: not pilot.app.screen.query(Breath))


@pytest.mark.parametrize("theme", THEMES)
async def test_it_can_be_resized_at_any_moment(room: Room, theme: str) -> None:
    """From the smallest to the largest and back, every word is there."""
    assert room.server is not None
    room.server.show(view("Which promise would you keep?", say="For yourself.", title="One promise"))
    async with screen(room.app(theme=theme)) as pilot:
        await reads(pilot, "Which promise would you keep?")
        for size in (*SIZES, *reversed(SIZES)):
            await pilot.resize_terminal(*size)
            await reads(pilot, "Which promise would you keep?", "For yourself.")
        assert pilot.app.current_theme.name == theme


async def test_letters_are_large_where_there_is_room_and_can_be_changed(room: Room) -> None:
    """Blocks at first; `-` makes them smaller down to plain text, `+` larger again."""
    assert room.server is not None
    room.server.show(view("Which one?"))
    async with screen(room.app(), (120, 36), plain=False) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        await until(pilot, lambda: shown(app).count("█") > 100)
        most = shown(app)
        for _ in range(5):
            before = shown(app)
            await pilot.press("-")
            await until(pilot, lambda before=before: shown(app) != before or "Which one?" in before)  # type: ignore[misc]
        await reads(pilot, "Which one?")
        for _ in range(5):
            await pilot.press("+")
        await until(pilot, lambda: shown(app) == most)


async def test_what_does_not_fit_can_be_reached(room: Room) -> None:
    """A very long prompt on a very small screen is not cut: an arrow says there is more, and the keys move it."""
    assert room.server is not None
    room.server.show(view(LONG * 3 + "The end."))
    async with screen(room.app(), (40, 15)) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        await reads(pilot, "Which promise", "↓")
        assert "The end." not in shown(app)
        await pilot.press("end")
        await reads(pilot, "The end.")
        room.server.show(view("Short?", title="Another"))
        await reads(pilot, "Short?")
        await until(pilot, lambda: "↓" not in shown(app))


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_keys_to_leave(room: Room, key: str) -> None:
    """It ends, and well."""
    async with screen(room.app()) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: not pilot.app.is_running)
    assert not pilot.app.return_code


async def test_a_key_to_interrupt_says_nothing_to_the_room(room: Room) -> None:
    """ctrl+c neither ends it nor shows a message."""
    assert room.server is not None
    room.server.show(view("Which one?"))
    app = room.app()
    async with app.run_test(notifications=True) as pilot:
        app.room.action_resize_letters(-4)
        await reads(pilot, "Which one?")
        before = shown(app)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert shown(app) == before
        assert app.is_running


async def test_the_same_again_draws_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that goes by within a minute, and a state that is told twice, change nothing on the screen."""
    assert room.server is not None
    seen = view("Which one?", seconds_left=230, is_ticking=True, shows_time=True)
    room.server.show(seen)
    async with screen(room.app()) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        await reads(pilot, "about 4 minutes", "Which one?")
        await pilot.pause()
        updates: list[str | None] = []
        update = Static.update

        def count(self: Static, content: Content) -> None:
            updates.append(self.id)
            update(self, content)

        monkeypatch.setattr(Static, "update", count)
        for _ in range(20):
            room.steady.now += 1
            app.room.take(seen.aged(room.steady.now - 100))
            await pilot.pause()
        assert updates == []
        room.steady.now += 40
        app.room.draw()
        await reads(pilot, "about 3 minutes")
        assert updates == ["room-time"]


async def test_words_that_mean_harm_are_only_words(room: Room) -> None:
    """No control code, no markup, no link from any field."""
    assert room.server is not None
    harm = " ".join(ATTACKS.values()) + MARKUP
    groups = [[harm, "1"], [MARKUP]]
    for row in ({"question": harm, "say": harm}, {"agreements": [harm, MARKUP]}, {"groups": groups}):
        room.server.show(view(title=harm, ends_about=harm, **row))
    async with screen(room.app(), (200, 60)) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        await reads(pilot, "[@click=app.quit]x[/]")
        assert not CONTROLS.search(shown(app).replace("\n", ""))
        assert app.is_running


async def test_the_last_line_of_defence_holds(room: Room) -> None:
    """Even a view that nobody cleaned reaches the terminal without a control code."""
    async with screen(room.app(), (120, 36)) as pilot:
        app = pilot.app
        assert isinstance(app, ProjectorApp)
        app.room.take(
            RoomView(stage="running", question=f"Which {''.join(ATTACKS.values())} one?", title="\x1bc")
        )
        await reads(pilot, "one?", "Which")
        assert not CONTROLS.search(shown(app).replace("\n", ""))


async def test_it_needs_no_colours(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR everything is there all the same."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert room.server is not None
    room.server.show(view("Which one?", groups=[["1", "2"], ["3", "4"]], ends_about="19:40"))
    async with screen(room.app()) as pilot:
        await reads(pilot, "Which one?", "A 1", "B 3", "ends about 19:40")


async def test_two_screens_show_the_same(room: Room) -> None:
    """Side by side, through changes and through a console that comes back."""
    assert room.server is not None
    one, two = room.app(), room.app()
    async with screen(one) as first, screen(two) as second:
        for question in ("One?", "Two?"):
            room.server.show(view(question))
            await reads(first, question)
            await reads(second, question)
        await room.close()
        (await room.open()).show(view("Three?"))
        await reads(first, "Three?")
        await reads(second, "Three?")
        assert shown(one) == shown(two)
