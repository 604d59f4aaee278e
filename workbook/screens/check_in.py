"""A check-in: a number and a word for how much one trusts oneself just now; nothing is made of either."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus, Key
from textual.message import Message
from textual.widgets import Input, Static

from workbook.content.kinds import ScaleKind
from workbook.screens.checking_in import QUESTION, CheckingIn
from workbook.screens.sheet import Sheet
from workbook.screens.type_ahead import release_keys
from workbook.store.own_words import MOST_TRUST
from workbook.widgets.line_input import LineInput
from workbook.widgets.scale_bar import ScaleBar

SCALE = ScaleKind(low=0, high=MOST_TRUST, low_label="not at all", high_label="all the way")


class TrustBar(ScaleBar):
    """The scale; a letter typed here is the beginning of the word."""

    @dataclass
    class Lettered(Message):
        """A letter was typed."""

        letter: str

    def on_key(self, event: Key) -> None:
        """Hand on letters; digits and all else are the scale's."""
        if event.is_printable and event.character and not event.character.isdigit():
            event.stop()
            event.prevent_default()
            self.post_message(self.Lettered(event.character))


class CheckInScreen(Sheet[None]):
    """Takes a number from 0 to 10, and one word for it."""

    AUTO_FOCUS = "TrustBar"
    HELP: ClassVar[str] = (
        "A check-in: a number from 0 to 10 for how much you trust yourself just now, and a word of your own for it. "
        "No number is better than another, and nothing is worked out from them. Both are kept as you put them; "
        "Escape leaves either out."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="check-in.leave"),
    ]

    def __init__(self, checking_in: CheckingIn) -> None:
        """Build the page.

        Args:
            checking_in: What was put in this visit.
        """
        super().__init__()
        self._checking_in = checking_in
        self._went_on = False
        """Whether the word has its turn: the next Enter ends it, however fast it comes."""

    def compose(self) -> ComposeResult:
        """Lay out the scale above the word."""
        with Vertical(id="check-in", classes="sheet"):
            yield Static(QUESTION, markup=False, classes="sheet-title")
            with VerticalScroll(can_focus=False):
                yield TrustBar(SCALE)
                yield Static("One word for it, if you like", markup=False, classes="label quiet")
                yield LineInput(self._checking_in.word)
            yield Static("Enter goes on · Escape goes back", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Show what was put earlier in this visit."""
        self.query_one(ScaleBar).show(self._checking_in.level)

    @on(DescendantFocus)
    async def _take_keys(self) -> None:
        """Take the keys that were faster than the page."""
        await release_keys(self.app)

    def collect(self) -> None:
        """Hand over what was typed in the last instant."""
        self._put_word()

    def action_leave(self) -> None:
        """Go back; what was put is kept, and with nothing put, home asks no more in this visit."""
        self._checking_in.put_aside()
        self.close(None)

    @on(ScaleBar.Moved)
    def _put_level(self, event: ScaleBar.Moved) -> None:
        if event.number is None:
            # There is no check-in without a number; Escape is the way out.
            self.query_one(ScaleBar).show(self._checking_in.level)
        else:
            self._put(event.number)

    @on(TrustBar.Lettered)
    def _begin_word(self, event: TrustBar.Lettered) -> None:
        word = self.query_one(LineInput)
        word.insert_text_at_cursor(event.letter)
        word.focus()
        self._went_on = True

    @on(ScaleBar.Finished)
    def _go_on(self) -> None:
        if self._went_on or self.query_one(ScaleBar).number is None:
            self._finish()
        else:
            self._went_on = True
            self.query_one(LineInput).focus()

    @on(Input.Changed)
    def _put_word(self) -> None:
        level = self.query_one(ScaleBar).number
        if level is not None:
            self._put(level)
        else:
            self._checking_in.begin_word(self.query_one(LineInput).text)

    @on(Input.Submitted)
    def _finish(self) -> None:
        if self._checking_in.level is None and not self.query_one(LineInput).is_blank:
            # A word alone is no check-in: the number is asked for once more.
            self._went_on = False
            self.query_one(ScaleBar).focus()
        else:
            self.action_leave()

    def _put(self, level: int) -> None:
        self._checking_in.put(level, self.query_one(LineInput).text)
