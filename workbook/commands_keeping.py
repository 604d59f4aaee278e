"""Commands that keep answers: a copy in one file, going back to one, mending, bringing two copies together."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from workbook.commands import PROBLEM_STATUS, plain
from workbook.errors import WorkbookError
from workbook.incoming import words
from workbook.incoming.asking import agreed
from workbook.locations import data_folder
from workbook.moments import in_words, now
from workbook.store import restoring, salvage
from workbook.store.answers import Answers
from workbook.store.archive import archive_from
from workbook.store.backups import Backups
from workbook.store.bringing_in import bring_in, compared
from workbook.store.copies import SUFFIX, open_copy, write_copy
from workbook.store.files import Files
from workbook.store.foreign import copies_in, put_aside
from workbook.store.layout import Layout
from workbook.store.locking import is_locked
from workbook.store.telling import counted, told


def backup(chosen: argparse.Namespace) -> int:
    """Write a whole copy to a file; without one, make a backup among the others."""
    home = _home(chosen)
    if chosen.file is None:
        number = restoring.back_up(Files(), home, now())
        print(f"Backup {number} has everything up to now. workbook restore lists them all.")
        return 0
    target = chosen.file.expanduser()
    if target.is_dir():
        target = target / f"{now().astimezone():%Y-%m-%d-%H%M%S}{SUFFIX}"
    if target.exists() and not chosen.force:
        raise WorkbookError(f"{target} is there already.", "Name another file, or add --force to replace it.")
    found = write_copy(Files(), home, target)
    print(f"{plain(str(target))}: {counted(found.tables)}. Whoever can open this file can read it.")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Show what a copy would change, ask, and put it in place; without a copy, list the backups."""
    home = _home(chosen)
    if chosen.copy is None:
        return _list_backups(home)
    found = open_copy(Files(), home, chosen.copy)
    here = restoring.present(Files(), home)
    if here is None:
        print("Nothing of what is here can be read; it is kept in the folder damaged.")
    print(f"The copy holds {counted(found.tables)}.")
    change = restoring.differences(here or {}, found.tables)
    if here is not None and not change:
        print("It says the same as what is here.")
        return 0
    for line in told(change, "here", "in the copy", now()):
        print(plain(line))
    if not chosen.yes and not agreed("Put the copy in place of what is here? yes or no: "):
        print("Nothing was changed.")
        return PROBLEM_STATUS
    print(plain(restoring.restore(Files(), home, found, now())))
    return 0


def merge(chosen: argparse.Namespace) -> int:
    """Bring copies that another program or machine made together with what is here; without any, name them."""
    home = _home(chosen)
    files = Files()
    if not chosen.files:
        found = copies_in(files, home)
        for path in found:
            print(plain(str(path)))
        print(
            "workbook merge FILE brings one in."
            if found
            else "No other copy of your answers is in the folder."
        )
        return 0
    for path in chosen.files:
        archive = archive_from(open_copy(files, home, str(path)).tables)
        with Answers.open(home, read_only=True) as answers:
            merged = compared(answers, archive)
        for line in words.told(merged, archive):
            print(plain(line))
        if merged.adds_something:
            if not chosen.yes and not agreed(f"Bring {plain(path.name)} in? yes or no: "):
                print("Nothing was changed.")
                return PROBLEM_STATUS
            with Answers.open(home) as answers:
                bring_in(answers, archive)
        kept = put_aside(files, home, path)
        print(plain(f"Brought together. The copy is kept as {kept}." if kept else "Brought together."))
    return 0


def repair(chosen: argparse.Namespace) -> int:
    """Save what can be saved; damaged files are kept and whole ones written."""
    home = _home(chosen)
    said = salvage.repair(Files(), home, now())
    for line in said:
        print(plain(line), file=sys.stderr)
    with Answers.open(home, read_only=True) as answers:
        print(answers.summary().one_line())
        if answers.opened_from:
            print(plain(answers.opened_from), file=sys.stderr)
        return PROBLEM_STATUS if answers.opened_from else 0


def _list_backups(home: Path) -> int:
    files = Files()
    backups = Backups(files, Layout.at(home))
    for number in backups.numbers():
        made = backups.made_at(number)
        try:
            holds = counted(open_copy(files, home, str(number)).tables)
        except WorkbookError:
            holds = "cannot be read"
        print(f"{number:>6}  {in_words(made, now()) if made else ''}: {holds}")
    if not backups.numbers():
        print("There is no backup yet: one is made when something is written in a later visit.")
    else:
        print("workbook restore NUMBER shows what would change, and asks.")
    return 0


def _home(chosen: argparse.Namespace) -> Path:
    folder = data_folder(chosen.data, os.environ)
    is_new_restore = getattr(chosen, "copy", None)
    if not folder.is_dir() and not is_new_restore:
        raise WorkbookError(f"There are no answers in {folder} yet.", "Start with: workbook")
    if is_locked(folder):
        raise WorkbookError(
            "These answers are locked, and this works on open ones only.",
            "A copy of the whole folder is a backup as well; workbook unlock takes the lock off.",
        )
    return folder
