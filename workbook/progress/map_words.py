"""The map in words: all that the picture shows, for someone who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.moments import in_words

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.progress.map import Map, MapSection, MapTrail
    from workbook.progress.states import SectionState


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line, and the section that it leads to; empty for a heading or a gap."""

    text: str
    section_id: str = ""
    theme_id: str | None = None
    """The theme under which the section stands here; None for a stop of a trail."""

    @property
    def is_heading(self) -> bool:
        """Whether it names what follows."""
        return bool(self.text) and not self.section_id


def map_in_words(found: Map, now: datetime) -> tuple[MapLine, ...]:
    """Tell the map: its trails, then every theme with its sections, a line for each.

    Args:
        found: The map.
        now: The present time, aware: days are named as one would say them today.
    """
    groups = [*_under_way(found), *_themes(found, now), *_not_under_way(found), *_missing(found)]
    gap = MapLine("")
    lines = [line for group in groups for line in (gap, *group)]
    return tuple(lines[1:])


def _themes(found: Map, now: datetime) -> Iterator[list[MapLine]]:
    for theme in found.themes:
        lines = [MapLine(theme.title)]
        for chapter in found.chapters:
            for section in found.cell(theme.id, chapter.id):
                where = stops_in_words(found, section.id)
                state = state_in_words(section, now)
                text = f"{section.outline.title}, in {section.chapter}: {state}"
                lines.append(MapLine(f"{text}; {where}" if where else text, section.id, theme.id))
        yield lines


def _under_way(found: Map) -> Iterator[list[MapLine]]:
    for trail in found.trails:
        if trail.place is not None:
            yield _stops(trail, f"You are on a trail: {trail.route.title}")


def _not_under_way(found: Map) -> Iterator[list[MapLine]]:
    for trail in found.trails:
        if trail.place is None:
            yield _stops(trail, f"A trail: {trail.route.title}")


def _stops(trail: MapTrail, heading: str) -> list[MapLine]:
    lines = [MapLine(heading)]
    for index, stop in enumerate(trail.route.stops):
        here = ", you are here" if index == trail.place else ""
        lines.append(MapLine(f"{index + 1}. {stop.section.title}{here}", stop.section.id))
    return lines


def _missing(found: Map) -> Iterator[list[MapLine]]:
    lines = missing_in_words(found)
    if lines:
        yield [MapLine(line) for line in lines]


def missing_in_words(found: Map) -> list[str]:
    """Say of each chapter that cannot be opened why, on a line of its own."""
    return [
        f"{chapter.title} cannot be opened: {chapter.missing}"
        for chapter in found.chapters
        if chapter.missing
    ]


def state_in_words(section: MapSection, now: datetime) -> str:
    """Say how far someone has been in a section: "answered twice, last here on 3 May"."""
    depth = _depth(section.state)
    match section.state.name:
        case "untouched":
            words = "new to you"
        case "opened":
            words = "opened"
        case "resting":
            words = f"resting, {depth}" if depth else "resting"
        case _:
            words = depth
    return f"{words}, last here {_when(section.last_at, now)}" if section.last_at else words


def _depth(state: SectionState) -> str:
    if state.times < 2:
        return "answered" if state.times else ""
    return "answered twice" if state.times == 2 else f"answered {state.times} times"


def _when(then: datetime, now: datetime) -> str:
    words = in_words(then, now)
    if words in ("just now", "yesterday"):
        return words
    return f"at {words}" if ":" in words else f"on {words}"


def stops_in_words(found: Map, section_id: str) -> str:
    """Say which stops of the trails under way a section is; empty when it is none."""
    places = {trail.route.id: trail.place for trail in found.trails}
    return "; ".join(
        f"stop {leg.index + 1} of {len(leg.route.stops)} on the trail “{leg.route.title}”"
        + (", where you are" if places[leg.route.id] == leg.index else "")
        for leg in found.legs(section_id)
    )


def trail_in_words(trail: MapTrail) -> str:
    """Say on one line which trail is drawn, and where someone is on it."""
    if trail.place is None:
        return f"A trail: {trail.route.title}"
    return f"On the trail: {trail.route.title} · you are at stop {trail.place + 1}"


def stop_in_words(trail: MapTrail, section_id: str) -> str:
    """Say which stop of a trail a section is; empty when it is none."""
    index = trail.route.index_of(section_id)
    if index is None:
        return ""
    here = ", where you are" if index == trail.place else ""
    return f"stop {index + 1} of {len(trail.route.stops)}{here}"
