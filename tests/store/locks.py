"""What the tests of the lock share: a quick one, and looking at every byte of a folder."""

from copy import copy
from functools import cache
from pathlib import Path

import pytest

from tests.store.building import SetClock
from workbook.store import vault
from workbook.store.files import Files
from workbook.store.keys import Strength
from workbook.store.locking import put_lock_on, unlocked
from workbook.store.passphrase import new_recovery_code
from workbook.store.vault import Vault, new_vault

PASSPHRASE = "lamp river seven coat"
OTHER = "another one entirely"
QUICK = Strength(memory=8 * 1024, passes=1, lanes=1)
"""The least that is allowed: what a passphrase is worth is not what these tests are about."""


@pytest.fixture
def quick_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a lock open in a few milliseconds, and the same one once more in none."""
    monkeypatch.setattr(vault, "STRENGTH", QUICK)
    stretched = next(name for name in ("stretched", "_stretched") if hasattr(vault, name))
    monkeypatch.setattr(vault, stretched, cache(getattr(vault, stretched)))


def lock(folder: Path, passphrase: str = PASSPHRASE, files: Files | None = None) -> str:
    """Put a lock on a store and give its recovery code."""
    code = new_recovery_code()
    put_lock_on(files or Files(), folder, SetClock()(), *new_vault(passphrase, code))
    return code


class Ready:
    """A lock that was made beforehand and can be put on again and again: as new each time, with the same keys."""

    def __init__(self, passphrase: str = PASSPHRASE) -> None:
        """Make it.

        Args:
            passphrase: What opens it.
        """
        self.code = new_recovery_code()
        self._vault, self._keys = new_vault(passphrase, self.code)

    def put_on(self, folder: Path, files: Files | None = None) -> None:
        """Put it on a store."""
        put_lock_on(files or Files(), folder, SetClock()(), copy(self._vault), self._keys)


def opened(folder: Path, typed: str = PASSPHRASE) -> Vault:
    """Open the lock of a store."""
    found = unlocked(folder, typed)
    assert found is not None
    return found


def files_in(folder: Path) -> dict[Path, bytes]:
    """Read every file in a folder."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def holding(folder: Path, *words: str) -> list[Path]:
    """Name the files in which one of those words stands as it is, or whose own name has it."""
    wanted = [word.encode() for word in words]
    return [
        path
        for path, data in files_in(folder).items()
        if any(word in data or word in str(path.relative_to(folder)).encode() for word in wanted)
    ]
