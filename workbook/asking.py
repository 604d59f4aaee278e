"""Asks for a passphrase in the terminal: never as an argument, which other programs can see and shells remember."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.store.vault import Vault


def passphrase(question: str, *, from_input: bool) -> str:
    """Ask for a passphrase without showing it.

    Args:
        question: What is wanted.
        from_input: Read a line of the input instead, for programs.

    Raises:
        WorkbookError: There is nobody to ask, or nothing was given.
    """
    import getpass  # noqa: PLC0415 - only where there is a lock

    from workbook.typed import typed_line  # noqa: PLC0415 - as above

    if from_input:
        typed = typed_line() or ""
    elif sys.stdin is None or not sys.stdin.isatty():
        raise WorkbookError(
            "There is no terminal to ask for the passphrase.", "Give it on the input: --passphrase-stdin"
        )
    else:
        try:
            typed = getpass.getpass(f"{question}: ")
        except EOFError:
            typed = ""
    if not typed.strip("\r\n"):
        raise WorkbookError("No passphrase was given.", "Nothing was changed.")
    return typed.strip("\r\n")


def vault_of(folder: Path, *, from_input: bool) -> Vault | None:
    """Open the lock of answers by asking; None when they have none, and then nothing is asked.

    Raises:
        WorkbookError: It could not be opened.
    """
    from workbook.store.locking import is_locked, require_library, unlocked  # noqa: PLC0415 - as above

    if not is_locked(folder):
        return None
    require_library()
    forbid_core_dumps()
    return unlocked(folder, passphrase("Passphrase", from_input=from_input))


def forbid_core_dumps() -> None:
    """Let a crash of Python itself leave no copy of the memory, which holds every answer.

    The hard limit stays as it is. Where the system hands a dump to a program, as systemd does, that
    program sees the limit and is expected to keep to it (core(5)).
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
