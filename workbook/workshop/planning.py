"""Making an agenda: from a template, or from sections of the workbook, for a length and a head count.

Pure. What is made follows the rules of `rules.py` and takes exactly the minutes; what cannot fit is said
with what would. The beginning and the end keep their place: agreements and a check-in, a buffer, a
grounding and a check-out. Source: FACILITATION.md and the templates of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbook.content.model import Section
from workbook.content.pack_model import GroupWords
from workbook.errors import WorkbookError
from workbook.text import shorten
from workbook.workshop.agenda import LONG_SESSION, Agenda, Block
from workbook.workshop.fitting import Piece, fewest_minutes, fitted, protected_for, with_break
from workbook.workshop.frame import (
    NEEDS_TWO,
    ONE_CIRCLE,
    closing_pieces,
    groups_in_words,
    opening_pieces,
    round_minutes,
    within,
)
from workbook.workshop.rules import TITLE_LENGTH
from workbook.workshop.section_pieces import heavy_prompts, section_pieces, with_times

SHORTEST: Final = 45
LONGEST: Final = 120
"""Minutes of a session that can be planned here; a file may have others."""

FEWEST_PEOPLE: Final = 4
MOST_PEOPLE: Final = 40

MUCH_SPARE: Final = 15
"""Minutes in a buffer above which another section would do the plan good."""

_STRETCHES: Final = ("reading", "writing", "pairs", "triads", "round", "check-in", "agreements")


class PlanError(WorkbookError):
    """Something that no agenda can be made of, and what would do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An agenda, and what was decided on the way."""

    agenda: Agenda
    remarks: tuple[str, ...] = ()
    """Sentences for the facilitator: what was left out, added or should be thought of."""


def check_size(minutes: int, people: int) -> None:
    """Make sure that a session of this size can be planned.

    Raises:
        PlanError: It cannot, with the sizes that can.
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise PlanError(
            f"A session of {minutes} minutes cannot be planned here;",
            f"take {SHORTEST} to {LONGEST} minutes.",
        )
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        raise PlanError(
            f"A session for {people} people cannot be planned here;",
            f"take {FEWEST_PEOPLE} to {MOST_PEOPLE} people.",
        )


def plan_sections(
    sections: Sequence[Section],
    words: GroupWords,
    minutes: int,
    people: int,
    *,
    title: str = "",
    heavy: bool = False,
) -> Plan:
    """Make an agenda from sections, in their order.

    Args:
        sections: With their words; one named twice is taken once.
        words: What the pack has to say at the beginning and the end.
        minutes: From the start to the hard end, `SHORTEST` to `LONGEST`.
        people: `FEWEST_PEOPLE` to `MOST_PEOPLE`.
        title: The session's; empty for the titles of the sections.
        heavy: Keep heavy prompts, with their gentler wording and a way out.

    Raises:
        PlanError: The size is out of bounds, there are no sections, or they do not fit.
    """
    check_size(minutes, people)
    sections = list({section.id: section for section in sections}.values())
    if not sections:
        raise PlanError("There are no sections to plan with;", "name at least one.")
    pieces = _pieces(sections, words, minutes, people, heavy=heavy)
    if fewest_minutes(pieces) > minutes:
        raise _too_much(sections, words, minutes, people, heavy=heavy)
    blocks = tuple(with_times(block) for block in fitted(pieces, minutes))
    agenda = Agenda(
        title=shorten(title or _titles(sections), TITLE_LENGTH) or "A session",
        minutes=minutes,
        people_least=FEWEST_PEOPLE,
        people_most=people,
        blocks=blocks,
    )
    return Plan(agenda=agenda, remarks=tuple(_remarks(sections, agenda, people, heavy=heavy)))


def _titles(sections: Sequence[Section]) -> str:
    return (" and " if len(sections) < 3 else ", ").join(section.title for section in sections)


def _pieces(
    sections: Sequence[Section], words: GroupWords, minutes: int, people: int, *, heavy: bool
) -> list[Piece]:
    middle = [
        piece
        for part, section in enumerate(sections, 1)
        for piece in section_pieces(section, part, people, heavy=heavy)
    ]
    return with_break(
        [*opening_pieces(words, people), *middle, *closing_pieces(words, minutes, people)], minutes
    )


def _too_much(
    sections: Sequence[Section], words: GroupWords, minutes: int, people: int, *, heavy: bool
) -> PlanError:
    """Say how much does not fit, and what would."""

    def fewest(count: int, length: int) -> int:
        return fewest_minutes(_pieces(sections[:count], words, length, people, heavy=heavy))

    what = "This section needs" if len(sections) == 1 else f"These {len(sections)} sections need"
    needed = next(
        (length for length in range(minutes, LONGEST + 1) if fewest(len(sections), length) <= length), 0
    )
    would = [f"{needed} minutes"] if needed else []
    fitting = next(
        (count for count in range(len(sections) - 1, 0, -1) if fewest(count, minutes) <= minutes), 0
    )
    if fitting:
        named = ", ".join(section.id for section in sections[:fitting])
        would.append(
            f"the first {fitting} of them ({named})" if fitting > 1 else f"the first alone ({named})"
        )
    return PlanError(
        f"{what} at least {fewest(len(sections), needed or LONGEST)} minutes with {people} people, and there are {minutes}.",
        f"What would fit: {', or '.join(would)}." if would else "Choose other sections.",
    )


def _remarks(sections: Iterable[Section], agenda: Agenda, people: int, *, heavy: bool) -> Iterable[str]:
    for section in sections:
        found = heavy_prompts(section)
        if section.facilitator is None:
            yield f"{section.title} has no notes for a facilitator: it may be best read alone. Read it before you use it."
        for prompt in found:
            asked = shorten(prompt.question, 50)
            yield (
                f"Kept, though heavy: “{asked}” ({section.title}). Its gentler wording and the way out stand in the block."
                if heavy
                else f"Left out because it is heavy: “{asked}” ({section.title}). It is for a person alone; --heavy keeps it."
            )
    yield from _thoughts(agenda, people)


def _thoughts(agenda: Agenda, people: int) -> Iterable[str]:
    spare = sum(block.minutes for block in agenda.blocks if block.kind == "buffer")
    if spare > MUCH_SPARE:
        yield f"{spare} minutes are spare: there would be time for another section."
    if people > NEEDS_TWO:
        yield f"With {people} people, have a co-facilitator."


# From a template


def plan_template(template: Agenda, minutes: int, people: int) -> Plan:
    """Make an agenda for another length or head count out of one that is there.

    For its own length and within its range of people it stays as it is. Else protected blocks keep their
    length, the others give or take in proportion, none below its least; where that is not enough, what is
    optional is left out, the last first. With more people than it was made for, rounds get longer or
    are held in fours.

    Args:
        template: One without problems.
        minutes: `SHORTEST` to `LONGEST`.
        people: `FEWEST_PEOPLE` to `MOST_PEOPLE`.

    Raises:
        PlanError: The size is out of bounds, or the template does not fit.
    """
    check_size(minutes, people)
    in_range = template.people_least <= people <= template.people_most
    remarks = [] if in_range else [_range_remark(template)]
    if minutes == template.minutes and in_range:
        return Plan(agenda=template, remarks=tuple(_thoughts(template, people)))
    blocks = [
        protected_for(block if in_range else _for_people(block, people), minutes) for block in template.blocks
    ]
    if minutes <= LONG_SESSION < template.minutes:
        blocks = [_loosened(block) for block in blocks]
    pieces = with_break([_template_piece(block) for block in blocks], minutes)
    if len(pieces) > len(blocks):
        remarks.append("A break was put in: it is a long session.")
    while fewest_minutes(pieces) > minutes:
        dropped = next((piece for piece in reversed(pieces) if piece.block.optional), None)
        if dropped is None:
            raise PlanError(
                f"This agenda needs at least {fewest_minutes(pieces)} minutes with {people} people, and there are {minutes}.",
                "Take more minutes, another template, or --sections for a plan from scratch.",
            )
        pieces.remove(dropped)
        remarks.append(f"Left out, because it is optional and time is short: “{dropped.block.title}”.")
    agenda = replace(
        template,
        minutes=minutes,
        people_least=min(template.people_least, people),
        people_most=max(template.people_most, people),
        blocks=fitted(pieces, minutes),
    )
    return Plan(agenda=agenda, remarks=(*remarks, *_thoughts(agenda, people)))


def _range_remark(template: Agenda) -> str:
    return (
        f"This agenda was made for {template.people_least} to {template.people_most} people: rounds and groups were "
        "adjusted, and its words may say otherwise."
    )


def _for_people(block: Block, people: int) -> Block:
    """Give a round the time that so many people take, and say how they divide into groups."""
    if block.kind == "round" and block.form == "round":
        form = "round" if people <= ONE_CIRCLE else "fours"
        minutes = max(block.minutes, round_minutes(people))
        return replace(block, minutes=minutes, least=min(max(block.least, minutes - 2), minutes), form=form)
    size = {"pairs": 2, "triads": 3}.get(block.kind, 0)
    if not size:
        return block
    return replace(block, notes=within(f"{groups_in_words(people, size)}\n\n{block.notes}".strip()))


def _loosened(block: Block) -> Block:
    """Let the break of a session that is no longer a long one be shortened, or left out."""
    return (
        replace(block, protected=False, optional=True, least=min(5, block.minutes))
        if block.kind == "break"
        else block
    )


def _template_piece(block: Block) -> Piece:
    floor = block.minutes if block.protected else block.least
    stretch = block.minutes // 2 if block.kind in _STRETCHES and not block.protected else 0
    return Piece(block=block, floor=floor, ceiling=block.minutes + stretch)
