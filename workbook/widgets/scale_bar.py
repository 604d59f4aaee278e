"""A row of numbers to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.geometry import clamp
from textual.message import Message

from workbook.content.kinds import ScaleKind
from workbook.widgets.drawn import Drawn

LOWER, HIGHER = -1000, 1000
"""Parts that are no numbers of any scale: the arrows."""


class ScaleBar(Drawn, can_focus=True):
    """A scale from a low to a high number; the chosen one stands in brackets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Lower", show=False, id="scale.lower"),
        Binding("right", "move(1)", "Higher", show=False, id="scale.higher"),
        Binding("home", "lowest", "Lowest", show=False, id="scale.lowest"),
        Binding("end", "highest", "Highest", show=False, id="scale.highest"),
        Binding("backspace,delete", "clear", "Clear", show=False, id="scale.clear"),
        Binding("enter", "finish", "Move on", show=False, id="scale.finish"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "scale-bar--chosen",
        "scale-bar--arrow",
        "scale-bar--end",
        "scale-bar--offer",
    }
    DEFAULT_CSS = """
    ScaleBar {
        & > .scale-bar--chosen { text-style: bold; color: $accent; }
        & > .scale-bar--arrow { color: $accent; text-style: bold; }
        & > .scale-bar--end { color: $text-muted; }
        & > .scale-bar--offer { text-style: italic; }
    }
    """
    DIGITS_TOGETHER_SECONDS: ClassVar[float] = 1.2
    """Digits that follow each other within this time make one number."""

    @dataclass
    class Moved(Message):
        """The person chose a number, or cleared it."""

        number: int | None

    @dataclass
    class Finished(Message):
        """The person would like to move on."""

    def __init__(self, kind: ScaleKind, *, read_only: bool = False) -> None:
        """Make a scale on which nothing is chosen."""
        super().__init__()
        self.kind = kind
        self.read_only = read_only
        self._number: int | None = None
        self._typed = ""
        self._typed_at = 0.0

    @property
    def number(self) -> int | None:
        """What is chosen; None for nothing."""
        return self._number

    def show(self, number: int | None) -> None:
        """Choose a number without saying so."""
        self._number = number
        self._typed = ""
        self.redraw()

    # What the person does.

    def action_move(self, steps: int) -> None:
        """Go some steps up or down; from nowhere, begin at the end one comes from."""
        kind = self.kind
        if self._number is None:
            self._choose(kind.low if steps > 0 else kind.high)
        else:
            self._choose(clamp(self._number + steps, kind.low, kind.high))

    def action_lowest(self) -> None:
        """Go to the low end."""
        self._choose(self.kind.low)

    def action_highest(self) -> None:
        """Go to the high end."""
        self._choose(self.kind.high)

    def action_clear(self) -> None:
        """Choose nothing."""
        self._choose(None)

    def action_finish(self) -> None:
        """Move on."""
        self.post_message(self.Finished())

    def part_clicked(self, part: int) -> None:
        """Choose the number that was clicked, or follow the arrow."""
        if part in (LOWER, HIGHER):
            self.action_move(1 if part == HIGHER else -1)
        else:
            self._choose(part)

    def on_key(self, event: Key) -> None:
        """Take digits: 1 and then 0, one soon after the other, mean 10."""
        character = event.character or ""
        if character and character in "-0123456789":
            event.stop()
            event.prevent_default()
            self._type(character, event.time)

    def _type(self, character: str, at: float) -> None:
        together = self._typed and at - self._typed_at <= self.DIGITS_TOGETHER_SECONDS
        numbers = [str(number) for number in range(self.kind.low, self.kind.high + 1)]
        for typed in (self._typed + character, character) if together else (character,):
            if any(number.startswith(typed) for number in numbers):
                self._typed, self._typed_at = typed, at
                if typed in numbers:
                    self._choose(int(typed), keep_typed=True)
                return

    def _choose(self, number: int | None, *, keep_typed: bool = False) -> None:
        if not keep_typed:
            self._typed = ""
        if self.read_only or number == self._number:
            return
        self._number = number
        self.redraw()
        self.post_message(self.Moved(number))

    # How it looks.

    def lines(self, width: int) -> list[Content]:
        """Write the row, what its ends mean, and the offer when there is one."""
        row = self._row(width)
        return [*row.wrap(width), *self._ends(row.cell_length, width), *self._offer(width)]

    def _row(self, width: int) -> Content:
        """Write all numbers, closer together or only the chosen one where there is little room."""
        kind = self.kind
        numbers = range(kind.low, kind.high + 1)
        if len(numbers) < width:
            for roomy in (True, False):
                row = self._whole_row(numbers, roomy=roomy)
                if row.cell_length <= width:
                    return row
        chosen = self._styled("–" if self._number is None else f"[{self._number}]", "chosen")
        of = f" of {kind.high} " if kind.low in (0, 1) else f" ({kind.low} to {kind.high}) "
        return Content.assemble(self._arrow("◂", LOWER), " ", chosen, of, self._arrow("▸", HIGHER))

    def _whole_row(self, numbers: Sequence[int], *, roomy: bool) -> Content:
        """Write all numbers; brackets take the place of blanks, so that nothing shifts."""
        parts = [self._arrow("◂", LOWER)]
        for number in numbers:
            chosen = number == self._number
            before, after = ("[", "]") if chosen else (" ", " ")
            if not roomy:
                before = "" if number - 1 == self._number else before
                after = after if chosen or number == numbers[-1] else ""
            style = self.part_style(number, "scale-bar--chosen" if chosen else "")
            parts.append(Content.styled(f"{before}{number}{after}", style))
        parts.append(self._arrow("▸", HIGHER))
        return Content("").join(parts)

    def _ends(self, row_width: int, width: int) -> list[Content]:
        kind = self.kind
        low, high = Content(kind.low_label), Content(kind.high_label)
        gap = row_width - 2 - low.cell_length - high.cell_length
        if not low and not high:
            return []
        if gap >= 2:
            return [self._styled(f" {low.plain}{' ' * gap}{high.plain}", "end")]
        named = [(number, label) for number, label in ((kind.low, low), (kind.high, high)) if label]
        lines = [self._styled(f"{number}: {label.plain}", "end") for number, label in named]
        return [part for line in lines for part in line.wrap(width)]

    def _offer(self, width: int) -> list[Content]:
        kind = self.kind
        if self._number is None or kind.offer_below is None or self._number >= kind.offer_below:
            return []
        return self._styled(kind.offer, "offer").wrap(width)

    def _arrow(self, arrow: str, part: int) -> Content:
        # Arrows show where the focus is by shape; their place can always be clicked.
        return Content.styled(arrow if self.has_focus else " ", self.part_style(part, "scale-bar--arrow"))

    def _styled(self, text: str, name: str) -> Content:
        return Content.styled(text, self.get_visual_style(f"scale-bar--{name}"))
