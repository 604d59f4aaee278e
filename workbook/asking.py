"""Asks for a passphrase in the terminal: never as an argument, which other programs can see and shells remember."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError, WrongPassphrase

if TYPE_CHECKING:
    from workbook.store.vault import Vault

TRIES = 3
"""How often a person is asked for a passphrase before a command ends."""
_SET_DUMPABLE = 4
"""From linux/prctl.h."""


class NoPassphrase(WorkbookError):
    """There is nobody to ask for a passphrase, or nothing was given."""


def passphrase(question: str, *, from_input: bool) -> str:
    """Ask for a passphrase without showing it.

    Args:
        question: What is wanted.
        from_input: Read a line of the input instead, for programs.

    Raises:
        NoPassphrase: There is nobody to ask, or nothing was given.
    """
    import getpass  # noqa: PLC0415 - only where there is a lock

    if from_input:
        typed = _line_of_input()
    elif sys.stdin is None or not sys.stdin.isatty():
        raise NoPassphrase(
            "There is no terminal to ask for the passphrase.", "Give it on the input: --passphrase-stdin"
        )
    else:
        try:
            typed = getpass.getpass(f"{question}: ")
        except EOFError:
            typed = ""
    if not typed.strip("\r\n"):
        raise NoPassphrase("No passphrase was given.", "Nothing was changed.")
    return typed.strip("\r\n")


def _line_of_input() -> str:
    """Read a line as UTF-8, whatever the system's encoding is: the bytes of a passphrase must not depend on that."""
    from workbook.typed import typed_line  # noqa: PLC0415 - only where there is a lock

    if isinstance(sys.stdin, io.TextIOWrapper) and codecs.lookup(sys.stdin.encoding).name != "utf-8":
        sys.stdin.reconfigure(encoding="utf-8")
    return typed_line() or ""


def vault_of(
    folder: Path, *, from_input: bool, question: str = "Passphrase (nothing shows while you type)"
) -> Vault | None:
    """Open the lock of answers by asking; None when they have none, and then nothing is asked.

    A person is asked again after a slip: what is typed next must not go to the shell, which shows and keeps it.

    Raises:
        NoPassphrase: There is nobody to ask, or nothing was given.
        WrongPassphrase: What was given opens nothing.
        WorkbookError: It could not be opened.
    """
    from workbook.store.locking import is_locked, require_library, unlocked  # noqa: PLC0415 - as above

    if not is_locked(folder):
        return None
    require_library()
    close_memory()
    for tries_left in reversed(range(1 if from_input else TRIES)):
        try:
            return unlocked(folder, passphrase(question, from_input=from_input))
        except WrongPassphrase as error:
            if not tries_left:
                raise WrongPassphrase(error.title, "Nothing was changed.") from error
            print(error, file=sys.stderr)
    raise AssertionError("the last try returns or raises")


def forbid_core_dumps() -> None:
    """Let a crash of Python itself leave no copy of the memory, which holds every answer.

    The hard limit stays as it is. Where Linux hands a dump to a program, as with systemd or apport, a limit of
    0 is for that program to keep to (core(5)); one byte is too little for a file, and the kernel calls no program
    then either (fs/coredump.c).
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (1 if sys.platform == "linux" and hard else 0, hard))


def close_memory() -> None:
    """Forbid other programs of the same user to look into this one, and dumps of it, once a key is in it.

    On Linux (prctl(2), PR_SET_DUMPABLE); elsewhere, and where Python cannot call the system, nothing. The
    administrator can look all the same.
    """
    forbid_core_dumps()
    if sys.platform == "linux":
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import ctypes  # noqa: PLC0415 - it costs time at the start, and only a lock needs it

            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
