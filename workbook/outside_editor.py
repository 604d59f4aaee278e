"""A long answer in the person's own editor; the file stays until the answer is stored."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.text import clean


def editor_command(chosen: str, environment: Mapping[str, str]) -> list[str]:
    """Name the editor: the setting, else `$VISUAL`, else `$EDITOR`.

    Raises:
        WorkbookError: None of them is set, or it cannot be read as a command.
    """
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
    """Write a text to a new file that only its owner can read, in `editing` within a folder.

    Raises:
        OSError: It cannot be written.
    """
    editing = folder / "editing"
    editing.mkdir(mode=0o700, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix="answer-", suffix=".md", dir=editing)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def run(command: list[str], file: Path) -> None:
    """Run the editor on a file and wait for it.

    Raises:
        WorkbookError: The editor is not there or ended with an error; the file is left as it is.
    """
    try:
        ended = subprocess.run([*command, str(file)], check=False)
    except OSError as error:
        raise WorkbookError(
            f"{command[0]} could not be started ({error.strerror}).", f"Your text is in {file}"
        ) from error
    if ended.returncode:
        raise WorkbookError(f"{command[0]} ended with an error.", f"Your text is in {file}")


def read(file: Path) -> str:
    """Read back what the editor left, cleaned.

    Raises:
        OSError: It cannot be read.
    """
    return clean(file.read_text("utf-8", errors="replace")).rstrip("\n")


def leftovers(folder: Path) -> list[Path]:
    """Name the files of an editor whose text may not have been stored."""
    editing = folder / "editing"
    return sorted(editing.glob("answer-*")) if editing.is_dir() else []
