"""Errors where nobody expects one: the program still ends, says so, and prints no answer."""

import pytest

from tests.conftest import MakeApp
from tests.screens.person import hurry, settle, until
from workbook.screens.page import PagePane
from workbook.screens.practice import PracticeScreen
from workbook.store.answers import Answers


def _refuse(*_: object, **__: object) -> None:
    raise ValueError("cannot hold secret words")


async def test_an_error_while_rescuing_still_ends_the_program(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When even collecting the last words fails, ctrl+q should end the program, and print no words."""
    app = make_little()
    with pytest.raises(ValueError, match="cannot hold"):
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            monkeypatch.setattr(PagePane, "collect", _refuse)
            hurry(app, "ctrl+q")
            await until(pilot, lambda: not app.is_running)
    assert app.return_code == 1
    app._print_error_renderables()
    said = capsys.readouterr()
    assert "secret" not in said.out + said.err


async def test_an_unexpected_error_in_a_save_is_not_swallowed(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that fails in a way nobody foresaw should end the program rather than stop saving in silence."""
    app = make_little()
    with pytest.raises(ValueError, match="cannot hold"):
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            monkeypatch.setattr(Answers, "write", _refuse)
            hurry(app, *"rice")
            await until(pilot, lambda: not app.is_running)
    assert app.return_code == 1


@pytest.mark.parametrize("keys", [("enter", "enter"), ("escape", "escape"), ("escape", "enter")])
async def test_keys_typed_ahead_close_a_sheet_once(make_little: MakeApp, keys: tuple[str, ...]) -> None:
    """A second key that closes should do nothing once the sheet is on its way out."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hurry(app, "f3")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await settle(pilot)
        hurry(app, *keys)
        await settle(pilot)
        await settle(pilot)
        assert app.is_running
        assert app._exception is None


async def test_opening_one_entry_and_adding_another_at_once(make_little: MakeApp) -> None:
    """Enter on an entry and the key for a new one in one go should show one form after the other."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        app.answers.add_entry("lamps", {"which": "the tall one"}, title="Lamps", labels={})
        app.open_practice("lamps")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        await settle(pilot)
        hurry(app, "enter", "a")
        await settle(pilot)
        await settle(pilot)
        assert app.is_running
        assert app._exception is None


async def test_what_the_store_has_to_say_is_shown(make_little: MakeApp) -> None:
    """A change by another program should be said on the screen, once."""
    app = make_little()
    told: list[str] = []
    app.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.answers.set_preference("colour", "blue")
        snapshot = app.answers.folder / "answers.json"
        snapshot.write_bytes(snapshot.read_bytes() + b"\n")
        app.answers.set_preference("colour", "green")
        app.save_now()
        app.save_now()
    assert len(told) == 1, told
    assert "answers.json" in told[0]
