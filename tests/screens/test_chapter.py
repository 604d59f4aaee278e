"""A chapter at every width: panes, Tab, Escape, questions, turning sections."""

from functools import partial

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from tests.conftest import MakeApp
from tests.screens.person import (
    chapter,
    flattened,
    focused,
    hurry,
    in_sight,
    item,
    leave,
    opened,
    press,
    settle,
    until,
)
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.home import HomeScreen
from workbook.screens.panes import pane_of
from workbook.widgets.editor import Editor
from workbook.widgets.reading import ReadingPane
from workbook.widgets.section_list import SectionList

PANES = {
    (40, 15): ["reading"],
    (80, 24): ["reading"],
    (100, 30): ["reading", "page"],
    (120, 36): ["sections", "reading", "page"],
    (200, 60): ["sections", "reading", "page"],
}


def panes_on(app: WorkbookApp) -> list[str]:
    """The panes that stand on the screen, from left to right."""
    names = ["sections", "reading", "page"]
    return [name for name in names if chapter(app).query_one(f"#{name}-pane").region.area]


def pane_of_focus(app: WorkbookApp) -> str:
    """The pane that holds the focus."""
    assert app.focused is not None
    return pane_of(app.focused)


def answering(app: WorkbookApp) -> bool:
    """Whether the focus is on the page, and shows."""
    return app.focused is not None and pane_of_focus(app) == "page" and in_sight(app, app.focused)


async def tab_round(pilot: Pilot[None], app: WorkbookApp, key: str, presses: int) -> list[str]:
    """Press a key again and again, and tell which panes were gone through."""
    gone_through = [pane_of_focus(app)]
    for _ in range(presses):
        await press(pilot, key)
        await settle(pilot)
        assert app.focused is not None
        assert app.focused.region.area, "the focus is on something that does not show"
        if pane_of_focus(app) != gone_through[-1]:
            gone_through.append(pane_of_focus(app))
    return gone_through


@pytest.mark.parametrize("size", PANES)
async def test_every_width_shows_what_fits_and_tab_reaches_all(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """Tab should lead through every pane and round again, shift+Tab the other way, whatever fits."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        assert panes_on(app) == PANES[size]
        assert "Waking" in shown(app)
        around = (
            ["reading", "page", "reading"]
            if size == (100, 30)
            else ["reading", "page", "sections", "reading"]
        )
        assert (await tab_round(pilot, app, "tab", 4))[: len(around)] == around
        chapter(app).query_one(ReadingPane).focus()
        await settle(pilot)
        back = (await tab_round(pilot, app, "shift+tab", 4))[: len(around)]
        assert back == around[::-1]


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_escape_backs_out_step_by_step(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Escape should lead from the page to the reading, and from there home."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("kettle", "cup")
        await settle(pilot)
        assert pane_of_focus(app) == "page"
        await press(pilot, "escape")
        await settle(pilot)
        focused(app, ReadingPane)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_keys_turn_through_the_questions(make_little: MakeApp) -> None:
    """ctrl+n and ctrl+b should go through the page both ways and come round."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        seen = []
        for key in ["ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+b", "ctrl+b"]:
            await press(pilot, key)
            await settle(pilot)
            seen.append(item(app))
            assert app.focused in set(chapter(app).query("#page *"))
        assert seen == ["one-word", "few-things", "long-answer", "one-word", "long-answer", "few-things"]


async def test_arrows_turn_sections_across_chapters(make_little: MakeApp) -> None:
    """Left and right in the reading should go on into the next chapter, and stop at both ends."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "left")
        await settle(pilot)
        assert chapter(app).section.id == "waking"
        await app.open_section("every-kind")
        await settle(pilot)
        await press(pilot, "right")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert "Evening" in shown(app)
        assert chapter(app).query_one(ReadingPane).scroll_y == 0
        await press(pilot, "left")
        await settle(pilot)
        assert chapter(app).section.id == "every-kind"


async def test_the_list_opens_sections_and_marks_them(make_little: MakeApp) -> None:
    """Enter in the list of sections should open one; an answer should change its mark at once."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "shift+tab")
        focused(app, SectionList)
        await press(pilot, "down", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "kettle"
        assert "◐ Waking" in flattened(app)
        await press(pilot, "ctrl+n", "ctrl+n")
        await settle(pilot)
        await press(pilot, *"tea", "ctrl+s")
        await settle(pilot)
        assert "● Kettle" in flattened(app)


async def test_from_the_list_of_sections_a_narrower_window_keeps_a_focus(make_little: MakeApp) -> None:
    """Where the list has no room, the focus should move on to what shows."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "shift+tab")
        focused(app, SectionList)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.3)
        assert app.focused is not None
        assert app.focused.region.area
        await pilot.resize_terminal(120, 36)
        await pilot.pause(0.3)
        assert app.focused.region.area


async def test_a_returning_place_in_a_list_that_does_not_fit_still_has_a_focus(make_little: MakeApp) -> None:
    """Someone who left in the list of sections and comes back in a smaller window should not be without keys."""
    first = make_little()
    async with first.run_test(size=(120, 36)) as pilot:
        await first.open_section("lamp")
        await settle(pilot)
        await press(pilot, "shift+tab")
        await leave(pilot)
    second = make_little()
    async with second.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        await opened(pilot)
        assert second.focused is not None
        assert second.focused.region.area


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_every_section_opens_and_shows_every_question(make_app: MakeApp, size: tuple[int, int]) -> None:
    """Every section of the pack should open, and ctrl+n should reach each item of its page with a cursor.

    In the smallest window a long question comes first, and the cursor into sight with the first key.
    """
    app = make_app()

    def reached(wanted: str) -> bool:
        if app.focused is None or item(app) != wanted:
            return False
        return answering(app) or (size == (40, 15) and pane_of_focus(app) == "page")

    async with app.run_test(size=size) as pilot:
        for section in [section for outline in app.pack.outlines for section in outline.sections]:
            await app.open_section(section.id)
            await until(pilot, lambda: isinstance(app.focused, ReadingPane))
            assert chapter(app).section.id == section.id
            for number, wanted in enumerate(chapter(app).section.page):
                hurry(app, "tab" if number == 0 else "ctrl+n")
                await until(pilot, partial(reached, wanted.id))
            if size != (40, 15):
                assert f"{number + 1} of {len(chapter(app).section.page)}" in shown(app)


@pytest.mark.parametrize("size", [(40, 15)])
async def test_the_page_scrolls_by_key_while_the_cursor_stays(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """Long earlier answers, and questions on a small screen, should be readable without a mouse."""
    first = make_little()
    long = "\n\n".join(f"line {number}" for number in range(40))
    first.answers.write("long-answer", long, section_id="waking", question="?", kind="text")
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+t", *["alt+down"] * 20)
        await settle(pilot)
        assert "line 39" in shown(app)
        await press(pilot, *["alt+up"] * 20)
        await settle(pilot)
        assert "3 of 3" in shown(app)
        await press(pilot, "alt+down", "alt+down", "x")
        await settle(pilot)
        assert in_sight(app, focused(app, Editor), Region(*focused(app, Editor).cursor_screen_offset, 1, 1))
