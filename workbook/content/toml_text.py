"""TOML text to a reader of settings, with syntax errors at their line in the file."""

from __future__ import annotations

import re

from workbook.content.report import Report
from workbook.content.settings_reader import SettingsReader
from workbook.content.toml_lines import key_lines
from workbook.toml_in import read_toml_text

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read_toml(
    text: str, what: str, report: Report, *, first: int = 1, line: int = 0
) -> SettingsReader | None:
    """Read TOML settings that stand in a file.

    Args:
        text: The TOML, cleaned, with newlines as line ends.
        what: What it describes, as in "this prompt has no kind".
        report: Where problems go; a syntax error is one.
        first: The number of its first line in the file.
        line: The line to name for what is missing altogether; the first when 0.

    Returns:
        None when the text is not TOML, which has then been reported.
    """
    try:
        table = read_toml_text(text)
    except RecursionError:
        report.wrong(first, "these settings are nested too deeply to be read", "write them more simply")
        return None
    except ValueError as error:  # TOMLDecodeError, and a number of more than 4,300 digits
        _report_syntax(str(error), text, report, first)
        return None
    return SettingsReader(table, what, report, lines=key_lines(text, first), line=line or first)


def _report_syntax(message: str, text: str, report: Report, first: int) -> None:
    found = _AT_LINE.search(message)
    if found:
        line = first + int(found.group(1)) - 1
    elif message.endswith("(at end of document)"):
        line = first + text.rstrip("\n").count("\n")
    else:
        line = first
    reason = message.removesuffix(" (at end of document)")
    reason = _AT_LINE.sub("", reason).rstrip(".")
    report.wrong(
        line, f"this is not TOML: {reason[:1].lower()}{reason[1:]}", 'write key = value, texts in "quotes"'
    )
