"""`workbook import`: shows what it would do, asks, and does it in one step."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.incoming.reading import read_source
from workbook.incoming.words import told
from workbook.store.answers import Answers
from workbook.store.bringing_in import bring_in, compared
from workbook.store.files import plain_reason
from workbook.typed import typed_line

if TYPE_CHECKING:
    from workbook.store.vault import Vault

YES = ("yes", "y")
NO = ("no", "n")
MOST_TIMES = 5
"""How often one question is asked."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of an import."""

    source: Path
    is_decided: bool
    """Not to be asked."""
    only_show: bool

    @classmethod
    def from_arguments(cls, chosen: argparse.Namespace) -> Wanted:
        """Read the options."""
        return cls(chosen.file.expanduser(), chosen.yes, chosen.dry_run)

    def run(self, folder: Path, plain: Callable[[str], str], vault: Vault | None = None) -> int:
        """Do it.

        Args:
            folder: Where the answers are or shall be; made when something is brought in.
            plain: Makes text fit for a terminal.
            vault: The open lock of answers that are locked.

        Returns:
            The exit status: 0 also when nothing was to be done, 1 when it was not wanted.

        Raises:
            WorkbookError: The source cannot be read, or the answers cannot be opened or written.
        """
        archive = read_source(self.source)
        # To read only: whoever says no finds not even a folder made.
        with Answers.open(folder, read_only=True, vault=vault) as answers:
            merged = compared(answers, archive)
        _say(told(merged, archive), plain)
        if self.only_show or not merged.adds_something:
            return 0
        if not (self.is_decided or agreed("Bring this in? yes or no: ")):
            print("Nothing was changed.")
            return 1
        try:
            with Answers.open(folder, vault=vault) as answers:
                bring_in(answers, archive)
        except OSError as error:
            raise WorkbookError(
                f"{folder} cannot be written: {plain_reason(error)}.", "Nothing was changed."
            ) from error
        print("Brought in.")
        return 0


def _say(lines: list[str], plain: Callable[[str], str]) -> None:
    for line in lines:
        print(plain(line))


def agreed(question: str) -> bool:
    """Ask until the answer is yes or no; the end of the input is no, and so is what never is an answer."""
    for _ in range(MOST_TIMES):
        answer = typed_line(question)
        if answer is None:
            print()
            return False
        if answer.strip().lower() in (*YES, *NO):
            return answer.strip().lower() in YES
    return False
