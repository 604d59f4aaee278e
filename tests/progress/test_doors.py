"""The doors: three suggestions with their reasons, the same all day, that press nobody."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.progress.pasts import (
    DAYS,
    OUTLINES,
    PASTS,
    PROMPTS,
    REAL,
    SECTIONS,
    TODAY,
    a_layer,
    a_place,
    an_entry,
    an_own,
    moment,
    opened,
    visited,
)
from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline, PackInfo, SectionOutline
from workbook.progress.coming_back import is_coming_back
from workbook.progress.doors import doors
from workbook.progress.history import History
from workbook.progress.outlook import Door

REPAIR = next(section.prompt_ids for section in OUTLINES if section.id == "repair")
"""The questions of the section that the reading of "Small promises" leads to."""
SOON = [TODAY + timedelta(days=days) for days in range(60)]
WROTE = History(
    answered={"first-promise": 1},
    openings=opened("small-promises"),
    place=a_place("small-promises", "first-promise"),
    last=a_layer("first-promise", "small-promises"),
    visits=visited(0),
)
"""Someone who wrote their first answer today."""


def door_of(kind: str, found: tuple[Door, ...]) -> Door | None:
    """The door of a kind, if there is one."""
    return next((door for door in found if door.kind == kind), None)


def over_days(kind: str, history: History, days: list[date] = SOON) -> list[Door]:
    """Every door of a kind that some days offer, without a gap before them."""
    lately = replace(history, visits=[])
    return [door for day in days if (door := door_of(kind, doors(REAL, lately, day)))]


# The rules of the design, for any past and any day.


@settings(max_examples=60, deadline=None)
@given(PASTS, DAYS)
def test_there_are_three_doors_each_with_a_reason(history: History, today: date) -> None:
    """Three doors to three places, each saying why, the same each time; none to where something rests."""
    found = doors(REAL, history, today)
    assert len(found) == 3
    assert all(door.title and door.reason and all(door.lines) and door.lines for door in found)
    assert len({door.place for door in found}) == 3
    assert found == doors(REAL, history, today)
    resting = set(history.resting)
    for door in found:
        assert door.section_id not in resting
        if door.section_id:
            assert REAL.section_outline(door.section_id), "every door leads somewhere"


@settings(max_examples=40, deadline=None)
@given(PASTS, DAYS)
def test_no_door_says_what_was_written_or_for_how_long_one_was_away(history: History, today: date) -> None:
    """Nothing private stands on a door, and no number of days; nothing praises, scolds or hurries."""
    for door in doors(REAL, history, today):
        words = f"{door.title} {door.reason}".casefold()
        assert "nobody's business" not in str(door.lines)
        assert not re.search(r"\bdays?\b|\bweeks?\b|\bstreak|\bmissed|\bstill have|%|!|\bshould\b", words), (
            words
        )
        assert not re.search(r"\d", re.sub(r"in [A-Z][a-z]+ \d{4}", "", door.reason)), door.reason


@settings(max_examples=40, deadline=None)
@given(PASTS, DAYS)
def test_a_small_question_is_small(history: History, today: date) -> None:
    """It is unanswered, light, and done in a few minutes."""
    door = door_of("small", doors(REAL, history, today))
    if door is None:
        return
    located = REAL.prompt(door.item_id)
    assert located is not None
    assert located[1].minutes in (1, 2, 3, 4)
    assert not located[1].heavy
    assert located[1].kind.name != "letter"
    if not is_coming_back(history, today):
        assert not history.answered.get(door.item_id)


@settings(max_examples=40, deadline=None)
@given(PASTS, DAYS)
def test_what_is_shown_at_once_stays(history: History, today: date) -> None:
    """The doors of the first paint are the first of the doors that follow."""
    sure = doors(REAL, history, today, quick=True)
    then = doors(REAL, history, today)
    assert [(door.kind, door.place, door.entry_id) for door in sure] == [
        (door.kind, door.place, door.entry_id) for door in then[: len(sure)]
    ]


def test_the_first_paint_reads_no_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown at once is known from the outlines; else the start would be slow."""
    monkeypatch.setattr(Pack, "chapter", lambda *_: pytest.fail("a chapter was read"))
    for history in (History(), WROTE, replace(WROTE, due=[an_entry("promises")], walks={"worry": "staying"})):
        assert doors(REAL, history, TODAY, quick=True)


@settings(max_examples=40, deadline=None)
@given(PASTS, DAYS)
def test_at_most_one_door_is_of_what_was_put_aside(history: History, today: date) -> None:
    """What was put aside for later does not wait at the door: one at most, and never two days in a row."""
    kinds = [door.kind for door in doors(REAL, history, today)]
    assert kinds.count("later") <= 1
    tomorrow = doors(REAL, history, today + timedelta(days=1))
    assert "later" not in kinds or door_of("later", tomorrow) is None


# A choice differs from day to day.


def test_the_doors_differ_over_days() -> None:
    """Where there is a choice, another day offers something else; the place left off stays first."""
    found = [doors(REAL, WROTE, day) for day in SOON[:14]]
    assert all(three[0].kind == "resume" for three in found)
    assert len({tuple(door.place for door in three) for three in found}) > 5
    assert {door.kind for three in found for door in three} >= {"near", "small"}


def test_where_one_left_off_names_what_was_begun() -> None:
    """With words under the question left off at, the door says that they are there; else it says nothing of them."""
    begun = door_of("resume", doors(REAL, WROTE, TODAY))
    assert begun and begun.reason == "where you left off, with what you wrote there"
    elsewhere = replace(WROTE, place=a_place("small-promises", "two-minute-version"))
    unbegun = door_of("resume", doors(REAL, elsewhere, TODAY))
    assert unbegun and unbegun.reason == "where you left off"
    assert unbegun.item_id == "two-minute-version"


def test_neighbours_of_what_was_written_say_how_they_are_near() -> None:
    """Where the reading leads, what shares a theme, what comes next: each with its own words, and when."""
    history = replace(WROTE, last=a_layer("first-promise", "small-promises", days_ago=3))
    reasons = {door.section_id: door.reason for door in over_days("near", history)}
    assert len(reasons) > 2
    assert "small-promises" not in reasons
    assert all(
        reason.startswith(
            ("shares a theme with what you wrote ", "where you wrote ", "comes next after what you")
        )
        for reason in reasons.values()
    )
    linked = replace(history, answered={name: 1 for name in PROMPTS if name not in REPAIR})
    assert over_days("near", linked)[0].reason.startswith("where you wrote ")
    assert over_days("near", linked)[0].section_id == "repair"
    whole = replace(history, answered=dict.fromkeys(PROMPTS, 1))
    assert over_days("near", whole), "also when all was answered something is near"


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(0, "today"), (1, "yesterday"), (3, "on Thursday"), (40, "in October"), (500, "in July 2025")],
)
def test_when_something_was_written_is_said_without_counting(days_ago: int, said: str) -> None:
    """The day or the month stands in the reason, in words."""
    day = next(day for day in SOON if over_days("near", WROTE, [day]))
    layer = a_layer("first-promise", "small-promises", days_ago)
    ago = replace(WROTE, last=replace(layer, at=moment(days_ago) + (day - TODAY)))
    door = door_of("near", doors(REAL, ago, day))
    assert door is not None
    assert door.reason.endswith((f" {said}", f" {said}, the reading leads here"))


def test_an_ending_leads_on_until_one_has_been_there() -> None:
    """“Not yet” offers the page for it, kindly and first; once that was opened, no more."""
    ended = an_entry("promises", ending="not-yet", days_ago=1)
    history = replace(WROTE, last=ended)
    door = door_of("mend", doors(REAL, history, TODAY))
    assert door is not None
    assert (door.section_id, door.reason) == ("repair", "because a promise ended “not yet”")
    been = replace(history, openings=opened("repair"))
    assert door_of("mend", doors(REAL, been, TODAY)) is None
    before = replace(history, openings=opened("repair", days_ago=5))
    assert door_of("mend", doors(REAL, before, TODAY)) is not None
    assert door_of("mend", doors(REAL, replace(history, resting=["repair"]), TODAY)) is None
    kept = replace(WROTE, last=an_entry("promises", ending="kept"))
    assert door_of("mend", doors(REAL, kept, TODAY)) is None


def test_a_section_long_not_visited_is_told_by_its_month() -> None:
    """The reason says in which month, with the year only when the month has come round again."""
    history = replace(
        WROTE,
        answered={"first-promise": 1, "todays-choice": 1},
        openings=opened("small-promises") | opened("ordinary-choices", days_ago=250),
    )
    assert {door.reason for door in over_days("again", history)} == {"you wrote about this in March"}
    older = replace(history, openings=opened("ordinary-choices", days_ago=600))
    assert {door.reason for door in over_days("again", older)} == {"you wrote about this in April 2025"}
    only_read = replace(history, answered={}, openings=opened("ordinary-choices", days_ago=250))
    assert {door.reason for door in over_days("again", only_read)} == {"you read this in March"}
    twice = replace(history, openings=opened("ordinary-choices", days_ago=250, visits=2))
    assert {door.reason for door in over_days("again", twice)} == {"you wrote here, and came back in March"}
    lately = replace(history, openings=opened("ordinary-choices", days_ago=20))
    assert over_days("again", lately, SOON[:10]) == []


def test_what_was_put_aside_comes_up_now_and_then() -> None:
    """Prompts, sections and own questions marked for later come up on some days, by their section's name alone."""
    history = replace(WROTE, later=["after-a-hard-no", "closing", "own:1"], own=[an_own("staying")])
    found = over_days("later", history, [TODAY + timedelta(days=days) for days in range(200)])
    assert {(door.section_id, door.item_id) for door in found} == {
        (next(one.id for one in OUTLINES if "after-a-hard-no" in one.prompt_ids), "after-a-hard-no"),
        ("closing", ""),
        ("staying", "own:1"),
    }
    assert {door.reason for door in found} == {"you put this aside for later"}
    assert len(over_days("later", history)) < len(SOON) / 2
    assert not over_days("later", replace(history, resting=SECTIONS[:-3]))


def test_a_question_put_aside_is_not_the_small_question() -> None:
    """What was put aside is offered as that, and by nothing else."""
    history = replace(WROTE, later=[name for name in PROMPTS if name != "where-no-lives"])
    assert {door.item_id for door in over_days("small", history)} == {"where-no-lives"}


def test_with_everything_written_there_is_something_to_read_again() -> None:
    """Nearly at the end of it all, doors lead to what is known, and around."""
    history = History(
        answered=dict.fromkeys(PROMPTS, 1), openings=opened(*SECTIONS), visits=visited(0), entries={"wins": 1}
    )
    found = doors(REAL, history, TODAY)
    assert [door.kind for door in found] == ["reread", "reread", "around"]
    assert found[0].reason == "you wrote here; it may read differently now"


def a_little_pack(*names: str) -> Pack:
    """A pack with some sections and nothing to answer."""
    sections = tuple(SectionOutline(id=name, title=name.title(), chapter_id="c") for name in names)
    info = PackInfo(title="P", version="1", chapter_files=("c.md",))
    return Pack(Path("nowhere"), info, (ChapterOutline(id="c", title="C", sections=sections),))


@pytest.mark.parametrize(
    ("names", "count"), [((), 1), (("one",), 2), (("one", "two"), 3), (("one", "two", "three"), 3)]
)
@pytest.mark.parametrize("place", ["", "one", "gone"])
@pytest.mark.parametrize("away", [0, 40])
def test_a_small_pack_has_as_many_doors_as_it_has_places(
    names: tuple[str, ...], count: int, place: str, away: int
) -> None:
    """Fewer than three only where there are fewer places to go, looking around among them."""
    history = (
        History(openings=opened(place), place=a_place(place), visits=visited(away)) if place else History()
    )
    assert len(doors(a_little_pack(*names), history, TODAY)) == count


# Coming back after a gap.


@pytest.mark.parametrize(
    ("days_ago", "is_so"),
    [([], False), ([0], False), ([0, 13], False), ([14], True), ([0, 14], True), ([300], True)],
)
def test_coming_back_is_told_by_the_visit_before_today(days_ago: list[int], is_so: bool) -> None:
    """Fourteen days without a visit before today make a coming back, all day, whatever today brings."""
    assert is_coming_back(replace(WROTE, visits=visited(*days_ago)), TODAY) is is_so


def test_coming_back_finds_one_small_question_the_last_words_and_all_there_is() -> None:
    """The three doors for someone who was away, the smallest question first, and no word about how long."""
    history = replace(WROTE, visits=visited(0, 40), walks={"worry": "staying"}, due=[an_entry("promises")])
    small, last, around = doors(REAL, history, TODAY)
    assert (small.title, small.reason) == ("One small question", "two minutes")
    assert (last.title, last.section_id, last.item_id) == (
        "Read the last thing you wrote",
        "small-promises",
        "first-promise",
    )
    assert around.title == "Look around"


def test_coming_back_to_an_entry_opens_its_practice() -> None:
    """When the last thing written is an entry, the door opens it in its practice."""
    history = replace(WROTE, visits=visited(40), last=an_entry("promises", "e7"))
    door = doors(REAL, history, TODAY)[1]
    assert (door.kind, door.practice_id, door.entry_id) == ("last", "promises", "e7")


def test_coming_back_with_nothing_written_leads_to_where_one_left_off() -> None:
    """Someone who only read finds the place, and a small question all the same."""
    history = History(openings=opened("staying"), place=a_place("staying"), visits=visited(40))
    assert [door.kind for door in doors(REAL, history, TODAY)] == ["small", "resume", "around"]


def test_coming_back_with_everything_answered_asks_again() -> None:
    """A small question that was answered long ago is still a small question."""
    history = replace(WROTE, answered=dict.fromkeys(PROMPTS, 1), visits=visited(40))
    assert [door.kind for door in doors(REAL, history, TODAY)] == ["small", "last", "around"]
