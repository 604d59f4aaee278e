"""The keys of a page: keeping a sentence, saying what moved, setting aside, taking a wording back."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key

from workbook.screens.asked import Asked
from workbook.screens.page_focus import FocusedPage
from workbook.screens.reading_along import TAKES_AWAY, WHY_NOT
from workbook.screens.type_ahead import hold_keys, release_keys
from workbook.store.answers import Answers
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.line_input import LineInput

NOT_WRITTEN = "Letters do nothing here: arrows and Space answer this one."
NOTHING_MOVED = "A line on what moved goes under an answer of today, beside an earlier one."


class KeyedPage(FocusedPage):
    """A page on which more can be done with an answer than writing it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken first, so that they act between the letters before them and the keys after.
        Binding("ctrl+r", "say_what_moved", "What moved", show=False, priority=True, id="page.moved"),
        Binding("ctrl+g", "keep_sentence", "Keep a sentence", show=False, priority=True, id="page.proof"),
    ]
    _answers: Answers
    _asked: Asked | None = None
    """The prompt on the page; None when it shows something else."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every letter on the page: typed where nothing is written, none may lead away from it."""
        return character is not None and character.isprintable()

    def on_key(self, event: Key) -> None:
        """Say so when letters do nothing, because an answer is chosen here and not written, or elsewhere."""
        if self._answers.read_only and (event.is_printable or event.key in TAKES_AWAY):
            self._say_why_not()
        elif event.is_printable and event.key not in self.screen.active_bindings:
            self.say(NOT_WRITTEN)

    def on_paste(self) -> None:
        """Say why a paste is not taken; where one can write, it is."""
        if self._answers.read_only:
            self._say_why_not()

    @on(LineInput.Refused)
    def _refuse(self, event: LineInput.Refused) -> None:
        event.stop()
        self._say_why_not()

    def _say_why_not(self) -> None:
        """Say where one would write why one cannot, and see to it that it shows."""
        self.say(WHY_NOT)
        for shown in self.query(".status"):
            self.call_after_refresh(shown.scroll_visible, animate=False)

    def say(self, status: str) -> None:
        """Say something beneath the answer."""
        raise NotImplementedError

    @property
    def answer_input(self) -> AnswerInput | None:
        """Where the question on the page is answered."""
        return self._asked.input if self._asked else None

    @property
    def offers_moved(self) -> bool:
        """Whether the line "What moved?" can be written."""
        return self._asked is not None and self._asked.moved.offered and not self._answers.read_only

    @property
    def is_for_later(self) -> bool:
        """Whether the question on the page is set aside for later."""
        return self._asked is not None and self._asked.later

    def action_say_what_moved(self) -> None:
        """Put the cursor on the line "What moved?", once the letters before have arrived."""
        hold_keys(self.app)
        (self.screen.focused or self).call_later(self._go_to_moved)

    async def _go_to_moved(self) -> None:
        if self._asked is not None:
            self._asked.card.offer_moved()
            if self.offers_moved:
                self._asked.moved.take_focus()
            elif not self._answers.read_only:
                self.say(NOTHING_MOVED)
        await release_keys(self.app)

    def action_keep_sentence(self) -> None:
        """Keep the sentence under the cursor, or what is selected, as proof; once more lets it go."""
        (self.screen.focused or self).call_later(self._keep_sentence)

    def _keep_sentence(self) -> None:
        if self._asked is not None and not self._answers.read_only:
            self.notify(self._asked.keep_sentence(self.screen.focused), markup=False)

    def toggle_later(self) -> bool:
        """Set the question aside for later, or take it back; tell whether there was one to do that with."""
        if self._asked is None or self._answers.read_only:
            return False
        self._asked.set_later(later=not self._asked.later)
        words = "Set aside for later." if self._asked.later else "Taken back."
        self.notify(words, markup=False)
        return True

    @on(EarlierLayers.TakenBack)
    def take_back(self, event: EarlierLayers.TakenBack) -> None:
        """Put a longer wording back into the editor."""
        event.stop()
        if self._asked is not None and not self._answers.read_only:
            self._asked.take_back(event.value)
            self.take_focus()
