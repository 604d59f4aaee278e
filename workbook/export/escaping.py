"""Writing a person's text into Markdown so that it reads as it was typed."""

import re

_LINE_STARTS = re.compile(r"^([ \t]*)(?:([#>+\-=:])|(\d+)([.)]))", re.MULTILINE)
_INLINE = re.compile(r"([\\`*_\[\]<&~|]|#(?=#*[ \t]*$))", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_TAB = " " * 4
_HARD_SPACE = "\u00a0"


def quoted(text: str) -> str:
    """Write text as a Markdown quote that keeps its lines and their indents."""
    lines = _INDENT.sub(_hard_indent, escaped(text)).split("\n")
    return "\n".join(f"> {line}  " if line.strip() else ">" for line in lines)


def escaped(text: str) -> str:
    """Escape whatever Markdown (CommonMark, tables, strikethrough) would read as a mark."""
    return _LINE_STARTS.sub(_escape_start, _INLINE.sub(r"\\\1", text))


def on_one_line(text: str) -> str:
    """Write text on one line, escaped."""
    return escaped(" ".join(text.split()))


def _escape_start(found: re.Match[str]) -> str:
    indent, mark, number, dot = found.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{dot}"


def _hard_indent(found: re.Match[str]) -> str:
    """Indent with spaces that Markdown keeps: four plain ones would begin a block of code."""
    return found[0].replace("\t", _TAB).replace(" ", _HARD_SPACE)
