"""A few lines of text of which some are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.geometry import Region, clamp
from textual.message import Message

from workbook.widgets.drawn import Drawn

EARLIER = "(earlier wording)"
"""Stands behind an answer that is no longer among the options."""

ROOMY = 30
"""From this width on there is a blank between pointer and marker."""


class OptionLines(Drawn, can_focus=True):
    """Options to choose one or several of; each wraps, and is shown as it was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Up", show=False, id="options.up"),
        Binding("down", "go(1)", "Down", show=False, id="options.down"),
        Binding("home", "go(-1000)", "First", show=False, id="options.first"),
        Binding("end", "go(1000)", "Last", show=False, id="options.last"),
        Binding("space", "choose", "Choose", show=False, id="options.choose"),
        Binding("enter", "choose_or_finish", "Choose, then move on", show=False, id="options.finish"),
        Binding("backspace,delete", "clear", "Clear", show=False, id="options.clear"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "option-lines--chosen",
        "option-lines--here",
        "option-lines--earlier",
    }
    DEFAULT_CSS = """
    OptionLines {
        & > .option-lines--chosen { text-style: bold; color: $accent; }
        & > .option-lines--here { text-style: bold; }
        & > .option-lines--earlier { color: $text-muted; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The person chose or unchose something."""

        chosen: list[str]

    @dataclass
    class Moved(Message):
        """The person went to another line."""

    @dataclass
    class Finished(Message):
        """The person would like to move on."""

    def __init__(self, options: Sequence[str], *, several: bool = False, read_only: bool = False) -> None:
        """Make options of which none is chosen.

        Args:
            options: Plain text of one line each.
            several: Let any number be chosen rather than one.
            read_only: Let the options be read, but not chosen.
        """
        super().__init__()
        self.read_only = read_only
        self._offered = tuple(options)
        self._several = several
        self._options: list[str] = list(options)
        self._chosen: list[str] = []
        self._here = 0

    @property
    def chosen(self) -> list[str]:
        """What is chosen, in the order of the options."""
        return [option for option in self._options if option in self._chosen]

    @property
    def here(self) -> int:
        """The line the person is on, from 0."""
        return self._here

    @here.setter
    def here(self, index: int) -> None:
        """Go to a line, or the nearest there is."""
        self._here = clamp(index, 0, max(len(self._options) - 1, 0))
        self.redraw()

    def show(self, chosen: Iterable[str]) -> None:
        """Choose some without saying so; those that are not offered get a line of their own."""
        self._chosen = list(dict.fromkeys(chosen))
        strays = [option for option in self._chosen if option not in self._offered]
        self._options = [*self._offered, *strays]
        self.here = self._options.index(self._chosen[0]) if self._chosen else 0

    # What the person does.

    def action_go(self, lines: int) -> None:
        """Go some lines up or down; at either end the key is left to the screen."""
        before = self._here
        self.here = before + lines
        if self._here == before and abs(lines) == 1:
            raise SkipAction
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Choose the present line; where several can be chosen, choose it or not."""
        option = self._options[self._here]
        if self._several:
            rest = [other for other in self._chosen if other != option]
            self._set(rest if option in self._chosen else [*self._chosen, option])
        else:
            self._set([option])

    def action_choose_or_finish(self) -> None:
        """Choose the present line; when it is chosen already, move on."""
        if self.read_only or self._options[self._here] in self._chosen:
            self.post_message(self.Finished())
        else:
            self.action_choose()

    def action_clear(self) -> None:
        """Unchoose: everything, or the present line where several can be chosen."""
        here = self._options[self._here]
        self._set([option for option in self._chosen if option != here] if self._several else [])

    def part_clicked(self, part: int) -> None:
        """Choose the line that was clicked."""
        self.here = part
        self.action_choose()

    def on_key(self, event: Key) -> None:
        """Go to a line by its number."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self._options):
            event.stop()
            self.here = int(event.character) - 1
            self.post_message(self.Moved())

    def _set(self, chosen: list[str]) -> None:
        if self.read_only or chosen == self._chosen:
            return
        self._chosen = chosen
        self.redraw()
        self.post_message(self.Chosen(self.chosen))

    # How it looks.

    def lines(self, width: int) -> list[Content]:
        """Write every option, its marker in front, further lines beneath its first word."""
        return [line for index in range(len(self._options)) for line in self._option_lines(index, width)]

    def region_of_line(self) -> Region:
        """Give the place of the present line in screen coordinates."""
        width = max(self.content_size.width, 1)
        above = sum(len(self._option_lines(index, width)) for index in range(self._here))
        return self.line_region(above, len(self._option_lines(self._here, width)))

    def _option_lines(self, index: int, width: int) -> list[Content]:
        option = self._options[index]
        chosen = option in self._chosen
        here = self.has_focus and index == self._here
        pointer = "›" if here else " "
        gap = " " if width >= ROOMY else ""
        marker = f"{pointer}{gap}{self._marker(chosen)} "
        component = "option-lines--chosen" if chosen else "option-lines--here" if here else ""
        style = self.part_style(index, component)
        text = Content.styled(option, style)
        if index >= len(self._offered):
            text += Content.styled(f" {EARLIER}", self.part_style(index, "option-lines--earlier"))
        first = Content.styled(marker, style)
        wrapped = text.wrap(max(width - len(marker), 1)) or [Content()]
        return [
            (first if row == 0 else Content(" " * len(marker))) + line for row, line in enumerate(wrapped)
        ]

    def _marker(self, chosen: bool) -> str:
        if self._several:
            return "[x]" if chosen else "[ ]"
        return "(•)" if chosen else "( )"
