"""One run of the full-screen program: opens what it needs, runs it, and closes everything again."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from workbook import outside_editor
from workbook.app import WorkbookApp
from workbook.content.loader import open_pack
from workbook.errors import SettingsError, StoreLocked
from workbook.locations import data_folder, pack_folder, settings_file
from workbook.settings import Settings, read_settings
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.foreign import notice
from workbook.themes import THEMES

if sys.platform != "win32":
    import resource

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
    forbid_core_dumps()
    settings = _checked_settings()
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


def _checked_settings() -> Settings:
    """Read the settings, and check the names in them against themes and bindings."""
    file = settings_file(os.environ)
    settings = read_settings(file)
    if settings.theme and settings.theme not in THEMES:
        raise SettingsError(
            f"{file}: there is no theme {settings.theme!r};", f"known are {', '.join(THEMES)}"
        )
    if settings.keys:
        # Imports every screen: only for those who have keys of their own.
        from workbook.keymap import check_keys  # noqa: PLC0415

        check_keys(settings.keys, str(file))
    return settings


def forbid_core_dumps() -> None:
    """Let a crash of Python itself leave no copy of the memory, which holds every answer.

    The hard limit stays as it is. Where the system hands a dump to a program, as systemd does, that
    program sees the limit and is expected to keep to it (core(5)).
    """
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _open_answers(folder: Path, notices: list[str]) -> Answers:
    """Open for writing; beside another window, for reading only."""
    try:
        answers = Answers.open(folder, rejoin=SAME_VISIT)
    except StoreLocked as locked:
        notices.append(str(locked))
        return Answers.open(folder, read_only=True, rejoin=SAME_VISIT)
    if answers.opened_from:
        notices.append(answers.opened_from)
    if copies := notice(Files(), folder):
        notices.append(copies)
    notices += [
        f"A text from your editor may not have been stored. It is kept in {file}"
        for file in outside_editor.leftovers(folder)
    ]
    return answers
