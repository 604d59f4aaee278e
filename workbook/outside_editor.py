"""A long answer in the person's own editor; its file stays until the answer is stored.

Each text has a folder of its own in `editing`: whatever else an editor leaves beside the file, such as
a copy of the old text or a swap file, holds words as well and goes when the file goes.
"""

import contextlib
import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from workbook.errors import WorkbookError
from workbook.text import clean

EDITING = "editing"
FILE_NAME = "answer.md"
_PREFIX = "answer-"


class Returned(NamedTuple):
    """What came back from the editor."""

    text: str
    """Cleaned, and no longer than an answer can be."""
    dropped: int
    """Characters at its end that were too many."""


def editor_command(chosen: str, environment: Mapping[str, str]) -> list[str]:
    """Name the editor: the setting, else `$VISUAL`, else `$EDITOR`.

    Raises:
        WorkbookError: None may be used, none of them is set, or it cannot be read as a command.
    """
    if "\0" in chosen:
        raise WorkbookError(
            "Your answers are locked, and an editor works on a plain file.",
            "With editor-when-locked = true in the settings file it may do so.",
        )
    words = chosen or environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(words)
    except ValueError as error:
        raise WorkbookError(
            f"The editor {words!r} cannot be read as a command;", "mend the quotes"
        ) from error
    if not command:
        raise WorkbookError("No editor is set.", "Set $EDITOR, or editor in the settings file.")
    return command


def begin(folder: Path, text: str) -> Path:
    """Write a text to a file that only its owner can read, in a new folder within `editing`.

    Args:
        folder: The person's folder.
        text: The answer so far.

    Returns:
        The file, to be given to `run`, `read` and at last to `finish`.

    Raises:
        OSError: It cannot be written; nothing is left.
    """
    import tempfile

    editing = folder / EDITING
    editing.mkdir(mode=0o700, exist_ok=True)
    editing.chmod(0o700)
    file = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=editing)) / FILE_NAME
    try:
        file.parent.chmod(0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        file.chmod(0o600)
    except OSError:
        finish(file)
        raise
    return file


def run(command: list[str], file: Path) -> None:
    """Run the editor on a file and wait for it.

    Raises:
        WorkbookError: The editor is not there or ended with an error. The file is left when it, or what
            stands beside it, holds words that were not there before.
        OSError: The file cannot be read.
    """
    import subprocess

    before = file.read_bytes()
    try:
        ended = subprocess.run([*command, str(file)], check=False)
    except OSError as error:
        finish(file)
        raise WorkbookError(
            f"{command[0]} could not be started ({error.strerror}).",
            "Your answer is as it was; set another editor.",
        ) from error
    if ended.returncode:
        if [*file.parent.iterdir()] == [file] and file.read_bytes() == before:
            finish(file)
            raise WorkbookError(f"{command[0]} ended with an error.", "Your answer is as it was.")
        raise WorkbookError(f"{command[0]} ended with an error.", f"Your text is in {file}")


def read(file: Path) -> Returned:
    """Read back what the editor left.

    Raises:
        OSError: It cannot be read.
    """
    raw = file.read_text("utf-8", errors="replace")
    # Normal form can make a text three times as long (Unicode, annex 15).
    whole = clean(raw, max(3 * len(raw), 1)).rstrip("\n")
    text = clean(whole)
    return Returned(text.rstrip("\n"), len(whole) - len(text))


def finish(file: Path) -> None:
    """Remove a file of `begin` and its folder with all that an editor left there; gone already is no error."""
    import shutil

    shutil.rmtree(file.parent, ignore_errors=True)
    # Stays while another text is in it.
    with contextlib.suppress(OSError):
        file.parent.parent.rmdir()


def leftovers(folder: Path) -> list[Path]:
    """Name what editors left whose text may not have been stored: files, or folders without their file."""
    editing = folder / EDITING
    found = sorted(editing.glob(f"{_PREFIX}*")) if editing.is_dir() else []
    named = []
    for path in found:
        if not path.is_dir():
            named.append(path)
        elif (file := path / FILE_NAME).exists():
            named.append(file)
        elif any(path.iterdir()):
            named.append(path)
    return named
