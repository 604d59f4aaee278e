"""What a book consists of, as plain values: made once, then written as Markdown or as HTML.

Every text is as it was typed or as the pack has it; escaping it is the writers' part. Days are local
to where something was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbook.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, or one field of an entry."""

    words: str = ""
    """As plain text; empty for nothing, and for a letter that is closed."""
    value: Value = None
    """What the words are made from, for writers that can show lists and tables."""
    letter: str = ""
    """What there is to say of a letter: when it opens, or was to be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One layer."""

    day: date
    said: Said
    asked_then: str = ""
    """The question as it was asked, where it is worded otherwise now."""
    moved: str = ""
    origin: str = ""
    """Where it is from, in words, when it was not written here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its layers, the oldest first; a question of one's own may have none yet."""

    question: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPages:
    """What was written in a section."""

    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPages:
    """What was written in a chapter."""

    id: str
    title: str
    sections: tuple[SectionPages, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedBack:
    """How an entry ended, or when it asked to be looked back on."""

    due: str = ""
    """In words; empty once it has ended."""
    on: date | None = None
    ending: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as it is, or as it was before it was changed."""

    day: date
    before: bool = False
    """It was so on that day, and was changed later."""
    cells: tuple[Said, ...]
    looked_back: LookedBack = LookedBack()
    origin: str = ""
    """Where it is from, in words, when it was not written here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTable:
    """The entries of a practice, the oldest first, each followed by what it said before."""

    id: str
    """Its present id."""
    title: str
    columns: tuple[str, ...]
    """The fields that hold something anywhere, as they were asked."""
    rows: tuple[Row, ...]

    @property
    def looks_back(self) -> bool:
        """Whether any entry was looked back on, or is to be."""
        return any(row.looked_back != LookedBack() for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A sentence kept as proof."""

    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """One check-in."""

    day: date
    level: int
    """From 0 to 10."""
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TidePage:
    """Check-ins and visits in the order in which they came."""

    picture: str
    """An SVG element."""
    checkins: tuple[Trusted, ...]
    """The same in words; at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A wording that was removed again."""

    day: date
    asked: str
    said: tuple[tuple[str, str], ...]
    """Pairs of a field's label, or nothing, and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that was chosen, in the order in which it is read."""

    title: str
    language: str
    """As in BCP 47, from the pack."""
    made_on: date
    chapters: tuple[ChapterPages, ...] = ()
    practices: tuple[PracticeTable, ...] = ()
    notes: tuple[Asked, ...] = ()
    """Notes of one's own that stand in no section."""
    shelf: tuple[Asked, ...] = ()
    """Questions that the pack does not have any more, or cannot show."""
    kept: tuple[Kept, ...] = ()
    tide: TidePage | None = None
    people: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        pages = (self.chapters, self.practices, self.notes, self.shelf, self.kept, self.people, self.removed)
        return not (any(pages) or self.tide)


NOTES = "Notes of your own"
SHELF = "Answers to questions that are not in the chapters now"
KEPT = "Sentences you kept"
TIDE = "The tide"
PEOPLE = "Your own people"
REMOVED = "Wordings that you removed"
PRACTICES = "Practices"
"""The headings of what is no chapter."""
