"""Shows where a link on the web leads before anything opens it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from workbook.screens.sheet import Sheet


class WebLinkScreen(Sheet[bool]):
    """Asks whether to open an address in the browser."""

    HELP: ClassVar[str] = (
        "This leads out of the workbook, to the web. The address is shown before anything opens it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Stay here", id="web.stay")]

    def __init__(self, address: str) -> None:
        """Build the page for one address (http or https)."""
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        """Lay out the address and the two ways on."""
        with Vertical(id="web-link", classes="sheet"):
            yield Static("This leads to the web", markup=False, classes="sheet-title")
            yield Static(Content(self._address))
            yield Button("Stay here", id="stay", compact=True)
            yield Button("Open it in the browser", id="open", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Open it or stay."""
        self.close(event.button.id == "open")

    def action_leave(self) -> None:
        """Stay."""
        self.close(False)
