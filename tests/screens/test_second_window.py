"""A second window: it says so, everything can be read, nothing can be written."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, MakeApp
from tests.screens.person import flattened, item, leave, press, settle, until
from tests.screens.shown import shown
from tests.store.locks import lock, quick_locks  # noqa: F401 - a fixture
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.errors import StoreLocked
from workbook.lock.settings import Aside
from workbook.screens.entry_form import EntryForm
from workbook.screens.page import PagePane
from workbook.screens.practice import PracticeScreen
from workbook.screens.reading_along import ONLY_SHOWN, WHY_NOT
from workbook.screens.support import SupportScreen
from workbook.screens.whereabouts import Whereabouts
from workbook.second_window import WRITING_NOW
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput


@pytest.fixture
def second_window(make_little: MakeApp, little: Pack, clock: Clock) -> WorkbookApp:
    """An app beside another that has the answers open for writing."""
    writer = make_little().answers
    writer.set_preference(WELCOMED, "yes")
    writer.write("long-answer", "what I wrote", section_id="waking", question="?", kind="text")
    writer.add_entry("lamps", {"when": "noon", "then": "rest"}, title="Lamps I lit", labels={})
    writer.save_person("Ann", "next door")
    clock.pass_days(1)
    reader = Answers.open(writer.folder, clock=clock, read_only=True)
    return WorkbookApp(little, reader, clock=clock)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_second_window_reads_and_says_why_it_cannot_write(
    second_window: WorkbookApp, size: tuple[int, int]
) -> None:
    """The banner should stand on every screen; keys should not change an answer."""
    app = second_window
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "open in another window" in flattened(app)
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "open in another window" in flattened(app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        await press(pilot, *["alt+down"] * 6)
        await settle(pilot)
        assert "what I wrote" in shown(app)
        await press(pilot, *"nonsense", "ctrl+s", "ctrl+o")
        await settle(pilot)
        assert "nonsense" not in flattened(app)
        assert not app.autosave.pending
        assert "Not saved" not in flattened(app)


async def test_a_second_window_reads_practices_and_people(second_window: WorkbookApp) -> None:
    """Entries and people should be readable there, without ways to add or remove."""
    app = second_window
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert "When noon, I will rest" in flattened(app)
        await press(pilot, "a", "enter", *"xyz", "ctrl+n", "ctrl+s")
        await settle(pilot)
        assert "xyz" not in flattened(app)
        await press(pilot, "f5")
        await settle(pilot)
        assert isinstance(app.screen, SupportScreen)
        assert "Ann: next door" in flattened(app)
        assert "take off this page" not in flattened(app)
        await press(pilot, "escape")
        await leave(pilot)
        await settle(pilot)
        assert not app.is_running
        assert len(app.answers.entries("lamps")) == 1


async def test_a_second_window_says_why_nothing_appears(second_window: WorkbookApp) -> None:
    """Where one would write it should say so before a key is pressed, and with one why and what to do."""
    app = second_window
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert ONLY_SHOWN in flattened(app)
        for keys in (["x"], ["backspace"], ["enter"]):
            app.screen.query_one(PagePane).say("")
            await press(pilot, *keys)
            assert WHY_NOT in " ".join(str(app.screen.query_one("PromptCard .status").render()).split()), keys
        app.open_practice("lamps", app.answers.entries("lamps")[0].id)
        await settle(pilot)
        assert ONLY_SHOWN in flattened(app)
        assert not app._notifications
        await press(pilot, "x")
        assert [one.message for one in app._notifications] == [WHY_NOT], app.focused


@pytest.fixture
def both(make_little: MakeApp, little: Pack, clock: Clock) -> tuple[Answers, WorkbookApp]:
    """The answers of a window that writes, and the app of another beside it."""
    writer = make_little().answers
    writer.write("long-answer", "what I wrote", section_id="waking", question="?", kind="text")
    entry = {"when": "noon", "then": "rest"}
    writer.add_entry("lamps", entry, title="Lamps I lit", labels={})
    half_an_hour = timedelta(minutes=30)
    reader = Answers.open(writer.folder, clock=clock, read_only=True, rejoin=half_an_hour)
    return writer, WorkbookApp(little, reader, clock=clock)


async def look(app: WorkbookApp, pilot: Pilot[None]) -> None:
    """Let the second window look now, and wait until it has."""
    second = app._second
    assert second is not None
    second._looked_at = second._rests_until = float("-inf")
    second.touch()
    await until(pilot, lambda: not second._is_looking)
    await settle(pilot)


async def test_a_second_window_shows_what_the_first_writes(both: tuple[Answers, WorkbookApp]) -> None:
    """Journal and page should follow the first window without being opened again."""
    writer, app = both
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "what I wrote" in flattened(app)
        writer.write("long-answer", "what I wrote since", section_id="waking", question="?", kind="text")
        await look(app, pilot)
        assert "what I wrote since" in flattened(app)
        await press(pilot, "f6")
        await settle(pilot)
        writer.add_entry("lamps", {"when": "dusk", "then": "light one"}, title="Lamps I lit", labels={})
        await look(app, pilot)
        assert "dusk" in flattened(app)
        assert app.answers.read_only


async def test_a_second_window_writes_once_the_first_has_gone(both: tuple[Answers, WorkbookApp]) -> None:
    """Page, focus and the end of the answer should be there at once; one line says so, and the banner goes."""
    writer, app = both
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        writer.write("long-answer", "the last words", section_id="waking", question="?", kind="text")
        writer.close()
        await look(app, pilot)
        assert not app.answers.read_only
        assert [one.message for one in app._notifications] == [WRITING_NOW]
        assert app.notice == ""
        assert item(app) == "long-answer"
        assert app.screen.pane == "page"  # type: ignore[attr-defined]  # a chapter
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, *", and mine")
        app.save_now()
        assert [layer.text for layer in app.answers.layers("long-answer")] == ["the last words, and mine"]
        with pytest.raises(StoreLocked):
            Answers.open(app.answers.folder)
        app.answers.close()


async def test_screens_beneath_can_be_written_on_as_well(both: tuple[Answers, WorkbookApp]) -> None:
    """What was opened while one could only read takes words as soon as one is back there; pages laid over wait."""
    writer, app = both
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps", app.answers.entries("lamps")[0].id)
        await settle(pilot)
        await press(pilot, "f5")
        await settle(pilot)
        writer.close()
        assert app._second is not None
        app._second._looked_at = float("-inf")
        await press(pilot, "down")
        assert app.answers.read_only
        await press(pilot, "escape")
        await press(pilot, "f6")
        await until(pilot, lambda: not app.answers.read_only)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        await until(pilot, lambda: not app.screen.query_one(EntryForm).only_shows)
        app.screen.query_one(LineInput).focus()
        await press(pilot, *" and night")
        app.save_now()
        assert app.answers.entries("lamps")[0].values["when"] == "noon and night"
        app.answers.close()


@pytest.mark.usefixtures("quick_locks")
async def test_a_lock_that_is_put_on_holds_in_the_second_window_too(
    both: tuple[Answers, WorkbookApp],
) -> None:
    """What was to be locked should not stay in sight there: the passphrase is asked, and then one is back."""
    writer, app = both
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        writer.close()
        lock(writer.folder)
        assert app._second is not None
        app._second._looked_at = float("-inf")
        app._second.touch()
        await until(pilot, lambda: not app.is_running)
    assert app.aside.wanted is Aside.LOCK_NOW
    assert app.aside.place != Whereabouts()
