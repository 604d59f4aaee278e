"""Lines from the input, however much of it there is and whatever it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from workbook.errors import WorkbookError
from workbook.text import MAX_LENGTH

MOST_LINES = 20_000
"""Lines taken from one input; more than a table of every size has cells."""


def typed_line(question: str = "") -> str | None:
    """Ask for one line, in a terminal or not; None at the end of the input.

    Args:
        question: What to show, fit for a terminal; empty for nothing.

    Returns:
        The line without its end.

    Raises:
        WorkbookError: It is longer than any answer, or no text.
    """
    try:
        if sys.stdin is None:
            return None
        if sys.stdin.isatty():
            return input(question)
        print(question, end="", flush=True)
        line = sys.stdin.readline(MAX_LENGTH + 1)
    except EOFError:
        return None
    except UnicodeDecodeError as error:
        raise WorkbookError(
            "What was given on the input is not text in UTF-8.", "Nothing was kept."
        ) from error
    if len(line.rstrip("\n")) > MAX_LENGTH:
        raise too_long()
    return line.rstrip("\r\n") if line else None


def typed_lines() -> Iterator[str]:
    """Give every line of the input, without its end, until there are no more; raises `WorkbookError`."""
    length = 0
    while (line := typed_line()) is not None:
        length += len(line) + 1
        if length > MAX_LENGTH + 1:
            raise too_long()
        yield line


def too_long() -> WorkbookError:
    """Say that what was given is longer than one answer can be."""
    return WorkbookError(
        f"What was given is longer than {MAX_LENGTH:,} characters, more than one answer can hold.",
        "Nothing was kept; divide it.",
    )
