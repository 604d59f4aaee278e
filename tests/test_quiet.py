"""What the tests' own waiting promises: after a pause, everything that was set off is done and drawn."""

import asyncio
import threading
from pathlib import Path

from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.widgets import Static

from tests.screens.shown import shown

STEPS = 30


class Chain(App[None]):
    """Each press sets off a chain of messages, refreshes and work in threads."""

    def __init__(self) -> None:
        super().__init__()
        self.step = 0
        self.let_go = threading.Event()

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("step 0")

    def key_m(self) -> None:
        """Go on by a message, and draw before each step."""
        if self.step < STEPS:
            self.step += 1
            self.query_one(Static).update(f"step {self.step}")
            (self.call_later if self.step % 2 else self.call_after_refresh)(self.key_m)

    def key_t(self) -> None:
        """Go on when a thread is ready."""
        self.run_worker(self._think())

    def key_h(self) -> None:
        """Give something to a thread that does not come back for now."""
        self.run_worker(asyncio.to_thread(self.let_go.wait))

    async def _think(self) -> None:
        await asyncio.to_thread(sum, range(200_000))
        self.query_one(Static).update("thought")


async def test_a_pause_is_over_when_a_chain_of_messages_is() -> None:
    """However many messages and drawings follow from one key, and without a wait for the clock."""
    app = Chain()
    async with app.run_test() as pilot:
        await pilot.press("m")
        assert f"step {STEPS}" in shown(app)


async def test_a_pause_waits_for_threads() -> None:
    """What a thread was given is done, and what follows is drawn."""
    app = Chain()
    async with app.run_test() as pilot:
        await pilot.press("t")
        assert "thought" in shown(app)


async def test_a_pause_does_not_wait_for_a_thread_that_waits_itself() -> None:
    """A disk that holds still does not hold up the test that holds it."""
    app = Chain()
    async with app.run_test() as pilot:
        await pilot.press("h", "m")
        assert f"step {STEPS}" in shown(app)
        app.let_go.set()


async def test_a_pause_waits_for_a_new_size() -> None:
    """Textual takes a new size of the window a moment later; the pause does not wait for that moment."""
    app = Chain()
    async with app.run_test() as pilot:
        await pilot.pause()
        for width in (40, 60):
            await pilot.resize_terminal(width, 15)
            assert app.query_one(Static).size.width == width


async def test_a_pause_waits_for_a_scroll_without_animation() -> None:
    """It is one step, but Textual leaves that step to a timer."""
    app = Chain()
    app.animation_level = "none"
    async with app.run_test() as pilot:
        app.query_one(Static).update("line\n" * 100)
        await pilot.pause()
        app.screen.scroll_end()
        await pilot.pause()
        assert app.screen.scroll_y == app.screen.max_scroll_y > 0


def test_a_style_sheet_is_parsed_once_for_the_same_colours() -> None:
    """Two apps share what was parsed; with other variables it is parsed anew."""

    def parsed(ink: str) -> object:
        sheet = Stylesheet(variables={"ink": ink})
        sheet.add_source("Static { color: $ink; }", read_from=(str(Path("x.tcss")), ""))
        return sheet.rules[0]

    assert parsed("#ff0000") is parsed("#ff0000")
    assert parsed("#ff0000") is not parsed("#0000ff")
