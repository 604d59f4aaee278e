"""What a chapter screen says about a section beside its reading: states, ways on, quotes, what the page holds."""

from collections.abc import Collection
from datetime import date

from workbook.content.loader import Pack
from workbook.content.model import EarlierAnswer, Section, SectionOutline
from workbook.progress.own_prompts import outline_with_own
from workbook.progress.states import StateName, section_state
from workbook.store.answers import Answers
from workbook.store.records import LATER, RESTING
from workbook.widgets.section_list import ListedSection


def listed_sections(pack: Pack, answers: Answers, present: Section) -> list[ListedSection]:
    """Give the sections of a chapter with their states; the present one counts as opened."""
    answered, entries = answers.answered(), answers.entry_counts()
    opened, resting = {*answers.openings(), present.id}, answers.marks(RESTING)
    own = answers.own_prompts()
    outlines = [pack.section_outline(section.id) for section in pack.chapter(present.chapter_id).sections]
    later = answers.marks(LATER)
    listed = []
    for outline in outlines:
        if outline is not None:
            whole = outline_with_own(outline, own)
            state = section_state(whole, answered, entries, opened, resting)
            listed.append(ListedSection(outline, state, _words(answers, whole, later, state.name)))
    return listed


def _words(answers: Answers, section: SectionOutline, later: Collection[str], state: StateName) -> str:
    """Say of a section what its mark does not: that words wait in a draft, or something in it is for later."""
    ids = {
        section.id,
        *section.was,
        *(name for prompt in section.prompt_ids for name in section.ids_of(prompt)),
    }
    currents = map(answers.current, section.prompt_ids)
    is_draft = any(layer is not None and layer.is_blank and layer.drafts for layer in currents)
    words = {"draft": is_draft, "later": not ids.isdisjoint(later), "resting": state == "resting"}
    return " · ".join(word for word, is_so in words.items() if is_so)


def aside_in_words(answers: Answers, section: Section) -> str:
    """Say that a section was set aside, and which key takes it back; empty when it was not."""
    ids = {section.id, *section.was}
    if not ids.isdisjoint(answers.marks(RESTING)):
        return "Resting: z wakes it"
    return "" if ids.isdisjoint(answers.marks(LATER)) else "Set aside for later: Ctrl+L takes it back"


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
        if layer is not None and not answers.seals(today).hide(layer.value, layer.id):
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
