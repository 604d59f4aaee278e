"""The box in which one writes freely."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region, Size
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from workbook.text import MAX_LENGTH, clean

MAX_PASTE = 20_000
"""Characters taken over of one paste: in far longer ones a TextArea needs seconds for each key."""


class Editor(TextArea):
    """A TextArea for prose: it wraps, grows with what is written, and leaves Tab to the screen."""

    DEFAULT_CSS = """
    Editor {
        height: auto;
        max-height: 60vh;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
    }
    """

    @dataclass
    class Cut(Message):
        """Only the beginning of something long was taken over; both in characters."""

        editor: Editor
        kept: int
        dropped: int

        @property
        def control(self) -> Editor:
            """The editor it was put into."""
            return self.editor

    @dataclass
    class Reshaped(Message):
        """The box has another size, and its text is wrapped to it."""

        editor: Editor

        @property
        def control(self) -> Editor:
            """The editor that changed."""
            return self.editor

    def __init__(self, lines: int, *, read_only: bool = False) -> None:
        """Make an empty box.

        Args:
            lines: How tall it is at least, unless its CSS has a smaller maximum.
            read_only: Let the text be scrolled and copied, but not changed.
        """
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            read_only=read_only,
            show_cursor=not read_only,
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.match_cursor_bracket = False
        self.lines = lines

    def show(self, text: str) -> None:
        """Replace everything, without `Changed` and without a way to undo it."""
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            self.load_text(clean(text))
            if not self.read_only:
                self.move_cursor(self.document.end)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Grow with what is written, from the least height on."""
        if not self.size:
            # The first layout: wrapping now spares the page a jump just after it appeared.
            self.wrapped_document.wrap(max(width - 1, 0), tab_width=self.indent_width)
            return max(self.lines, self.wrapped_document.height)
        return max(self.lines, self.virtual_size.height)

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put in what was typed or pasted: cleaned, and cut where there is too much of it."""
        cleaned = clean(insert, limit=max(len(insert) * 3, 1))
        removed = len(self.get_text_range(start, end)) if start != end else 0
        room = MAX_LENGTH - len(self.text) + removed
        kept = cleaned[: max(min(MAX_PASTE, room), 0)]
        if len(kept) < len(cleaned):
            self.post_message(self.Cut(self, len(kept), len(cleaned) - len(kept)))
        return super().replace(kept, start, end, maintain_selection_offset=maintain_selection_offset)

    def put_cursor(self, line: int, column: int) -> None:
        """Move the cursor; a place that no longer exists becomes the nearest that does."""
        self.move_cursor((min(line, self.document.line_count - 1), column))

    def place_of_cursor(self) -> Region:
        """Give the cell of the cursor in screen coordinates."""
        return Region(*self.cursor_screen_offset, 1, 1)

    def on_focus(self) -> None:
        """Show the place where writing goes on."""
        self.scroll_cursor_visible()

    def on_resize(self) -> None:
        """Show that place again when the box became smaller."""
        self.call_after_refresh(self._reshape)

    def _reshape(self) -> None:
        if self.has_focus:
            self.scroll_cursor_visible()
            self.post_message(self.Reshaped(self))
