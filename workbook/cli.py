"""The command line: arguments to calls. Textual is imported only where a screen is drawn."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys

from workbook.errors import WorkbookError
from workbook.shell import commands
from workbook.shell.keeping_arguments import (
    add_import,
    add_keeping,
    add_lock_commands,
    add_passphrase_input,
    add_places,
    path_from,
)

# Importing typing and pathlib would take a fifth of the time of `workbook --version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

ALONE: tuple[list[str], ...] = ([], ["--version"])
"""What is typed where no command can be meant."""
USAGE_STATUS = 2
LONGEST_WORD, LONGEST_LINE = 400, 2000
"""Characters of a problem that are shown."""
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
    if arguments is None:
        from workbook.uncaught import keep_quiet

        keep_quiet()
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = _parser(is_command=given not in ALONE).parse_args(given)
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
    print(f"workbook: {_brief(commands.plain(problem))}", file=sys.stderr)
    return status


def _brief(problem: str) -> str:
    """Give a line that a terminal can show, whatever was typed or a file is called; a usual path stays whole."""
    words = (word if len(word) <= LONGEST_WORD else f"{word[:200]}…{word[-100:]}" for word in problem.split())
    line = " ".join(words)
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


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


def _parser(*, is_command: bool = True) -> argparse.ArgumentParser:
    """Make the parser; without the commands in less than half the time."""
    parser = _Parser(
        prog="workbook",
        description="A guided workbook on self-trust. Without a command it opens; every word stays on this computer.",
        epilog="Example: workbook --data ~/my-words",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    add_places(parser, default=None)
    parser.add_argument(
        "--plain", action="store_true", help="line by line, for screen readers, Braille displays and pipes"
    )
    add_passphrase_input(parser, default=False)
    parser.set_defaults(run=commands.open_app)
    if not is_command:
        return parser
    subparsers = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)
    _add_author_commands(subparsers)
    _add_reader_commands(subparsers)
    _add_paper_commands(subparsers)
    _add_workshop_commands(subparsers)
    add_lock_commands(subparsers)
    return parser


def _add_author_commands(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    check = subparsers.add_parser(
        "check",
        help="look a pack over, for authors",
        description="Lists everything in a pack that should be mended, by file and line.",
        epilog="Example: workbook check my-pack --against my-pack-as-published",
    )
    check.add_argument("folder", type=path_from, nargs="?", metavar="PACK", help="the pack's folder")
    check.add_argument(
        "--against", type=path_from, metavar="OLD", help="an older version: no id may have vanished"
    )
    add_places(check)
    check.set_defaults(run=commands.check)
    new = subparsers.add_parser(
        "new",
        help="make a small pack to start from",
        description="Makes a small pack that shows everything a pack can hold.",
        epilog="Example: workbook new my-pack",
    )
    new.add_argument("folder", type=path_from, metavar="DIR", help="a folder that is empty or not there yet")
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
    export = _add_export(subparsers)
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
    check_store.add_argument(
        "--repair", action="store_true", help="save what can be saved; damaged files are kept"
    )
    check_store.set_defaults(run=commands.check_store)
    for command in (search, export, where, check_store):
        add_places(command)
    add_import(subparsers)
    add_keeping(subparsers)
    for command in (search, export, check_store):
        add_passphrase_input(command)


def _add_export(subparsers: argparse._SubParsersAction[_Parser]) -> argparse.ArgumentParser:
    export = subparsers.add_parser(
        "export",
        help="take everything with you",
        description="Writes what you wrote: as a book to read and print (Markdown, or one HTML file for any "
        "browser), as an archive to keep and to bring in again, or practices as tables for a spreadsheet. An "
        "archive is a full copy: removed wordings and letters that are still closed are only in there. The "
        "file is not protected: whoever can open it can read it.",
        epilog="Example: workbook export --format html --output my-book.html",
    )
    export.add_argument(
        "--format",
        choices=("markdown", "html", "archive", "csv", "json", "md"),
        default="markdown",
        help="markdown or html to read, archive to keep, csv for practices (markdown; md means the same, and "
        "json an archive)",
    )
    export.add_argument("file", type=path_from, nargs="?", metavar="FILE", help="the same as --output FILE")
    export.add_argument(
        "--output", type=path_from, metavar="FILE", help="where to; without it, or as -, the terminal"
    )
    export.add_argument("--force", action="store_true", help="replace FILE when it is there already")
    book = export.add_argument_group(
        "what goes into the book", "Without these: everything but removed wordings."
    )
    book.add_argument("--chapters", metavar="A,B", help="only these chapters, by the names of their files")
    book.add_argument("--practices", metavar="A,B", help="only these practices, by their ids")
    book.add_argument("--since", metavar="DAY", help="only what was begun on that day or later: 2026-03-01")
    book.add_argument("--until", metavar="DAY", help="only what was begun on that day or before")
    parts = "own, notes, shelf, proofs, tide, people, removed"
    book.add_argument("--without", metavar="A,B", help=f"leave out some of: {parts}")
    book.add_argument("--with", dest="including", metavar="A,B", help="put in some of the same")
    export.set_defaults(run=commands.export)
    return export


def _add_paper_commands(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    worksheet = subparsers.add_parser(
        "worksheet",
        help="print sections to hand out",
        description="Writes one HTML file that prints well: questions with room to write, and where to turn.",
        epilog="Example: workbook worksheet small-promises listening-inward --output sheet.html",
    )
    worksheet.add_argument("sections", nargs="*", metavar="SECTION", help="the id or the title of a section")
    worksheet.add_argument(
        "--agenda",
        type=path_from,
        metavar="FILE",
        help="all sections of an agenda: a file, or one of the pack",
    )
    worksheet.add_argument("--reading", action="store_true", help="with the whole reading")
    worksheet.add_argument(
        "--country", default="", metavar="NAME", help="contacts of one country, beside those for any"
    )
    worksheet.add_argument(
        "--output", type=path_from, metavar="FILE", help="where to; without it, the terminal"
    )
    worksheet.add_argument("--force", action="store_true", help="take the place of a file that is there")
    worksheet.set_defaults(run=_worksheet)
    paper = subparsers.add_parser(
        "paper",
        help="type an answer in from paper",
        description="Asks for the answer to the question that has this code, and keeps it with your answers.",
        epilog="Example: workbook paper WVMSF",
    )
    paper.add_argument("code", metavar="CODE", help="the letters beside the question")
    paper.set_defaults(run=_paper)
    for command in (worksheet, paper):
        add_places(command)


def _worksheet(chosen: argparse.Namespace) -> int:
    from workbook.shell import paper_commands

    return paper_commands.worksheet(chosen)


def _paper(chosen: argparse.Namespace) -> int:
    from workbook.shell import paper_commands

    return paper_commands.paper(chosen)


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
    from workbook.shell.workshop_commands import add_commands

    add_commands(workshop.add_subparsers(title="commands", metavar="", parser_class=_Parser), add_places)
