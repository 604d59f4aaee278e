"""What can be chosen for a block of a plan: kinds, sections, questions."""

from __future__ import annotations

from typing import Final

from workbook.content.loader import Pack
from workbook.errors import PackError
from workbook.screens.workshop_plan_sheets import Choice
from workbook.text import shorten
from workbook.workshop.agenda import KINDS, Block, BlockKind

_ABOUT: Final[dict[BlockKind, str]] = {
    "agreements": "how we will be together",
    "check-in": "a word each, on arriving",
    "reading": "a section read aloud or told",
    "writing": "alone, with a question",
    "pairs": "two and two",
    "triads": "in threes",
    "round": "a sentence each, or in fours",
    "break": "keeps its length in a long session",
    "grounding": "a few minutes to settle; protected",
    "check-out": "a word each, on leaving; protected",
    "closing": "the last words; protected",
    "buffer": "spare minutes",
}


def kind_choices() -> list[Choice]:
    """Give every kind of block."""
    return [Choice(kind, kind.capitalize(), _ABOUT[kind]) for kind in KINDS.values()]


def section_choices(pack: Pack) -> list[Choice]:
    """Give every section of a pack in its order, and none at all."""
    found = [
        Choice(section.id, section.title, chapter.title)
        for chapter in pack.outlines
        for section in chapter.sections
    ]
    return [*found, Choice("", "No section", "nothing of the workbook")]


def prompt_choices(pack: Pack, section_id: str) -> list[Choice]:
    """Give the questions of a section, heavy ones named as such, and none at all; empty when there are none."""
    try:
        prompts = pack.section(section_id).prompts
    except PackError:
        return []
    found = [
        Choice(
            prompt.id, shorten(prompt.question, 90), "heavy: best for a person alone" if prompt.heavy else ""
        )
        for prompt in prompts
    ]
    return [*found, Choice("", "No one question", "the whole page")] if found else []


def uses_in_words(block: Block, pack: Pack) -> str:
    """Say what a block uses of the workbook."""
    if not block.section and not block.prompt:
        return f"{block.kind} · uses no section"
    outline = pack.section_outline(block.section) if block.section else None
    section = outline.title if outline else f"a section that is not here ({block.section})"
    parts = [block.kind, section if block.section else "no section"]
    if block.prompt:
        found = pack.prompt(block.prompt)
        asked = shorten(found[1].question, 80) if found else f"a question that is not here ({block.prompt})"
        parts.append(f"“{asked}”" + (" (heavy)" if found and found[1].heavy else ""))
    return " · ".join(parts)
