"""The commands of a workshop: `workbook workshop …`. Imported when one of them is typed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

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
