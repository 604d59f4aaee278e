"""The doors on the home screen: a few suggestions, each with its reason, the same all day."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from workbook.content.loader import Pack
from workbook.progress import coming_back, door_rules
from workbook.progress.door_rules import Rule
from workbook.progress.history import History
from workbook.progress.neighbours import near
from workbook.progress.outlook import Door, Outlook
from workbook.progress.turns import turn
from workbook.store.records import Entry

MOST_DOORS = 3

BY_TURN: dict[str, Rule] = {
    "near": near,
    "again": door_rules.again,
    "later": door_rules.later,
    "small": door_rules.small,
}
"""Among these the day chooses; they are shown in this order."""

OTHERWISE: Sequence[Rule] = (
    door_rules.untouched,
    door_rules.reread,
    door_rules.around,
    door_rules.untouched,
    door_rules.reread,
    door_rules.reread,
)
"""Offered when there are not enough others."""


def doors(pack: Pack, history: History, today: date, *, quick: bool = False) -> tuple[Door, ...]:
    """Choose three doors; fewer when the pack is very small.

    The same pack, history and date give the same doors. None leads to a section that rests, and no two
    lead to the same place.

    Args:
        pack: The open pack.
        history: What was written and opened so far.
        today: The local date.
        quick: Read no chapter: give only as many of the first doors as are sure without. Their words may
            be fewer, but they lead where they will lead.
    """
    outlook = Outlook(pack, history, today)
    if history.is_new:
        return _filled(_taken_from([partial(door_rules.first, quick=quick)], outlook), outlook)
    if coming_back.is_coming_back(history, today):
        return () if quick else _coming_back(outlook)
    if quick:
        return _under_way(outlook, quick=True)
    found = _under_way(outlook)
    of_the_day = sorted(BY_TURN, key=lambda kind: turn(today, kind))
    chosen = _taken_from([BY_TURN[kind] for kind in of_the_day], outlook, found)[len(found) :]
    shown = sorted(chosen, key=lambda door: [*BY_TURN].index(door.kind))
    return _filled([*found, *shown], outlook)


def _under_way(outlook: Outlook, *, quick: bool = False) -> tuple[Door, ...]:
    """Choose what is offered whenever there is such a thing."""
    last = outlook.history.last
    rules: list[Rule] = [door_rules.resume, partial(door_rules.look_back, quick=quick)]
    # Where an ending leads stands in its chapter: with quick, this is as far as one can see.
    if not (quick and isinstance(last, Entry) and last.ending):
        rules += [door_rules.mend, door_rules.trail]
    return _taken_from(rules, outlook)


def _coming_back(outlook: Outlook) -> tuple[Door, ...]:
    # What was written last has one place; there are other small questions than that section's.
    last = _taken_from([coming_back.last_written, door_rules.resume], outlook)[:1]
    small = _taken_from([coming_back.small_first], outlook, last)[len(last) :]
    return _filled(_taken_from([door_rules.around], outlook, [*small, *last]), outlook)


def _filled(found: Sequence[Door], outlook: Outlook) -> tuple[Door, ...]:
    """Give as many doors as there should be; looking around stands last."""
    enough = _taken_from(OTHERWISE, outlook, found)
    return tuple(sorted(enough, key=lambda door: door.kind == "around"))


def _taken_from(rules: Iterable[Rule], outlook: Outlook, before: Sequence[Door] = ()) -> tuple[Door, ...]:
    """Go through some rules until there are enough doors; give those from before as well."""
    found = [*before]
    for rule in rules:
        if len(found) == MOST_DOORS:
            break
        if door := rule(outlook, {one.place for one in found}):
            found.append(door)
    return tuple(found)
