"""Copies that another program left in the folder: said quietly, looked at, and brought together with one yes."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, MakeApp
from tests.screens.person import flattened, press, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.bring_together import BringTogetherScreen
from workbook.screens.home import HomeScreen
from workbook.store.answers import Answers
from workbook.store.origin import FROM_ANOTHER_COPY
from workbook.store.other_copies import look_at_copies
from workbook.widgets.editor import Editor

COPY = "answers (Ada's conflicted copy 2026-11-21).json"
QUESTION = "What is one word for this morning?"
HERE, THERE = "clear [as] glass", "grey"


def write_word(answers: Answers, word: str) -> None:
    """Answer in the little pack."""
    answers.write("one-word", word, section_id="waking", question=QUESTION, kind="line")


def files_in(folder: Path) -> dict[str, bytes]:
    """Read the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def app(make_little: MakeApp, words: Path, clock: Clock) -> WorkbookApp:
    """An app beside whose answers lie a copy that says something else, and one that cannot be read."""
    app = make_little()
    write_word(app.answers, "unsure")
    app.answers._storage.fold_in_at_close()
    app.answers.close()
    other = words.with_name("other")
    shutil.copytree(words, other)
    with Answers.open(other, clock=clock) as answers:
        answers._ledger.visit_id = answers.visits()[0].id
        write_word(answers, THERE)
        answers._storage.fold_in_at_close()
    with Answers.open(words, clock=clock) as answers:
        answers._ledger.visit_id = answers.visits()[0].id
        write_word(answers, HERE)
    app = make_little()
    shutil.copy(other / "answers.json", words / COPY)
    return app


def are_beside(app: WorkbookApp) -> bool:
    """Whether the two versions stand beside one another."""
    return any(HERE in line and THERE in line for line in shown(app).splitlines())


async def choose(pilot: Pilot[None], app: WorkbookApp) -> None:
    """Choose it in the palette, and wait until the copies were read."""
    await press(pilot, "ctrl+p")
    await pilot.pause()
    await press(pilot, *"bring copies")
    await until(pilot, lambda: "that another program" in flattened(app))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(app.screen, BringTogetherScreen) and app.screen._copies)


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_a_copy_is_looked_at_and_brought_together(
    app: WorkbookApp, words: Path, size: tuple[int, int]
) -> None:
    """Both versions should show, Escape change nothing, and y keep both and put the copy away."""
    before = files_in(words)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app._notifications)
        assert [one.message for one in app._notifications] == [
            "Another copy of your answers is in the folder. Ctrl+P, “Bring copies together”."
        ]
        await choose(pilot, app)
        assert COPY in flattened(app)
        await press(pilot, "end")
        await until(pilot, lambda: HERE in flattened(app) and THERE in flattened(app))
        await until(pilot, lambda: are_beside(app) == (size[0] > 60))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert files_in(words) == before
        await choose(pilot, app)
        await press(pilot, "y")
        await until(pilot, lambda: "Brought together." in flattened(app))
        assert [layer.text for layer in app.answers.layers("one-word")] == [HERE, THERE]
        assert not (words / COPY).exists()
        (kept,) = (words / "conflicts").iterdir()
        assert kept.read_bytes() == before[COPY]
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "f6", "down")
        await until(pilot, lambda: FROM_ANOTHER_COPY in flattened(app))
        await app.open_section("waking", "one-word")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, "ctrl+t")
        await press(pilot, *["alt+down"] * 4)
        await until(pilot, lambda: f" · {FROM_ANOTHER_COPY}" in flattened(app))
    assert look_at_copies(app.answers) == []


async def test_a_copy_that_comes_while_one_writes_is_said(app: WorkbookApp, words: Path) -> None:
    """Several are shown one after the other; one that cannot be read stays where it is, whatever is pressed."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app._notifications)
        app.clear_notifications()
        damaged = words / "answers.sync-conflict-20261122-090000-ABCDEFG.json"
        damaged.write_bytes(b"{broken [/]")
        app._look_for_copies()
        await until(pilot, lambda: app._notifications)
        assert "2 other copies" in next(iter(app._notifications)).message
        await choose(pilot, app)
        assert "1 of 2" in flattened(app)
        await press(pilot, "n")
        await until(pilot, lambda: "2 of 2" in flattened(app))
        assert "It cannot be read here" in flattened(app)
        await press(pilot, "y")
        assert damaged.exists()
        await press(pilot, "n", "y")
        await until(pilot, lambda: "Brought together." in flattened(app))
        assert "It cannot be read here" in flattened(app)
