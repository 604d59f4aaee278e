"""The reading of a section as HTML for paper."""

from __future__ import annotations

import re
from typing import Final, assert_never

from workbook.content.model import (
    Block,
    Blocks,
    Code,
    EarlierAnswer,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Subheading,
    Table,
)
from workbook.export.markup import Html, joined, tag, void, words

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+")


def reading_html(blocks: Blocks) -> Html:
    """Write the whole reading; subheadings are of level three, addresses on the web stand beside their words."""
    return joined(map(_block, blocks))


def opening_words(blocks: Blocks, most: int = 420) -> str:
    """Give the first sentences of a reading, so that one knows again which it was.

    Args:
        blocks: The reading.
        most: Characters; the first sentence is given whole, however long.
    """
    texts = ("".join(span.text for span in block.spans) for block in blocks if isinstance(block, Paragraph))
    return first_sentences(" ".join(texts), most)


def first_sentences(text: str, most: int) -> str:
    """Give as many whole sentences from the beginning of a text as fit into so many characters; at least one."""
    found = ""
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        longer = f"{found} {sentence}".strip()
        if found and len(longer) > most:
            break
        found = longer
    return found


def _block(block: Block) -> Html:
    match block:
        case Paragraph(spans):
            return tag("p", _spans(spans))
        case Subheading(spans):
            return tag("h3", _spans(spans))
        case Quote(blocks):
            return tag("blockquote", reading_html(blocks))
        case Listing(items, start):
            return _listing(items, start)
        case Table(header, rows):
            return _table(header, rows)
        case Code(text):
            return tag("pre", words(text))
        case Rule():
            return void("hr")
        case EarlierAnswer(fallback=blocks):
            return reading_html(blocks)
        case _:
            assert_never(block)


def _listing(items: tuple[Blocks, ...], start: int | None) -> Html:
    entries = [tag("li", reading_html(item)) for item in items]
    return tag("ul", *entries) if start is None else tag("ol", *entries, start=str(start))


def _table(header: tuple[Spans, ...], rows: tuple[tuple[Spans, ...], ...]) -> Html:
    head = tag("tr", *(tag("th", _spans(cell), scope="col") for cell in header))
    body = [tag("tr", *(tag("td", _spans(cell)) for cell in row)) for row in rows]
    return tag("table", tag("thead", head), tag("tbody", *body), klass="told")


def _spans(spans: Spans) -> Html:
    return joined(map(_span, spans))


def _span(span: Span) -> Html:
    html = words(span.text)
    for name, wanted in (("code", span.code), ("em", span.emphasis), ("strong", span.strong)):
        html = tag(name, html) if wanted else html
    is_on_the_web = span.link and not span.link.startswith("#") and span.link != span.text
    return joined((html, words(f" ({span.link})"))) if is_on_the_web else html
