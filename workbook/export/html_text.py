"""Writing text that is not ours into HTML and CSS so that it reads as it was typed, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby

from workbook.export.book import Said
from workbook.export.escaping import all_clean
from workbook.moments import day_in_words

_UNSAFE_IN_CSS = re.compile(r"[^\w .,:!?'’-]")


def text(words: str) -> str:
    """Escape text for HTML, between tags and in attributes."""
    return escape(all_clean(words))


def on_one_line(words: str) -> str:
    """Escape text, every run of blanks as one."""
    return text(" ".join(words.split()))


def lines(words: str) -> str:
    """Escape text and keep its lines."""
    return text(words.strip()).replace("\n", "<br>")


def paragraphs(words: str) -> str:
    """Escape text and keep its paragraphs, their lines and their indents."""
    groups = groupby(text(words).split("\n"), key=lambda line: not line.strip())
    found = ("<br>".join(group) for blank, group in groups if not blank)
    return "".join(f'<p dir="auto">{paragraph}</p>' for paragraph in found)


def time_of(day: date) -> str:
    """Write a day in words, and for machines."""
    return f'<time datetime="{day.isoformat()}">{day_in_words(day.isoformat())}</time>'


def said_in_html(said: Said) -> str:
    """Write an answer: a list as a list, a table as a table, everything else as paragraphs."""
    letter = f'<p class="remark">{text(said.letter)}</p>' if said.letter else ""
    match said.value:
        case [str(), *_]:
            parts = (part for part in said.value if isinstance(part, str) and part.strip())
            items = "".join(f'<li dir="auto">{lines(part)}</li>' for part in parts)
            return f"{letter}<ul>{items}</ul>"
        case [dict(), *_]:
            return letter + _rows([row for row in said.value if isinstance(row, dict)])
        case _:
            return letter + paragraphs(said.words)


def _rows(rows: Sequence[dict[str, str]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name, words in row.items() if words.strip()))
    filled = (row for row in rows if any(words.strip() for words in row.values()))
    body = ([lines(row.get(name, "")) for name in columns] for row in filled)
    return table(map(on_one_line, columns), (f"<tr>{_cells(row)}</tr>" for row in body), "said")


def _cells(cells: Iterable[str]) -> str:
    return "".join(f'<td dir="auto">{cell}</td>' for cell in cells)


def table(columns: Iterable[str], rows: Iterable[str], kind: str, labelled_by: str = "") -> str:
    """Write a table that can be scrolled sideways where the window is narrow.

    Args:
        columns: The headings, escaped.
        rows: Whole rows, each a `tr` element.
        kind: Its class.
        labelled_by: The id of the heading that names it; empty for none.
    """
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    label = f' aria-labelledby="{labelled_by}"' if labelled_by else ""
    return (
        f'<div class="wide"><table class="{kind}"{label}><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def css_string(words: str) -> str:
    """Write text as a string in a style sheet: whatever could end it is written by its number."""
    return f'"{_UNSAFE_IN_CSS.sub(_by_number, " ".join(all_clean(words).split()))}"'


def _by_number(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):x} "
