"""Free text: typed, pasted, loaded, resized."""

import pytest
from textual.containers import VerticalScroll

from tests.widgets.answering import CONTROLS, HOSTILE, AnswerApp
from workbook.content.kinds import TextKind
from workbook.text import MAX_LENGTH
from workbook.widgets.editor import MAX_PASTE, Editor

LONG = "\n".join(f"line {number}" for number in range(60))


async def test_typing_reports_each_change() -> None:
    """What is typed is the value, and each key is reported once."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        await pilot.press(*"rest", "enter", *"now")
        assert app.input.value == "rest\nnow"
        assert app.changes == ["r", "re", "res", "rest", "rest\n", "rest\nn", "rest\nno", "rest\nnow"]
        assert "rest" in app.shown
        assert not app.input.is_blank


async def test_what_was_written_is_gone_on_with() -> None:
    """A stored answer is shown, and typing continues at its end."""
    app = AnswerApp(TextKind(), "Walk")
    async with app.run_test() as pilot:
        await pilot.press(*"ing")
        assert app.input.value == "Walking"


async def test_loading_is_no_edit() -> None:
    """Loading, even text that needs cleaning, reports nothing and cannot be undone into."""
    app = AnswerApp(TextKind(), "one\r\ntwo")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.input.load(CONTROLS)
        await pilot.press("ctrl+z")
        assert app.input.value == "a]52;c;aGk=bcd"
        assert app.changes == []


async def test_tab_leaves_the_box() -> None:
    """Tab is for moving on, not for indenting."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        await pilot.press("a", "tab")
        assert app.focused is app.query_one("#after")
        assert app.input.value == "a"


async def test_a_paste_is_cleaned() -> None:
    """Line ends become newlines and control sequences go, before anything is reported."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        app.paste(f"one\r\ntwo\rthree {CONTROLS}")
        await pilot.pause()
        assert app.input.value == "one\ntwo\nthree a]52;c;aGk=bcd"
        assert app.changes == [app.input.value]
        assert app.cuts == []


async def test_a_long_paste_is_cut_and_said() -> None:
    """A paste above the limit keeps its beginning; the person can be told what was left out."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        app.paste(("word " * 10 + "\n") * 1000)
        await pilot.pause()
        assert len(str(app.input.value)) == MAX_PASTE
        assert app.cuts == [(MAX_PASTE, 51_000 - MAX_PASTE)]


async def test_an_answer_has_a_greatest_length() -> None:
    """When an answer is as long as is kept, what is added is left out and said, not lost later."""
    app = AnswerApp(TextKind(), ("x" * 999 + "\n") * (MAX_LENGTH // 1000 - 1) + "x" * 999)
    async with app.run_test() as pilot:
        await pilot.press("a", "b")
        assert len(str(app.input.value)) == MAX_LENGTH
        assert app.cuts == [(0, 1)]


async def test_the_clipboard_key_is_cut_too() -> None:
    """Pasting by key takes the same way as pasting by the terminal."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        app.copy_to_clipboard("y\x1b" * (MAX_PASTE + 5))
        await pilot.press("ctrl+v")
        assert app.input.value == "y" * MAX_PASTE
        assert app.cuts == [(MAX_PASTE, 5)]


async def test_composed_letters_are_stored_in_one_form() -> None:
    """A letter and an accent typed apart are the same answer as the letter typed whole."""
    app = AnswerApp(TextKind())
    async with app.run_test() as pilot:
        app.paste("e")
        app.paste("\u0301")
        await pilot.pause()
        assert app.input.value == "\u00e9"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36)])
async def test_the_box_grows_within_bounds(size: tuple[int, int]) -> None:
    """It begins as tall as the author wanted, grows with the text, and leaves room on the screen."""
    app = AnswerApp(TextKind(lines=3))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        editor = app.query_one(Editor)
        assert editor.content_size.height == 3
        for _ in range(4):
            await pilot.press("a", "enter")
        await pilot.pause()
        assert editor.content_size.height == 5
        app.input.load(LONG)
        await pilot.pause()
        assert editor.size.height <= size[1] * 0.6
        assert "line 59" in app.shown


async def test_a_tall_box_fits_a_small_screen() -> None:
    """On a small screen the author's height gives way."""
    app = AnswerApp(TextKind(lines=40))
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert app.query_one(Editor).outer_size.height == 9


async def test_hostile_text_is_literal() -> None:
    """Brackets are letters."""
    app = AnswerApp(TextKind(), HOSTILE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert HOSTILE in app.shown
        await pilot.press(*"[/]")
        assert app.input.value == HOSTILE + "[/]"


async def test_the_cursor_can_be_put_back() -> None:
    """The place in the text is read and restored; one that is gone becomes the nearest."""
    app = AnswerApp(TextKind(), LONG)
    async with app.run_test() as pilot:
        app.input.cursor = (7, 2)
        assert app.input.cursor == (7, 2)
        await pilot.press("X")
        assert "\nliXne 7\n" in str(app.input.value)
        app.input.load("short")
        app.input.cursor = (40, 40)
        assert app.input.cursor == (0, 5)


async def test_the_cursor_stays_in_view_when_the_window_shrinks() -> None:
    """After a resize one still sees where one writes."""
    app = AnswerApp(TextKind(lines=10), LONG)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for size in ((40, 15), (100, 12), (20, 10), (120, 36), (40, 8)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert _cursor_shows(app), size


async def test_the_cursor_stays_in_view_while_the_box_grows() -> None:
    """Writing past the lower edge scrolls the page along."""
    app = AnswerApp(TextKind(lines=2))
    async with app.run_test(size=(40, 6)) as pilot:
        for _ in range(6):
            await pilot.press("a", "enter")
            await pilot.pause()
            assert _cursor_shows(app)


async def test_read_only_text_can_be_read_but_not_changed() -> None:
    """Keys and pastes change nothing; the text scrolls."""
    app = AnswerApp(TextKind(), LONG, read_only=True)
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("a", "enter", "backspace", "ctrl+k", "ctrl+x", "ctrl+v")
        app.paste("x")
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert app.input.value == LONG
        assert app.changes == []
        assert "line 0\n" not in app.shown


def _cursor_shows(app: AnswerApp) -> bool:
    row = app.input.place_of_focus().y
    return row in app.query_one(VerticalScroll).content_region.line_range
