"""Windows that change size while someone writes or reads."""

from textual.geometry import Region
from textual.pilot import Pilot

from tests.conftest import MakeApp
from tests.screens.person import chapter, focused, leave, press, settle, typed, until
from workbook.app import WorkbookApp
from workbook.screens.practice import PracticeScreen
from workbook.widgets.editor import Editor
from workbook.widgets.reading import ReadingPane

STORM = [(40, 15), (200, 60), (86, 20), (85, 20), (116, 30), (115, 24), (40, 15), (120, 36)]


def cursor_shows(app: WorkbookApp) -> bool:
    """Whether the cell of the cursor lies within what shows of its editor."""
    editor = focused(app, Editor)
    return bool(
        app.screen.find_widget(editor).clip.intersection(Region(*editor.cursor_screen_offset, 1, 1)).area
    )


async def storm(pilot: Pilot[None], words: str) -> None:
    """Type while the window changes its size again and again."""
    for size, word in zip(STORM, words.split(), strict=True):
        await press(pilot, *word, " ")
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: cursor_shows(pilot.app))  # type: ignore[arg-type]


async def test_a_storm_of_sizes_keeps_text_and_cursor(make_little: MakeApp) -> None:
    """Every word typed between changes of size should be kept, and the cursor stay in sight."""
    app = make_little()
    words = "one two three four five six seven eight"
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *["enter"] * 9)
        await storm(pilot, words)
        await leave(pilot)
    assert typed(app, "long-answer").split() == words.split()


async def test_a_narrower_window_keeps_the_form_in_sight(make_little: MakeApp) -> None:
    """Writing in the form of a practice should go on in it when the window becomes narrow."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-then"))
        await settle(pilot)
        await press(pilot, *"dusk", "tab", *"lie")
        await pilot.resize_terminal(40, 15)
        await until(pilot, lambda: cursor_shows(app))
        await press(pilot, *" down")
        await leave(pilot)
    assert app.answers.entries("lamps")[0].values == {"when": "dusk", "then": "lie down"}


async def test_the_reading_keeps_its_place(make_little: MakeApp) -> None:
    """What was being read should still be near the top after the window changed its width."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("dark")
        await settle(pilot)
        await press(pilot, "space")
        await settle(pilot)
        before = focused(app, ReadingPane).fraction
        for size in [(40, 15), (200, 20), (80, 24)]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert chapter(app).query_one(ReadingPane).scroll_y > 0
        assert abs(focused(app, ReadingPane).fraction - before) < 0.35
