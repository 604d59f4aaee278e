"""The map: themes against chapters, the state and depth of every section, and the trails that run through them.

Time plays no part: a map is the same however long one waits, and more answers only add to it (rule 2 of the
design). Every section of the pack stands on it (rule 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.content.pack_model import SectionOutline, Theme
from workbook.progress.own_prompts import outline_with_own
from workbook.progress.states import SectionState, section_state
from workbook.progress.trails import Leg, Route, routes

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.content.loader import Pack
    from workbook.progress.history import History

OTHER = Theme(id="", title="Other")
"""Where sections stand that carry no theme of the pack."""


@dataclass(frozen=True, slots=True)
class MapSection:
    """A section as the map knows it."""

    outline: SectionOutline
    chapter: str
    """The chapter's title."""
    themes: tuple[str, ...]
    """Titles, in the order of the map."""
    state: SectionState
    last_at: datetime | None = None
    """When it was last opened."""

    @property
    def id(self) -> str:
        """Its present id."""
        return self.outline.id


@dataclass(frozen=True, slots=True)
class MapChapter:
    """A chapter's name, and why it cannot be opened; empty when it can."""

    id: str
    title: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class MapTrail:
    """A trail that can be drawn, and the index of the stop where someone is; None when they are not on it."""

    route: Route
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that is drawn or told."""

    themes: tuple[Theme, ...]
    """Those of the pack that some section carries, in its order; then `OTHER`, when it is needed."""
    chapters: tuple[MapChapter, ...]
    sections: Mapping[str, MapSection]
    """By present id, in the order of the chapters."""
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    """The ids of the sections of a theme in a chapter, by the ids of both; where there are none, no cell."""
    trails: tuple[MapTrail, ...]
    """Those under way first, the one moved last before the others."""

    def cell(self, theme_id: str, chapter_id: str) -> tuple[MapSection, ...]:
        """Give the sections of a theme in a chapter, in the chapter's order."""
        return tuple(self.sections[name] for name in self.cells.get((theme_id, chapter_id), ()))

    def legs(self, section_id: str) -> tuple[Leg, ...]:
        """Give the stops that the trails under way have at a section, by its present id."""
        under_way = [trail.route for trail in self.trails if trail.place is not None]
        found = ((route, route.index_of(section_id)) for route in under_way)
        return tuple(Leg(route, index) for route, index in found if index is not None)


def map_of(pack: Pack, history: History) -> Map:
    """Draw up the map.

    Args:
        pack: The open pack.
        history: What was written, opened and set aside so far.
    """
    titles = {theme.id: theme.title for theme in pack.info.themes}
    sections: dict[str, MapSection] = {}
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for chapter in pack.outlines:
        for outline in chapter.sections:
            if outline.id in sections:
                continue
            known = [theme for theme in titles if theme in outline.themes] or [OTHER.id]
            names = tuple(titles[theme] for theme in known if theme in titles)
            sections[outline.id] = _section(outline, chapter.title, names, history)
            for theme in known:
                cells[theme, chapter.id] = (*cells.get((theme, chapter.id), ()), outline.id)
    carried = {theme for theme, _ in cells}
    rows = [Theme(id=name, title=title) for name, title in titles.items() if name in carried and name]
    return Map(
        themes=(*rows, OTHER) if OTHER.id in carried else tuple(rows),
        chapters=tuple(MapChapter(chapter.id, chapter.title, chapter.missing) for chapter in pack.outlines),
        sections=sections,
        cells=cells,
        trails=_trails(pack, history),
    )


def _section(outline: SectionOutline, chapter: str, themes: tuple[str, ...], history: History) -> MapSection:
    known = outline_with_own(outline, history.own)
    state = section_state(known, history.answered, history.entries, history.openings, history.resting)
    visited = (history.openings.get(name) for name in (outline.id, *outline.was))
    last_at = max((opening.last_at for opening in visited if opening), default=None)
    return MapSection(outline, chapter, themes, state, last_at)


def _trails(pack: Pack, history: History) -> tuple[MapTrail, ...]:
    found = {route.id: route for route in routes(pack)}
    under_way = [name for name in reversed([*history.walks]) if name in found]
    return (
        *(MapTrail(found[name], found[name].place(history.walks[name])) for name in under_way),
        *(MapTrail(route) for name, route in found.items() if name not in under_way),
    )
