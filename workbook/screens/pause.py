"""A pause from anywhere: a slow breath to follow, or simply a still page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from workbook.screens.sheet import Sheet
from workbook.widgets.breath import Breath

WORDS = (
    "Nothing is asked of you here.",
    "Follow the line with your breath, or look around the room and name three things you see, or feel your feet "
    "on the floor. Your eyes can stay open.",
    "Any key goes back. Your words are where you left them.",
)


class PauseScreen(Sheet[None]):
    """Holds still until a key is pressed."""

    HELP: ClassVar[str] = "A pause. Stay as long as you like; any key goes back."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Go back", id="pause.leave")]

    def __init__(self, *, still: bool = False) -> None:
        """Build the page.

        Args:
            still: Draw no movement.
        """
        super().__init__()
        self._still = still

    def compose(self) -> ComposeResult:
        """Lay out the breath between a few quiet words."""
        with Vertical(id="pause"):
            yield Static(WORDS[0], markup=False, classes="pause-words")
            yield Breath(still=self._still)
            yield Static(WORDS[1], markup=False, classes="pause-words quiet")
            yield Static(WORDS[2], markup=False, classes="pause-words quiet")

    def on_key(self, event: Key) -> None:
        """Go back on any key that has no use of its own here."""
        if event.key not in ("f1", "f5", "ctrl+q"):
            event.stop()
            event.prevent_default()
            self.action_leave()

    def on_click(self) -> None:
        """Go back on a click."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)
