"""The shelf: what was written and has no place in the open pack now. It stays, and can be read and found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.progress.homes import CHECK_IN, Home, home_of
from workbook.store.records import OWN
from workbook.store.written import PRACTICE, Written

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.records import OwnPrompt

UNPLACED = "unplaced"
"""What the journal's filter of marks calls it."""
STAYS = "What you wrote is kept."


def lacks_place(one: Written, homes: Mapping[str, Home]) -> bool:
    """Tell whether the question or practice of an answer or entry is nowhere now; a check-in needs none.

    Args:
        one: What was written.
        homes: Where prompts and practices stand; see `homes_in`.
    """
    return one.kind != CHECK_IN and home_of(one, homes) is None


def may_lack_place(
    answered: Iterable[str], practised: Iterable[str], pack: Pack, own: Sequence[OwnPrompt]
) -> bool:
    """Tell, without reading a chapter, whether anything written may stand nowhere now.

    Args:
        answered: Ids of prompts with layers.
        practised: Ids of practices with entries.
        pack: The open pack.
        own: Own questions and notes.
    """
    prompts, practices = _prompt_ids(pack), _practice_ids(pack)
    prompts |= {one.id for one in own if not one.section_id or pack.section_outline(one.section_id)}
    return any(pack.present_id(name) not in prompts for name in answered) or any(
        pack.present_id(name) not in practices for name in practised
    )


def why(one: Written, pack: Pack, own: Sequence[OwnPrompt]) -> str:
    """Say why something written stands nowhere now, and that it is kept."""
    asked = "practice" if one.kind == PRACTICE else "question"
    if one.item_id.startswith(OWN):
        added = next((added for added in own if added.id == one.item_id), None)
        if added is None:
            return f"You took this off its page. {STAYS}"
        outline = pack.section_outline(added.section_id)
        if outline is None:
            return f"Its section is not in the open pack now. {STAYS}"
        return f"It stands in {outline.title}, whose chapter cannot be opened just now. {STAYS}"
    ids = _practice_ids(pack) if one.kind == PRACTICE else _prompt_ids(pack)
    if pack.present_id(one.item_id) in ids:
        return f"The chapter of this {asked} cannot be opened just now. {STAYS}"
    return f"This {asked} is not in the open pack now. {STAYS}"


def _prompt_ids(pack: Pack) -> set[str]:
    return {name for chapter in pack.outlines for part in chapter.sections for name in part.prompt_ids}


def _practice_ids(pack: Pack) -> set[str]:
    return {name for chapter in pack.outlines for part in chapter.sections for name in part.practice_ids}
