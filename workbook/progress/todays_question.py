"""One small question for a day: the same all day, whatever was written, so that it can be asked beside a lock."""

from datetime import date

from workbook.content.loader import Pack
from workbook.content.model import Prompt
from workbook.content.pack_model import SectionOutline
from workbook.progress.turns import turn

MOST_MINUTES = 4


def todays_question(pack: Pack, today: date) -> tuple[SectionOutline, Prompt] | None:
    """Choose a light question that is answered in a few lines; None when a pack has none.

    Args:
        pack: The open pack.
        today: The local date.
    """
    ids = [
        (section, prompt_id)
        for chapter in pack.outlines
        for section in chapter.sections
        for prompt_id in section.prompt_ids
    ]
    for section, prompt_id in sorted(ids, key=lambda one: (turn(today, f"today {one[1]}"), one[1])):
        located = pack.prompt(prompt_id)
        if located and _is_light(located[1]):
            return section, located[1]
    return None


def _is_light(prompt: Prompt) -> bool:
    return not prompt.heavy and prompt.kind.name == "text" and prompt.minutes <= MOST_MINUTES
