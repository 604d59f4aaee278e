"""One row of a table to fill in."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workbook.widgets.line_input import LineInput


class TableCell(Widget):
    """A line under the name of its column."""

    DEFAULT_CSS = """
    TableCell {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(self, column: str, *, read_only: bool) -> None:
        """Make an empty cell; the column's name is plain text."""
        super().__init__()
        self._column = column
        self.line = LineInput(read_only=read_only)

    def compose(self) -> ComposeResult:
        """The name above the line."""
        yield Static(Content(self._column), classes="column-name")
        yield self.line


class TableRow(Widget):
    """Cells beneath each other, as a card, or beside each other where there is room."""

    DEFAULT_CSS = """
    TableRow {
        width: 1fr;
        height: auto;
        margin-bottom: 1;
        .column-name { color: $text-muted; }
    }
    """

    def __init__(self, columns: Sequence[str], *, read_only: bool) -> None:
        """Make an empty row with these columns."""
        super().__init__()
        self._columns = tuple(columns)
        self._cells = [TableCell(column, read_only=read_only) for column in columns]

    def compose(self) -> ComposeResult:
        """The cells."""
        yield from self._cells

    @property
    def lines(self) -> list[LineInput]:
        """What one writes on, from left to right."""
        return [cell.line for cell in self._cells]

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the row, by column."""
        return {column: line.text for column, line in zip(self._columns, self.lines, strict=True)}

    @property
    def is_blank(self) -> bool:
        """Nothing stands in any cell."""
        return all(line.is_blank for line in self.lines)

    def show(self, texts: Mapping[str, str]) -> None:
        """Fill the cells without saying that they changed."""
        for column, line in zip(self._columns, self.lines, strict=True):
            line.show(texts.get(column, ""))
