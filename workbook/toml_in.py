"""TOML that somebody else wrote: what the library would need minutes for is refused. Pure."""

import re
import tomllib
from typing import Any

MOST_PARTS = 32
"""Parts of one dotted key; ours have three."""

_DOTTED = re.compile(
    rf"""(?<![\w-])(?:(?:"[^"\n]*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}"""
)


def read_toml_text(text: str) -> dict[str, Any]:
    """Read TOML.

    `tomllib` takes the square of the number of a key's parts, so that a line of 20,000 characters
    would take seconds, and a file of 128 KB minutes.

    Raises:
        ValueError: It is none, or a key in it has more parts than any of ours.
        RecursionError: It is nested too deep.
    """
    if found := _DOTTED.search(text):
        line, column = (
            text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
        )
        raise ValueError(f"A key has more than {MOST_PARTS} parts (at line {line}, column {column})")
    return tomllib.loads(text)
