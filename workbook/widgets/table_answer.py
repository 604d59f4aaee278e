"""Rows under named columns."""

from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import clamp
from textual.widgets import Input

from workbook.content.kinds import TableKind
from workbook.values import MAX_PARTS, Value
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.line_input import LineInput
from workbook.widgets.table_row import TableRow

COLUMN_WIDTH = 24
"""Cells a column needs before columns stand side by side."""


class TableAnswer(AnswerInput):
    """Rows to fill in; there is always one more."""

    help_text: ClassVar[str] = (
        "Enter and Tab go to the next cell, up and down to the same cell of another row. A new row "
        "appears when the last one is begun."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Row above", show=False, id="table.up"),
        Binding("down", "go(1)", "Row below", show=False, id="table.down"),
    ]
    DEFAULT_CSS = """
    TableAnswer.-wide {
        TableRow {
            layout: horizontal;
            margin-bottom: 0;
            align-vertical: bottom;
        }
        TableCell { padding-right: 1; }
        TableRow .column-name { display: none; }
        TableRow.-first .column-name { display: block; }
    }
    """
    kind: TableKind

    def build(self) -> None:
        """Begin without rows: filling it adds them."""
        self._rows: list[TableRow] = []
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """The rows there are so far."""
        self._laid_out = True
        yield from self._rows

    @property
    def value(self) -> list[dict[str, str]]:
        """The rows in their order; blank rows are left out."""
        return [row.texts for row in self._rows if not row.is_blank]

    def fill(self, value: Value) -> None:
        """Show rows, and blanks after them."""
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        count = len(rows) if self.read_only else len(rows) + 1
        self._set_row_count(clamp(max(count, self.kind.rows), 1, MAX_PARTS))
        for index, row in enumerate(self._rows):
            row.show(rows[index] if index < len(rows) else {})

    def take_focus(self) -> None:
        """Go on in the first blank row."""
        blanks = (row for row in self._rows if row.is_blank)
        next(blanks, self._rows[0]).lines[0].focus()

    @property
    def cursor(self) -> Cursor:
        """The cell, counted along the rows from 0, and the character in it."""
        index = self._here()
        return (index, self._cells[index].cursor_position)

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Put the cursor back; the cell takes the focus when the table has it."""
        line = self._cells[clamp(place[0], 0, len(self._cells) - 1)]
        line.cursor_position = place[1]
        if self.has_focus_within:
            line.focus()

    def action_go(self, rows: int) -> None:
        """Go to the cell of the same column in another row; at either end leave the key to the screen."""
        index = self._here() + rows * len(self.kind.columns)
        if not 0 <= index < len(self._cells):
            raise SkipAction
        self._cells[index].focus()

    @property
    def _cells(self) -> list[LineInput]:
        return [line for row in self._rows for line in row.lines]

    def _here(self) -> int:
        """The cell with the focus, or the first."""
        return next((index for index, line in enumerate(self._cells) if line.has_focus), 0)

    def _set_row_count(self, count: int) -> None:
        columns = self.kind.columns
        new = [TableRow(columns, read_only=self.read_only) for _ in range(len(self._rows), count)]
        surplus = self._rows[count:]
        self._rows = [*self._rows[:count], *new]
        self._rows[0].add_class("-first")
        if self._laid_out:
            self.mount_all(new)
            for row in surplus:
                row.remove()

    def on_resize(self, event: Resize) -> None:
        """Put columns side by side where there is room."""
        self.set_class(event.size.width >= COLUMN_WIDTH * len(self.kind.columns), "-wide")

    @on(Input.Changed)
    def _write(self, event: Input.Changed) -> None:
        event.stop()
        if not self._rows[-1].is_blank and len(self._rows) < MAX_PARTS:
            self._set_row_count(len(self._rows) + 1)
        self.report()

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        following = self._cells[self._here() + 1 :]
        if following:
            following[0].focus()
        else:
            self.post_message(self.Done(self))

    @on(LineInput.Emptied)
    def _ignore_empty(self, event: LineInput.Emptied) -> None:
        event.stop()

    @on(LineInput.Cut)
    def _cut(self, event: LineInput.Cut) -> None:
        event.stop()
        self.report_cut(event.kept, event.dropped)
