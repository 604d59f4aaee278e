"""Every reader of bytes from outside, called in the way the program calls it.

A reader may refuse, with the errors that its caller shows as one line; anything else that comes out
is a find. What is read must be as clean as what the program writes: writing and reading it once more
changes nothing.
"""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.hostile import CONTROLS
from workbook import outside_editor
from workbook.content.outline import outline_of
from workbook.content.pack_file import parse_pack_file
from workbook.content.parser import parse_chapter
from workbook.errors import SettingsError, StoreTooNew, WorkbookError
from workbook.export.codes import PromptCodes, not_found, spelled
from workbook.export.csv_tables import file_name, harmless
from workbook.incoming.jrnl import is_jrnl, read_jrnl
from workbook.incoming.note_files import note_of
from workbook.incoming.notes import archive_of_notes
from workbook.room.session_lines import SESSION_FORMAT, decode_lines
from workbook.settings import read_settings
from workbook.store.archive import (
    Archive,
    archive_from,
    decode_archive,
    encode_archive,
    is_archive,
    read_archive,
)
from workbook.store.cipher import plain_message
from workbook.store.copies import _alone, _unpacked
from workbook.store.files import Files
from workbook.store.inbox import _decoded
from workbook.store.journal import Change, apply_change, decode_journal, encode_change, encode_journal_header
from workbook.store.keys import KEYS_FORMAT, decode_keys, encode_keys
from workbook.store.lock import holder_in_words
from workbook.store.recovery import read_copy
from workbook.store.salvage import documents_in
from workbook.store.snapshot import (
    SNAPSHOT_FORMAT,
    Snapshot,
    Tables,
    Unreadable,
    compact_json,
    decode_snapshot,
    encode_header,
    encode_snapshot,
)
from workbook.store.strict_json import strict_json
from workbook.text import MAX_LENGTH, clean, one_line, shorten
from workbook.values import clean_value
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.room_view import RoomView

NOW = datetime(2026, 11, 22, tzinfo=UTC)
REFUSED = (Unreadable, StoreTooNew)
_FOLDER = tempfile.TemporaryDirectory(prefix="workbook-fuzz-")
SCRATCH = Path(_FOLDER.name)
"""Gone when the process ends."""
CODES = PromptCodes(by_prompt={"p": "WVMSF"}, by_code={"WVMSF": "p"})

Feed = Callable[[bytes], None]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _json(data: bytes) -> Any:
    """Read any JSON, also what strict readers refuse; text where it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return _text(data)


def _digested(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:16].encode() + b" " + content + b"\n"


def _header(head: dict[str, Any]) -> bytes:
    """Write a header whose check fits, if any can."""
    try:
        return encode_header(head)
    except (ValueError, RecursionError):
        return b'{"check":""}\n'


def incoming(data: bytes) -> None:
    """`import`: an archive, jrnl's export, a note."""
    found = archive_of_notes([note_of("2026-05-03", _text(data), NOW)])
    assert decode_archive(encode_archive(found)) == Archive(found.tables)
    with contextlib.suppress(*REFUSED):
        raw = strict_json(data)
        if is_archive(raw):
            found = read_archive(raw)
            assert decode_archive(encode_archive(found)) == Archive(found.tables)
        elif is_jrnl(raw):
            found = read_jrnl(raw)
            assert decode_archive(encode_archive(found)) == Archive(found.tables)


def copy(data: bytes) -> None:
    """`restore` and `merge`: a file of a copy, or a lone snapshot."""
    with contextlib.suppress(*REFUSED):
        _used(read_copy(*(_unpacked(data) if data.startswith(b"PK") else _alone(data))).tables)


def snapshot(data: bytes) -> None:
    """The body of a snapshot; its checksums fit."""
    head = {"format": SNAPSHOT_FORMAT, "schema": 1, "store": "a", "sequence": 5, "length": len(data)}
    with contextlib.suppress(*REFUSED):
        _used(
            decode_snapshot(encode_header({**head, "sha256": hashlib.sha256(data).hexdigest()}) + data).tables
        )


def _used(tables: Tables) -> None:
    assert decode_snapshot(encode_snapshot(Snapshot("a", 1, tables))).tables == tables
    encode_archive(archive_from(tables))


def journal(data: bytes) -> None:
    """A journal, and each of its lines with a checksum that fits."""
    tables: Tables = {}
    lines = b"".join(map(_digested, data.split(b"\n")))
    for content in (data, encode_journal_header("a", 0, 0) + lines):
        with contextlib.suppress(StoreTooNew):
            for change in decode_journal(content, 0).changes:
                encode_change(Change(change.sequence, change.tables))
                apply_change(tables, change.tables)
    _used(tables)


def keys(data: bytes) -> None:
    """`answers.keys`, and one whose check fits."""
    raw = _json(data)
    changed = {"format": KEYS_FORMAT, "schema": 1, **raw} if isinstance(raw, dict) else {"format": raw}
    changed.pop("check", None)
    for content in (data, _header(changed)):
        with contextlib.suppress(*REFUSED):
            read = decode_keys(content)
            assert decode_keys(encode_keys(read)) == read


def sealed(data: bytes) -> None:
    """Sealed files, journals and messages, to somebody who has the key."""
    from workbook.store.messages import MESSAGE_FORMAT
    from workbook.store.vault import Vault

    vault = Vault("0" * 32, bytes(32), "locked")
    for name in ("self-trust-workbook sealed", MESSAGE_FORMAT):
        head = encode_header({"format": name, "schema": 1, "key": "0" * 32})
        for content in (data, head + data):
            with contextlib.suppress(*REFUSED):
                vault.open_file(content)
            with contextlib.suppress(*REFUSED):
                vault.open_message(content)
    with contextlib.suppress(StoreTooNew):
        decode_journal(data, 0, vault)


def message(data: bytes) -> None:
    """A message of the inbox, whole and as its content."""
    for content in (data, plain_message(data)):
        with contextlib.suppress(*REFUSED):
            _decoded(Files(), content)


def salvage(data: bytes) -> None:
    """`check-store --repair`: documents out of what is left of a snapshot."""
    tables, lost = documents_in(data)
    assert lost >= 0
    _used(tables)


def lock_note(data: bytes) -> None:
    """The file of the lock that another program holds."""
    (SCRATCH / "lock").write_bytes(data)
    said = holder_in_words(SCRATCH / "lock")
    assert not CONTROLS.search(said)
    assert len(said) < 300


def chapter(data: bytes) -> None:
    """A chapter; the outline and the parser agree on its sections."""
    parsed, outline = parse_chapter(data, "one.md"), outline_of(data, "one.md")
    for problem in parsed.problems:
        assert not CONTROLS.search(str(problem))
    if parsed.chapter is not None and parsed.is_sound:
        assert [one.id for one in outline.sections] == [one.id for one in parsed.chapter.sections]


def pack(data: bytes) -> None:
    """`pack.toml`."""
    for problem in parse_pack_file(data, NOW.date()).problems:
        assert not CONTROLS.search(str(problem))


def agenda(data: bytes) -> None:
    """An agenda."""
    for problem in parse_agenda(data, "a.toml").problems:
        assert not CONTROLS.search(str(problem))


def settings(data: bytes) -> None:
    """`settings.toml`."""
    (SCRATCH / "settings.toml").write_bytes(data)
    with contextlib.suppress(SettingsError):
        read_settings(SCRATCH / "settings.toml")


def session(data: bytes) -> None:
    """The facts of a session, also with checksums that fit."""
    head = encode_header(
        {"format": SESSION_FORMAT, "schema": 1, "title": "T", "began": "2026-11-22T18:00:00Z"}
    )
    for content in (data, head + b"".join(map(_digested, data.split(b"\n")))):
        with contextlib.suppress(StoreTooNew):
            for fact in decode_lines(content).facts:
                compact_json(fact.to_json()).encode()


def view(data: bytes) -> None:
    """What a console sends to the room's screen."""
    shown = RoomView.from_json(_json(data))
    if shown is not None:
        assert RoomView.from_json(json.loads(json.dumps(shown.to_json()))) == shown
        shown.aged(3.0)


def editor(data: bytes) -> None:
    """The file that came back from an editor."""
    (SCRATCH / "answer.md").write_bytes(data)
    back = outside_editor.read(SCRATCH / "answer.md")
    assert clean(back.text) == back.text
    assert len(back.text) <= MAX_LENGTH


def words(data: bytes) -> None:
    """What is typed, pasted or named: text, codes, names of files, cells of a table."""
    text = _text(data)
    for cleaned in (clean(text), one_line(text), shorten(text, 20)):
        assert clean(cleaned) == cleaned
        assert not CONTROLS.search(cleaned.replace("\n", "").replace("\t", ""))
        cleaned.encode("utf-8")
    cell = str(harmless(clean(text)))
    assert cell[:1] not in ("\t", "\r", "\n")
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") or not cell.strip()
    assert Path(file_name(clean(text))).name == file_name(clean(text))
    clean_value(_json(data))
    if CODES.find(text) is None:
        assert len(str(WorkbookError(*not_found(CODES, spelled(text))))) < 500


TARGETS: dict[str, Feed] = {
    feed.__name__: feed
    for feed in (
        *(incoming, copy, snapshot, journal, keys, sealed, message, salvage, lock_note),
        *(chapter, pack, agenda, settings, session, view, editor, words),
    )
}
