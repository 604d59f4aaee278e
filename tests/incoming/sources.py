"""Files of other programs, and files that mean harm, to bring in."""

import json
from typing import Any

from tests.hostile import ATTACKS

ENTRY: dict[str, Any] = {
    "title": "Rain all day.",
    "body": "I went out all the same. @walk\n\nIt held.",
    "date": "2026-05-03",
    "time": "09:30",
    "tags": ["@walk"],
    "starred": False,
}
JRNL: dict[str, Any] = {
    "tags": {"@walk": 2},
    "entries": [
        ENTRY,
        {
            "title": "Sun.",
            "body": "",
            "date": "2026-05-04",
            "time": "18:05",
            "tags": ["@walk"],
            "starred": True,
            "uuid": "9A",
        },
    ],
}
"""As `jrnl --format json` writes it, by its source."""

LAYER: dict[str, Any] = {
    "id": "a1",
    "prompt_id": "first-promise",
    "section_id": "../../etc/passwd",
    "question": "Which one?",
    "kind": "text",
    "value": "a glass of water",
    "visit_id": "v",
    "at": "2026-05-03T09:00:00.000Z",
    "saved_at": "2026-05-03T09:00:00.000Z",
    "offset": "+00:00",
}

TRASHED: dict[str, Any] = {"id": "t1", "kind": "layer", "at": LAYER["at"], "offset": "+00:00"}


def archive(*layers: Any, **changes: Any) -> bytes:
    """Write an archive by hand."""
    raw = {"format": "self-trust-workbook archive", "version": 1, "schema": 1, "tables": {"layers": layers}}
    return json.dumps({**raw, **changes}).encode()


def with_value(value: str) -> bytes:
    """Write an archive in which a piece of JSON stands where the answer is."""
    return archive({**LAYER, "value": "VALUE"}).replace(b'"VALUE"', value.encode())


def jrnl(**changes: Any) -> bytes:
    """Write an export of jrnl with one entry of that sort."""
    return json.dumps({"tags": {}, "entries": [{**ENTRY, **changes}]}).encode()


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b" \n", "empty"),
    "no JSON": (b"hello", "line 1 is no JSON"),
    "half": (archive(LAYER)[:-40], "no JSON"),
    "two bytes that are no text": (b"\xff\xfe", "UTF-8"),
    "a number": (b"3", "neither an archive"),
    "deep lists": (b"[" * 200_000, "nested too deep"),
    "deep lists, closed": (b"[" * 200_000 + b"]" * 200_000, "nested too deep"),
    "deep objects": (b'{"a":' * 200_000, "nested too deep"),
    "a deep answer": (with_value("[" * 90_000 + "]" * 90_000), "nested too deep"),
    "a key twice": (b'{"format": 1, "format": 2}', "named twice"),
    "an id twice in a record": (archive(LAYER).replace(b'"kind"', b'"id"'), "named twice"),
    "NaN": (with_value("NaN"), "NaN, which is no number"),
    "Infinity": (with_value("-Infinity"), "-Infinity, which is no number"),
    "a number beyond all numbers": (with_value("1e999"), "too large"),
    "a huge integer": (with_value("9" * 5000), "too large"),
    "an integer that is too long": (with_value("9" * 19), "too large"),
    "a million tiny records": (archive(*[{}] * 1_000_000), "more than 300000 records"),
    "many tiny records": (archive(*[{}] * 100_000), 'record 1 of its "layers" has no id'),
    "records that are none": (archive(None, 3, "x"), "has no id"),
    "too many brackets": (with_value("[" + "[]," * 2_000_000 + "0]"), "more parts"),
    "too many commas": (with_value("[" + "0," * 8_000_001 + "0]"), "more parts"),
    "a zip": (b"PK\x03\x04" + b"\0" * 99, "packed"),
    "a gzip": (b"\x1f\x8b\x08" + b"\0" * 99, "packed"),
    "a snapshot": (b'{"format":"self-trust-workbook answers","schema":1}\n{}', "--data"),
    "a newer archive": (archive(LAYER, schema=99), "newer version"),
    "tables that are none": (archive(LAYER, tables=[1]), "not made of tables"),
    "entries that are none": (b'{"entries": [1]}', "entry 1 has no title"),
    "entries without words": (b'{"entries": [{"title": 1, "body": [], "date": {}}]}', "entry 1 has no title"),
    "too many entries": (json.dumps({"entries": [0] * 100_001}).encode(), "more than 100000 entries"),
}
"""What is to be refused, with the reason that is given."""

CLEANED: dict[str, tuple[bytes, str]] = {
    "control characters": (archive({**LAYER, "value": f"a glass {''.join(ATTACKS.values())}"}), "control"),
    "lone surrogates": (with_value('"a \\ud800 glass"'), "control"),
    "the year 9999": (archive({**LAYER, "at": "9999-12-31T23:59:59.999Z"}), "times that are none"),
    "the year 1": (archive({**LAYER, "saved_at": "0001-01-01T00:00:00.000Z"}), "times that are none"),
    "10 MB on one line": (archive({**LAYER, "value": "a" * 10_000_000}), "beyond the limit"),
    "wrong shapes": (archive({**LAYER, "id": [], "kind": {"a": 1}, "drafts": 3, "at": None}), "cleaned"),
    "an unknown table": (archive(tables={"layers": [LAYER], "secrets": [1]}), "not known"),
    "a long entry": (jrnl(body="a" * 200_001), "left out"),
    "a hundred thousand tags": (jrnl(body="b" * 190_000, tags=[f"@{n}" for n in range(100_000)]), "left out"),
    "tags on 10 MB": (jrnl(body="b" * 10_000_000, tags=["@x"] * 10_000), "left out"),
    "fifty thousand removed wordings": (
        archive({**LAYER, "drafts": [{"at": LAYER["at"], "value": "v"}] * 50_000}),
        "cleaned",
    ),
    "a letter with 200,000 marks": (with_value('"a' + "\u0301\u0323" * 100_000 + '"'), ""),
    "deep in the trash": (
        archive(
            tables={"trash": [{**TRASHED, "parts": [{"table": "layers", "number": 1, "row": "DEEP"}]}]}
        ).replace(b'"DEEP"', b'{"a":' * 900 + b"0" + b"}" * 900),
        "cleaned",
    ),
    "an entry in the year 9999": (jrnl(date="9999-12-31", time="23:59"), ""),
    "an entry in the year 1": (jrnl(date="0001-01-01"), ""),
    "an entry on no day": (jrnl(date="soon"), "1970"),
    "an entry on half a character": (jrnl(date="\udcc4"), "1970"),
    "an entry at no time": (jrnl(time=[3]), ""),
    "a hostile entry": (jrnl(title="".join(ATTACKS.values()), tags=[1, None, "@\u202ex"], starred="yes"), ""),
}
"""What is taken, cleaned, with what is remarked."""
