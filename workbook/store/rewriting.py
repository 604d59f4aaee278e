"""Every file of a store in its sealed or its plain form: one after the other, each replaced at once and durably."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.store.cipher import SEALED_LINE, is_sealed, open_plain_message, plain_message
from workbook.store.files import Files, remove_unfinished, write_whole
from workbook.store.layout import OWN_NAMES, WORKSHOPS_NAME, Layout
from workbook.store.snapshot import LARGEST_NUMBER, Unreadable, refuse_newer
from workbook.store.unsealed import STAY_AS_THEY_ARE

if TYPE_CHECKING:
    from workbook.store.vault import Vault


def seal_all(files: Files, layout: Layout, vault: Vault) -> None:
    """Seal every file that holds words; what is sealed already stays. Raises OSError; then some are and some are not."""
    words = _words_in(files, layout, STAY_AS_THEY_ARE)
    _rewrite(files, words, lambda path, data: sealed(layout, vault, path, data))


def open_all(files: Files, layout: Layout, vault: Vault) -> None:
    """Give every file its plain form again; what is too damaged stays. Raises OSError, as above."""
    # Locks that were put on before workshops stayed as they are sealed those as well.
    words = _words_in(files, layout, STAY_AS_THEY_ARE - {WORKSHOPS_NAME})
    _rewrite(files, words, lambda path, data: _opened(layout, vault, path, data))


def refuse_newer_files(files: Files, layout: Layout, vault: Vault) -> None:
    """Make sure that no newer version wrote any of the files, before the first of them is rewritten.

    Raises:
        StoreTooNew: One of them is from a newer version.
        OSError: They cannot be read.
    """
    for path in _words_in(files, layout, STAY_AS_THEY_ARE):
        start = files.read(path) or b""
        if start.startswith(SEALED_LINE):
            start = vault.open_journal(start[: start.find(b"\n") + 1])
        refuse_newer(start)


def _rewrite(files: Files, paths: Iterable[Path], change: Callable[[Path, bytes], bytes]) -> None:
    """Replace files by another form of them, each at once and durably, with its old date."""
    for path in paths:
        stamp, data = files.stamp(path), files.read(path)
        if data and (rewritten := change(path, data)) != data:
            write_whole(files, path, rewritten)
            if stamp is not None:
                files.date(path, stamp.changed)


def _words_in(files: Files, layout: Layout, stay: Collection[str]) -> Iterator[Path]:
    """Give every file of a store that holds words, and nothing that is not the store's."""
    yield layout.snapshot
    for name in sorted(OWN_NAMES - {layout.snapshot.name, *stay}):
        yield from _files_in(files, layout.home / name)


def _files_in(files: Files, path: Path) -> Iterator[Path]:
    if path.is_symlink():
        return
    if not path.is_dir():
        yield path
        return
    remove_unfinished(files, path)
    for name in files.names(path):
        yield from _files_in(files, path / name)


def sealed(layout: Layout, vault: Vault, path: Path, data: bytes) -> bytes:
    """Give the sealed form of a file of a store.

    Args:
        layout: Where the store is.
        vault: Its lock.
        path: Which file it is: journals and messages are sealed in their own ways.
        data: What stands in it; what is sealed already stays as it is.
    """
    if is_sealed(data):
        return data
    if path.parent == layout.inbox:
        return _sealed_message(vault, data)
    return _sealed_journal(vault, data) if path.parent.name == layout.journals.name else vault.seal_file(data)


def _sealed_message(vault: Vault, data: bytes) -> bytes:
    """Seal a message that was left without a lock; one that is sealed, or none at all, stays as it is."""
    from workbook.store.messages import seal_message  # noqa: PLC0415 - see require_library

    try:
        return seal_message(vault.public, vault.key_id, open_plain_message(data))
    except Unreadable:
        return data


def _sealed_journal(vault: Vault, data: bytes) -> bytes:
    """Seal each line of a journal under the number of its change, and a torn end so that it stays one."""
    *lines, torn = data.split(b"\n")
    sealed, highest = [], -1
    for number, line in enumerate(lines):
        highest = max(_number_in(line), highest + 1)
        sealed.append(vault.seal_line(line, highest, is_header=number == 0))
    if torn:
        sealed.append(vault.seal_line(torn, highest + 1).rstrip(b"\n"))
    return b"".join(sealed)


def _number_in(line: bytes) -> int:
    """Give the number of the change in a line of a plain journal, or of the journal; -1 for a damaged line."""
    try:
        raw = json.loads(line[line.index(b"{") :])
        number = raw.get("sequence", raw.get("after", -1))
    except (ValueError, AttributeError, RecursionError):
        return -1
    return number if type(number) is int and 0 <= number <= LARGEST_NUMBER else -1


def _opened(layout: Layout, vault: Vault, path: Path, data: bytes) -> bytes:
    """Give the plain form of a file; what is too damaged to be opened stays as it is."""
    try:
        if path.parent == layout.inbox:
            return plain_message(vault.open_message(data))
        return _opened_journal(vault, data) if data.startswith(SEALED_LINE) else vault.open_file(data)
    except Unreadable:
        return data


def _opened_journal(vault: Vault, data: bytes) -> bytes:
    *lines, torn = data.split(b"\n")
    opened, highest = [], -1
    for number, line in enumerate([*lines, torn]):
        try:
            plain, highest = vault.open_line(line, highest, is_header=number == 0)
        except Unreadable:
            plain = line
        opened.append(plain)
    return b"\n".join(opened)
