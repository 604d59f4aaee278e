"""The reading of one section: one widget, laid out for its width, with links one can follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from workbook.content.model import Blocks
from workbook.widgets.prose import Layout


class Prose(Widget):
    """Blocks as text, at most 72 columns wide."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 100%; max-width: 72; }
    """

    def __init__(self, blocks: Blocks = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks = blocks
        self._quotes: Mapping[str, str] = {}
        self._chosen: int | None = None
        self._laid_out: tuple[int, Layout, Content] | None = None

    @dataclass
    class LinkChosen(Message):
        """A link was clicked or entered."""

        target: str
        """`#section-id` or an address on the web."""

    def show(self, blocks: Blocks, quotes: Mapping[str, str]) -> None:
        """Show other blocks.

        Args:
            blocks: What to read.
            quotes: The reader's own words by prompt id.
        """
        self._blocks, self._quotes, self._chosen = blocks, quotes, None
        self._laid_out = None
        self.refresh(layout=True)

    def choose_link(self, step: int) -> int | None:
        """Mark the next (1) or previous (-1) link; tell the line it stands near, from 0."""
        layout, _ = self._layout(self.size.width)
        if not layout.links:
            return None
        start = self._chosen if self._chosen is not None else (-1 if step > 0 else 0)
        self._chosen = (start + step) % len(layout.links)
        self._laid_out = None
        self.refresh()
        return layout.link_lines[self._chosen]

    def follow_chosen(self) -> None:
        """Go where the marked link leads; the first one when none is marked."""
        layout, _ = self._layout(self.size.width)
        if layout.links:
            self.action_follow(self._chosen or 0)

    def action_follow(self, index: int) -> None:
        """Go where the link with this index leads."""
        layout, _ = self._layout(self.size.width)
        self.post_message(self.LinkChosen(layout.links[index]))

    def render(self) -> Content:
        """Draw the text for the present width."""
        return self._layout(self.content_size.width)[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell how many lines the text takes at a width."""
        return self._layout(width)[1].plain.count("\n") + 1

    def _layout(self, width: int) -> tuple[Layout, Content]:
        width = max(width, 1)
        if self._laid_out is None or self._laid_out[0] != width:
            layout = Layout(width, self._quotes, self._chosen)
            self._laid_out = (width, layout, layout.render(self._blocks))
        return self._laid_out[1:]


class ReadingPane(VerticalScroll):
    """Scrolls the reading; knows its links by keyboard."""

    HELP: ClassVar[str] = (
        "The reading. Arrow keys and space move through it. l marks the next link, Enter follows it, "
        "b goes back to where you came from. Left and right turn to the section before and after. "
        "Tab moves on to your page, where you answer."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Read on", show=False, id="reading.on"),
        Binding("l", "next_link(1)", "Links", id="reading.link"),
        Binding("L", "next_link(-1)", "Link before", show=False, id="reading.link-before"),
        Binding("enter", "follow_link", "Follow", show=False, id="reading.follow"),
        Binding("left", "screen.turn(-1)", "Section before", show=False, id="reading.before"),
        Binding("right", "screen.turn(1)", "Next section", id="reading.next"),
    ]

    @property
    def prose(self) -> Prose:
        """The text inside."""
        return self.query_one(Prose)

    @property
    def fraction(self) -> float:
        """How far down the text stands, 0 to 1."""
        return self.scroll_y / self.max_scroll_y if self.max_scroll_y else 0.0

    def move_to(self, fraction: float) -> None:
        """Scroll to a place given as 0 to 1, once the text is laid out."""
        self.call_after_refresh(lambda: self.scroll_to(y=fraction * self.max_scroll_y, animate=False))

    def action_next_link(self, step: int) -> None:
        """Mark the next link and bring it into view."""
        line = self.prose.choose_link(step)
        if line is not None:
            offset = self.prose.virtual_region.y
            self.scroll_to_region(Region(0, offset + line, 1, 6), animate=False)

    def action_follow_link(self) -> None:
        """Follow the marked link."""
        self.prose.follow_chosen()
