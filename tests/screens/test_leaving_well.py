"""Leaving well: one key makes the book, nothing is asked, and everything stays as it is."""

import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.conftest import Clock, MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, leave, press, until
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.screens.leaving_well import LeavingWellScreen
from workbook.store.answers import Answers

DAY = Path("books") / "2026-11-22"


def write_a_word(app: WorkbookApp, text: str = "clear-morning") -> None:
    """Answer one question."""
    app.answers.write("one-word", text, section_id="waking", question="What?", kind="text")


def all_in(folder: Path) -> list[Path]:
    """Give every file and folder in a folder."""
    return sorted(folder.rglob("*"))


def said(app: WorkbookApp) -> str:
    """Everything that the page says, however it wraps; nothing while it is not open."""
    return " ".join(str(widget.render()) for widget in app.screen.query("#leaving-well Static"))


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_one_command_makes_the_book_and_asks_nothing(
    make_little: MakeApp, words: Path, size: tuple[int, int]
) -> None:
    """Both files, in the answers' own folder, for their owner alone; then a quiet page without a question."""
    app = make_little()
    write_a_word(app)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ctrl+p", *"came for", "enter")
        await until(pilot, lambda: "an ending as good as any" in said(app))
        assert isinstance(app.screen, LeavingWellScreen)
        assert str(words / DAY / "book.html").replace(" ", "") in said(app).replace(" ", "") or size[0] < 80
        assert not app.screen.query(Input)
        assert "?" not in "".join(str(widget.render()) for widget in app.screen.query("#leaving-well Static"))
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, LeavingWellScreen))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (words / "books", words / DAY)]
    assert modes == [0o700, 0o700]
    for name in ("book.html", "book.md"):
        assert "clear-morning" in (words / DAY / name).read_text("utf-8")
        assert stat.S_IMODE((words / DAY / name).stat().st_mode) == 0o600
    assert all_in(words / DAY) == [words / DAY / name for name in ("book.html", "book.md")]


async def test_what_was_typed_a_moment_ago_is_in_the_book(make_little: MakeApp, words: Path) -> None:
    """It is written before the book is made, and it stays on its page."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "one-word")
        await until(pilot, lambda: app.focused is not None)
        await press(pilot, *"steady")
        app.action_leave_well()
        await until(pilot, lambda: "an ending as good as any" in said(app))
        assert "steady" in (words / DAY / "book.md").read_text("utf-8")
        await press(pilot, "escape")
        await until(pilot, lambda: "steady" in flattened(app))


async def test_a_second_one_on_the_same_day_takes_the_place_of_the_first(
    make_little: MakeApp, words: Path, clock: Clock
) -> None:
    """And one on another day has a folder of its own."""
    for text, days in (("first-word", 0), ("second-word", 0), ("third-word", 1)):
        clock.pass_days(days)
        app = make_little()
        write_a_word(app, text)
        async with app.run_test() as pilot:
            await press(pilot, "ctrl+p", *"came for", "enter")
            await until(pilot, lambda app=app: "an ending as good as any" in said(app))  # type: ignore[misc]
            await leave(pilot)
    assert "second-word" in (words / DAY / "book.md").read_text("utf-8")
    assert "third-word" not in (words / DAY / "book.md").read_text("utf-8")
    assert "third-word" in (words / "books" / "2026-11-23" / "book.md").read_text("utf-8")


async def test_without_a_word_no_empty_book_is_made(make_little: MakeApp, words: Path) -> None:
    """It says so kindly."""
    app = make_little()
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+p", *"came for", "enter")
        await until(pilot, lambda: "no book was made" in said(app))
        assert "an ending as good as any" in said(app)
    assert not (words / "books").exists()


async def test_a_full_disk_is_said_and_nothing_is_lost(make_little: MakeApp, words: Path, disk: Disk) -> None:
    """One line, no half book, and the answers as they were."""
    app = make_little()
    write_a_word(app)
    async with app.run_test() as pilot:
        disk.full = True
        await press(pilot, "ctrl+p", *"came for", "enter")
        await until(pilot, lambda: "The book could not be made." in said(app))
        assert "the disk is full" in said(app)
        assert "Nothing of what you wrote is lost." in said(app)
        disk.full = False
    assert not all_in(words / DAY)
    latest = app.answers.latest("one-word")
    assert latest is not None
    assert latest.text == "clear-morning"


async def test_where_one_only_reads_nothing_is_written(
    make_little: MakeApp, little: Pack, words: Path, clock: Clock
) -> None:
    """The page says that the other window can make it."""
    first = make_little()
    write_a_word(first)
    before = all_in(words)
    with Answers.open(words, read_only=True, clock=clock) as reading:
        app = WorkbookApp(little, reading, clock=clock)
        async with app.run_test() as pilot:
            await press(pilot, "ctrl+p", *"came for", "enter")
            await until(pilot, lambda: "open in another window" in said(app))
            assert isinstance(app.screen, LeavingWellScreen)
            assert "an ending as good as any" in said(app)
    assert all_in(words) == before
