"""Worksheets: sections of a pack as one HTML file that can be printed and handed out.

Nothing is loaded, nothing runs, and nothing in it says who it was printed for. Nobody's answers are in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook import moments
from workbook.content.loader import Pack
from workbook.content.model import Contact, PackInfo, Practice, Prompt, Section
from workbook.export.blanks import blank, offer, practice_blank
from workbook.export.codes import PromptCodes, prompt_codes
from workbook.export.document import document
from workbook.export.markup import Html, joined, paragraphs, tag, words
from workbook.export.reading_html import first_sentences, opening_words, reading_html
from workbook.workshop.agenda import Agenda

ANY_COUNTRY = "Any country"

ABOUT = (
    "This sheet is yours. Nobody collects it or asks to see it. Leave out whatever you like, and write as "
    "little as you like."
)
TYPED_IN = (
    "The letters beside each question are its code. If you keep the workbook on a computer, you can type your "
    "answer in there: workbook paper and the code in a shell, or “Type in from paper” in the palette (ctrl+p)."
)


@dataclass(frozen=True, slots=True)
class Page:
    """One section as it is handed out."""

    section: Section
    prompts: tuple[Prompt, ...]
    """Those of its prompts that are on the sheet, in order."""
    source: str
    """Where it comes from, in words."""


def pages_of(pack: Pack, section_ids: Sequence[str]) -> list[Page]:
    """Give the pages for some sections, each once, with all their prompts.

    Raises:
        PackError: There is no such section, or its chapter cannot be opened.
    """
    sections = {section.id: section for section in map(pack.section, section_ids)}
    return [_page(pack, section, section.prompts) for section in sections.values()]


def pages_for(pack: Pack, agenda: Agenda) -> list[Page]:
    """Give the pages for an agenda, in the order of its blocks.

    Of a section of which the agenda names prompts only those are on the sheet: nobody goes home with a
    heavy question that the group did not mean to meet.

    Raises:
        PackError: The agenda names something that is not in the pack, or cannot be opened.
    """
    named: dict[str, set[str]] = {}
    for block in agenda.blocks:
        located = pack.prompt(block.prompt) if block.prompt else None
        if located:
            named.setdefault(located[0].id, set()).add(located[1].id)
        elif block.section:
            named.setdefault(pack.section(block.section).id, set())
    pages = pages_of(pack, tuple(named))
    return [_of_these(page, named[page.section.id]) if named[page.section.id] else page for page in pages]


def _of_these(page: Page, prompt_ids: set[str]) -> Page:
    return replace(page, prompts=tuple(prompt for prompt in page.prompts if prompt.id in prompt_ids))


def worksheet(
    pack: Pack, pages: Sequence[Page], *, title: str = "", country: str = "", reading: bool = False
) -> str:
    """Write the sheet.

    Args:
        pack: Where the pages come from; its contacts stand at the end.
        pages: What to hand out.
        title: What stands on top; the title of the pack when empty.
        country: One of the countries of the pack's contacts; empty for those of any country alone.
        reading: Print the whole reading, and not its first sentences only.

    Returns:
        One self-contained HTML file.
    """
    title = title or pack.info.title
    codes = prompt_codes(pack.outlines)
    body = tag(
        "body",
        _header(title, pack.info),
        tag("main", *(_section(page, codes, reading=reading) for page in pages)),
        _support(pack.info, country),
        tag("footer", tag("p", words(TYPED_IN)), tag("p", words(_imprint(pack.info)))),
    )
    return document(title, body, pack.info.language)


def countries(info: PackInfo) -> list[str]:
    """Name the countries that a pack has contacts for, each once, in its order."""
    return list(dict.fromkeys(one.country for one in info.support if one.country != ANY_COUNTRY))


def _page(pack: Pack, section: Section, prompts: Sequence[Prompt]) -> Page:
    chapter = pack.chapter(section.chapter_id)
    drawn = f", which draws on the article “{chapter.source}”" if chapter.source else ""
    return Page(section, tuple(prompts), f"From the chapter “{chapter.title}”{drawn}.")


def _header(title: str, info: PackInfo) -> Html:
    name = tag("p", words("A name, only if you want one here; it may stay empty: "), tag("span", klass="gap"))
    pack = tag("p", words(f"{info.title}: a workbook"), klass="pack") if info.title != title else Html("")
    return tag("header", tag("h1", words(title)), pack, tag("p", words(ABOUT)), name)


def _section(page: Page, codes: PromptCodes, *, reading: bool) -> Html:
    section = page.section
    items: list[Html] = []
    for item in section.page:
        if isinstance(item, Practice):
            items.append(_practice(item))
        elif item in page.prompts:
            items.append(_prompt(item, codes.by_prompt[item.id]))
    return tag(
        "section",
        tag("h2", words(section.title), id=f"section-{section.id}-title"),
        _reading(section, whole=reading),
        tag("p", words(page.source), klass="source"),
        *items,
        id=f"section-{section.id}",
        aria_labelledby=f"section-{section.id}-title",
    )


def _reading(section: Section, *, whole: bool) -> Html:
    if whole:
        return tag("div", reading_html(section.reading), klass="reading")
    opening = opening_words(section.reading)
    return tag("p", words(f"{opening} …"), klass="told-briefly") if opening else Html("")


def _prompt(prompt: Prompt, code: str) -> Html:
    first, *others = prompt.question.split("\n\n")
    care, landing = Html(""), Html("")
    if prompt.heavy:
        care = tag(
            "div",
            tag("p", words("This one can be heavy. You may leave this out, or answer this instead:")),
            paragraphs(prompt.gentler),
            klass="care",
        )
        landing = tag(
            "div",
            tag("p", words("Before you go on, if you like:")),
            paragraphs(prompt.landing),
            klass="landing",
        )
    return tag(
        "div",
        tag("p", words(code), klass="code"),
        tag(
            "div",
            tag("h3", words(" ".join(first.split()))),
            paragraphs("\n\n".join(others)),
            klass="question",
        ),
        care,
        blank(prompt.kind),
        offer(prompt.kind),
        landing,
        klass="item",
        id=f"prompt-{prompt.id}",
    )


def _practice(practice: Practice) -> Html:
    return tag(
        "div",
        tag("h3", words(practice.title)),
        reading_html(practice.intro),
        practice_blank(practice),
        klass="item",
        id=f"practice-{practice.id}",
    )


def _support(info: PackInfo, country: str) -> Html:
    chosen = [one for one in info.support if one.country == country]
    chosen += [one for one in info.support if one.country == ANY_COUNTRY]
    note = first_sentences(info.support_note, 240)
    local = tag("li", words("Near here:"), tag("span", klass="line"), tag("span", klass="line"))
    return tag(
        "section",
        tag("h2", words("Somewhere to turn"), id="support-title"),
        tag("p", words(note)) if note else Html(""),
        tag("ul", *map(_contact, chosen), local, klass="contacts"),
        id="support",
        aria_labelledby="support-title",
        klass="item",
    )


def _contact(contact: Contact) -> Html:
    said = " · ".join(part for part in (contact.reach, contact.hours) if part)
    checked = f"checked {moments.day_in_words(contact.checked.isoformat())} against {contact.source}"
    return tag(
        "li",
        tag("strong", words(contact.name)),
        words(f", {contact.country}: {said}" if contact.country != ANY_COUNTRY else f": {said}"),
        joined([words(". " if not said.endswith(".") else " "), words(contact.note)])
        if contact.note
        else Html(""),
        tag("small", words(checked)),
    )


def _imprint(info: PackInfo) -> str:
    licence = f", {info.licence}" if info.licence else ""
    return f"{info.title} {info.version}{licence}. Education, and no treatment."
