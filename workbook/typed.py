"""Lines from the input, however much of it there is and whatever it holds."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator

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


def line_reader() -> Callable[[str], str | None]:
    """Give what asks for one line after the other as `typed_line` does; after `MOST_LINES` there are no more.

    What is no UTF-8 becomes signs that say so.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with contextlib.suppress(ImportError):
        # Without it, a terminal cuts a line off after 4,095 bytes, and arrow keys print codes.
        import readline  # noqa: PLC0415 - only where somebody types

        readline.set_auto_history(False)
    asked = 0

    def read(question: str) -> str | None:
        nonlocal asked
        asked += 1
        line = typed_line(question) if asked <= MOST_LINES else None
        if line is None:
            print()
        return line

    return read


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
