"""Making a book: which chapters and practices, as what, and where; it is made away from the screen."""

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
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from workbook.content.loader import Pack
from workbook.errors import WorkbookError
from workbook.export.book_file import write_book
from workbook.export.choice import USUAL, BookChoice
from workbook.export.holding import Holding, holding
from workbook.export.making import make_book
from workbook.export.sources import words_in
from workbook.export.writers import FORMATS
from workbook.screens.book_lists import BookForm, Checklist
from workbook.screens.file_places import free_name, typed_path
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.widgets.line_input import LineInput
from workbook.widgets.option_lines import OptionLines

ABOUT = "What you tick goes into the book, and nothing else."
UNPROTECTED = """\
The file is not protected: somebody who can use this computer under your name, who gets hold of its disk or its \
backups, or whom you give it to, can read it. The words of a letter that is still closed are never in it."""
KEYS = "Ctrl+S makes it · Space ticks · Escape goes back"
NOTHING_KEYS = "Escape goes back"
NOTHING = "Nothing is written yet, so there is nothing to put into a book."
STEM = "self-trust-book"


class BookScreen(Sheet[None]):
    """Asks what goes into a book and where, and makes it."""

    HELP: ClassVar[str] = (
        "A book of your own words. Up and down go through everything there is to choose; space ticks a line or takes "
        "the tick away, Tab goes on to the next list. Below the lists stands where the book will be. Nothing that "
        "is not ticked goes into it. Ctrl+S makes the book, from anywhere on the page."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "Make the book", id="book.make"),
        Binding("escape", "leave", "Go back", id="book.close"),
    ]

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime], folder: Path) -> None:
        """Build the page.

        Args:
            pack: The open pack.
            answers: The person's answers; they are only read.
            clock: Tells the present time, aware and in UTC.
            folder: Where to propose that the book goes; also what a path without a beginning is taken from.
        """
        super().__init__()
        self._pack, self._answers, self._clock, self._folder = pack, answers, clock, folder

    def compose(self) -> ComposeResult:
        """Lay out what is known before anything was looked through."""
        with Vertical(id="book", classes="sheet"):
            yield Static("Make a book", markup=False, classes="sheet-title")
            with BookForm(id="book-form"):
                yield Static(Content(ABOUT))
                yield Static("Looking through what you wrote.", id="book-told", markup=False, classes="label")
            yield Static(NOTHING_KEYS, id="book-keys", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Look through what was written, away from the screen."""
        self.run_worker(self._offer())

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)

    async def _offer(self) -> None:
        now = self._clock()
        found = await asyncio.to_thread(lambda: holding(self._pack, words_in(self._answers, now), now))
        if not found:
            self._tell(NOTHING)
            return
        self._tell("")
        await self.query_one(BookForm).mount_all(self._form(found), before="#book-told")
        self.query_one("#book-keys", Static).update(Content(KEYS))
        self._say_where()
        self.query(Checklist).first().take_focus()

    def _form(self, found: Holding) -> list[Widget]:
        formats = {name: one.called for name, one in FORMATS.items()}
        lists = [
            ("Chapters", found.chapters, found.chapters, "book-chapters"),
            ("Practices", found.practices, found.practices, "book-practices"),
            ("Beside them", found.parts, USUAL, "book-parts"),
            ("As", formats, ("html",), "book-formats"),
        ]
        return [
            *(Checklist(head, offered, ticked, id=name) for head, offered, ticked, name in lists if offered),
            Static(Content("Where").stylize("bold $accent"), classes="label"),
            LineInput(str(self._free_name())),
            Static(id="book-where", classes="hint"),
            Static(Content(UNPROTECTED), id="book-unprotected"),
            Button("Make the book", id="book-make", compact=True),
        ]

    def _free_name(self) -> Path:
        """Propose a file that is not there yet, in whatever format."""
        stem = f"{STEM}-{self._clock().astimezone().date().isoformat()}"
        path = free_name(self._folder, stem, [one.suffix for one in FORMATS.values()])
        return path.with_name(path.name + FORMATS["html"].suffix)

    # What was chosen

    def _ticked(self, name: str) -> list[str]:
        return [ticked for found in self.query(f"#book-{name}").results(Checklist) for ticked in found.ticked]

    def _of_list(self, name: str) -> frozenset[str] | None:
        """Give what is ticked; None, for all there are, when everything is."""
        whole = all(found.is_whole for found in self.query(f"#book-{name}").results(Checklist))
        return None if whole else frozenset(self._ticked(name))

    def _choice(self) -> BookChoice:
        return BookChoice(
            chapters=self._of_list("chapters"),
            practices=self._of_list("practices"),
            parts=frozenset(self._ticked("parts")),
        )

    def _files(self) -> dict[str, Path]:
        """Give the file of each format that is ticked; none while no place is named."""
        written = self.query_one(LineInput).text.strip()
        if not written:
            return {}
        path = typed_path(self._folder, written)
        endings = {one.suffix for one in FORMATS.values()}
        stem = path.name.removesuffix(path.suffix) if path.suffix in endings else path.name
        return {
            name: path.parent / f"{stem}{FORMATS[name].suffix}" for name in self._ticked("formats") if stem
        }

    @on(OptionLines.Chosen)
    @on(Input.Changed)
    def _say_where(self) -> None:
        files = self._files()
        lines = "\n".join(map(str, files.values()))
        words = f"It will be here:\n{lines}" if files else "Name a file, and tick what it should be."
        self.query_one("#book-where", Static).update(Content(words))
        self._tell("")

    # Making it

    @on(Input.Submitted)
    @on(Button.Pressed, "#book-make")
    def action_make(self) -> None:
        """Make the book; before there is anything to choose from, nothing."""
        if not self.query(LineInput):
            return
        files = self._files()
        if files:
            self._tell("Making the book.")
            self.run_worker(self._write(self._choice(), files), exclusive=True, group="book")
        else:
            self._say_where()

    async def _write(self, choice: BookChoice, files: dict[str, Path]) -> None:
        made: list[str] = []

        def write() -> None:
            now = self._clock()
            book = make_book(self._pack, words_in(self._answers, now), choice, now)
            if book.is_empty:
                raise WorkbookError(
                    "Nothing is ticked that goes into a book.", "Tick a chapter or a practice."
                )
            for name, path in files.items():
                write_book(path, FORMATS[name].write(book))
                made.append(str(path))

        try:
            await asyncio.to_thread(write)
        except WorkbookError as error:
            self._tell("\n".join([*(f"{path} is made." for path in made), str(error)]))
            return
        self._tell("Your book is here:\n" + "\n".join(made))

    def _tell(self, words: str) -> None:
        """Say something below the lists, where it is seen."""
        told = self.query_one("#book-told", Static)
        told.update(Content(words))
        told.display = bool(words)
        if words:
            self.call_after_refresh(told.scroll_visible, animate=False)
