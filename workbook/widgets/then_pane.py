"""Then: earlier answers in a pane of their own, level with the answer of now."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.layer_lines import EarlierLayer


class ThenPane(VerticalScroll, can_focus=False):
    """Shows earlier answers beside the page; its keys scroll it, Ctrl+T folds it away."""

    def compose(self) -> ComposeResult:
        """A heading above the layers."""
        yield Static(id="then-heading")
        yield EarlierLayers(unfolded=True, has_room=True)

    @property
    def earlier(self) -> EarlierLayers:
        """The layers, which take the focus."""
        return self.query_one(EarlierLayers)

    def show(self, layers: Sequence[EarlierLayer], section_title: str) -> None:
        """Show layers from the newest on, under the title of their section."""
        heading = Content.assemble(("Then", "bold $primary"), (f" · {section_title}", "$primary"))
        self.query_one("#then-heading", Static).update(heading)
        self.earlier.show(layers)
        self.scroll_home(animate=False)

    def level_with(self, row: int) -> None:
        """Begin the layers level with a row of the screen, unless that leaves too little room for them.

        Args:
            row: Where the answer of now begins, from 0.
        """
        heading = self.query_one("#then-heading", Static)
        above = row - self.content_region.y - heading.size.height - 1
        heading.styles.margin = (max(min(above, self.size.height // 3), 0), 0, 1, 0)
