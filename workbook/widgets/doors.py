"""Cards side by side, or one above the other where it is narrow; one widget draws them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from workbook.frozen import frozen

CARD_LEAST = 24
GAP = 2
BODY_LINES = 5


@frozen()
class Card:
    """What stands on one card."""

    title: str
    lines: tuple[str, ...]
    reason: str


BLANK = Card("", (), "")


class Doors(Widget, can_focus=True):
    """A few cards to choose from."""

    HELP: ClassVar[str] = (
        "The doors. Each is a suggestion and says why it is here. Arrow keys move between them, Enter or its "
        "number goes through. Everything else is open as well: m shows the map, F3 all sections."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "move(-1)", "Before", show=False, id="doors.before"),
        Binding("right,down", "move(1)", "Next", show=False, id="doors.next"),
        Binding("enter,space", "enter_door", "Go in", id="doors.enter"),
    ]
    DEFAULT_CSS = """
    Doors { height: auto; width: 100%; }
    """
    chosen: reactive[int] = reactive(0)

    def __init__(self, cards: Sequence[Card] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cards = tuple(cards)
        self._count = len(self._cards)
        """Cards and blanks."""

    @dataclass
    class Entered(Message):
        """A door was gone through."""

        index: int

    def show(self, cards: Sequence[Card], *, room_for: int = 0) -> None:
        """Show other cards.

        Args:
            cards: What stands on them.
            room_for: So many are to come at least: what is not known yet is a blank.
        """
        self._cards = tuple(cards)
        self._count = max(len(self._cards), room_for)
        self.chosen = min(self.chosen, max(self._count - 1, 0))
        self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """Choose a neighbour; beyond the last, the focus moves on."""
        if 0 <= self.chosen + step < self._count:
            self.chosen += step
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_enter_door(self) -> None:
        """Go through the chosen door."""
        self.enter(self.chosen)

    def enter(self, index: int) -> None:
        """Go through a door by its index, if there is one; a blank is a door of which nothing is known yet."""
        if 0 <= index < self._count:
            self.chosen = index
            self.post_message(self.Entered(index))

    def on_click(self, event: Click) -> None:
        """Go through the door that was clicked."""
        if (index := event.style.meta.get("door")) is not None:
            self.enter(index)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell how many lines the cards take."""
        return self._draw(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the cards."""
        return self._draw(self.content_size.width)

    def _draw(self, width: int) -> Content:
        count = self._count
        if not count:
            return Content()
        beside = (width - GAP * (count - 1)) // count
        if beside >= CARD_LEAST:
            drawn = [self._card(index, beside, BODY_LINES) for index in range(count)]
            rows = zip(*drawn, strict=True)
            return Content("\n").join([Content(" " * GAP).join(row) for row in rows])
        return Content("\n").join([line for index in range(count) for line in self._strip(index, width)])

    def _card(self, index: int, width: int, body_lines: int) -> list[Content]:
        card = self._card_at(index)
        is_chosen = index == self.chosen and self.has_focus
        colour = "$accent" if is_chosen else "$line"
        inner = width - 4
        number = Content.assemble((f"{index + 1}  ", "bold $accent"), (card.title, "bold"))
        body = [line for text in card.lines for line in Content(text).wrap(inner)]
        reason = Content(card.reason).stylize("$quiet").wrap(inner)[:2]
        room = max(body_lines - len(reason), 1)
        if len(body) > room:
            body = [*body[: room - 1], body[room - 1].truncate(inner - 1).rstrip() + Content("…")]
        lines = [number.truncate(inner, ellipsis=True), *body]
        lines += [Content()] * (body_lines + 1 - len(lines) - len(reason)) + reason
        corners = "┏━┓┃┗┛" if is_chosen else "╭─╮│╰╯"
        top = Content(corners[0] + corners[1] * (width - 2) + corners[2]).stylize(colour)
        end = Content(corners[4] + corners[1] * (width - 2) + corners[5]).stylize(colour)
        side = (corners[3], colour)
        middle = [
            Content.assemble(side, " ", line, " " * max(inner - line.cell_length, 0), " ", side)
            for line in lines
        ]
        return [self._clickable(line, index) for line in (top, *middle, end)]

    def _card_at(self, index: int) -> Card:
        return self._cards[index] if index < len(self._cards) else BLANK

    def _strip(self, index: int, width: int) -> list[Content]:
        card = self._card_at(index)
        is_chosen = index == self.chosen and self.has_focus
        pointer = "▸" if is_chosen else " "
        title = Content.assemble(
            (pointer, "$accent"),
            (f"{index + 1} ", "bold $accent"),
            (card.title, "bold"),
            f"  {' · '.join(card.lines)}",
        )
        reasons = Content(card.reason).stylize("$quiet").wrap(max(width - 3, 1))[:2]
        lines = [title, *(Content.assemble("   ", line) for line in reasons)]
        return [self._clickable(line.truncate(width, ellipsis=True), index) for line in lines]

    @staticmethod
    def _clickable(line: Content, index: int) -> Content:
        return line.stylize(Style.from_meta({"door": index}))
