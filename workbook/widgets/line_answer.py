"""One line."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from workbook.content.kinds import LineKind
from workbook.values import Value, as_text
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.line_input import LineInput


class LineAnswer(AnswerInput):
    """A short answer on one line."""

    help_text: ClassVar[str] = "One line. Enter moves on to what comes next."
    kind: LineKind

    def build(self) -> None:
        """Make the line."""
        self._line = LineInput(placeholder=self.kind.placeholder, read_only=self.read_only)

    def compose(self) -> ComposeResult:
        """The line and nothing else."""
        yield self._line

    @property
    def value(self) -> str:
        """What stands on the line."""
        return self._line.text

    def fill(self, value: Value) -> None:
        """Show a line."""
        self._line.show(as_text(value))

    def take_focus(self) -> None:
        """Go on writing."""
        self._line.focus()

    @property
    def cursor(self) -> Cursor:
        """Always 0, and the character on the line."""
        return (0, self._line.cursor_position)

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Put the cursor back."""
        self._line.cursor_position = place[1]

    @on(Input.Changed)
    def _write(self, event: Input.Changed) -> None:
        event.stop()
        self.report()

    @on(Input.Submitted)
    def _finish(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self))

    @on(LineInput.Cut)
    def _cut(self, event: LineInput.Cut) -> None:
        event.stop()
        self.report_cut(event.kept, event.dropped)
