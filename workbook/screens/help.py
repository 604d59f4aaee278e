"""F1: what has the focus, and the keys that work there."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from workbook.screens.sheet import Sheet

GENERAL = (
    "What you write in an answer is kept as you type. Coming back to a question another day begins a fresh page, and "
    "what you wrote before stays beside it. Nothing has to be finished, and nothing is locked. In the line of keys ^ means Ctrl: ^n is Ctrl+N."
)


class HelpScreen(Sheet[None]):
    """Explains one place and lists its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "leave", "Close", id="help.close")]

    def __init__(self, explanation: str, keys: Sequence[tuple[str, str]], general: str = GENERAL) -> None:
        """Build the page.

        Args:
            explanation: What the place is for.
            keys: Keys and what each does there.
            general: What is true everywhere in this program.
        """
        super().__init__()
        self._explanation = explanation
        self._keys = keys
        self._general = general

    def compose(self) -> ComposeResult:
        """Lay out explanation and keys."""
        with Vertical(id="help", classes="sheet"):
            yield Static("Help", markup=False, classes="sheet-title")
            with VerticalScroll(id="help-body"):
                yield Static(Content(f"{self._explanation}\n" if self._explanation else ""))
                yield Static(self._key_table())
                yield Static(Content(f"\n{self._general}"))
            yield Static("Escape closes this.", markup=False, classes="quiet")

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)

    def _key_table(self) -> Content:
        room = max((len(key) for key, _ in self._keys), default=0)
        return Content("\n").join(
            [Content.assemble((key.rjust(room), "bold $accent"), f"  {does}") for key, does in self._keys]
        )


def explanation(screen: Screen[object]) -> str:
    """Find what to say: the nearest part around the focus that has something to say, or the screen."""
    node: DOMNode | None = screen.focused or screen
    said: list[str] = []
    while node is not None:
        words = getattr(node, "HELP", "") or getattr(node, "help_text", "") or ""
        if words and words not in said:
            said.append(words)
        node = node.parent
    return "\n\n".join(said)


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """List the keys that work just now, the nearest first, each action once."""
    keys: dict[str, tuple[str, str]] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        # Ours carry ids; Textual's own, such as every arrow key, would drown them.
        if binding.id and binding.description and enabled and binding.action not in keys:
            keys[binding.action] = (screen.app.get_key_display(binding), binding.description)
    return list(keys.values())
