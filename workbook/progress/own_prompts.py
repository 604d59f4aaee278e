"""Questions and notes of one's own, on the pages of the pack's sections or standing nowhere in particular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.content.kinds import TextKind
from workbook.content.model import Prompt, Section
from workbook.store.records import NOTE_ASKED, OWN
from workbook.text import clean

if TYPE_CHECKING:
    from workbook.content.pack_model import SectionOutline
    from workbook.store.records import OwnPrompt

NOTE = NOTE_ASKED
"""What stands above a note in place of a question."""
MOST_LINES = 3
LONGEST_WORDING = 400
"""Characters of an own question."""


def worded(text: str) -> str:
    """Make a question of what someone typed or pasted: cleaned, at most `MOST_LINES` lines of words.

    What goes beyond that stands at the end of the last line, as far as `LONGEST_WORDING` allows.
    """
    lines = [" ".join(line.split()) for line in clean(text, LONGEST_WORDING * 4).splitlines()]
    lines = [line for line in lines if line]
    kept = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return "\n".join(kept).strip()[:LONGEST_WORDING].rstrip()


def own_prompt(own_id: str, question: str = "") -> Prompt:
    """Ask an own question, or open a note, as any prompt is; what a note said before shows at once."""
    kind = TextKind() if question else TextKind(lines=4)
    return Prompt(id=own_id, kind=kind, question=question or NOTE, again=not question)


def as_prompt(own: OwnPrompt) -> Prompt:
    """Ask an own question that is kept, likewise."""
    return own_prompt(own.id, own.question)


def note_page(note_id: str) -> Section:
    """Give the page of a note that stands in no section."""
    return Section(id="", title=NOTE, chapter_id="", page=(own_prompt(note_id),))


def is_own(item: object) -> bool:
    """Tell whether what stands on a page was added by the person."""
    return isinstance(item, Prompt) and item.id.startswith(OWN)


def place_in_words(section: Section, index: int) -> str:
    """Say where on a section's page something stands, and whether the person put it there: "3 of 3 · your note"."""
    item = section.page[index]
    parts = [f"{index + 1} of {len(section.page)}"] if section.id else []
    if isinstance(item, Prompt) and is_own(item):
        parts.append("your note" if item.question == NOTE else "your question")
    return " · ".join(parts)


def standing_in(section: Section | SectionOutline, own: Sequence[OwnPrompt]) -> list[OwnPrompt]:
    """Choose what was added to a section, under its present id or an earlier one."""
    ids = {section.id, *section.was}
    return [one for one in own if one.section_id in ids]


def with_own(section: Section, own: Sequence[OwnPrompt]) -> Section:
    """Give a section with what was added to it at the end of its page."""
    added = tuple(map(as_prompt, standing_in(section, own)))
    return replace(section, page=(*section.page, *added)) if added else section


def outline_with_own(outline: SectionOutline, own: Sequence[OwnPrompt]) -> SectionOutline:
    """Give a section's outline likewise, so that what is written there counts in its state."""
    added = tuple(one.id for one in standing_in(outline, own))
    return replace(outline, prompt_ids=(*outline.prompt_ids, *added)) if added else outline
