"""Markdown to blocks: what stands in the middle of the screen.

CommonMark (https://spec.commonmark.org/0.31.2/) with the tables of GitHub, read by markdown-it-py;
directives are the colon fences of MyST, read by mdit-py-plugins. No raw HTML and no bare links.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

from workbook.content.inline import read_spans
from workbook.content.model import (
    Block,
    Blocks,
    Code,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Subheading,
    Table,
)
from workbook.content.report import Report
from workbook.content.scan import read_directive_line

MAX_DEPTH: Final = 20
"""How deeply quotes and lists may be nested; a list and its items count as two."""

MAX_COLUMNS: Final = 20
"""The most columns of a table."""

_NESTING: Final = 24
"""Where markdown-it itself leaves things out, just above `MAX_DEPTH` so that it is reported first."""


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": _NESTING})
    reader.enable("table").use(colon_fence_plugin)
    # Escaped characters stay apart, so that \<b> is not taken for HTML; spans are joined later.
    reader.disable("text_join")
    # Every address comes through as it was written: what may be linked to is decided in `inline`.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


class BlockReader:
    """Takes blocks, one after the other, from Markdown.

    Args:
        text: Clean Markdown.
        report: Where problems and links go.
        first_line: The number of its first line in the file.
    """

    def __init__(self, text: str, report: Report, first_line: int) -> None:
        self._report = report
        self._first_line = first_line
        # The colon fence plugin looks one character beyond an unclosed fence.
        self._tokens = _markdown().parse(text + "\n\n")
        self._at = 0

    @property
    def next_token(self) -> Token | None:
        """The token that the next block begins with; None at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def line_of(self, token: Token) -> int:
        """Give the line in the file on which a token begins."""
        return self._first_line + (token.map[0] if token.map else 0)

    def take(self) -> Token:
        """Take one token."""
        token = self._tokens[self._at]
        self._at += 1
        return token

    def skip_heading(self) -> Token:
        """Take a whole heading and give the token with its words."""
        self.take()
        words = self.take()
        self.take()
        return words

    def block(self) -> Block | None:
        """Take one block; None when nothing of it can be shown, which has then been reported."""
        token = self.take()
        if token.level > MAX_DEPTH:
            self._report.wrong(self.line_of(token), "quotes and lists are nested too deeply", "flatten them")
        match token.type:
            case "paragraph_open":
                spans = self._spans()
                return Paragraph(spans) if spans else None
            case "heading_open":
                return self._subheading(token)
            case "blockquote_open":
                return Quote(self._blocks_until("blockquote_close"))
            case "bullet_list_open":
                return Listing(self._items("bullet_list_close"))
            case "ordered_list_open":
                start = token.attrGet("start")
                return Listing(self._items("ordered_list_close"), 1 if start is None else int(start))
            case "table_open":
                return self._table(token)
            case "fence" | "code_block":
                return Code(token.content.rstrip("\n"))
            case "hr":
                return Rule()
            case "colon_fence":
                self._report_misplaced(token)
        return None

    def _spans(self) -> Spans:
        """Take an inline token and the closing one after it."""
        token = self.take()
        self.take()
        return read_spans(token.children or (), self._report, self.line_of(token))

    def _subheading(self, token: Token) -> Subheading | None:
        level, line = int(token.tag[1:]), self.line_of(token)
        if level < 3:
            self._report.wrong(line, "a section cannot begin inside of something else", "use ### or deeper")
        spans = self._spans()
        if spans and spans[-1].text.rstrip().endswith("}") and "{#" in spans[-1].text:
            self._report.wrong(line, "only a section has an id", "take {#…} out of this subheading")
        return Subheading(spans) if spans else None

    def _blocks_until(self, end: str) -> Blocks:
        found: list[Block] = []
        while (token := self.next_token) and token.type != end:
            block = self.block()
            if block:
                found.append(block)
        self.take()
        return tuple(found)

    def _items(self, end: str) -> tuple[Blocks, ...]:
        items: list[Blocks] = []
        while self.take().type != end:
            items.append(self._blocks_until("list_item_close"))
        return tuple(items)

    def _table(self, opening: Token) -> Table:
        rows: list[tuple[Spans, ...]] = []
        cells: list[Spans] = []
        while (token := self.take()).type != "table_close":
            if token.type in ("th_open", "td_open"):
                cells.append(self._spans())
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        header, *others = rows
        if len(header) > MAX_COLUMNS:
            self._report.wrong(
                self.line_of(opening), f"this table has {len(header)} columns", f"use at most {MAX_COLUMNS}"
            )
        return Table(header, tuple(others))

    def _report_misplaced(self, token: Token) -> None:
        name, _ = read_directive_line(token.info)
        what = f"{{{name}}}" if name else "this"
        self._report.wrong(
            self.line_of(token),
            f"{what} cannot stand here",
            "put it at the left edge, outside of anything else",
        )


def read_blocks(text: str, report: Report, first_line: int) -> Blocks:
    """Read Markdown in which neither sections nor directives can stand."""
    reader = BlockReader(text, report, first_line)
    found: list[Block] = []
    while reader.next_token:
        block = reader.block()
        if block:
            found.append(block)
    return tuple(found)
