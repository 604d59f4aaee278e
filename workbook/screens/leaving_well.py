"""An ending as good as any: the book is made, nothing is asked, and everything stays."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.content.loader import Pack
from workbook.errors import WorkbookError
from workbook.export.book_file import private_folder, write_book
from workbook.export.choice import BookChoice
from workbook.export.making import make_book
from workbook.export.sources import words_in
from workbook.export.writers import FORMATS
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.layout import BOOKS_NAME

ENDING = "You have what you came for. That is an ending as good as any."
HERE = """\
Your book is here, for a browser or paper, and as plain text:

{files}

It has what you wrote, and lies beside your answers: whoever can read those can read it."""
STAYS = """\
Everything stays as it is. Opening the program again is all it takes, to begin anywhere or only to look."""
NOTHING = """\
Nothing is written here, so no book was made. What you read, or thought, goes with you as it is."""
READ_ONLY = """\
The workbook is open in another window, so no book was made here. The same command makes it over there."""
LOCKED = """\
Your answers are locked, and a book is for anyone to read: no book was made unasked. "Make a book" in the palette \
(Ctrl+P) makes one, wherever you say."""
FAILED = "The book could not be made. {reason} Nothing of what you wrote is lost."


class LeavingWellScreen(Sheet[None]):
    """Makes the book, says where it is, and lets one go."""

    HELP: ClassVar[str] = (
        "An ending. Your book was made, with everything you wrote; the lines on this page say where it is. Enter or "
        "Escape goes back to where you were, Ctrl+Q leaves the program."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Go back", id="leave-well.close"),
    ]
    AUTO_FOCUS = "#leaving-body"

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the page.

        Args:
            pack: The open pack.
            answers: The person's answers; the book goes into their folder.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack, self._answers, self._clock = pack, answers, clock

    def compose(self) -> ComposeResult:
        """Lay out the page before there is a book."""
        with Vertical(id="leaving-well", classes="sheet"):
            yield Static("What you came for", markup=False, classes="sheet-title")
            with VerticalScroll(id="leaving-body", can_focus=True):
                yield Static("Your book is being made.", id="leaving-words", markup=False)
            yield Static("Enter goes back. Ctrl+Q leaves.", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Make the book, away from the screen."""
        self.run_worker(self._make())

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)

    async def _make(self) -> None:
        try:
            about = READ_ONLY if self._answers.read_only else await asyncio.to_thread(self._write)
        except WorkbookError as error:
            about = FAILED.format(reason=error)
        words = "\n\n".join([ENDING, about, STAYS])
        self.query_one("#leaving-words", Static).update(Content(words))

    def _write(self) -> str:
        """Make the book in every format, in place of one of the same day; say what there is to say of it.

        Raises:
            WorkbookError: The disk refuses.
        """
        if self._answers.is_sealed:
            return LOCKED
        now = self._clock()
        book = make_book(self._pack, words_in(self._answers, now), BookChoice(), now)
        if book.is_empty:
            return NOTHING
        folder = book_folder(self._answers.folder, now)
        private_folder(folder)
        files = [folder / f"book{one.suffix}" for one in FORMATS.values()]
        for path, one in zip(files, FORMATS.values(), strict=True):
            write_book(path, one.write(book), replace=True)
        return HERE.format(files="\n".join(map(str, files)))


def book_folder(answers_folder: Path, now: datetime) -> Path:
    """Name the folder of a day's book, within that of the answers.

    Args:
        answers_folder: The person's folder.
        now: The present time, aware; its local date names the folder.
    """
    return answers_folder / BOOKS_NAME / now.astimezone().date().isoformat()
