"""Bringing an archive in, or notes from elsewhere: first shown, then done; both away from the screen."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from workbook.errors import WorkbookError
from workbook.incoming.reading import read_source
from workbook.incoming.words import told
from workbook.screens.book_lists import BookForm
from workbook.screens.file_places import typed_path
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.archive import Archive
from workbook.store.bringing_in import bring_in, compared
from workbook.store.files import plain_reason
from workbook.widgets.line_input import LineInput

ABOUT = """\
An archive of this workbook, what jrnl exports as JSON, or a folder of notes in Markdown. You see what it would bring \
before anything is done. Nothing that is here is lost, and the same once more adds nothing."""
LOOK, DO = "Enter looks at it. Escape goes back.", "Enter brings it in. Escape changes nothing."
DONE = "It is brought in. Escape goes home."
FAILED = "It could not be brought in: {reason}. Nothing was changed."


class BringInScreen(Sheet[bool]):
    """Asks for a file, shows what it would bring, and brings it; closes with whether it did."""

    HELP: ClassVar[str] = (
        "Write where the file or the folder is, and Enter looks at it. Then this page says what is new, what is here "
        "already and what differs; nothing is changed before you say so. Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Go back", id="bring-in.close")]
    AUTO_FOCUS = "LineInput"

    def __init__(self, answers: Answers, folder: Path) -> None:
        """Build the page.

        Args:
            answers: The person's answers, open for writing.
            folder: What a path without a beginning is taken from.
        """
        super().__init__()
        self._answers, self._folder = answers, folder
        self._archive = Archive()
        """What was looked at last."""
        self._is_busy = self._is_done = False

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(id="bring-in", classes="sheet"):
            yield Static("Bring an archive in", markup=False, classes="sheet-title")
            with BookForm(id="bring-in-form"):
                yield Static(Content(ABOUT))
                yield Static(Content("From where").stylize("bold $accent"), classes="label")
                yield LineInput("")
                yield Button("Look at it", id="bring-in-look", compact=True)
                yield Button("Bring it in", id="bring-in-do", compact=True)
                yield Static(id="bring-in-told", markup=False, classes="label")
            yield Static(LOOK, id="bring-in-keys", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Offer to do it only once it has been looked at."""
        self._tell("", offer=False)

    def action_leave(self) -> None:
        """Go back; while it is being brought in, wait for that."""
        if not self._is_busy:
            self.close(self._is_done)

    @on(Input.Changed)
    def _named_another(self) -> None:
        if not self._is_busy:
            self._tell("", offer=False)

    @on(Input.Submitted)
    @on(Button.Pressed, "#bring-in-look")
    def _look(self) -> None:
        written = self.query_one(LineInput).text.strip()
        if written and not self._is_busy:
            self._tell("Looking at it.", offer=False)
            self.run_worker(self._show(typed_path(self._folder, written)), exclusive=True, group="bring-in")

    @on(Button.Pressed, "#bring-in-do")
    def _do(self) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._tell("Bringing it in.", offer=False)
            self.run_worker(self._bring(), exclusive=True, group="bring-in")

    async def _show(self, path: Path) -> None:
        try:
            archive = await asyncio.to_thread(read_source, path)
            merged = await asyncio.to_thread(compared, self._answers, archive)
        except WorkbookError as error:
            self._tell(str(error), offer=False)
            return
        self._archive = archive
        self._tell("\n".join(told(merged, archive)), offer=merged.adds_something)

    async def _bring(self) -> None:
        try:
            await asyncio.to_thread(bring_in, self._answers, self._archive)
        except WorkbookError as error:
            self._tell(str(error), offer=False)
        except OSError as error:
            self._tell(FAILED.format(reason=plain_reason(error)), offer=True)
        else:
            self._is_done = True
            self._tell(DONE, offer=False)
        finally:
            self._is_busy = False

    def _tell(self, words: str, *, offer: bool) -> None:
        """Say something below the name, where it is seen.

        Args:
            words: What to say.
            offer: Whether there is something to bring in.
        """
        said, button = self.query_one("#bring-in-told", Static), self.query_one("#bring-in-do", Button)
        said.update(Content(words))
        said.display, button.display = bool(words), offer
        self.query_one("#bring-in-keys", Static).update(DO if offer else LOOK)
        if offer:
            button.focus(scroll_visible=False)
        elif button.has_focus:
            self.query_one(LineInput).focus()
        if words:
            # What the next Enter does stands above what it is about.
            first: Static | Button = button if offer else said
            self.call_after_refresh(first.scroll_visible, top=True, animate=False)
