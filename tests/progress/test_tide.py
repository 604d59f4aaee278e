"""The tide as a pure function: nothing that comes later, and no stretch of time, changes what was drawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline, PackInfo, SectionOutline
from workbook.moments import to_text
from workbook.progress.history import History
from workbook.progress.tide import (
    HIGHEST,
    RESTING_HEIGHT,
    Tide,
    Trace,
    section_of,
    tide_in_words,
    tide_of,
    title_of,
)
from workbook.store.records import CheckIn, Visit
from workbook.store.written import PRACTICE, Written

BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LEVELS = st.none() | st.integers(0, HIGHEST)
GAPS = st.integers(-4000, 4000).map(lambda hours: timedelta(hours=hours))
"""Between two visits; clocks also jump backwards."""
DRAWN = st.lists(st.tuples(GAPS, LEVELS), max_size=12)


def a_history(drawn: list[tuple[timedelta, int | None]]) -> History:
    """Visits so far apart from each other, some with a check-in."""
    visits, checkins, at = [], [], BEGIN
    for number, (gap, level) in enumerate(drawn):
        at += gap
        visits.append(Visit(id=f"v{number}", at=at, offset="+00:00"))
        if level is not None:
            checkins.append(a_checkin(f"v{number}", level, at=at))
    return History(visits=visits[::-1], checkins=checkins)


def a_checkin(visit_id: str, level: int, word: str = "", at: datetime = BEGIN) -> CheckIn:
    """A check-in."""
    return CheckIn(
        id=f"c-{visit_id}", level=level, word=word, visit_id=visit_id, at=at, saved_at=at, offset="+00:00"
    )


def written(at: datetime, item_id: str, section_id: str = "", kind: str = "text") -> Written:
    """Something written at a time."""
    return Written(
        key=("layers", 1),
        id=f"r-{item_id}",
        item_id=item_id,
        section_id=section_id,
        kind=kind,
        title="Promises" if kind == PRACTICE else "",
        at=to_text(at),
        day=at.date(),
    )


def heights(tide: Tide) -> list[float]:
    """How high the points stand."""
    return [point.height for point in tide.points]


def picture(tide: Tide, places: int) -> list[float]:
    """The water up to a point, at every tenth of the way."""
    return [tide.share_at(tenth / 10) for tenth in range(places * 10 - 9)]


@given(DRAWN, DRAWN)
@settings(max_examples=60)
def test_later_visits_change_nothing_that_was_drawn(
    before: list[tuple[timedelta, int | None]], later: list[tuple[timedelta, int | None]]
) -> None:
    """Whatever is put down later, and whenever, the water up to here should stay just as it was."""
    then, now = tide_of(a_history(before)), tide_of(a_history(before + later))
    assert now.points[: len(then.points)] == then.points
    if then.points:
        assert picture(now, len(then.points)) == picture(then, len(then.points))


@given(DRAWN, st.lists(GAPS, min_size=12, max_size=12))
@settings(max_examples=60)
def test_no_stretch_of_time_changes_the_picture(
    drawn: list[tuple[timedelta, int | None]], gaps: list[timedelta]
) -> None:
    """The same visits a day or a year apart, or after a clock jumped back, should give the same water."""
    otherwise = [(gap, level) for gap, (_, level) in zip(gaps, drawn, strict=False)]
    assert heights(tide_of(a_history(drawn))) == heights(tide_of(a_history(otherwise)))


@given(DRAWN)
@settings(max_examples=60)
def test_there_is_one_point_for_each_visit_in_the_order_of_writing(
    drawn: list[tuple[timedelta, int | None]],
) -> None:
    """Points should come in the order of writing whatever the clocks said, each as high as its check-in."""
    history = a_history(drawn)
    tide = tide_of(history)
    assert [point.at for point in tide.points] == [visit.at for visit in reversed(history.visits)]
    assert [point.level for point in tide.points] == [level for _, level in drawn]
    assert all(point.height == point.level for point in tide.points if point.level is not None)
    assert all(0 <= share <= 1 for share in picture(tide, len(tide.points)))


@given(st.lists(LEVELS, max_size=12))
@settings(max_examples=60)
def test_a_visit_without_a_check_in_is_no_fall(levels: list[int | None]) -> None:
    """Saying nothing should leave the water where it stands; before anything was said it rests in the middle."""
    found = heights(tide_of(a_history([(timedelta(days=1), level) for level in levels])))
    for before, level, height in zip([RESTING_HEIGHT, *found], levels, found, strict=False):
        assert height == (before if level is None else level)


def test_water_between_two_points_is_no_higher_or_lower_than_they_are() -> None:
    """A wave should rise and fall evenly from point to point, and lie still beyond either end."""
    tide = tide_of(a_history([(timedelta(days=1), level) for level in (2, 8, 8)]))
    rising = [tide.share_at(tenth / 10) for tenth in range(11)]
    assert rising == sorted(rising)
    assert (rising[0], rising[-1]) == (0.2, 0.8)
    assert tide.share_at(1.4) == 0.8
    assert tide.share_at(-3) == 0.2
    assert tide.share_at(99) == 0.8


def test_a_level_from_another_hand_stays_in_the_picture() -> None:
    """A file may hold any number; the water should not leave its range."""
    history = replace(
        a_history([(timedelta(days=1), None)] * 2), checkins=(a_checkin("v0", 400), a_checkin("v1", -3))
    )
    assert heights(tide_of(history)) == [HIGHEST, 0]


def test_a_check_in_of_no_known_visit_is_still_drawn() -> None:
    """What was put down should stand where it was written, even when its visit is not known."""
    history = a_history([(timedelta(days=1), 4), (timedelta(days=1), 6)])
    first, second = history.checkins
    lost = [a_checkin("gone", 9, "alone"), first, a_checkin("lost", 1, "between"), second]
    tide = tide_of(replace(history, checkins=lost))
    assert heights(tide) == [9, 4, 1, 6]
    assert [point.word for point in tide.points] == ["alone", "", "between", ""]


def test_what_was_written_belongs_to_its_visit_each_place_once() -> None:
    """Each visit should name its sections and practices, newest first, by the time of writing."""
    day = timedelta(days=1)
    history = a_history([(day, 5), (day, None), (-day * 30, 3)])
    late = BEGIN + day * 2 + timedelta(hours=1)
    tide = tide_of(
        history,
        [
            written(late, "second", "kettle"),
            written(late, "log", kind=PRACTICE),
            written(late, "first", "kettle"),
            written(BEGIN + day, "first", "lamp"),
            written(BEGIN - day * 28, "dark", "dark"),
            written(BEGIN - day * 400, "early", "waking"),
        ],
    )
    assert [[(trace.section_id, trace.item_id) for trace in point.traces] for point in tide.points] == [
        [("lamp", "first")],
        [("kettle", "second"), ("", "log")],
        [("dark", "dark"), ("waking", "early")],
    ]
    assert tide.points[1].traces[1] == Trace("", "log", "r-log", "Promises")


def test_nothing_is_drawn_before_the_first_visit() -> None:
    """An empty past should give an empty tide, also when something odd was written."""
    assert tide_of(History()) == Tide()
    assert tide_of(History(), [written(BEGIN, "first", "lamp")]) == Tide()


def a_pack() -> Pack:
    """A pack in which the lamp was once called the light, and a question has moved to it."""
    lamp = SectionOutline(
        id="lamp",
        title="Lamp",
        chapter_id="c",
        was=("light",),
        prompt_ids=("moved",),
        renamed=(("old", "moved"),),
    )
    outline = ChapterOutline(id="c", title="C", sections=(lamp,))
    return Pack(Path("nowhere"), PackInfo(title="P", version="1"), (outline,))


def test_places_are_found_by_what_they_were_called_then() -> None:
    """Renamed sections and moved questions should lead to where they are now; what is gone is said to be gone."""
    pack = a_pack()
    assert title_of(Trace("light", "x"), pack) == "Lamp"
    assert title_of(Trace("gone", "old"), pack) == "Lamp"
    assert title_of(Trace("", "log", "e", "Promises"), pack) == "Promises"
    assert section_of(Trace("gone", "gone"), pack) is None
    assert title_of(Trace("gone", "gone"), pack) == "a section that this pack does not have"
    assert title_of(Trace("", "own:1"), pack) == "a note of your own"


def test_the_tide_is_told_in_words() -> None:
    """Every visit should have a line of its own, newest first, with the word, the number and the places."""
    day = timedelta(days=1)
    history = a_history([(day, None), (day * 300, 7), (day, None), (day * 2, 3)])
    history = replace(history, checkins=(a_checkin("v1", 7, "steady"), a_checkin("v3", 3)))
    now = history.visits[0].at
    tide = tide_of(
        history,
        [written(now, "log", kind=PRACTICE), written(now, "x", "lamp"), written(BEGIN + day, "x", "light")],
    )
    assert tide_in_words(tide, a_pack(), now.date()) == [
        "today, 08:00: 3 of 10. You wrote in: Promises, Lamp.",
        "Tuesday, 08:00: You were here.",
        "Monday, 08:00: “steady”, 7 of 10.",
        "3 March, 08:00: You wrote in: Lamp.",
    ]
    assert tide_in_words(tide, a_pack(), now.date() + day)[0].startswith("yesterday, 08:00: ")
    assert tide_in_words(tide, a_pack(), date(2028, 1, 1))[0].startswith("31 December 2026, 08:00: ")
    assert tide_in_words(tide, a_pack(), now.date() - day * 2)[0].startswith("31 December, 08:00: ")
