"""This visit's check-in: known at once on every screen, written in the background."""

from workbook.autosave import Autosave
from workbook.screens.begun import Begun
from workbook.store.answers import Answers

QUESTION = "How much do you trust yourself just now?"
WORD = "check-in"
"""What a word was begun for that has no number yet."""
CHECKED_IN = "check-in"
"""The key under which a check-in is saved."""
PUT_ASIDE = "check-in-put-aside"
"""The preference that holds the visit in which nobody wants to check in."""


class CheckingIn:
    """How much someone trusts themselves just now, and a word for it.

    Args:
        answers: The person's answers; when they are open to read only, nothing is asked.
        autosave: Takes what is put.
    """

    def __init__(self, answers: Answers, autosave: Autosave) -> None:
        self._answers = answers
        self._autosave = autosave
        self._begun = Begun(answers, autosave)
        self.level: int | None = None
        """From 0 to 10; None while nothing was put in this visit."""
        self.word = ""
        self.look_again()

    def look_again(self) -> None:
        """Read what was put in this visit: it may have been deleted or taken back, or another window asked."""
        found = self._answers.checkin_of_visit()
        self.level = found.level if found else None
        self.word = found.word if found else self._begun.words(WORD)
        self._is_aside = self._answers.preference(PUT_ASIDE) == self._answers.visit_id

    @property
    def is_possible(self) -> bool:
        """Whether one can check in, and not only read."""
        return not self._answers.read_only

    @property
    def is_asked(self) -> bool:
        """Whether home should ask: once in a visit, until it was answered or put aside."""
        return self.is_possible and self.level is None and not self._is_aside

    @property
    def in_words(self) -> str:
        """What was put in this visit, such as "6, steady"; empty when nothing was."""
        return "" if self.level is None else f"{self.level}, {self.word}" if self.word else f"{self.level}"

    def put(self, level: int, word: str) -> None:
        """Take a level from 0 to 10, and a word, which may be empty."""
        if self.is_possible:
            self.level, self.word = level, word.strip()
            save = self._begun.then_forget(WORD, lambda: self._answers.check_in(level, word))
            self._autosave.put(CHECKED_IN, save)

    def begin_word(self, word: str) -> None:
        """Keep a word that came before its number."""
        self.word = word.strip()
        self._begun.keep(WORD, self.word)

    def put_aside(self) -> None:
        """Ask no more in this visit; a word without a number is left out."""
        if self.level is None:
            self.begin_word("")
        if self.is_asked:
            self._is_aside = True
            visit_id = self._answers.visit_id
            self._autosave.put(PUT_ASIDE, lambda: self._answers.set_preference(PUT_ASIDE, visit_id))
