"""One run of the workbook line by line: opens what it needs, talks, and closes everything again."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import moments
from workbook.asking import forbid_core_dumps, vault_of
from workbook.content.loader import open_pack
from workbook.errors import StoreLocked
from workbook.locations import data_folder, pack_folder, settings_file
from workbook.lock.settings import minutes_of
from workbook.plain.here import Here
from workbook.plain.talk import Read, Talk, TooLate
from workbook.plain.visit import run
from workbook.settings import read_settings
from workbook.store.answers import SAME_VISIT, Answers
from workbook.typed import line_reader

if TYPE_CHECKING:
    from workbook.store.vault import Vault

WIDEST = 78
"""Columns; where nobody looks at them, lines are not folded."""
LOCKED_AGAIN = "It was quiet here for a while, so your answers are locked again."
SAVED = "What you had typed is saved."
"""Said when the line that came late was taken in, and the lock's time was over."""


def run_plain(pack: Path | None, data: Path | None, *, passphrase_from_input: bool) -> int:
    """Open the workbook and talk until the person leaves or the input ends.

    Args:
        pack: The pack that was chosen, if one was.
        data: The folder for answers that was chosen, if one was.
        passphrase_from_input: Read the passphrase of locked answers as the first line of the input.

    Returns:
        The exit status.

    Raises:
        WorkbookError: Settings, pack or answers cannot be opened.
    """
    forbid_core_dumps()
    # Before the passphrase is read from the input: after that it cannot be made ready any more.
    ask = line_reader()
    settings = read_settings(settings_file(os.environ))
    opened = open_pack(pack_folder(pack))
    folder = data_folder(data, os.environ)
    vault = vault_of(folder, from_input=passphrase_from_input)
    width = (
        min(shutil.get_terminal_size().columns - 1, WIDEST)
        if sys.stdout.isatty() or "COLUMNS" in os.environ
        else 1_000_000
    )
    with _answers(folder, vault) as answers:
        minutes = minutes_of(settings, answers) if vault is not None else 0
        talk = Talk(_patient(ask, minutes * 60), lambda line: print(line, flush=True), max(width, 20))
        run(Here(talk, opened, answers, moments.now))
    if talk.is_over:
        print(talk.refusal or SAVED, LOCKED_AGAIN)
    return 0


def _answers(folder: Path, vault: Vault | None) -> Answers:
    """Open the answers; beside another window, to read only."""
    try:
        return Answers.open(folder, rejoin=SAME_VISIT, vault=vault)
    except StoreLocked:
        return Answers.open(folder, read_only=True, vault=vault)


def _patient(ask: Read, patience: float) -> Read:
    """Ask as before, but not for ever.

    Args:
        ask: Asks for one line.
        patience: Seconds after which whoever comes back finds the answers locked; 0 for never. The line that
            ends the wait raises `TooLate`: it can be long words that took their time, or somebody else's.
    """

    def read(label: str) -> str | None:
        began = time.time()
        line = ask(label)
        if patience and time.time() - began > patience:
            raise TooLate(line or "")
        return line

    return read
