"""Colours and keys: kept for next time, chosen by settings, never needed to understand the screen."""

import pytest

from tests.conftest import MakeApp
from tests.screens.person import leave, press, settle, until
from tests.screens.shown import shown
from workbook.screens.home import HomeScreen
from workbook.screens.pause import PauseScreen
from workbook.screens.support import SupportScreen
from workbook.settings import Settings
from workbook.themes import DEFAULT, THEMES


async def test_colours_chosen_once_are_there_next_time(make_little: MakeApp) -> None:
    """A theme chosen in the palette should be used at the next visit, unless the settings name another."""
    other = next(name for name in THEMES if name != DEFAULT)
    third = next(name for name in THEMES if name not in (DEFAULT, other))
    first = make_little()
    async with first.run_test(size=(80, 24)) as pilot:
        assert first.theme == DEFAULT
        first.search_themes()
        await settle(pilot)
        await press(pilot, *other)
        await until(pilot, lambda: shown(first).count(other) >= 2)
        await press(pilot, "enter")
        await until(pilot, lambda: first.theme == other)
        await leave(pilot)
    assert make_little().theme == other
    assert make_little(settings=Settings(theme=third)).theme == third
    assert make_little(settings=Settings(theme="no such colours")).theme == DEFAULT


async def test_without_colours_everything_is_still_told_apart(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR no colour should be drawn, and the chosen door still be marked by its shape."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "┏━" in shown(app)
        colours = {
            segment.style.color.triplet
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[0], app.screen.styles.background)
            if segment.style and segment.style.color and segment.style.color.triplet
        }
        assert colours
        assert all(red == green == blue for red, green, blue in colours)


async def test_keys_are_changed_by_the_id_of_what_they_do(make_little: MakeApp) -> None:
    """A key from the settings should do the action, be the one that is shown, and free the old one."""
    app = make_little(settings=Settings(keys={"pause": "f9", "support": "f8", "home.door-1": "x"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "f9 Pause" in shown(app)
        assert "F4" not in shown(app)
        await press(pilot, "f4", "p")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "f9")
        await settle(pilot)
        assert isinstance(app.screen, PauseScreen)
        await press(pilot, "f8")
        await settle(pilot)
        assert isinstance(app.screen, SupportScreen)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        await press(pilot, "1")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "x")
        await settle(pilot)
        assert not isinstance(app.screen, HomeScreen)
