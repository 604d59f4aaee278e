"""Where someone is in the program, so that they can be there again after the lock was opened.

Ids and numbers only: while it is locked nothing that was written is kept outside the sealed files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.screen import Screen

if TYPE_CHECKING:
    from workbook.screens.journal_gathered import JournalPlace

ACTIONS = {
    "JournalScreen": "journal",
    "MapScreen": "map",
    "GardenScreen": "garden",
    "TideScreen": "tide",
    "LettersScreen": "letters",
    "ProofScreen": "proof",
    "SetAsideScreen": "set_aside",
    "TrailsScreen": "trails",
    "TrashScreen": "trash",
    "ContentsScreen": "contents",
    "SupportScreen": "support",
    "PauseScreen": "pause",
    "BookScreen": "book",
    "PaperScreen": "paper",
    "CheckInScreen": "check_in",
    "AddOwnScreen": "screen.add_own",
    "RewordScreen": "screen.reword_own",
}
"""The action that opens a screen again, by the name of its class: none of them is imported for that."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on one screen: what had the focus, the cursor in it, and how far things were scrolled."""

    kind: str = ""
    """The class of what had the focus; empty for nothing."""
    number: int = 0
    """Which of its kind, as Tab goes through them, from 0."""
    cursor: tuple[int, int] = (0, 0)
    scrolled: tuple[tuple[str, int, int], ...] = ()
    """Of everything scrolled its class, which of its kind it is, and by how many rows."""


class Way(StrEnum):
    """What leads to a screen."""

    SECTION = "section"
    PRACTICE = "practice"
    NOTE = "note"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen, by what leads there."""

    way: Way
    id: str
    """Of the section, practice or note; or the action."""
    item_id: str = ""
    """The prompt on a section's page; the entry in a practice's form, or `new`."""
    spot: Spot = field(default=Spot(), compare=False)
    """The place on it."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is open above home, from below."""

    stops: tuple[Stop, ...] = ()
    journal: JournalPlace | None = field(default=None, compare=False)
    """How the journal was left, without the words that were searched for."""


@runtime_checkable
class HasPlace(Protocol):
    """A screen that shows something in particular."""

    def way_here(self) -> Stop:
        """Tell what leads to what it shows."""


class Goes(Protocol):
    """An app that knows the way."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    async def open_section(self, section_id: str, item_id: str = "") -> None:
        """Open a section."""

    def open_practice(self, practice_id: str, entry_id: str = "") -> None:
        """Open a practice."""

    def action_write_note(self, note_id: str = "") -> None:
        """Open a note."""

    def rejoin_journal(self, place: JournalPlace | None) -> None:
        """Take up the journal where it was left."""

    async def run_action(self, action: str) -> bool:
        """Run an action."""


def whereabouts(screens: Sequence[Screen[Any]]) -> Whereabouts:
    """Tell what is open.

    Args:
        screens: From the lowest to the one in front.
    """
    # Start-up time is a bar, and there is a lock only for some.
    from workbook.screens.spot import spot_of  # noqa: PLC0415

    stops = []
    for screen in screens:
        if isinstance(screen, HasPlace):
            stops.append(replace(screen.way_here(), spot=spot_of(screen)))
        elif action := ACTIONS.get(type(screen).__name__):
            stops.append(Stop(Way.ACTION, action, spot=spot_of(screen)))
    return Whereabouts(tuple(stops))


async def go_back(app: Goes, place: Whereabouts) -> None:
    """Open what was open, each screen as it was left.

    Args:
        app: Knows the way.
        place: Where someone was.
    """
    from workbook.screens.spot import return_to  # noqa: PLC0415 - see above

    app.rejoin_journal(place.journal)
    for stop in place.stops:
        match stop.way:
            case Way.SECTION:
                await app.open_section(stop.id, stop.item_id)
            case Way.PRACTICE:
                app.open_practice(stop.id, stop.item_id)
            case Way.NOTE:
                app.action_write_note(stop.id)
            case Way.ACTION:
                await app.run_action(stop.id)
        await return_to(app.screen, stop.spot)
