"""One run of the full-screen program: opens what it needs, runs it, and closes everything again."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from workbook import outside_editor
from workbook.app import WorkbookApp
from workbook.content.loader import open_pack
from workbook.errors import StoreLocked
from workbook.locations import data_folder, pack_folder, settings_file
from workbook.settings import read_settings
from workbook.store.answers import Answers

SAME_VISIT = timedelta(minutes=30)
"""Opened again so soon, perhaps after a crash, the page should stand there as it was left."""


def run_workbook(pack: Path | None, data: Path | None) -> int:
    """Open the workbook and run it until the person leaves.

    Args:
        pack: The pack that was chosen, if one was.
        data: The folder for answers that was chosen, if one was.

    Returns:
        The exit status.

    Raises:
        WorkbookError: Settings, pack or answers cannot be opened.
    """
    settings = read_settings(settings_file(os.environ))
    opened = open_pack(pack_folder(pack))
    notices: list[str] = []
    answers = _open_answers(data_folder(data, os.environ), notices)
    app = WorkbookApp(opened, answers, settings, notices)
    try:
        app.run()
        app.drafts.flush()
    finally:
        answers.close()
    if app.drafts.pending:
        print("workbook: the last words could not be saved.", file=sys.stderr)
        return 1
    return app.return_code or 0


def _open_answers(folder: Path, notices: list[str]) -> Answers:
    """Open for writing; beside another window, for reading only."""
    try:
        answers = Answers.open(folder, rejoin=SAME_VISIT)
    except StoreLocked as locked:
        notices.append(str(locked))
        return Answers.open(folder, read_only=True)
    if answers.opened_from:
        notices.append(answers.opened_from)
    notices += [
        f"A text from your editor may not have been stored. It is kept in {file}"
        for file in outside_editor.leftovers(folder)
    ]
    return answers
