"""One line: typed, pasted, finished."""

from tests.widgets.answering import CONTROLS, HOSTILE, AnswerApp
from workbook.content.kinds import LineKind
from workbook.widgets.line_input import MAX_LINE


async def test_typing_reports_and_enter_moves_on() -> None:
    """What is typed is the value; Enter asks to go on and changes nothing."""
    app = AnswerApp(LineKind())
    async with app.run_test() as pilot:
        await pilot.press(*"rest", "enter")
        assert app.changes == ["r", "re", "res", "rest"]
        assert app.done == 1


async def test_opening_and_loading_are_no_edits() -> None:
    """Neither the first value nor a later one is reported."""
    app = AnswerApp(LineKind(), "stored")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.input.load("other\nline")
        await pilot.pause()
        assert app.input.value == "other line"
        assert app.changes == []


async def test_focus_selects_nothing() -> None:
    """The first key after coming back adds to the answer rather than replacing it."""
    app = AnswerApp(LineKind(), "walk")
    async with app.run_test() as pilot:
        await pilot.press("shift+tab", "tab", "s")
        assert app.input.value == "walks"


async def test_all_lines_of_a_paste_are_kept() -> None:
    """Several pasted lines become one; a plain Input would drop all but the first."""
    app = AnswerApp(LineKind())
    async with app.run_test() as pilot:
        app.paste(f"one\r\n\ntwo {CONTROLS}\n")
        await pilot.pause()
        assert app.input.value == "one two a]52;c;aGk=bcd"


async def test_a_long_paste_is_cut_and_said() -> None:
    """A line takes only so much from the clipboard."""
    app = AnswerApp(LineKind())
    async with app.run_test() as pilot:
        app.paste("x" * (MAX_LINE + 7))
        await pilot.pause()
        assert len(str(app.input.value)) == MAX_LINE
        assert app.cuts == [(MAX_LINE, 7)]


async def test_hostile_words_are_literal() -> None:
    """Brackets are letters, in the line and in its placeholder."""
    app = AnswerApp(LineKind(placeholder=HOSTILE))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert HOSTILE[1:] in app.shown
        app.input.load(HOSTILE[:30])
        await pilot.pause()
        assert HOSTILE[:30] in app.shown


async def test_the_cursor_can_be_put_back() -> None:
    """The place on the line is read and restored."""
    app = AnswerApp(LineKind(), "abcd")
    async with app.run_test() as pilot:
        app.input.cursor = (0, 2)
        await pilot.press("X")
        assert app.input.value == "abXcd"
        assert app.input.cursor == (0, 3)


async def test_read_only_can_be_read_but_not_changed() -> None:
    """Keys, cuts and pastes change nothing."""
    app = AnswerApp(LineKind(), "as it is", read_only=True)
    async with app.run_test() as pilot:
        await pilot.press("a", "backspace", "ctrl+u", "home", "ctrl+k", "ctrl+shift+a", "ctrl+x")
        app.paste("x")
        await pilot.pause()
        assert app.input.value == "as it is"
        assert app.changes == []
