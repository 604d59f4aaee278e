"""What a pack is made of, as frozen dataclasses: no files, no Markdown, no screens.

The words are those of the design: a pack has chapters, a chapter has sections, a section has
reading and a page; on the page stand prompts and practices. What is known about a pack before
any chapter is parsed stands in `pack_model`, and can be had from here as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.content.pack_model import (
    ChapterOutline,
    Contact,
    GroupWords,
    PackInfo,
    Problem,
    SectionOutline,
    Stop,
    Theme,
    Trail,
)
from workbook.frozen import frozen

if TYPE_CHECKING:
    from workbook.content.kinds import Kind


__all__ = [
    "FORMS",
    "Block",
    "Blocks",
    "Chapter",
    "ChapterOutline",
    "Code",
    "Contact",
    "EarlierAnswer",
    "Ending",
    "FacilitatorNotes",
    "Field",
    "GroupWords",
    "Listing",
    "LookBack",
    "PackInfo",
    "Paragraph",
    "Practice",
    "Problem",
    "Prompt",
    "Quote",
    "Rule",
    "Section",
    "SectionOutline",
    "Span",
    "Spans",
    "Stop",
    "Subheading",
    "Table",
    "Theme",
    "Trail",
    "spans_of",
]

# Reading: what stands in the middle of the screen.


@frozen()
class Span:
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    """Where it leads: `#section-id`, an http(s) address, or empty."""


Spans = tuple[Span, ...]


@frozen()
class Paragraph:
    """Text that runs on."""

    spans: Spans


@frozen()
class Subheading:
    """A heading inside a section (level three or deeper)."""

    spans: Spans


@frozen()
class Quote:
    """Blocks set apart with a bar."""

    blocks: tuple[Block, ...]


@frozen()
class Listing:
    """A list; `start` is None for bullets, else the first number."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@frozen()
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@frozen()
class Code:
    """Text shown exactly as it stands."""

    text: str


@frozen()
class Rule:
    """A break between two thoughts."""


@frozen()
class EarlierAnswer:
    """The reader's own answer to a prompt, quoted; the fallback when there is none."""

    prompt_id: str
    fallback: tuple[Block, ...]


Block = Paragraph | Subheading | Quote | Listing | Table | Code | Rule | EarlierAnswer
Blocks = tuple[Block, ...]


# The page: what one answers.


@frozen(kw_only=True)
class Prompt:
    """One question."""

    id: str
    question: str
    """Plain text, one or more short paragraphs."""
    kind: Kind
    themes: tuple[str, ...] = ()
    minutes: int = 0
    """About how long an answer takes; 0 when the author did not say."""
    again: bool = False
    """Meant to be asked many times: its layers are shown together."""
    heavy: bool = False
    gentler: str = ""
    """Another wording for a hard day; never empty when heavy."""
    landing: str = ""
    """A minute that settles, shown after a heavy prompt; never empty when heavy."""
    was: tuple[str, ...] = ()
    """Ids this prompt had before."""
    line: int = 0
    """Where it stands in its file, from 1."""


@frozen(kw_only=True)
class Field:
    """One column of a practice: a labelled blank of one of the prompt kinds."""

    id: str
    label: str
    kind: Kind
    hint: str = ""


@frozen(kw_only=True)
class Ending:
    """One way in which an entry can end when it is looked back on."""

    id: str
    label: str
    leads_to: str = ""
    """The id of a section to offer next, or empty."""
    met: bool = False
    """Counts in the tally as having gone as well as expected, or better."""


@frozen(kw_only=True)
class LookBack:
    """What an entry asks when its time has come."""

    after_days: int
    """What the program suggests; the person can choose another day or none."""
    ask: str
    endings: tuple[Ending, ...]
    tally: str = ""
    """A sentence with `{met}` and `{all}`, shown once a few entries have ended; or empty."""


@frozen(kw_only=True)
class Practice:
    """A log with its own fields; one line in it is an entry."""

    id: str
    title: str
    entry: str
    """What one entry is called, as in "Add a promise": "promise"."""
    fields: tuple[Field, ...]
    """At least one; the first that holds words names the entry in lists."""
    intro: Blocks = ()
    themes: tuple[str, ...] = ()
    look_back: LookBack | None = None
    rehearse: str = ""
    """A sentence with `{field-id}` blanks, to be read once after a new entry; or empty."""
    was: tuple[str, ...] = ()
    line: int = 0


@frozen(kw_only=True)
class FacilitatorNotes:
    """Private notes for whoever runs a group on this section."""

    minutes: int = 0
    form: str = ""
    """One of `FORMS`, or empty."""
    opening: str = ""
    watch: str = ""
    opt_out: str = ""
    round: str = ""
    """A question for the round."""
    notes: Blocks = ()


FORMS = ("alone", "pairs", "triads", "fours", "round")


@frozen(kw_only=True)
class Section:
    """One level-two heading with its reading and its page."""

    id: str
    title: str
    chapter_id: str
    reading: Blocks = ()
    page: tuple[Prompt | Practice, ...] = ()
    """Prompts and practices in the author's order."""
    facilitator: FacilitatorNotes | None = None
    was: tuple[str, ...] = ()
    line: int = 0

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts of this section, in order."""
        return tuple(item for item in self.page if isinstance(item, Prompt))

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices of this section, in order."""
        return tuple(item for item in self.page if isinstance(item, Practice))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of everything on the page, each once, in order."""
        return tuple(dict.fromkeys(theme for item in self.page for theme in item.themes))

    @property
    def links(self) -> tuple[str, ...]:
        """The ids of sections its reading links to, each once, in order."""
        found = (span.link for span in spans_of(self.reading))
        return tuple(dict.fromkeys(link[1:] for link in found if link.startswith("#")))


@frozen(kw_only=True)
class Chapter:
    """One Markdown file."""

    id: str
    """The file's name without `.md`."""
    title: str
    sections: tuple[Section, ...]
    source: str = ""
    """The article it draws on."""
    opening: Blocks = ()
    """Words before the first section."""


def spans_of(blocks: Blocks) -> tuple[Span, ...]:
    """Give every span in some blocks, in reading order."""
    spans: list[Span] = []
    for block in blocks:
        match block:
            case Paragraph(found) | Subheading(found):
                spans.extend(found)
            case Quote(inner) | EarlierAnswer(fallback=inner):
                spans.extend(spans_of(inner))
            case Listing(items):
                for item in items:
                    spans.extend(spans_of(item))
            case Table(header, rows):
                for cells in (header, *rows):
                    for cell in cells:
                        spans.extend(cell)
            case Code() | Rule():
                pass
    return tuple(spans)
