"""Whether the sections and prompts that an agenda names are in the pack."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.content.loader import Pack
from workbook.content.near import did_you_mean
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.rules import Finding


def name_findings(agenda: Agenda, pack: Pack) -> Iterator[Finding]:
    """Find names that lead to nothing, names that are out of date, and prompts named with another's section.

    Only outlines are looked at, unless a prompt is not among them: then it may have had that id before.
    While a chapter is missing from the pack, nothing is said of names that it may hold.
    """
    sections = [section for outline in pack.outlines for section in outline.sections]
    prompts = {prompt: section.id for section in sections for prompt in section.prompt_ids}
    practices = {practice for section in sections for practice in section.practice_ids}
    section_ids = [section.id for section in sections]
    is_whole = not any(outline.missing for outline in pack.outlines)
    for place, block in enumerate(agenda.blocks):
        if block.section:
            yield from _section(place, block, pack, section_ids, is_whole=is_whole)
        if block.prompt in prompts:
            yield from _home(place, block, pack, prompts[block.prompt])
        elif block.prompt in practices:
            yield _wrong(place, "prompt", f'"{block.prompt}" is a practice', "name a prompt")
        elif block.prompt:
            yield from _prompt(place, block, pack, prompts, is_whole=is_whole)


def _section(place: int, block: Block, pack: Pack, known: list[str], *, is_whole: bool) -> Iterator[Finding]:
    outline = pack.section_outline(block.section)
    if outline is None and is_whole:
        advice = did_you_mean(block.section, known, "name one that is in this pack")
        yield _wrong(place, "section", f'there is no section "{block.section}"', advice)
    elif outline is not None and outline.id != block.section:
        yield _renamed(place, "section", block.section, outline.id)


def _prompt(
    place: int, block: Block, pack: Pack, known: dict[str, str], *, is_whole: bool
) -> Iterator[Finding]:
    found = pack.prompt(block.prompt)
    if found:
        yield _renamed(place, "prompt", block.prompt, found[1].id)
        yield from _home(place, block, pack, found[0].id)
    elif is_whole:
        advice = did_you_mean(block.prompt, known, "name one that is in this pack")
        yield _wrong(place, "prompt", f'there is no prompt "{block.prompt}"', advice)


def _home(place: int, block: Block, pack: Pack, home: str) -> Iterator[Finding]:
    """Compare the section that a block names with the one its prompt stands in."""
    outline = pack.section_outline(block.section)
    if outline and outline.id != home:
        wrong = f'the prompt "{block.prompt}" is not in the section "{block.section}"'
        yield _wrong(place, "prompt", wrong, f'write section = "{home}", or choose another prompt')


def _wrong(place: int, key: str, wrong: str, todo: str) -> Finding:
    return Finding(wrong=wrong, todo=todo, keys=(key,), block=place)


def _renamed(place: int, key: str, old: str, new: str) -> Finding:
    return Finding(
        wrong=f'"{old}" is an earlier id',
        todo=f'write {key} = "{new}"',
        keys=(key,),
        block=place,
        warning=True,
    )
