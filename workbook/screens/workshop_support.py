"""Somewhere to turn, for a facilitator: what was typed in for this place first, then the pack's contacts."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.content.model import PackInfo
from workbook.screens.sheet import Sheet
from workbook.screens.support_words import contacts_in_words


class WorkshopSupportSheet(Sheet[None]):
    """Lists places."""

    HELP: ClassVar[str] = (
        "Places to turn to, for you and for whoever needs one now. What you typed in for this place stands first. The "
        "room does not see this page."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f5", "leave", "Go back", id="support.close")]
    AUTO_FOCUS = "#support-body"

    def __init__(self, info: PackInfo, nearby: str) -> None:
        """Build the page.

        Args:
            info: Holds the pack's contacts.
            nearby: Where to turn nearby, in the facilitator's words.
        """
        super().__init__()
        self._info = info
        self._nearby = nearby

    def compose(self) -> ComposeResult:
        """Lay out what is near above what is far."""
        nearby = Content.assemble(("Nearby\n", "bold $accent"), self._nearby) if self._nearby else Content()
        with Vertical(id="support", classes="sheet"):
            yield Static("Somewhere to turn", markup=False, classes="sheet-title")
            with VerticalScroll(id="support-body", can_focus=True):
                if self._nearby:
                    yield Static(nearby, id="nearby")
                yield Static(Content(self._info.support_note), id="support-note")
                yield Static(contacts_in_words(self._info.support), id="contacts")
            yield Static("Escape goes back to where you were.", markup=False, classes="quiet")

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)
