"""Earlier answers to the same question, newest first, unfolded beside the present one."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class EarlierLayer:
    """One earlier answer, ready to be shown."""

    when: str
    """The day, in words."""
    text: str
    question: str = ""
    """The question as it was asked then, when that was worded differently."""


class EarlierLayers(Widget):
    """Draws earlier answers with their days; folded, one line says how many there are."""

    DEFAULT_CSS = """
    EarlierLayers { height: auto; width: 100%; }
    """
    unfolded: reactive[bool] = reactive(False, layout=True)

    def __init__(
        self, layers: Sequence[EarlierLayer] = (), *, unfolded: bool = False, key: str = "^t"
    ) -> None:
        super().__init__()
        self._layers = tuple(layers)
        self._key = key
        self.set_reactive(EarlierLayers.unfolded, unfolded)

    def show(self, layers: Sequence[EarlierLayer]) -> None:
        """Show other layers."""
        self._layers = tuple(layers)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell how many lines the layers take."""
        return self._draw(width).plain.count("\n") + 1 if self._layers else 0

    def render(self) -> Content:
        """Draw the layers as literal text."""
        return self._draw(self.content_size.width)

    def _draw(self, width: int) -> Content:
        count = len(self._layers)
        if not count:
            return Content()
        if not self.unfolded:
            words = "1 earlier answer" if count == 1 else f"{count} earlier answers"
            return Content.assemble(
                (f"{words} · {self._key} shows {'it' if count == 1 else 'them'}", "$quiet")
            )
        lines: list[Content] = []
        for layer in self._layers:
            if lines:
                lines.append(Content())
            lines.extend(self._layer(layer, max(width - 2, 8)))
        return Content("\n").join(lines)

    @staticmethod
    def _layer(layer: EarlierLayer, width: int) -> list[Content]:
        bar = ("▌ ", "$secondary 70%")
        lines = [Content(layer.when).stylize("$quiet")]
        if layer.question:
            lines += Content(f"asked then: {layer.question}").stylize("italic $quiet").wrap(width)
        for part in layer.text.splitlines():
            lines += Content(part).wrap(width) or [Content()]
        return [Content.assemble(bar, line) for line in lines]
