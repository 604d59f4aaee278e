"""How the journal writes what it lists: two lines in the list, and everything on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from workbook import moments
from workbook.content.model import Practice, Prompt
from workbook.progress.journal import excerpt, lacking, level_in_words, matches, readable, words_of
from workbook.store.origin import origin_of
from workbook.store.records import CheckIn, Entry, Layer
from workbook.text import one_line
from workbook.values import Seals, Value, is_blank

MOST_MATCHES = 300
"""Matches marked in one text; nobody looks for the next."""
INDENT = " "
CHECKED_IN = "Check-in: how much you trusted yourself"
LONGEST_ASKED = 4000
"""Characters of a question in which a match is looked for."""
SEVERAL = ("list", "checklist", "table")
"""Kinds of answers whose lines do not run on."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What writing a record needs to know beside it."""

    now: datetime
    """Aware, in UTC."""
    seals: Seals
    """What of letters may be read."""
    words: str = ""
    """What was searched for."""


def marked(text: str, words: str, style: str = "") -> Content:
    """Write text as it is, with every match in bold."""
    content = Content(text).stylize(style) if style else Content(text)
    for start, end in matches(text, words)[:MOST_MATCHES] if words else ():
        content = content.stylize("bold", start, end)
    return content


def row_lines(record: Layer | Entry | CheckIn, sight: Sight, width: int) -> list[Content]:
    """Write a record in two lines: its words, and what they answer, with the day; each from where it matches."""
    if isinstance(record, CheckIn):
        return _two_lines(level_in_words(record), CHECKED_IN, record, sight, width)
    text = words_of(record, sight.seals)
    if isinstance(record, Entry) or record.kind in SEVERAL:
        text = " · ".join(text.splitlines())
    asked = one_line(record.question if isinstance(record, Layer) else record.title, LONGEST_ASKED)
    return _two_lines(text, asked, record, sight, width)


def _two_lines(
    text: str, asked: str, record: Layer | Entry | CheckIn, sight: Sight, width: int
) -> list[Content]:
    words = excerpt(text, sight.words, max(width - 1, 2))
    when = " · ".join(filter(None, (moments.in_words(record.at, sight.now), origin_of(record.id))))
    # Nothing further can be in sight, and a long text takes long to draw.
    first = marked(one_line(words, max(width * 2, 80)), sight.words)
    # A word that only the question has is what led here: it should be in sight.
    asked = excerpt(asked, lacking(text, sight.words), max(width - len(when) - 4, 2))
    asked = one_line(asked, max(width * 2, 80))
    second = Content.assemble((f"{when} · ", "dim"), marked(asked, sight.words, "dim"))
    return [Content.assemble(INDENT, first), Content.assemble(INDENT, second)]


def whole(
    record: Layer | Entry | CheckIn, item: Prompt | Practice | None, sight: Sight, where: str
) -> Content:
    """Write everything of a record.

    Args:
        record: What was written.
        item: The prompt or practice in the open pack; None when it is not there.
        sight: The time, and what was searched for.
        where: The line that says where it stands, or that it stands nowhere now.
    """
    parts = [_day(record)]
    match record:
        case Layer():
            prompt = item if isinstance(item, Prompt) else None
            parts += _layer(record, prompt, sight)
        case Entry():
            practice = item if isinstance(item, Practice) else None
            parts += _entry(record, practice, sight)
        case CheckIn():
            parts += [Content(CHECKED_IN).stylize("$primary"), marked(level_in_words(record), sight.words)]
    return Content("\n\n").join([*parts, *([Content(where).stylize("$quiet")] if where else [])])


def _day(record: Layer | Entry | CheckIn) -> Content:
    here = moments.local(record.at, record.offset)
    origin = f" · {origin_of(record.id)}" if origin_of(record.id) else ""
    return Content(f"{here:%A} {here.day} {here:%B %Y}, {here:%H:%M}{origin}").stylize("$quiet")


def _layer(layer: Layer, prompt: Prompt | None, sight: Sight) -> list[Content]:
    parts = [marked(layer.question, sight.words, "$primary")]
    words = readable(layer.value, sight.seals, layer.id)
    if prompt is not None and prompt.kind.name == layer.kind and not sight.seals.hide(layer.value, layer.id):
        words = prompt.kind.describe(prompt.kind.fit(layer.value)) or words
    parts.append(marked(words, sight.words))
    if layer.moved:
        parts.append(_labelled("What moved", marked(layer.moved, sight.words)))
    return parts


def _entry(entry: Entry, practice: Practice | None, sight: Sight) -> list[Content]:
    parts = [marked(entry.title, sight.words, "$primary")]
    kinds = {field.id: field.kind for field in practice.fields} if practice else {}
    for name in dict.fromkeys([*kinds, *entry.values]):
        value: Value = entry.values.get(name)
        if is_blank(value):
            continue
        words = readable(value, sight.seals, entry.id)
        if name in kinds and not sight.seals.hide(value, entry.id):
            words = kinds[name].describe(kinds[name].fit(value)) or words
        parts.append(_labelled(entry.labels.get(name, ""), marked(words, sight.words), sight.words))
    return parts + _ending(entry, sight)


def _ending(entry: Entry, sight: Sight) -> list[Content]:
    parts = []
    if entry.ending:
        ended = f", {moments.in_words(entry.ended_at, sight.now)}" if entry.ended_at else ""
        label = marked(entry.ending_label or entry.ending, sight.words)
        parts.append(_labelled("How it went", Content.assemble(label, ended)))
    elif entry.look_back_on:
        parts.append(_labelled("To look back on", Content(moments.day_in_words(entry.look_back_on))))
    if entry.note:
        parts.append(_labelled("Looking back", marked(entry.note, sight.words)))
    return parts


def _labelled(label: str, words: Content, searched: str = "") -> Content:
    if not label:
        return words
    return Content("\n").join([marked(label, searched, "$quiet"), words])
