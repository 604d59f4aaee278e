"""Tables: cells, growing, narrow and wide."""

import pytest
from textual.widgets import Input

from tests.widgets.answering import HOSTILE, AnswerApp
from workbook.content.kinds import TableKind
from workbook.widgets.line_input import LineInput

THEN_NOW = TableKind(columns=("Then", "Now"), rows=1)


async def test_enter_goes_from_cell_to_cell_and_rows_grow() -> None:
    """Enter leads along the row and to the next; from the last cell it moves on."""
    app = AnswerApp(THEN_NOW)
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "b", "enter")
        await pilot.pause()
        assert len(app.query(LineInput)) == 4
        await pilot.press("c", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert app.input.value == [{"Then": "a", "Now": "b"}, {"Then": "c", "Now": ""}]
        assert app.done == 1


async def test_blank_rows_are_left_out() -> None:
    """The value keeps the order and skips rows in which nothing stands."""
    app = AnswerApp(TableKind(columns=("Then", "Now"), rows=3))
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "x")
        assert app.input.value == [{"Then": "x", "Now": ""}]


async def test_up_and_down_keep_the_column() -> None:
    """The arrows go to the same cell of another row."""
    app = AnswerApp(TableKind(columns=("Then", "Now"), rows=2))
    async with app.run_test() as pilot:
        await pilot.press("tab", "down", "x", "up", "y")
        assert app.input.value == [{"Then": "", "Now": "y"}, {"Then": "", "Now": "x"}]


async def test_columns_stand_side_by_side_when_wide() -> None:
    """Wide: one header, cells beside each other. Narrow: a name above each cell."""
    app = AnswerApp(THEN_NOW, [{"Then": "small", "Now": "large"}])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("small" in line and "large" in line for line in app.shown.splitlines())
        assert any("Then" in line and "Now" in line for line in app.shown.splitlines())
        assert app.shown.count("Then") == 1
        await pilot.resize_terminal(40, 30)
        await pilot.pause()
        lines = [line.strip(" ▌▎▊▐") for line in app.shown.splitlines()]
        start = lines.index("Then")
        assert lines[start : start + 4] == ["Then", "small", "Now", "large"]
        assert app.shown.count("Then") == 2
        assert app.changes == []


async def test_columns_of_another_day_lose_no_words() -> None:
    """What stands under a name that is gone is shown under the last one."""
    app = AnswerApp(THEN_NOW, [{"Then": "a", "Before": "b"}])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.input.value == [{"Then": "a", "Now": "Before: b"}]
        assert app.changes == []


async def test_loading_is_no_edit() -> None:
    """More, fewer and no rows are shown without a report."""
    app = AnswerApp(THEN_NOW)
    async with app.run_test() as pilot:
        for value in ([{"Then": "a"}] * 5, None, ["x", "y"]):
            app.input.load(value)
            await pilot.pause()
        assert app.input.value == [{"Then": "x", "Now": ""}, {"Then": "y", "Now": ""}]
        assert len(app.query(LineInput)) == 6
        assert app.changes == []


@pytest.mark.parametrize("size", [(40, 30), (80, 24), (20, 30)])
async def test_hostile_names_and_cells_are_literal(size: tuple[int, int]) -> None:
    """Brackets are letters everywhere."""
    app = AnswerApp(TableKind(columns=("[/]", "[b]Now[/b]"), rows=1), [{"[/]": "[red]x"}])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for words in ("[/]", "[b]Now[/b]", "[red]x"):
            assert words in app.shown


async def test_backspace_in_an_empty_cell_does_nothing() -> None:
    """Rows are not removed by accident."""
    app = AnswerApp(THEN_NOW, [{"Then": "a"}])
    async with app.run_test() as pilot:
        await pilot.press("backspace", "backspace")
        assert app.input.value == [{"Then": "a", "Now": ""}]


async def test_the_place_can_be_put_back() -> None:
    """The cell and the place in it are read and restored."""
    app = AnswerApp(THEN_NOW, [{"Then": "abc", "Now": "def"}])
    async with app.run_test() as pilot:
        await pilot.pause()
        app.input.cursor = (1, 1)
        await pilot.pause()
        assert app.input.cursor == (1, 1)
        await pilot.press("X")
        assert app.input.value == [{"Then": "abc", "Now": "dXef"}]


async def test_read_only_cells_can_be_read_but_not_changed() -> None:
    """Keys and pastes change nothing."""
    app = AnswerApp(THEN_NOW, [{"Then": HOSTILE, "Now": "b"}], read_only=True)
    async with app.run_test() as pilot:
        await pilot.press("x", "ctrl+u", "enter", "backspace")
        app.paste("x")
        await pilot.pause()
        assert app.input.value == [{"Then": HOSTILE, "Now": "b"}]
        assert app.changes == []
        assert isinstance(app.focused, Input)
