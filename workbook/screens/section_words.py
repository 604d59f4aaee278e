"""What a chapter screen says about a section beside its reading: states, ways on, quotes, what the page holds."""

from datetime import date

from workbook.content.loader import Pack
from workbook.content.model import EarlierAnswer, Section
from workbook.progress.own_prompts import outline_with_own
from workbook.progress.states import section_state
from workbook.store.answers import Answers
from workbook.values import sealed_until
from workbook.widgets.section_list import ListedSection


def listed_sections(pack: Pack, answers: Answers, present: Section) -> list[ListedSection]:
    """Give the sections of a chapter with their states; the present one counts as opened."""
    answered, entries = answers.answered(), answers.entry_counts()
    opened, resting = {*answers.openings(), present.id}, answers.marks("resting")
    own = answers.own_prompts()
    outlines = [pack.section_outline(section.id) for section in pack.chapter(present.chapter_id).sections]
    return [
        ListedSection(
            outline, section_state(outline_with_own(outline, own), answered, entries, opened, resting)
        )
        for outline in outlines
        if outline is not None
    ]


def nearby(pack: Pack, section: Section) -> list[tuple[str, str]]:
    """Give the ids and titles of the sections that the reading leads to."""
    return [(link, outline.title) for link in section.links if (outline := pack.section_outline(link))]


def quotes(pack: Pack, answers: Answers, section: Section, today: date) -> dict[str, str]:
    """Give the reader's own words that the reading quotes, by prompt id; a letter only once it has opened."""
    wanted = [block.prompt_id for block in section.reading if isinstance(block, EarlierAnswer)]
    found: dict[str, str] = {}
    for prompt_id in wanted:
        located = pack.prompt(prompt_id)
        layer = answers.latest(prompt_id, located[1].was if located else ())
        if layer is not None and not sealed_until(layer.value, today):
            found[prompt_id] = layer.text
    return found


def page_in_words(section: Section) -> str:
    """Say what stands on a section's page, and how to go there; empty when nothing does."""
    prompts, practices = len(section.prompts), len(section.practices)
    parts = []
    if prompts:
        parts.append("one question" if prompts == 1 else f"{prompts} questions")
    if practices:
        parts.append("a practice" if practices == 1 else f"{practices} practices")
    return f"Your page, with {' and '.join(parts)}: Tab" if parts else ""
