"""The garden: each theme a plant that only ever grows; seeds that were planted, weeds that were named.

A pure reckoning of pack and history. Time plays no part, and nothing that is added makes any plant smaller
(rule 2 of the design).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from workbook.frozen import frozen
from workbook.values import as_text

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.content.pack_model import GardenBeds, SectionOutline
    from workbook.progress.history import History
    from workbook.store.records import Entry

FOR_OPENING, FOR_WRITING = 1, 2
"""What a section that was opened adds to the growth of its themes, and what each layer or entry adds."""

SownKind = Literal["seed", "seedling", "weed"]


@frozen(kw_only=True)
class Plant:
    """One theme."""

    theme_id: str
    title: str
    kind: int
    """The place of the theme in the pack, from 0: what sort of plant it is."""
    growth: int
    """How much was opened and written; 0 for bare ground."""
    opened: int = 0
    """Sections about this theme that were opened."""
    answered: int = 0
    """Questions about it that have an answer, own ones among them."""
    returns: int = 0
    """Answers beyond the first one to each question."""
    entries: int = 0
    """Entries in its practices."""
    is_resting: bool = False
    """Whether all its sections were set aside on purpose."""
    section_ids: tuple[str, ...] = ()
    """The sections about it, in the order of the pack."""


@frozen(kw_only=True)
class Sown:
    """Something between the plants: a seed, one that came up, or a weed that was seen."""

    kind: SownKind
    words: str
    """In the person's words."""
    entry_id: str


@frozen(kw_only=True)
class Garden:
    """Everything that grows."""

    plants: tuple[Plant, ...] = ()
    sown: tuple[Sown, ...] = ()
    """In the order in which they were put in."""
    practice_id: str = ""
    """The practice in which seeds are planted, by its present id; empty when the pack has none."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing grows and nothing was planted so far."""
        return not self.sown and not any(plant.growth for plant in self.plants)


def garden(pack: Pack, history: History, entries: Sequence[Entry] = (), met: Collection[str] = ()) -> Garden:
    """Let the garden grow from what someone opened and wrote.

    Args:
        pack: The open pack.
        history: What is known of their past.
        entries: The entries of the practice that `pack.info.garden` names, in any order.
        met: The ids of that practice's endings after which a seed has come up.
    """
    sections = [section for chapter in pack.outlines for section in chapter.sections]
    beds = pack.info.garden
    return Garden(
        plants=tuple(
            _plant(kind, theme.id, theme.title, [one for one in sections if theme.id in one.themes], history)
            for kind, theme in enumerate(pack.info.themes)
        ),
        sown=tuple(_sown(beds, entries, met)) if beds else (),
        practice_id=pack.present_id(beds.practice_id) if beds else "",
    )


def _plant(
    kind: int, theme_id: str, title: str, sections: Sequence[SectionOutline], history: History
) -> Plant:
    layers = [count for one in sections for count in _layers(one, theme_id, history)]
    entries = sum(
        _count(one, practice_id, history.entries)
        for one in sections
        for practice_id in _about(one, one.practice_ids, theme_id)
    )
    opened = sum(1 for one in sections if _ids(one) & history.openings.keys())
    resting = set(history.resting)
    return Plant(
        theme_id=theme_id,
        title=title,
        kind=kind,
        growth=FOR_OPENING * opened + FOR_WRITING * (sum(layers) + entries),
        opened=opened,
        answered=len(layers),
        returns=sum(layers) - len(layers),
        entries=entries,
        is_resting=bool(sections) and all(_ids(one) & resting for one in sections),
        section_ids=tuple(one.id for one in sections),
    )


def _layers(section: SectionOutline, theme_id: str, history: History) -> Iterator[int]:
    """Give how many layers each question about a theme has, where it has any."""
    ids = _ids(section)
    own = (history.answered.get(one.id, 0) for one in history.own if one.section_id in ids)
    asked = (
        _count(section, prompt_id, history.answered)
        for prompt_id in _about(section, section.prompt_ids, theme_id)
    )
    return (count for count in (*asked, *own) if count > 0)


def _about(section: SectionOutline, item_ids: Iterable[str], theme_id: str) -> Iterator[str]:
    """Choose what is about a theme; what names no theme is about all of its section's."""
    named = dict(section.item_themes)
    return (item_id for item_id in item_ids if theme_id in named.get(item_id, section.themes))


def _count(section: SectionOutline, item_id: str, counts: Mapping[str, int]) -> int:
    return sum(counts.get(name, 0) for name in section.ids_of(item_id))


def _ids(section: SectionOutline) -> set[str]:
    return {section.id, *section.was}


def _sown(beds: GardenBeds, entries: Sequence[Entry], met: Collection[str]) -> Iterator[Sown]:
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
        seed, weed = (as_text(entry.values.get(name)).strip() for name in (beds.seed, beds.weed))
        if seed:
            yield Sown(kind="seedling" if entry.ending in met else "seed", words=seed, entry_id=entry.id)
        if weed:
            yield Sown(kind="weed", words=weed, entry_id=entry.id)
