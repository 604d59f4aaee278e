"""On which line each key of a TOML text stands, which `tomllib` does not tell.

Only for text that `tomllib` has read without complaint: nothing is checked again here.
Format: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where a value stands: keys, and the positions of items in arrays, from 0."""

_GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_OR_QUOTED = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_SIMPLE = re.compile(r'([A-Za-z0-9_-]+) *= *(?:"[^"\\\n]*"|[a-z0-9-]+)\n')
"""A key and a value on a line of their own, as most are."""

_PLAIN = re.compile(r"""[^"'#\[\]{},\n]+""")
_ONE_LINE_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'")
_QUOTES_OPEN = ('"""', "'''")


@dataclass(slots=True)
class _Scan:
    """A reading position in TOML text, and the lines found so far."""

    text: str
    line: int
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    last_item: dict[Path, int] = field(default_factory=dict)
    """For each array of tables, the position of its latest table."""

    def skip(self, end: int) -> None:
        """Move on to *end*, counting the lines passed."""
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def skip_gap(self) -> None:
        """Move past white space, line ends and comments."""
        if found := _GAP.match(self.text, self.at):
            self.skip(found.end())

    def key(self) -> list[str]:
        """Read a key, dotted or not."""
        parts: list[str] = []
        while found := _BARE_OR_QUOTED.match(self.text, self.at):
            parts.append(next(group for group in found.groups() if group is not None))
            self.skip(found.end())
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return parts

    def resolve(self, parts: list[str]) -> Path:
        """Turn the name of a table into its path: names of arrays stand for their latest table."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self.last_item:
                path = (*path, self.last_item[path])
        return path

    def note(self, path: Path) -> None:
        """Remember that a path, and whatever leads to it, begins on the present line."""
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self.line)


def key_lines(text: str, first: int = 1) -> dict[Path, int]:
    """Find the line of every key, table and array item.

    Args:
        text: Valid TOML with newlines as line ends.
        first: The number of its first line in the file it was taken from.
    """
    scan = _Scan(text, first)
    table: Path = ()
    scan.skip_gap()
    while scan.at < len(text):
        before = scan.at
        if simple := _SIMPLE.match(text, scan.at):
            scan.lines[(*table, simple[1])] = scan.line
            scan.at = simple.end()
            scan.line += 1
        elif text.startswith("[", scan.at):
            table = _read_header(scan)
        else:
            path = (*table, *scan.key())
            scan.note(path)
            scan.skip(scan.at + 1)  # the equals sign
            _skip_value(scan, path)
        scan.skip_gap()
        if scan.at == before:  # not TOML after all
            break
    return scan.lines


def _read_header(scan: _Scan) -> Path:
    """Read `[table]` or `[[array]]` and give the path of the table that it begins."""
    is_array = scan.text.startswith("[[", scan.at)
    scan.at += 2 if is_array else 1
    parts = scan.key()
    if is_array:
        array = (*scan.resolve(parts[:-1]), *parts[-1:])
        scan.last_item[array] = scan.last_item.get(array, -1) + 1
    path = scan.resolve(parts)
    scan.note(path)
    scan.skip(scan.at + (2 if is_array else 1))
    return path


def _skip_value(scan: _Scan, path: Path) -> None:
    """Move past a value, noting the lines on which the items of an array begin."""
    depth, item, awaiting = 0, 0, True
    text = scan.text
    while scan.at < len(text):
        char = text[scan.at]
        if char == "\n" and depth == 0:
            return
        if depth == 1 and awaiting and char not in " \t\n#]":
            blank = _PLAIN.match(text, scan.at)
            if blank is None or blank.group().strip():
                scan.lines.setdefault((*path, item), scan.line)
                awaiting = False
        if char == "#":
            scan.skip(_end_of_line(text, scan.at))
        elif char in "[{":
            depth += 1
            scan.at += 1
        elif char in "]}":
            depth -= 1
            scan.at += 1
        elif char == ",":
            item, awaiting = (item + 1, True) if depth == 1 else (item, awaiting)
            scan.at += 1
        else:
            scan.skip(_end_of_part(text, scan.at))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_part(text: str, at: int) -> int:
    """Find the end of a string, a run of plain characters or a line end."""
    quotes = text[at : at + 3]
    if quotes in _QUOTES_OPEN:
        end = text.find(quotes, at + 3)
        while quotes == '"""' and end > 0 and _is_escaped(text, end):
            end = text.find(quotes, end + 1)
        if end < 0:
            return len(text)
        end += 3
        while text.startswith(quotes[0], end):  # up to two quotes may belong to the string
            end += 1
        return end
    found = _ONE_LINE_STRING.match(text, at) or _PLAIN.match(text, at)
    return found.end() if found else at + 1


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
