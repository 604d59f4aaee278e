"""Links in the reading: followed by key and by mouse, and the way back."""

import pytest

from tests.conftest import MakeApp
from tests.screens.person import chapter, flattened, focused, item, press, settle
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.web_link import WebLinkScreen
from workbook.widgets.reading import ReadingPane


async def test_a_link_is_marked_followed_and_undone_by_key(make_little: MakeApp) -> None:
    """L should mark a link and bring it into view, Enter follow it, b come back to the very place."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "ctrl+n", "ctrl+n", "escape")
        await settle(pilot)
        assert item(app) == "few-things"
        await press(pilot, "l", "l", "l")
        await settle(pilot)
        assert "the kettle" in shown(app)
        scroll = chapter(app).query_one(ReadingPane).scroll_y
        assert scroll > 0
        await press(pilot, "enter")
        await settle(pilot)
        assert chapter(app).section.id == "kettle"
        assert focused(app, ReadingPane).scroll_y == 0
        await press(pilot, "b")
        await settle(pilot)
        assert chapter(app).section.id == "waking"
        assert focused(app, ReadingPane).scroll_y == pytest.approx(scroll, abs=1)
        assert item(app) == "few-things"
        await press(pilot, "b")
        await settle(pilot)
        assert chapter(app).section.id == "waking"


async def test_going_back_leads_through_all_steps(make_little: MakeApp) -> None:
    """B should go back one step at a time, also after sections that were turned to."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "right", "right")
        await settle(pilot)
        assert chapter(app).section.id == "every-kind"
        seen = []
        for _ in range(3):
            await press(pilot, "alt+left")
            await settle(pilot)
            seen.append(chapter(app).section.id)
        assert seen == ["kettle", "waking", "waking"]


async def test_a_click_follows_a_link(make_little: MakeApp) -> None:
    """The mouse should follow a link where its words stand."""
    app = make_little()
    async with app.run_test(size=(120, 50)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        row = next(y for y, line in enumerate(shown(app).splitlines()) if "lamp," in line)
        column = shown(app).splitlines()[row].index("lamp,") + 2
        await pilot.click(offset=(column, row))
        await settle(pilot)
        assert chapter(app).section.id == "lamp"


@pytest.mark.parametrize(("keys", "opened"), [(["enter"], 0), (["tab", "enter"], 1)])
async def test_a_web_address_is_shown_before_it_is_opened(
    make_little: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    keys: list[str],
    opened: int,
) -> None:
    """A link to the web should show its whole address, and open only when that is chosen."""
    browsed: list[str] = []
    monkeypatch.setattr(WorkbookApp, "open_url", lambda self, url, **_: browsed.append(url))
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "l", "l", "enter")
        await settle(pilot)
        assert isinstance(app.screen, WebLinkScreen)
        assert "https://example.org/a?b=c#d" in flattened(app)
        assert not browsed
        await press(pilot, *keys)
        await settle(pilot)
        assert browsed == ["https://example.org/a?b=c#d"][:opened]
        assert chapter(app).section.id == "waking"
