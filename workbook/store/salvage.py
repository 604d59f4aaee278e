"""Saving what can be saved of damaged files: whole files again, and what could still be read out of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workbook.errors import StoreDamaged, StoreError
from workbook.store.archive import TABLES
from workbook.store.files import Files, plain_reason
from workbook.store.journal import apply_change, decode_journal
from workbook.store.keeping import keep_aside
from workbook.store.keys import damaged_keys
from workbook.store.layout import Layout
from workbook.store.locking import use_lock
from workbook.store.opening import OpenStore, open_to_write
from workbook.store.recovery import Found, numbers
from workbook.store.restoring import write_anew
from workbook.store.snapshot import Tables, is_storable
from workbook.store.storage import JournaledStorage

if TYPE_CHECKING:
    from workbook.store.vault import Vault

_PLACES = re.compile(r'"(?:([a-z]+)":\{(?="\d)|([0-9]{1,9})":(?=\{))')
"""Where a table or a document begins: in a text within a document every quotation mark has a backslash."""


def repair(files: Files, home: Path, now: datetime, vault: Vault | None = None) -> list[str]:
    """Make a store whole again; what is damaged is kept as it was.

    Opening it uses the backups and the journals. Documents that are only in a damaged snapshot are read
    out of that one by one. When no copy can be opened, everything is put together in this way. Behind a
    lock the same is done with what was sealed, and all that is written is sealed; a damaged file of keys
    is written again from its copy.

    Args:
        files: The disk.
        home: The folder of the store.
        now: The present moment.
        vault: The open lock, when there is one.

    Returns:
        What was wrong and what was done, in lines; nothing when all was well.

    Raises:
        StoreLocked: Another program has the answers open.
        StoreSealed: There is a lock, and the vault is not its own.
        StoreDamaged: Nothing can be read at all, or the keys of the lock are gone; nothing was changed.
        StoreTooNew: A newer version wrote them.
        StoreError: It could not be written.
    """
    layout = Layout.at(home)
    try:
        snapshot, keys = files.read(layout.snapshot) or b"", damaged_keys(files, layout) if vault else {}
        try:
            opened = open_to_write(files, home, now, vault)
        except StoreDamaged as error:
            return [*_keep_keys(files, layout, keys), *_from_pieces(files, layout, now, error, vault)]
        return [*_keep_keys(files, layout, keys), *_repaired(opened, snapshot)]
    except OSError as error:
        raise StoreError(
            f"The answers in {layout.home} could not be mended: {plain_reason(error)}.",
            "Make room or give yourself the right to the folder, and try it again.",
        ) from error


def _keep_keys(files: Files, layout: Layout, keys: Mapping[Path, bytes | None]) -> list[str]:
    """Keep what stood in damaged files of keys, which opening the store has written again; say so."""
    said = []
    for path, data in keys.items():
        wrong = "missing" if data is None else "damaged"
        kept = f"; it is kept as {keep_aside(files, layout.damaged, path.name, data)}" if data else ""
        said.append(f"{path.name} was {wrong}{kept}. It was written again from its copy.")
    return said


def _repaired(opened: OpenStore, snapshot: bytes) -> list[str]:
    """Add to a store that was opened what only its damaged snapshot says, and close it."""
    assert opened.durable is not None
    assert opened.lock is not None
    storage = JournaledStorage(opened.tables, opened.durable)
    try:
        is_damaged = opened.layout.snapshot.name in opened.opened_from
        pieces, lost = documents_in(opened.files.cipher.read_damaged(snapshot)) if is_damaged else ({}, 0)
        tables, added = _together(opened.tables, pieces)
        storage.write(tables)
        storage.close()
    finally:
        opened.lock.release()
    if not opened.opened_from:
        return []
    unread = [opened.layout.snapshot] if is_damaged and snapshot and not pieces else []
    return [opened.opened_from, *_in_words(added, lost, unread)]


def documents_in(data: bytes) -> tuple[Tables, int]:
    """Read the documents out of a snapshot that is damaged.

    Its checksum covers it as a whole: letters within a document may have been changed as well.

    Returns:
        The documents by table and number, and how many begin and cannot be read.
    """
    text, decoder = data.decode("utf-8", "replace"), json.JSONDecoder()
    tables: Tables = {}
    position, lost, name = 0, 0, ""
    while found := _PLACES.search(text, position):
        position = found.end()
        if found[1]:
            name = found[1] if found[1] in TABLES else name
            continue
        try:
            row, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            lost += 1
            continue
        if not is_storable(row):
            lost += 1
            continue
        table = _table_of(row, name)
        if table:
            rows = tables.setdefault(table, {})
            # A changed bit makes a 0 of a 1, which no document is numbered by.
            number = found[2].lstrip("0")
            rows[number if number and number not in rows else _next(rows)] = row
    return tables, lost


def _from_pieces(
    files: Files, layout: Layout, now: datetime, error: StoreDamaged, vault: Vault | None
) -> list[str]:
    use_lock(files, layout, vault)
    tables: Tables = {}
    added = lost = 0
    unread = []
    copies = [layout.snapshot, *(layout.backup(n).snapshot for n in reversed(numbers(files, layout.backups)))]
    for path in copies:
        data = files.read(path) or b""
        pieces, broken = documents_in(files.cipher.read_damaged(data))
        if data and not pieces:
            unread.append(path)
        tables, more = _together(tables, pieces)
        added, lost = added + more, lost + broken
    for number in numbers(files, layout.journals):
        data = files.read(layout.journal(number)) or b""
        for change in decode_journal(data, number, files.cipher).changes:
            apply_change(tables, change.tables)
            added += 1
    if not tables:
        raise error
    kept = write_anew(files, layout.home, Found(store=uuid4().hex, tables=tables, sequence=1), now, vault)
    return [error.title, *_in_words(added, lost, unread), kept]


def _together(tables: Tables, pieces: Tables) -> tuple[Tables, int]:
    """Add the documents whose id is not there yet, in the trash neither; count them."""
    together = {name: dict(rows) for name, rows in tables.items()}
    known = {(name, _id(row)) for name, rows in tables.items() for row in rows.values()}
    known |= {
        (str(part.get("table")), _id(part.get("row", {})))
        for row in tables.get("trash", {}).values()
        for part in row.get("parts", ())
    }
    added = 0
    for name, rows in pieces.items():
        for number, row in rows.items():
            is_known = (name, _id(row)) in known if _id(row) else name in tables
            if not is_known:
                own = together.setdefault(name, {})
                own[number if number not in own else _next(own)] = row
                known.add((name, _id(row)))
                added += 1
    return together, added


def _in_words(added: int, lost: int, unread: list[Path]) -> list[str]:
    lines = []
    if added:
        said = "One more record was" if added == 1 else f"{added} more records were"
        lines.append(f"{said} read out of damaged files; single letters in there may be wrong.")
    if lost:
        said = "One record" if lost == 1 else f"{lost} records"
        lines.append(f"{said} could not be read any more.")
    if unread:
        lines.append(f"Nothing could be made out in {', '.join(map(str, unread))}.")
    return lines


def _table_of(row: Any, name: str) -> str:
    """Tell by its fields which table a document is of; the one it stands in when that fits."""
    if not isinstance(row, dict):
        return ""
    return next((table for table in (name, *TABLES) if table in TABLES and _fits(row, table)), "")


def _fits(row: Mapping[str, Any], table: str) -> bool:
    known = fields(TABLES[table])  # type: ignore[arg-type]  # all are dataclasses
    required = {one.name for one in known if one.default is MISSING}
    return required <= row.keys() <= {"order", *(one.name for one in known)}


def _next(rows: Iterable[str]) -> str:
    return str(max(map(int, rows), default=0) + 1)


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id", "")) if isinstance(row, dict) else ""
