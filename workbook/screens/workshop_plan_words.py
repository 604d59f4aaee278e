"""The words of one block of a plan: its title, what is said to the room, and notes for the facilitator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput
from workbook.workshop.agenda import Block


class BlockWords(VerticalScroll, can_focus=False):
    """Shows the words of a block, and takes changes of them."""

    HELP: ClassVar[str] = (
        "The words of this block. An empty line begins a new paragraph. What you put under Say can be read out, and is "
        "shown on the room's screen; notes are for you alone and are never shown there. Escape goes back to the list."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.back", "The list", key_display="Esc", id="plan.back"),
    ]

    @dataclass
    class Changed(Message):
        """Something was typed."""

        field: str
        """`title`, `say` or `notes`."""
        text: str

    def compose(self) -> ComposeResult:
        """Lay out the three boxes."""
        yield Static(id="plan-use", classes="quiet")
        yield Static("Title", markup=False, classes="plan-label")
        yield LineInput(classes="plan-title-line")
        yield Static("Say · can be read out, and shown to the room", markup=False, classes="plan-label")
        say = Editor(4)
        say.id = "say"
        yield say
        yield Static("Notes · for you alone", markup=False, classes="plan-label")
        notes = Editor(4)
        notes.id = "notes"
        yield notes

    def show(self, block: Block, uses: str) -> None:
        """Show a block; a box that says the same already keeps its cursor.

        Args:
            block: The block.
            uses: What it uses of the workbook, in words.
        """
        self.query_one("#plan-use", Static).update(Content(uses))
        line = self.query_one(LineInput)
        # An empty title is not taken over: the line stays empty until something is written.
        if line.text.strip() != block.title and not (line.is_blank and line.has_focus):
            line.show(block.title)
        for name, text in (("say", block.say), ("notes", block.notes)):
            editor = self.query_one(f"#{name}", Editor)
            if editor.text != text:
                editor.show(text)
                if not editor.has_focus:
                    editor.move_cursor((0, 0))

    @on(Input.Changed)
    def _title(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed("title", event.value))

    @on(TextArea.Changed)
    def _words(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.text_area.id or "", event.text_area.text))
