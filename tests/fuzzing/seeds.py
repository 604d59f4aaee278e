"""Sound examples of everything that is read, to be changed here and there."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.conftest import CHAPTERS
from tests.incoming.sources import JRNL, LAYER, archive
from workbook.store.journal import encode_journal_header
from workbook.store.snapshot import Snapshot, compact_json, encode_header, encode_snapshot

ENTRY: dict[str, Any] = {
    "id": "e1",
    "practice_id": "promises",
    "title": "Promises",
    "values": {"when": "after lunch", "rows": [{"a": "b"}]},
    "labels": {"when": "When"},
    "visit_id": "v",
    "at": "2026-05-03T09:00:00.000Z",
    "saved_at": "2026-05-03T09:00:00.000Z",
    "offset": "+00:00",
    "earlier": [{"at": "2026-05-03T09:00:00.000Z", "values": {"when": "before"}}],
}
TRASHED = {
    "id": "t1",
    "kind": "layer",
    "at": "2026-05-03T09:00:00.000Z",
    "offset": "+00:00",
    "parts": [{"table": "layers", "number": 1, "row": {**LAYER, "order": 1}}],
}
TABLES = {
    "layers": {"1": {**LAYER, "order": 1}},
    "entries": {"2": ENTRY},
    "trash": {"3": TRASHED},
    "places": {
        "4": {"section_id": "s", "item_id": "", "scroll": 0.5, "cursor": [1, 2], "pane": "", "at": ""}
    },
}
BODY = compact_json(TABLES).encode() + b"\n"
CHANGE = {"sequence": 6, "tables": {"layers": {"put": {"1": LAYER}, "removed": ["2"]}}}
WRAP = {"kdf": "argon2id", "memory": 65536, "passes": 3, "lanes": 4, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}
WRAP |= {"nonce": "AAAAAAAAAAAAAAAA", "wrapped": "A" * 64}
KEYS = {"format": "self-trust-workbook keys", "schema": 1, "key": "0" * 32, "public": "A" * 43 + "="}
KEYS |= {"state": "A" * 44, "passphrase": WRAP, "recovery": WRAP}
MESSAGE = {"prompt_id": "p", "section_id": "s", "question": "Q", "text": "t", "at": "2026-05-03T09:00:00Z"}
FACTS = [
    {"kind": "entered", "at": "2026-11-22T18:00:00.000Z", "elapsed": 0.0, "index": 0},
    {"kind": "drawn", "at": "2026-11-22T18:00:00.000Z", "elapsed": 9, "groups": [[1, 2], [3]], "seats": [4]},
    {"kind": "accepted", "at": "2026-11-22T18:00:00.000Z", "elapsed": 9, "lengths": [[1, 2]]},
]
VIEW = {"number": 3, "stage": "running", "title": "T", "agreements": ["a"], "groups": [["1", "2"]]}
VIEW |= {"seconds_left": 61.5, "is_ticking": True, "say": "words", "ends_about": "19:40"}
SETTINGS = (
    b'theme = "daylight"\nstill = true\neditor = "nano -w"\nlock-after-minutes = 10\n[keys]\npause = "f9"\n'
)
CHAPTER = b"""+++
title = "One"
source = "Two"
+++
Words *with* **marks**, `code` and [a link](#a).

## A {#a was="b"}

> quote
> - list

| a | b |
|---|---|
| c | d |

:::{prompt} p
kind = "scale"
low = 0
high = 10
themes = ["t"]
was = ["q"]
+++
How?
:::

:::{practice} r
title = "T"
[[fields]]
id = "when"
kind = "line"
label = "When"
:::

:::{answer} p
Nothing yet.
:::

:::{facilitator}
minutes = 5
form = "pairs"
+++
Notes.
:::
"""


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(map(compact_json, rows)).encode()


def _copy() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("answers.json", encode_snapshot(Snapshot("a", 5, TABLES)))
        packed.writestr("journals/000000000005.jsonl", encode_journal_header("a", 5, 5))
    return whole.getvalue()


def _sealed() -> bytes:
    from workbook.store.vault import Vault

    vault = Vault("0" * 32, bytes(32), "locked")
    return vault.seal_line(encode_journal_header("a", 0, 0), 0, is_header=True) + vault.seal_line(b"x\n", 1)


def seeds() -> dict[str, list[bytes]]:
    """Give some for each target; a few more where there are several shapes."""
    agendas = sorted((CHAPTERS / "agendas").glob("*.toml"))
    return {
        "incoming": [archive(LAYER), archive(tables={"trash": [TRASHED], "entries": [ENTRY]}), _json(JRNL)],
        "copy": [_copy(), encode_snapshot(Snapshot("a", 5, TABLES))],
        "snapshot": [BODY],
        "journal": [_lines([CHANGE]), encode_journal_header("a", 0, 0) + _lines([CHANGE])],
        "keys": [_json(KEYS), encode_header(KEYS)],
        "sealed": [_sealed()],
        "message": [_json(MESSAGE)],
        "salvage": [BODY, encode_snapshot(Snapshot("a", 5, TABLES))],
        "lock_note": [b'{"pid": 5, "host": "here", "since": "2026-05-03T09:00:00.000Z"}'],
        "chapter": [CHAPTER, *(_file(path) for path in sorted(CHAPTERS.glob("*.md"))[:1])],
        "pack": [_file(CHAPTERS / "pack.toml")],
        "agenda": [_file(path) for path in agendas[:1]],
        "settings": [SETTINGS],
        "session": [_lines(FACTS)],
        "view": [_json(VIEW)],
        "editor": ["One.\r\n\u2028Two é\u0301.".encode()],
        "words": ["WVMSF =1+1 ＝ \t\u202eé\u0301".encode(), b'["a", {"b": 1}]'],
    }


def _json(raw: Any) -> bytes:
    return json.dumps(raw).encode()


def _file(path: Path) -> bytes:
    return path.read_bytes()
