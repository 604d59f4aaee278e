"""A number on a scale."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from workbook.content.kinds import ScaleKind
from workbook.values import Value
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.scale_bar import ScaleBar


class ScaleAnswer(AnswerInput):
    """A number between two ends, or none."""

    help_text: ClassVar[str] = (
        "Type a number, or use the left and right arrows, Home and End, or the mouse. "
        "Backspace clears it, Enter moves on. There is no better or worse number."
    )
    kind: ScaleKind

    def build(self) -> None:
        """Make the scale."""
        self._bar = ScaleBar(self.kind, read_only=self.read_only)

    def compose(self) -> ComposeResult:
        """The scale and nothing else."""
        yield self._bar

    @property
    def value(self) -> int | None:
        """The chosen number."""
        return self._bar.number

    def fill(self, value: Value) -> None:
        """Show a number."""
        self._bar.show(value if isinstance(value, int) else None)

    def take_focus(self) -> None:
        """Focus the scale."""
        self._bar.focus()

    @on(ScaleBar.Moved)
    def _choose(self, event: ScaleBar.Moved) -> None:
        event.stop()
        self.report()

    @on(ScaleBar.Finished)
    def _finish(self, event: ScaleBar.Finished) -> None:
        event.stop()
        self.post_message(self.Done(self))
