"""The terminal itself: whether it can be used, when it has gone, and what may reach it."""

import os
import select
import sys
from collections.abc import Mapping, MutableMapping

from workbook.errors import WorkbookError

LEAKY = ("TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS", "TEXTUAL_PRESS", "TEXTUAL_SHOW_RETURN")
LEAKY_PREFIX = "TEXTUAL_SCREENSHOT"
"""Variables that make Textual write keys or screens to files: a leak of private words."""


class TerminalError(WorkbookError):
    """No full-screen terminal to draw on."""

    status = 2


def drop_leaky_variables(environment: MutableMapping[str, str]) -> None:
    """Remove what would make Textual log keys or save screens; call before Textual is imported."""
    for name in list(environment):
        if name in LEAKY or name.startswith(LEAKY_PREFIX):
            del environment[name]


def require_terminal(environment: Mapping[str, str]) -> None:
    """Make sure that a full-screen program can be drawn here.

    Raises:
        TerminalError: It cannot, with the reason and what to do.
    """
    if environment.get("TERM", "").lower() in ("dumb", "unknown") and os.name != "nt":
        raise TerminalError(
            "This terminal cannot show a full screen (TERM=dumb).",
            "Try another terminal, or line by line: workbook --plain",
        )
    for stream, name in ((sys.__stdin__, "input"), (sys.__stderr__, "screen")):
        if stream is None or not stream.isatty():
            raise TerminalError(
                f"The workbook needs a terminal, and its {name} is not one.",
                "Start it in a terminal window, or line by line: workbook --plain",
            )
    encoding = (sys.__stderr__.encoding if sys.__stderr__ else "").lower().replace("-", "")
    if encoding not in ("utf8", "utf8sig"):
        raise TerminalError(
            f"This terminal is set to {encoding or 'an unknown encoding'}.",
            "Set it to UTF-8, for example LANG=C.UTF-8.",
        )


def has_hung_up(descriptor: int) -> bool:
    """Tell whether the terminal behind a file descriptor has gone. Always False where that cannot be told."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(descriptor, select.POLLHUP | select.POLLERR)
    try:
        events = poll.poll(0)
    except OSError:
        return True
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in events)
