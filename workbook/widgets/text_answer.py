"""Free text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.widgets import TextArea

from workbook.content.kinds import TextKind
from workbook.text import clean
from workbook.values import Value, as_text
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.editor import Editor


class TextAnswer(AnswerInput):
    """An answer of any length, in a box that grows."""

    help_text: ClassVar[str] = (
        "Write as much or as little as you like; the box grows. Tab moves on, Enter begins a new line. "
        "Ctrl+Z takes back the last run of typing, Ctrl+Y brings it back."
    )
    kind: TextKind

    def build(self) -> None:
        """Make the box."""
        self._editor = Editor(self.kind.lines, read_only=self.read_only)

    def compose(self) -> ComposeResult:
        """The box and nothing else."""
        yield self._editor

    @property
    def value(self) -> str:
        """The text."""
        return clean(self._editor.text)

    def fill(self, value: Value) -> None:
        """Show a text."""
        self._editor.show(as_text(value))

    def take_focus(self) -> None:
        """Go on writing."""
        self._editor.focus()

    @property
    def cursor(self) -> Cursor:
        """The line and the character in it, from 0."""
        return self._editor.cursor_location

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Put the cursor back."""
        self._editor.put_cursor(*place)

    def place_of_focus(self) -> Region:
        """The cell of the cursor."""
        return self._editor.place_of_cursor()

    @on(TextArea.Changed)
    def _write(self, event: TextArea.Changed) -> None:
        event.stop()
        self.report()

    @on(TextArea.SelectionChanged)
    @on(Editor.Reshaped)
    def _follow_cursor(self, event: TextArea.SelectionChanged | Editor.Reshaped) -> None:
        event.stop()
        self.keep_in_view()

    @on(Editor.Cut)
    def _cut(self, event: Editor.Cut) -> None:
        event.stop()
        self.report_cut(event.kept, event.dropped)
