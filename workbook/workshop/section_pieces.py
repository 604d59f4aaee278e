"""What a section of the workbook becomes in a group: reading, writing alone, talking, a round. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Final

from workbook.content.model import (
    Blocks,
    FacilitatorNotes,
    Listing,
    Paragraph,
    Prompt,
    Quote,
    Section,
    Subheading,
    spans_of,
)
from workbook.text import shorten
from workbook.workshop.agenda import Block, BlockKind
from workbook.workshop.fitting import Piece
from workbook.workshop.frame import ONE_CIRCLE, READ_ALOUD, groups_in_words, passable, round_minutes, within
from workbook.workshop.rules import TITLE_LENGTH

LONGEST_READING: Final = 8
LONGEST_WRITING: Final = 15
"""Minutes; a group that sits still for longer grows restless."""

A_ROUND, ANOTHER_QUESTION = 1, 2
"""Which extras are taken first where there is time."""

_TALK: Final[dict[str, tuple[BlockKind, int]]] = {
    "pairs": ("pairs", 2),
    "triads": ("triads", 3),
    "fours": ("round", 4),
}
_NAMES: Final = {2: "In pairs", 3: "In threes", 4: "In fours"}
_COUNTS: Final = {
    1: "One minute each.",
    2: "Two minutes each.",
    3: "Three minutes each.",
    4: "Four minutes each.",
}
_FOR_THREES: Final = 6
"""From so many people on, threes come out as threes."""


def section_pieces(section: Section, part: int, people: int, *, heavy: bool) -> Iterator[Piece]:
    """Give what a group can do with a section, in order; never nothing.

    Args:
        section: With its words.
        part: Which part of the session it is.
        people: How many take part.
        heavy: Keep heavy prompts too, with their gentler wording and a way out.
    """
    notes = section.facilitator or FacilitatorNotes()
    form, size = _form(notes.form, people)
    talking = _talking_minutes(size) if size else 0
    last = plain_paragraphs(notes.notes)
    yield _reading(section, notes, part)
    prompts = [prompt for prompt in section.prompts if heavy or not prompt.heavy]
    for number, prompt in enumerate(prompts or [None] * bool(section.practices)):
        if number:
            piece = _writing(section, FacilitatorNotes(opt_out=notes.opt_out), prompt, part, 0)
            yield replace(piece, extra=ANOTHER_QUESTION, block=replace(piece.block, optional=True))
        else:
            piece = _writing(section, notes, prompt, part, talking)
            yield piece if size else replace(piece, block=_noted(piece.block, last))
    if size:
        yield _talking(section, notes, form, size, part, people)
    if notes.round:
        yield _round(section, notes, part, people, is_form=notes.form == "round")


def heavy_prompts(section: Section) -> tuple[Prompt, ...]:
    """Give the prompts that are for a person alone, unless the facilitator decides otherwise."""
    return tuple(prompt for prompt in section.prompts if prompt.heavy)


def with_times(block: Block) -> Block:
    """Say how long each person has, now that the block has its minutes."""
    size = {"pairs": 2, "triads": 3}.get(block.kind, 4 if block.form == "fours" else 0)
    if not size or block.say:
        return block
    each = max((block.minutes - 1) // size, 1)
    time = _COUNTS.get(each, f"{each} minutes each.")
    role = {2: "one listens", 3: "one listens, one keeps the time", 4: "the others listen"}[size]
    return replace(
        block,
        say=f"{time} One speaks, as much as they like; {role}, without advice. {passable('Tell only what you choose.')}",
    )


def plain_paragraphs(blocks: Blocks) -> list[str]:
    """Give the words of some blocks as paragraphs, each item of a list as one."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(spans) | Subheading(spans):
                found.append("".join(span.text for span in spans))
            case Quote(inner):
                found += plain_paragraphs(inner)
            case Listing(items):
                found += [" ".join(plain_paragraphs(item)) for item in items]
            case _:
                continue
    return [paragraph for paragraph in found if paragraph.strip()]


def _form(form: str, people: int) -> tuple[str, int]:
    """Give the form in which people talk and how many are together; a few people make pairs rather than threes."""
    if form == "triads" and people < _FOR_THREES and people % 3:
        form = "pairs"
    return (form, _TALK[form][1]) if form in _TALK else ("", 0)


def _talking_minutes(size: int) -> int:
    return {2: 7, 3: 10, 4: 9}[size]


def _title(words: str, section: Section) -> str:
    return shorten(f"{words}: {section.title}" if words else section.title, TITLE_LENGTH) or "Reading"


def _noted(block: Block, more: list[str]) -> Block:
    return replace(block, notes=within("\n\n".join([*([block.notes] if block.notes else []), *more])))


def _reading(section: Section, notes: FacilitatorNotes, part: int) -> Piece:
    words = sum(len(span.text.split()) for span in spans_of(section.reading))
    aloud = ceil(words / READ_ALOUD)
    usual = min(max(aloud, 3), LONGEST_READING)
    said = [notes.opening] if notes.opening else []
    said.append(
        f"Read aloud, the whole section takes about {aloud} minutes; choose a part, or tell it in your own words."
        if aloud > usual
        else "Read the section aloud, or tell it in your own words. Then leave a pause."
    )
    block = Block(
        kind="reading", title=_title("", section), minutes=usual, least=max(usual - 2, 2), section=section.id,
        notes=within("\n\n".join(said)),
    )  # fmt: skip
    return Piece(block=block, floor=max(usual - 2, 2), ceiling=usual + 2, part=part)


def _writing(
    section: Section, notes: FacilitatorNotes, prompt: Prompt | None, part: int, talking: int
) -> Piece:
    asked = min(prompt.minutes, LONGEST_WRITING) if prompt else 0
    floor = max(asked, 3)
    usual = min(max(floor + 1, 4, notes.minutes - talking), LONGEST_WRITING + 1)
    said = ["Alone and private. Give one minute's notice in a low voice."]
    say = ""
    if prompt is None:
        said.append(
            "This section has a practice and no question for a group: on paper, a few lines are enough."
        )
    if prompt and prompt.heavy:
        say = f"You can leave this one out. There is a gentler wording as well: {prompt.gentler}"
        said.append(f"This question is heavy. Afterwards, read slowly: {prompt.landing}")
    said += [f"Watch for: {notes.watch}"] if notes.watch else []
    said += [f"Opt-out: {notes.opt_out}"] if notes.opt_out else []
    block = Block(
        kind="writing", title=_title("Writing", section), minutes=usual, least=max(usual * 3 // 5, 3), form="alone",
        section=section.id, prompt=prompt.id if prompt else "", say=within(say), notes=within("\n\n".join(said)),
    )  # fmt: skip
    return Piece(
        block=block, floor=floor, ceiling=max(usual, min(usual + usual // 2, LONGEST_WRITING)), part=part
    )


def _talking(
    section: Section, notes: FacilitatorNotes, form: str, size: int, part: int, people: int
) -> Piece:
    usual = _talking_minutes(size)
    said = [groups_in_words(people, size)]
    if size < 4:
        said.append("Couples and relatives do not have to sit together.")
    said.append(f"Opt-out: {notes.opt_out or 'write on alone.'} Say this before they turn to each other.")
    said += plain_paragraphs(notes.notes)
    block = Block(
        kind=_TALK[form][0], title=_title(_NAMES[size], section), minutes=usual, least=usual - size, form=form,
        section=section.id, notes=within("\n\n".join(said)),
    )  # fmt: skip
    return Piece(block=block, floor=usual - size, ceiling=usual + size, part=part)


def _round(section: Section, notes: FacilitatorNotes, part: int, people: int, *, is_form: bool) -> Piece:
    usual = round_minutes(people)
    is_circle = people <= ONE_CIRCLE
    said = ["A sentence each, in any order. No comments in between."]
    if not is_circle:
        said = [f"At the same time, in fours. {groups_in_words(people, 4)}"]
    if is_form:
        said += [f"Opt-out: {notes.opt_out}"] if notes.opt_out else []
    block = Block(
        kind="round", title=_title("Round", section), minutes=usual, least=max(usual - 2, 2),
        optional=not is_form, form="round" if is_circle else "fours", section=section.id,
        say=within(passable(notes.round)), notes=within("\n\n".join(said)),
    )  # fmt: skip
    return Piece(
        block=block, floor=max(usual - 1, 2), ceiling=usual + 3, part=part, extra=0 if is_form else A_ROUND
    )
