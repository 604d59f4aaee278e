"""The command line: arguments to calls. Textual is imported only where a screen is drawn."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys

from workbook import commands
from workbook.errors import WorkbookError

# Importing typing and pathlib would take a fifth of the time of `workbook --version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any, NoReturn

USAGE_STATUS = 2
INTERRUPTED_STATUS = 130
BROKEN_PIPE_STATUS = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: As typed after `workbook`; None for those of the process.

    Returns:
        The exit status: 0 for well, 1 for a problem, 2 for a command or terminal that cannot be used.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    chosen = _parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
    except WorkbookError as error:
        return _complain(str(error), error.status)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _drop_output()
        return BROKEN_PIPE_STATUS
    except OSError as error:
        _drop_output()
        return _complain(
            f"{error.filename or 'the output'}: {error.strerror or error}.", commands.PROBLEM_STATUS
        )
    except KeyboardInterrupt:
        return INTERRUPTED_STATUS
    return status


def _complain(problem: str, status: int) -> int:
    """Say on one line what is wrong, and give the status."""
    print(f"workbook: {' '.join(commands.plain(problem).split())}", file=sys.stderr)
    return status


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _drop_output() -> None:
    """Keep Python from trying once more, and complaining, when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """Says what is wrong on one line; learns commands of its own only when it is its turn."""

    add_later: Callable[[_Parser], None] | None = None
    """Adds what costs the other commands nothing this way."""

    def grow(self) -> None:
        """Add what was to be added later; once."""
        if self.add_later is not None:
            add, self.add_later = self.add_later, None
            add(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, with everything in place."""
        self.grow()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """End with one line and status 2."""
        self.exit(_complain(f"{message}; see {self.prog} --help", USAGE_STATUS))


class _Version(argparse.Action):
    """Prints the version; reading it from the package's metadata only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        """Print and end."""
        from workbook.version import VERSION

        print(f"workbook {VERSION}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="workbook",
        description="A guided workbook on self-trust. Without a command it opens; every word stays on this computer.",
        epilog="Example: workbook --data ~/my-words",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    _add_places(parser, default=None)
    parser.set_defaults(run=commands.open_app)
    subparsers = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)
    _add_author_commands(subparsers)
    _add_reader_commands(subparsers)
    _add_workshop_commands(subparsers)
    return parser


def _add_places(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--data", type=_path, metavar="DIR", default=default, help="the folder that holds your answers"
    )
    parser.add_argument("--pack", type=_path, metavar="DIR", default=default, help="another pack of chapters")


def _add_author_commands(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    check = subparsers.add_parser(
        "check",
        help="look a pack over, for authors",
        description="Lists everything in a pack that should be mended, by file and line.",
        epilog="Example: workbook check my-pack --against my-pack-as-published",
    )
    check.add_argument("folder", type=_path, nargs="?", metavar="PACK", help="the pack's folder")
    check.add_argument(
        "--against", type=_path, metavar="OLD", help="an older version: no id may have vanished"
    )
    _add_places(check)
    check.set_defaults(run=commands.check)
    new = subparsers.add_parser(
        "new",
        help="make a small pack to start from",
        description="Makes a small pack that shows everything a pack can hold.",
        epilog="Example: workbook new my-pack",
    )
    new.add_argument("folder", type=_path, metavar="DIR", help="a folder that is empty or not there yet")
    new.set_defaults(run=commands.new)


def _add_reader_commands(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    search = subparsers.add_parser(
        "search",
        help="find words in what you wrote",
        description="Finds answers and entries that hold every word, newest first.",
        epilog="Example: workbook search walk lunch",
    )
    search.add_argument("words", nargs="+", metavar="WORD")
    search.set_defaults(run=commands.search)
    export = subparsers.add_parser(
        "export",
        help="take everything with you",
        description="Writes everything you wrote, as Markdown to read or JSON to keep; letters that are still closed are only in the JSON.",
        epilog="Example: workbook export --format md my-words.md",
    )
    export.add_argument(
        "--format", choices=("md", "json"), default="md", help="md to read, json to keep (md)"
    )
    export.add_argument(
        "file", type=_path, nargs="?", metavar="FILE", help="where to; without it, the terminal"
    )
    export.set_defaults(run=commands.export)
    where = subparsers.add_parser(
        "where",
        help="name the folders that are used",
        description="Names the folders that are used.",
        epilog="Example: workbook where",
    )
    where.set_defaults(run=commands.where)
    check_store = subparsers.add_parser(
        "check-store",
        help="look your answers over",
        description="Says in one line what is there and whether all of it can be read.",
        epilog="Example: workbook check-store --data ~/my-words",
    )
    check_store.set_defaults(run=commands.check_store)
    for command in (search, export, where, check_store):
        _add_places(command)


def _add_workshop_commands(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    workshop = subparsers.add_parser(
        "workshop",
        help="run a session for a group",
        description="Everything for a session with a group; each command has a --help of its own.",
        epilog="Example: workbook workshop screen",
    )
    workshop.set_defaults(run=commands.name_workshop_commands)
    workshop.add_later = _grow_workshop


def _grow_workshop(workshop: _Parser) -> None:
    from workbook.workshop_commands import add_commands

    add_commands(workshop.add_subparsers(title="commands", metavar="", parser_class=_Parser), _add_places)
