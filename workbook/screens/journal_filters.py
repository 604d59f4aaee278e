"""The journal's filters: what each offers, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook.content.loader import Pack
from workbook.progress.journal import (
    MARKS,
    SPANS,
    Choice,
    Surroundings,
    chapters_in,
    kinds_in,
    themes_in,
)
from workbook.progress.shelf import UNPLACED, lacks_place
from workbook.store.answers import Answers
from workbook.store.written import Written
from workbook.widgets.filter_bar import Filter

FILTERS = ("theme", "chapter", "kind", "span", "mark")
"""The parts of a `Choice`, in the order in which they are shown."""
EVERYTHING = {
    "theme": "every theme",
    "chapter": "every chapter",
    "kind": "every kind",
    "span": "any time",
    "mark": "any mark",
}


def offered(name: str, pack: Pack, written: Sequence[Written], around: Surroundings) -> dict[str, str]:
    """Give the values of a filter that leave something, each with its words; the first wants everything."""
    found: Mapping[str, str]
    match name:
        case "theme":
            themes = themes_in(written, around)
            found = {theme.id: theme.title for theme in pack.info.themes if theme.id in themes}
        case "chapter":
            chapters = chapters_in(written, around)
            found = {outline.id: outline.title for outline in pack.outlines if outline.id in chapters}
        case "kind":
            found = kinds_in(written, around)
        case "mark":
            stray = any(lacks_place(one, around.homes) for one in written)
            found = {
                kind: words
                for kind, words in MARKS.items()
                if around.marked.get(kind) or (stray and kind == UNPLACED)
            }
        case _:
            found = {span: words for span, words in SPANS.items() if span}
    return {"": EVERYTHING[name], **found}


def shown_filters(
    choice: Choice, pack: Pack, written: Sequence[Written], around: Surroundings
) -> list[Filter]:
    """Write the filters as they stand."""
    filters = []
    for name in FILTERS:
        value = getattr(choice, name)
        # What is offered takes a look at everything: only where something was chosen from it.
        words = offered(name, pack, written, around).get(value, value) if value else EVERYTHING[name]
        filters.append(Filter(words, bool(value)))
    return filters


def marked_ids(answers: Answers, pack: Pack) -> dict[str, set[str]]:
    """Give by kind of mark what carries it: the ids that were marked, and what those are called now."""
    found: dict[str, set[str]] = {}
    for kind in MARKS:
        ids = set(answers.marks(kind))
        sections = (pack.section_outline(marked) for marked in ids)
        found[kind] = ids | {pack.present_id(marked) for marked in ids}
        found[kind] |= {section.id for section in sections if section is not None}
    return found
