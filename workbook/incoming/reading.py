"""Reading what is to be brought in, whatever it is: an archive, an export of jrnl, notes."""

from __future__ import annotations

from pathlib import Path

from workbook.errors import StoreTooNew, WorkbookError
from workbook.incoming.jrnl import is_jrnl, read_jrnl
from workbook.incoming.note_files import ENDINGS, read_notes, read_regular
from workbook.store.archive import Archive, is_archive, read_archive
from workbook.store.files import plain_reason
from workbook.store.snapshot import SNAPSHOT_FORMAT, Unreadable
from workbook.store.strict_json import MAX_BYTES, strict_json
from workbook.text import one_line

PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
"""How packed files begin: they are not unpacked here, so that nothing small can become large."""


def read_source(path: Path) -> Archive:
    """Read a file or a folder that is to be brought in; nothing is written.

    Raises:
        WorkbookError: It cannot be read or is none of what can be brought in; the message says why.
    """
    try:
        if path.is_dir() or path.suffix.lower() in ENDINGS:
            return read_notes(path)
        return _read_json(read_regular(path, MAX_BYTES))
    except Unreadable as error:
        raise _refused(path, str(error)) from error
    except StoreTooNew as error:
        raise _refused(path, error.title.rstrip(".").replace("This archive", "it"), error.message) from error
    except (OSError, ValueError) as error:
        reason = plain_reason(error) if isinstance(error, OSError) else "this is no name for a file"
        missing = isinstance(error, FileNotFoundError)
        raise _refused(path, "there is no such file" if missing else reason) from error


def _read_json(data: bytes | None) -> Archive:
    if data is None:
        raise Unreadable(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
    if not data.strip():
        raise Unreadable("it is empty")
    if data.startswith(PACKED):
        raise Unreadable(
            "it is packed: what workbook backup made goes to workbook restore or merge, anything else unpack first"
        )
    if SNAPSHOT_FORMAT.encode() in data[:200]:
        raise Unreadable("it is the file that answers are kept in; open its folder with --data")
    raw = strict_json(data)
    if is_archive(raw):
        return read_archive(raw)
    if is_jrnl(raw):
        return read_jrnl(raw)
    raise Unreadable("it is neither an archive of this workbook nor what jrnl exports")


def _refused(path: Path, why: str, message: str = "Nothing was changed.") -> WorkbookError:
    return WorkbookError(f"{one_line(str(path))} cannot be brought in: {why}.", message)
