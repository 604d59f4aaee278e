"""Commands that keep answers: a copy in one file, going back to one, mending, bringing two copies together."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.asking import NoPassphrase, forbid_core_dumps, passphrase, vault_of
from workbook.errors import WorkbookError
from workbook.incoming import words
from workbook.incoming.asking import agreed
from workbook.locations import data_folder
from workbook.moments import in_words, now
from workbook.shell.commands import PROBLEM_STATUS, plain
from workbook.store import restoring, salvage
from workbook.store.answers import Answers
from workbook.store.archive import archive_from
from workbook.store.backups import Backups
from workbook.store.bringing_in import bring_in, compared
from workbook.store.copies import SUFFIX, open_copy, write_copy
from workbook.store.files import Files
from workbook.store.foreign import copies_in, is_journal_copy, journal_copies_in, put_aside
from workbook.store.layout import Layout
from workbook.store.other_copies import journal_copy
from workbook.store.outside import look_from_outside, told_of_keys
from workbook.store.telling import counted, told

if TYPE_CHECKING:
    from workbook.store.recovery import Found
    from workbook.store.vault import Vault

PASSPHRASE_OR_NONE = "Passphrase (Enter alone looks from outside only)"
READABLE = "Whoever can open this file can read it."
AS_LOCKED = "It is locked as your answers are: today's passphrase and recovery code open it, also after you change them."
COMES_LOCKED = "The copy is locked. Your answers here will be too, with the passphrase of the copy."
COMES_PLAIN = "The copy is locked, and your answers are not: what is in it will be here without a lock."
STAYS_PLAIN = "The copy has no lock. What comes from it is locked here; the file itself can still be read."


def backup(chosen: argparse.Namespace) -> int:
    """Write a whole copy to a file; without one, make a backup among the others."""
    home = _home(chosen)
    vault = vault_of(home, from_input=chosen.passphrase_stdin)
    if chosen.file is None:
        number = restoring.back_up(Files(), home, now(), vault)
        print(f"Backup {number} has everything up to now. workbook restore lists them all.")
        return 0
    target = chosen.file.expanduser()
    if target.is_dir():
        target = target / f"{now().astimezone():%Y-%m-%d-%H%M%S}{SUFFIX}"
    if target.exists() and not chosen.force:
        raise WorkbookError(f"{target} is there already.", "Name another file, or add --force to replace it.")
    found = write_copy(Files(), home, target, vault)
    print(f"{plain(str(target))}: {counted(found.tables)}. {AS_LOCKED if found.lock else READABLE}")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Show what a copy would change, ask, and put it in place; without a copy, list the backups."""
    home = _home(chosen)
    vault = vault_of(home, from_input=chosen.passphrase_stdin)
    if chosen.copy is None:
        return _list_backups(home, vault)
    found = _opened(chosen, home, chosen.copy, vault)
    here = restoring.present(Files(), home, vault)
    if here is None:
        print("Nothing of what is here can be read; it is kept in the folder damaged.")
    print(f"The copy holds {counted(found.tables)}.")
    change = restoring.differences(here or {}, found.tables)
    if here is not None and not change:
        print("It says the same as what is here.")
        return 0
    for line in told(change, "here", "in the copy", now()):
        print(plain(line))
    _tell_of_locks(found, vault, is_new=restoring.is_new(Files(), home))
    if not chosen.yes and not agreed("Put the copy in place of what is here? yes or no: "):
        print("Nothing was changed.")
        return PROBLEM_STATUS
    print(plain(restoring.restore(Files(), home, found, now(), vault)))
    return 0


def merge(chosen: argparse.Namespace) -> int:
    """Bring copies that another program or machine made together with what is here; without any, name them."""
    home = _home(chosen)
    if not chosen.files:
        return _name_copies(home)
    vault = vault_of(home, from_input=chosen.passphrase_stdin)
    for path in chosen.files:
        if not _bring_together(chosen, home, path, vault):
            print("Nothing was changed.")
            return PROBLEM_STATUS
    return 0


def _bring_together(chosen: argparse.Namespace, home: Path, path: Path, vault: Vault | None) -> bool:
    """Show what a copy would bring, ask, and bring it in; tell whether that was wanted."""
    if is_journal_copy(path.name):
        archive, copy = journal_copy(Files(), home, path, vault), None
    else:
        copy = _opened(chosen, home, str(path), vault)
        archive = archive_from(copy.tables)
    with Answers.open(home, read_only=True, vault=vault) as answers:
        merged = compared(answers, archive)
    for line in words.told(merged, archive):
        print(plain(line))
    if merged.adds_something:
        if copy is not None:
            _tell_of_locks(copy, vault, is_new=False)
        if not chosen.yes and not agreed(f"Bring {plain(path.name)} in? yes or no: "):
            return False
        with Answers.open(home, vault=vault) as answers:
            bring_in(answers, archive)
    kept = put_aside(Files(), home, path, vault)
    done = "Brought together." if merged.adds_something else "Nothing had to be changed."
    print(plain(f"{done} The copy is kept as {kept}." if kept else done))
    return True


def check(chosen: argparse.Namespace) -> int:
    """Say in one line what is there; of locked answers without their passphrase what can be seen from outside."""
    home = _home(chosen)
    try:
        vault = vault_of(home, from_input=chosen.passphrase_stdin, question=PASSPHRASE_OR_NONE)
    except NoPassphrase:
        if chosen.passphrase_stdin:
            raise
        seen = look_from_outside(Files(), home)
        print(seen.one_line())
        return _damage(seen.problems)
    with Answers.open(home, read_only=True, vault=vault) as answers:
        print(answers.summary().one_line())
        wrong_keys = told_of_keys(Files(), home) if vault else []
        return _damage([*filter(None, [answers.opened_from]), *wrong_keys])


def repair(chosen: argparse.Namespace) -> int:
    """Save what can be saved; damaged files are kept and whole ones written."""
    home = _home(chosen)
    vault = vault_of(home, from_input=chosen.passphrase_stdin)
    said = salvage.repair(Files(), home, now(), vault)
    for line in said:
        print(plain(line), file=sys.stderr)
    with Answers.open(home, read_only=True, vault=vault) as answers:
        print(answers.summary().one_line())
        return _damage([answers.opened_from] if answers.opened_from else [])


def _damage(problems: Sequence[str]) -> int:
    """Say on stderr what is damaged, and give the status it leads to."""
    for problem in problems:
        print(plain(problem), file=sys.stderr)
    return PROBLEM_STATUS if problems else 0


def _list_backups(home: Path, vault: Vault | None) -> int:
    files = Files()
    backups = Backups(files, Layout.at(home))
    for number in backups.numbers():
        made = backups.made_at(number)
        try:
            holds = counted(open_copy(files, home, str(number), vault).tables)
        except WorkbookError:
            holds = "cannot be read"
        print(f"{number:>6}  {in_words(made, now()) if made else ''}: {holds}")
    if not backups.numbers():
        print("There is no backup yet: one is made when something is written in a later visit.")
    else:
        print("workbook restore NUMBER shows what would change, and asks.")
    return 0


def _name_copies(home: Path) -> int:
    found = [*copies_in(Files(), home), *journal_copies_in(Files(), home)]
    for path in found:
        print(plain(str(path)))
    print(
        "workbook merge FILE brings one in." if found else "No other copy of your answers is in the folder."
    )
    return 0


def _opened(chosen: argparse.Namespace, home: Path, which: str, vault: Vault | None) -> Found:
    """Read a copy; one with a lock of its own takes its own passphrase."""

    def ask() -> str:
        forbid_core_dumps()
        return passphrase(f"Passphrase of {plain(Path(which).name)}", from_input=chosen.passphrase_stdin)

    return open_copy(Files(), home, which, vault, ask)


def _tell_of_locks(copy: Found, vault: Vault | None, *, is_new: bool) -> None:
    """Say before it is done what the lock of a copy, or that it has none, means for what comes of it."""
    if copy.lock is not None and vault is None:
        print(COMES_LOCKED if is_new else COMES_PLAIN)
    if copy.lock is None and vault is not None:
        print(STAYS_PLAIN)


def _home(chosen: argparse.Namespace) -> Path:
    folder = data_folder(chosen.data, os.environ)
    is_new_restore = getattr(chosen, "copy", None)
    if not folder.is_dir() and not is_new_restore:
        raise WorkbookError(f"There are no answers in {folder} yet.", "Start with: workbook")
    return folder
