"""What a look at the lines of a chapter tells, without reading Markdown.

Titles, ids and directives all begin at the left edge, so that a scan for a handful of line
beginnings finds them. The outline is made from this scan alone, and the parser holds what
markdown-it finds against it: both always agree on what is where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbook.frozen import frozen
from workbook.text import one_line
from workbook.toml_in import read_toml_text

TITLE_LENGTH: Final = 200
"""The most characters of a title."""

DIRECTIVES: Final = ("prompt", "practice", "facilitator", "answer")
"""What can stand after `:::`, in braces."""

_FENCE = "+++"
_MARK = re.compile(r"\n(##|:::|```|~~~)(.*)")
_NAMES = re.compile(r'#(?P<id>[^\s"]*)(?:[ \t]+was="(?P<was>[^"]*)")?')
_DIRECTIVE = re.compile(r"\{(?P<name>[^{}\s]*)\}(?P<rest>.*)")
# Patterns that begin with a newline are looked for much faster than with ^ alone.
_SETTINGS_END = re.compile(r"\n\+\+\+[ \t]*$", re.M)
_THEMES = re.compile(r"""^[ \t]*["']?themes["']?[ \t]*=[ \t]*\[([^\]]*)\]""", re.M)
_TABLE = re.compile(r"^[ \t]*\[", re.M)
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_WAS = re.compile(r"""^[ \t]*["']?was["']?[ \t]*=""", re.M)


@frozen()
class FrontMatter:
    """The settings at the top of a chapter."""

    text: str
    """The TOML between the two lines of plus signs."""
    end: int
    """Where the Markdown begins, as an offset in the chapter's text."""
    body_line: int
    """The number of the Markdown's first line, from 1."""


@frozen()
class Mark:
    """A line that begins a section or a directive."""

    line: int
    """From 1."""
    text: str
    """For a section what follows `##`; for a directive what follows the colons."""
    is_section: bool
    inside: str = ""
    """For a directive the lines between its colons."""


@frozen()
class SectionLine:
    """What a section's heading says."""

    title: str
    id: str = ""
    was: tuple[str, ...] = ()
    unreadable: str = ""
    """What stands in braces when it cannot be read as an id; empty when all is well."""


def front_matter(text: str) -> FrontMatter | None:
    """Find the front matter; None when the text does not begin with it or it never ends."""
    first, _, _ = text.partition("\n")
    if first.rstrip() != _FENCE:
        return None
    start = len(first) + 1
    line = 2
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].rstrip() == _FENCE:
            return FrontMatter(text[len(first) + 1 : start], min(end + 1, len(text)), line + 1)
        start, line = end + 1, line + 1
    return None


def marks(text: str, start: int = 0, first_line: int = 1) -> Iterator[Mark]:
    """Find the lines at the left edge that begin sections and directives, outside of fences.

    Args:
        text: A chapter, clean.
        start: Where its Markdown begins.
        first_line: The number of the line there.
    """
    text = "\n" + text[start:]
    line, counted, position = first_line - 1, 0, 0
    while found := _MARK.search(text, position):
        position = found.end()
        line += text.count("\n", counted, position)
        counted = position
        beginning, rest = found.groups()
        if beginning == "##":
            if not rest or rest[0] in " \t":
                yield Mark(line, rest, is_section=True)
            continue
        char = beginning[0]
        info = rest.lstrip(char)
        if char == "`" and "`" in info:  # code within a line, and no fence
            continue
        begin = position
        end, position = _end_of_fence(text, begin, char, 3 + len(rest) - len(info))
        if char == ":":
            yield Mark(line, info, is_section=False, inside=text[begin + 1 : end])


def _end_of_fence(text: str, position: int, char: str, length: int) -> tuple[int, int]:
    """Find where the line begins and ends that closes a fence of so many characters; else the text's end."""
    closing = re.compile(rf"\n {{0,3}}{char}{{{length},}}[ \t]*$", re.M)
    found = closing.search(text, position)
    return (found.start() + 1, found.end()) if found else (len(text), len(text))


def read_section_line(text: str) -> SectionLine:
    """Read what follows `##`: a title, an id, and the ids it had before."""
    text = text.strip()
    unhashed = text.rstrip("#")
    if not unhashed or unhashed[-1] in " \t":  # CommonMark lets a heading end in hashes as well
        text = unhashed.rstrip()
    if not text.endswith("}"):
        return SectionLine(one_line(text, TITLE_LENGTH))
    before, _, braces = text[:-1].rpartition("{")
    title = one_line(before, TITLE_LENGTH)
    names = _NAMES.fullmatch(braces.strip())
    if names is None:
        return SectionLine(title, unreadable=f"{{{braces}}}")
    return SectionLine(title, names["id"], tuple((names["was"] or "").split()))


def read_directive_line(text: str) -> tuple[str, str]:
    """Read what follows the colons: the directive's name (empty when there is none) and its id."""
    found = _DIRECTIVE.fullmatch(text.strip())
    return (found["name"], found["rest"].strip()) if found else ("", text.strip())


def earlier_ids(inside: str) -> tuple[str, ...]:
    """Read the `was` in the settings of a prompt or practice.

    Only settings that seem to have one are read as TOML, since few do. Those that are no TOML give
    nothing: their chapter cannot be opened before they are mended.

    Args:
        inside: The lines between the directive's colons.
    """
    settings = _settings(inside)
    if "was" not in settings or not _WAS.search(settings):
        return ()
    try:
        found = read_toml_text(settings).get("was")
    except (ValueError, RecursionError):
        return ()
    return tuple(one_line(name) for name in found if isinstance(name, str)) if isinstance(found, list) else ()


def named_themes(inside: str) -> tuple[str, ...]:
    """Read the `themes` in the settings of a prompt or practice, each once, without reading TOML.

    The parser reads the same settings as TOML; ids of themes have no quotes or brackets in them.

    Args:
        inside: The lines between the directive's colons.
    """
    settings = _settings(inside)
    if "themes" not in settings:
        return ()
    table = _TABLE.search(settings)
    found = _THEMES.search(settings, 0, table.start() if table else len(settings))
    return tuple(dict.fromkeys(_QUOTED.findall(found[1]))) if found else ()


def _settings(inside: str) -> str:
    """Give what stands above the line of plus signs; nothing when there is no such line."""
    end = _SETTINGS_END.search("\n" + inside)
    return inside[: end.start()] if end else ""
