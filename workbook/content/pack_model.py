"""What is known about a pack before any chapter is parsed, as frozen dataclasses.

Apart from `model`, because a home screen needs no more than this and making a dataclass takes time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from workbook.frozen import frozen

# Outlines: what a quick scan of the lines knows, without reading Markdown.


@frozen(kw_only=True)
class SectionOutline:
    """A section's name and the ids on its page."""

    id: str
    title: str
    chapter_id: str
    prompt_ids: tuple[str, ...] = ()
    practice_ids: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Earlier ids of its prompts and practices, each with the present one."""
    item_themes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Its prompts and practices that name themes, each with those."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of everything on the page, each once, in order."""
        return tuple(dict.fromkeys(theme for _, themes in self.item_themes for theme in themes))

    def ids_of(self, item_id: str) -> tuple[str, ...]:
        """Give every id under which something may be stored for a prompt or practice; the present one first."""
        return (item_id, *(old for old, present in self.renamed if present == item_id))


@frozen(kw_only=True)
class ChapterOutline:
    """A chapter's name and its sections' outlines."""

    id: str
    title: str
    sections: tuple[SectionOutline, ...] = ()
    missing: str = ""
    """Why this chapter cannot be opened, as one line; empty when it can."""


# The pack.


@frozen(kw_only=True)
class Theme:
    """What sections are about, across chapters."""

    id: str
    title: str


@frozen(kw_only=True)
class Stop:
    """One section on a trail, with a sentence that says why it is there."""

    section_id: str
    say: str


@frozen(kw_only=True)
class Trail:
    """A suggested route across chapters for a situation."""

    id: str
    title: str
    """The situation, in the reader's words: "I have just made a mistake"."""
    stops: tuple[Stop, ...]


@frozen(kw_only=True)
class Contact:
    """Somewhere to turn, with the page and the day it was checked against."""

    country: str
    """A country in words ("United Kingdom"), or "Any country"."""
    name: str
    reach: str
    """How to reach them: a number, a text code, an address."""
    hours: str = ""
    note: str = ""
    source: str = ""
    checked: date = date.min


@frozen(kw_only=True)
class GroupWords:
    """Texts a facilitator can read out; each a short list to choose from."""

    agreements: tuple[str, ...] = ()
    check_in: tuple[str, ...] = ()
    grounding: tuple[str, ...] = ()
    check_out: tuple[str, ...] = ()


@frozen(kw_only=True)
class GardenBeds:
    """The practice whose entries lie in the garden between the plants, and which of its fields are what."""

    practice_id: str
    seed: str
    """The field that holds a seed."""
    weed: str = ""
    """The field that names a weed; empty when there is none."""


@frozen(kw_only=True)
class PackInfo:
    """What `pack.toml` says."""

    title: str
    version: str
    language: str = "en"
    licence: str = ""
    about: str = ""
    """What this is and is not; plain paragraphs, shown on the first page."""
    first: str = ""
    """The id of the prompt that someone new is asked first."""
    chapter_files: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    trails: tuple[Trail, ...] = ()
    support: tuple[Contact, ...] = ()
    support_note: str = ""
    group: GroupWords = field(default_factory=GroupWords)
    garden: GardenBeds | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something an author should mend."""

    file: str
    """Relative to the pack's folder, with forward slashes."""
    line: int
    """From 1; 0 for the file as a whole."""
    wrong: str
    todo: str = ""
    warning: bool = False
    """Worth knowing; does not make the check fail."""

    def __str__(self) -> str:
        """`file:line: what is wrong; what to do`, on one line."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        word = "note: " if self.warning else ""
        return f"{where}: {word}{self.wrong}; {self.todo}" if self.todo else f"{where}: {word}{self.wrong}"
