"""What is good to have ready before a session begins. A list to tick; nothing on it holds anyone up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbook.workshop.agenda import Agenda

MANY_PEOPLE: Final = 12
"""From one more than these, a second facilitator is wanted."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to have ready."""

    id: str
    words: str


def things_to_have_ready(agenda: Agenda, people: int) -> tuple[Thing, ...]:
    """List what to have ready.

    Args:
        agenda: The plan.
        people: How many are expected; 0 when nobody said.
    """
    kinds = {block.kind for block in agenda.blocks}
    needed = (
        Thing("place", "A quiet place where somebody can go, and everyone knows where it is"),
        Thing("co-facilitator", f"Somebody beside you: for {people} people one is not enough")
        if people > MANY_PEOPLE
        else None,
        Thing("contacts", "Local contacts and support numbers up where they can be read unseen"),
        Thing("agreements", "How you will be together, in words you stand behind")
        if "agreements" in kinds
        else None,
        Thing("paper", "Paper and pens for everyone, and a few more"),
        Thing("worksheet", "The worksheet printed")
        if any(block.section or block.prompt for block in agenda.blocks)
        else None,
        Thing("chairs", "Chairs that can be turned towards each other")
        if kinds & {"pairs", "triads", "round"}
        else None,
    )
    return tuple(thing for thing in needed if thing)
