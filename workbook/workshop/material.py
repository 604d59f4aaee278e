"""What a block uses from the pack: its reading, its questions, the notes for a facilitator, words for a group."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.content.loader import Pack
from workbook.content.model import Blocks, FacilitatorNotes, GroupWords, Prompt, Section
from workbook.errors import PackError
from workbook.workshop.agenda import Block, BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one block uses; all of it empty for a block that names nothing."""

    section_title: str = ""
    reading: Blocks = ()
    """Of the section."""
    question: str = ""
    """The question of the block's own prompt, for the room; empty when the block names none."""
    gentler: str = ""
    """Its other wording for a hard day."""
    landing: str = ""
    """A minute that settles, for after a heavy question."""
    is_heavy: bool = False
    prompts: tuple[Prompt, ...] = ()
    """What else can be asked: the questions of the section, without the one above."""
    notes: FacilitatorNotes | None = None
    """For the facilitator alone; never sent to a screen that the room can see."""
    group_words: tuple[str, ...] = ()
    """Words of the pack to choose from, for this kind of block."""
    missing: tuple[str, ...] = ()
    """What the block names and the pack does not hold, one sentence each."""


def material_of(block: Block, pack: Pack) -> Material:
    """Gather what a block uses; a name that leads to nothing is told in `missing`, never raised."""
    missing: list[str] = []
    asked, home = _asked(block, pack, missing)
    section = _section(block, pack, missing) or home
    return Material(
        section_title=section.title if section else "",
        reading=section.reading if section else (),
        question=asked.question if asked else "",
        gentler=asked.gentler if asked else "",
        landing=asked.landing if asked else "",
        is_heavy=bool(asked and asked.heavy),
        prompts=tuple(prompt for prompt in section.prompts if prompt != asked) if section else (),
        notes=section.facilitator if section else None,
        group_words=group_words(block.kind, pack.info.group),
        missing=tuple(missing),
    )


def group_words(kind: BlockKind, words: GroupWords) -> tuple[str, ...]:
    """Give the words of a pack that suit a kind of block."""
    match kind:
        case "agreements":
            return words.agreements
        case "check-in":
            return words.check_in
        case "grounding":
            return words.grounding
        case "check-out":
            return words.check_out
        case _:
            return ()


def _asked(block: Block, pack: Pack, missing: list[str]) -> tuple[Prompt | None, Section | None]:
    if not block.prompt:
        return None, None
    found = pack.prompt(block.prompt)
    if found is None:
        missing.append(f'The question "{block.prompt}" is not in this pack any more.')
        return None, None
    return found[1], found[0]


def _section(block: Block, pack: Pack, missing: list[str]) -> Section | None:
    if not block.section:
        return None
    try:
        return pack.section(block.section)
    except PackError as error:
        missing.append(str(error))
        return None
