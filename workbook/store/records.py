"""What is kept: frozen records, and how each becomes JSON and comes back.

Reading is tolerant, since a file may come from another version or another hand: unknown keys
are left out, wrong shapes are cleaned, nothing raises. Moments are aware UTC in Python and text
like `2026-11-22T04:22:14.120Z` in JSON; `offset` is the local offset when it was saved.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, Final, Self

from workbook.frozen import frozen
from workbook.store.shapes import READERS, WRITERS, Reader, Writer
from workbook.values import Value, as_text, is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LATER: Final = "later"
RESTING: Final = "resting"
"""Kinds of marks, beside `own_words.PROOF` and `letters.OPENED`."""
MAX_DRAFTS = 20
"""The most earlier wordings kept of one layer or entry; the oldest go first."""

MOST_VERSIONS = 5000
"""The most that are read of one record, the newest; nobody words one thing so often."""


class Record:
    """Something that can be kept as one JSON document."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Give this record as plain JSON values, sharing nothing with the record."""
        return {name: write(getattr(self, name)) for name, _, write, _ in _plan(type(self))}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Read a document, whatever it holds.

        Args:
            raw: A document; what is missing or of the wrong shape becomes blank.
        """
        return cls(
            **{
                name: read(raw.get(name))
                for name, read, _, has_default in _plan(cls)
                if name in raw or not has_default
            }
        )


@frozen(kw_only=True)
class Draft(Record):
    """A longer wording that was removed within the visit."""

    at: datetime
    value: Value


@frozen(kw_only=True)
class Version(Record):
    """What an entry said before it was changed."""

    at: datetime
    values: dict[str, Value]


@frozen(kw_only=True)
class Layer(Record):
    """One answer to one prompt, written within one visit."""

    id: str
    prompt_id: str
    section_id: str
    question: str
    """As it was asked, in plain text."""
    kind: str
    value: Value
    visit_id: str
    at: datetime
    """When it was first written."""
    saved_at: datetime
    offset: str
    drafts: tuple[Draft, ...] = ()
    """Wordings removed within the visit, oldest first, at most `MAX_DRAFTS`."""
    moved: str = ""
    """What moved since the layer before, in the person's words; or empty."""

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return as_text(self.value)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered in this layer."""
        return is_blank(self.value)


@frozen(kw_only=True)
class Entry(Record):
    """One line in a practice."""

    id: str
    practice_id: str
    title: str
    """The practice's title when the entry was added."""
    values: dict[str, Value]
    labels: dict[str, str]
    """The fields' labels as they were asked."""
    visit_id: str
    """The visit in which it was added."""
    at: datetime
    saved_at: datetime
    offset: str
    look_back_on: str = ""
    """A local date such as `2026-11-25`, or empty."""
    ending: str = ""
    ending_label: str = ""
    ended_at: datetime | None = None
    note: str = ""
    """What the looking back said."""
    earlier: tuple[Version, ...] = ()
    """What it said before a later visit changed it, oldest first."""
    drafts: tuple[Version, ...] = ()
    """Wordings removed within one visit, oldest first, at most `MAX_DRAFTS`."""
    changed_in: str = ""
    """The visit that last changed its values; empty when that is the first."""

    @property
    def text(self) -> str:
        """Every field that says something, one line for each."""
        return "\n".join(as_text(value) for value in self.values.values() if not is_blank(value))

    @property
    def is_blank(self) -> bool:
        """Whether no field says anything."""
        return all(is_blank(value) for value in self.values.values())


@frozen(kw_only=True)
class Opening(Record):
    """That a section has been opened."""

    section_id: str
    first_at: datetime
    last_at: datetime
    visits: int
    offset: str
    visit_id: str = ""
    """The visit that opened it last."""


@frozen(kw_only=True)
class Place(Record):
    """Where the person left off."""

    section_id: str
    item_id: str
    """A prompt or practice, or empty."""
    scroll: float
    """How far down the reading, 0 to 1."""
    cursor: tuple[int, int]
    """Line and column in the editor, from 0."""
    pane: str
    at: datetime
    offset: str


@frozen(kw_only=True)
class Person(Record):
    """Somebody of one's own to turn to."""

    id: str
    name: str
    reach: str
    note: str
    at: datetime
    saved_at: datetime
    offset: str

    @property
    def text(self) -> str:
        """Who it is and how to reach them, on one line."""
        return " · ".join(part for part in (self.name, self.reach, self.note) if part)


@frozen(kw_only=True)
class Mark(Record):
    """Something marked on purpose: `later`, `resting` or `proof`; or a letter that was `opened`."""

    target: str
    """A prompt or section; the layer or entry for `proof` and `opened`."""
    kind: str
    at: datetime
    offset: str
    words: str = ""
    """For `proof` the sentence, as it stood in the answer."""


@frozen(kw_only=True)
class Walk(Record):
    """Where the person is on a trail."""

    trail_id: str
    section_id: str
    """The stop they were at last."""
    at: datetime
    offset: str


@frozen(kw_only=True)
class CheckIn(Record):
    """How much someone trusted themselves at a moment, and one word for it."""

    id: str
    level: int
    """From 0 to 10."""
    word: str
    """Theirs, or empty."""
    visit_id: str
    at: datetime
    saved_at: datetime
    offset: str

    @property
    def text(self) -> str:
        """The level and the word, on one line."""
        return " · ".join(part for part in (str(self.level), self.word) if part)


@frozen(kw_only=True)
class OwnPrompt(Record):
    """A question someone added to a section, or a note; what they write there are layers under its id."""

    id: str
    """Begins with `OWN`, which no id of a pack does."""
    section_id: str
    """Where it stands; empty for a note that stands nowhere in particular."""
    question: str
    """Empty for a note."""
    at: datetime
    saved_at: datetime
    offset: str


OWN = "own:"
"""What the ids of own prompts and notes begin with."""

NOTE_ASKED = "A note"
"""What stands above a note in place of a question."""

BROUGHT = "brought:"
"""What the ids begin with of records that an archive brought beside one's own with the same id."""


BEGUN = "begun:"
"""What the names of the preferences begin with that hold words which belong nowhere yet."""


@frozen(kw_only=True)
class Preference(Record):
    """A small thing remembered, such as the theme."""

    name: str
    value: str


@frozen(kw_only=True)
class Visit(Record):
    """One stretch of use in which something was written."""

    id: str
    at: datetime
    offset: str


READERS["tuple[Draft, ...]"] = lambda raw: tuple(Draft.from_json(part) for part in _documents(raw))
READERS["tuple[Version, ...]"] = lambda raw: tuple(Version.from_json(part) for part in _documents(raw))
WRITERS["tuple[Draft, ...]"] = WRITERS["tuple[Version, ...]"] = lambda parts: [
    part.to_json() for part in parts
]


def _documents(raw: Any) -> list[dict[str, Any]]:
    found = raw[-MOST_VERSIONS:] if isinstance(raw, list) else []
    return [part for part in found if isinstance(part, dict)]


_PLANS: dict[type[Record], tuple[tuple[str, Reader, Writer, bool], ...]] = {}


def _plan(record: type[Record]) -> tuple[tuple[str, Reader, Writer, bool], ...]:
    """Give each field's name, how it is read and written by its annotation, and whether it has a default."""
    if record not in _PLANS:
        _PLANS[record] = tuple(
            (
                field.name,
                READERS[str(field.type)],
                WRITERS.get(str(field.type), _unchanged),
                field.default is not MISSING,
            )
            for field in fields(record)  # type: ignore[arg-type]  # every child is a dataclass
        )
    return _PLANS[record]


def _unchanged(value: Any) -> Any:
    return value
