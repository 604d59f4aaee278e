"""All blocks of the session: to see where it is, to leave a block out, to go straight to one."""

from math import ceil
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.room.leading import Leading
from workbook.screens.console_words import block_name
from workbook.screens.sheet import Sheet
from workbook.workshop.running import MINUTE


class AgendaList(OptionList):
    """The blocks, one to a line."""


class AgendaSheet(Sheet[None]):
    """Lists the blocks."""

    HELP: ClassVar[str] = (
        "All blocks. ● has been, ▸ is now, ○ is to come, ◌ is left out. k leaves a block out or takes it in again; "
        "Enter goes straight to one. u, back in the console, undoes either."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,a", "leave", "Close", id="agenda.close"),
        Binding("k,space", "skip", "Leave out, take in", id="agenda.skip"),
    ]

    def __init__(self, leading: Leading) -> None:
        """Build the page.

        Args:
            leading: The session.
        """
        super().__init__()
        self._leading = leading

    def compose(self) -> ComposeResult:
        """Lay out the list under the session's name."""
        with Vertical(id="agenda", classes="sheet"):
            yield Static(Content(self._leading.agenda.title), classes="sheet-title")
            yield AgendaList(id="agenda-blocks", markup=False, compact=True)
            hint = "Enter goes there · k leaves out or takes in · Escape closes this"
            yield Static(hint, markup=False, classes="quiet")

    def on_mount(self) -> None:
        """List the blocks, and stand on the next one."""
        running = self._leading.running
        count = len(self._leading.agenda.blocks)
        listing = self.query_one(AgendaList)
        listing.add_options(Option(self._line(index)) for index in range(count))
        following = running.following
        listing.highlighted = min(max(running.present, 0), count - 1) if following is None else following
        listing.focus()

    def action_leave(self) -> None:
        """Go back to the console."""
        self.close(None)

    def action_skip(self) -> None:
        """Leave out the block one stands on, or take it in again; the present one stays."""
        listing = self.query_one(AgendaList)
        index = listing.highlighted
        if index is None or index == self._leading.running.present or self._leading.running.ended is not None:
            return
        self._leading.skip_or_take_in(index)
        listing.replace_option_prompt_at_index(index, self._line(index))

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        if self._leading.running.block is not None and event.option_index != self._leading.running.present:
            self._leading.go_to(event.option_index)
        self.close(None)

    def _line(self, index: int) -> Content:
        running = self._leading.running
        block = self._leading.agenda.blocks[index]
        minutes = ceil(running.lengths[index] / MINUTE)
        marks = {index: "▸"} if index == running.present else dict.fromkeys(running.skipped, "◌")
        has_been = running.taken[index] > 0
        mark = marks.get(index, "●" if has_been else "○")
        kept = " protected" if block.protected else " optional" if block.optional else ""
        return Content.assemble(
            f"{mark} {minutes:>3} ",
            block_name(block),
            (f"{' left out' if mark == '◌' else kept}", "dim"),
        )
