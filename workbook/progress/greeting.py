"""What stands beneath the title of home: where someone was, or that they may begin anywhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbook.progress.coming_back import is_coming_back

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.progress.history import History


def where_in_words(pack: Pack, history: History, today: date) -> str:
    """Say where someone was, without a word about for how long they were away.

    Args:
        pack: The open pack.
        history: What was written and opened so far.
        today: The local date.
    """
    if history.is_new:
        return "Read a little, answer what you like. Begin anywhere."
    if is_coming_back(history, today):
        return "Good to have you here. Everything is where you left it."
    outline = pack.section_outline(history.place.section_id) if history.place else None
    if outline is None:
        return "Everything you wrote is here."
    return f"You were on {outline.title}. Everything you wrote is here."
