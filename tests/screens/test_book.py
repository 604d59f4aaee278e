"""Making a book on the screen: choosing with the keyboard, and one clear line when it cannot be."""

import stat
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from tests.conftest import MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, press, until
from workbook.app import WorkbookApp
from workbook.screens.book import BookScreen
from workbook.widgets.line_input import LineInput
from workbook.widgets.option_lines import OptionLines

BOOK = "self-trust-book-2026-11-22"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The person's home."""
    (tmp_path / "home").mkdir(exist_ok=True)
    return tmp_path / "home"


def write_a_little(app: WorkbookApp) -> None:
    """Answer in both chapters, and add an entry."""
    for prompt, section, text in (
        ("one-word", "waking", "clear-morning"),
        ("lamp-word", "lamp", "lit-evening"),
    ):
        app.answers.write(prompt, text, section_id=section, question="What?", kind="line")
    app.answers.add_entry("lamps", {"when": "at-dusk"}, title="Lamps I lit", labels={"when": "When"})


def names_in(folder: Path) -> list[str]:
    """Name what is in a folder."""
    return sorted(file.name for file in folder.iterdir())


def told(app: WorkbookApp) -> str:
    """What is said about the book: where it will be, and where it is."""
    return "\n".join(str(widget.render()) for widget in app.screen.query("#book-where, #book-told"))


async def ask_for_book(pilot: Pilot[None]) -> None:
    """Choose it in the palette, and wait for what there is to choose."""
    await press(pilot, "ctrl+p")
    await pilot.pause()
    await press(pilot, *"make a book")
    await until(pilot, lambda: "of what you choose" in flattened(cast(WorkbookApp, pilot.app)))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, BookScreen))
    await until(pilot, lambda: isinstance(pilot.app.focused, OptionLines))


async def make_it(pilot: Pilot[None]) -> None:
    """Go down to the button and press it."""
    for _ in range(30):
        if isinstance(pilot.app.focused, Button):
            break
        await press(pilot, "tab")
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_book_of_what_was_ticked(make_little: MakeApp, home: Path, size: tuple[int, int]) -> None:
    """With the keyboard alone, at any size: the first chapter is taken out, and is not in the book."""
    app = make_little()
    write_a_little(app)
    async with app.run_test(size=size) as pilot:
        await ask_for_book(pilot)
        assert "[x] Morning" in flattened(app)
        await press(pilot, "space")
        await until(pilot, lambda: "[ ] Morning" in flattened(app))
        await make_it(pilot)
        await until(pilot, (home / f"{BOOK}.html").exists)
        await until(pilot, lambda: "Your book is here:" in flattened(app))
        assert f"Your book is here:\n{home / BOOK}.html" in told(app)
    book = (home / f"{BOOK}.html").read_text("utf-8")
    assert "lit-evening" in book
    assert "at-dusk" in book
    assert "clear-morning" not in book
    assert stat.S_IMODE((home / f"{BOOK}.html").stat().st_mode) == 0o600
    assert names_in(home) == [f"{BOOK}.html"]


async def test_both_formats_where_one_likes(make_little: MakeApp, home: Path, tmp_path: Path) -> None:
    """The full names of what will be made are shown before it is made."""
    app = make_little()
    write_a_little(app)
    (tmp_path / "else").mkdir()
    async with app.run_test(size=(160, 50)) as pilot:
        await ask_for_book(pilot)
        assert str(home / f"{BOOK}.html") in told(app)
        assert "The file is not protected" in flattened(app)
        while not app.screen.query_one("#book-formats").has_focus_within:
            await press(pilot, "tab")
        await press(pilot, "down", "space")
        app.screen.query_one(LineInput).value = str(tmp_path / "else" / "mine")
        await until(pilot, lambda: str(tmp_path / "else" / "mine.md") in told(app))
        await make_it(pilot)
        await until(pilot, lambda: "Your book is here:" in flattened(app))
    assert names_in(tmp_path / "else") == ["mine.html", "mine.md"]


async def test_a_name_that_is_taken_is_not_proposed_and_not_overwritten(
    make_little: MakeApp, home: Path
) -> None:
    """Another number is proposed; the file that is there stays as it is when it is named all the same."""
    app = make_little()
    write_a_little(app)
    (home / f"{BOOK}.md").write_text("older", "utf-8")
    async with app.run_test(size=(120, 50)) as pilot:
        await ask_for_book(pilot)
        assert f"{BOOK}-2.html" in told(app)
        (home / f"{BOOK}-2.html").write_text("older", "utf-8")
        await make_it(pilot)
        await until(pilot, lambda: "is there already. Choose another name." in told(app))
    assert (home / f"{BOOK}-2.html").read_text("utf-8") == "older"


async def test_a_full_disk_is_one_line_and_leaves_nothing(
    make_little: MakeApp, home: Path, disk: Disk
) -> None:
    """And when there is room again, the same key makes the book."""
    app = make_little()
    write_a_little(app)
    async with app.run_test(size=(120, 50)) as pilot:
        await ask_for_book(pilot)
        disk.full = True
        await make_it(pilot)
        await until(pilot, lambda: "the disk is full. Choose another place." in told(app))
        assert names_in(home) == []
        disk.full = False
        # For a moment after it was pressed a button takes no key.
        await until(pilot, lambda: not app.screen.query("#book-make.-active"))
        await press(pilot, "enter")
        await until(pilot, lambda: "Your book is here:" in flattened(app))
    assert (home / f"{BOOK}.html").exists()


async def test_the_screen_stays_alive_while_the_disk_holds_still(
    make_little: MakeApp, home: Path, disk: Disk
) -> None:
    """The book is made away from the screen: keys work meanwhile, and one can go back."""
    app = make_little()
    write_a_little(app)
    async with app.run_test(size=(120, 50)) as pilot:
        await ask_for_book(pilot)
        disk.hold()
        await make_it(pilot)
        await until(pilot, disk.reached.is_set)
        assert "Making the book." in flattened(app)
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, BookScreen))
        disk.let_go()
        await until(pilot, (home / f"{BOOK}.html").exists)


async def test_without_a_word_there_is_nothing_to_choose(make_little: MakeApp) -> None:
    """It says so, and Escape goes back."""
    app = make_little()
    async with app.run_test() as pilot:
        app.action_book()
        await until(pilot, lambda: "Nothing is written yet" in flattened(app))
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, BookScreen))


async def test_an_empty_choice_makes_no_book(make_little: MakeApp, home: Path) -> None:
    """Nothing ticked, or no place named: one line, and no file."""
    app = make_little()
    write_a_little(app)
    async with app.run_test(size=(120, 50)) as pilot:
        await ask_for_book(pilot)
        await press(pilot, "space", "down", "space", "tab", "space")
        await make_it(pilot)
        await until(pilot, lambda: "Nothing is ticked that goes into a book." in told(app))
        app.screen.query_one(LineInput).value = " "
        await until(pilot, lambda: "Name a file, and tick what it should be." in told(app))
        await press(pilot, "enter")
    assert names_in(home) == []


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_one_key_makes_it_and_the_foot_says_so(
    make_little: MakeApp, home: Path, size: tuple[int, int]
) -> None:
    """From anywhere on the page, without going down to the button."""
    app = make_little()
    write_a_little(app)
    async with app.run_test(size=size) as pilot:
        await ask_for_book(pilot)
        assert "Ctrl+S makes it · Space ticks · Escape goes back" in flattened(app)
        await press(pilot, "ctrl+s")
        await until(pilot, (home / f"{BOOK}.html").exists)
        await until(pilot, lambda: "Your book is here:" in flattened(app))
