"""Leaving: by key, by error. The last letter is kept, and no answer is printed."""

import pytest
from textual.pilot import Pilot

from tests.conftest import MakeApp
from tests.screens.person import hurry, leave, press, settle, typed, until
from workbook.screens.chapter import ChapterScreen
from workbook.store.answers import Answers
from workbook.widgets.editor import Editor


async def test_the_last_key_before_leaving_is_kept(make_little: MakeApp) -> None:
    """Letters that arrive together with ctrl+q should all be on disk."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, *"the last letter z".replace(" ", "_"), "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    again = Answers.open(app.answers.folder, read_only=True)
    layer = again.latest("long-answer")
    assert layer is not None
    assert layer.text == "the_last_letter_z"


async def test_no_letter_ends_the_program(make_little: MakeApp) -> None:
    """Q should be a letter in an answer, and do nothing at home."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "q", "f2", "q")
        await settle(pilot)
        assert app.is_running
        await leave(pilot)
    assert typed(app, "long-answer") == "q"


async def crash_while_writing(pilot: Pilot[None]) -> None:
    """Type, then run into an error whose surroundings and message hold the words."""
    await settle(pilot)
    hurry(pilot.app, *"secret")  # type: ignore[arg-type]
    await settle(pilot)
    await press(pilot, "ctrl+s")


async def test_an_error_of_ours_saves_first_and_prints_no_answer(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a crash in a handler the words should be on disk, and none of them in what is printed."""

    def stumble(screen: ChapterScreen) -> None:
        words = screen.query_one(Editor).text
        raise ZeroDivisionError(words)

    monkeypatch.setattr(ChapterScreen, "action_say_saved", stumble)
    app = make_little()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await crash_while_writing(pilot)
    assert typed(app, "long-answer") == "secret"
    printed = "".join(capsys.readouterr())
    app._print_error_renderables()
    printed += "".join(capsys.readouterr())
    assert "stopped because of an error" in printed
    assert "Everything you typed is saved" in printed
    assert "ZeroDivisionError" in printed
    assert "secret" not in printed


async def test_an_error_while_the_screen_comes_in_saves_too(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash while another screen is being laid out should still write what was typed before."""

    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    app = make_little()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            await press(pilot, *"rest")
            monkeypatch.setattr("workbook.screens.practice.PracticeScreen.body", stumble)
            app.open_practice("lamps")
            await settle(pilot)
    assert typed(app, "long-answer") == "rest"
