"""A long list of which only the lines on the screen are ever made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

Item = TypeVar("Item")

LINES = 2
"""Lines of an item, and of a heading: every row is as tall, so that its place needs no counting."""
FAR = 1_000_000_000
"""More rows than there are."""


class PagedList(ScrollView, Generic[Item], can_focus=True):
    """Rows of two lines, some of them headings; one row is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="list.choose"),
        Binding("up", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home", f"move(-{FAR})", "First", show=False, id="list.first"),
        Binding("end", f"move({FAR})", "Last", show=False, id="list.last"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"paged-list--heading", "paged-list--highlighted"}
    DEFAULT_CSS = """
    PagedList { height: 1fr; width: 100%; overflow-x: hidden; }
    """
    highlighted: reactive[int | None] = reactive(None)
    """The row the person is on, from 0; None in an empty list."""

    @dataclass
    class Highlighted(Message):
        """The person went to another row, or other rows are shown."""

    @dataclass
    class Chosen(Message):
        """The highlighted row should be opened."""

    def __init__(self, draw: Callable[[Item, int], Sequence[Content]], *, id: str | None = None) -> None:
        """Make an empty list.

        Args:
            draw: Writes an item in at most two lines, given its width in cells; called for what is in sight.
            id: As for every widget.
        """
        super().__init__(id=id)
        self._draw = draw
        self._rows: Sequence[Item | str] = ()
        self._drawn: dict[int, list[Content]] = {}

    @property
    def item(self) -> Item | None:
        """What is highlighted."""
        row = None if self.highlighted is None else self._rows[self.highlighted]
        return None if isinstance(row, str) else row

    def show(self, rows: Sequence[Item | str], highlighted: int | None = None) -> None:
        """Show other rows.

        Args:
            rows: Items, and headings as text.
            highlighted: The row to be on, from 0; None for the first item.
        """
        self._rows = rows
        self._drawn.clear()
        first = next((index for index, row in enumerate(rows) if not isinstance(row, str)), None)
        self.set_reactive(PagedList.highlighted, first if highlighted is None else highlighted)
        self._fit()
        # The first item's heading should be seen with it.
        self.scroll_to(y=0, animate=False, immediate=True) if highlighted is None else self._bring_into_view()
        self.refresh()
        self.post_message(self.Highlighted())

    def watch_highlighted(self) -> None:
        """Follow the person."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Highlighted())

    def on_resize(self, event: Resize) -> None:
        """Write what is in sight for the new width."""
        self._drawn.clear()
        self._fit()
        self._bring_into_view()

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) * LINES)

    def _bring_into_view(self) -> None:
        if self.highlighted is None:
            return
        above = self.highlighted > 0 and isinstance(self._rows[self.highlighted - 1], str)
        top = self.highlighted - int(above)
        region = Region(0, top * LINES, 1, (self.highlighted - top + 1) * LINES)
        self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)

    # What the person does.

    def action_move(self, rows: int) -> None:
        """Go some items up or down, past headings, as far as there are any."""
        if self.highlighted is None:
            return
        step = 1 if rows > 0 else -1
        wanted = min(max(self.highlighted + rows, 0), len(self._rows) - 1)
        for way, end in ((step, len(self._rows) if step > 0 else -1), (-step, self.highlighted)):
            for index in range(wanted, end, way):
                if not isinstance(self._rows[index], str):
                    self.highlighted = index
                    return

    def action_page(self, pages: int) -> None:
        """Go some windows up or down."""
        self.action_move(pages * max(self.scrollable_content_region.height // LINES - 1, 1))

    def action_choose(self) -> None:
        """Ask for the highlighted row to be opened."""
        if self.highlighted is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: Click) -> None:
        """Go to the row that was clicked; once more opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (offset.y + self.scroll_offset.y) // LINES
        if index == self.highlighted:
            self.action_choose()
        elif index < len(self._rows) and not isinstance(self._rows[index], str):
            self.highlighted = index

    # How it looks.

    def render_line(self, y: int) -> Strip:
        """Write one line of what is in sight."""
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, LINES)
        if index >= len(self._rows):
            return Strip.blank(width, self.visual_style.rich_style)
        style = self._style_of(index)
        content = self._lines_of(index, width)[line].truncate(width, ellipsis=True)
        if index == self.highlighted and line == 0 and content.plain.startswith(" "):
            # A shape, for those who see no colours.
            content = Content("▸") + content[1:]
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0].adjust_cell_length(
            width, style.rich_style
        )

    def _lines_of(self, index: int, width: int) -> list[Content]:
        if index not in self._drawn:
            row = self._rows[index]
            lines = [Content(), Content(row)] if isinstance(row, str) else self._draw(row, width)
            self._drawn[index] = [*lines, Content(), Content()][:LINES]
        return self._drawn[index]

    def _style_of(self, index: int) -> Style:
        if isinstance(self._rows[index], str):
            return self.get_visual_style("paged-list--heading")
        return (
            self.get_visual_style("paged-list--highlighted")
            if index == self.highlighted
            else self.visual_style
        )
