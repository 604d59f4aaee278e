"""The words a person is on: the text with the cursor, and what is selected in it."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Input, TextArea

from workbook.frozen import frozen


@frozen()
class WordsAt:
    """A text and a place in it."""

    text: str
    offset: int
    """Of the cursor, in characters."""
    selected: str


def words_at(widget: Widget | None) -> WordsAt | None:
    """Read the text that has the focus; None when what has it holds no text."""
    match widget:
        case TextArea():
            line, column = widget.cursor_location
            before = sum(len(widget.document.get_line(number)) + 1 for number in range(line))
            return WordsAt(widget.text, before + column, widget.selected_text)
        case Input():
            return WordsAt(widget.value, widget.cursor_position, widget.selected_text)
        case _:
            return None
