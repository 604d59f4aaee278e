"""Small sheets for questions and notes of one's own: adding one, wording it anew, taking it off its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Button, Static

from workbook.progress.own_prompts import LONGEST_WORDING, MOST_LINES, worded
from workbook.screens.sheet import Sheet
from workbook.screens.type_ahead import hold_keys, keep_key
from workbook.widgets.editor import Editor


@dataclass(frozen=True, slots=True)
class Addition:
    """What someone decided about an addition to a page."""

    wording: str = ""
    """The question as far as it was typed; empty for a note."""
    wanted: bool = False
    """Whether it should be put on the page."""


class Wording(Editor):
    """A box for a question of up to three lines; Enter is done with it."""

    HELP: ClassVar[str] = (
        f"The wording of your question, up to {MOST_LINES} lines. Enter puts it on the page, Escape goes back."
    )

    @dataclass
    class Done(Message):
        """The question is worded."""

    def __init__(self, text: str = "") -> None:
        """Make a box, with the wording so far."""
        super().__init__(MOST_LINES)
        self.show(text)
        self._is_done = False

    def on_key(self, event: Key) -> None:
        """Take Enter for being done: what is longer than a line wraps by itself, and what follows is not for here."""
        if self._is_done:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            if worded(self.text):
                self._is_done = True
                self.post_message(self.Done())


class AddOwnScreen(Sheet[Addition]):
    """Offers a question or a note, and asks for the question's wording."""

    HELP: ClassVar[str] = (
        "You can put a question of your own, or a note, at the end of this section's page. It is answered and kept "
        "like every other; you can word it anew or take it off again."
    )
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="own.close"),
        Binding("down", "app.focus_next", "Next", show=False, id="own.next"),
        Binding("up", "app.focus_previous", "Before", show=False, id="own.before"),
    ]

    def __init__(self, section_title: str, wording: str = "") -> None:
        """Build the sheet.

        Args:
            section_title: Of the section whose page it is about.
            wording: A question that was begun before.
        """
        super().__init__()
        self._section_title = section_title
        self._wording = wording
        self._is_done = False
        self.set_class(bool(wording), "-asking")

    def compose(self) -> ComposeResult:
        """Lay out the two things that can be added, and the box that one of them needs."""
        with Vertical(id="add-own", classes="sheet"):
            yield Static("Something of your own", markup=False, classes="sheet-title")
            yield Static(Content(f"It will stand at the end of the page of {self._section_title}."))
            with Vertical(id="add-which"):
                yield Button(Content("A question of your own"), id="add-question", compact=True)
                yield Button(Content("A note"), id="add-note", compact=True)
            with Vertical(id="add-wording"):
                yield Static(
                    Content("What would you like to be asked here?").stylize("bold $accent"), classes="label"
                )
                yield Wording(self._wording)
                yield Static(Content("Enter puts it on the page. Escape goes back.").stylize("$quiet"))

    def on_mount(self) -> None:
        """Begin with the choice, or go on with a question that was begun."""
        (self.query_one(Wording) if self._wording else self.query_one("#add-question")).focus()

    def on_key(self, event: Key) -> None:
        """Open a note without delay, so that what was typed ahead goes into it and acts nowhere else."""
        if self._is_done:
            event.stop()
            keep_key(self.app, event)
        elif event.key == "enter" and self.focused is self.query_one("#add-note"):
            event.stop()
            self._add("")

    @on(Button.Pressed, "#add-question")
    def _ask(self) -> None:
        self.add_class("-asking")
        self.query_one(Wording).focus()

    @on(Button.Pressed, "#add-note")
    def _add_note(self) -> None:
        self._add("")

    @on(Wording.Done)
    def _add_question(self) -> None:
        self._add(worded(self.query_one(Wording).text))

    def _add(self, wording: str) -> None:
        self._is_done = True
        hold_keys(self.app)
        # Not before the keys that were typed ahead have come this far.
        self.call_after_refresh(self.close, Addition(wording, wanted=True))

    @on(Wording.Cut)
    def _cut(self) -> None:
        self.notify(f"That was long: a question takes {LONGEST_WORDING} characters.", markup=False)

    def action_leave(self) -> None:
        """Go back; a question that was begun is there the next time."""
        self.close(Addition(worded(self.query_one(Wording).text)))


class RewordScreen(Sheet[str]):
    """Asks for another wording of an own question; closes with it, or with nothing."""

    AUTO_FOCUS = "Wording"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", id="own.close-wording")]

    def __init__(self, wording: str) -> None:
        """Build the sheet on the present wording."""
        super().__init__()
        self._wording = wording

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="reword", classes="sheet"):
            yield Static("Word your question anew", markup=False, classes="sheet-title")
            yield Static(Content("What you answered so far keeps the wording it answered."))
            yield Wording(self._wording)
            yield Static(Content("Enter keeps it. Escape leaves it as it was.").stylize("$quiet"))

    @on(Wording.Done)
    def _keep(self) -> None:
        self.close(worded(self.query_one(Wording).text))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.close("")


class TakeOffScreen(Sheet[bool]):
    """Asks once whether an own question or note should go from its page, and says what stays."""

    HELP: ClassVar[str] = "This takes a question or note of yours off the page. What you wrote there stays."
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

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take it off or leave it."""
        self.close(event.button.id == "take-off-own")

    def action_leave(self) -> None:
        """Leave it."""
        self.close(False)
