"""The words of one paragraph, heading or cell: markdown-it's inline tokens to spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from workbook.content.ids import is_id
from workbook.content.model import Span, Spans
from workbook.content.report import Report
from workbook.text import clean

_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_SECTION_LINK = re.compile(r"(?P<file>[^/\\:#?]+\.md)?#(?P<id>.*)")
_WEB_LINK = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.I)
_LINK_RULE: Final = "link to [words](#section), [words](other.md#section) or an address with https://"


@dataclass(slots=True)
class _SpanReader:
    """Walks the tokens of one stretch of text, keeping the present style and line."""

    report: Report
    line: int
    strong: int = 0
    emphasis: int = 0
    link: str = ""
    link_line: int = 0
    link_has_words: bool = True

    def read(self, tokens: Sequence[Token]) -> Spans:
        runs: list[Span] = []
        for token in tokens:
            text = self._step(token)
            if text:
                self.link_has_words = self.link_has_words or bool(text.strip())
                runs.append(self._span(text, code=token.type == "code_inline"))
        return _joined(runs)

    def _span(self, text: str, *, code: bool) -> Span:
        return Span(text, self.strong > 0, self.emphasis > 0, code, self.link)

    def _step(self, token: Token) -> str:
        """Take in one token and give its words."""
        match token.type:
            case "text":
                if _HTML.search(token.content):
                    self.report.wrong(
                        self.line, "HTML is not read here", "take it out, or put it between `backticks`"
                    )
                return token.content
            case "text_special" | "code_inline":
                return token.content
            case "softbreak" | "hardbreak":
                self.line += 1
                return " " if token.type == "softbreak" else "\n"
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "link_open":
                self._open_link(str(token.attrGet("href") or ""))
            case "link_close":
                if not self.link_has_words:
                    self.report.wrong(self.link_line, "this link has no words", "write [words](…)")
                self.link = ""
            case "image":
                self.report.wrong(
                    self.line, "a picture cannot be shown in a terminal", "say in words what it shows"
                )
                return token.content
        return ""

    def _open_link(self, address: str) -> None:
        self.link_line, self.link_has_words = self.line, False
        address = clean(address)
        section = _SECTION_LINK.fullmatch(address)
        if section and is_id(section["id"]):
            self.link = f"#{section['id']}"
            self.report.mention("section", section["id"], self.line, section["file"] or "")
        elif _WEB_LINK.fullmatch(address) and address.isprintable():
            self.link = address
        else:
            self.report.wrong(self.line, f'a link to "{address}" leads nowhere', _LINK_RULE)


def _joined(runs: list[Span]) -> Spans:
    """Put neighbours of one style together, clean, and without those that hold nothing."""
    merged: list[Span] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and (last.strong, last.emphasis, last.code, last.link) == (
            run.strong,
            run.emphasis,
            run.code,
            run.link,
        ):
            merged[-1] = Span(last.text + run.text, run.strong, run.emphasis, run.code, run.link)
        else:
            merged.append(run)
    cleaned = (Span(clean(run.text), run.strong, run.emphasis, run.code, run.link) for run in merged)
    return tuple(run for run in cleaned if run.text)


def read_spans(tokens: Sequence[Token], report: Report, line: int) -> Spans:
    """Turn inline tokens into spans.

    Args:
        tokens: The children of an inline token.
        report: Where problems and links go.
        line: The number of the line in the file on which they begin.
    """
    return _SpanReader(report, line).read(tokens)


def plain(spans: Spans) -> str:
    """Give the words of some spans without their styles."""
    return "".join(span.text for span in spans)
