"""What the commands about the lock do, and the one that writes beside it."""

from __future__ import annotations

import argparse
import os
import sys

from workbook.errors import WorkbookError
from workbook.shell import commands

# See cli.py: the same start-up time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.store.vault import Vault


def lock(chosen: argparse.Namespace) -> int:
    """Lock the answers with a passphrase, asked for twice and tried once before it counts."""
    from workbook import moments
    from workbook.asking import close_memory
    from workbook.lock import words as lock_words
    from workbook.store.answers import Answers
    from workbook.store.files import Files
    from workbook.store.locking import is_locked, put_lock_on, require_library
    from workbook.store.unsealed import left_open

    folder = _folder(chosen)
    if is_locked(folder):
        raise WorkbookError("These answers are locked already.", "There is: workbook change-passphrase")
    require_library()
    close_memory()
    # Whether another window has them open is said now; damage is mended, and what waits is taken in.
    Answers.open(folder).close()
    from workbook.store.passphrase import new_recovery_code
    from workbook.store.vault import new_vault, unlock

    _say(lock_words.BEFORE)
    code, typed = new_recovery_code(), _new_passphrase(chosen)
    vault, keys = new_vault(typed, code)
    _say(f"{lock_words.CODE.format(code=code)}\n\n{lock_words.SCROLLS}")
    if not chosen.passphrase_stdin:
        _say(lock_words.ONCE_MORE)
        unlock(keys, _ask("Passphrase", chosen))
    put_lock_on(Files(), folder, moments.now(), vault, keys)
    _say(lock_words.ON)
    _say(lock_words.TRACES)
    if stays := ", ".join(map(str, left_open(Files(), folder))):
        _say(lock_words.STAYS.format(names=stays))
    return 0


def unlock(chosen: argparse.Namespace) -> int:
    """Take the lock off for good."""
    from workbook import moments
    from workbook.incoming.asking import agreed
    from workbook.lock import words as lock_words
    from workbook.store.files import Files
    from workbook.store.locking import take_lock_off

    folder, vault = _opened(chosen)
    _say(lock_words.OFF_BEFORE)
    if not (chosen.yes or chosen.passphrase_stdin or agreed("Take the lock off? yes or no: ")):
        raise WorkbookError("The lock stays on.")
    take_lock_off(Files(), folder, moments.now(), vault)
    _say(lock_words.OFF)
    return 0


def change_passphrase(chosen: argparse.Namespace) -> int:
    """Give the lock another passphrase; the old one or the recovery code is asked for first."""
    from workbook import moments
    from workbook.lock import words as lock_words
    from workbook.store.files import Files
    from workbook.store.locking import change_secret
    from workbook.store.passphrase import new_recovery_code

    folder, vault = _opened(chosen)
    secrets = {"passphrase": _new_passphrase(chosen)}
    if chosen.new_code:
        secrets["recovery"] = new_recovery_code()
        _say(f"{lock_words.CODE.format(code=secrets['recovery'])}\n\n{lock_words.SCROLLS}")
    change_secret(Files(), folder, moments.now(), vault, secrets)
    _say(lock_words.CHANGED_WITH_CODE if chosen.new_code else lock_words.CHANGED)
    return 0


def today(chosen: argparse.Namespace) -> int:
    """Ask one small question and keep the answer; a lock need not be opened for that."""
    from workbook import moments
    from workbook.asking import forbid_core_dumps
    from workbook.content.loader import open_pack
    from workbook.locations import data_folder, pack_folder
    from workbook.lock import words as lock_words
    from workbook.progress.todays_question import todays_question
    from workbook.store.answers import Answers
    from workbook.store.inbox import Message, put_message
    from workbook.text import MAX_LENGTH, clean
    from workbook.typed import too_long

    forbid_core_dumps()
    now = moments.now()
    found = todays_question(open_pack(pack_folder(chosen.pack)), now.astimezone().date())
    if found is None:
        raise WorkbookError("This pack has no small question.", "Open the workbook instead: workbook")
    section, prompt = found
    _say(prompt.question)
    given = " ".join(chosen.words) if chosen.words else "\n".join(_lines())
    if len(given.strip()) > MAX_LENGTH:
        raise too_long()
    text = clean(given).strip()
    if not text:
        print("Nothing was written.")
        return 0
    folder = data_folder(chosen.data, os.environ)
    if not folder.is_dir():
        Answers.open(folder).close()
    put_message(
        folder,
        Message(prompt_id=prompt.id, section_id=section.id, question=prompt.question, text=text, at=now),
    )
    print(
        {"sealed": lock_words.SAVED_SEALED, "waits": lock_words.SAVED_WAITING}.get(
            _taken_in(folder), lock_words.SAVED
        )
    )
    return 0


def _taken_in(folder: Path) -> str:
    """Bring what was just left in the inbox to the answers, if they can be opened now."""
    from workbook.errors import StoreLocked, StoreSealed
    from workbook.store.answers import Answers
    from workbook.store.locking import is_locked

    try:
        Answers.open(folder).close()
    except StoreSealed:
        return "sealed"
    except StoreLocked:
        return "sealed" if is_locked(folder) else "waits"
    return ""


def _lines() -> Iterator[str]:
    """Give what is typed up to an empty line, or all of the input when nobody types it."""
    from workbook.typed import typed_lines

    is_typed = sys.stdin is not None and sys.stdin.isatty()
    if is_typed:
        print("Write as many lines as you like; an empty line ends it, and nothing at all is fine.\n")
    for line in typed_lines():
        if is_typed and not line.strip():
            return
        yield line


def _folder(chosen: argparse.Namespace) -> Path:
    from workbook.locations import data_folder

    folder = data_folder(chosen.data, os.environ)
    if not folder.is_dir():
        raise WorkbookError(f"There are no answers in {folder} yet.", "Start with: workbook")
    return folder


def _opened(chosen: argparse.Namespace) -> tuple[Path, Vault]:
    from workbook.asking import vault_of

    folder = _folder(chosen)
    vault = vault_of(folder, from_input=chosen.passphrase_stdin)
    if vault is None:
        raise WorkbookError("These answers are not locked.", "There is: workbook lock")
    return folder, vault


def _new_passphrase(chosen: argparse.Namespace) -> str:
    """Ask for a new passphrase twice; a program gives it once."""
    from workbook.lock import words as lock_words
    from workbook.store.passphrase import as_secret, require_good

    typed = _ask("New passphrase", chosen)
    require_good(typed)
    if not chosen.passphrase_stdin and as_secret(_ask("The same once more", chosen)) != as_secret(typed):
        raise WorkbookError(lock_words.DIFFERENT)
    return typed


def _ask(question: str, chosen: argparse.Namespace) -> str:
    from workbook.asking import passphrase

    return passphrase(question, from_input=chosen.passphrase_stdin)


def _say(words: str) -> None:
    """Print paragraphs, folded for a terminal."""
    import textwrap

    paragraphs = (textwrap.fill(part, 78) for part in commands.plain(words).split("\n\n"))
    print("\n\n".join(paragraphs) + "\n", flush=True)
