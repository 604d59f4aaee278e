r"""The archive: everything that is kept, as one JSON file to take along and to bring back. Pure.

    {"format":"self-trust-workbook archive","version":1,"schema":1,"tables":{
    "layers":[
    {"id":"…","prompt_id":"…","value":"…",…},
    …
    ],
    …
    }}\n

UTF-8. `version` is that of this file's own shape, `schema` that of the records. By table stands every
record with all its fields (see `workbook.store.records`): answers with the wordings removed from them,
entries with what they said before, own questions, check-ins, people, marks, opened sections, trails,
the place where one was, visits, the small preferences such as the theme, and under `trash` what was
deleted and is not gone for good. Letters that are still
closed are in it with their words: it is a full copy.

Tables stand in the order of `TABLES`, empty ones are left out; records stand in the order in which they
were first written, their fields in the order of their class; what a person ordered (the fields of an
entry, the columns of a row) keeps that order. There is no time of export in it. So the same words give
the same bytes, and an archive that is brought into an empty store and taken along again is the same file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from workbook.errors import StoreTooNew
from workbook.store.records import (
    BROUGHT,
    OWN,
    CheckIn,
    Entry,
    Layer,
    Mark,
    Opening,
    OwnPrompt,
    Person,
    Place,
    Preference,
    Record,
    Visit,
    Walk,
)
from workbook.store.snapshot import SCHEMA, Tables, Unreadable, compact_json
from workbook.store.strict_json import strict_json
from workbook.store.trashed import Trashed

ARCHIVE_FORMAT = "self-trust-workbook archive"
EARLIER_FORMAT = "self-trust-workbook export"
"""What `export --format json` wrote before there were archives: the same without a version."""
VERSION = 1

WORDED = ("layers", "entries", "own", "checkins", "people")
"""The tables of what a person wrote: two that differ are two wordings; of the rest only times and numbers are put together."""
TABLES: Mapping[str, type[Record]] = {
    "layers": Layer,
    "entries": Entry,
    "own": OwnPrompt,
    "checkins": CheckIn,
    "people": Person,
    "marks": Mark,
    "openings": Opening,
    "walks": Walk,
    "places": Place,
    "visits": Visit,
    "preferences": Preference,
    "trash": Trashed,
}
"""Every table, in the order of the file, and what is in it."""

MAX_RECORDS = 300_000
"""Records of one archive."""
_ID_LENGTH = 32

Kept = Mapping[str, tuple[Record, ...]]
"""Table name to its records, in order; none twice, and no table without any."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is kept, by table."""

    tables: Kept = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What was cleaned or left out while it was read, for the person."""


def archive_of(tables: Mapping[str, Iterable[Record]], remarks: tuple[str, ...] = ()) -> Archive:
    """Make an archive of records, putting in order what no store of ours would hold twice.

    Args:
        tables: Table name to its records, in the order in which they were first written.
        remarks: What there is to say about where they are from.
    """
    tidied = {name: _tidied(name, tables.get(name, ())) for name in TABLES}
    return Archive({name: records for name, records in tidied.items() if records}, remarks)


def archive_from(tables: Tables) -> Archive:
    """Make an archive of every document of a store, as `Answers.everything` gives them."""
    return archive_of(
        {
            name: [kind.from_json(rows[number]) for number in sorted(rows, key=int)]
            for name, kind in TABLES.items()
            if (rows := tables.get(name))
        }
    )


def key_of(table: str, record: Any) -> tuple[str, ...]:
    """Give what a record of a table is known by."""
    match table:
        case "marks":
            return record.target, record.kind, record.words
        case "openings":
            return (record.section_id,)
        case "walks":
            return (record.trail_id,)
        case "preferences":
            return (record.name,)
        case "places":
            return ()
        case _:
            return (record.id,)


def has_id(table: str) -> bool:
    """Tell whether the records of a table have ids of their own, so that two can stand side by side."""
    return "id" in {one.name for one in fields(TABLES[table])}  # type: ignore[arg-type]  # all are dataclasses


def beside(record: Any) -> Any:
    """Give a record an id of its own, made from what it says: the same again for the same record."""
    said = hashlib.sha256(compact_json(record.to_json()).encode()).hexdigest()[:_ID_LENGTH]
    start = f"{OWN}{BROUGHT}" if isinstance(record, OwnPrompt) else BROUGHT
    return replace(record, id=f"{start}{said}")


def archive_json(archive: Archive) -> dict[str, Any]:
    """Give an archive as plain JSON values."""
    tables = {name: [record.to_json() for record in records] for name, records in archive.tables.items()}
    return {"format": ARCHIVE_FORMAT, "version": VERSION, "schema": SCHEMA, "tables": tables}


def encode_archive(archive: Archive) -> bytes:
    """Write an archive; the same records give the same bytes."""
    tables = []
    for name, records in archive.tables.items():
        lines = ",\n".join(compact_json(record.to_json()) for record in records)
        tables.append(f'"{name}":[\n{lines}\n]')
    head = f'"format":"{ARCHIVE_FORMAT}","version":{VERSION},"schema":{SCHEMA}'
    body = ",\n".join(tables)
    return f'{{{head},"tables":{{\n{body}\n}}}}\n'.encode()


def decode_archive(data: bytes) -> Archive:
    """Read an archive, whoever wrote it.

    Raises:
        Unreadable: It is none, or something in it has not the shape it must have.
        StoreTooNew: A newer version wrote it.
    """
    return read_archive(strict_json(data))


def is_archive(raw: Any) -> bool:
    """Tell whether JSON says of itself that it is an archive."""
    return isinstance(raw, dict) and raw.get("format") in (ARCHIVE_FORMAT, EARLIER_FORMAT)


def read_archive(raw: Any) -> Archive:
    """Read an archive from JSON; see `decode_archive`."""
    if not is_archive(raw):
        raise Unreadable("it is no archive of this workbook")
    earlier = raw["format"] == EARLIER_FORMAT
    for name, newest in (("version", VERSION), ("schema", SCHEMA)):
        number = VERSION if earlier and name == "version" else raw.get(name)
        if type(number) is not int or number < 1:
            raise Unreadable(f"its {name} is no number")
        if number > newest:
            raise StoreTooNew(
                "This archive was written by a newer version of the workbook.", "Install that version first."
            )
    tables = raw.get("tables")
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise Unreadable("it is not made of tables")
    if sum(map(len, tables.values())) > MAX_RECORDS:
        raise Unreadable(f"it holds more than {MAX_RECORDS} records")
    return _read_tables(tables)


def _read_tables(tables: Mapping[str, list[Any]]) -> Archive:
    remarks, found, cleaned = [], {}, 0
    for name, rows in tables.items():
        if name not in TABLES:
            remarks.append("A part of it is not known to this version, and is left out.")
            continue
        records = [_read_record(name, number, row) for number, row in enumerate(rows, 1)]
        cleaned += sum(_was_cleaned(row, record) for row, record in zip(rows, records, strict=True))
        found[name] = records
    if cleaned:
        remarks.append(
            f"In {cleaned} of its records stood what cannot be kept as it is: control characters, "
            "times that are none, texts beyond the limit. That was cleaned."
        )
    return archive_of(found, tuple(dict.fromkeys(remarks)))


def _read_record(table: str, number: int, row: Any) -> Record:
    kind = TABLES[table]
    missing = [
        one.name
        for one in fields(kind)  # type: ignore[arg-type]  # all are dataclasses
        if one.default is MISSING and (not isinstance(row, dict) or one.name not in row)
    ]
    if missing:
        raise Unreadable(f'record {number} of its "{table}" has no {missing[0]}')
    return kind.from_json(row)


def _was_cleaned(row: Mapping[str, Any], record: Record) -> bool:
    read = record.to_json()
    return any(name in read and read[name] != value for name, value in row.items())


def _tidied(table: str, records: Iterable[Record]) -> tuple[Record, ...]:
    """Give every record a key of its own; what says the same twice stands once."""
    kept: dict[tuple[str, ...], Record] = {}
    for record in records:
        one = _named(record) if has_id(table) else record
        if has_id(table):
            while kept.get(key_of(table, one), one) != one:
                one = beside(one)
        elif table != "marks":
            # Here the last one holds, of marks the first.
            kept.pop(key_of(table, one), None)
        kept.setdefault(key_of(table, one), one)
    return tuple(kept.values())


def _named(record: Any) -> Any:
    """Give a record an id when it has none, and an own question the beginning that tells it from a pack's."""
    if not record.id:
        return beside(record)
    if isinstance(record, OwnPrompt) and not record.id.startswith(OWN):
        return replace(record, id=f"{OWN}{record.id}")
    return record
