"""Stores and archives to test with: of anything that JSON can hold, and of a person who wrote a little."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from workbook.store.answers import Answers
from workbook.store.archive import TABLES
from workbook.store.records import Record

WORDS = st.sampled_from(
    ["", "no", "no more", "I know", "rest ", " two\n\nlines", "e\u0301\u202e\x1b", "own:1", "a1", "a" * 60]
)
MOMENTS = st.sampled_from(
    [
        *("2026-05-03T09:00:00.000Z", "2026-05-03T09:00:01.000Z", "2025-01-01T00:00:00.000Z", "soon", ""),
        *("0002-01-01T00:00:00+14:00", "9998-12-31T23:59:59-14:00", "2026-05-03T09:00:00.123456+02:00"),
    ]
)
LEAVES = st.none() | st.booleans() | st.integers(-3, 12) | st.floats(0, 1) | WORDS | MOMENTS
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "opens", "at", "value", "values", "b"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(["a1", "a2", "own:1", ""]),
    "kind": st.sampled_from(["text", "choice", "proof", "opened", "list"]),
    "datetime": MOMENTS,
    "datetime | None": MOMENTS | st.none(),
    "str": WORDS,
    "int": st.integers(0, 10),
    "float": st.floats(0, 1),
    "Value": ANYTHING,
    "tuple[int, int]": st.tuples(st.integers(0, 9), st.integers(0, 9)).map(list),
    "dict[str, Value]": st.dictionaries(st.sampled_from("ba"), WORDS | st.integers(0, 9), max_size=2),
    "dict[str, str]": st.dictionaries(st.sampled_from("ba"), WORDS, max_size=2),
    "tuple[Draft, ...]": st.lists(st.fixed_dictionaries({"at": MOMENTS, "value": WORDS}), max_size=2),
    "tuple[Version, ...]": st.lists(
        st.fixed_dictionaries({"at": MOMENTS, "values": st.dictionaries(st.just("a"), WORDS)}), max_size=2
    ),
    "tuple[Part, ...]": st.lists(
        st.fixed_dictionaries(
            {
                "table": st.sampled_from(["layers", "entries", "own", "marks", "nowhere"]),
                "number": st.integers(0, 4),
                "row": st.fixed_dictionaries({"id": WORDS, "order": st.integers(-1, 3)}),
            }
        ),
        max_size=1,
    ),
}
"""By name, then by annotation: what a field may hold."""


def rows_of(kind: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """Give documents of a kind with every field, in the shape it should have, or now and then in any other."""
    proper = {
        one.name: FIELDS.get(one.name, FIELDS[str(one.type)])
        for one in fields(kind)  # type: ignore[arg-type]  # all are dataclasses
    }
    return st.fixed_dictionaries(proper) | st.fixed_dictionaries(
        {name: LEAVES | strategy for name, strategy in proper.items()}
    )


STORES = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(rows_of(kind), min_size=1, max_size=3).map(
            lambda rows: {str(number): {**row, "order": number} for number, row in enumerate(rows, 1)}
        )
        for name, kind in TABLES.items()
    },
)
"""The documents of a whole store, by table and number."""


def write_a_little(answers: Answers) -> None:
    """Write something into every table."""
    answers.open_section("small-promises")
    for text in ("much was said here that later was taken away again, all of it", "a glass of water"):
        layer = answers.write(
            "first-promise", text, section_id="small-promises", question="Which one?", kind="text"
        )
    answers.set_moved(layer.id, "less is more")
    answers.mark_proof(layer.id, "a glass of water")
    letter = {"text": "dear later me", "opens": "2030-01-01"}
    answers.write("letter", letter, section_id="small-promises", question="Dear?", kind="letter")
    entry = answers.add_entry(
        "promises",
        {"when": "after lunch", "sure": 7},
        title="Promises",
        labels={"when": "When…", "sure": "How sure"},
        look_back_on="2026-11-25",
    )
    answers.end_entry(entry.id, "kept", "Kept", "it went well")
    note = answers.add_own_prompt("")
    answers.write(note.id, "a thought", section_id="", question="A note", kind="text")
    answers.add_own_prompt("small-promises", "And what of Sundays?")
    answers.check_in(4, "wobbly")
    answers.save_person("Ada", "by the door", "ask about the cat")
    answers.mark("small-promises", "later")
    answers.walk("after-a-slip", "small-promises")
    answers.set_preference("theme", "daylight")
    answers.delete_layer(
        answers.write("gone", "not that", section_id="small-promises", question="No?", kind="text").id
    )
