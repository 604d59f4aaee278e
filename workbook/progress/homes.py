"""Where things that were written stand in the open pack now, under present and earlier ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.content.model import Practice
from workbook.errors import PackError
from workbook.frozen import frozen
from workbook.progress.own_prompts import standing_in
from workbook.store.records import OWN
from workbook.store.written import PRACTICE, Written

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.records import OwnPrompt

CHECK_IN = "check-in"
"""The kind of every check-in among what was written: the only one that stands nowhere."""


@frozen()
class Home:
    """Where a prompt or practice stands in the open pack."""

    item_id: str
    section_id: str
    """Empty for a note that stands nowhere in particular."""
    chapter_id: str
    themes: tuple[str, ...]
    is_practice: bool = False


def homes_in(pack: Pack, own: Sequence[OwnPrompt] = ()) -> dict[str, Home]:
    """Find where each prompt and practice stands, by its present id and by those it had before.

    Reads every chapter; one that cannot be opened is left out. Present ids win over earlier ones.

    Args:
        pack: The open pack.
        own: Own questions and notes; they have the themes of their sections.
    """
    present = {one.id: Home(one.id, "", "", ()) for one in own if not one.section_id}
    earlier: dict[str, Home] = {}
    for outline in pack.outlines:
        try:
            sections = pack.chapter(outline.id).sections
        except PackError:
            continue
        for section in sections:
            for one in standing_in(section, own):
                present[one.id] = Home(one.id, section.id, outline.id, section.themes)
            for item in section.page:
                home = Home(item.id, section.id, outline.id, item.themes, isinstance(item, Practice))
                present.setdefault(item.id, home)
                for old in item.was:
                    earlier.setdefault(old, home)
    return earlier | present


def home_of(one: Written, homes: Mapping[str, Home]) -> Home | None:
    """Find where something written stands now; None when its question or practice is not there.

    An answer does not stand in a practice that took over its id, nor an entry at a question. A note
    that stood in no section needs no place.
    """
    home = homes.get(one.item_id)
    if home is None and is_free_note(one):
        return Home(one.item_id, "", "", ())
    return home if home is not None and home.is_practice == (one.kind == PRACTICE) else None


def is_free_note(one: Written) -> bool:
    """Tell whether something was written in a note that stands in no section."""
    return one.item_id.startswith(OWN) and not one.section_id
