"""The neighbours of what was last written: where its reading leads, what shares a theme, what comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from workbook.errors import PackError
from workbook.progress.outlook import Door, Outlook, Place
from workbook.store.records import Layer

if TYPE_CHECKING:
    from workbook.content.pack_model import SectionOutline


def near(outlook: Outlook, taken: Collection[Place]) -> Door | None:
    """A neighbour of what was last written, one without answers first."""
    last = outlook.history.last
    home = last_section(outlook)
    if last is None or home is None:
        return None
    wrote = f"you wrote {outlook.about_when(last.at, last.offset)}".rstrip()
    reasons: dict[str, str] = {}
    for section, reason in _around(outlook, home, wrote):
        if section.id != home.id and section.id not in taken:
            reasons.setdefault(section.id, reason)
    found = [section for section in outlook.sections if section.id in reasons]
    fewest = min((outlook.state(section).times for section in found), default=0)
    candidates = [section for section in found if outlook.state(section).times == fewest]
    for section in outlook.by_turn(candidates, lambda section: section.id)[:1]:
        return Door(
            kind="near",
            title="Something near",
            lines=outlook.card(section),
            reason=reasons[section.id],
            section_id=section.id,
        )
    return None


def last_section(outlook: Outlook) -> SectionOutline | None:
    """Give the section of what was last written; None when it rests or has gone."""
    last = outlook.history.last
    if isinstance(last, Layer):
        return outlook.section_of(last.prompt_id) or outlook.going_to(last.section_id)
    return outlook.section_of(last.practice_id) if last else None


def _around(outlook: Outlook, home: SectionOutline, wrote: str) -> Iterator[tuple[SectionOutline, str]]:
    """Give neighbours with the reason, the closest kind first; one section may come several times."""
    for section_id in _links(outlook, home):
        if section := outlook.going_to(section_id):
            yield section, f"where {wrote}, the reading leads here"
    themes = set(home.themes)
    for section in outlook.sections:
        if themes & set(section.themes):
            yield section, f"shares a theme with what {wrote}"
    ids = [section.id for section in outlook.sections]
    following = outlook.sections[ids.index(home.id) + 1 :][:1]
    for section in following:
        if section.chapter_id == home.chapter_id:
            yield section, f"comes next after what {wrote}"


def _links(outlook: Outlook, home: SectionOutline) -> tuple[str, ...]:
    try:
        return outlook.pack.section(home.id).links
    except PackError:
        return ()
