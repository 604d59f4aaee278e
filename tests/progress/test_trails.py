"""Trails as pure functions: routes of what is in the pack, arriving, going on, and the door at home."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHAPTERS
from tests.progress.pasts import TODAY
from workbook.content.loader import Pack, open_pack
from workbook.content.pack_model import ChapterOutline, PackInfo, SectionOutline, Stop, Trail
from workbook.moments import EPOCH
from workbook.progress.doors import doors
from workbook.progress.history import History
from workbook.progress.outlook import Door
from workbook.progress.trails import Leg, Route, Walks, arrive, onward, routes
from workbook.store.records import Entry, Opening, Place

SECTIONS = ("one", "two", "three", "four", "five", "six")
NAMES = (*SECTIONS, "old-one", "gone")
"""What a trail or a walk may name: present ids, an earlier one, and one of no section."""

REAL = open_pack(CHAPTERS)
REAL_SECTIONS = [section.id for chapter in REAL.outlines for section in chapter.sections]
REAL_TRAILS = [trail.id for trail in REAL.info.trails]


def a_pack(trails: list[Trail], present: tuple[str, ...] = SECTIONS) -> Pack:
    """A pack with one chapter and some sections; `one` was called `old-one` before."""
    sections = tuple(
        SectionOutline(
            id=name, title=name.capitalize(), chapter_id="c", was=("old-one",) if name == "one" else ()
        )
        for name in present
    )
    info = PackInfo(title="P", version="1", chapter_files=("c.md",), trails=tuple(trails))
    return Pack(Path("nowhere"), info, (ChapterOutline(id="c", title="C", sections=sections),))


def a_trail(trail_id: str, *section_ids: str) -> Trail:
    """A trail along some sections."""
    return Trail(
        id=trail_id,
        title=f"I am on {trail_id}",
        stops=tuple(Stop(section_id=name, say=f"Why {name}.") for name in section_ids),
    )


def names(route: Route) -> list[str]:
    """The sections of a route."""
    return [stop.section.id for stop in route.stops]


TRAILS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.lists(st.sampled_from(NAMES), max_size=5)).map(
        lambda drawn: a_trail(drawn[0], *drawn[1])
    ),
    max_size=3,
    unique_by=lambda trail: trail.id,
)
PRESENT = st.lists(st.sampled_from(SECTIONS), unique=True).map(tuple)
WALKS = st.dictionaries(st.sampled_from(["a", "b", "c", "vanished"]), st.sampled_from(NAMES), max_size=4)


# Routes


def test_a_stop_whose_section_has_gone_is_left_out() -> None:
    """The stops that are left keep their order; a trail of which none is left is not offered."""
    pack = a_pack([a_trail("a", "one", "gone", "three"), a_trail("b", "gone")])
    assert [(route.id, names(route)) for route in routes(pack)] == [("a", ["one", "three"])]


def test_a_renamed_section_is_the_same_stop() -> None:
    """An earlier id in the trail, or in a walk, should lead to the section as it is called now."""
    (route,) = routes(a_pack([a_trail("a", "two", "old-one", "three")]))
    assert names(route) == ["two", "one", "three"]
    assert route.place("old-one") == route.place("one") == 1
    (named,) = routes(a_pack([a_trail("a", "two", "one")]))
    assert named.place("old-one") == 1


def test_a_walk_whose_stop_has_gone_stands_at_the_next_one() -> None:
    """Where the section has gone from the pack the walk goes on after it; at the end, at the last stop."""
    (route,) = routes(a_pack([a_trail("a", "one", "two", "three", "four")], ("one", "three")))
    assert route.place("two") == 1
    assert route.place("four") == 1
    assert route.place("never-heard-of") == 0


@given(TRAILS, PRESENT)
def test_routes_hold_what_is_in_the_pack_in_the_authors_order(
    trails: list[Trail], present: tuple[str, ...]
) -> None:
    """Every stop can be opened, stands once, and comes in the trail's own order; no route is empty."""
    pack = a_pack(trails, present)
    for route in routes(pack):
        assert route.stops
        assert len(set(names(route))) == len(route.stops)
        found = [pack.section_outline(stop.section_id) for stop in pack_trail(trails, route).stops]
        assert names(route) == [*dict.fromkeys(section.id for section in found if section)]
        for name in NAMES:
            assert 0 <= route.place(name) < len(route.stops)


def pack_trail(trails: list[Trail], route: Route) -> Trail:
    """The trail a route was made from."""
    return next(trail for trail in trails if trail.id == route.id)


# Arriving


@given(TRAILS, PRESENT, WALKS, st.sampled_from(SECTIONS))
def test_arriving_moves_only_what_passes_there(
    trails: list[Trail], present: tuple[str, ...], walks: Walks, here: str
) -> None:
    """No walk begins by itself, none that passes elsewhere moves, and only one that ends here is over."""
    found = routes(a_pack(trails, present))
    by_id = {route.id: route for route in found}
    arrival = arrive(found, walks, here)
    passing = {name for name in walks if name in by_id and here in names(by_id[name])}
    ending = {name for name in passing if names(by_id[name])[-1] == here}
    assert arrival.walks.keys() == walks.keys() - ending
    assert {name: at for name, at in arrival.walks.items() if name not in passing} == {
        name: at for name, at in walks.items() if name not in passing
    }
    assert all(arrival.walks[name] == here for name in passing - ending)
    assert {leg.route.id for leg in arrival.ended} == ending
    assert {leg.route.id for leg in arrival.ongoing} == passing - ending
    again = arrive(found, arrival.walks, here)
    assert [*again.walks.items()] == [*arrival.walks.items()]
    assert [leg.route.id for leg in again.ongoing] == [leg.route.id for leg in arrival.ongoing]


@given(TRAILS, PRESENT, st.data())
def test_going_on_visits_every_stop_once_and_ends(
    trails: list[Trail], present: tuple[str, ...], data: st.DataObject
) -> None:
    """From the first stop, always going to the next one, one comes through the whole route; then it is over."""
    found = routes(a_pack(trails, present))
    if not found:
        return
    route = data.draw(st.sampled_from(found))
    visited, walks, here = [], {route.id: names(route)[0]}, names(route)[0]
    while True:
        visited.append(here)
        arrival = arrive(found, walks, here)
        walks = arrival.walks
        leg = (arrival.ended + arrival.ongoing)[0]
        if leg.is_last:
            break
        here = leg.ahead[0]
    assert visited == names(route)
    assert walks == {}


def test_the_trail_one_goes_along_stays_in_front() -> None:
    """Where two trails share stops, the one moved last should stay the one that goes on."""
    found = routes(a_pack([a_trail("a", "one", "two", "three"), a_trail("b", "one", "two", "four")]))
    walks: Walks = {"b": "one", "a": "one"}
    for section in ("one", "two"):
        arrival = arrive(found, walks, section)
        walks = arrival.walks
        assert [leg.route.id for leg in arrival.ongoing] == ["a", "b"]
    assert arrive(found, walks, "three").walks == {"b": "two"}


def test_a_leg_says_where_one_is() -> None:
    """One line, with the key when there is one; at the last stop it says that one is at the end, and no more."""
    (route,) = routes(a_pack([a_trail("mistake", "one", "two")]))
    assert Leg(route, 0).in_words("n") == "On the trail: I am on mistake · stop 1 of 2 · next: Two (n)"
    assert Leg(route, 0).in_words("").endswith("next: Two")
    assert Leg(route, 1).in_words("n") == "You have come to the end of: I am on mistake"
    assert Leg(route, 1).ahead == ()


@given(TRAILS, PRESENT, WALKS, st.sampled_from(["", *SECTIONS]))
def test_going_on_leads_elsewhere_than_here(
    trails: list[Trail], present: tuple[str, ...], walks: Walks, here: str
) -> None:
    """What is offered is a stop of a trail under way, and never the section where someone just was."""
    found = routes(a_pack(trails, present))
    offered = [stop.section.id for stop in onward(found, walks, here)]
    assert len(offered) <= len(walks)
    assert all(any(name in names(route) and route.id in walks for route in found) for name in offered)
    assert here not in offered


# The door


def a_place(section_id: str) -> Place:
    """A place at the top of a section."""
    return Place(
        section_id=section_id, item_id="", scroll=0, cursor=(0, 0), pane="reading", at=EPOCH, offset="+00:00"
    )


def trail_door(found: tuple[Door, ...]) -> Door | None:
    """The door that leads along a trail."""
    return next((door for door in found if door.kind == "trail"), None)


DUE = Entry(
    id="e",
    practice_id="promises",
    title="Promises to myself",
    values={},
    labels={},
    visit_id="v",
    at=EPOCH,
    saved_at=EPOCH,
    offset="+00:00",
)


def opened(*section_ids: str) -> dict[str, Opening]:
    """Sections that were opened once."""
    return {
        name: Opening(section_id=name, first_at=EPOCH, last_at=EPOCH, visits=1, offset="+00:00")
        for name in section_ids
    }


HISTORIES = st.builds(
    lambda others, place, due, walks, resting: History(
        openings=opened(*others, place),
        place=a_place(place),
        due=[DUE] if due else [],
        walks=walks,
        resting=resting,
    ),
    st.sets(st.sampled_from(REAL_SECTIONS), max_size=len(REAL_SECTIONS) - 4),
    st.sampled_from(REAL_SECTIONS),
    st.booleans(),
    st.dictionaries(st.sampled_from([*REAL_TRAILS, "vanished"]), st.sampled_from([*REAL_SECTIONS, "gone"])),
    st.sets(st.sampled_from(REAL_SECTIONS), max_size=3),
)


@given(HISTORIES)
def test_doors_stay_three_each_with_its_reason(history: History) -> None:
    """With any trails under way there are three doors, to three places, each with a reason, the same each time."""
    found = doors(REAL, history, TODAY)
    assert len(found) == 3
    assert all(door.title and door.lines and door.reason for door in found)
    assert len({(door.section_id, door.practice_id) for door in found}) == 3
    assert found == doors(REAL, history, TODAY)
    door = trail_door(found)
    if door is not None:
        assert door.reason == "because you are on a trail"
        assert door.section_id not in history.resting
        assert door.section_id in {stop.section.id for route in routes(REAL) for stop in route.stops}
    assert not history.walks or door or not [*onward_of(history)]


def onward_of(history: History) -> list[str]:
    """Where the trails of a history go on, without what is resting."""
    assert history.place is not None
    found = onward(routes(REAL), history.walks, history.place.section_id)
    return [stop.section.id for stop in found if stop.section.id not in history.resting]


@pytest.mark.parametrize(
    ("place", "leads_to"), [("after-a-mistake", "the-critics-voice"), ("closing", "after-a-mistake")]
)
def test_the_door_leads_on_or_back_to_the_trail(place: str, leads_to: str) -> None:
    """At the stop itself the door leads to the next one; from anywhere else, to where one was on the trail."""
    history = History(openings=opened(place), place=a_place(place), walks={"mistake": "after-a-mistake"})
    door = trail_door(doors(REAL, history, TODAY))
    assert door is not None
    assert door.section_id == leads_to
    assert "I have just made a mistake" not in str(door), "this may be read over someone's shoulder"


def test_what_rests_is_not_offered_and_another_trail_is() -> None:
    """A stop set aside on purpose should be no suggestion; an older trail may be."""
    walks = {"worry": "staying", "mistake": "repair"}
    history = History(openings=opened("closing"), place=a_place("closing"), walks=walks, resting=("repair",))
    door = trail_door(doors(REAL, history, TODAY))
    assert door is not None
    assert door.section_id == "staying"


def test_without_a_trail_no_door_is_of_one() -> None:
    """Nobody is told to walk."""
    assert (
        trail_door(doors(REAL, History(openings=opened("closing"), place=a_place("closing")), TODAY)) is None
    )
    assert trail_door(doors(REAL, History(), TODAY)) is None
