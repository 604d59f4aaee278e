"""A file that someone asked for: whole or not there, for its owner's eyes, and never in place of another."""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.text import clean


def put_out(text: str, file: Path | None, *, force: bool) -> None:
    """Write a text to a file and name that, or to the output, as UTF-8, when there is none.

    Raises:
        WorkbookError: The file is there already, or cannot be written.
    """
    if file is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
    else:
        write_output(file, text, force=force)
        print(clean(str(file).encode("utf-8", "replace").decode("utf-8")))


def write_output(file: Path, text: str, *, force: bool = False) -> None:
    """Write a text file of mode 0600, durably.

    Args:
        file: Where; its folder must exist.
        text: All of it; written as UTF-8.
        force: Take the place of a file that is there already.

    Raises:
        WorkbookError: It is there already, or cannot be written; whatever was there is as it was.
    """
    file = file.expanduser()
    reserved = False
    try:
        if not force:
            # Taking the name first leaves no moment in which someone else's file could be replaced.
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            reserved = True
        _replace(file, text)
    except FileExistsError as error:
        raise WorkbookError(f"{file} is there already.", "Choose another name, or add --force.") from error
    except OSError as error:
        if reserved:
            file.unlink(missing_ok=True)
        raise WorkbookError(
            f"{file} cannot be written ({error.strerror or error}).", "Choose another place."
        ) from error


def _replace(file: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name[:100]}-", dir=file.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    if os.name != "nt":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
