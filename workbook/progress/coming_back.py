"""Coming back after a gap: doors for someone who was away, without a count of days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbook.moments import local
from workbook.progress import door_rules
from workbook.progress.neighbours import last_section
from workbook.progress.outlook import Door, Outlook, Place
from workbook.store.records import Layer

if TYPE_CHECKING:
    from workbook.progress.history import History

GAP = timedelta(days=14)
"""From so long without a visit on, someone is coming back."""


def is_coming_back(history: History, today: date) -> bool:
    """Tell whether someone comes back today; what they do today changes nothing about it.

    Args:
        history: What is known of their past.
        today: The local date.
    """
    days = (local(visit.at, visit.offset).date() for visit in history.visits)
    last = max((day for day in days if day < today), default=None)
    return last is not None and today - last >= GAP


def small_first(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """One small question, the smallest there is; one that was answered before when there is no other."""
    for minutes in (2, 4):
        if door := door_rules.small(outlook, taken, most_minutes=minutes):
            return door
    asked = [
        (section, prompt_id)
        for section in outlook.sections
        if section.id not in taken
        for prompt_id in section.prompt_ids
    ]
    in_turn = outlook.by_turn(asked, lambda one: one[1])
    return next((door for one in in_turn if (door := door_rules.question(outlook, *one, 2))), None)


def last_written(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """The last thing written, in its place; its words wait there."""
    last, section = outlook.history.last, last_section(outlook)
    if last is None or section is None:
        return None
    is_layer = isinstance(last, Layer)
    present = outlook.pack.present_id(last.prompt_id if isinstance(last, Layer) else last.practice_id)
    door = Door(
        kind="last",
        title="Read the last thing you wrote",
        lines=outlook.card(section) if isinstance(last, Layer) else (last.title, section.title),
        reason="it stands as you left it",
        section_id=section.id if is_layer else "",
        item_id=present if is_layer else "",
        practice_id="" if is_layer else present,
        entry_id="" if is_layer else last.id,
    )
    return None if door.place in taken else door
