"""A disk that refuses: said as long as it lasts, nothing thrown away, taken up again by itself."""

import pytest

from tests.conftest import MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, focused, item, press, settle, typed, until
from tests.screens.shown import shown
from workbook import autosave
from workbook.app import WorkbookApp
from workbook.lock.settings import Aside
from workbook.screens.practice import PracticeScreen
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput


@pytest.fixture(autouse=True)
def _try_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds between attempts are long in a test."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)


def warns(app: WorkbookApp) -> bool:
    """Whether the notice stands on the screen, beside the line of keys."""
    return "Not saved: the disk is full" in flattened(app) and "^p" in shown(app).splitlines()[-1]


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_full_disk_is_said_until_it_is_over(
    make_little: MakeApp, disk: Disk, size: tuple[int, int]
) -> None:
    """The notice should stay on every screen, the text too; saving should go on when there is room."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"rest")
        await until(pilot, lambda: warns(app))
        assert "Saved" not in shown(app)
        await press(pilot, "f2")
        await settle(pilot)
        assert warns(app)
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert focused(app, Editor).text == "rest"
        assert typed(app, "long-answer") == ""
        await press(pilot, "end", *"ing")
        disk.full = False
        await until(pilot, lambda: not app.notice)
        await until(pilot, lambda: "Not saved" not in shown(app))
    assert typed(app, "long-answer") == "resting"


async def test_every_question_answered_meanwhile_is_saved_afterwards(
    make_little: MakeApp, disk: Disk
) -> None:
    """Whatever was typed while the disk was full should be written once it is not."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "one-word")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"dew", "ctrl+n")
        await settle(pilot)
        await press(pilot, *"sun", "ctrl+b")
        await settle(pilot)
        assert item(app) == "one-word"
        assert focused(app, Editor).text == "dew"
        disk.full = False
        await until(pilot, lambda: not app.autosave.pending)
    assert typed(app, "one-word") == "dew"
    assert typed(app, "few-things") == "sun"


async def test_leaving_with_unsaved_words_warns_first(make_little: MakeApp, disk: Disk) -> None:
    """ctrl+q should say that words would be lost, keep saying so, and leave when pressed once more."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"rest", "ctrl+q")
        await until(pilot, lambda: "once more leaves without the last words" in flattened(app))
        refused = disk.refused
        await until(pilot, lambda: disk.refused > refused + 2)
        await settle(pilot)
        assert "once more leaves without the last words" in flattened(app)
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert typed(app, "long-answer") == ""


async def test_a_warning_that_is_over_comes_again(make_little: MakeApp, disk: Disk) -> None:
    """After saving worked again, leaving with new unsaved words should warn anew (it left at once)."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"rest", "ctrl+q")
        await until(pilot, lambda: "once more leaves" in flattened(app))
        disk.full = False
        await until(pilot, lambda: not app.notice)
        disk.full = True
        await press(pilot, *"ing", "ctrl+q")
        await until(pilot, lambda: "once more leaves" in flattened(app))
        assert app.is_running
        disk.full = False


async def test_an_entry_opened_again_shows_what_is_not_written_yet(make_little: MakeApp, disk: Disk) -> None:
    """While the disk is full, an entry left and opened again should hold what was typed (it was lost)."""
    app = make_little()
    app.answers.add_entry("lamps", {"when": "noon"}, title="Lamps I lit", labels={})
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
        await settle(pilot)
        disk.full = True
        await press(pilot, "enter", "end", *"tide")
        await settle(pilot)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        app.open_practice("lamps")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        assert focused(app, LineInput).value == "noontide"
        await press(pilot, "tab", *"go")
        disk.full = False
        await until(pilot, lambda: not app.autosave.pending)
    assert app.answers.entries("lamps")[0].values == {"when": "noontide", "then": "go"}


async def test_that_the_lock_waits_is_not_overwritten(make_little: MakeApp, disk: Disk) -> None:
    """Each attempt to save failed anew used to put its own words over it: they say less."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"rest")
        app.aside.step_aside(Aside.LOCK_NOW)
        assert "The lock waits" in app.notice
        told = app.notice
        app.save_now()
        assert app.notice == told
        disk.full = False
        await until(pilot, lambda: not app.notice or not app.is_running)
    assert typed(app, "long-answer") == "rest"
