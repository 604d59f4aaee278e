"""The doors on the home screen: a few suggestions, each with its reason, the same all day."""

from dataclasses import dataclass
from typing import Literal

from workbook.content.loader import Pack
from workbook.content.pack_model import SectionOutline
from workbook.progress.history import History
from workbook.progress.looking_back import sentence
from workbook.progress.states import section_state
from workbook.progress.trails import onward, routes

DoorKind = Literal["resume", "first", "look-back", "trail", "near", "read", "around"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One suggestion: where it leads and why it is offered."""

    kind: DoorKind
    title: str
    lines: tuple[str, ...]
    reason: str
    section_id: str = ""
    item_id: str = ""
    practice_id: str = ""
    entry_id: str = ""


def doors(pack: Pack, history: History, *, quick: bool = False) -> tuple[Door, ...]:
    """Choose three doors; fewer when the pack is very small.

    Args:
        pack: The open pack.
        history: What was written and opened so far.
        quick: Read no chapter: a door that would show a question shows the section's name instead.
    """
    if history.is_new:
        found = [_first(pack, quick=quick), _untouched(pack, history, after="")]
    else:
        resume, trail = _resume(pack, history), _trail(pack, history)
        look_back = _look_back(pack, history, quick=quick)
        found = [resume, look_back, trail, _near(pack, history, trail)]
    return tuple(door for door in [*found, _around(pack)] if door)[:3]


def _first(pack: Pack, *, quick: bool) -> Door | None:
    outline = next(
        (
            section
            for chapter in pack.outlines
            for section in chapter.sections
            if pack.info.first in section.prompt_ids
        ),
        None,
    )
    located = None if quick else pack.prompt(pack.info.first)
    if outline is None or not (quick or located):
        return None
    return Door(
        kind="first",
        title="One small question",
        # Only the question itself: what explains it stands on its page.
        lines=(located[1].question.split("\n\n")[0] if located else outline.title,),
        reason="a few minutes, and a few words will do",
        section_id=outline.id,
        item_id=pack.info.first,
    )


def _resume(pack: Pack, history: History) -> Door | None:
    outline = pack.section_outline(history.place.section_id) if history.place else None
    if history.place is None or outline is None:
        return None
    return Door(
        kind="resume",
        title="Pick up",
        lines=(outline.title, _chapter_title(pack, outline)),
        reason="where you left off",
        section_id=outline.id,
        item_id=pack.present_id(history.place.item_id),
    )


def _look_back(pack: Pack, history: History, *, quick: bool) -> Door | None:
    if not history.due:
        return None
    entry = history.due[0]
    located = None if quick else pack.practice(entry.practice_id)
    # A promise may be read over someone's shoulder; what slipped, or an old belief, may not.
    words = sentence(located[1], entry.values).replace("\n", " · ") if located else ""
    return Door(
        kind="look-back",
        title="Look back",
        lines=(f"“{words}”", entry.title) if words else (entry.title,),
        reason="you asked to come back to this",
        practice_id=entry.practice_id,
        entry_id=entry.id,
    )


def _trail(pack: Pack, history: History) -> Door | None:
    outline = pack.section_outline(history.place.section_id) if history.place else None
    for stop in onward(routes(pack), history.walks, outline.id if outline else ""):
        if not {stop.section.id, *stop.section.was} & set(history.resting):
            return Door(
                kind="trail",
                title="Along the trail",
                # Not the trail's title: "I have just made a mistake" may be read over someone's shoulder.
                lines=(stop.section.title, stop.say),
                reason="because you are on a trail",
                section_id=stop.section.id,
            )
    return None


def _near(pack: Pack, history: History, beside: Door | None) -> Door | None:
    left_off = history.place.section_id if history.place else ""
    outline = pack.section_outline(left_off)
    after = outline.id if outline else left_off
    return _untouched(pack, history, after=after, besides=beside.section_id if beside else "")


def _untouched(pack: Pack, history: History, *, after: str, besides: str = "") -> Door | None:
    sections = [section for chapter in pack.outlines for section in chapter.sections]
    start = next((number + 1 for number, section in enumerate(sections) if section.id == after), 0)
    for section in [*sections[start:], *sections[:start]]:
        state = section_state(section, history.answered, history.entries, history.openings)
        if state.name == "untouched" and section.id != besides:
            return Door(
                kind="near" if after else "read",
                title="Something near" if after else "Start with reading",
                lines=(section.title, _chapter_title(pack, section)),
                reason="next to where you were, and new to you"
                if after
                else "five minutes, nothing to answer",
                section_id=section.id,
            )
    return None


def _around(pack: Pack) -> Door:
    count = sum(len(chapter.sections) for chapter in pack.outlines)
    return Door(
        kind="around",
        title="Look around",
        lines=(f"{count} sections", "in any order"),
        reason="nothing is locked",
    )


def _chapter_title(pack: Pack, section: SectionOutline) -> str:
    return next((chapter.title for chapter in pack.outlines if chapter.id == section.chapter_id), "")
