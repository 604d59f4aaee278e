"""Writing a person's text into Markdown so that it reads as it was typed."""

import re

from workbook.text import clean

_LINE_STARTS = re.compile(r"^([ \t]*)(?:([#>+\-=:])|(\d+)([.)]))", re.MULTILINE)
_INLINE = re.compile(r"[\\`*_\[\]<&~|]")
# Possessive, and only from its beginning: a long run of marks is read once.
_CLOSING_MARKS = re.compile(r"(?<!#)#++(?=[ \t]*$)", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_TAB = " " * 4
_HARD_SPACE = "\u00a0"


def quoted(text: str) -> str:
    """Write text as a Markdown quote that keeps its lines and their indents."""
    return "\n".join(f"> {line}  " if line.strip() else ">" for line in _lines(text))


def in_cell(text: str) -> str:
    """Write text into a cell of a table, its lines and their indents kept."""
    return "<br>".join(line.rstrip() for line in _lines(text.strip("\n")))


def escaped(text: str) -> str:
    """Escape whatever Markdown (CommonMark, tables, strikethrough) would read as a mark."""
    text = _CLOSING_MARKS.sub(_escape_marks, _INLINE.sub(r"\\\g<0>", all_clean(text)))
    return _LINE_STARTS.sub(_escape_start, text)


def on_one_line(text: str) -> str:
    """Write text on one line, escaped."""
    return escaped(" ".join(text.split()))


def all_clean(text: str) -> str:
    """Clean a text of whatever length, cutting nothing off."""
    return clean(text, limit=max(len(text) * 3, 1))


def _lines(text: str) -> list[str]:
    return _INDENT.sub(_hard_indent, escaped(text)).split("\n")


def _escape_marks(found: re.Match[str]) -> str:
    return r"\#" * len(found[0])


def _escape_start(found: re.Match[str]) -> str:
    indent, mark, number, dot = found.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{dot}"


def _hard_indent(found: re.Match[str]) -> str:
    """Indent with spaces that Markdown keeps: four plain ones would begin a block of code."""
    return found[0].replace("\t", _TAB).replace(" ", _HARD_SPACE)
