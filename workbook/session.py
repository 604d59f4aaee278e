"""One run of the full-screen program: opens what it needs, runs it, and closes everything again."""

import gc
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import moments, outside_editor
from workbook.app import WorkbookApp
from workbook.asking import close_memory, forbid_core_dumps
from workbook.checked_settings import checked_settings
from workbook.content.loader import Pack, open_pack
from workbook.errors import StoreLocked, StoreSealed
from workbook.locations import data_folder, pack_folder
from workbook.lock.settings import USUAL_MINUTES, Aside
from workbook.settings import Settings
from workbook.store.answers import SAME_VISIT, Answers
from workbook.store.lock import release_kept
from workbook.store.locking import is_locked, require_library

if TYPE_CHECKING:
    from workbook.screens.whereabouts import Whereabouts
    from workbook.store.vault import Vault


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
    settings = checked_settings()
    opened = open_pack(pack_folder(pack))
    try:
        return Session(opened, data_folder(data, os.environ), settings).run()
    finally:
        release_kept()


class Session:
    """From the first screen to the last; between them the lock may have its turn, and then no answers are open."""

    def __init__(self, pack: Pack, folder: Path, settings: Settings) -> None:
        """Open nothing yet.

        Args:
            pack: The open pack.
            folder: Where the answers are.
            settings: What the settings file says.
        """
        self._pack, self._folder, self._settings = pack, folder, settings
        self._vault: Vault | None = None
        self._began = moments.now()
        self._back_to: Whereabouts | None = None
        self._theme = ""
        self._minutes = USUAL_MINUTES

    def run(self) -> int:
        """Show the workbook until the person leaves, and the lock whenever it is needed; give the exit status."""
        wanted: Aside | None = None
        while True:
            if wanted is Aside.LOCK_NOW and not is_locked(self._folder):
                # Taken off in another window: there is nothing to type a passphrase for.
                wanted = self._vault = None
            if wanted is None and self._vault is None and is_locked(self._folder):
                require_library()
                wanted = Aside.LOCK_NOW
            if wanted is not None and (status := self._turn_to_lock(wanted)) is not None:
                return status
            try:
                status, wanted = self._visit()
            except StoreSealed:
                # Somebody else locked them in between.
                self._vault, wanted = None, None
                continue
            if wanted is None:
                return status
            # Editors, their undo and the answers hang together in circles: they are to go before the lock comes.
            gc.unfreeze()

    def _turn_to_lock(self, wanted: Aside) -> int | None:
        """Let the lock have its turn; give the exit status when the person left the program there."""
        from workbook.lock.app import LockApp  # noqa: PLC0415 - only where there is a lock

        close_memory()
        # Locked now, the key is nowhere but in what the person remembers.
        kept, self._vault = None if wanted is Aside.LOCK_NOW else self._vault, None
        gc.collect()
        settings = replace(self._settings, lock_after_minutes=self._minutes)
        app = LockApp(self._pack.info, self._folder, wanted, settings, self._theme)
        app.run()
        if app.left or app.return_code:
            return app.return_code or 0
        if app.lapsed:
            kept = None
            return self._turn_to_lock(Aside.LOCK_NOW)
        self._vault = app.vault or (kept if is_locked(self._folder) else None)
        return None

    def _visit(self) -> tuple[int, Aside | None]:
        """Show the workbook; give the exit status, and what the lock is to do when the person is not leaving."""
        notices: list[str] = []
        # After the lock had its turn, the page stands there as it was left.
        rejoin = SAME_VISIT if self._back_to is None else max(SAME_VISIT, moments.now() - self._began)
        answers = _open_answers(self._folder, notices, self._vault, rejoin)
        # What was read stays for as long as the program runs: the collector need not walk through ten
        # thousand answers each time (a key in the journal's search took 146 ms now and then, and 39 since).
        gc.freeze()
        app = WorkbookApp(self._pack, answers, self._settings, notices, back_to=self._back_to)
        try:
            app.run()
            app.drafts.flush()
        finally:
            # Putting a lock on, or taking it off, begins with questions: a second window is not to come first.
            answers.close(keep_lock=app.aside.wanted not in (None, Aside.LOCK_NOW))
        self._back_to, self._theme = app.aside.place, app.theme
        self._minutes = app.aside.minutes
        if app.drafts.pending:
            print("workbook: the last words could not be saved.", file=sys.stderr)
            return 1, None
        return app.return_code or 0, app.aside.wanted


def _open_answers(
    folder: Path, notices: list[str], vault: "Vault | None" = None, rejoin: timedelta = SAME_VISIT
) -> Answers:
    """Open for writing; beside another window, for reading only."""
    try:
        answers = Answers.open(folder, rejoin=rejoin, vault=vault)
    except StoreLocked as locked:
        notices.append(locked.title)
        return Answers.open(folder, read_only=True, rejoin=rejoin, vault=vault)
    if answers.opened_from:
        notices.append(answers.opened_from)
    notices += [
        f"A text from your editor may not have been stored. It is kept in {file}"
        for file in outside_editor.leftovers(folder)
    ]
    return answers
