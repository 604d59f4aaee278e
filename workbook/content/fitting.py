"""Bringing a stored answer into the shape of a kind, without losing words.

A pack may change the kind of a field, an import may come from elsewhere: each function takes any
value and gives the one shape that a widget expects. Doing it twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.values import Value, as_text, is_letter, parts_of

_LINE_END = re.compile(r"[ \t]*\n\s*")
_DIGITS = re.compile(r"[+-]?\d{1,9}", re.ASCII)


def words(value: Value) -> str:
    """Give all words of a value as text; the date of a letter too, on a line of its own."""
    if isinstance(value, dict) and is_letter(value):
        opens = value["opens"].strip()
        return "\n".join(part for part in (value.get("text", ""), opens and f"opens: {opens}") if part)
    return as_text(value)


def on_one_line(text: str) -> str:
    """Fold line ends, and the blanks around them, to single spaces; leave other blanks alone."""
    return _LINE_END.sub(" ", text.strip("\n"))


def items(value: Value) -> list[str]:
    """Give a value as items of one line each."""
    if isinstance(value, list):
        return [on_one_line(part) for part in parts_of(value)]
    return [line for line in words(value).split("\n") if line.strip()]


def number(value: Value) -> int | None:
    """Give a value as a whole number, when it is or reads as one."""
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return int(value)
    return value if isinstance(value, int) else None


def rows(value: Value, columns: Sequence[str]) -> list[dict[str, str]]:
    """Give a value as rows with exactly these columns, in this order.

    What stands under another name goes into the last column, with that name; a text goes into the
    first column, a row for each line.
    """
    if isinstance(value, dict) and not is_letter(value):
        return [_row(value, columns)]
    if isinstance(value, list):
        return [_row({columns[0]: part} if isinstance(part, str) else part, columns) for part in value]
    return [_row({columns[0]: line}, columns) for line in items(value)]


def _row(found: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    row = {column: on_one_line(found.get(column, "")) for column in columns}
    strays = [
        f"{name}: {on_one_line(text)}" for name, text in found.items() if name not in row and text.strip()
    ]
    if strays:
        last = columns[-1]
        row[last] = " · ".join([row[last], *strays] if row[last].strip() else strays)
    return row


def letter(value: Value) -> dict[str, str]:
    """Give a value as a letter: its text, and when it opens (empty when that is not known)."""
    if isinstance(value, dict) and is_letter(value):
        return {"text": value.get("text", ""), "opens": value["opens"]}
    if isinstance(value, dict) and set(value) == {"text"}:
        return {"text": value["text"], "opens": ""}
    return {"text": words(value), "opens": ""}
