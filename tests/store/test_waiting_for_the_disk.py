"""What is acknowledged has been waited for: files before they get their name, and names before it is said."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.room.sessions import AGENDA_BYTES, BEGAN, begun
from tests.store.acts import EVERY, OF_THE_LOCK, Act, name_of
from tests.store.locks import lock
from workbook.export.book_file import write_book
from workbook.output_file import write_output
from workbook.room.session_file import SessionFile
from workbook.store.files import Files

pytestmark = pytest.mark.usefixtures("quick_locks")
Inode = tuple[int, int]
UNIMPORTANT = ("answers.lock", "lock")
"""Only a note for a second window."""


class Watched:
    """What the system was asked for: which files and folders hold something that may not outlive a power cut."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waits_for: dict[Inode, str] = {}
        self.synced = 0
        self._mistakes: list[str] = []
        watches: dict[str, Callable[..., None]] = {
            "write": self._dirty,
            "ftruncate": self._dirty,
            "fsync": self._clean,
            "replace": self._named,
            "mkdir": lambda path, _: self._dirty(Path(path).parent),
        }
        for name, watch in watches.items():
            monkeypatch.setattr(os, name, self._watched(getattr(os, name), watch))

    def check(self) -> None:
        """See that nothing is left to wait for, and that no file got its name too early."""
        left = [name for name in self.waits_for.values() if not name.endswith(UNIMPORTANT)]
        assert (self._mistakes, left) == ([], [])
        assert self.synced > 0

    def _watched(self, call: Callable[..., Any], watch: Callable[..., None]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            watch(*args)
            return call(*args, **more)

        return watched

    def _dirty(self, file: int | Path, _: object = None) -> None:
        self.waits_for[_inode(file)] = (
            str(file) if isinstance(file, Path) else str(Path(f"/proc/self/fd/{file}").readlink())
        )

    def _clean(self, descriptor: int) -> None:
        self.synced += 1
        self.waits_for.pop(_inode(descriptor), None)

    def _named(self, source: Path, target: Path) -> None:
        if _inode(Path(source)) in self.waits_for:
            self._mistakes.append(f"{source} got another name before it was on the disk")
        self._dirty(Path(target).parent)


def _inode(file: int | Path) -> Inode:
    found = os.fstat(file) if isinstance(file, int) else file.stat()
    return found.st_dev, found.st_ino


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Watched]:
    """Begin to watch."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("nobody names open files here")
    return lambda: Watched(monkeypatch)


@pytest.mark.parametrize(("act", "sealed"), [*EVERY, *OF_THE_LOCK], ids=name_of)
def test_nothing_is_acknowledged_before_the_disk_has_it(
    prepared: Path, watched: Callable[[], Watched], act: Act, *, sealed: bool
) -> None:
    """Every byte, every name, every folder."""
    if sealed:
        lock(prepared)
    doing = act(prepared, Files())
    next(doing)
    disk = watched()
    next(doing)
    disk.check()
    doing.close()


def test_a_session_and_a_file_asked_for_are_waited_for(
    tmp_path: Path, watched: Callable[[], Watched]
) -> None:
    """A fact before the screen says it; an export before its name is printed."""
    disk = watched()
    with SessionFile.begin(tmp_path / "workshops", AGENDA_BYTES, "Small promises", BEGAN) as session:
        disk.check()
        session.append(begun()[0])
        disk.check()
    write_output(tmp_path / "book.md", "words")
    disk.check()
    write_book(tmp_path / "book.html", "words")
    disk.check()
