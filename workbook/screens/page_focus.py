"""How the focus comes to a page: once the card that should have it is whole, with its question in sight."""

from textual.containers import Vertical, VerticalScroll

from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.practice_card import PracticeCard
from workbook.widgets.prompt_card import PromptCard


class FocusedPage(Vertical):
    """A page that takes the focus as soon as it can."""

    _wants_focus = False
    _is_resumed = False
    """Whether the question was left in the midst of an answer, and one goes on there."""

    @property
    def answer_input(self) -> AnswerInput | None:
        """Where the question on the page is answered."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the cursor where one answers, and show the question from its beginning.

        Only where one goes on in the midst of an answer, the cursor is shown instead if both do not fit.
        """
        self._wants_focus = True
        self.call_after_refresh(self._focus_card)
        self.call_after_refresh(self.call_after_refresh, self._show_question)

    def leave_focus(self) -> None:
        """Ask no more for the focus: it was given to something else."""
        self._wants_focus = False

    def _focus_card(self, tries: int = 10) -> None:
        if not (self.is_attached and self._wants_focus):
            return
        # By now another card may be on its way in or out; one takes the focus only while it is whole.
        for card in [*self.query(PromptCard), *self.query(PracticeCard)]:
            if card.is_mounted and card.display:
                card.take_focus()
        # In a narrow window the page may only just be on its way in, and cannot take the focus yet.
        if tries and self.screen.focused is None:
            self.call_after_refresh(self._focus_card, tries - 1)

    def _show_question(self, tries: int = 3, before: object = None) -> None:
        if not self.is_attached:
            return
        window, focused, answer = self.parent, self.screen.focused, self.answer_input
        now = (answer, answer.cursor, answer.value) if answer else None
        if before is not None and before != now:
            # Something was typed meanwhile, and stays in sight.
            return
        if not (isinstance(window, VerticalScroll) and focused and self.has_focus_within):
            return
        place = answer.place_of_focus() if answer and answer.has_focus_within else focused.region
        fits = place.bottom + window.scroll_offset.y < window.region.bottom
        # With the first key that is typed the place where one types comes into view.
        if fits or not self._is_resumed:
            window.scroll_home(animate=False)
            # The first layouts of an answer bring its cursor into view.
            if tries and now:
                self.call_after_refresh(self._show_question, tries - 1, now)
