"""Feeds what is brought in with bytes that atheris makes up, guided by which lines they reach.

    pip install atheris && python -m tests.incoming.fuzz_reading -max_total_time=60

Anything but being read whole or being refused ends it with the bytes that did it. `pytest tests/incoming --fuzz 60`
runs it as well.
"""

import importlib
import sys
from datetime import UTC, datetime
from typing import Any

TABLES = ("layers", "visits", "own")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Fuzz until time is up."""
    # Not installed with the tests: it is large, and not for every Python.
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["workbook"]):
        from tests.incoming.sources import ENTRY, LAYER
        from workbook.errors import StoreTooNew
        from workbook.incoming.jrnl import is_jrnl, read_jrnl
        from workbook.incoming.note_files import note_of
        from workbook.incoming.notes import archive_of_notes
        from workbook.store.archive import Archive, decode_archive, encode_archive, is_archive, read_archive
        from workbook.store.snapshot import Unreadable
        from workbook.store.strict_json import strict_json

    names = [*LAYER, "drafts", "moved"]

    def feed(data: bytes) -> None:
        found = archive_of_notes([note_of("2026-05-03", data.decode("utf-8", "surrogateescape"), NOW)])
        assert decode_archive(encode_archive(found)) == Archive(found.tables)
        chosen, value = sum(data[:1]), data[1:]
        name, table = names[chosen % len(names)], TABLES[chosen % len(TABLES)]
        try:
            raw = strict_json(value)
        except Unreadable:
            raw = value.decode("utf-8", "surrogateescape")
        archive = {"format": "self-trust-workbook archive", "version": 1, "schema": 1}
        jrnl = [{**ENTRY, "title": raw}, {**ENTRY, "date": raw}]
        for given in (raw, {**archive, "tables": {table: [{**LAYER, name: raw}]}}, {"entries": jrnl}):
            try:
                if is_archive(given):
                    found = read_archive(given)
                    assert decode_archive(encode_archive(found)) == Archive(found.tables)
                elif is_jrnl(given):
                    read_jrnl(given)
            except (Unreadable, StoreTooNew):
                continue

    atheris.Setup(sys.argv, feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
