"""The text of a pack's files: bytes to clean lines, within limits."""

from __future__ import annotations

import re
from typing import Final

from workbook.content.report import Report
from workbook.text import clean

MAX_BYTES: Final = 128 * 1024
"""The most bytes of a chapter file, and of `pack.toml`."""

MAX_LINE: Final = 20_000
"""The most characters of one line of a chapter."""

MAX_BEGINNINGS: Final = 1000
"""The most lines of a chapter that begin or end a section, a subheading or a directive."""

_BOM: Final = b"\xef\xbb\xbf"
_FOREIGN_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")


def read_text(raw: bytes, report: Report) -> str | None:
    """Turn the bytes of a file into clean text whose lines are those an editor counts.

    Returns:
        None when the bytes cannot be used, which has then been reported.
    """
    if len(raw) > MAX_BYTES:
        report.wrong(0, f"this file is larger than {MAX_BYTES // 1024} KB", "divide it into several")
        return None
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.wrong(line, "these bytes are not UTF-8 text", "save the file as UTF-8")
        return None
    if clean(text) is text:
        return text
    _report_hidden(text, report)
    # `clean` would make these newlines, and every later line number would differ from the editor's.
    return clean(_FOREIGN_LINE_ENDS.sub(" ", text))


def _report_hidden(text: str, report: Report) -> None:
    """Say where characters stand that no editor shows and that were taken out."""
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        for char in line:
            if not char.isprintable() and not clean(char):
                report.worth_knowing(
                    number, f"a hidden character (U+{ord(char):04X}) stands here and is left out", "delete it"
                )
                break


def report_long_lines(text: str, report: Report) -> bool:
    """Tell whether any line is too long to be read, and say which."""
    found = False
    if len(text) > MAX_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > MAX_LINE:
                report.wrong(number, f"this line is longer than {MAX_LINE:,} characters", "break it up")
                found = True
    return found


def report_too_many_parts(text: str, report: Report) -> bool:
    """Tell whether a chapter has more parts than an outline of it could be made of in time, and say so."""
    found = text.count("\n##") + text.count("\n:::")
    if found > MAX_BEGINNINGS:
        report.wrong(
            0, f"more than {MAX_BEGINNINGS:,} lines begin with ## or :::", "divide this file into several"
        )
    return found > MAX_BEGINNINGS
