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
    from collections.abc import Sequence
    from pathlib import Path
    from typing import NoReturn

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
    """Says what is wrong on one line."""

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
        _add_places(command)
    _add_import(subparsers)
    _add_keeping(subparsers)


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
    export.add_argument("file", type=_path, nargs="?", metavar="FILE", help="the same as --output FILE")
    export.add_argument(
        "--output", type=_path, metavar="FILE", help="where to; without it, or as -, the terminal"
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


def _add_import(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    bring_in = subparsers.add_parser(
        "import",
        help="bring an archive in, or notes from elsewhere",
        description="Brings in an archive (see export --format archive), what jrnl --format json wrote, a note "
        "in Markdown or a folder of such notes. Shows what is new, what is here already and what differs, "
        "and asks. Nothing that is here is lost: of what differs both wordings are kept. The same once more "
        "adds nothing.",
        epilog="Example: workbook import my-words.json --dry-run",
    )
    bring_in.add_argument("file", type=_path, metavar="FILE", help="the file, or a folder of notes")
    bring_in.add_argument("--yes", action="store_true", help="do it without asking")
    bring_in.add_argument("--dry-run", action="store_true", help="only show what it would do")
    _add_places(bring_in)
    bring_in.set_defaults(run=commands.bring_in)


def _add_keeping(subparsers: argparse._SubParsersAction[_Parser]) -> None:
    backup = subparsers.add_parser(
        "backup",
        help="make a backup, or a whole copy in one file",
        description="Without FILE, makes a backup among those the workbook makes by itself. With FILE, writes a "
        "whole copy there, also while the workbook is open. For a folder, a name is found.",
        epilog="Example: workbook backup /media/stick",
    )
    backup.add_argument("file", type=_path, nargs="?", metavar="FILE", help="where to, outside the folder")
    backup.add_argument("--force", action="store_true", help="replace FILE when it is there already")
    backup.set_defaults(run=commands.backup)
    restore = subparsers.add_parser(
        "restore",
        help="go back to a backup or a copy",
        description="Lists the backups, or shows what one would change, asks, and puts it in place. What is "
        "there now is backed up first.",
        epilog="Example: workbook restore 812",
    )
    restore.add_argument("copy", nargs="?", metavar="COPY", help="a backup's number, or the file of a copy")
    restore.add_argument("--yes", action="store_true", help="do it without asking")
    restore.set_defaults(run=commands.restore)
    merge = subparsers.add_parser(
        "merge",
        help="bring together what two machines wrote",
        description="Names the copies that another program left in the folder, or brings them in: shows what is "
        "new and what differs, and asks. Of what differs both wordings are kept.",
        epilog='Example: workbook merge "answers (conflicted copy).json"',
    )
    merge.add_argument(
        "files", type=_path, nargs="*", metavar="FILE", help="the copy, or a folder of answers"
    )
    merge.add_argument("--yes", action="store_true", help="do it without asking")
    merge.set_defaults(run=commands.merge)
    for command in (backup, restore, merge):
        _add_places(command)
