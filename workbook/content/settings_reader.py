"""Reading settings out of a TOML table by key and type, noting what is wrong instead of stopping.

A reader remembers which keys were asked for; `close` reports the others, so that a new key is
known by being read and there is no second list to keep.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from workbook.content.ids import ID_RULE, is_id
from workbook.content.near import did_you_mean
from workbook.content.report import Report
from workbook.content.toml_lines import Path
from workbook.text import clean, one_line

MOST_UNKNOWN: Final = 20
"""The most unknown keys of one table that are reported."""

PHRASE_LENGTH: Final = 400
"""The most characters of a one-line setting."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n")


def paragraphs(text: str) -> str:
    """Clean text and unwrap its paragraphs: one line each, an empty line between two."""
    parts = (" ".join(part.split()) for part in _BLANK_LINES.split(clean(text)))
    return "\n\n".join(part for part in parts if part)


class SettingsReader:
    """A TOML table being read, key by key.

    Args:
        table: What `tomllib` made of it.
        what: What the table describes, as in "this prompt has no kind".
        report: Where problems go.
        lines: The lines of keys in the whole TOML text, by path.
        path: Where this table stands in the whole.
        line: The line to name when a key is missing altogether.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        what: str,
        report: Report,
        *,
        lines: Mapping[Path, int] | None = None,
        path: Path = (),
        line: int = 0,
    ) -> None:
        self.what = what
        self.line = line
        self._table = table
        self._report = report
        self._lines = lines or {}
        self._path = path
        self._asked: set[str] = set()

    def line_of(self, key: str, item: int | None = None) -> int:
        """Give the line of a key, or of one item of its array."""
        path = (*self._path, key)
        found = self._lines.get(path, self.line)
        return found if item is None else self._lines.get((*path, item), found)

    def line_of_text(self, key: str, text: str) -> int:
        """Give the line of the item of a list that says *text*."""
        items = [one_line(item) if isinstance(item, str) else "" for item in self._table.get(key, ())]
        return self.line_of(key, items.index(text) if text in items else None)

    def has(self, key: str) -> bool:
        """Tell whether a key was written at all."""
        self._asked.add(key)
        return key in self._table

    def wrong(self, key: str, what: str, todo: str = "", *, item: int | None = None) -> None:
        """Note a problem at a key's line."""
        self._report.wrong(self.line_of(key, item), what, todo)

    def wrong_at(self, line: int, what: str, todo: str = "") -> None:
        """Note a problem at a line that was asked for before."""
        self._report.wrong(line, what, todo)

    def missing(self, key: str, example: str) -> None:
        """Note that a key is needed; *example* is how it could be written."""
        self._report.wrong(self.line, f"this {self.what} has no {key}", f"write {example}")

    def _value(self, key: str, kind: type | tuple[type, ...], name: str) -> Any:
        """Give a value of the right type, or None when there is none or it was reported."""
        self._asked.add(key)
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"{key} is {_name_of(value)}", f"{key} should be {name}")
            return None
        return value

    def phrase(self, key: str, default: str = "", *, example: str = "") -> str:
        """Read one line of text.

        Args:
            key: The key.
            default: What to use when it is not there.
            example: When given, the key is needed, and this is how it could be written.
        """
        value = self._value(key, str, 'text in quotes: "…"')
        if value is None:
            if example and key not in self._table:
                self.missing(key, example)
            return default
        if len(value) > PHRASE_LENGTH:
            self.wrong(key, f"{key} is longer than {PHRASE_LENGTH} characters", "say it more briefly")
        line = one_line(value, PHRASE_LENGTH)
        if example and not line:
            self.wrong(key, f"{key} is empty", f"write {example}")
        return line

    def prose(self, key: str, default: str = "") -> str:
        """Read plain paragraphs; line ends within one are folded to spaces."""
        value = self._value(key, str, 'text in quotes: "…"')
        return default if value is None else paragraphs(value)

    def phrases(
        self, key: str, *, least: int = 0, most: int = 200, longest: int = PHRASE_LENGTH
    ) -> tuple[str, ...]:
        """Read a list of different one-line texts.

        Args:
            key: The key; needed when *least* is above 0.
            least: The fewest that make sense.
            most: The most that do.
            longest: The most characters of one.
        """
        values = self._value(key, list, 'a list of texts: ["…", "…"]')
        if values is None:
            if least and key not in self._table:
                self.missing(key, f'{key} = ["…", "…"]')
            return ()
        found: list[str] = []
        for item, value in enumerate(values):
            line = one_line(value, longest) if isinstance(value, str) else ""
            if not isinstance(value, str):
                self.wrong(key, f"{key} holds {_name_of(value)}", 'put it in quotes: "…"', item=item)
            elif len(value) > longest:
                self.wrong(
                    key, f"{key} holds a text longer than {longest} characters", "shorten it", item=item
                )
            elif not line:
                self.wrong(key, f"{key} holds an empty text", "fill it in or take it out", item=item)
            elif line in found:
                self.wrong(key, f'{key} holds "{line}" twice', "take one out", item=item)
            else:
                found.append(line)
        if not least <= len(values) <= most:
            self.wrong(key, f"{key} holds {len(values)} texts", f"give {least} to {most}")
        return tuple(found[:most])

    def ids(self, key: str) -> tuple[str, ...]:
        """Read a list of ids."""
        found = self.phrases(key)
        for name in found:
            if not is_id(name):
                self._report.wrong(self.line_of_text(key, name), f'"{name}" cannot be an id', ID_RULE)
        return tuple(name for name in found if is_id(name))

    def id(self, key: str, *, example: str = "") -> str:
        """Read one id; empty when there is none or it cannot be one."""
        name = self.phrase(key, example=example)
        if name and not is_id(name):
            self.wrong(key, f'"{name}" cannot be an id', ID_RULE)
            return ""
        return name

    def one_of(self, key: str, names: Collection[str], default: str = "", *, example: str = "") -> str:
        """Read a text that has to be one of some names."""
        name = self.phrase(key, default, example=example)
        if name and name != default and name not in names:
            listed = ", ".join(names)
            self.wrong(key, f'{key} is "{name}"', did_you_mean(name, names, f"use one of: {listed}"))
            return default
        return name

    def number(self, key: str, default: int, *, least: int = 0, most: int = 1000) -> int:
        """Read a whole number within bounds."""
        value = self._value(key, int, f"a whole number without quotes, {least} to {most}")
        if value is None:
            return default
        if not least <= value <= most:
            self.wrong(key, f"{key} is too {'small' if value < least else 'large'}", f"use {least} to {most}")
            return default
        return int(value)

    def flag(self, key: str) -> bool:
        """Read true or false; false when it is not there."""
        return bool(self._value(key, bool, "true or false, without quotes"))

    def day(self, key: str) -> date | None:
        """Read a date without a time."""
        value = self._value(key, date, "a date without quotes, like 2026-11-22")
        if isinstance(value, datetime):
            self.wrong(key, f"{key} has a time of day", f"write the date alone: {key} = {value:%Y-%m-%d}")
            return value.date()
        return value if isinstance(value, date) else None

    def table(self, key: str, what: str) -> SettingsReader | None:
        """Read a table inside this one; None when there is none."""
        value = self._value(key, dict, f"a table, begun by a line [{self._name(key)}]")
        if value is None:
            return None
        return self._inner(value, what, (*self._path, key), self.line_of(key))

    def tables(self, key: str, what: str) -> list[SettingsReader]:
        """Read an array of tables."""
        name = f"one or more tables, each begun by a line [[{self._name(key)}]]"
        values = self._value(key, list, name)
        found: list[SettingsReader] = []
        for item, value in enumerate(values or ()):
            if isinstance(value, dict):
                found.append(self._inner(value, what, (*self._path, key, item), self.line_of(key, item)))
            else:
                self.wrong(key, f"{key} holds {_name_of(value)}", f"{key} should be {name}", item=item)
        return found

    def close(self) -> None:
        """Report the keys that were never asked for."""
        unknown = [key for key in self._table if key not in self._asked]
        known = ", ".join(sorted(self._asked))
        for key in unknown[:MOST_UNKNOWN]:
            todo = did_you_mean(key, self._asked, f"take it out; what is read here: {known}")
            self.wrong(key, f'"{key}" means nothing in this {self.what}', todo)

    def _name(self, key: str) -> str:
        return ".".join([*(part for part in self._path if isinstance(part, str)), key])

    def _inner(self, table: Mapping[str, Any], what: str, path: Path, line: int) -> SettingsReader:
        return SettingsReader(table, what, self._report, lines=self._lines, path=path, line=line)


def _name_of(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text in quotes"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"
