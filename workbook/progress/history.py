"""What is known of someone's past, as plain facts: the ground on which doors, map, garden and tide stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from workbook.frozen import frozen

if TYPE_CHECKING:
    from workbook.progress.trails import Walks
    from workbook.store.records import CheckIn, Entry, Layer, Opening, OwnPrompt, Place, Visit


@frozen(kw_only=True)
class History:
    """What someone wrote, opened, marked and added so far, by the ids of its time."""

    answered: Mapping[str, int] = field(default_factory=dict)
    """Layers that say something, by prompt id, present or earlier."""
    entries: Mapping[str, int] = field(default_factory=dict)
    """Entries by practice id, likewise."""
    openings: Mapping[str, Opening] = field(default_factory=dict)
    """By section id, likewise."""
    resting: Collection[str] = ()
    """Sections set aside on purpose."""
    later: Collection[str] = ()
    """Prompts and sections marked for later."""
    due: Sequence[Entry] = ()
    """Entries that asked to be looked back on by now, the oldest date first."""
    place: Place | None = None
    """Where they left off."""
    walks: Walks = field(default_factory=dict)
    """The trails under way."""
    own: Sequence[OwnPrompt] = ()
    """Questions and notes of their own."""
    last: Layer | Entry | None = None
    """What was written last and says something."""
    visits: Sequence[Visit] = ()
    """Visits in which something was written, newest first."""
    checkins: Sequence[CheckIn] = ()
    """In the order in which they were made."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever written or opened."""
        return not (self.answered or self.entries or self.openings or self.place)
