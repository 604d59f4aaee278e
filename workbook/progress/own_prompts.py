"""Questions and notes of one's own, on the pages of the pack's sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.content.kinds import TextKind
from workbook.content.model import Prompt, Section

if TYPE_CHECKING:
    from workbook.content.pack_model import SectionOutline
    from workbook.store.records import OwnPrompt

NOTE = "A note"
"""What stands above a note in place of a question."""


def as_prompt(own: OwnPrompt) -> Prompt:
    """Ask an own question, or open a note, as any prompt is."""
    return Prompt(id=own.id, kind=TextKind(), question=own.question or NOTE)


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
