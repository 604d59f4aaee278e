"""Trails: the pack's routes as they can be walked, and where someone is on them.

A walk is known by the section someone was at last. Time plays no part, and nothing here asks in which
order the stops are visited.
"""

from collections.abc import Iterator, Mapping

from workbook.content.loader import Pack
from workbook.content.pack_model import SectionOutline, Trail
from workbook.frozen import frozen

Walks = Mapping[str, str]
"""Trail id to the id of the section someone is at, for every trail under way; the one moved last stands last."""


@frozen()
class RouteStop:
    """A stop whose section is in the pack."""

    section: SectionOutline
    say: str
    """One sentence: why this stop."""


@frozen()
class Route:
    """A trail as it can be walked: its stops whose sections are in the pack, at least one, each once."""

    id: str
    title: str
    stops: tuple[RouteStop, ...]
    places: Mapping[str, int]
    """Where each section that the trail names is, by its present and earlier ids, as an index into `stops`.

    A section that has gone from the pack is where the next stop is, or else the last one.
    """

    def index_of(self, section_id: str) -> int | None:
        """Give the index of the stop at a section of the pack, by its present id; None when it is no stop."""
        found = (index for index, stop in enumerate(self.stops) if stop.section.id == section_id)
        return next(found, None)

    def place(self, section_id: str) -> int:
        """Give the index of the stop where someone is, by the section they were at last.

        The first when the trail does not name that section (any more).
        """
        return self.places.get(section_id, 0)


def routes(pack: Pack) -> tuple[Route, ...]:
    """Give the pack's trails as they can be walked; one of which no section is left is left out."""
    return tuple(route for trail in pack.info.trails if (route := _route(pack, trail)).stops)


def _route(pack: Pack, trail: Trail) -> Route:
    stops: list[RouteStop] = []
    places: dict[str, int] = {}
    for stop in trail.stops:
        section = pack.section_outline(stop.section_id)
        if section is not None and section.id not in places:
            places |= dict.fromkeys(section.was, len(stops)) | {section.id: len(stops)}
            stops.append(RouteStop(section, stop.say))
        places.setdefault(stop.section_id, len(stops))
    last = max(len(stops) - 1, 0)
    return Route(trail.id, trail.title, tuple(stops), {name: min(at, last) for name, at in places.items()})


@frozen()
class Leg:
    """A stop of a trail that is being walked, seen from its section."""

    route: Route
    index: int
    """Of the stop, from 0."""

    @property
    def is_last(self) -> bool:
        """Whether the trail ends here."""
        return self.index == len(self.route.stops) - 1

    @property
    def ahead(self) -> tuple[str, ...]:
        """The sections that follow, the next one first."""
        return tuple(stop.section.id for stop in self.route.stops[self.index + 1 :])

    @property
    def following(self) -> str:
        """The title of the next stop; empty when the trail ends here."""
        return "" if self.is_last else self.route.stops[self.index + 1].section.title

    def in_words(self, key: str) -> str:
        """Say on one line which trail this is and what comes next.

        Args:
            key: What to press to go there; empty for none.
        """
        if self.is_last:
            return f"You have come to the end of: {self.route.title}"
        press = f" ({key})" if key else ""
        where = f"stop {self.index + 1} of {len(self.route.stops)}"
        return f"On the trail: {self.route.title} · {where} · next: {self.following}{press}"


@frozen()
class Arrival:
    """What opening a section means for the trails under way."""

    walks: dict[str, str]
    """As `Walks`, afterwards: a trail that ends at this section is over."""
    ended: tuple[Leg, ...]
    ongoing: tuple[Leg, ...]
    """The trail that was moved last comes first."""


def arrive(found: tuple[Route, ...], walks: Walks, section_id: str) -> Arrival:
    """Move every trail under way that has a stop at a section to that stop.

    Args:
        found: The routes of the pack; a walk on a trail that is not among them stays as it is.
        walks: Where someone is.
        section_id: The present id of the section that was opened.
    """
    by_id = {route.id: route for route in found}
    after = dict(walks)
    legs: list[Leg] = []
    for trail_id in walks:
        index = by_id[trail_id].index_of(section_id) if trail_id in by_id else None
        if index is not None:
            leg = Leg(by_id[trail_id], index)
            legs.insert(0, leg)
            # What passes here was moved last: it moves to the end, in the order it had.
            del after[trail_id]
            if not leg.is_last:
                after[trail_id] = section_id
    ended = tuple(leg for leg in legs if leg.is_last)
    return Arrival(after, ended, tuple(leg for leg in legs if not leg.is_last))


def onward(found: tuple[Route, ...], walks: Walks, here: str) -> Iterator[RouteStop]:
    """Give where the trails under way go on, the trail that was moved last first.

    That is the stop where someone is on a trail; the one after it when they are there already.

    Args:
        found: The routes of the pack.
        walks: Where someone is.
        here: The section someone left off at, by its present id; empty for none.
    """
    by_id = {route.id: route for route in found}
    for trail_id in reversed([*walks]):
        if trail_id in by_id:
            route = by_id[trail_id]
            index = route.place(walks[trail_id])
            stops = route.stops[index + (route.stops[index].section.id == here) :]
            yield from stops[:1]
