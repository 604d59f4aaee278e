"""HTML in small pieces: everything that is not a tag of ours is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

from workbook.text import clean

Html = NewType("Html", str)
"""Markup that is ready to be written; text is not, until `words` has seen it."""


def words(text: str) -> Html:
    """Write text as itself."""
    return Html(escape(clean(text), quote=True))


def joined(parts: Iterable[Html]) -> Html:
    """Put pieces one after the other."""
    return Html("".join(parts))


def tag(name: str, /, *inside: Html, **attributes: str) -> Html:
    """Write an element.

    Args:
        name: Such as "p".
        inside: What stands in it.
        attributes: Their values are escaped; `klass` stands for class, and an underscore for a hyphen.
    """
    return Html(f"{_opening(name, attributes)}{''.join(inside)}</{name}>")


def void(name: str, /, **attributes: str) -> Html:
    """Write an element that has no inside, such as "meta"."""
    return Html(_opening(name, attributes))


def _opening(name: str, attributes: dict[str, str]) -> str:
    written = (
        f' {"class" if key == "klass" else key.replace("_", "-")}="{words(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{''.join(written)}>"


def paragraphs(text: str, klass: str = "") -> Html:
    """Write plain paragraphs, parted by blank lines; line ends inside of one become blanks."""
    attributes = {"klass": klass} if klass else {}
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return joined(tag("p", words(part), **attributes) for part in parts if part)
