"""What every part of the conversation has to hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from workbook.errors import StoreError, StoreSealed
from workbook.paper import AnswerTooLong, value_for
from workbook.progress.past import history_of

if TYPE_CHECKING:
    from workbook.content.kinds import Kind
    from workbook.content.loader import Pack
    from workbook.paper import SoFar
    from workbook.plain.talk import Talk
    from workbook.progress.history import History
    from workbook.store.answers import Answers
    from workbook.values import Seals, Value

WRITES_NOW = "The other window is closed. You can write here now."
READ_ONLY = "Open in another window: here everything can be read, and nothing written."


@dataclass(frozen=True, slots=True)
class Here:
    """The conversation, the pack and the answers."""

    talk: Talk
    pack: Pack
    answers: Answers
    clock: Callable[[], datetime]
    """Tells the present time, aware and in UTC."""

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock().astimezone().date()

    @property
    def seals(self) -> Seals:
        """What of letters may be read."""
        return self.answers.seals(self.today)

    def history(self) -> History:
        """Gather what was written and opened so far."""
        return history_of(self.answers, self.clock())

    def take(self, kind: Kind, so_far: SoFar) -> Value:
        """Take an answer of a kind in, line by line; nothing when it is too long, and the lines before are kept.

        Args:
            kind: How the question is answered.
            so_far: Keeps what was typed up to then, after each line.
        """
        try:
            return value_for(kind, self.talk.ask, self.talk.say, self.today, so_far)
        except AnswerTooLong as error:
            self.talk.say(f"{error.title} The lines before the last one are kept.")
            return None

    def catch_up(self) -> None:
        """Beside another window, read what it wrote; write here from now on once it has gone.

        Raises:
            StoreSealed: A lock was put on, or another one.
        """
        if not self.answers.read_only:
            return
        try:
            self.answers.begin_writing()
        except StoreSealed:
            raise
        except (StoreError, OSError):
            self.answers.keep_up()
        else:
            self.talk.say(WRITES_NOW)

    def may_write(self) -> bool:
        """Tell whether something can be written here, and say so where it cannot."""
        self.catch_up()
        if self.answers.read_only:
            self.talk.say(READ_ONLY)
        return not self.answers.read_only

    def write(self, change: Callable[[], object]) -> bool:
        """Write something; when the disk refuses, say so, and try once more for as long as is wished."""
        while not self.try_to(change):
            if not self.talk.agrees("Nothing was changed; make room and try again?"):
                return False
        return True

    def try_to(self, change: Callable[[], object]) -> bool:
        """Write something; when the disk refuses, only say so."""
        try:
            change()
        except StoreError as error:
            self.talk.refuse(f"Not saved: {error}")
        except OSError as error:
            self.talk.refuse(f"Not saved: {error.strerror or error}.")
        else:
            return True
        return False
