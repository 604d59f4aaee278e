"""What can be done about the lock, page by page: open it, put it on, change it, take it off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from workbook import moments
from workbook.errors import WorkbookError
from workbook.lock import words as lock_words
from workbook.lock.settings import TITLES, Aside
from workbook.output_file import write_output
from workbook.screens.passphrase import CodeScreen, PassphraseScreen, SayingScreen
from workbook.store.files import Files
from workbook.store.locking import change_secret, put_lock_on, require_library, take_lock_off, unlocked
from workbook.store.passphrase import as_secret, new_recovery_code, require_good
from workbook.store.unsealed import left_open

if TYPE_CHECKING:
    from workbook.store.vault import Vault

LOCKED = "Locked"
TYPE_IT = "Your answers are locked. Type the passphrase, or the recovery code."
CODE_FILE = "workbook-recovery-code"
"""What the file is called in which somebody has the code saved, but for a number and `.txt`."""


class LockTasks(App[None]):
    """The part of the lock's app that knows the way from page to page."""

    def __init__(self, folder: Path) -> None:
        """Open nothing.

        Args:
            folder: Where the answers are.
        """
        self._folder = folder
        self.vault: Vault | None = None
        """The open lock, or None when there is none (any more) or none was opened."""
        self._is_busy = False
        """Whether a step is under way that must not be left half done."""
        super().__init__()

    # What can be done. Each gives what is to be said at its end; nothing when the person went back.

    async def _unlock(self) -> str:
        await self._open(LOCKED, TYPE_IT, may_leave=False)
        return ""

    async def _lock(self) -> str:
        title = TITLES[Aside.LOCK]
        try:
            require_library()
        except WorkbookError as error:
            return str(error)
        if not await self._say(title, lock_words.BEFORE):
            return ""
        typed = await self._new_passphrase(title)
        if typed is None:
            return ""
        from workbook.store.vault import new_vault, unlock  # noqa: PLC0415 - it may be missing

        code = new_recovery_code()
        vault, keys = await asyncio.to_thread(new_vault, typed, code)
        if not await self._show_code(code):
            return lock_words.STILL_OPEN
        if not await self._try(lambda again: unlock(keys, again), title, lock_words.ONCE_MORE):
            return lock_words.STILL_OPEN
        put_on = partial(put_lock_on, Files(), self._folder, moments.now(), vault, keys)
        if problem := await self._do(put_on):
            return problem
        self.vault = vault
        stays = ", ".join(map(str, left_open(Files(), self._folder)))
        kept = [lock_words.STAYS.format(names=stays)] if stays else []
        return "\n\n".join([lock_words.ON, lock_words.BY_ITSELF, lock_words.TRACES, *kept])

    async def _change(self) -> str:
        title = TITLES[Aside.CHANGE]
        if not await self._open(title, "First the passphrase of now, or the recovery code."):
            return ""
        vault, typed = self.vault, await self._new_passphrase(title)
        if typed is None or vault is None:
            return ""
        secrets = {"passphrase": typed}
        problem = await self._do(partial(change_secret, Files(), self._folder, moments.now(), vault, secrets))
        return problem or lock_words.CHANGED

    async def _new_code(self) -> str:
        title = TITLES[Aside.NEW_CODE]
        if not await self._say(title, lock_words.NEW_CODE_BEFORE):
            return ""
        if not await self._open(title, "The passphrase, or the recovery code of now."):
            return ""
        code = new_recovery_code()
        if self.vault is None or not await self._show_code(code):
            return lock_words.CODE_STAYS
        secrets = {"recovery": code}
        change = partial(change_secret, Files(), self._folder, moments.now(), self.vault, secrets)
        return await self._do(change) or lock_words.CODE_CHANGED

    async def _take_off(self) -> str:
        title = TITLES[Aside.TAKE_OFF]
        if not await self._say(title, lock_words.OFF_BEFORE):
            return ""
        if not await self._open(title, "Your passphrase, or the recovery code."):
            return ""
        if self.vault is None:
            return lock_words.OFF
        problem = await self._do(partial(take_lock_off, Files(), self._folder, moments.now(), self.vault))
        self.vault = None
        return problem or lock_words.OFF

    # What they are made of.

    async def _open(self, title: str, words: str, *, may_leave: bool = True) -> bool:
        """Ask until the lock opens; tell whether it did."""

        def try_it(typed: str) -> None:
            self.vault = unlocked(self._folder, typed)

        return await self._try(try_it, title, words, may_leave=may_leave)

    async def _try(
        self, attempt: Callable[[str], object], title: str, words: str, *, may_leave: bool = True
    ) -> bool:
        """Ask until an attempt works; tell whether one did."""
        problem = ""
        while True:
            typed = await self.push_screen_wait(PassphraseScreen(title, words, problem, may_leave=may_leave))
            if typed is None:
                return False
            try:
                await asyncio.to_thread(attempt, typed)
            except WorkbookError as error:
                problem = str(error)
            else:
                return True

    async def _new_passphrase(self, title: str) -> str | None:
        """Ask for a new passphrase twice."""
        problem = ""
        while True:
            typed = await self.push_screen_wait(PassphraseScreen(title, lock_words.NEW_PASSPHRASE, problem))
            if typed is None:
                return None
            try:
                require_good(typed)
            except WorkbookError as error:
                problem = str(error)
                continue
            again = await self.push_screen_wait(PassphraseScreen(title, lock_words.SAME_AGAIN))
            if again is None:
                return None
            if as_secret(again) == as_secret(typed):
                return typed
            problem = lock_words.DIFFERENT

    async def _do(self, step: Callable[[], None]) -> str:
        """Take a step away from the screen; give why it could not be taken, or nothing."""
        self._is_busy = True
        try:
            await asyncio.to_thread(step)
        except WorkbookError as error:
            self.vault = None
            return str(error)
        finally:
            self._is_busy = False
        return ""

    async def _show_code(self, code: str) -> bool:
        """Show a recovery code; tell whether the person has it by now and goes on."""
        words = lock_words.CODE.format(code=code)
        screen = CodeScreen("Your recovery code", words, partial(_save_code, Path.home(), words))
        return bool(await self._show(screen))

    async def _say(self, title: str, words: str) -> bool:
        return bool(await self._show(SayingScreen(title, words)))

    async def _show(self, screen: SayingScreen) -> bool | None:
        return await self.push_screen_wait(screen)


def _save_code(home: Path, words: str) -> str:
    """Save a recovery code in a file that is not there yet; say where it is, or why it could not be saved."""
    names = (f"{CODE_FILE}{number}.txt" for number in ("", *(f"-{number}" for number in range(2, 100))))
    file = next((home / name for name in names if not (home / name).exists()), home / f"{CODE_FILE}.txt")
    try:
        write_output(file, f"{words}\n")
    except WorkbookError as error:
        return str(error)
    return lock_words.CODE_SAVED.format(file=file)
