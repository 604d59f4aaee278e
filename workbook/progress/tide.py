"""The tide: visits and check-ins one after the other, as ups and downs that nothing measures.

Time between visits takes no room, and absence means nothing: a visit without a check-in stands as high as the
check-in before it. So whatever comes later, what was drawn before stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from workbook.frozen import frozen
from workbook.moments import clock, day_in_words, local, to_text
from workbook.store.written import PRACTICE
from workbook.text import one_line

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.content.pack_model import SectionOutline
    from workbook.progress.history import History
    from workbook.store.records import CheckIn, Visit
    from workbook.store.written import Written

HIGHEST = 10
"""The upper end of a check-in; the lower end is 0."""
RESTING_HEIGHT = 5.0
"""Where the water stands before anyone said anything."""
_WEEK = timedelta(days=7)


@frozen()
class Trace:
    """A section or a practice in which something was written during a visit."""

    section_id: str
    """As it was then; empty for a practice, and for a note that stands nowhere in particular."""
    item_id: str
    """The prompt or practice that was written in last there, as it was called then."""
    entry_id: str = ""
    """The newest entry in a practice."""
    title: str = ""
    """A practice's title as it was then."""

    @property
    def is_practice(self) -> bool:
        """Whether this is a practice rather than a section or a note."""
        return bool(self.entry_id)


@frozen(kw_only=True)
class Point:
    """One visit."""

    at: datetime
    """When something was first written in it; UTC."""
    offset: str
    """The local offset then, such as `+01:00`."""
    height: float
    """From 0 to `HIGHEST`: how high to draw it."""
    level: int | None = None
    """What was put down at the check-in; None when there was none."""
    word: str = ""
    """The person's word for it, on one line; or empty."""
    traces: tuple[Trace, ...] = ()
    """Where something was written, the newest first."""

    @property
    def day(self) -> date:
        """The day it was, where it was."""
        return local(self.at, self.offset).date()


@frozen()
class Tide:
    """All visits in the order of writing, the newest last."""

    points: tuple[Point, ...] = ()

    def share_at(self, place: float) -> float:
        """Give the height of the water anywhere, as a share of the highest.

        Args:
            place: 0 at the first point, 1 at the second, and so on; still water lies beyond either end.

        Returns:
            From 0 to 1. Between two points it depends on these two only, and lies between them.
        """
        last = len(self.points) - 1
        place = min(max(place, 0.0), float(last))
        left = min(int(place), max(last - 1, 0))
        share = place - left
        low, high = self.points[left].height, self.points[min(left + 1, last)].height
        return (low + (high - low) * share * share * (3 - 2 * share)) / HIGHEST


def tide_of(history: History, written: Iterable[Written] = ()) -> Tide:
    """Draw the tide from someone's past.

    Args:
        history: Gives visits, newest first by order of writing, and check-ins in order.
        written: What was written, newest first; each goes to the visit that had begun last by its time.
    """
    visits = history.visits[::-1]
    traces = _traces(visits, written)
    of_visit, strays = _by_visit(visits, history.checkins)
    points: list[Point] = []
    height = RESTING_HEIGHT
    for checkin in strays.get("", ()):
        points.append(_point(checkin, checkin, height := _level(checkin)))
    for index, visit in enumerate(visits):
        found = of_visit.get(visit.id)
        height = _level(found) if found else height
        points.append(_point(visit, found, height, traces[index]))
        for checkin in strays.get(visit.id, ()):
            points.append(_point(checkin, checkin, height := _level(checkin)))
    return Tide(tuple(points))


def _point(
    moment: Visit | CheckIn, checkin: CheckIn | None, height: float, traces: Iterable[Trace] = ()
) -> Point:
    return Point(
        at=moment.at,
        offset=moment.offset,
        height=height,
        level=int(height) if checkin else None,
        word=one_line(checkin.word) if checkin else "",
        traces=tuple(traces),
    )


def _level(checkin: CheckIn) -> float:
    return float(min(max(checkin.level, 0), HIGHEST))


def _by_visit(
    visits: Sequence[Visit], checkins: Sequence[CheckIn]
) -> tuple[dict[str, CheckIn], dict[str, list[CheckIn]]]:
    """Put each check-in to its visit; one of no known visit comes after the visit of the check-in before it."""
    known = {visit.id for visit in visits}
    of_visit: dict[str, CheckIn] = {}
    strays: dict[str, list[CheckIn]] = {}
    last = ""
    for checkin in checkins:
        if checkin.visit_id in known:
            last = checkin.visit_id
            of_visit[last] = checkin
        else:
            strays.setdefault(last, []).append(checkin)
    return of_visit, strays


def _traces(visits: Sequence[Visit], written: Iterable[Written]) -> list[Iterable[Trace]]:
    """Give, for each visit, where something was written in it, each place once."""
    by_time = sorted((to_text(visit.at), index) for index, visit in enumerate(visits))
    begun = [at for at, _ in by_time]
    found: list[dict[tuple[bool, str], Trace]] = [{} for _ in visits]
    if not visits:
        return []
    for one in written:
        places = found[by_time[max(bisect_right(begun, one.at) - 1, 0)][1]]
        is_practice = one.kind == PRACTICE
        key = (is_practice, one.item_id if is_practice else one.section_id)
        if key not in places:
            places[key] = Trace(one.section_id, one.item_id, one.id if is_practice else "", one.title)
    return [places.values() for places in found]


# Where things are now.


def section_of(trace: Trace, pack: Pack) -> SectionOutline | None:
    """Find the section of a trace as it is now: the one of then, or where its question has moved."""
    if found := pack.section_outline(trace.section_id):
        return found
    present_id = pack.present_id(trace.item_id)
    sections = (section for chapter in pack.outlines for section in chapter.sections)
    return next((section for section in sections if present_id in section.prompt_ids), None)


def title_of(trace: Trace, pack: Pack) -> str:
    """Name a trace: the section as it is called now, or the practice as it was called then."""
    if trace.is_practice:
        return trace.title or "a practice"
    if found := section_of(trace, pack):
        return found.title
    return "a section that this pack does not have" if trace.section_id else "a note of your own"


# In words.


def when(point: Point, today: date) -> str:
    """Say when a visit was, in its own time zone: "today, 12:04", "Thursday, 12:04", "3 May 2025, 12:04".

    Args:
        point: The visit.
        today: The present local date.
    """
    day = point.day
    time = clock(point.at, point.offset)
    if day == today:
        return f"today, {time}"
    if day == today - timedelta(days=1):
        return f"yesterday, {time}"
    if today - _WEEK < day < today:
        return f"{day:%A}, {time}"
    words = day_in_words(day.isoformat())
    return f"{words.removesuffix(f' {today.year}')}, {time}"


def said(point: Point) -> str:
    """Give what was put down at the check-in: “wobbly”, 3 of 10; empty when there was none."""
    level = "" if point.level is None else f"{point.level} of {HIGHEST}"
    return ", ".join(part for part in (f"“{point.word}”" if point.word else "", level) if part)


def tide_in_words(tide: Tide, pack: Pack, today: date) -> list[str]:
    """Tell the whole tide for those who cannot see it, a line for each visit, the newest first.

    Args:
        tide: The tide.
        pack: Gives the titles.
        today: The present local date.
    """
    return [_in_words(point, pack, today) for point in reversed(tide.points)]


def _in_words(point: Point, pack: Pack, today: date) -> str:
    words = said(point)
    titles = list(dict.fromkeys(title_of(trace, pack) for trace in point.traces))
    sentences = [words] if words else []
    if titles:
        sentences.append(f"You wrote in: {', '.join(titles)}")
    if not sentences:
        sentences.append("You were here")
    return f"{when(point, today)}: {'. '.join(sentences)}."
