"""Everything that someone has written, as a book is made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from workbook import moments
from workbook.values import Seals

if TYPE_CHECKING:
    from workbook.store.answers import Answers
    from workbook.store.records import CheckIn, Entry, Layer, Mark, OwnPrompt, Person, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All records that a book can hold, in any order."""

    layers: Sequence[Layer] = ()
    entries: Sequence[Entry] = ()
    own: Sequence[OwnPrompt] = ()
    proofs: Sequence[Mark] = ()
    checkins: Sequence[CheckIn] = ()
    visits: Sequence[Visit] = ()
    people: Sequence[Person] = ()
    seals: Seals = field(default_factory=lambda: Seals(date.min))
    """What of the letters may be read."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written."""
        said = any(not layer.is_blank or layer.moved for layer in self.layers)
        return not (said or self.entries or self.checkins or any(own.question for own in self.own))


def words_in(answers: Answers, now: datetime) -> Words:
    """Gather everything; may be called in any thread.

    Args:
        answers: The person's answers.
        now: The present time, aware; letters that open after its local date are closed.
    """
    return Words(
        layers=answers.all_layers(),
        entries=answers.all_entries(),
        own=answers.own_prompts(),
        proofs=answers.proofs(),
        checkins=answers.checkins(),
        visits=answers.visits(),
        people=answers.people(),
        seals=answers.seals(now.astimezone().date()),
    )


def day_of(moment: datetime, offset: str) -> date:
    """Give the local day of a moment where it was written."""
    return moments.local(moment, offset).date()
