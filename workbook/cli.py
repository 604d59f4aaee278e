"""The command line: arguments to calls. Textual is imported only where a screen is drawn."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.answers import Answers

USAGE_STATUS = 2
PROBLEM_STATUS = 1
BROKEN_PIPE_STATUS = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: As typed after `workbook`; None for those of the process.

    Returns:
        The exit status: 0 for well, 1 for a problem, 2 for a command or terminal that cannot be used.
    """
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except WorkbookError as error:
        print(f"workbook: {_plain(str(error))}", file=sys.stderr)
        return error.status
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE_STATUS


def _open_app(chosen: argparse.Namespace) -> int:
    from workbook import terminal

    terminal.require_terminal(os.environ)
    terminal.drop_leaky_variables(os.environ)
    from workbook.session import run_workbook

    return run_workbook(chosen.pack, chosen.data)


def _check(chosen: argparse.Namespace) -> int:
    from workbook.content.check import check_pack
    from workbook.locations import pack_folder

    folder = chosen.folder or pack_folder(chosen.pack)
    problems = check_pack(folder, against=chosen.against)
    for problem in problems:
        print(_plain(str(problem)))
    mistakes = sum(not problem.warning for problem in problems)
    if not mistakes:
        print(f"{folder}: no problems found")
    return PROBLEM_STATUS if mistakes else 0


def _new(chosen: argparse.Namespace) -> int:
    from workbook.content.scaffold import new_pack

    for file in new_pack(chosen.folder):
        print(file)
    print(f"Now try: workbook check {chosen.folder}   and: workbook --pack {chosen.folder}")
    return 0


def _where(chosen: argparse.Namespace) -> int:
    from workbook.locations import data_folder, pack_folder, settings_file

    print(f"answers:  {data_folder(chosen.data, os.environ)}")
    print(f"settings: {settings_file(os.environ)}")
    print(f"pack:     {pack_folder(chosen.pack)}")
    return 0


def _check_store(chosen: argparse.Namespace) -> int:
    with _answers(chosen) as answers:
        summary = answers.summary()
        print(summary.one_line())
        for notice in (answers.opened_from, *answers.notices):
            if notice:
                print(_plain(notice), file=sys.stderr)
        return PROBLEM_STATUS if answers.opened_from else 0


def _search(chosen: argparse.Namespace) -> int:
    from workbook import moments

    with _answers(chosen) as answers:
        hits = answers.search(" ".join(chosen.words))
        for hit in hits:
            asked = getattr(hit.record, "question", "") or getattr(hit.record, "title", "")
            day = moments.day_in_words(moments.local(hit.record.at, hit.record.offset).date().isoformat())
            print(f"{day} · {_plain(' '.join(asked.split()))}")
            print(f"    {_plain(' '.join(f'{hit.before}{hit.match}{hit.after}'.split()))}")
        if not hits:
            print("Nothing found.", file=sys.stderr)
        return 0 if hits else PROBLEM_STATUS


def _export(chosen: argparse.Namespace) -> int:
    import json

    with _answers(chosen) as answers:
        if chosen.format == "json":
            text = json.dumps(answers.snapshot_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        else:
            from workbook.export.book import markdown_book

            text = markdown_book(_pack(chosen), answers.all_layers(), answers.all_entries())
    if chosen.file is None:
        sys.stdout.write(text)
    else:
        _write_new(chosen.file, text)
        print(chosen.file)
    return 0


def _write_new(file: Path, text: str) -> None:
    """Write a file that only its owner can read; one that is there already is left alone."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise WorkbookError(f"{file} is there already.", "Choose another name.") from error
    except OSError as error:
        raise WorkbookError(
            f"{file} cannot be written ({error.strerror}).", "Choose another place."
        ) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)


def _answers(chosen: argparse.Namespace) -> Answers:
    """Open the answers for reading; nothing is created or changed."""
    from workbook.locations import data_folder
    from workbook.store.answers import Answers

    folder = data_folder(chosen.data, os.environ)
    if not folder.is_dir():
        raise WorkbookError(f"There are no answers in {folder} yet.", "Start with: workbook")
    return Answers.open(folder, read_only=True)


def _pack(chosen: argparse.Namespace) -> Pack:
    from workbook.content.loader import open_pack
    from workbook.locations import pack_folder

    return open_pack(pack_folder(chosen.pack))


def _plain(text: str) -> str:
    """Text for a terminal: no control codes; lone surrogates in file names made visible."""
    from workbook.text import clean

    return clean(text).encode("utf-8", "replace").decode("utf-8")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong on one line."""

    def error(self, message: str) -> NoReturn:
        """End with one line and status 2."""
        self.exit(USAGE_STATUS, f"workbook: {message}; see {self.prog} --help\n")


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
    parser.set_defaults(run=_open_app)
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)
    _add_author_commands(commands)
    _add_reader_commands(commands)
    return parser


def _add_places(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--data", type=Path, metavar="DIR", default=default, help="the folder that holds your answers"
    )
    parser.add_argument("--pack", type=Path, metavar="DIR", default=default, help="another pack of chapters")


def _add_author_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="look a pack over, for authors",
        description="Lists everything in a pack that should be mended, by file and line.",
        epilog="Example: workbook check my-pack --against my-pack-as-published",
    )
    check.add_argument("folder", type=Path, nargs="?", metavar="PACK", help="the pack's folder")
    check.add_argument(
        "--against", type=Path, metavar="OLD", help="an older version: no id may have vanished"
    )
    _add_places(check)
    check.set_defaults(run=_check)
    new = commands.add_parser(
        "new",
        help="make a small pack to start from",
        description="Makes a small pack that shows everything a pack can hold.",
        epilog="Example: workbook new my-pack",
    )
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    new.set_defaults(run=_new)


def _add_reader_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    search = commands.add_parser(
        "search",
        help="find words in what you wrote",
        description="Finds answers and entries that hold every word, newest first.",
        epilog="Example: workbook search walk lunch",
    )
    search.add_argument("words", nargs="+", metavar="WORD")
    search.set_defaults(run=_search)
    export = commands.add_parser(
        "export",
        help="take everything with you",
        description="Writes everything you wrote, as Markdown to read or JSON to keep.",
        epilog="Example: workbook export --format md my-words.md",
    )
    export.add_argument(
        "--format", choices=("md", "json"), default="md", help="md to read, json to keep (md)"
    )
    export.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="where to; without it, the terminal"
    )
    export.set_defaults(run=_export)
    where = commands.add_parser(
        "where",
        help="name the folders that are used",
        description="Names the folders that are used.",
        epilog="Example: workbook where",
    )
    where.set_defaults(run=_where)
    check_store = commands.add_parser(
        "check-store",
        help="look your answers over",
        description="Says in one line what is there and whether all of it can be read.",
        epilog="Example: workbook check-store --data ~/my-words",
    )
    check_store.set_defaults(run=_check_store)
    for command in (search, export, where, check_store):
        _add_places(command)
