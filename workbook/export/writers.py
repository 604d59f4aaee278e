"""The formats in which a book can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbook.export.book import Book
from workbook.export.html_book import html_of
from workbook.export.markdown import markdown_of


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a book."""

    called: str
    suffix: str
    """How the names of its files end."""
    write: Callable[[Book], str]


FORMATS = {
    "html": Format("a page for any browser, to read or print (HTML)", ".html", html_of),
    "markdown": Format("plain text with a few marks (Markdown)", ".md", markdown_of),
}
"""By name."""
