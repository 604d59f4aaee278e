"""A second window: it says so, everything can be read, nothing can be written."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.person import flattened, leave, press, settle
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.going import WELCOMED
from workbook.screens.practice import PracticeScreen
from workbook.screens.support import SupportScreen
from workbook.store.answers import Answers


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
