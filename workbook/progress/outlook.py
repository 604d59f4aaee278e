"""What the doors are chosen from: the sections one could go to on a day, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from workbook import moments
from workbook.content.loader import Pack
from workbook.content.pack_model import SectionOutline
from workbook.frozen import frozen
from workbook.progress.history import History
from workbook.progress.looking_back import shown_today
from workbook.progress.states import SectionState, section_state
from workbook.progress.turns import turn
from workbook.store.records import Entry

# fmt: off
DoorKind = Literal[
    "first", "resume", "look-back", "mend", "trail", "near", "again", "later", "small", "last",
    "read", "reread", "around",
]
# fmt: on
Place = str
"""Where a door leads: the id of a section or practice, or empty for looking around."""
Thing = TypeVar("Thing")


@frozen(kw_only=True)
class Door:
    """One suggestion: where it leads and why it is offered."""

    kind: DoorKind
    title: str
    lines: tuple[str, ...]
    reason: str
    section_id: str = ""
    item_id: str = ""
    practice_id: str = ""
    entry_id: str = ""

    @property
    def place(self) -> Place:
        """Where it leads, so that no two doors lead to the same place."""
        return self.practice_id or self.section_id


@dataclass(frozen=True)
class Outlook:
    """A pack and a history as they stand on a day."""

    pack: Pack
    history: History
    today: date
    """The local date."""

    @cached_property
    def sections(self) -> tuple[SectionOutline, ...]:
        """The sections that do not rest, with what was added to them, in the order of the pack."""
        resting = set(self.history.resting)
        return tuple(
            whole(section, self.history)
            for chapter in self.pack.outlines
            for section in chapter.sections
            if not resting & {section.id, *section.was}
        )

    @cached_property
    def waiting(self) -> list[Entry]:
        """What waits to be looked back on and is shown today; nothing whose section rests or has gone."""
        due = [entry for entry in self.history.due if self.section_of(entry.practice_id)]
        return shown_today(due, self.today)

    @cached_property
    def left_off(self) -> SectionOutline | None:
        """The section someone left off at, also when it rests."""
        return self.pack.section_outline(self.history.place.section_id) if self.history.place else None

    def going_to(self, section_id: str) -> SectionOutline | None:
        """Give a section one could be sent to, by any of its ids; None when it rests or has gone."""
        outline = self.pack.section_outline(section_id)
        return next((section for section in self.sections if outline and section.id == outline.id), None)

    def section_of(self, item_id: str) -> SectionOutline | None:
        """Give the section in which a prompt or practice stands, by any of the item's ids."""
        present = self.pack.present_id(item_id)
        return next(
            (
                section
                for section in self.sections
                if present in section.prompt_ids or present in section.practice_ids
            ),
            None,
        )

    def state(self, section: SectionOutline) -> SectionState:
        """Give the state of a section that does not rest."""
        history = self.history
        return section_state(section, history.answered, history.entries, history.openings)

    def is_answered(self, section: SectionOutline, prompt_id: str) -> bool:
        """Tell whether a prompt of a section has an answer, under any of its ids."""
        return any(self.history.answered.get(name) for name in section.ids_of(prompt_id))

    def by_turn(self, things: Iterable[Thing], name: Callable[[Thing], str]) -> list[Thing]:
        """Put things into the order of the day."""
        return sorted(things, key=lambda thing: (turn(self.today, name(thing)), name(thing)))

    def is_past(self, at: datetime, offset: str, span: timedelta) -> bool:
        """Tell whether a moment lies at least so many days back, by the calendar on the wall."""
        return self.today - moments.local(at, offset).date() >= span

    def about_when(self, at: datetime, offset: str) -> str:
        """Say about when something was: "on Thursday", "in March"; empty for a time that could not be read."""
        if at == moments.EPOCH:
            return ""
        return moments.roughly_in_words(moments.local(at, offset).date(), self.today)

    def chapter_title(self, section: SectionOutline) -> str:
        """Give the title of the chapter a section stands in."""
        return next((chapter.title for chapter in self.pack.outlines if chapter.id == section.chapter_id), "")

    def card(self, section: SectionOutline) -> tuple[str, str]:
        """Give what a door to a section shows: its title, and its chapter's."""
        return section.title, self.chapter_title(section)


def whole(section: SectionOutline, history: History) -> SectionOutline:
    """Give a section's outline with what the person added to it."""
    if not history.own:
        return section
    # Most people have none, and the start need not wait for the words of prompts to be imported.
    from workbook.progress.own_prompts import outline_with_own  # noqa: PLC0415

    return outline_with_own(section, history.own)
