"""The facilitator's own note: a box at the foot of the console, kept as one types."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import TextArea

from workbook.widgets.editor import Editor

NOTE_SECONDS = 0.3
"""The longest that a word of a note waits to be kept."""
LINES = 3


class NoteEditor(Editor):
    """A box that is there only while one writes."""

    HELP: ClassVar[str] = (
        "A note of your own. It is kept as you type, with the block it belongs to; the room never sees it. "
        "Escape closes the box. F4 is the soft stop, also from here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close the note", id="console.close-note"),
    ]
    DEFAULT_CSS = """
    NoteEditor { display: none; max-height: 6; }
    NoteEditor.-open { display: block; }
    """

    def __init__(self, note: Callable[[str, int], int], closed: Callable[[], None], *, id: str) -> None:
        """Make a closed box.

        Args:
            note: Keeps a note's words under its number, 0 for a new one, and gives the number.
            closed: Called when the box closes.
            id: As for every widget.
        """
        super().__init__(LINES)
        self.id = id
        self._note = note
        self._tell_closed = closed
        self._number = 0
        self._kept = ""
        self._timer: Timer | None = None

    def open(self) -> None:
        """Begin a new note, or go on with the one that is open."""
        if not self.has_class("-open"):
            self._number, self._kept = 0, ""
            self.show("")
            self.add_class("-open")
        self.focus()

    def keep(self) -> None:
        """Keep what was typed; what is kept already is not kept twice."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.text != self._kept:
            self._kept = self.text
            self._number = self._note(self.text, self._number)

    def action_close(self) -> None:
        """Keep the note and close the box."""
        self.keep()
        self.remove_class("-open")
        self._tell_closed()

    @on(TextArea.Changed)
    def _keep_soon(self, event: TextArea.Changed) -> None:
        event.stop()
        # The wait is a maximum: further typing does not put it off.
        if self._timer is None:
            self._timer = self.set_timer(NOTE_SECONDS, self.keep)
