"""Opening the letters whose time has come, and saying so once."""

from collections.abc import Callable
from datetime import datetime

from workbook.autosave import Autosave
from workbook.progress.letters import announcement, newly_opened
from workbook.store.answers import Answers
from workbook.store.letters import OPENED

TOLD = "letters-told"
"""The preference that keeps how many opened letters were spoken of."""


class LetterNews:
    """Sees to it that letters open, and that the person hears of it.

    Args:
        answers: The person's answers.
        autosave: Writes what has opened and what was said.
        clock: Tells the present time, aware and in UTC.
        say: Shows a line for a while.
    """

    def __init__(
        self,
        answers: Answers,
        autosave: Autosave,
        clock: Callable[[], datetime],
        say: Callable[[str], object],
    ) -> None:
        self._answers, self._autosave, self._clock, self._say = answers, autosave, clock, say
        self._told: int | None = None

    def begin(self) -> None:
        """Open what this visit opens; beside another window that is left to the other one."""
        if not self._answers.read_only:
            self._autosave.put("letters", self._answers.open_what_has_come)

    def tell(self) -> None:
        """Say what has opened and was not said yet; cheap, for calling whenever something was written."""
        if self._answers.read_only:
            return
        opened = [*self._answers.marks(OPENED)]
        if self._told is None:
            kept = self._answers.preference(TOLD)
            self._told = int(kept) if kept.isdecimal() else 0
        if len(opened) <= self._told:
            return
        said = announcement(newly_opened(self._answers.letters(), opened, self._told), self._clock())
        count = self._told = len(opened)
        self._autosave.put(TOLD, lambda: self._answers.set_preference(TOLD, str(count)))
        if said:
            self._say(said)
