"""What a door can be, each as one rule: a door where there is reason for one, else None.

None of them quotes what was written, since it may be read over someone's shoulder; only a promise is said
again, in the sentence that its practice gives for rehearsing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from workbook.progress.looking_back import sentence
from workbook.progress.outlook import Door, DoorKind, Outlook, Place
from workbook.progress.trails import onward, routes
from workbook.store.records import Entry

if TYPE_CHECKING:
    from workbook.content.model import Prompt
    from workbook.content.pack_model import SectionOutline

Rule = Callable[[Outlook, Collection[Place]], Door | None]
"""Given where other doors lead already, since no two lead to the same place."""

LONG = timedelta(days=42)
"""From so long after its last visit on, a section may be offered again."""
LATER_EVERY = 3
"""On one of so many days something put aside is offered: it does not wait at the door."""


def first(outlook: Outlook, taken: Collection[Place], *, quick: bool = False) -> Door | None:
    """The question that the pack asks someone new; with *quick*, by the title of its section."""
    prompt_id = outlook.pack.info.first
    section = outlook.section_of(prompt_id) if prompt_id else None
    located = None if quick else outlook.pack.prompt(prompt_id)
    if section is None or section.id in taken or not (quick or located):
        return None
    return Door(
        kind="first",
        title="One small question",
        lines=(asked(located[1]) if located else section.title,),
        reason="a few minutes, and a few words will do",
        section_id=section.id,
        item_id=prompt_id,
    )


# What is under way: offered whenever there is such a thing.


def resume(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """Where someone left off."""
    place, section = outlook.history.place, outlook.left_off
    if place is None or section is None or section.id in taken or not outlook.going_to(section.id):
        return None
    item_id = outlook.pack.present_id(place.item_id)
    is_begun = bool(item_id) and outlook.is_answered(section, item_id)
    return Door(
        kind="resume",
        title="Pick up",
        lines=outlook.card(section),
        reason="where you left off, with what you wrote there" if is_begun else "where you left off",
        section_id=section.id,
        item_id=item_id,
    )


def look_back(outlook: Outlook, taken: Collection[Place], *, quick: bool = False) -> Door | None:
    """The first of what waits to be looked back on; with *quick*, by the title of its practice."""
    entry = next((one for one in outlook.waiting if one.practice_id not in taken), None)
    if entry is None:
        return None
    located = None if quick else outlook.pack.practice(entry.practice_id)
    words = sentence(located[1], entry.values).replace("\n", " · ") if located else ""
    return Door(
        kind="look-back",
        title="Look back",
        lines=(f"“{words}”", entry.title) if words else (entry.title,),
        reason="you asked to come back to this",
        practice_id=entry.practice_id,
        entry_id=entry.id,
    )


def mend(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """Where an ending leads that was the last thing written, until one has been there."""
    last = outlook.history.last
    if not isinstance(last, Entry) or not last.ending:
        return None
    located = outlook.pack.practice(last.practice_id)
    endings = located[1].look_back.endings if located and located[1].look_back else ()
    ending = next((one for one in endings if one.id == last.ending), None)
    section = outlook.going_to(ending.leads_to) if ending else None
    if not (located and ending and section) or section.id in taken:
        return None
    been = [outlook.history.openings.get(name) for name in (section.id, *section.was)]
    if last.ended_at and any(opening and opening.last_at >= last.ended_at for opening in been):
        return None
    what = located[1].entry
    article = "an" if what[:1].casefold() in "aeiou" else "a"
    return Door(
        kind="mend",
        title="Something for this",
        lines=outlook.card(section),
        reason=f"because {article} {what} ended “{ending.label[:1].lower()}{ending.label[1:]}”",
        section_id=section.id,
    )


def trail(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """The next stop of the trail that was moved last."""
    here = outlook.left_off.id if outlook.left_off else ""
    for stop in onward(routes(outlook.pack), outlook.history.walks, here):
        if stop.section.id not in taken and outlook.going_to(stop.section.id):
            return Door(
                kind="trail",
                title="Along the trail",
                # Not the trail's title: "I have just made a mistake" may be read over someone's shoulder.
                # Nor what is said of the stop: a caution that is cut off is worse than none.
                lines=(stop.section.title, outlook.chapter_title(stop.section)),
                reason="because you are on a trail",
                section_id=stop.section.id,
            )
    return None


# What there is a choice of: the day decides.


def later(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """One of the things put aside for later; never on two days in a row."""
    if (outlook.today.toordinal() % LATER_EVERY) != 0:
        return None
    own = {one.id: one.section_id for one in outlook.history.own}
    for target in outlook.by_turn(outlook.history.later, str):
        section = outlook.section_of(target) or outlook.going_to(own.get(target, target))
        if section is not None and section.id not in taken:
            present = outlook.pack.present_id(target)
            return Door(
                kind="later",
                title="For later",
                lines=outlook.card(section),
                reason="you put this aside for later",
                section_id=section.id,
                item_id=present if present in (*section.prompt_ids, *section.practice_ids) else "",
            )
    return None


def again(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """A section long not visited."""
    for section in outlook.by_turn(outlook.sections, lambda section: section.id):
        found = (outlook.history.openings.get(name) for name in (section.id, *section.was))
        last = max((one for one in found if one), key=lambda one: one.last_at, default=None)
        if last is None or section.id in taken:
            continue
        when = outlook.about_when(last.last_at, last.offset)
        if not when or not outlook.is_past(last.last_at, last.offset, LONG):
            continue
        wrote, once = outlook.state(section).times > 0, last.visits == 1
        did = (
            ("you wrote about this" if once else "you wrote here, and came back")
            if wrote
            else "you read this"
        )
        return Door(
            kind="again",
            title="Come back to",
            lines=outlook.card(section),
            reason=f"{did} {when}",
            section_id=section.id,
        )
    return None


def small(outlook: Outlook, taken: Collection[Place], *, most_minutes: int = 4) -> Door | None:
    """One light question without an answer."""
    later = set(outlook.history.later)
    unanswered = [
        (section, prompt_id)
        for section in outlook.sections
        if section.id not in taken
        for prompt_id in section.prompt_ids
        if not outlook.is_answered(section, prompt_id) and not later & {*section.ids_of(prompt_id)}
    ]
    for section, prompt_id in outlook.by_turn(unanswered, lambda one: one[1]):
        if door := question(outlook, section, prompt_id, most_minutes):
            return door
    return None


def question(outlook: Outlook, section: SectionOutline, prompt_id: str, most_minutes: int) -> Door | None:
    """A door to a question, if it is a light one: not heavy, no letter, and answered in so many minutes."""
    located = outlook.pack.prompt(prompt_id)
    prompt = located[1] if located else None
    if prompt is None or prompt.heavy or prompt.kind.name == "letter":
        return None
    if not 0 < prompt.minutes <= most_minutes:
        return None
    return Door(
        kind="small",
        title="One small question",
        lines=(asked(prompt),),
        reason="one minute" if prompt.minutes == 1 else f"{_NUMBERS[prompt.minutes]} minutes",
        section_id=section.id,
        item_id=prompt.id,
    )


def asked(prompt: Prompt) -> str:
    """Give only the question itself: what explains it stands on its page."""
    return prompt.question.split("\n\n")[0]


_NUMBERS = ("no", "one", "two", "three", "four")


# What there always is.


def untouched(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """The next section that is new, from where someone left off on."""
    sections, start = outlook.sections, outlook.left_off
    after = next((number + 1 for number, one in enumerate(sections) if start and one.id == start.id), 0)
    for section in (*sections[after:], *sections[:after]):
        if section.id in taken or outlook.state(section).name != "untouched":
            continue
        if start and section == next(iter(sections[after:]), None):
            return _unread(
                outlook, section, "near", "Something near", "next to where you were, and new to you"
            )
        if outlook.history.is_new:
            return _unread(outlook, section, "read", "Start with reading", "five minutes, nothing to answer")
        return _unread(outlook, section, "read", "Something new", "new to you")
    return None


def _unread(outlook: Outlook, section: SectionOutline, kind: DoorKind, title: str, reason: str) -> Door:
    lines = outlook.card(section)
    return Door(kind=kind, title=title, lines=lines, reason=reason, section_id=section.id)


def reread(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """Something known, to be read once more; what was written in first."""
    states = {section.id: outlook.state(section) for section in outlook.sections}
    known = [section for section in outlook.sections if states[section.id].name != "untouched"]
    in_turn = outlook.by_turn(known, lambda section: section.id)
    for section in sorted(in_turn, key=lambda section: not states[section.id].times):
        if section.id not in taken:
            wrote = states[section.id].times > 0
            return Door(
                kind="reread",
                title="Read again",
                lines=outlook.card(section),
                reason="you wrote here; it may read differently now" if wrote else "you read this before",
                section_id=section.id,
            )
    return None


def around(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """All there is."""
    if "" in taken:
        return None
    count = sum(len(chapter.sections) for chapter in outlook.pack.outlines)
    return Door(
        kind="around",
        title="Look around",
        lines=(f"{count} sections", "in any order"),
        reason="nothing is locked",
    )
