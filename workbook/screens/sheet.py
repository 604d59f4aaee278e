"""A page laid over the present screen; pause, support and leaving work from it as from anywhere."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Sheet(ModalScreen[Result]):
    """A modal page that ends in `close`."""

    CSS_PATH = "../pages.tcss"
    # Textual declares these two as instance variables.
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", show=False, id="help"),
        Binding("f4", "app.pause", "Pause", show=False, id="pause"),
        Binding("f5", "app.support", "Support", show=False, id="support"),
        Binding("ctrl+q", "app.quit", "Quit", show=False, id="quit"),
    ]

    def collect(self) -> None:
        """Hand over what was typed and not yet reported; called before everything is written."""

    async def step_aside(self) -> None:
        """Close without a result, because one goes elsewhere from here."""
        if self.is_current:
            self.dismiss()

    def close(self, result: Result) -> None:
        """Close with a result; a second key that was typed ahead finds nothing left to close."""
        if self.is_current:
            self.dismiss(result)
