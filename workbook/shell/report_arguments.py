"""The arguments of `workbook workshop report`, apart from what it does: --help and mistyped words import no more."""

from __future__ import annotations

import argparse

from workbook.shell.keeping_arguments import path_from

# A _SubParsersAction is generic only for type checkers.
TYPE_CHECKING = False
if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_report(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add the command to the group `workshop`; gives its parser."""
    reporting = subparsers.add_parser(
        "report",
        help="look back on a session",
        description="Writes what a session was: planned and actual times, what was used and left out, your own notes.",
        epilog="Example: workbook workshop report --format html --output session.html",
    )
    reporting.add_argument(
        "session", nargs="?", metavar="SESSION", help="a session's folder, or its name; else the newest"
    )
    reporting.add_argument(
        "--format", choices=("md", "html"), default="md", help="md to go on with, html to print (md)"
    )
    reporting.add_argument(
        "--output", type=path_from, metavar="FILE", help="where to; without it, the terminal"
    )
    reporting.add_argument(
        "--next", type=path_from, metavar="FILE", help="instead, an agenda for what was left out"
    )
    reporting.add_argument("--force", action="store_true", help="take the place of a file that is there")
    reporting.set_defaults(run=_report)
    return reporting


def _report(chosen: argparse.Namespace) -> int:
    from workbook.shell.report_commands import report  # noqa: PLC0415

    return report(chosen)
