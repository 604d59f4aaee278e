"""What can be typed after `workbook workshop plan` and `check`; what they do is imported when one is called."""

from __future__ import annotations

import argparse
from typing import Any

from workbook.shell.keeping_arguments import path_from


def add_planning(subparsers: argparse._SubParsersAction[Any]) -> list[argparse.ArgumentParser]:
    """Add both commands to the group `workshop`; gives their parsers."""
    planning = subparsers.add_parser(
        "plan",
        help="make an agenda, or change one in a screen",
        description="Makes an agenda for a length and a head count and writes it to FILE; or opens FILE, when it is "
        "there, in a screen where it can be changed. Without FILE a new one is made in the present folder and opened.",
        epilog="Example: workbook workshop plan --sections small-promises,staying --minutes 90 --people 14 friday.toml",
    )
    planning.add_argument(
        "--from",
        dest="template",
        metavar="TEMPLATE",
        help="an agenda of the pack (45-minutes), or another file",
    )
    planning.add_argument("--trail", metavar="ID", help="the sections of a trail, in its order")
    planning.add_argument("--sections", metavar="A,B", help="these sections, in this order")
    planning.add_argument(
        "--minutes", type=int, metavar="N", help="from the start to the hard end, 45 to 120 (60)"
    )
    planning.add_argument("--people", type=int, default=12, metavar="N", help="how many, 4 to 40 (12)")
    planning.add_argument(
        "--heavy", action="store_true", help="keep heavy prompts, with their gentler wording and a way out"
    )
    planning.add_argument("--force", action="store_true", help="replace FILE; the old one is kept beside it")
    planning.add_argument("file", type=path_from, nargs="?", metavar="FILE", help="an agenda file")
    planning.set_defaults(run=_plan)
    checking = subparsers.add_parser(
        "check",
        help="look agendas over",
        description="Lists everything in agenda files that should be mended, by line.",
        epilog="Example: workbook workshop check friday.toml",
    )
    checking.add_argument("files", type=path_from, nargs="+", metavar="FILE", help="an agenda file")
    checking.set_defaults(run=_check)
    return [planning, checking]


def _plan(chosen: argparse.Namespace) -> int:
    from workbook.shell.planning_commands import plan  # noqa: PLC0415

    return plan(chosen)


def _check(chosen: argparse.Namespace) -> int:
    from workbook.shell.planning_commands import check  # noqa: PLC0415

    return check(chosen)
