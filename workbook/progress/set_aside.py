"""What was set aside on purpose: questions and sections for later, and sections that rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbook.progress.own_prompts import NOTE

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.records import OwnPrompt

AsideKind = Literal["later", "resting"]
"""The kinds of marks that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One question or section that was set aside."""

    kind: AsideKind
    targets: tuple[str, ...]
    """The marks that say so: under the present id, earlier ones, or both."""
    title: str
    where: str
    """The section of a question, the chapter of a section."""
    section_id: str
    item_id: str = ""
    """Empty for a section."""


def set_aside(
    pack: Pack, kind: AsideKind, marked: Iterable[str], own: Sequence[OwnPrompt] = ()
) -> list[Aside]:
    """List what carries a mark, in the order in which it was marked.

    Marks on what the pack no longer has, or cannot open, are left out; they stay in the store.

    Args:
        pack: The open pack.
        kind: Which mark.
        marked: Ids of prompts and sections, present or earlier.
        own: Questions and notes of one's own.
    """
    by_own = {one.id: one for one in own}
    found: dict[tuple[str, str], Aside] = {}
    for target in marked:
        aside = _own(pack, kind, by_own[target]) if target in by_own else _from_pack(pack, kind, target)
        if aside is None:
            continue
        place = (aside.section_id, aside.item_id)
        before = found[place].targets if place in found else ()
        found[place] = Aside(
            kind=kind,
            targets=(*before, target),
            title=aside.title,
            where=aside.where,
            section_id=aside.section_id,
            item_id=aside.item_id,
        )
    return list(found.values())


def _from_pack(pack: Pack, kind: AsideKind, target: str) -> Aside | None:
    """Take an id for that of a prompt, else for that of a section."""
    if located := pack.prompt(target):
        section, prompt = located
        return Aside(
            kind=kind,
            targets=(target,),
            title=prompt.question.split("\n\n")[0],
            where=section.title,
            section_id=section.id,
            item_id=prompt.id,
        )
    outline = pack.section_outline(target)
    if outline is None:
        return None
    chapter = next((one.title for one in pack.outlines if one.id == outline.chapter_id), "")
    return Aside(kind=kind, targets=(target,), title=outline.title, where=chapter, section_id=outline.id)


def _own(pack: Pack, kind: AsideKind, own: OwnPrompt) -> Aside | None:
    outline = pack.section_outline(own.section_id)
    if outline is None:
        return None
    return Aside(
        kind=kind,
        targets=(own.id,),
        title=own.question or NOTE,
        where=outline.title,
        section_id=outline.id,
        item_id=own.id,
    )
