"""The state of a section: untouched, opened, answered, returned to, or resting.

Time plays no part: nothing here can be lowered by waiting (rule 2 of the design).
"""

from collections.abc import Collection, Mapping
from typing import Literal

from workbook.content.pack_model import SectionOutline
from workbook.frozen import frozen

StateName = Literal["untouched", "opened", "answered", "returned", "resting"]


@frozen()
class SectionState:
    """How far someone has been in a section."""

    name: StateName
    times: int = 0
    """The most layers any of its prompts has; an entry counts as one."""


def section_state(
    section: SectionOutline,
    answered: Mapping[str, int],
    entries: Mapping[str, int],
    opened: Collection[str],
    resting: Collection[str] = (),
) -> SectionState:
    """Tell the state of a section.

    Args:
        section: Its outline.
        answered: How many layers each prompt has, by id; those under its earlier ids count as well.
        entries: How many entries each practice has, likewise.
        opened: Ids of sections that were opened.
        resting: Ids of sections set aside on purpose.
    """
    layers = max((_count(section, prompt, answered) for prompt in section.prompt_ids), default=0)
    times = max(layers, int(any(_count(section, practice, entries) for practice in section.practice_ids)))
    ids = {section.id, *section.was}
    if ids & set(resting):
        return SectionState("resting", times)
    if times > 1:
        return SectionState("returned", times)
    if times:
        return SectionState("answered", times)
    return SectionState("opened" if ids & set(opened) else "untouched")


def _count(section: SectionOutline, item_id: str, counts: Mapping[str, int]) -> int:
    return sum(counts.get(name, 0) for name in section.ids_of(item_id))
