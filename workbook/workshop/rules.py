"""What makes an agenda one that a group can be led through. Pure: the same for a file and for a plan on screen.

Source: the design's section on workshops, and FACILITATION.md (protected blocks, least lengths, breaks).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbook.workshop.agenda import LONG_SESSION, Agenda, Block, forms_of, must_be_protected

MOST_BLOCKS: Final = 500
MOST_MINUTES: Final = 12 * 60
MOST_PEOPLE: Final = 1000

TITLE_LENGTH: Final = 60
"""The most characters of a title: the last row has to read it."""

WORDS_LENGTH: Final = 4000
"""The most characters of notes, and of words to say: some four minutes of reading aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend in an agenda, and where."""

    wrong: str
    todo: str
    keys: tuple[str, ...]
    """The settings it follows from; it belongs to the first."""
    block: int | None = None
    """The position of the block from 0; None for the agenda as a whole."""
    warning: bool = False
    """Worth knowing; the agenda can be used all the same."""


def block_findings(agenda: Agenda) -> Iterator[Finding]:
    """Find what is wrong with single blocks, by themselves or where they stand."""
    for place, block in enumerate(agenda.blocks):
        yield from _length(place, block)
        yield from _protection(place, block, agenda.minutes)
        yield from _use(place, block)
        yield from _words(place, block)
    if agenda.blocks:
        yield from _ends(agenda.blocks)


def agenda_findings(agenda: Agenda) -> Iterator[Finding]:
    """Find what is wrong with the blocks taken together; needs the kind and minutes of each."""
    over = agenda.planned - agenda.minutes
    if over:
        change = f"take {_minutes(over)} out" if over > 0 else f"add {_minutes(-over)}, as a buffer perhaps"
        yield Finding(
            wrong=f"the blocks take {_minutes(agenda.planned)} together, and this agenda has {agenda.minutes}",
            todo=f"{change}, or write minutes = {agenda.planned}",
            keys=("minutes",),
        )
    kinds = {block.kind for block in agenda.blocks}
    if agenda.minutes > LONG_SESSION and "break" not in kinds:
        yield Finding(
            wrong=f"there is no break in {_minutes(agenda.minutes)}",
            todo="ten minutes near the middle do a group good",
            keys=("minutes",),
            warning=True,
        )
    if "grounding" not in kinds:
        yield Finding(
            wrong="there is no grounding",
            todo="a few minutes before the end let people settle",
            keys=("minutes",),
            warning=True,
        )


def _length(place: int, block: Block) -> Iterator[Finding]:
    keys = ("least", "minutes", "kind")
    if block.least > block.minutes:
        yield Finding(
            wrong=f"least is {block.least}, and the block is planned for {_minutes(block.minutes)}",
            todo=f"write least = {block.minutes} or less, or give the block more minutes",
            keys=keys,
            block=place,
        )
    if block.kind == "buffer" and block.least:
        yield Finding(
            wrong=f"least is {block.least} for a buffer",
            todo="take least out: a buffer may shrink to nothing",
            keys=keys,
            block=place,
        )
    if block.kind != "buffer" and not block.least:
        yield Finding(
            wrong=f"least is 0 for this {block.kind} block",
            todo="write least = 1 or more, and optional = true when it can be left out",
            keys=keys,
            block=place,
        )


def _protection(place: int, block: Block, session_minutes: int) -> Iterator[Finding]:
    keys = ("protected", "kind", "minutes")
    if not block.protected:
        if must_be_protected(block.kind, session_minutes):
            yield Finding(
                wrong=f"this {block.kind} block is not protected",
                todo="take protected = false out: it keeps its length however late it gets",
                keys=keys,
                block=place,
            )
        return
    if block.kind == "buffer":
        yield Finding(
            wrong="this buffer is protected",
            todo="take protected out: a buffer is there to be used up",
            keys=keys,
            block=place,
        )
    elif block.least < block.minutes:
        yield Finding(
            wrong=f"this block is protected, and least is {block.least}",
            todo=f"take least out: a protected block keeps its {_minutes(block.minutes)}",
            keys=("least", *keys),
            block=place,
        )
    if block.optional:
        yield Finding(
            wrong="this block is protected and optional at once",
            todo="take optional out" if must_be_protected(block.kind, session_minutes) else "choose one",
            keys=("optional", *keys),
            block=place,
        )


def _use(place: int, block: Block) -> Iterator[Finding]:
    forms = forms_of(block.kind)
    if forms and block.form not in forms:
        usual = " or ".join(f'"{form}"' for form in forms if form)
        yield Finding(
            wrong=f'the form of this {block.kind} block is "{block.form}"',
            todo=f"take form out, or write {usual}" if usual else "take form out",
            keys=("form", "kind"),
            block=place,
        )
    for key, name in (("section", block.section), ("prompt", block.prompt)):
        if name and block.kind in ("break", "buffer"):
            yield Finding(
                wrong=f"this {block.kind} block has a {key}",
                todo=f"take {key} out, or choose another kind",
                keys=(key, "kind"),
                block=place,
            )


def _words(place: int, block: Block) -> Iterator[Finding]:
    for key, words, most in (
        ("title", block.title, TITLE_LENGTH),
        ("notes", block.notes, WORDS_LENGTH),
        ("say", block.say, WORDS_LENGTH),
    ):
        if len(words) > most:
            yield Finding(
                wrong=f"{key} is longer than {most} characters",
                todo="say it more briefly",
                keys=(key,),
                block=place,
            )


def _ends(blocks: tuple[Block, ...]) -> Iterator[Finding]:
    first, last = blocks[0], blocks[-1]
    if first.kind not in ("agreements", "check-in"):
        yield Finding(
            wrong=f"the first block is of the kind {first.kind}",
            todo="begin with agreements or a check-in",
            keys=("kind",),
            block=0,
        )
    if last.kind not in ("check-out", "closing"):
        yield Finding(
            wrong=f"the last block is of the kind {last.kind}",
            todo="end with a check-out or a closing",
            keys=("kind",),
            block=len(blocks) - 1,
        )


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"
