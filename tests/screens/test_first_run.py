"""The first run: three pages before the first question, shown once."""

import pytest

from tests.conftest import MakeApp
from tests.screens.person import chapter, item, leave, opened, press, settle, typed
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.first_run import FirstRunScreen
from workbook.screens.home import HomeScreen
from workbook.screens.support import SupportScreen


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_three_pages_lead_to_the_first_question(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Enter three times should lead straight to the first question, with the cursor in its answer."""
    app = make_little(welcomed=False)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "1 of 3" in shown(app)
        await press(pilot, "enter")
        assert "2 of 3" in shown(app)
        await press(pilot, "left")
        assert "1 of 3" in shown(app)
        await press(pilot, "left", "right", "enter")
        assert "3 of 3" in shown(app)
        await press(pilot, "enter")
        await opened(pilot)
        assert chapter(app).section.id == "waking"
        assert item(app) == "one-word"
        await press(pilot, *"tea")
        await leave(pilot)
    assert typed(app, "one-word") == "tea"


async def test_the_second_page_names_the_folder(make_little: MakeApp) -> None:
    """Where the words are kept should be said in full, and that no password protects them."""
    app = make_little(welcomed=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        said = str(app.screen.query_one("#page-words").render())
        assert str(app.answers.folder) in said
        assert "not locked with a password" in said


async def test_escape_goes_home_and_the_pages_come_once(make_little: MakeApp) -> None:
    """Escape should lead to the doors, where letters are letters; the next visit should begin there as well."""
    first = make_little(welcomed=False)
    async with first.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(first.screen, FirstRunScreen)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(first.screen, HomeScreen)
        assert "One small question" in shown(first)
        await leave(pilot)
    second = make_little(welcomed=False)
    async with second.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(second.screen, HomeScreen)


async def test_leaving_on_the_first_page_shows_it_again(make_little: MakeApp) -> None:
    """Someone who quits before going in has not read the pages: they should come again."""
    first = make_little(welcomed=False)
    async with first.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await leave(pilot)
        await settle(pilot)
        assert not first.is_running
    second: WorkbookApp = make_little(welcomed=False)
    async with second.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(second.screen, FirstRunScreen)
        await press(pilot, "f5")
        await settle(pilot)
        assert isinstance(second.screen, SupportScreen)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(second.screen, FirstRunScreen)
