"""The commands of a workshop: `workbook workshop …`. Imported when one of them is typed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from workbook.shell.planning_arguments import add_planning
from workbook.shell.report_arguments import add_report

# A _SubParsersAction is generic only for type checkers.
TYPE_CHECKING = False
if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

AddPlaces = Callable[[argparse.ArgumentParser], None]


def add_commands(subparsers: Subparsers, add_places: AddPlaces) -> None:
    """Add every command of a workshop.

    Args:
        subparsers: Those of `workbook workshop`.
        add_places: Gives a command the options --data and --pack.
    """
    add_places(_add_screen(subparsers))
    for command in add_planning(subparsers):
        add_places(command)
    add_places(add_report(subparsers))
    add_places(_add_run(subparsers))
    add_places(_add_resume(subparsers))


def _add_screen(subparsers: Subparsers) -> argparse.ArgumentParser:
    screen = subparsers.add_parser(
        "screen",
        help="show the room's screen, in a second terminal",
        description="Shows to the room what the console sends: start it in a second terminal of this computer, or "
        "from another one over ssh, before or after the console. q leaves, + and - change the letters; "
        "make the terminal's own letters large first.",
        epilog="Example: workbook workshop screen --theme daylight",
    )
    screen.add_argument("--theme", metavar="NAME", default="", help="other colours than your settings name")
    screen.set_defaults(run=screen_command)
    return screen


def screen_command(chosen: argparse.Namespace) -> int:
    """Show the room's screen."""
    from workbook import terminal

    terminal.require_terminal(os.environ)
    terminal.drop_leaky_variables(os.environ)
    from workbook.checked_settings import checked_settings
    from workbook.locations import data_folder
    from workbook.projector import run_projector, with_theme
    from workbook.room.places import room_sockets

    settings = with_theme(checked_settings(), chosen.theme)
    return run_projector(room_sockets(data_folder(chosen.data, os.environ)), settings)


def _add_run(subparsers: Subparsers) -> argparse.ArgumentParser:
    run = subparsers.add_parser(
        "run",
        help="lead a session with an agenda",
        description="Opens the console: one block at a time, with its time, your notes and what comes next. Nothing "
        "begins until you say so. Everything is kept as it happens, and workbook workshop resume goes on after a crash.",
        epilog="Example: workbook workshop run 45-minutes --people 12",
    )
    run.add_argument("agenda", metavar="AGENDA", help="a file, or the name of an agenda of the pack")
    run.add_argument("--people", type=int, metavar="N", help="how many are expected")
    _add_speed(run)
    run.set_defaults(run=run_command)
    return run


def _add_resume(subparsers: Subparsers) -> argparse.ArgumentParser:
    resume = subparsers.add_parser(
        "resume",
        help="go on with a session that was interrupted",
        description="Opens the console at the block where the session was, with the time that is left by now.",
        epilog="Example: workbook workshop resume",
    )
    resume.add_argument(
        "session", nargs="?", default="", metavar="SESSION", help="its name; without it, the newest not ended"
    )
    _add_speed(resume)
    resume.set_defaults(run=resume_command)
    return resume


def _add_speed(parser: argparse.ArgumentParser) -> None:
    # For rehearsals and tests: the clock runs so many times as fast, and the console says so.
    parser.add_argument("--speed", type=_speed, default=1.0, help=argparse.SUPPRESS)


def _speed(words: str) -> float:
    speed = float(words)
    if not 1 <= speed <= 600:
        raise argparse.ArgumentTypeError(f"{words} is not from 1 to 600")
    return speed


def run_command(chosen: argparse.Namespace) -> int:
    """Begin a session."""
    _require_terminal()
    from workbook.console_session import run_agenda

    return run_agenda(
        chosen.agenda, pack=chosen.pack, data=chosen.data, people=chosen.people, speed=chosen.speed
    )


def resume_command(chosen: argparse.Namespace) -> int:
    """Go on with a session."""
    _require_terminal()
    from workbook.console_session import resume

    return resume(chosen.session, pack=chosen.pack, data=chosen.data, speed=chosen.speed)


def _require_terminal() -> None:
    from workbook import terminal

    terminal.require_terminal(os.environ)
    terminal.drop_leaky_variables(os.environ)
