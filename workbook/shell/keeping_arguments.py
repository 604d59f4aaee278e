"""The arguments of commands that keep answers: lock and copies, bringing in; and what all commands share."""

from __future__ import annotations

import argparse

from workbook.shell import commands, commands_lock

# Importing typing and pathlib would take a fifth of the time of `workbook --version`; and a
# _SubParsersAction is generic only for type checkers.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    Subparsers = argparse._SubParsersAction[Any]


def path_from(text: str) -> Path:
    """Read a path from an argument; raises ArgumentTypeError for the home of somebody who is not here."""
    from pathlib import Path

    path = Path(text)
    try:
        path.expanduser()
    except RuntimeError as error:
        raise argparse.ArgumentTypeError(
            f"{text} begins with a user that is not here; write ./ before it, or the whole path"
        ) from error
    return path


def add_places(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Give a command the options --data and --pack."""
    parser.add_argument(
        "--data", type=path_from, metavar="DIR", default=default, help="the folder that holds your answers"
    )
    parser.add_argument(
        "--pack", type=path_from, metavar="DIR", default=default, help="another pack of chapters"
    )


def add_passphrase_input(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Let a command read the passphrase from its input."""
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=default,
        help="read the passphrase of locked answers from the input, when there is no terminal to ask in",
    )


def add_import(subparsers: Subparsers) -> None:
    """Add `import`."""
    bring_in = subparsers.add_parser(
        "import",
        help="bring an archive in, or notes from elsewhere",
        description="Brings in an archive (see export --format archive), what jrnl --format json wrote, a note "
        "in Markdown or a folder of such notes. Shows what is new, what is here already and what differs, "
        "and asks. Nothing that is here is lost: of what differs both wordings are kept. The same once more "
        "adds nothing.",
        epilog="Example: workbook import my-words.json --dry-run",
    )
    bring_in.add_argument("file", type=path_from, metavar="FILE", help="the file, or a folder of notes")
    bring_in.add_argument("--yes", action="store_true", help="do it without asking")
    bring_in.add_argument("--dry-run", action="store_true", help="only show what it would do")
    add_places(bring_in)
    add_passphrase_input(bring_in)
    bring_in.set_defaults(run=commands.bring_in)


def add_keeping(subparsers: Subparsers) -> None:
    """Add `backup`, `restore` and `merge`."""
    backup = subparsers.add_parser(
        "backup",
        help="make a backup, or a whole copy in one file",
        description="Without FILE, makes a backup among those the workbook makes by itself. With FILE, writes a "
        "whole copy there, also while the workbook is open. For a folder, a name is found. A copy of locked "
        "answers is as locked as they are.",
        epilog="Example: workbook backup /media/stick",
    )
    backup.add_argument(
        "file", type=path_from, nargs="?", metavar="FILE", help="where to, outside the folder"
    )
    backup.add_argument("--force", action="store_true", help="replace FILE when it is there already")
    backup.set_defaults(run=commands.backup)
    restore = subparsers.add_parser(
        "restore",
        help="go back to a backup or a copy",
        description="Lists the backups, or shows what one would change, asks, and puts it in place. What is "
        "there now is backed up first. A copy with a lock of its own takes its own passphrase, asked for after "
        "that of your answers; your answers keep their lock, or go on without one.",
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
        "files", type=path_from, nargs="*", metavar="FILE", help="the copy, or a folder of answers"
    )
    merge.add_argument("--yes", action="store_true", help="do it without asking")
    merge.set_defaults(run=commands.merge)
    for command in (backup, restore, merge):
        add_places(command)
        add_passphrase_input(command)


def add_lock_commands(subparsers: Subparsers) -> None:
    """Add `lock`, `unlock`, `change-passphrase` and `today`."""
    lock = subparsers.add_parser(
        "lock",
        help="lock your answers with a passphrase",
        description="Seals everything you wrote with a passphrase, and shows a recovery code. There is no reset: "
        "without one of the two nobody can open your answers again.",
        epilog="Example: workbook lock",
    )
    lock.set_defaults(run=commands_lock.lock)
    unlock = subparsers.add_parser(
        "unlock",
        help="take the lock off for good",
        description="Takes the lock off for good: everything is written anew without it.",
        epilog="Example: workbook unlock",
    )
    unlock.add_argument("--yes", action="store_true", help="ask only for the passphrase")
    unlock.set_defaults(run=commands_lock.unlock)
    change = subparsers.add_parser(
        "change-passphrase",
        help="change the passphrase of the lock",
        description="Changes the passphrase; the recovery code opens the lock here as well.",
        epilog="Example: workbook change-passphrase --new-code",
    )
    change.add_argument("--new-code", action="store_true", help="make a new recovery code too")
    change.set_defaults(run=commands_lock.change_passphrase)
    today = subparsers.add_parser(
        "today",
        help="answer one small question, also beside a lock",
        description="Asks one small question, the same all day, and keeps the answer without unlocking anything. "
        "Words given as WORDS can stay in the history of your shell; without them the answer is asked for.",
        epilog="Example: workbook today",
    )
    today.add_argument("words", nargs="*", metavar="WORDS", help="the answer (your shell may remember it)")
    today.set_defaults(run=commands_lock.today)
    for command in (lock, unlock, change, today):
        add_places(command)
    for command in (lock, unlock, change):
        add_passphrase_input(command)
