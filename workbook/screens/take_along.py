"""Taking everything along: one file with all that was ever written, made away from the screen."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from workbook.errors import WorkbookError
from workbook.export.book_file import write_book
from workbook.screens.book_lists import BookForm
from workbook.screens.file_places import free_name, typed_path
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.widgets.line_input import LineInput

ABOUT = """\
One file with everything: what you wrote, what you removed, and where you have been. “Bring an archive in” takes it \
back, here or on another computer, and nothing is lost or there twice."""
UNPROTECTED = """\
It is a full copy, with the words of letters that are still closed. The file is not protected: whoever gets hold of \
it can read it."""
STEM, SUFFIX = "self-trust-archive", ".json"


class TakeAlongScreen(Sheet[None]):
    """Asks where the archive goes, and makes it."""

    HELP: ClassVar[str] = (
        "An archive: everything in one file, to keep somewhere else or to take to another computer. Write where it "
        "should be, and Enter makes it. Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Go back", id="archive.close")]
    AUTO_FOCUS = "LineInput"

    def __init__(self, answers: Answers, clock: Callable[[], datetime], folder: Path) -> None:
        """Build the page.

        Args:
            answers: The person's answers; they are only read.
            clock: Tells the present time, aware and in UTC.
            folder: Where to propose that the file goes; also what a path without a beginning is taken from.
        """
        super().__init__()
        self._answers, self._clock, self._folder = answers, clock, folder

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        stem = f"{STEM}-{self._clock().astimezone().date().isoformat()}"
        proposed = free_name(self._folder, stem, (SUFFIX,))
        with Vertical(id="archive", classes="sheet"):
            yield Static("Take everything with you", markup=False, classes="sheet-title")
            with BookForm(id="archive-form"):
                yield Static(Content(ABOUT))
                yield Static(Content("Where").stylize("bold $accent"), classes="label")
                yield LineInput(f"{proposed}{SUFFIX}")
                yield Static(id="archive-where", classes="hint")
                yield Static(Content(UNPROTECTED), id="archive-unprotected")
                yield Button("Make the archive", id="archive-make", compact=True)
                yield Static(id="archive-told", markup=False, classes="label")
            yield Static("Enter makes it. Escape goes back.", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Say nothing yet."""
        self._say_where()

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)

    def _file(self) -> Path | None:
        """Give the file that was named; one that is named like a folder has no name yet."""
        written = self.query_one(LineInput).text.strip()
        path = typed_path(self._folder, written)
        return path if written and path.name else None

    @on(Input.Changed)
    def _say_where(self) -> None:
        path, where = self._file(), self.query_one("#archive-where", Static)
        where.update(Content(f"It will be here:\n{path}" if path else "Name a file."))
        # Only when the line above does not say it already.
        where.display = str(path) != self.query_one(LineInput).text.strip()
        self._tell("")

    @on(Input.Submitted)
    @on(Button.Pressed, "#archive-make")
    def _make(self) -> None:
        if path := self._file():
            self._tell("Making the archive.")
            self.run_worker(self._write(path), exclusive=True, group="archive")

    async def _write(self, path: Path) -> None:
        def write() -> None:
            write_book(path, encode_archive(archive_from(self._answers.everything())).decode())

        try:
            await asyncio.to_thread(write)
        except WorkbookError as error:
            self._tell(str(error))
            return
        self._tell(f"Everything you wrote is here:\n{path}")

    def _tell(self, words: str) -> None:
        """Say something below the button, where it is seen."""
        told = self.query_one("#archive-told", Static)
        told.update(Content(words))
        told.display = bool(words)
        if words:
            self.call_after_refresh(told.scroll_visible, animate=False)
