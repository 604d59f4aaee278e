"""Answers written while nobody had the store open: one message each, taken in at the next opening.

Beside locked answers a message is sealed with the public key of the lock (see `vault`): whoever
writes one needs no passphrase and can read none. Without a lock it is a header and JSON, for its owner's
eyes alone as everything else. A message becomes a visit of its own with its id, in one
durable step, and its file goes after that: it is taken in exactly once, whenever the program ends.
"""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from workbook.errors import StoreDamaged, StoreError, StoreTooNew
from workbook.frozen import frozen
from workbook.moments import from_text, to_text
from workbook.store.cipher import PLAIN, open_plain_message, plain_message
from workbook.store.files import Files, plain_reason, write_whole
from workbook.store.keeping import keep_aside
from workbook.store.keys import read_keys
from workbook.store.layers import Layers
from workbook.store.layout import Layout
from workbook.store.ledger import Ledger
from workbook.store.locking import require_library
from workbook.store.snapshot import Unreadable, compact_json
from workbook.store.storage import JournaledStorage
from workbook.text import clean

if TYPE_CHECKING:
    from workbook.store.vault import Vault

SUFFIX = ".message"
LARGEST = 4 * 1024 * 1024
"""Bytes of a message's file; more than any answer takes."""
PARTS = ("prompt_id", "section_id", "question", "text", "at")


@frozen(kw_only=True)
class Message:
    """One answer in words, on its way."""

    prompt_id: str
    section_id: str
    question: str
    text: str
    at: datetime


def put_message(folder: Path, message: Message, files: Files | None = None) -> Path:
    """Leave a message for whoever opens the answers next; it is durable when this returns.

    Args:
        folder: Where the answers are; it exists.
        message: What was written.
        files: The disk.

    Raises:
        StoreError: The disk refuses, or the lock cannot be used; nothing was kept.
    """
    files, layout = files or Files(), Layout.at(folder)
    try:
        data = _encoded(files, layout, message)
        if files.stamp(layout.inbox) is None:
            files.make_folder(layout.inbox)
        # The name says nothing: an id of its own, by which it is taken in only once.
        path = layout.inbox / f"{uuid4().hex}{SUFFIX}"
        write_whole(files, path, data)
    except OSError as error:
        raise StoreError(
            f"The answer could not be saved: {plain_reason(error)}.", "Copy it before it is gone."
        ) from error
    return path


def take_in(files: Files, layout: Layout, storage: JournaledStorage) -> list[str]:
    """Take in every message that waits; call it before anything else looks at the database.

    Returns:
        What a person should know, such as that a message is damaged.
    """
    notices = []
    try:
        waiting = files.names(layout.inbox)
    except OSError as error:
        return [f"The inbox could not be read: {plain_reason(error)}."]
    for name in waiting:
        if name.endswith(SUFFIX):
            try:
                _take_in(files, layout, storage, layout.inbox / name)
            except OSError as error:
                notices.append(f"An answer that waits could not be taken in: {plain_reason(error)}.")
            except StoreTooNew:
                notices.append(
                    f"A newer version of the workbook wrote {layout.inbox / name}: it waits for that."
                )
            except Unreadable as error:
                notices.append(_kept(files, layout, layout.inbox / name, error))
    return notices


def _take_in(files: Files, layout: Layout, storage: JournaledStorage, path: Path) -> None:
    stamp = files.stamp(path)
    if stamp is None or stamp.size > LARGEST:
        raise Unreadable("it is too large")
    message = _decoded(files, files.read(path) or b"")
    visits = storage.documents("visits").values()
    visit_id = _visit_of(path)
    if not any(visit.get("id") == visit_id for visit in visits):
        ledger = Ledger(storage, lambda: message.at)
        ledger.visit_id = visit_id
        Layers(ledger).write(
            message.prompt_id,
            message.text,
            section_id=message.section_id,
            question=message.question,
            kind="text",
        )
    files.remove(path)
    files.sync_folder(layout.inbox)


def _visit_of(path: Path) -> str:
    """Name the visit of a message after its file; a name that cannot be kept as it is gives another."""
    if path.stem.isascii() and path.stem.isprintable():
        return path.stem
    return hashlib.sha256(os.fsencode(path.name)).hexdigest()[:32]


def _kept(files: Files, layout: Layout, path: Path, error: Exception) -> str:
    """Put a message away that cannot be read, and say so."""
    try:
        stamp = files.stamp(path)
        if stamp is None or stamp.size > LARGEST:
            return f"{path} is no answer: it is too large."
        kept = keep_aside(files, layout.damaged, path.name, files.read(path) or b"")
        files.remove(path)
    except OSError:
        kept = path
    return f"An answer that waited could not be read ({error}); it is kept as {kept}."


def _encoded(files: Files, layout: Layout, message: Message) -> bytes:
    raw = {part: getattr(message, part) for part in PARTS} | {"at": to_text(message.at)}
    content = compact_json({name: clean(value) for name, value in raw.items()}).encode()
    keys = read_keys(files, layout)
    if keys is None:
        return plain_message(content)
    require_library()
    from workbook.store.messages import seal_message  # noqa: PLC0415 - only where there is a lock

    try:
        return seal_message(keys.public, keys.key_id, content)
    except Unreadable as error:
        raise StoreDamaged(
            f"The lock cannot be used: {error}. Nothing was kept.", "Put back answers.keys from a copy."
        ) from error


def _decoded(files: Files, data: bytes) -> Message:
    """Read a message, sealed or not: anybody can write one, so being sealed vouches for nothing."""
    try:
        content = open_plain_message(data)
    except Unreadable:
        if files.cipher is PLAIN:
            raise
        content = cast("Vault", files.cipher).open_message(data)
    try:
        raw = json.loads(content)
        words = {part: str(raw[part]) for part in PARTS if part != "at"}
        return Message(**words, at=from_text(str(raw["at"])))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("it is no answer") from error
