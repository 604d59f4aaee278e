"""Coming back: the section, the question, the pane, the place in the reading and the cursor."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.person import chapter, flattened, focused, item, leave, opened, press, settle, typed, until
from workbook.screens.home import HomeScreen
from workbook.widgets.editor import Editor
from workbook.widgets.reading import ReadingPane


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_the_place_in_the_reading_is_found_again(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The next visit should show the lines that were read last, with the keys in the reading."""
    first = make_little()
    async with first.run_test(size=size) as pilot:
        await first.open_section("dark")
        await settle(pilot)
        await press(pilot, "space", "down")
        await settle(pilot)
        left = focused(first, ReadingPane).scroll_y
        assert left > 0
        await leave(pilot)
    second = make_little()
    async with second.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        await opened(pilot)
        assert chapter(second).section.id == "dark"
        assert focused(second, ReadingPane).scroll_y == pytest.approx(left, abs=1)


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_question_and_reading_are_both_found_again(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Someone who left while answering should find the answer's question, and behind it the reading's place."""
    first = make_little()
    async with first.run_test(size=size) as pilot:
        await first.open_section("waking")
        await settle(pilot)
        await press(pilot, "space", "down")
        await settle(pilot)
        left = focused(first, ReadingPane).scroll_y
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n")
        await settle(pilot)
        await press(pilot, *"soup")
        await leave(pilot)
    second = make_little()
    async with second.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        await opened(pilot)
        assert item(second) == "long-answer"
        focused(second, Editor)
        await press(pilot, "escape")
        await settle(pilot)
        assert focused(second, ReadingPane).scroll_y == pytest.approx(left, abs=1)
        await leave(pilot)
    place = second.answers.place()
    assert place is not None
    assert place.item_id == "long-answer"


async def test_the_cursor_is_found_again_within_a_visit(make_little: MakeApp) -> None:
    """Going home and back should put the cursor where it stood, also when it was only moved."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"one", "enter", *"two", "up", "home", "right")
        await settle(pilot)
        assert focused(app, Editor).cursor_location == (0, 1)
        await press(pilot, "f2")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "1")
        await opened(pilot)
        assert focused(app, Editor).cursor_location == (0, 1)
        await press(pilot, "x")
        await leave(pilot)
    assert typed(app, "long-answer") == "oxne\ntwo"


async def test_the_pane_is_found_again_without_typing(make_little: MakeApp) -> None:
    """Someone who went to the page and wrote nothing should come back to the page."""
    first = make_little()
    async with first.run_test(size=(80, 24)) as pilot:
        await first.open_section("waking")
        await settle(pilot)
        await press(pilot, "tab")
        await settle(pilot)
        await leave(pilot)
    place = first.answers.place()
    assert place is not None
    assert (place.section_id, place.item_id, place.pane) == ("waking", "one-word", "page")


async def test_own_words_are_quoted_or_the_fallback_stands(make_little: MakeApp, clock: Clock) -> None:
    """A quoting place should hold the author's words until there are own ones, then those."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("kettle")
        await settle(pilot)
        await until(pilot, lambda: "Nobody has said a word" in flattened(app))
        await app.open_section("waking", "one-word")
        await settle(pilot)
        await press(pilot, *"lemon")
        await app.open_section("kettle")
        await settle(pilot)
        await until(pilot, lambda: "lemon" in flattened(app))
        assert "Nobody has said a word" not in flattened(app)
    clock.pass_days(40)
    later = make_little()
    async with later.run_test(size=(120, 36)) as pilot:
        await later.open_section("kettle")
        await settle(pilot)
        await until(pilot, lambda: "lemon" in flattened(later))
