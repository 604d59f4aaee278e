"""A practice on the page: its name, a few words, the newest entries; Enter opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbook.content.model import Practice
from workbook.text import shorten
from workbook.widgets.reading import Prose

NEWEST = 4


class PracticeCard(Vertical):
    """Leads from the page to a practice."""

    HELP: ClassVar[str] = (
        "A practice: a list you can add to for as long as it is useful. Enter opens it, to add, to read or to change."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open", show=False, id="practice.open")]
    DEFAULT_CSS = """
    PracticeCard { height: auto; }
    """

    @dataclass
    class Opened(Message):
        """The practice should be opened."""

        practice_id: str

    def __init__(self, practice: Practice, newest: Sequence[str], position: str) -> None:
        """Build a card.

        Args:
            practice: The practice.
            newest: Words of its entries, newest first.
            position: Where on the page it stands, as in "3 of 3".
        """
        super().__init__()
        self.practice = practice
        self._newest = tuple(newest)
        self._position = position

    def compose(self) -> ComposeResult:
        """Lay out the name, the words and the newest entries."""
        yield Static(Content(f"{self._position} · a practice").stylize("$quiet"), classes="position")
        yield Static(Content(self.practice.title).stylize("bold $accent"), classes="question")
        if self.practice.intro:
            yield Prose(self.practice.intro)
        label = f"Open, or add {_article(self.practice.entry)} {self.practice.entry}"
        yield Button(Content(label), id="open-practice", compact=True)
        yield Static(self._entries(), classes="earlier")

    def take_focus(self) -> None:
        """Focus what opens the practice."""
        self.query_one("#open-practice", Button).focus()

    def action_open(self) -> None:
        """Open the practice."""
        self.post_message(self.Opened(self.practice.id))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Open the practice."""
        event.stop()
        self.action_open()

    def _entries(self) -> Content:
        if not self._newest:
            return Content("Nothing here yet.").stylize("$quiet")
        lines = [Content(f"· {shorten(words, 70)}") for words in self._newest[:NEWEST]]
        if len(self._newest) > NEWEST:
            lines.append(Content(f"and {len(self._newest) - NEWEST} more").stylize("$quiet"))
        return Content("\n").join(lines)


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" else "a"
