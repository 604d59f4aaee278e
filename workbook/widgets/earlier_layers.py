"""Earlier answers to the same question, newest first, unfolded beside or beneath the present one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from workbook.frozen import frozen
from workbook.values import Value
from workbook.widgets.drawn import PART
from workbook.widgets.in_view import bring_into_view
from workbook.widgets.layer_lines import (
    BAR,
    EarlierLayer,
    LongerWording,
    day_column,
    layer_lines,
    stands_alone,
)


@frozen()
class _Part:
    """A line on which something can be done: unfold a longer wording, or take it back."""

    layer: int
    wording: int
    takes_back: bool = False


class EarlierLayers(Widget):
    """Draws earlier answers with their days; folded, one line says how many there are."""

    HELP: ClassVar[str] = (
        "What you wrote here before, the newest first. Where a longer wording was removed it is kept: l marks the next "
        "one, Enter unfolds it. One of today's can be taken back; what stands there now is then kept in its place. Delete moves an "
        "earlier answer to the trash; of several it asks which. u takes it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "mark(1)", "Longer wording", show=False, id="earlier.next"),
        Binding("L", "mark(-1)", "Longer wording before", show=False, id="earlier.before"),
        Binding("enter", "choose", "Unfold", show=False, id="earlier.choose"),
        Binding("delete", "delete", "Delete", id="earlier.delete"),
    ]
    DEFAULT_CSS = """
    EarlierLayers { height: auto; width: 100%; }
    """
    unfolded: reactive[bool] = reactive(False, layout=True)

    @dataclass
    class TakenBack(Message):
        """A longer wording of the present answer should stand in the editor again."""

        value: Value

    @dataclass
    class DeleteAsked(Message):
        """One of these earlier answers should go to the trash."""

        layers: Sequence[EarlierLayer]

    def __init__(
        self,
        layers: Sequence[EarlierLayer] = (),
        *,
        unfolded: bool = False,
        key: str = "Ctrl+T",
        has_room: bool = False,
    ) -> None:
        """Make the list.

        Args:
            layers: What to show, newest first; the present one first of all, if its wordings are shown.
            unfolded: Show them, rather than how many there are.
            key: The key that unfolds them, as it is shown.
            has_room: It has a pane of its own, and takes the focus there also when there is nothing to choose.
        """
        super().__init__()
        self._key = key
        self._has_room = has_room
        self._open: set[_Part] = set()
        self._marked = 0
        self._laid_out: tuple[int, list[Content], list[tuple[int, _Part]]] | None = None
        self._layers: tuple[EarlierLayer, ...] = ()
        self._wrapped: dict[tuple[int, int, int], list[Content]] = {}
        self.set_reactive(EarlierLayers.unfolded, unfolded)
        self.show(layers)

    def show(self, layers: Sequence[EarlierLayer]) -> None:
        """Show other layers, or these with what was added to them."""
        if tuple(layers) == self._layers:
            return
        self._layers = tuple(layers)
        self._open.clear()
        self._wrapped.clear()
        self._marked = 0
        self._write_anew()

    def watch_unfolded(self) -> None:
        """Lay out anew; what is folded takes no focus."""
        self._write_anew()

    def _write_anew(self) -> None:
        self._laid_out = None
        # What can be deleted or unfolded is gone to by Tab, also beneath an answer.
        can_choose = any(layer.wordings or layer.id for layer in self._layers)
        self.can_focus = self.unfolded and (self._has_room or can_choose)
        self.refresh(layout=True)

    # What the person does.

    def action_mark(self, step: int) -> None:
        """Mark the next (1) or previous (-1) line on which something can be done."""
        parts = self._layout()[1]
        if not parts:
            raise SkipAction
        self._marked = (self._marked + step) % len(parts)
        self._laid_out = None
        self.refresh()
        x, y, width, _ = self.content_region
        bring_into_view(self, Region(x, y + self._layout()[1][self._marked][0], width, 1))

    def action_choose(self) -> None:
        """Unfold the marked wording, fold it away, or take it back."""
        parts = self._layout()[1]
        if not parts:
            raise SkipAction
        self._choose(parts[min(self._marked, len(parts) - 1)][1])

    def action_delete(self) -> None:
        """Ask for an earlier answer to be deleted; which one, if there are several."""
        layers = [layer for layer in self._layers if layer.id]
        if layers:
            self.post_message(self.DeleteAsked(layers))

    def _choose(self, part: _Part) -> None:
        if part.takes_back:
            self.post_message(self.TakenBack(self._layers[part.layer].wordings[part.wording].value))
            return
        self._open ^= {part}
        self._write_anew()

    def on_click(self, event: Click) -> None:
        """Do what the line that was clicked is there for."""
        number = event.style.meta.get(PART)
        parts = self._layout()[1]
        if isinstance(number, int) and number < len(parts):
            event.stop()
            self._marked = number
            self._choose(parts[number][1])

    def on_focus(self) -> None:
        """Show what is marked."""
        self._write_anew()

    def on_blur(self) -> None:
        """Mark nothing any more."""
        self._write_anew()

    # How it looks.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell how many lines the layers take."""
        return len(self._layout(width)[0])

    def render_line(self, y: int) -> Strip:
        """Draw one line: there may be thousands, of which a window's worth is in sight."""
        lines, _ = self._layout()
        content, width = (lines[y] if y < len(lines) else Content()), self.content_size.width
        style = self.visual_style
        drawn = Visual.to_strips(self, content, width, 1, style, pad=True)
        return drawn[0].adjust_cell_length(width, style.rich_style)

    def _layout(self, width: int = 0) -> tuple[list[Content], list[tuple[int, _Part]]]:
        """Give all lines, and for each part its line."""
        width = max(width or self.content_size.width, 10)
        if self._laid_out is None or self._laid_out[0] != width:
            parts: list[tuple[int, _Part]] = []
            self._laid_out = (width, self._draw(width, parts), parts)
        return self._laid_out[1:]

    def _draw(self, width: int, parts: list[tuple[int, _Part]]) -> list[Content]:
        if not self._layers:
            return []
        if not self.unfolded:
            return [Content(self._summary).stylize("$quiet")]
        lines: list[Content] = []
        column = day_column(self._layers, width)
        before: EarlierLayer | None = None
        for index, layer in enumerate(self._layers):
            if before is not None and not (stands_alone(before) and stands_alone(layer)):
                lines.append(Content())
            before = layer
            lines += self._lines_of(index, column, width)
            for number, wording in enumerate(layer.wordings):
                lines += self._wording(index, number, wording, len(lines), width, parts)
        return lines

    def _lines_of(self, index: int, column: int, width: int) -> list[Content]:
        """Wrap a layer once for each width: many long ones take a while, and are laid out again and again."""
        key = (index, column, width)
        if key not in self._wrapped:
            self._wrapped[key] = layer_lines(self._layers[index], column, width)
        return self._wrapped[key]

    @property
    def _summary(self) -> str:
        count = sum(not layer.is_present for layer in self._layers)
        if not count:
            return f"a longer wording · {self._key} shows it"
        words = "1 earlier answer" if count == 1 else f"{count} earlier answers"
        return f"{words} · {self._key} shows {'it' if count == 1 else 'them'}"

    def _wording(
        self,
        layer: int,
        number: int,
        wording: LongerWording,
        above: int,
        width: int,
        parts: list[tuple[int, _Part]],
    ) -> list[Content]:
        """Write that a longer wording is kept, and the wording itself when it is unfolded."""
        part = _Part(layer, number)
        said = f"a longer wording from {wording.when} is kept"
        lines = self._part_lines(part, said, above, width, parts)
        if part not in self._open:
            return lines
        for text in wording.text.splitlines():
            wrapped = Content(text).stylize("italic").wrap(width - 4) or [Content()]
            lines += [Content.assemble(BAR, "  ", line) for line in wrapped]
        if self._layers[layer].is_present:
            back = _Part(layer, number, takes_back=True)
            lines += self._part_lines(back, "take it back", above + len(lines), width, parts)
        return lines

    def _part_lines(
        self, part: _Part, words: str, line: int, width: int, parts: list[tuple[int, _Part]]
    ) -> list[Content]:
        number = len(parts)
        parts.append((line, part))
        here = self.has_focus and number == self._marked
        sign = "↩" if part.takes_back else "▾" if part in self._open else "▸"
        text = Content(f"{sign} {words}{' · Enter' if here else ''}").stylize("bold" if here else "$quiet")
        style = Style.from_meta({PART: number})
        return [Content.assemble(BAR, row).stylize(style) for row in text.wrap(max(width - 2, 4))]
