"""The room's screen: large and calm, drawn anew only when something on it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from workbook.screens.room_page import banner, page, time_in_words
from workbook.widgets.breath import Breath
from workbook.widgets.large_letters import LARGEST, Size
from workbook.workshop.room_view import RoomView

AWAY = "○"
"""A small ring while there is no console: nothing for the room to worry about."""
BELOW = "↓"
"""There is more than fits: the arrow keys move it."""


class RoomScreen(Screen[None]):
    """Shows one view after the other; what it was told last stays when the console is away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Leave", show=False, id="room.leave"),
        Binding("plus,equals_sign", "resize_letters(1)", "Larger letters", show=False, id="room.larger"),
        Binding("minus", "resize_letters(-1)", "Smaller letters", show=False, id="room.smaller"),
    ]
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RoomScreen {
        #room-title { height: auto; width: 100%; text-wrap: nowrap; }
        #room-main { height: 1fr; width: 100%; scrollbar-size-vertical: 0; }
        #room-words { height: auto; width: 100%; text-wrap: nowrap; }
        #room-foot { height: auto; width: 100%; }
        #room-time { width: 1fr; height: auto; text-wrap: nowrap; }
        #room-end { width: auto; height: auto; text-wrap: nowrap; }
    }
    """

    def __init__(self, steady: Callable[[], float], *, still: bool = False) -> None:
        """Build the screen.

        Args:
            steady: Tells seconds; never goes back.
            still: Draw no movement.
        """
        super().__init__()
        self._steady, self._still = steady, still
        self.view, self._seen_at = RoomView(), steady()
        self._is_away = True
        self._largest: Size = LARGEST
        self._drawn_size: Size = LARGEST
        self._is_longer = False
        self._timer: Timer | None = None
        self._drawn: dict[str, Content] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, words and the line below."""
        yield Static(id="room-title", markup=False)
        with VerticalScroll(id="room-main"):
            yield Static(id="room-words", markup=False)
        with Horizontal(id="room-foot"):
            yield Static(id="room-time", markup=False)
            yield Static(id="room-end", markup=False)

    def take(self, view: RoomView | None) -> None:
        """Show what the console says; None while there is no console."""
        self._is_away = view is None
        if view is not None:
            has_turned = (view.title, view.stage) != (self.view.title, self.view.stage)
            self.view, self._seen_at = view, self._steady()
            if has_turned and self.is_mounted:
                self.query_one("#room-main").scroll_home(animate=False)
        self.draw()

    def on_mount(self) -> None:
        """Draw what is known once there is a size."""
        self.call_after_refresh(self.draw)

    def on_resize(self, _: Resize) -> None:
        """Fit everything anew."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Bring the screen up to date; what looks the same is not drawn again."""
        if not self.is_mounted or not self.size.width:
            return
        width, height = self.size
        inner = width - 2 * margin(width)
        self._draw_foot(inner, height)
        title = self.view.title if self.view.stage == "running" else ""
        self._update("room-title", "\n".join(banner(title, inner, height)))
        self._draw_breath()
        self.call_after_refresh(self._draw_words)

    def action_resize_letters(self, by: int) -> None:
        """Use larger or smaller letters, as far as there is room."""
        wanted = (self._largest if by > 0 else self._drawn_size) + by
        self._largest = cast(Size, min(max(wanted, 0), LARGEST))
        self.draw()

    def _draw_words(self) -> None:
        """Fill the middle, once it is known how much room the rest leaves."""
        main = self.query_one("#room-main")
        width = main.content_size.width
        height = main.content_size.height - (5 if self.view.breath else 0)
        if width < 1:
            return
        found = page(self.view, width, max(height, 1), self._largest)
        self._drawn_size = found.size
        if self._is_longer != (len(found.lines) > max(height, 1)):
            self._is_longer = not self._is_longer
            self.call_after_refresh(self.draw)
        self._update("room-words", found.content(width, max(height, 1)))

    def _draw_foot(self, width: int, height: int) -> None:
        words, changes = time_in_words(self.view, self._steady() - self._seen_at)
        ends = f"ends about {self.view.ends_about}" if self.view.ends_about else ""
        time_lines, end_lines = banner(words, width, height), banner(ends, width, height)
        wide = max(map(len, time_lines)) + max(map(len, end_lines)) + 6
        if wide > width:
            time_lines, end_lines = (words,), (ends,)
        self._update("room-time", "\n".join(time_lines))
        marks = f" {BELOW if self._is_longer else ''}{AWAY if self._is_away else ' '}"
        self._update("room-end", "\n".join((*end_lines[:-1], end_lines[-1] + marks)))
        if self._timer is not None:
            self._timer.stop()
        # A little later than the minute turns, so that it has turned.
        self._timer = None if changes is None else self.set_timer(changes + 0.05, self.draw)

    def _draw_breath(self) -> None:
        main = self.query_one("#room-main")
        is_there = bool(main.query(Breath))
        if self.view.breath and not is_there:
            main.mount(Breath(still=self._still))
        elif is_there and not self.view.breath:
            main.query(Breath).remove()

    def _update(self, name: str, words: str | Content) -> None:
        content = words if isinstance(words, Content) else Content(words)
        if self._drawn.get(name) != content:
            self._drawn[name] = content
            self.query_one(f"#{name}", Static).update(content)


def margin(width: int) -> int:
    """Tell how many cells stay empty at each side."""
    return 1 if width < 60 else 4
