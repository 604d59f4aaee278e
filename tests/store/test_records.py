"""Records: to JSON and back, and out of anything."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.building import SetClock
from workbook.moments import EPOCH
from workbook.store.records import (
    Draft,
    Entry,
    Layer,
    Mark,
    Opening,
    Person,
    Place,
    Preference,
    Record,
    Version,
    Visit,
)

NOW = SetClock()()
VERSION = Version(at=NOW, values={"when": "before", "sure": 4, "steps": ["one"]})
WHOLE: list[Record] = [
    Layer(
        id="a1",
        prompt_id="first",
        section_id="small",
        question="What?",
        kind="table",
        value=[{"who": "me", "what": "rest"}],
        visit_id="v",
        at=NOW,
        saved_at=NOW,
        offset="+01:00",
        drafts=(Draft(at=NOW, value=["one", "two"]), Draft(at=NOW, value=None)),
        moved="less",
    ),
    Entry(
        id="e1",
        practice_id="promises",
        title="Promises",
        values={"when": "tonight", "sure": 7, "letter": {"text": "dear", "opens": "2027-01-01"}},
        labels={"when": "When…"},
        visit_id="v",
        at=NOW,
        saved_at=NOW,
        offset="-03:30",
        look_back_on="2026-11-25",
        ending="kept",
        ending_label="Kept",
        ended_at=NOW,
        note="well",
        earlier=(VERSION,),
        drafts=(VERSION, VERSION),
        changed_in="w",
    ),
    Opening(section_id="s", first_at=NOW, last_at=NOW, visits=3, offset="+00:00", visit_id="v"),
    Place(section_id="s", item_id="", scroll=0.25, cursor=(3, 14), pane="page", at=NOW, offset="+00:00"),
    Person(id="p", name="Ada", reach="0123", note="", at=NOW, saved_at=NOW, offset="+00:00"),
    Mark(target="s", kind="resting", at=NOW, offset="+00:00"),
    Preference(name="theme", value="dusk"),
    Visit(id="v", at=NOW, offset="+00:00"),
]
KINDS = [type(record) for record in WHOLE]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**6) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("record", WHOLE, ids=lambda record: type(record).__name__)
def test_json_and_back_is_the_same(record: Record) -> None:
    """What is written comes back equal, through real JSON."""
    document = json.loads(json.dumps(record.to_json(), allow_nan=False))
    assert type(record).from_json(document) == record


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_anything_becomes_a_record(kind: type[Record], data: st.DataObject) -> None:
    """Missing keys, wrong shapes, unknown keys: a clean record, which then comes back as it is."""
    known = list(kind.from_json({}).to_json())
    raw = data.draw(st.dictionaries(st.sampled_from([*known, "unknown"]), ANYTHING))
    record = kind.from_json(raw)
    document = json.loads(json.dumps(record.to_json(), allow_nan=False))
    assert "unknown" not in document
    assert kind.from_json(document) == record
    json.dumps(document, ensure_ascii=False).encode()


def test_nothing_is_shared_with_the_document() -> None:
    """Changing what was read or what was given out changes no record."""
    raw: dict[str, Any] = {"value": ["one", "two"]}
    layer = Layer.from_json(raw)
    document = layer.to_json()
    raw["value"].append("three")
    document["value"].append("four")
    assert layer.value == ["one", "two"]


def test_missing_times_are_the_epoch_and_missing_text_is_empty() -> None:
    """A document with nothing in it is a blank layer."""
    layer = Layer.from_json({})
    assert (layer.at, layer.text, layer.is_blank, layer.drafts) == (EPOCH, "", True, ())


def test_an_entry_reads_as_its_fields() -> None:
    """One line for each field that says something."""
    entry = WHOLE[1]
    assert isinstance(entry, Entry)
    assert entry.text == "tonight\n7\ndear"
    assert not entry.is_blank
    assert replace(entry, values={"when": " ", "steps": []}).is_blank
