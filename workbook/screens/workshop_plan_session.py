"""The fields of a whole session: what stands in them, and what becomes of what is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from workbook.text import one_line
from workbook.workshop import editing
from workbook.workshop.agenda import Agenda
from workbook.workshop.editing import Change, clock_in_words, read_start
from workbook.workshop.rules import MOST_MINUTES, MOST_PEOPLE


class Changes(Protocol):
    """A screen with a plan."""

    start: int | None

    @property
    def agenda(self) -> Agenda:
        """The plan as it is now."""

    def change(self, change: Change, key: str = "", to: int | None = None) -> bool:
        """Make a change."""

    def show(self) -> None:
        """Show everything as it is now."""


def session_values(agenda: Agenda, start: int | None) -> dict[str, str]:
    """Give what stands in each field."""
    return {
        "title": agenda.title,
        "minutes": str(agenda.minutes),
        "people-least": str(agenda.people_least),
        "people-most": str(agenda.people_most),
        "start": "" if start is None else clock_in_words(0, start),
    }


def change_session(screen: Changes, name: str, text: str) -> str:
    """Take over what was typed into a field, once it makes sense; give what is wrong with it, or nothing."""
    text = one_line(text)
    if name == "title":
        if not text:
            return "A title is needed; the last one is kept."
        screen.change(lambda agenda: replace(agenda, title=text), "session:title")
        return ""
    if name == "start":
        start = read_start(text) if text else None
        if text and start is None:
            return "This is no time of day; write 18:00."
        screen.start = start
        screen.show()
        return ""
    most = MOST_MINUTES if name == "minutes" else MOST_PEOPLE
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= most):
        return f"A whole number from 1 to {most} is needed; the last one is kept."
    return _number(screen, name, int(text))


def _number(screen: Changes, name: str, number: int) -> str:
    least, most = screen.agenda.people_least, screen.agenda.people_most
    if name == "minutes":
        screen.change(lambda agenda: editing.with_length(agenda, number), "session:minutes")
    elif name == "people-least":
        if number > most:
            return f"That is more than at most {most}; the last one is kept."
        screen.change(lambda agenda: editing.with_people(agenda, number, most), "session:least")
    else:
        if number < least:
            return f"That is fewer than at least {least}; the last one is kept."
        screen.change(lambda agenda: editing.with_people(agenda, least, number), "session:most")
    return ""
