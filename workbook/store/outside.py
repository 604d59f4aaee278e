"""Locked answers seen from outside: what can be said about their files without the passphrase. Writes nothing.

Whether what is sealed is still right shows only with the key. From outside one sees whether the files are there,
begin as they should, belong to this lock, and whether the lines of journals stand in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.errors import StoreError
from workbook.store.cipher import SEALED_FORMAT, SEALED_LINE, AnotherLock
from workbook.store.files import Files, plain_reason
from workbook.store.keys import damaged_keys, read_keys
from workbook.store.layout import Layout
from workbook.store.recovery import numbers
from workbook.store.snapshot import Unreadable, decode_header


@dataclass(frozen=True, slots=True)
class SeenFromOutside:
    """What the files of locked answers show to somebody without the passphrase."""

    journals: int
    backups: int
    problems: tuple[str, ...]
    """What is damaged as far as one can see, each as one sentence."""

    def one_line(self) -> str:
        """Say it in one line; what is wrong stands in `problems`."""
        backups = f"{self.backups} {'backup' if self.backups == 1 else 'backups'}"
        whole = "not all whole from outside" if self.problems else "all whole from outside"
        return f"Locked, {backups}, {whole}; whether all can be read shows only with the passphrase"


def look_from_outside(files: Files, home: Path) -> SeenFromOutside:
    """Look over the files of locked answers without opening them.

    Args:
        files: The disk.
        home: The folder of the store; it has keys.

    Raises:
        StoreDamaged: No copy of the keys can be read.
        StoreTooNew: A newer version wrote them.
        StoreError: The folder cannot be read.
    """
    layout = Layout.at(home)
    try:
        keys = read_keys(files, layout)
        key_id = keys.key_id if keys else ""
        backups = [layout.backup(number) for number in numbers(files, layout.backups)]
        return SeenFromOutside(
            len(numbers(files, layout.journals)),
            len(backups),
            (*told_of_keys(files, home), *_problems(files, layout, [layout, *backups], key_id)),
        )
    except OSError as error:
        raise StoreError(f"The folder {layout.home} cannot be read: {plain_reason(error)}.") from error


def told_of_keys(files: Files, home: Path) -> list[str]:
    """Say which of the two files of keys is damaged, while the other one is whole.

    Raises:
        StoreTooNew: A newer version wrote them.
        OSError: They cannot be read.
    """
    return [
        f"{path.name} {'is missing' if data is None else 'cannot be read'}; the other copy of the keys is whole."
        for path, data in damaged_keys(files, Layout.at(home)).items()
    ]


def _problems(files: Files, layout: Layout, stores: list[Layout], key_id: str) -> Iterator[str]:
    for one in stores:
        journals = [(path, _journal) for path in map(one.journal, numbers(files, one.journals))]
        for path, look in ((one.snapshot, _sealed), *journals):
            try:
                look(files.read(path), key_id)
            except Unreadable as error:
                yield f"{path.relative_to(layout.home)}: {error}."


def _sealed(data: bytes | None, key_id: str) -> None:
    """Look at a sealed file; raises `Unreadable`."""
    if data is None:
        raise Unreadable("it is missing")
    header, start = decode_header(data, SEALED_FORMAT, {"key": str})
    if header["key"] != key_id:
        raise AnotherLock
    if len(data) == start:
        raise Unreadable("it is cut short")


def _journal(data: bytes | None, _key_id: str) -> None:
    """Look at the lines of a sealed journal; the last one may have been torn off. Raises `Unreadable`."""
    highest = -1
    for line in (data or b"").split(b"\n")[:-1]:
        digits, _, sealed = line.removeprefix(SEALED_LINE).partition(b" ")
        if not line.startswith(SEALED_LINE) or not digits.isdigit() or len(digits) > 18 or not sealed:
            raise Unreadable("a line in it is damaged or not locked")
        if int(digits) <= highest:
            raise Unreadable("its lines are not in their order")
        highest = int(digits)
