"""What a person does at the keyboard, and waiting for what they would see."""

from collections.abc import Callable
from itertools import groupby
from typing import TypeVar, cast

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.chapter import ChapterScreen
from workbook.screens.home import HomeScreen
from workbook.screens.page import PagePane

Found = TypeVar("Found", bound=Widget)

PATIENCE = 1000
"""How often to look before giving up; ten seconds, and longer on a busy machine."""
QUICK_LOOKS = 3
"""How often to look at first without waiting in between."""
BETWEEN_LOOKS = 0.01
"""Seconds."""


async def until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    """Look again and again until something is so.

    Raises:
        AssertionError: It did not become so.
    """
    for look in range(PATIENCE):
        if is_so():
            return
        await pilot.pause(0 if look < QUICK_LOOKS else BETWEEN_LOOKS)
    raise AssertionError(f"this did not come about; on the screen stands:\n{shown(pilot.app)}")


def _is_complete(app: App[None]) -> bool:
    """Whether the screen shows all it means to: a chapter gets its page and its focus, and home its chapters, a moment later."""
    if isinstance(app.screen, HomeScreen):
        return app.screen._is_whole
    if isinstance(screen := app.screen, ChapterScreen):
        page = screen.query(PagePane)
        return bool(app.focused and page and (page.first().item_id or not screen.section.page))
    return True


async def settle(pilot: Pilot[None]) -> None:
    """Let messages that lead to further messages come to an end, and the screen be complete."""
    await pilot.pause()
    await until(pilot, lambda: _is_complete(pilot.app))


async def opened(pilot: Pilot[None]) -> None:
    """Wait until a chapter has come in."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ChapterScreen))
    await settle(pilot)


def hurry(app: WorkbookApp, *keys: str) -> None:
    """Press keys faster than the program can follow, as over a slow connection: all at once."""
    assert app._driver is not None
    for key in keys:
        letter = len(key) == 1
        event = events.Key(_character_to_key(key) if letter else key, key if letter else None)
        event.set_sender(app)
        app._driver.send_message(event)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, waiting after each that is no letter; quicker than `Pilot.press`, which waits twice for all."""
    app = cast(WorkbookApp, pilot.app)
    for is_letter, run in groupby(keys, key=lambda key: len(key) == 1):
        for together in [[*run]] if is_letter else [[key] for key in run]:
            hurry(app, *together)
            await pilot.pause()


def chapter(app: WorkbookApp) -> ChapterScreen:
    """The chapter that is open."""
    assert isinstance(app.screen, ChapterScreen)
    return app.screen


def item(app: WorkbookApp) -> str:
    """The id of the prompt or practice on the page."""
    return chapter(app).query_one(PagePane).item_id


def focused(app: WorkbookApp, kind: type[Found]) -> Found:
    """What has the focus, which should be of a kind."""
    assert isinstance(app.focused, kind), app.focused
    return app.focused


def typed(app: WorkbookApp, prompt_id: str) -> str:
    """The newest answer to a prompt, as it was saved; empty when there is none."""
    layer = app.answers.latest(prompt_id)
    return layer.text if layer else ""


def flattened(app: WorkbookApp) -> str:
    """What stands on the screen, with every run of blanks and line ends as one space."""
    return " ".join(shown(app).split())


def in_sight(app: WorkbookApp, widget: Widget, place: Region | None = None) -> bool:
    """Whether some of a widget, or a place in it, shows."""
    try:
        placed = app.screen.find_widget(widget)
    except NoWidget:
        return False
    return bool(placed.clip.intersection(place or placed.region).area)


async def leave(pilot: Pilot[None]) -> None:
    """Press ctrl+q, and wait until the program has ended."""
    await press(pilot, "ctrl+q")
    await until(pilot, lambda: not pilot.app.is_running)
