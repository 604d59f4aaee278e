"""The eight kinds of prompt; all but the letter are also kinds of a practice's fields.

A kind says how a question is answered: which settings it takes, what shape its answer has, and
how that answer reads as plain text. A new kind is one class here and one widget.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, Self

from workbook.content import fitting
from workbook.frozen import frozen
from workbook.moments import when_in_words
from workbook.values import Value, as_text, waits_for

if TYPE_CHECKING:
    from workbook.content.settings_reader import SettingsReader

TALLEST: Final = 40
"""The most lines, items or rows that are shown empty at first."""


@frozen(kw_only=True)
class Kind(ABC):
    """How a question is answered."""

    name: ClassVar[str]
    """What a pack writes: `kind = "text"`."""

    @classmethod
    @abstractmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take this kind's own keys; what is wrong with them goes into the reader's report."""

    @abstractmethod
    def fit(self, value: Value) -> Value:
        """Bring whatever is stored, even by another kind, into this kind's shape.

        Never fails, loses no words (but see `ScaleKind`), and changes nothing when done twice.
        """

    def describe(self, value: Value) -> str:
        """Write a value as plain text, for lists and exports; nothing stored is left out."""
        return as_text(value)


@frozen(kw_only=True)
class TextKind(Kind):
    """Free text of any length. Its value is a string."""

    name: ClassVar[str] = "text"
    lines: int = 6
    """How tall the editor is at first."""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `lines`."""
        return cls(lines=settings.number("lines", 6, least=1, most=TALLEST))

    def fit(self, value: Value) -> str:
        """Give the words as text."""
        return fitting.words(value)


@frozen(kw_only=True)
class LineKind(Kind):
    """One line of text. Its value is a string without line ends."""

    name: ClassVar[str] = "line"
    placeholder: str = ""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `placeholder`."""
        return cls(placeholder=settings.phrase("placeholder"))

    def fit(self, value: Value) -> str:
        """Give the words on one line."""
        return fitting.on_one_line(fitting.words(value))


@frozen(kw_only=True)
class ListKind(Kind):
    """A few short lines. Its value is a list of strings without line ends."""

    name: ClassVar[str] = "list"
    items: int = 3
    """How many blanks are shown at first."""
    placeholder: str = ""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `items` and `placeholder`."""
        items = settings.number("items", 3, least=1, most=TALLEST)
        return cls(items=items, placeholder=settings.phrase("placeholder"))

    def fit(self, value: Value) -> list[str]:
        """Give each line or part as an item; blank items of a stored list stay in their places."""
        return fitting.items(value)


@frozen(kw_only=True)
class ScaleKind(Kind):
    """A whole number between two ends. Its value is a number, or None for not answered."""

    name: ClassVar[str] = "scale"
    low: int = 0
    high: int = 10
    low_label: str = ""
    high_label: str = ""
    offer_below: int | None = None
    """Below this value the offer is shown; None for never."""
    offer: str = ""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `low`, `high`, `low-label`, `high-label`, `offer-below` and `offer`."""
        low = settings.number("low", 0, least=-100, most=100)
        high = settings.number("high", 10, least=-100, most=100)
        if low >= high:
            key = "high" if settings.has("high") else "low"
            settings.wrong(key, f"this scale runs from {low} to {high}", "make high larger than low")
            low, high = 0, 10
        offer = settings.phrase("offer")
        offer_below = None
        if settings.has("offer-below"):
            offer_below = settings.number("offer-below", low + 1, least=low + 1, most=high)
            if not offer:
                settings.wrong("offer-below", "offer-below without an offer", 'write offer = "…"')
        elif offer:
            settings.wrong("offer", "an offer that is never shown", f"write offer-below = {high}")
        return cls(
            low=low,
            high=high,
            low_label=settings.phrase("low-label"),
            high_label=settings.phrase("high-label"),
            offer_below=offer_below,
            offer=offer,
        )

    def fit(self, value: Value) -> int | None:
        """Give the number when it lies on this scale, else None.

        Words, and numbers from outside, have no place on a scale: they are not turned into an
        answer nobody gave. `describe` still shows them.
        """
        number = fitting.number(value)
        return number if number is not None and self.low <= number <= self.high else None

    def describe(self, value: Value) -> str:
        """Write 7 as "7 of 10"."""
        number = self.fit(value)
        if number is None:
            return as_text(value)
        if self.low in (0, 1):
            return f"{number} of {self.high}"
        return f"{number} on a scale from {self.low} to {self.high}"


@frozen(kw_only=True)
class ChoiceKind(Kind):
    """One of several options. Its value is a string: an option, or what was once one."""

    name: ClassVar[str] = "choice"
    options: tuple[str, ...]

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `options`."""
        return cls(options=settings.phrases("options", least=2, most=20))

    def fit(self, value: Value) -> str:
        """Give the words on one line; they need not be among the options."""
        return fitting.on_one_line(fitting.words(value))


@frozen(kw_only=True)
class ChecklistKind(Kind):
    """Any of several options. Its value is the list of those ticked, or once ticked."""

    name: ClassVar[str] = "checklist"
    options: tuple[str, ...]

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `options`."""
        return cls(options=settings.phrases("options", least=1, most=40))

    def fit(self, value: Value) -> list[str]:
        """Give what was ticked, each once; it need not be among the options."""
        return list(dict.fromkeys(item for item in fitting.items(value) if item.strip()))


@frozen(kw_only=True)
class TableKind(Kind):
    """Rows under named columns. Its value is a list of rows, each a mapping from column to text."""

    name: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: int = 3
    """How many blank rows are shown at first."""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `columns` and `rows`."""
        columns = settings.phrases("columns", least=2, most=6)
        return cls(columns=columns, rows=settings.number("rows", 3, least=1, most=TALLEST))

    def fit(self, value: Value) -> list[dict[str, str]]:
        """Give rows with exactly these columns; words under another name go into the last one."""
        return fitting.rows(value, self.columns)


@frozen(kw_only=True)
class LetterKind(Kind):
    """A letter to be opened later. Its value is a mapping with `text` and `opens`."""

    name: ClassVar[str] = "letter"
    lines: int = 8
    """How tall the editor is at first."""
    after_days: int = 30
    """How many days from today the suggested date of opening is."""

    @classmethod
    def read(cls, settings: SettingsReader) -> Self:
        """Take `lines` and `after-days`."""
        lines = settings.number("lines", 8, least=1, most=TALLEST)
        return cls(lines=lines, after_days=settings.number("after-days", 30, least=1, most=3650))

    def fit(self, value: Value) -> dict[str, str]:
        """Give the words as the letter's text, with the date when there is one."""
        return fitting.letter(value)

    def describe(self, value: Value) -> str:
        """Write the letter's words, and below them what it was to wait for."""
        waits = waits_for(value)
        text = as_text(value)
        return (
            f"{text}\n\n(a letter, to be opened {when_in_words(waits)})" if waits and text.strip() else text
        )


KINDS: Final[Mapping[str, type[Kind]]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            TextKind,
            LineKind,
            ListKind,
            ScaleKind,
            ChoiceKind,
            ChecklistKind,
            TableKind,
            LetterKind,
        )
    }
)
"""Every kind by the name that packs use, in the order in which help lists them."""
