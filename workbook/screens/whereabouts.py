"""Where someone is in the program, so that they can be there again after the lock was opened."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from workbook.frozen import frozen

ACTIONS = {
    "JournalScreen": "journal",
    "MapScreen": "map",
    "GardenScreen": "garden",
    "TideScreen": "tide",
    "LettersScreen": "letters",
    "ProofScreen": "proof",
    "SetAsideScreen": "set_aside",
    "TrailsScreen": "trails",
    "ContentsScreen": "contents",
    "SupportScreen": "support",
    "PauseScreen": "pause",
    "BookScreen": "book",
}
"""The action that opens a screen again, by the name of its class: none of them is imported for that."""


@frozen()
class Whereabouts:
    """What is open, from below; what is empty is not."""

    section_id: str = ""
    item_id: str = ""
    practice_id: str = ""
    note_id: str = ""
    action: str = ""


@runtime_checkable
class HasPlace(Protocol):
    """A screen that shows something in particular."""

    def add_place(self, place: Whereabouts) -> Whereabouts:
        """Add what it shows to what lies below it."""


class Goes(Protocol):
    """An app that knows the way."""

    async def open_section(self, section_id: str, item_id: str = "") -> None:
        """Open a section."""

    def open_practice(self, practice_id: str, entry_id: str = "") -> None:
        """Open a practice."""

    def action_write_note(self, note_id: str = "") -> None:
        """Open a note."""

    async def run_action(self, action: str) -> bool:
        """Run an action."""


def whereabouts(screens: Sequence[Screen[Any]]) -> Whereabouts:
    """Tell what is open.

    Args:
        screens: From the lowest to the one in front.
    """
    place = Whereabouts()
    for screen in screens:
        if isinstance(screen, HasPlace):
            place = screen.add_place(place)
        elif action := ACTIONS.get(type(screen).__name__):
            place = replace(place, action=action)
    return place


async def go_back(app: Goes, place: Whereabouts) -> None:
    """Open what was open.

    Args:
        app: Knows the way.
        place: Where someone was.
    """
    if place.section_id:
        await app.open_section(place.section_id, place.item_id)
    if place.practice_id:
        app.open_practice(place.practice_id)
    if place.note_id:
        app.action_write_note(place.note_id)
    if place.action:
        await app.run_action(place.action)
