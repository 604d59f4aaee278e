"""Taking everything along, and bringing an archive in, on the screen."""

import json
import stat
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from tests.conftest import MakeApp
from tests.incoming.sources import JRNL
from tests.screens.disk import Disk
from tests.screens.person import flattened, press, until
from workbook.app import WorkbookApp
from workbook.screens.bring_in import BringInScreen
from workbook.screens.home import HomeScreen
from workbook.screens.take_along import TakeAlongScreen
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.widgets.line_input import LineInput

ARCHIVE = "self-trust-archive-2026-11-22.json"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The person's home."""
    (tmp_path / "home").mkdir(exist_ok=True)
    return tmp_path / "home"


def write_a_word(answers: Answers, text: str) -> None:
    """Answer in the little pack."""
    answers.write("one-word", text, section_id="waking", question="What?", kind="line")


def names_in(folder: Path) -> list[str]:
    """Name what is in a folder."""
    return sorted(file.name for file in folder.iterdir())


def told(app: WorkbookApp) -> str:
    """What the sheet says about the file, whatever of it is in sight."""
    names = "#archive-where, #archive-told, #bring-in-told"
    return "\n".join(str(widget.render()) for widget in app.screen.query(names) if widget.display)


async def choose(pilot: Pilot[None], command: str, screen: type[object]) -> None:
    """Choose a command in the palette."""
    await press(pilot, "ctrl+p")
    await pilot.pause()
    await press(pilot, *command.lower())
    await until(pilot, lambda: command in flattened(cast(WorkbookApp, pilot.app)))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await until(pilot, lambda: isinstance(pilot.app.focused, LineInput))


async def name_file(pilot: Pilot[None], path: Path) -> None:
    """Write a path in place of what stands there, and press Enter."""
    pilot.app.screen.query_one(LineInput).value = str(path)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_everything_goes_into_one_file(make_little: MakeApp, home: Path, size: tuple[int, int]) -> None:
    """Where it was proposed, at any size, with Enter alone; for its owner only."""
    app = make_little()
    write_a_word(app.answers, "clear-morning")
    async with app.run_test(size=size) as pilot:
        await choose(pilot, "Take everything with you", TakeAlongScreen)
        assert app.screen.query_one(LineInput).value == str(home / ARCHIVE)
        await press(pilot, "enter")
        await until(pilot, lambda: "Everything you wrote is here:" in told(app))
        await until(pilot, lambda: "Everything you wrote is here:" in flattened(app))
        assert (home / ARCHIVE).read_bytes() == encode_archive(archive_from(app.answers.everything()))
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, TakeAlongScreen))
    assert b"clear-morning" in (home / ARCHIVE).read_bytes()
    assert stat.S_IMODE((home / ARCHIVE).stat().st_mode) == 0o600


async def test_no_file_is_overwritten_and_a_full_disk_is_said(
    make_little: MakeApp, home: Path, disk: Disk
) -> None:
    """Another name is proposed; one that is taken, or a disk that is full, is one line and changes nothing."""
    (home / ARCHIVE).write_text("older", "utf-8")
    app = make_little()
    write_a_word(app.answers, "clear-morning")
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, "Take everything with you", TakeAlongScreen)
        assert app.screen.query_one(LineInput).value.endswith(ARCHIVE.replace(".json", "-2.json"))
        app.screen.query_one(LineInput).value = "mine.json"
        await until(pilot, lambda: f"It will be here:\n{home / 'mine.json'}" in told(app))
        await name_file(pilot, home / ARCHIVE)
        await until(pilot, lambda: "is there already" in told(app))
        disk.full = True
        await name_file(pilot, home / "else.json")
        await until(pilot, lambda: "the disk is full" in told(app))
        disk.full = False
        await name_file(pilot, Path(" "))
        await until(pilot, lambda: "Name a file." in told(app))
    assert names_in(home) == [ARCHIVE]
    assert (home / ARCHIVE).read_text("utf-8") == "older"


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_an_archive_is_shown_and_then_brought_in(
    make_little: MakeApp, home: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nothing is changed by looking; Enter on the button does it, and home shows what came."""
    with Answers.open(tmp_path / "other") as other:
        write_a_word(other, "lit-evening")
        (home / "mine.json").write_bytes(encode_archive(archive_from(other.everything())))
    app = make_little()
    write_a_word(app.answers, "clear-morning")
    async with app.run_test(size=size) as pilot:
        await choose(pilot, "Bring an archive in", BringInScreen)
        await name_file(pilot, Path("mine.json"))
        await until(pilot, lambda: "New: 1 answer or note, 1 visit" in told(app))
        assert [layer.text for layer in app.answers.layers("one-word")] == ["clear-morning"]
        await until(pilot, lambda: isinstance(app.focused, Button))
        await until(pilot, lambda: "Bring it in" in flattened(app))
        assert "Enter brings it in. Escape changes nothing." in flattened(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "It is brought in." in told(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert {layer.text for layer in app.answers.layers("one-word")} == {"clear-morning", "lit-evening"}
        await choose(pilot, "Bring an archive in", BringInScreen)
        await name_file(pilot, Path("mine.json"))
        await until(pilot, lambda: "Nothing would change." in told(app))
        assert not app.screen.query_one("#bring-in-do").display


async def test_notes_from_elsewhere_stand_in_the_journal(make_little: MakeApp, home: Path) -> None:
    """What jrnl exported is found under F6."""
    (home / "jrnl.json").write_text(json.dumps(JRNL), "utf-8")
    app = make_little()
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, "Bring an archive in", BringInScreen)
        await name_file(pilot, home / "jrnl.json")
        await until(pilot, lambda: "New: 2 answers and notes" in told(app))
        await until(pilot, lambda: isinstance(app.focused, Button))
        await press(pilot, "enter")
        await until(pilot, lambda: "It is brought in." in told(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "f6")
        await until(pilot, lambda: "Rain all day." in flattened(app))


async def test_what_cannot_be_brought_in_is_one_line(make_little: MakeApp, home: Path, disk: Disk) -> None:
    """A file that is gone, one that is none, a full disk; the words that are here stay."""
    (home / "bad.json").write_text("[[[", "utf-8")
    (home / "jrnl.json").write_text(json.dumps(JRNL), "utf-8")
    app = make_little()
    write_a_word(app.answers, "clear-morning")
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, "Bring an archive in", BringInScreen)
        for name, said in (("gone.json", "there is no such file"), ("bad.json", "line 1 is no JSON")):
            await name_file(pilot, home / name)
            await until(pilot, lambda said=said: said in told(app))  # type: ignore[misc]
        await name_file(pilot, home / "jrnl.json")
        await until(pilot, lambda: isinstance(app.focused, Button))
        disk.full = True
        await press(pilot, "enter")
        await until(pilot, lambda: "the disk is full. Nothing was changed." in told(app))
        assert len(app.answers.all_layers()) == 1
        disk.full = False
        await until(pilot, lambda: not app.screen.query("#bring-in-do.-active"))
        await press(pilot, "enter")
        await until(pilot, lambda: "It is brought in." in told(app))
        assert len(app.answers.all_layers()) == 3


async def test_what_is_open_to_read_only_takes_nothing_in(make_little: MakeApp, words: Path) -> None:
    """The command is not offered, and does nothing."""
    app = make_little()
    write_a_word(app.answers, "clear-morning")
    with Answers.open(words, read_only=True) as reader:
        app.answers, kept = reader, app.answers
        async with app.run_test() as pilot:
            titles = {command.title for command in app.places()}
            app.action_bring_in()
            await pilot.pause()
            assert isinstance(app.screen, HomeScreen)
            assert "Take everything with you" in titles
            assert "Bring an archive in" not in titles
        app.answers = kept
