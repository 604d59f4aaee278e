"""Small sheets for questions and notes of one's own: adding one, wording it anew, taking it off its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantFocus, Key
from textual.message import Message
from textual.widgets import Button, Static, TextArea

from workbook.frozen import frozen
from workbook.progress.own_prompts import LONGEST_WORDING, MOST_LINES, worded
from workbook.screens.sheet import Sheet
from workbook.screens.type_ahead import hold_keys, keep_key, release_keys
from workbook.widgets.editor import Editor

OR_NOTHING = "Your question, or nothing for a note"
ENDS = "Enter puts it on the page. Escape goes back."


@frozen()
class Addition:
    """What someone decided about an addition to a page."""

    wording: str = ""
    """The question as far as it was typed; empty for a note."""
    wanted: bool = False
    """Whether it should be put on the page."""


class Going(Enum):
    """What becomes of a question or note of one's own."""

    NOT = auto()
    OFF = auto()
    """Off its page; what was written there stays."""
    TRASH = auto()
    """To the trash, with all that was written there."""


class Wording(Editor):
    """A box for a question of up to three lines; Enter is done with it."""

    HELP: ClassVar[str] = (
        f"The wording of your question, up to {MOST_LINES} lines. Enter is done with it, Escape goes back."
    )

    @dataclass
    class Done(Message):
        """The question is worded."""

    def __init__(self, text: str = "", *, or_nothing: str = "") -> None:
        """Make a box, with the wording so far.

        Args:
            text: That wording.
            or_nothing: What stands in the empty box where Enter means something without words; else it means nothing.
        """
        super().__init__(MOST_LINES)
        self.placeholder = Content(or_nothing)
        self._may_be_blank = bool(or_nothing)
        self.show(text)
        self._is_done = False

    def on_key(self, event: Key) -> None:
        """Take Enter for being done: what is longer than a line wraps by itself, and what follows is not for here."""
        if self._is_done:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            if self._may_be_blank or worded(self.text):
                self._is_done = True
                self.post_message(self.Done())


class AddOwnScreen(Sheet[Addition]):
    """Takes a question of one's own; without words, it is a note."""

    HELP: ClassVar[str] = (
        "You can put a question of your own, or a note, at the end of this section's page. With words, Enter puts the "
        "question there; with none, a note. It is answered and kept like every other; you can word it anew or take "
        "it off again."
    )
    AUTO_FOCUS = "Wording"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", id="own.close")]

    def __init__(self, section_title: str, wording: str, keep: Callable[[str], object]) -> None:
        """Build the sheet.

        Args:
            section_title: Of the section whose page it is about.
            wording: A question that was begun before.
            keep: Called with what is typed, as it is typed.
        """
        super().__init__()
        self._section_title = section_title
        self._wording, self._keep = wording, keep
        self._is_done = False

    def compose(self) -> ComposeResult:
        """Lay out the box, and what becomes of what is in it."""
        with Vertical(id="add-own", classes="sheet"):
            yield Static("Something of your own", markup=False, classes="sheet-title")
            yield Static(Content(f"It will stand at the end of the page of {self._section_title}."))
            yield Wording(self._wording, or_nothing=OR_NOTHING)
            yield Static(Content(ENDS).stylize("$quiet"))

    @on(DescendantFocus)
    async def _take_keys(self) -> None:
        """Take the keys that were faster than the sheet."""
        await release_keys(self.app)

    def on_key(self, event: Key) -> None:
        """Keep what is typed for the page that comes."""
        if self._is_done:
            event.stop()
            keep_key(self.app, event)

    @on(TextArea.Changed)
    def collect(self) -> None:
        """Keep the question as far as it is worded."""
        if not self._is_done:
            self._keep(self.query_one(Wording).text)

    @on(Wording.Done)
    def _add(self) -> None:
        self._is_done = True
        hold_keys(self.app)
        wording = worded(self.query_one(Wording).text)
        # Not before the keys that were typed ahead have come this far.
        self.call_after_refresh(self.close, Addition(wording, wanted=True))

    @on(Wording.Cut)
    def _cut(self) -> None:
        self.notify(f"That was long: a question takes {LONGEST_WORDING} characters.", markup=False)

    def action_leave(self) -> None:
        """Go back; a question that was begun is there the next time."""
        self.close(Addition(worded(self.query_one(Wording).text)))

    async def step_aside(self) -> None:
        """Go elsewhere; likewise."""
        self.action_leave()


class RewordScreen(Sheet[str]):
    """Asks for another wording of an own question; closes with it, or with nothing."""

    AUTO_FOCUS = "Wording"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", id="own.close-wording")]

    def __init__(self, wording: str, keep: Callable[[str], object]) -> None:
        """Build the sheet.

        Args:
            wording: The present wording, or another one as far as it came.
            keep: Called with what is typed, as it is typed.
        """
        super().__init__()
        self._wording, self._keep = wording, keep

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="reword", classes="sheet"):
            yield Static("Word your question anew", markup=False, classes="sheet-title")
            yield Static(Content("What you answered so far keeps the wording it answered."))
            yield Wording(self._wording)
            yield Static(Content("Enter keeps it. Escape leaves it as it was.").stylize("$quiet"))

    @on(TextArea.Changed)
    def collect(self) -> None:
        """Keep the wording as far as it came; the present one needs no keeping."""
        if (text := self.query_one(Wording).text) != self._wording:
            self._keep(text)

    @on(Wording.Done)
    def _reword(self) -> None:
        self.close(worded(self.query_one(Wording).text))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.close("")


class TakeOffScreen(Sheet[Going]):
    """Asks once whether an own question or note should go from its page, and how; says what stays."""

    HELP: ClassVar[str] = (
        "This takes a question or note of yours off the page: what you wrote there stays. Or it goes to the trash with "
        "all you wrote there, and u takes it back."
    )
    AUTO_FOCUS = "#leave-own"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="own.close-taking-off"),
        Binding("down", "app.focus_next", "Next", show=False, id="own.taking-off-next"),
        Binding("up", "app.focus_previous", "Before", show=False, id="own.taking-off-before"),
    ]

    def __init__(self, question: str) -> None:
        """Build the sheet for what stands on the page as *question*."""
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out what it is about and the two ways on."""
        with Vertical(id="take-off", classes="sheet"):
            yield Static("Take this off the page?", markup=False, classes="sheet-title")
            yield Static(Content(self._question).stylize("bold $accent"), classes="question")
            yield Static(
                Content("What you wrote there stays: in the journal, and under “Answers without a place”."),
                classes="question",
            )
            yield Button(Content("Leave it here"), id="leave-own", compact=True)
            yield Button(Content("Take it off the page"), id="take-off-own", compact=True)
            yield Button(Content("Delete it with what you wrote there"), id="delete-own", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take it off or leave it."""
        ways = {"take-off-own": Going.OFF, "delete-own": Going.TRASH}
        self.close(ways.get(event.button.id or "", Going.NOT))

    def action_leave(self) -> None:
        """Leave it."""
        self.close(Going.NOT)
