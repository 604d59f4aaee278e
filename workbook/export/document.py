"""A whole HTML page that stands by itself: nothing is loaded, and nothing in it runs."""

from __future__ import annotations

from typing import Final

from workbook.export.document_style import STYLE
from workbook.export.markup import Html, tag, void, words

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for a page: nothing."""


def document(title: str, body: Html, language: str) -> str:
    """Write a page.

    Args:
        title: For the browser's window.
        body: The element of that name.
        language: As in `lang`.
    """
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=POLICY),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", words(title)),
        tag("style", Html(STYLE)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=language)}\n"
