"""Doing something while the disk fails at one operation, for every operation of it."""

import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.store.acts import Act
from tests.store.building import FailingFiles
from workbook.errors import StoreError


@dataclass(frozen=True, slots=True)
class Tried:
    """One try."""

    folder: Path
    is_done: bool
    """Whether it was acknowledged."""
    operation: int
    """The one that failed, from 1."""
    for_good: bool


def whichever_fails(prepared: Path, act: Act, *, in_turn: bool = False) -> Iterator[Tried]:
    """Do something in copies of a folder; in each another operation fails, once or it and all after it.

    Args:
        prepared: The folder.
        act: What is done.
        in_turn: Let every other operation fail once and the others for good, not each of them both ways.
    """
    whole = FailingFiles()
    begun = _try(shutil.copytree(prepared, prepared.with_name("whole")), act, whole)
    assert begun.is_done
    assert begun.operation > 0, "it should touch the disk"
    for for_good in (False, True):
        for number in range(1 + (in_turn and for_good), begun.operation + 1, 1 + in_turn):
            folder = prepared.with_name("tried")
            shutil.copytree(prepared, folder)
            code = (errno.ENOSPC, errno.EIO)[number % 2]
            yield _try(folder, act, FailingFiles(number, for_good=for_good, code=code))
            shutil.rmtree(folder)


def _try(folder: Path, act: Act, files: FailingFiles) -> Tried:
    """Try once; without an operation that fails, give how many there are instead of its number."""
    number, files.fail_at = files.fail_at, 0
    doing, is_done = act(folder, files), False
    next(doing)
    before = files.count
    files.fail_at = before + number if number else 0
    try:
        next(doing)
        is_done = True
        next(doing, None)
    except (OSError, StoreError):
        doing.close()
    return Tried(folder, is_done, number or files.count - before, files.for_good)
