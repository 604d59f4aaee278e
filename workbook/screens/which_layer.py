"""Asks which of several earlier answers should go to the trash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.screens.requests import DeleteWanted
from workbook.screens.sheet import Sheet
from workbook.store.trashed import LAYER
from workbook.text import one_line, shorten
from workbook.widgets.layer_lines import EarlierLayer

LONGEST = 120
"""Characters shown of an answer."""


class LayerChoice(OptionList):
    """The earlier answers to one question."""

    HELP: ClassVar[str] = (
        "Your earlier answers to this question, the newest first. Enter moves one to the trash, from where u takes "
        "it back. Escape deletes nothing."
    )


class WhichLayerScreen(Sheet[str]):
    """Lists earlier answers; ends in the id of one, or in nothing."""

    AUTO_FOCUS = "LayerChoice"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", id="which-layer.out")]

    def __init__(self, layers: Sequence[EarlierLayer]) -> None:
        """Build the page.

        Args:
            layers: What can be deleted, newest first.
        """
        super().__init__()
        self._layers = layers

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="which-layer", classes="sheet"):
            yield Static("Which one goes to the trash?", markup=False, classes="sheet-title")
            options = [
                Option(
                    Content.assemble(shorten(one_line(layer.text), LONGEST), "\n", (f"  {layer.when}", "dim"))
                )
                for layer in self._layers
            ]
            yield LayerChoice(*options, markup=False, compact=True)
            yield Static(Content("Enter moves it there · Escape deletes nothing"), classes="quiet")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.close(self._layers[event.option_index].id)

    def action_leave(self) -> None:
        """Delete nothing."""
        self.close("")


def delete_one_of(screen: Screen[Any], layers: Sequence[EarlierLayer]) -> None:
    """Ask for the only earlier answer to be deleted at once; of several ask first which.

    Args:
        screen: Where that was wanted; its app deletes.
        layers: What can be deleted, newest first.
    """

    def delete(layer_id: str | None) -> None:
        if layer_id:
            screen.post_message(DeleteWanted(LAYER, layer_id))

    if len(layers) == 1:
        delete(layers[0].id)
    else:
        screen.app.push_screen(WhichLayerScreen(layers), delete)
