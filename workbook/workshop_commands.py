"""The commands of `workbook workshop`. Imported only when one of them is called."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from workbook.errors import WorkbookError
from workbook.planning_commands import add_planning
from workbook.report_commands import add_report


def add_workshop_commands(
    parser: argparse.ArgumentParser, add_places: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Fill the group.

    Args:
        parser: That of `workbook workshop`.
        add_places: Adds the options that every command has.
    """
    commands: argparse._SubParsersAction[Any] = parser.add_subparsers(
        title="commands", metavar="", parser_class=type(parser)
    )
    parser.set_defaults(run=_ask)
    for command in add_planning(commands):
        add_places(command)
    add_places(add_report(commands))


def _ask(_: argparse.Namespace) -> int:
    """Say what can be asked for, when nothing was."""
    raise WorkbookError("Say what to do with the workshop;", "see workbook workshop --help")
