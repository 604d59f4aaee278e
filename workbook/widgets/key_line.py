"""One line at the bottom that names the keys of the moment; what does not fit is in F1 and the palette."""

from typing import Any

from rich.cells import cell_len
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from workbook.text import shorten

LAST = ("help", "support", "pause", "journal", "home", "map", "contents", "quit")
"""Actions of the whole program, the most needful first, for there may not be room for all."""

NEAREST = "support"
"""Of those, the action that has room before the others: where to turn is to be seen."""
PALETTE = ("^p", "More", "ctrl+p")


class KeyLine(Widget):
    """The keys that work just now, as many as fit, and the palette's on the right."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; width: 100%; }
    """
    ALLOW_SELECT = False
    keys: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """(key as shown, what it does, key to press) for each."""
    _nearest: tuple[str, str, str] | None = None
    _own = 0
    """How many of them belong to what is shown, and not to the whole program; they come first."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._read_bindings)
        self.call_after_refresh(self._read_bindings)

    def _read_bindings(self, _: Any = None) -> None:
        if not self.is_mounted or self.screen is not self.app.screen:
            return
        seen: dict[str, tuple[str, str, str]] = {}
        # What works everywhere stands last, and in this order, however Textual gives it.
        for _node, binding, enabled, _tip in sorted(
            self.screen.active_bindings.values(),
            key=lambda active: LAST.index(active.binding.action) if active.binding.action in LAST else -1,
        ):
            if binding.show and enabled and binding.action not in seen:
                seen[binding.action] = (self._display(binding), shorten(binding.description, 24), binding.key)
        self._nearest, self._own = seen.get(NEAREST), sum(action not in LAST for action in seen)
        self.keys = (*seen.values(), PALETTE)

    def _display(self, binding: Binding) -> str:
        return self.app.get_key_display(binding)

    def _fitting(self) -> list[tuple[str, str, str]]:
        room = self.content_size.width - _cost(PALETTE)
        own, others = self.keys[: self._own], self.keys[self._own :]
        kept = set()
        for key in (*own, *sorted(others, key=lambda key: key != self._nearest)):
            if key != PALETTE and _cost(key) <= room:
                room -= _cost(key)
                kept.add(key)
        return [*(key for key in self.keys if key in kept), ("", " " * max(room, 0), ""), PALETTE]

    def render(self) -> RenderResult:
        """Draw the keys; each is a button for the mouse."""
        parts: list[Content | str] = []
        for shown, description, key in self._fitting():
            if not key:
                parts.append(description)
                continue
            part = Content.assemble((f" {shown}", "bold $accent"), f" {description} ")
            parts.append(part.stylize(Style.from_meta({"key": key})))
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)


def _cost(key: tuple[str, str, str]) -> int:
    """Cells a key takes: its name, what it does, and the space around them."""
    return cell_len(key[0]) + cell_len(key[1]) + 3
