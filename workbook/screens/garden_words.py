"""The garden in plain words, for those who do not see the picture."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.screens.sheet import Sheet


class GardenWordsScreen(Sheet[None]):
    """Tells all that the garden shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,r", "leave", "Close", id="garden.words-out")
    ]

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        """Build the page.

        Args:
            told: The name of each thing and a line about it, in the order in which they are told.
        """
        super().__init__()
        self._told = tuple(told)

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        lines = [Content.assemble((name, "bold"), f"  {words}") for name, words in self._told]
        with Vertical(id="garden-told", classes="sheet"):
            yield Static("Your garden in words", markup=False, classes="sheet-title")
            with VerticalScroll(id="garden-told-body"):
                yield Static(Content("\n").join(lines))
            yield Static("Escape closes this.", markup=False, classes="quiet")

    def action_leave(self) -> None:
        """Go back to the picture."""
        self.close(None)
