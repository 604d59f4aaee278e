"""One line to write on: the part that lines, lists, tables and dates are made of."""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Paste
from textual.message import Message
from textual.widgets import Input

from workbook.text import clean
from workbook.widgets.editor import MAX_PASTE

MAX_LINE = MAX_PASTE
"""Characters one line takes from keyboard and clipboard; a longer stored one is shown whole."""


class LineInput(Input):
    """An Input that can be read-only, cleans what comes in, and never selects by itself.

    Selecting everything on focus, as an Input does, would let the next key replace an answer.
    """

    DEFAULT_CSS = """
    LineInput {
        width: 1fr;
        height: 1;
        padding: 0 1;
        border: none;
        border-left: outer $border-blurred;
        &:focus {
            border: none;
            border-left: outer $accent;
        }
    }
    """

    @dataclass
    class Cut(Message):
        """Only the beginning of something long was taken over; both in characters."""

        input: LineInput
        kept: int
        dropped: int

        @property
        def control(self) -> LineInput:
            """The line it was put into."""
            return self.input

    @dataclass
    class Emptied(Message):
        """Backspace was pressed on a line with nothing left to delete."""

        input: LineInput

        @property
        def control(self) -> LineInput:
            """The empty line."""
            return self.input

    @dataclass
    class Refused(Message):
        """Something was typed or pasted into a line that is read-only."""

        input: LineInput

        @property
        def control(self) -> LineInput:
            """The line that took nothing."""
            return self.input

    @dataclass
    class MoreLinesPasted(Message):
        """Several lines were pasted; the first is in, these remain. Sent by lines that ask for it."""

        input: LineInput
        lines: list[str]

        @property
        def control(self) -> LineInput:
            """The line that took the first."""
            return self.input

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        read_only: bool = False,
        hands_on_lines: bool = False,
        classes: str | None = None,
    ) -> None:
        """Make a line.

        Args:
            text: What stands in it.
            placeholder: A faint example, shown while it is empty; plain text.
            read_only: Let the text be read and copied, but not changed.
            hands_on_lines: Keep only the first of several pasted lines and send the others on,
                rather than folding them into one.
            classes: As for every widget.
        """
        super().__init__(placeholder=clean(placeholder), select_on_focus=False, classes=classes)
        self.read_only = read_only
        self._hands_on_lines = hands_on_lines
        self.show(text)

    @property
    def text(self) -> str:
        """What stands in it, cleaned."""
        return clean(self.value)

    @property
    def is_blank(self) -> bool:
        """Nothing but blanks is written."""
        return not self.value.strip()

    @property
    def is_empty(self) -> bool:
        """Nothing at all is written, not even a blank."""
        return not self.value

    def show(self, text: str) -> None:
        """Replace everything, without `Changed`; the cursor goes to the end."""
        with self.prevent(Input.Changed):
            self.value = " ".join(clean(text).split("\n"))
            self.cursor_position = len(self.value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put in what was typed or pasted: cleaned, on one line, cut where there is too much."""
        if self.read_only:
            self.post_message(self.Refused(self))
            return
        cleaned = clean(text, limit=max(len(text) * 3, 1))
        if "\n" in cleaned:
            lines = [line for line in cleaned.split("\n") if line.strip()]
            if self._hands_on_lines and len(lines) > 1:
                self.post_message(self.MoreLinesPasted(self, lines[1:]))
                lines = lines[:1]
            cleaned = " ".join(lines)
        room = max(MAX_LINE - len(self.value) + abs(end - start), 0)
        if len(cleaned) > room:
            self.post_message(self.Cut(self, room, len(cleaned) - room))
        super().replace(cleaned[:room], start, end)

    def action_delete_left(self) -> None:
        """Delete to the left; with nothing there at all, say so."""
        if self.is_empty and not self.read_only:
            self.post_message(self.Emptied(self))
        else:
            super().action_delete_left()

    def on_paste(self, event: Paste) -> None:
        """Take in all lines of a paste; an Input would drop all but the first without a word."""
        event.stop()
        event.prevent_default()
        self.replace(event.text, *self.selection)
