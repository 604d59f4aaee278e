"""The line "What moved?" under an answer: offered quietly, written only by whoever wants to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from workbook.widgets.line_input import LineInput

ASKED = "What moved since then?"


class MovedLine(Vertical):
    """One line on what moved since the layer before; out of the way until it is wanted."""

    HELP: ClassVar[str] = (
        "What moved since you wrote about this before? One line, if you like. It is kept as you type; "
        "Enter or Escape goes back to your answer."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the answer", show=False, id="moved.leave"),
    ]
    DEFAULT_CSS = """
    MovedLine { height: auto; }
    """

    @dataclass
    class Changed(Message):
        """The line was changed by the person."""

        text: str

    def __init__(self, text: str = "", *, offered: bool = False, read_only: bool = False) -> None:
        """Make the line.

        Args:
            text: What was written so far in this visit.
            offered: Whether there is something to compare with.
            read_only: Show what was written, and take nothing.
        """
        super().__init__()
        self._offered = offered
        self._came_from: Widget | None = None
        self._offer = Static(Content(f"{ASKED} Ctrl+R"), classes="quiet")
        self._label = Static(Content(ASKED), classes="quiet")
        self._line = LineInput(text, read_only=read_only)

    def compose(self) -> ComposeResult:
        """The offer, or the line beneath what it asks."""
        yield self._offer
        yield self._label
        yield self._line
        self._show(written=not self._line.is_blank)

    @property
    def text(self) -> str:
        """What stands on the line."""
        return self._line.text

    @property
    def offered(self) -> bool:
        """Whether the line can be written."""
        return self._offered or not self._line.is_blank

    @offered.setter
    def offered(self, offered: bool) -> None:
        if offered != self._offered:
            self._offered = offered
            self._show(written=self._line.has_focus or not self._line.is_blank)

    def take_focus(self) -> None:
        """Put the cursor on the line, at once: letters that follow the key belong here."""
        if self.screen.focused is not self._line:
            self._came_from = self.screen.focused
        self._show(written=True)
        self.screen.set_focus(self._line)

    def action_leave(self) -> None:
        """Go back to where the cursor was before."""
        back = self._came_from
        if back is not None and back.is_attached and back.focusable:
            self.screen.set_focus(back)
        else:
            self.screen.focus_previous()

    def _show(self, *, written: bool) -> None:
        self.display = written or self._offered
        self._offer.display = not written
        self._label.display = self._line.display = written

    @on(Input.Changed)
    def _write(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self.text))

    @on(Input.Submitted)
    def _finish(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Fold an empty line back into the offer."""
        self._show(written=not self._line.is_blank)
