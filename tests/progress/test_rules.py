"""The eight rules of progress, DESIGN.md section 6, each as a property of any past with the real chapters.

What the rules mean for the single pictures stands with them, in `test_map`, `test_garden`, `test_tide` and
`test_doors`; that each section is two steps from every other, with the real keys, in `screens/test_map`;
rule 8, that leaving is an ending like any other, in `screens/test_leaving_well`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.pasts import (
    DAYS,
    OUTLINES,
    PASTS,
    PROMPTS,
    REAL,
    SECTIONS,
    a_checkin,
    an_opening,
    visited,
)
from workbook.progress.doors import doors
from workbook.progress.garden import garden
from workbook.progress.history import History
from workbook.progress.looking_back import tally
from workbook.progress.map import map_of
from workbook.progress.outlook import Door
from workbook.progress.tide import tide_of

FEW = settings(max_examples=25)
COUNTED_DAYS = re.compile(r"\b(\d+|one|two|three|many|several) (days?|weeks?|months?|years?)\b", re.I)
SCOLDING = re.compile(r"\b(miss|missed|fail|failed|streak|overdue|late|behind|forgot|should)\b|%|!", re.I)


def figures(history: History) -> Iterator[tuple[str, int]]:
    """Give every figure that someone could see of a past, each with its name."""
    for name, section in map_of(REAL, history).sections.items():
        yield f"{name} on the map", section.state.times
    for plant in garden(REAL, history).plants:
        yield f"{plant.theme_id} in the garden", plant.growth
    yield "points of the tide", len(tide_of(history).points)


def longer_ago(history: History, span: timedelta) -> History:
    """Give the same past, moved back in time."""
    return replace(
        history,
        openings={
            name: replace(opening, first_at=opening.first_at - span, last_at=opening.last_at - span)
            for name, opening in history.openings.items()
        },
        visits=[replace(visit, at=visit.at - span) for visit in history.visits],
    )


def words_of(found: tuple[Door, ...]) -> str:
    """Give everything the doors say that is the program's own."""
    return "\n".join(f"{door.title}\n{door.reason}" for door in found)


@FEW
@given(PASTS)
def test_rule_1_nothing_is_locked(history: History) -> None:
    """Whatever was done or left undone, every section stands on the map and can be opened."""
    assert set(map_of(REAL, history).sections) == set(SECTIONS)
    assert all(REAL.section(section_id).id == section_id for section_id in SECTIONS)


@FEW
@given(PASTS, DAYS, DAYS)
def test_rule_2_absence_lowers_nothing(history: History, today: date, later: date) -> None:
    """All of it however much longer ago: the figures are the same, and no door scolds."""
    assert dict(figures(longer_ago(history, later - today))) == dict(figures(history))
    for day in (today, later):
        said = words_of(doors(REAL, history, day))
        assert not SCOLDING.search(said), said


@FEW
@given(PASTS, st.sampled_from(PROMPTS), st.integers(0, 10))
def test_rule_2_whatever_is_added_lowers_no_figure(history: History, prompt_id: str, level: int) -> None:
    """An answer, an opening, a visit or a check-in more: every figure is at least what it was."""
    section_id = next(one.id for one in OUTLINES if prompt_id in one.prompt_ids)
    more = [
        replace(history, answered={**history.answered, prompt_id: history.answered.get(prompt_id, 0) + 1}),
        replace(history, openings={**history.openings, section_id: an_opening(section_id)}),
        replace(history, visits=[*visited(0), *history.visits]),
        replace(history, checkins=[*history.checkins, a_checkin(level)]),
    ]
    before = dict(figures(history))
    for after in map(dict, map(figures, more)):
        assert {name: figure for name, figure in before.items() if after[name] < figure} == {}


@FEW
@given(PASTS, st.sampled_from(PROMPTS))
def test_rule_3_returning_is_worth_as_much_as_the_first_time(history: History, prompt_id: str) -> None:
    """A second answer to a question makes a plant grow by what the first did."""
    grown = [
        [
            plant.growth
            for plant in garden(
                REAL, replace(history, answered={**history.answered, prompt_id: times})
            ).plants
        ]
        for times in (0, 1, 2)
    ]
    first = [after - before for before, after in zip(grown[0], grown[1], strict=True)]
    second = [after - before for before, after in zip(grown[1], grown[2], strict=True)]
    assert first == second


@FEW
@given(PASTS, st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_rule_4_ups_and_downs_are_drawn_as_they_are(history: History, levels: list[int]) -> None:
    """Each check-in stands at the height that was put down, in the order in which they were made."""
    visits = [
        replace(visited(0)[0], id=f"v{number}", at=visited(number)[0].at) for number in range(len(levels))
    ]
    checkins = [
        replace(a_checkin(level), id=f"c{number}", visit_id=f"v{number}")
        for number, level in enumerate(levels)
    ]
    tide = tide_of(replace(history, visits=visits[::-1], checkins=checkins))
    assert [point.level for point in tide.points] == levels


@given(st.data())
def test_rule_5_changing_on_purpose_counts_as_much_as_keeping(data: st.DataObject) -> None:
    """In every practice that adds up, either ending gives the same sentence; only “not yet” leads to mending."""
    looked_back = [practice for _, practice in REAL.practices() if practice.look_back]
    practice = data.draw(st.sampled_from(looked_back))
    assert practice.look_back is not None
    endings = {ending.id: ending for ending in practice.look_back.endings}
    assert not any(
        ending.leads_to for name, ending in endings.items() if name in ("changed-on-purpose", "let-go")
    )
    if {"kept", "changed-on-purpose"} <= set(endings):
        assert endings["kept"].met == endings["changed-on-purpose"].met
    if "not-yet" in endings and "kept" in endings:
        assert endings["not-yet"].leads_to
    assert tally(practice.look_back, []) == ""


@FEW
@given(PASTS, DAYS)
def test_rule_6_suggestions_are_few_stable_and_say_why(history: History, today: date) -> None:
    """Three doors, the same however often one looks, each with a reason, none to what rests."""
    found = doors(REAL, history, today)
    assert len(found) == 3
    assert all(door.reason for door in found)
    assert found == doors(REAL, history, today)
    assert not {door.section_id for door in found} & set(history.resting)


@FEW
@given(PASTS, st.integers(14, 700))
def test_rule_7_coming_back_finds_three_doors_and_no_count(history: History, days: int) -> None:
    """After a gap of any length the doors are the same kinds, and no number of days is said."""
    away = replace(
        history, visits=visited(days), openings=history.openings or {"staying": an_opening("staying")}
    )
    found = doors(REAL, away, visited(0)[0].at.date())
    assert len(found) == 3
    assert not COUNTED_DAYS.search(words_of(found).replace("two minutes", ""))
    assert found[-1].kind == "around"
