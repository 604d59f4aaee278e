"""A number on a scale: keys, digits, mouse, and how it looks in little room."""

import pytest

from tests.widgets.answering import HOSTILE, AnswerApp
from workbook.content.kinds import ScaleKind
from workbook.widgets.scale_bar import ScaleBar

TEN = ScaleKind(low_label="not at all", high_label="wholly")
OFFERING = ScaleKind(offer_below=7, offer="Could it be smaller?")


async def test_arrows_home_and_end() -> None:
    """The arrows begin at the end they come from, go one by one, and stop at the ends."""
    app = AnswerApp(TEN)
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "left", "left", "end", "right", "home")
        assert app.changes == [0, 1, 0, 10, 0]
        app.input.load(None)
        await pilot.press("left")
        assert app.input.value == 10


async def test_a_digit_chooses() -> None:
    """A digit is a number; one that is not on the scale does nothing."""
    app = AnswerApp(ScaleKind(low=1, high=5))
    async with app.run_test() as pilot:
        await pilot.press("3", "0", "9", "5")
        assert app.changes == [3, 5]


async def test_one_and_nought_together_are_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits that follow each other soon make one number."""
    monkeypatch.setattr(ScaleBar, "DIGITS_TOGETHER_SECONDS", 3600.0)
    app = AnswerApp(TEN)
    async with app.run_test() as pilot:
        await pilot.press("1", "0")
        assert app.input.value == 10
        await pilot.press("4")
        assert app.input.value == 4


async def test_one_and_nought_apart_are_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits with time between them are numbers of their own."""
    monkeypatch.setattr(ScaleBar, "DIGITS_TOGETHER_SECONDS", -1.0)
    app = AnswerApp(TEN)
    async with app.run_test() as pilot:
        await pilot.press("1", "0")
        assert app.changes == [1, 0]


async def test_numbers_below_nought_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minus begins a number where the scale has such numbers."""
    monkeypatch.setattr(ScaleBar, "DIGITS_TOGETHER_SECONDS", 3600.0)
    app = AnswerApp(ScaleKind(low=-5, high=5))
    async with app.run_test() as pilot:
        await pilot.press("-", "3")
        assert app.input.value == -3


async def test_backspace_clears_and_enter_moves_on() -> None:
    """One can take a number back, and pass without one."""
    app = AnswerApp(TEN, 6)
    async with app.run_test() as pilot:
        await pilot.press("backspace", "enter")
        assert app.changes == [None]
        assert app.input.is_blank
        assert app.done == 1


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36)])
async def test_the_number_is_marked_by_shape(size: tuple[int, int]) -> None:
    """Brackets show what is chosen, so that no colour is needed; nothing shifts."""
    app = AnswerApp(TEN, 6)
    async with app.run_test(size=size) as pilot:
        await pilot.press("right")
        await pilot.pause()
        assert "◂ 0  1  2  3  4  5  6 [7] 8  9  10 ▸" in app.shown
        assert " not at all                  wholly" in app.shown


async def test_numbers_move_closer_in_little_room() -> None:
    """Where blanks do not fit, brackets share them."""
    app = AnswerApp(TEN, 6)
    async with app.run_test(size=(28, 24)) as pilot:
        await pilot.pause()
        assert "◂ 0 1 2 3 4 5[6]7 8 9 10 ▸" in app.shown
        assert " not at all        wholly" in app.shown
        await pilot.press("end")
        await pilot.pause()
        assert "◂ 0 1 2 3 4 5 6 7 8 9[10]▸" in app.shown


async def test_only_the_number_shows_in_twenty_columns() -> None:
    """Where the row does not fit, the number and its range stand alone; arrows can be clicked."""
    app = AnswerApp(TEN, 7)
    async with app.run_test(size=(20, 24)) as pilot:
        await pilot.pause()
        assert "◂ [7] of 10 ▸" in app.shown
        assert "0: not at all" in app.shown
        assert "10: wholly" in app.shown
        await pilot.click(ScaleBar, offset=(0, 0))
        assert app.input.value == 6


async def test_a_click_chooses() -> None:
    """Numbers and arrows can be clicked; the words beneath do nothing."""
    app = AnswerApp(TEN)
    async with app.run_test() as pilot:
        await pilot.click(ScaleBar, offset=(8, 0))
        await pilot.click(ScaleBar, offset=(35, 0))
        await pilot.click(ScaleBar, offset=(4, 1))
        assert app.changes == [2, 3]


async def test_the_focus_shows_by_shape() -> None:
    """Arrows stand at both ends only while the scale has the focus; nothing shifts."""
    app = AnswerApp(TEN, 6)
    async with app.run_test() as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert "  0  1  2  3  4  5 [6] 7  8  9  10" in app.shown
        assert "◂" not in app.shown
        await pilot.click(ScaleBar, offset=(35, 0))
        await pilot.pause()
        assert "◂ 0  1  2  3  4  5  6 [7] 8  9  10 ▸" in app.shown


async def test_the_offer_is_made_below_its_number_only() -> None:
    """The offer appears and goes with the value, and never without one."""
    app = AnswerApp(OFFERING)
    async with app.run_test() as pilot:
        assert "Could it be smaller?" not in app.shown
        await pilot.press("6")
        await pilot.pause()
        assert "Could it be smaller?" in app.shown
        await pilot.press("7")
        await pilot.pause()
        assert "Could it be smaller?" not in app.shown


async def test_what_is_no_number_of_the_scale_is_no_answer() -> None:
    """Words and numbers from elsewhere choose nothing."""
    app = AnswerApp(TEN, "11")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.input.value is None
        app.input.load("4")
        assert app.input.value == 4
        assert app.changes == []


async def test_long_scales_and_hostile_labels() -> None:
    """A scale of 201 numbers works, and its labels are literal."""
    app = AnswerApp(ScaleKind(low=-100, high=100, low_label=HOSTILE, offer_below=0, offer=HOSTILE), -7)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "◂ [-7] (-100 to 100) ▸" in app.shown
        assert f"-100: {HOSTILE}" in app.shown
        assert f"\n{HOSTILE}" in app.shown


async def test_read_only_shows_the_number() -> None:
    """Neither keys nor clicks change it."""
    app = AnswerApp(TEN, 6, read_only=True)
    async with app.run_test() as pilot:
        await pilot.press("right", "3", "backspace", "home")
        await pilot.click(ScaleBar, offset=(8, 0))
        assert app.input.value == 6
        assert app.changes == []
