"""The list of a plan's blocks, and the keys that change the highlighted one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList


class BlockList(OptionList):
    """The blocks of the plan."""

    HELP: ClassVar[str] = (
        "The blocks of the session, with when each begins, its minutes, and after ≥ the fewest it can do with when it "
        "gets late. Protected blocks keep their length; optional ones may be left out. Type a number to set the minutes "
        "of a block. A line with ! says what is to mend. Every change is kept in the file as you go, and ctrl+z takes it "
        "back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "screen.words", "Words", key_display="⏎", id="plan.words"),
        Binding("plus,equals_sign", "screen.longer(1)", "Minutes", key_display="+-", id="plan.longer"),
        Binding("minus", "screen.longer(-1)", "A minute less", show=False, id="plan.shorter"),
        Binding("alt+up,K", "screen.move(-1)", "Move", key_display="KJ", id="plan.up"),
        Binding("alt+down,J", "screen.move(1)", "Move down", show=False, id="plan.down"),
        Binding("a", "screen.add", "Add", id="plan.add"),
        Binding("s", "screen.swap", "Section", id="plan.section"),
        Binding("p", "screen.protect", "Protect", id="plan.protect"),
        Binding("o", "screen.option", "Optional", id="plan.optional"),
        Binding("greater_than_sign", "screen.least(1)", "Least up", show=False, id="plan.least-up"),
        Binding("less_than_sign", "screen.least(-1)", "Least down", show=False, id="plan.least-down"),
        Binding("d", "screen.double", "Copy", id="plan.copy"),
        Binding("x,delete", "screen.remove", "Take out", key_display="x", id="plan.remove"),
    ]

    @dataclass
    class DigitTyped(Message):
        """A digit was typed: minutes of the highlighted block."""

        digit: str

    async def _on_key(self, event: events.Key) -> None:
        """Take digits as minutes."""
        if event.character and event.character.isascii() and event.character.isdigit():
            event.stop()
            event.prevent_default()
            self.post_message(self.DigitTyped(event.character))
        else:
            await super()._on_key(event)
