"""What the journal looks at: layers, entries and check-ins, together and newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workbook.content.loader import Pack
from workbook.content.model import Practice, Prompt
from workbook.progress.homes import CHECK_IN, Home, home_of
from workbook.progress.journal import Choice, checkin_written, level_in_words
from workbook.progress.own_prompts import NOTE
from workbook.progress.shelf import why
from workbook.store.answers import Answers
from workbook.store.records import CheckIn, Entry, Layer, OwnPrompt
from workbook.store.written import Key, Written
from workbook.text import clean, fold


@dataclass(slots=True)
class JournalPlace:
    """How someone left the journal, so that coming back finds it so."""

    words: str = ""
    choice: Choice = field(default_factory=Choice)
    key: Key | None = None
    """What was highlighted; None for the newest."""


class Gathered:
    """Everything written, as it was at the last look."""

    def __init__(self, answers: Answers) -> None:
        """Gather nothing yet: `look` does.

        Args:
            answers: The person's answers.
        """
        self._answers = answers
        self._checkins: Sequence[CheckIn] = ()
        self.written: Sequence[Written] = ()
        """Everything, newest first."""
        self.own: Sequence[OwnPrompt] = ()
        """Own questions and notes that stand on pages, or nowhere in particular."""

    def look(self) -> None:
        """Read everything again."""
        self.own = self._answers.own_prompts()
        self._checkins = self._answers.checkins()
        self.written = self._answers.written()
        if self._checkins:
            seen = [checkin_written(number, checkin) for number, checkin in enumerate(self._checkins)]
            self.written = sorted([*self.written, *seen], key=lambda one: one.at, reverse=True)

    def matching(self, words: str, today: date) -> set[Key]:
        """Name everything in which every word occurs, whatever its case; see `Answers.matching`."""
        wanted = fold(clean(words)).split()
        found = self._answers.matching(words, today)
        found.update(
            (CHECK_IN, number)
            for number, checkin in enumerate(self._checkins)
            if all(word in _searched(checkin) for word in wanted)
        )
        return found

    def record(self, key: Key) -> Layer | Entry | CheckIn | None:
        """Give what a key stands for; None when it has gone since."""
        table, number = key
        if table != CHECK_IN:
            return self._answers.record(key)
        return self._checkins[number] if number < len(self._checkins) else None

    @property
    def notes(self) -> frozenset[str]:
        """The ids of notes among what the person added."""
        return frozenset(one.id for one in self.own if not one.question)


def _searched(checkin: CheckIn) -> str:
    return f"{CHECK_IN} {fold(level_in_words(checkin))}"


def standing(
    one: Written, pack: Pack, homes: Mapping[str, Home] | None, own: Sequence[OwnPrompt]
) -> tuple[Prompt | Practice | None, str]:
    """Find the prompt or practice something was written for, and say where it stands now, or why nowhere.

    Args:
        one: What was written.
        pack: The open pack.
        homes: Where prompts and practices stand; None while that is being found out.
        own: Own questions and notes.
    """
    if homes is None or one.kind == CHECK_IN:
        return None, ""
    home = home_of(one, homes)
    if home is None:
        return None, why(one, pack, own)
    if not home.section_id:
        return None, f"{NOTE} that stands by itself"
    section = pack.section(home.section_id)
    item = next((item for item in section.page if item.id == home.item_id), None)
    return item, f"{pack.chapter(home.chapter_id).title} › {section.title}"
