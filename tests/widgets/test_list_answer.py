"""Lists: growing, shrinking, going between lines."""

import pytest

from tests.widgets.answering import HOSTILE, AnswerApp
from workbook.content.kinds import ListKind
from workbook.widgets.line_input import LineInput

MAX_PARTS = 20
"""Fewer than really, so that the test is quick."""


def _lines(app: AnswerApp) -> list[str]:
    return [line.value for line in app.query(LineInput)]


async def test_there_is_always_one_more_line() -> None:
    """As many blanks as the author wanted at first; then always one beneath the last."""
    app = AnswerApp(ListKind(items=2))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert _lines(app) == ["", ""]
        await pilot.press("a", "enter", "b", "enter", "c", "enter")
        await pilot.pause()
        assert _lines(app) == ["a", "b", "c", ""]
        assert app.input.value == ["a", "b", "c"]
        assert app.done == 0
        await pilot.press("enter")
        assert app.done == 1


async def test_blank_lines_are_left_out() -> None:
    """The value keeps the order and skips what is blank."""
    app = AnswerApp(ListKind())
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "c", "up", "up", "a")
        assert app.changes == [["c"], ["a", "c"]]


async def test_blanks_typed_alone_are_no_answer() -> None:
    """A line of blanks reports nothing."""
    app = AnswerApp(ListKind())
    async with app.run_test() as pilot:
        await pilot.press("space", "space")
        assert app.input.is_blank
        assert app.changes == []


async def test_backspace_on_an_empty_line_removes_it() -> None:
    """It goes, and one stands at the end of the line above; the last line never goes."""
    app = AnswerApp(ListKind(items=1), ["a", "b", "c"])
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("up", "up", "backspace", "backspace", "x")
        await pilot.pause()
        assert _lines(app) == ["ax", "c", ""]
        assert app.changes == [["a", "c"], ["ax", "c"]]
        await pilot.press("down", "down", "backspace", "y")
        await pilot.pause()
        assert _lines(app) == ["ax", "cy", ""]


async def test_an_empty_first_line_can_be_removed() -> None:
    """With nothing above it, the focus goes to what comes after."""
    app = AnswerApp(ListKind(items=1), ["a", "b"])
    async with app.run_test() as pilot:
        await pilot.press("up", "up", "backspace", "backspace", "x")
        await pilot.pause()
        assert _lines(app) == ["bx", ""]


async def test_several_pasted_lines_become_items() -> None:
    """The rest of a paste goes beneath, before what stands there."""
    app = AnswerApp(ListKind(), ["a", "z"])
    async with app.run_test() as pilot:
        await pilot.press("up", "up")
        app.paste("b\r\nc\n\nd\n")
        await pilot.pause()
        await pilot.press("!")
        assert app.input.value == ["ab", "c", "d!", "z"]


async def test_a_very_long_paste_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more items than are kept; what was left out is said."""
    monkeypatch.setattr("workbook.widgets.list_answer.MAX_PARTS", MAX_PARTS)
    app = AnswerApp(ListKind())
    async with app.run_test() as pilot:
        app.paste("x\n" * (MAX_PARTS + 3))
        await pilot.pause()
        assert app.input.value == ["x"] * MAX_PARTS
        assert app.cuts == [(MAX_PARTS, 3)]


async def test_loading_is_no_edit() -> None:
    """More, fewer and no items are shown without a report."""
    app = AnswerApp(ListKind(items=2), ["a"])
    async with app.run_test() as pilot:
        for items in (["b"] * 7, ["c"], None, "one\ntwo\nthree"):
            app.input.load(items)
            await pilot.pause()
        assert _lines(app) == ["one", "two", "three", ""]
        assert app.changes == []


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (20, 10)])
async def test_hostile_items_are_literal(size: tuple[int, int]) -> None:
    """Brackets are letters, in items and in the placeholder."""
    app = AnswerApp(ListKind(placeholder=HOSTILE), [HOSTILE])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.shown.count(HOSTILE[1:10]) >= 2
        assert app.input.value == [HOSTILE]


async def test_up_and_down_leave_the_list_to_the_screen_at_its_ends() -> None:
    """Nothing happens inside; the screen may scroll."""
    app = AnswerApp(ListKind(items=2))
    async with app.run_test() as pilot:
        await pilot.press("up", "a", "down", "down", "down", "b")
        assert app.input.value == ["a", "b"]


async def test_the_place_can_be_put_back() -> None:
    """The line and the place in it are read and restored."""
    app = AnswerApp(ListKind(), ["abc", "def"])
    async with app.run_test() as pilot:
        await pilot.pause()
        app.input.cursor = (1, 1)
        await pilot.pause()
        assert app.input.cursor == (1, 1)
        await pilot.press("X")
        assert app.input.value == ["abc", "dXef"]


async def test_read_only_shows_items_only() -> None:
    """Nothing can be changed or removed, and no blank waits."""
    app = AnswerApp(ListKind(items=1), ["a", "b"], read_only=True)
    async with app.run_test() as pilot:
        await pilot.press("x", "backspace", "enter", "backspace", "ctrl+u")
        app.paste("c\nd")
        await pilot.pause()
        assert _lines(app) == ["a", "b"]
        assert app.changes == []
