"""The page about the lock: how it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.screens.sheet import Sheet

LockChoice = tuple[str, str, str]
"""One thing that can be done: its key, its title, and what it means."""


class LockChoices(OptionList):
    """What can be done about the lock."""

    HELP: ClassVar[str] = (
        "The lock on your answers. Arrow keys move, Enter does what you are on. Before anything is changed it is said "
        "what that means, and Escape goes back from every page."
    )


class LockPage(Sheet[str]):
    """Shows how it stands with the lock; ends in the key of what is to be done, or in nothing."""

    AUTO_FOCUS = "LockChoices"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", id="lock.leave")]

    def __init__(
        self, words: str, choices: Callable[[], Sequence[LockChoice]], turn: Callable[[str], bool]
    ) -> None:
        """Build the page.

        Args:
            words: How it stands.
            choices: Gives what can be done.
            turn: Changes what is only set, by its key; tells whether it was such a thing.
        """
        super().__init__()
        self._words, self._choices, self._turn = words, choices, turn
        self._listed: Sequence[LockChoice] = ()

    def compose(self) -> ComposeResult:
        """Lay out the words above what can be done."""
        with Vertical(id="lock-page", classes="sheet"):
            yield Static("The lock", markup=False, classes="sheet-title")
            yield Static(Content(self._words), id="lock-words")
            yield LockChoices(id="lock-choices", markup=False, compact=True)
            yield Static("Enter goes on · Escape closes", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """List what can be done."""
        self._list()

    def _list(self) -> None:
        listing = self.query_one(LockChoices)
        highlighted = listing.highlighted or 0
        self._listed = self._choices()
        # In a low window the words leave their place to what can be done.
        self.set_class(len(self._listed) > 2, "-many")
        listing.set_options(
            Option(Content.assemble(title, "\n", (f"  {about}", "dim"))) for _, title, about in self._listed
        )
        if self._listed:
            listing.highlighted = highlighted

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        key = self._listed[event.option_index][0]
        if self._turn(key):
            self._list()
        else:
            self.close(key)

    def action_leave(self) -> None:
        """Change nothing."""
        self.close("")
