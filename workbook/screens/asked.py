"""The prompt that is on a page, and the keeping of what is typed there."""

from datetime import datetime

from textual.widget import Widget

from workbook.autosave import Autosave
from workbook.content.model import Prompt
from workbook.progress.proof import LONGEST, sentence_at
from workbook.screens.marking import keep_or_let_go, put_mark
from workbook.screens.page_view import earlier_layers, ids_of
from workbook.store.answers import Answers
from workbook.store.records import LATER, Layer
from workbook.text import one_line
from workbook.values import Value, is_blank
from workbook.widgets.prompt_card import PromptCard
from workbook.widgets.words_at import words_at

NOT_YET_OPEN = "A letter has to open before a sentence of it can be kept."
NO_SENTENCE = "Put the cursor in a sentence of your answer: Ctrl+G keeps it as proof."


class Asked:
    """A prompt with its card, and what was last taken over from it."""

    def __init__(
        self, prompt: Prompt, section_id: str, card: PromptCard, answers: Answers, autosave: Autosave
    ) -> None:
        """Begin with what the card shows.

        Args:
            prompt: The prompt.
            section_id: Where it stands.
            card: Its card, whole.
            answers: The person's answers, open for writing or for reading only.
            autosave: Takes what is typed.
        """
        self.prompt = prompt
        self.card = card
        self.input = card.input
        self.moved = card.moved
        self.later = card.view.later
        """Whether it is set aside for later."""
        self._section_id = section_id
        self._question = card.question
        self._answers = answers
        self._autosave = autosave
        self._taken: Value = card.input.value
        self._moved = card.moved.text

    @property
    def keys(self) -> tuple[str, str]:
        """The keys under which the answer and the line on what moved are kept."""
        return f"prompt:{self.prompt.id}", f"moved:{self.prompt.id}"

    def collect(self) -> None:
        """Take over what changed and was not reported yet."""
        if self._answers.read_only:
            return
        answer, moved = self.keys
        value, text = self.input.value, self.moved.text
        if value != self._taken:
            self._taken = value
            self._autosave.type(answer, value, self.write)
            if self.later and not is_blank(value):
                self.set_later(later=False)
        if text != self._moved:
            self._moved = text
            self._autosave.type(moved, text, self.write)

    def write(self) -> Layer:
        """Write the answer as it was typed last, and what moved: the line belongs to this visit's layer.

        Called in a thread. Whatever comes late, or is tried again, never brings back an older answer.

        Returns:
            The layer; it is not kept when nothing was ever answered in it.
        """
        answer, moved = self.keys
        layer = self._answers.write(
            self.prompt.id,
            self._autosave.typed.get(answer, self._taken),
            section_id=self._section_id,
            question=self._question,
            kind=self.prompt.kind.name,
        )
        text = self._autosave.typed.get(moved)
        if isinstance(text, str) and self._answers.current(self.prompt.id) is not None:
            layer = self._answers.set_moved(layer.id, text)
        return layer

    def show_wordings(self, now: datetime) -> None:
        """Tell at once when a longer wording was removed and kept.

        Args:
            now: The present time, aware.
        """
        current = self._answers.current(self.prompt.id)
        shown = next((layer.wordings for layer in self.card.earlier if layer.is_present), ())
        if current is not None and len(shown) != len(current.drafts):
            self.show_earlier(now)

    def show_earlier(self, now: datetime) -> None:
        """Show what was written before as it is in the store.

        Args:
            now: The present time, aware.
        """
        self.card.show_earlier(earlier_layers(self._answers, self.prompt, now))

    def set_later(self, *, later: bool) -> None:
        """Set the question aside for later, or take it back."""
        self.later = later
        self.card.show_later(later=later)
        put_mark(self._answers, self._autosave, LATER, ids_of(self.prompt), on=later)

    def keep_sentence(self, focused: Widget | None) -> str:
        """Keep the sentence under the cursor, or what is selected, as proof, or let it go; say what was done.

        Args:
            focused: What has the focus.
        """
        if self.prompt.kind.name == "letter":
            return NOT_YET_OPEN
        words = words_at(focused) if self.input.has_focus_within else None
        sentence = ""
        if words is not None:
            sentence = one_line(words.selected, LONGEST) or sentence_at(words.text, words.offset)
        if not sentence:
            return NO_SENTENCE
        self.collect()
        return keep_or_let_go(self._answers, self._autosave, self.prompt.id, sentence, self.write)

    def take_back(self, value: Value) -> None:
        """Put a longer wording into the editor; what stood there becomes one itself."""
        self.collect()
        self._autosave.flush()
        self.input.load(value)
        self.collect()
        self._autosave.flush()
