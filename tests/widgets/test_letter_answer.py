"""Letters: the words, and when they open."""

from typing import Any

import pytest

from tests.widgets.answering import HOSTILE, AnswerApp
from workbook.content.kinds import LetterKind
from workbook.values import COMING_BACK, NOT_YET, OCCASIONS
from workbook.widgets.letter_answer import EXPLAINED
from workbook.widgets.line_input import LineInput
from workbook.widgets.option_lines import OptionLines


def _opens(app: AnswerApp) -> Any:
    value = app.input.value
    assert isinstance(value, dict)
    return value["opens"]


async def test_a_new_letter_opens_on_the_suggested_day() -> None:
    """Thirty days from today, said in words; a blank letter is no answer."""
    app = AnswerApp(LetterKind())
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert app.input.is_blank
        assert "It opens on 22 December 2026." in app.shown
        await pilot.press(*"Dear")
        assert app.input.value == {"text": "Dear", "opens": "2026-12-22"}
        assert len(app.changes) == 4


async def test_another_day_can_be_written() -> None:
    """While a date is unfinished the last good one holds, and the line says how to write one."""
    app = AnswerApp(LetterKind(), {"text": "Dear", "opens": "2027-01-01"})
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("tab", "tab", "backspace", "backspace")
        await pilot.pause()
        assert app.focused is app.query_one(LineInput)
        assert _opens(app) == "2027-01-01"
        assert "A day is written like 2026-11-22: year, month, day." in app.words_shown
        assert "Until then it is 1 January 2027." in app.words_shown
        await pilot.press("0", "9")
        await pilot.pause()
        assert _opens(app) == "2027-01-09"
        assert "It opens on 9 January 2027." in app.shown


async def test_a_day_that_has_come_is_said_to() -> None:
    """A past day is taken, and what it means is said."""
    app = AnswerApp(LetterKind(), {"text": "Dear", "opens": "2026-11-22"})
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert "22 November 2026: that day has come, so it opens at once." in app.words_shown


async def test_a_day_and_two_occasions_are_offered() -> None:
    """By keyboard alone: each can be chosen, said in words, and a day is asked for only where one counts."""
    app = AnswerApp(LetterKind(), {"text": "Dear", "opens": ""})
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("tab", "down", "space")
        await pilot.pause()
        assert _opens(app) == NOT_YET
        assert "It opens the next time something you look back on ends in “not yet”." in app.words_shown
        assert not app.query_one(LineInput).display
        await pilot.press("down", "enter")
        await pilot.pause()
        assert _opens(app) == COMING_BACK
        assert "It opens when you come back after two weeks or more." in app.words_shown
        await pilot.press("enter")
        assert app.done == 1
    assert app.changes == [{"text": "Dear", "opens": NOT_YET}, {"text": "Dear", "opens": COMING_BACK}]
    assert "folded on the screen; this by itself locks no file" in app.input.help_text


@pytest.mark.parametrize("occasion", OCCASIONS)
async def test_one_can_change_ones_mind(occasion: str) -> None:
    """A letter that waits for an occasion should say so, take a day instead, and the occasion again."""
    letter = {"text": "Dear", "opens": occasion}
    app = AnswerApp(LetterKind(), letter)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        chosen = app.query_one(OptionLines).chosen
        assert EXPLAINED[occasion] in app.words_shown
        assert app.input.value == letter
        await pilot.press("tab", "home", "space")
        await pilot.pause()
        assert _opens(app) == "2026-12-22"
        assert "It opens on 22 December 2026." in app.shown
        await pilot.press("tab", *["backspace"] * 2, *"31")
        await pilot.pause()
        assert _opens(app) == "2026-12-31"
        await pilot.press("shift+tab", str(2 + OCCASIONS.index(occasion)), "space")
        await pilot.pause()
        assert _opens(app) == occasion
        assert app.query_one(OptionLines).chosen == chosen


async def test_enter_leads_through_the_letter() -> None:
    """From the words to when it opens, from there to the date, and onwards."""
    app = AnswerApp(LetterKind())
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert app.focused is app.query_one(LineInput)
        await pilot.press("enter")
        assert app.done == 1


async def test_when_it_opens_cannot_be_cleared_away() -> None:
    """Backspace on an occasion goes back to a day."""
    app = AnswerApp(LetterKind(), {"text": "Dear", "opens": "not-yet"})
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("tab", "backspace")
        await pilot.pause()
        assert _opens(app) == "2026-12-22"
        assert app.query_one(OptionLines).chosen == ["On a day"]


async def test_loading_is_no_edit() -> None:
    """Whatever is loaded, nothing is reported, and what is stored stays as it is."""
    app = AnswerApp(LetterKind(), "only words")
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert app.input.value == {"text": "only words", "opens": "2026-12-22"}
        for opens in ("not-yet", "some day", "2027-02-30", HOSTILE):
            app.input.load({"text": "Dear", "opens": opens})
            await pilot.pause()
            assert _opens(app) == opens
        assert app.changes == []


@pytest.mark.parametrize("size", [(40, 15), (20, 15), (120, 36)])
async def test_a_letter_can_be_written_in_little_room(size: tuple[int, int]) -> None:
    """The part one is in stays in view."""
    app = AnswerApp(LetterKind(), {"text": HOSTILE, "opens": "2027-01-01"})
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert "(•)" in app.shown or "(•" in app.words_shown
        await pilot.press("tab")
        await pilot.pause()
        assert "2027-01-01" in app.shown


async def test_the_place_can_be_put_back() -> None:
    """The place in the letter is read and restored."""
    app = AnswerApp(LetterKind(), {"text": "ab\ncd", "opens": ""})
    async with app.run_test() as pilot:
        app.input.cursor = (0, 1)
        await pilot.press("X")
        assert app.input.cursor == (0, 2)


async def test_read_only_letters_can_be_read_but_not_changed() -> None:
    """Neither the words nor the day change."""
    letter = {"text": "Dear", "opens": "2027-01-01"}
    app = AnswerApp(LetterKind(), letter, read_only=True)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("x", "tab", "down", "space", "tab", "backspace", "1")
        assert app.input.value == letter
        assert app.changes == []
