"""Where someone is on one screen, and the way back there: the focus, the cursor, how far things are scrolled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from workbook.screens.whereabouts import Spot
from workbook.widgets.answer_input import AnswerInput, Cursor

LOOK_SECONDS = 0.01
LATE_LOOKS = 3
"""A screen that has just opened may give the focus away once more."""
LONGEST_SECONDS = 3.0
"""A screen that is not as it was after so long is taken as it is."""


def spot_of(screen: Screen[Any]) -> Spot:
    """Tell where someone is on a screen."""
    focused = screen.focused
    if focused is None:
        return Spot(scrolled=tuple(_scrolled(screen)))
    alike = _alike(screen, type(focused).__name__)
    number = alike.index(focused) if focused in alike else 0
    return Spot(type(focused).__name__, number, _cursor_of(focused), tuple(_scrolled(screen)))


async def return_to(screen: Screen[Any], spot: Spot) -> None:
    """Go back to a place on a screen that has just opened; as far as it is still there."""
    if not await _is_ready(screen, spot):
        return
    alike = _alike(screen, spot.kind)
    if spot.number < len(alike):
        screen.set_focus(alike[spot.number], scroll_visible=False)
        # A line that is given the focus selects itself, and the next letter would take its place.
        await _drawn(screen)
        _put_cursor(alike[spot.number], spot.cursor)
    await _drawn(screen)
    seen: Counter[str] = Counter()
    wanted = {(kind, number): rows for kind, number, rows in spot.scrolled}
    for widget in screen.query():
        kind = type(widget).__name__
        if rows := wanted.get((kind, seen[kind])):
            widget.scroll_to(y=rows, animate=False, immediate=True)
        seen[kind] += 1
    if spot.kind and screen.focused is not None and await _drawn(screen):
        # What stands above it may be shorter by now, or the window smaller.
        _show(screen.focused)


async def _is_ready(screen: Screen[Any], spot: Spot) -> bool:
    """Wait until what had the focus can have it again, and the screen gave it to something; tell whether it stands."""
    loop = asyncio.get_running_loop()
    until, late = loop.time() + LONGEST_SECONDS, LATE_LOOKS
    while late and loop.time() < until:
        if not await _drawn(screen):
            return False
        has_come = not spot.kind or (screen.focused and spot.number < len(_alike(screen, spot.kind)))
        late -= bool(has_come)
        await asyncio.sleep(LOOK_SECONDS)
    return True


async def _drawn(screen: Screen[Any]) -> bool:
    """Wait until a screen has drawn itself; tell whether it did."""
    done = asyncio.Event()
    screen.call_after_refresh(done.set)
    try:
        await asyncio.wait_for(done.wait(), LONGEST_SECONDS)
    except TimeoutError:
        return False
    return True


def _show(widget: Widget) -> None:
    if answer := _answer_of(widget):
        answer.keep_in_view()
    else:
        widget.scroll_visible(animate=False)


def _alike(screen: Screen[Any], kind: str) -> list[Widget]:
    return [widget for widget in screen.focus_chain if type(widget).__name__ == kind]


def _scrolled(screen: Screen[Any]) -> Iterator[tuple[str, int, int]]:
    seen: Counter[str] = Counter()
    for widget in screen.query():
        kind = type(widget).__name__
        if rows := round(widget.scroll_y):
            yield kind, seen[kind], rows
        seen[kind] += 1


def _answer_of(widget: Widget) -> AnswerInput | None:
    return next((node for node in widget.ancestors_with_self if isinstance(node, AnswerInput)), None)


def _cursor_of(widget: Widget) -> Cursor:
    if answer := _answer_of(widget):
        return answer.cursor
    match widget:
        case TextArea():
            return widget.cursor_location
        case Input():
            return (0, widget.cursor_position)
        case OptionList():
            return (widget.highlighted or 0, 0)
    return (0, 0)


def _put_cursor(widget: Widget, cursor: Cursor) -> None:
    if answer := _answer_of(widget):
        answer.cursor = cursor
        return
    match widget:
        case TextArea():
            widget.move_cursor((min(cursor[0], widget.document.line_count - 1), cursor[1]))
        case Input():
            widget.cursor_position = cursor[1]
        case OptionList() if widget.option_count:
            widget.highlighted = min(cursor[0], widget.option_count - 1)
