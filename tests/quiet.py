"""Waiting, in tests, until the program has nothing left to do; and not doing the same work for every test.

Textual's `Pilot.pause` sleeps in steps of 20 ms until the process used next to no processor time in one of
them. That was half of the time of all tests; and on a busy machine, a program that does not get its turn
looks as if it had nothing to do. Here the event loop itself is asked: nothing is ready to run, nothing waits
to be drawn, no thread is at work. What a program put off by a timer is not waited for: `person.until` is.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, cast

import pytest
import textual.app
import textual.pilot
from textual.app import App, ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.pilot import Pilot
from textual.screen import Screen

DRAWINGS = 200
"""How often the screen may be drawn in one pause: something that moves would never come to an end."""
THREAD_LOOKS = 50
"""How often to look at a thread that is at work, before it counts as one that waits itself."""
THREAD_SECONDS = 0.001
"""Between two such looks."""


class _Loop(Protocol):
    """What is read of asyncio's event loop."""

    _ready: deque[object]
    _default_executor: ThreadPoolExecutor | None


def _loop() -> _Loop:
    return cast(_Loop, asyncio.get_running_loop())


async def _nothing_ready() -> None:
    """Wait until every task waits for time, a socket, a thread or another task."""
    loop, still = _loop(), 0
    while still < 2:
        await asyncio.sleep(0)
        still = 0 if loop._ready else still + 1


def _threads_at_work() -> bool:
    """Whether something that was given to a thread has not come back."""
    threads = cast(Any, _loop()._default_executor)
    return threads is not None and threads._idle_semaphore._value < len(threads._threads)


async def quiet(_at_least: float = 0, _at_most: float = 0) -> None:
    """Wait until nothing is ready to run, and no thread is at work; stands in for Textual's `wait_for_idle`."""
    await _nothing_ready()
    for _ in range(THREAD_LOOKS):
        if not _threads_at_work():
            break
        await asyncio.sleep(THREAD_SECONDS)
    await _nothing_ready()


def _undrawn(screen: Screen[Any]) -> bool:
    """Whether the screen would draw, or call what waits for a drawing, within a sixtieth of a second."""
    return screen.is_current and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def all_drawn(app: App[Any]) -> None:
    """Wait until nothing is ready to run; what would be laid out or drawn in a moment is drawn at once.

    So is a scroll: without animation it is one step, which Textual leaves to a timer as well.
    """
    for _ in range(DRAWINGS):
        await quiet()
        try:
            screen = app.screen
        except ScreenStackError:
            return
        if app._resize_timer is not None:
            app._check_resize()
        elif app.animator._animations and app.animation_level == "none":
            app.animator()
        elif _undrawn(screen):
            screen._on_timer_update()
        else:
            return


async def _pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    await asyncio.sleep(delay or 0)
    await all_drawn(pilot.app)


async def _wait_for_screen(pilot: Pilot[Any], _longest: float = 0) -> bool:
    await all_drawn(pilot.app)
    return True


def wait_by_the_loop(patch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot wait as this module does."""
    patch.setattr(Pilot, "pause", _pause)
    patch.setattr(Pilot, "_wait_for_screen", _wait_for_screen)
    patch.setattr(textual.pilot, "wait_for_idle", quiet)
    patch.setattr(textual.app, "wait_for_idle", quiet)


def parse_styles_once(patch: pytest.MonkeyPatch) -> None:
    """Remember parsed style sheets from one app to the next, by all that they were parsed from."""
    parse = Stylesheet._parse_rules
    known: dict[tuple[object, ...], list[RuleSet]] = {}

    def parse_rules(
        sheet: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        variables = frozenset(sheet._variables.items())
        key = (variables, css, read_from, is_default_rules, tie_breaker, scope)
        if key not in known:
            known[key] = parse(sheet, css, read_from, is_default_rules, tie_breaker, scope)
        return known[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_rules)
