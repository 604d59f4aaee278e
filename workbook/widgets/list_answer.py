"""A list of short lines."""

from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import clamp
from textual.widgets import Input

from workbook.content.kinds import ListKind
from workbook.values import MAX_PARTS, Value, parts_of
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.line_input import LineInput


class ListAnswer(AnswerInput):
    """Short lines one beneath the other; there is always one more to write on."""

    help_text: ClassVar[str] = (
        "One thing on each line. Enter goes to the next empty line, or moves on from the last one; up and down go "
        "between lines. Backspace on an empty line removes it. Several pasted lines become several items."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Line above", show=False, id="list.up"),
        Binding("down", "go(1)", "Line below", show=False, id="list.down"),
    ]
    kind: ListKind

    def build(self) -> None:
        """Begin without lines: filling it adds them."""
        self._lines: list[LineInput] = []
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """The lines there are so far."""
        self._laid_out = True
        yield from self._lines

    @property
    def value(self) -> list[str]:
        """The items in their order; blank lines are left out."""
        return [line.text for line in self._lines if not line.is_blank]

    def fill(self, value: Value) -> None:
        """Show items, and blanks after them."""
        items = list(parts_of(value))[:MAX_PARTS]
        while items and not items[-1].strip():
            items.pop()
        count = len(items) if self.read_only else len(items) + 1
        self._set_line_count(clamp(max(count, self.kind.items), 1, MAX_PARTS))
        for index, line in enumerate(self._lines):
            line.show(items[index] if index < len(items) else "")

    def take_focus(self) -> None:
        """Go on at the first blank line."""
        blanks = (line for line in self._lines if line.is_blank)
        next(blanks, self._lines[0]).focus()

    @property
    def cursor(self) -> Cursor:
        """The line and the character in it, from 0."""
        index = self._here()
        return (index, self._lines[index].cursor_position)

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Put the cursor back; the line takes the focus when the list has it."""
        line = self._lines[clamp(place[0], 0, len(self._lines) - 1)]
        line.cursor_position = place[1]
        if self.has_focus_within:
            line.focus()

    def action_go(self, lines: int) -> None:
        """Go to the line above or below; at either end the key is left to the screen."""
        index = self._here() + lines
        if not 0 <= index < len(self._lines):
            raise SkipAction
        self._lines[index].focus()

    def _here(self) -> int:
        """The line with the focus, or the first."""
        return next((index for index, line in enumerate(self._lines) if line.has_focus), 0)

    def _set_line_count(self, count: int) -> None:
        new = [self._new_line() for _ in range(len(self._lines), count)]
        surplus = self._lines[count:]
        self._lines = [*self._lines[:count], *new]
        if self._laid_out:
            self.mount_all(new)
            for line in surplus:
                line.remove()

    def _new_line(self) -> LineInput:
        return LineInput(placeholder=self.kind.placeholder, read_only=self.read_only, hands_on_lines=True)

    @on(Input.Changed)
    def _write(self, event: Input.Changed) -> None:
        event.stop()
        if not self._lines[-1].is_blank and len(self._lines) < MAX_PARTS:
            self._set_line_count(len(self._lines) + 1)
        self.report()

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        blanks = (line for line in self._lines[self._here() + 1 :] if line.is_blank)
        following = next(blanks, None)
        if following is None or self.read_only:
            self.post_message(self.Done(self))
        else:
            following.focus()

    @on(LineInput.Emptied)
    def _remove_blank(self, event: LineInput.Emptied) -> None:
        event.stop()
        index = self._lines.index(event.input)
        if len(self._lines) == 1:
            return
        self._lines[index - 1 if index else 1].focus()
        if index < len(self._lines) - 1:
            self._lines.pop(index).remove()

    @on(LineInput.MoreLinesPasted)
    def _take_lines(self, event: LineInput.MoreLinesPasted) -> None:
        event.stop()
        index = self._lines.index(event.input) + 1
        after = [line.text for line in self._lines[index:] if not line.is_blank]
        texts = [*(line.text for line in self._lines[:index]), *event.lines, *after]
        dropped = sum(map(len, texts[MAX_PARTS:]))
        if dropped:
            self.report_cut(sum(map(len, texts[:MAX_PARTS])), dropped)
        self.fill(texts)
        self._lines[min(index + len(event.lines), len(self._lines)) - 1].focus()
        self.report()

    @on(LineInput.Cut)
    def _cut(self, event: LineInput.Cut) -> None:
        event.stop()
        self.report_cut(event.kept, event.dropped)
