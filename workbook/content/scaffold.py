"""Making a small pack that shows an author everything a pack can hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from workbook.content.folder import PACK_FILE
from workbook.errors import PackError

STARTER: Final = Path(__file__).with_name("starter")
"""The folder in which the files of a new pack lie ready."""

_FILES: Final = (PACK_FILE, "first-steps.md", "going-on.md")


def new_pack(folder: Path, today: date | None = None) -> list[Path]:
    """Write a pack of two chapters that passes `check` and explains itself.

    Args:
        folder: Where to; made when it is not there.
        today: The day on which its example of a support contact is said to be checked; by default
            the present one.

    Returns:
        The files that were written.

    Raises:
        PackError: The folder holds something already, or cannot be written; nothing is left behind.
    """
    day = (today or date.today()).isoformat()
    texts = {name: (STARTER / name).read_text(encoding="utf-8") for name in _FILES}
    texts[PACK_FILE] = texts[PACK_FILE].replace("{today}", day)
    is_there = folder.is_dir()
    written: list[Path] = []
    try:
        if is_there and any(folder.iterdir()):
            raise PackError(
                f"{folder} is not empty.", "Name a folder that is not there yet, or an empty one."
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                written.append(folder / name)
                file.write(text)
    except OSError as error:
        _take_back(written, None if is_there else folder)
        raise PackError(f"No pack can be written to {folder}: {error.strerror or error}.") from error
    return written


def _take_back(written: list[Path], folder: Path | None) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    if folder is not None and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
