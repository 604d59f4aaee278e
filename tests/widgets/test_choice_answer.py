"""Choices and checklists: keys, mouse, wrapping, earlier wordings."""

import pytest
from textual.containers import VerticalScroll

from tests.widgets.answering import HOSTILE, AnswerApp
from workbook.content.kinds import ChecklistKind, ChoiceKind
from workbook.widgets.option_lines import OptionLines

ENDINGS = ChoiceKind(options=("Kept", "Changed on purpose", "Not yet"))
CARE = ChecklistKind(options=("Sleep", "Water", "A walk"))
MANY = ChoiceKind(options=tuple(f"Option {number} which is long enough to wrap" for number in range(20)))


async def test_choosing_with_the_keyboard() -> None:
    """Down goes on, Space chooses, and choosing again changes the choice."""
    app = AnswerApp(ENDINGS)
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "3", "space")
        await pilot.pause()
        assert app.changes == ["Changed on purpose", "Not yet"]
        assert "› (•) Not yet" in app.shown
        assert "  ( ) Changed on purpose" in app.shown


async def test_enter_chooses_then_moves_on() -> None:
    """The first Enter answers; the second, on what is chosen, goes on."""
    app = AnswerApp(ENDINGS)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert (app.changes, app.done) == (["Changed on purpose"], 0)
        await pilot.press("enter")
        assert (app.changes, app.done) == (["Changed on purpose"], 1)


async def test_backspace_takes_a_choice_back() -> None:
    """A choice can be unmade."""
    app = AnswerApp(ENDINGS, "Kept")
    async with app.run_test() as pilot:
        await pilot.press("backspace")
        assert app.changes == [""]
        assert app.input.is_blank


async def test_ticking_any_number() -> None:
    """Space ticks and unticks; the value keeps the order of the list."""
    app = AnswerApp(CARE)
    async with app.run_test() as pilot:
        await pilot.press("3", "space", "1", "space", "2", "enter", "backspace")
        assert app.changes == [
            ["A walk"],
            ["Sleep", "A walk"],
            ["Sleep", "Water", "A walk"],
            ["Sleep", "A walk"],
        ]
        await pilot.pause()
        assert "[x] A walk" in app.shown
        assert "[ ] Water" in app.shown


async def test_the_mouse_chooses() -> None:
    """A click on any line of an option chooses it."""
    app = AnswerApp(CARE)
    async with app.run_test() as pilot:
        await pilot.click(OptionLines, offset=(8, 1))
        await pilot.click(OptionLines, offset=(3, 0))
        await pilot.click(OptionLines, offset=(8, 1))
        assert app.changes == [["Water"], ["Sleep", "Water"], ["Sleep"]]


async def test_an_earlier_wording_stays_visible() -> None:
    """A stored answer that is no longer offered has a line of its own, until something else is chosen."""
    app = AnswerApp(ENDINGS, "Let go [/]")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "(•) Let go [/] (earlier wording)" in app.shown
        assert app.input.value == "Let go [/]"
        await pilot.press("1", "space")
        await pilot.pause()
        assert app.input.value == "Kept"
        assert "( ) Let go [/] (earlier wording)" in app.shown


async def test_earlier_ticks_stay() -> None:
    """Ticking something else does not drop what is no longer in the list."""
    app = AnswerApp(CARE, ["Gone", "Water"])
    async with app.run_test() as pilot:
        await pilot.press("1", "space")
        assert app.input.value == ["Sleep", "Water", "Gone"]


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (20, 15)])
async def test_options_wrap_and_are_literal(size: tuple[int, int]) -> None:
    """Every word of a long, hostile option can be read."""
    app = AnswerApp(ChoiceKind(options=(HOSTILE, "b")), HOSTILE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert HOSTILE.replace(" ", "") in "".join(app.shown.split())
        assert app.input.value == HOSTILE


@pytest.mark.parametrize("size", [(40, 10), (20, 8)])
async def test_the_present_line_stays_in_view(size: tuple[int, int]) -> None:
    """Going through a long list scrolls the page along, and so does a resize."""
    app = AnswerApp(MANY)
    async with app.run_test(size=size) as pilot:
        window = app.query_one(VerticalScroll)
        for _ in range(19):
            await pilot.press("down")
            await pilot.pause()
            assert window.content_region.contains_region(app.input.place_of_focus())
        await pilot.resize_terminal(60, 6)
        await pilot.pause()
        assert window.content_region.contains_region(app.input.place_of_focus())


async def test_the_place_can_be_put_back() -> None:
    """Which line one was on is read and restored."""
    app = AnswerApp(ENDINGS)
    async with app.run_test() as pilot:
        app.input.cursor = (2, 0)
        await pilot.press("space")
        assert app.input.value == "Not yet"
        app.input.cursor = (99, 0)
        assert app.input.cursor == (2, 0)


async def test_read_only_lets_lines_be_read() -> None:
    """Neither keys nor clicks change what is chosen; Enter moves on."""
    app = AnswerApp(ENDINGS, "Kept", read_only=True)
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "backspace", "enter")
        await pilot.click(OptionLines, offset=(8, 2))
        assert app.input.value == "Kept"
        assert (app.changes, app.done) == ([], 1)
