"""What a person wants in their book: nothing else goes into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PARTS = {
    "own": "questions and notes that you added to sections",
    "notes": "notes that stand by themselves",
    "shelf": "answers whose questions are no longer in the chapters",
    "proofs": "sentences that you kept",
    "tide": "check-ins, and the tide",
    "people": "your own people",
    "removed": "wordings that you removed",
}
"""What can be in a book beside chapters and practices, with how it is called."""

USUAL = frozenset(PARTS) - {"removed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChoice:
    """What goes into a book; the words of a letter that is still closed never do."""

    chapters: frozenset[str] | None = None
    """Ids of chapters; None for all."""
    practices: frozenset[str] | None = None
    """Present ids of practices; None for all, also those that are no longer in the pack."""
    since: date | None = None
    """The first day, in the local time of the writing. A record goes in whole by the day it was begun."""
    until: date | None = None
    """The last day, likewise."""
    parts: frozenset[str] = USUAL
    """Names of `PARTS`."""

    def has_chapter(self, chapter_id: str) -> bool:
        """Tell whether a chapter is wanted."""
        return self.chapters is None or chapter_id in self.chapters

    def has_practice(self, practice_id: str) -> bool:
        """Tell whether a practice is wanted."""
        return self.practices is None or practice_id in self.practices

    def covers(self, day: date) -> bool:
        """Tell whether what was begun on a day is wanted."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    @property
    def is_narrowed(self) -> bool:
        """Whether some chapters, practices or days are left out."""
        return any(part is not None for part in (self.chapters, self.practices, self.since, self.until))
