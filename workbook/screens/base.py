"""What every full screen has in common: a notice when one is due, and the line of keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from workbook.screens.commands import Command
from workbook.store.drafts import Flushed
from workbook.widgets.key_line import KeyLine
from workbook.widgets.notice_line import NoticeLine


class WorkbookScreen(Screen[None]):
    """A full screen with a notice line and a key line; subclasses compose their `body`."""

    @dataclass
    class Wrote(Message, bubble=False):
        """What was typed was written, or could not be."""

        flushed: Flushed

    def compose(self) -> ComposeResult:
        """Lay out the body between notice and keys."""
        yield from self.body()
        yield NoticeLine()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """Lay out what is particular to this screen."""
        raise NotImplementedError

    def collect(self) -> None:
        """Hand over what was typed and not yet reported; called before everything is written."""

    async def look_again(self) -> None:
        """Show what the answers say by now, and whether one can write: they were read again.

        Only called while another window writes, and once that has gone; nothing was typed here.
        """

    def commands(self) -> Iterable[Command]:
        """Give what the palette should offer because this screen is open."""
        return ()
