"""Layers: one for each visit, durable, never lost by a slip."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.building import SetClock, live_journal, write
from workbook.errors import StoreError
from workbook.store.answers import Answers
from workbook.store.layers import is_blank_row
from workbook.store.records import MAX_DRAFTS, Layer
from workbook.values import Value

LONG = "A promise small enough to keep on the worst day of the week, whatever else that day holds. "


def visit(folder: Path, clock: SetClock, *written: tuple[str, Value]) -> None:
    """Come, write, and leave."""
    with Answers.open(folder, clock=clock) as answers:
        for prompt_id, value in written:
            write(answers, prompt_id, value)


def test_a_visit_makes_one_layer_and_changes_it(answers: Answers) -> None:
    """Editing within a visit changes that visit's layer; when it was first written stays."""
    first = write(answers, "first", "rest")
    second = write(answers, "first", "rest more")
    assert second.id == first.id
    assert (second.at, second.text) == (first.at, "rest more")
    assert second.saved_at > first.saved_at
    assert [layer.text for layer in answers.layers("first")] == ["rest more"]
    assert answers.current("first") == second


def test_a_later_visit_adds_a_layer(folder: Path, clock: SetClock) -> None:
    """None is overwritten, and the newest comes first."""
    visit(folder, clock, ("first", "then"))
    with Answers.open(folder, clock=clock) as answers:
        assert answers.current("first") is None
        write(answers, "first", "now")
        assert [layer.text for layer in answers.layers("first")] == ["now", "then"]
        latest = answers.latest("first")
        assert latest is not None
        assert (latest.text, latest.visit_id) == ("now", answers.visit_id)
        assert len({layer.visit_id for layer in answers.layers("first")}) == 2
        assert len(answers.visits()) == 2


def test_a_layer_keeps_how_it_was_asked(folder: Path, clock: SetClock) -> None:
    """Question, section, kind and offset come back as they were."""
    visit(folder, clock, ("first", "rest"))
    with Answers.open(folder) as answers:
        layer = answers.latest("first")
    assert layer is not None
    assert (layer.question, layer.section_id, layer.kind) == ("What about first?", "first-section", "text")
    assert layer.at < layer.saved_at + timedelta(seconds=1)
    assert len(layer.offset) == 6


def test_the_same_value_writes_nothing(answers: Answers, folder: Path) -> None:
    """Autosave may ask as often as it likes."""
    write(answers, "first", ["one", "two"])
    before = live_journal(folder).read_bytes()
    write(answers, "first", ["one", "two"])
    assert live_journal(folder).read_bytes() == before


def test_a_blank_first_value_writes_nothing(answers: Answers, folder: Path) -> None:
    """Opening a question and leaving it is no answer, and no visit."""
    before = live_journal(folder).read_bytes()
    blanks: tuple[Value, ...] = ("", "  ", None, [], [""])
    assert all(write(answers, "first", value).is_blank for value in blanks)
    assert live_journal(folder).read_bytes() == before
    assert answers.layers("first") == []
    assert answers.visits() == []


def test_blank_layers_show_only_in_their_own_visit(folder: Path, clock: SetClock) -> None:
    """Now it is this visit's page; later it would be an empty one."""
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "first", "said and taken back")
        write(answers, "first", "")
        assert [layer.text for layer in answers.layers("first")] == [""]
        assert answers.latest("first") is None
        assert answers.answered() == {}
    with Answers.open(folder, clock=clock) as answers:
        assert answers.layers("first") == []


def test_old_ids_are_followed(folder: Path, clock: SetClock) -> None:
    """A renamed prompt finds the layers under its old names, in the order of writing."""
    visit(folder, clock, ("older", "one"), ("newer", "two"))
    visit(folder, clock, ("older", "three"))
    with Answers.open(folder) as answers:
        assert [layer.text for layer in answers.layers("newer", was=["older"])] == ["three", "two", "one"]
        latest = answers.latest("newer", was=["older"])
        assert latest is not None
        assert latest.text == "three"


def test_order_is_that_of_writing_when_the_clock_goes_back(folder: Path, clock: SetClock) -> None:
    """Neither a wrong clock nor a journey turns now into then."""
    visit(folder, clock, ("first", "then"))
    clock.moment -= timedelta(days=400)
    visit(folder, clock, ("first", "now"))
    with Answers.open(folder, clock=clock) as answers:
        assert [layer.text for layer in answers.layers("first")] == ["now", "then"]
        assert [layer.text for layer in answers.all_layers()] == ["now", "then"]
        last = answers.last_written()
        assert last is not None
        assert last.text == "now"


def test_counts_follow_what_is_written(folder: Path, clock: SetClock) -> None:
    """Counting is kept up to date through answers, blanks and later visits."""
    visit(folder, clock, ("first", "then"))
    with Answers.open(folder, clock=clock) as answers:
        assert answers.answered() == {"first": 1}
        write(answers, "first", "now")
        write(answers, "scale", 0)
        assert answers.answered() == {"first": 2, "scale": 1}
        write(answers, "first", "")
        assert answers.answered() == {"first": 1, "scale": 1}
        write(answers, "first", "again")
        counted = answers.answered()
        counted["first"] = 99
        assert answers.answered() == {"first": 2, "scale": 1}


@pytest.mark.parametrize("rest", ["", "x", LONG[:10]])
def test_a_sudden_big_loss_leaves_a_draft(folder: Path, answers: Answers, rest: str) -> None:
    """One undo, cut or paste over everything: the wording before stays with the layer, on disk."""
    write(answers, "first", LONG)
    layer = write(answers, "first", rest)
    assert [draft.value for draft in layer.drafts] == [LONG]
    with Answers.open(folder, read_only=True) as reader:
        kept = [layer for layer in reader.all_layers() if layer.drafts]
        assert [draft.value for draft in kept[0].drafts] == [LONG]


def test_held_backspace_leaves_the_whole_wording(answers: Answers) -> None:
    """A text that goes a few letters at a time is kept as it was at its fullest, and only once."""
    for length in range(len(LONG), -1, -4):
        layer = write(answers, "first", LONG[:length])
    layer = write(answers, "first", "")
    assert [draft.value for draft in layer.drafts] == [LONG]


def test_other_words_in_place_of_all_leave_a_draft(answers: Answers) -> None:
    """A paste over a selection need not make a text shorter to lose it."""
    write(answers, "first", LONG)
    layer = write(answers, "first", "z" * len(LONG))
    assert [draft.value for draft in layer.drafts] == [LONG]


def test_ordinary_editing_leaves_no_draft(answers: Answers) -> None:
    """Writing on, mending a word and taking back a few letters are no losses."""
    for text in ("re", "rest", "rest in the evening", "rest in the morning", "rest"):
        layer = write(answers, "first", text)
    assert layer.drafts == ()


def test_a_vanished_item_or_row_leaves_a_draft(answers: Answers) -> None:
    """Lists and tables are guarded part by part."""
    write(answers, "list", ["sleep", "walk"], kind="list")
    assert write(answers, "list", ["sleep"], kind="list").drafts[0].value == ["sleep", "walk"]
    rows: list[dict[str, str]] = [{"who": "Ada"}, {"who": "Bo"}]
    write(answers, "table", [dict(row) for row in rows], kind="table")
    assert write(answers, "table", [rows[1]], kind="table").drafts[0].value == rows


def test_drafts_are_bounded_and_the_oldest_go(answers: Answers) -> None:
    """Writing and deleting all day does not fill the disk."""
    for number in range(MAX_DRAFTS + 5):
        write(answers, "first", f"{number} {LONG}")
        layer = write(answers, "first", "")
    assert len(layer.drafts) == MAX_DRAFTS
    assert layer.drafts[-1].value == f"{MAX_DRAFTS + 4} {LONG}"
    assert layer.drafts[0].value == f"5 {LONG}"


def test_what_moved_is_kept_with_its_layer(folder: Path, clock: SetClock) -> None:
    """It can be written, changed and taken back, also on a layer of an earlier visit."""
    visit(folder, clock, ("first", "then"))
    with Answers.open(folder, clock=clock) as answers:
        layer = answers.latest("first")
        assert layer is not None
        assert answers.set_moved(layer.id, "kinder").moved == "kinder"
        assert answers.layers("first")[0].text == "then"
        with pytest.raises(StoreError, match="not here any more"):
            answers.set_moved("0" * 32, "nothing")
    with Answers.open(folder, clock=clock) as answers:
        assert answers.layers("first")[0].moved == "kinder"
        assert answers.set_moved(layer.id, "").moved == ""


def test_hostile_text_is_cleaned_at_the_boundary(answers: Answers, folder: Path) -> None:
    """Lone surrogates, controls and bidi overrides never reach the disk; words stay."""
    hostile: Any = {"text": "a\ud800b\x1b[2J\u202ec\r\nd", "n": float("nan")}
    layer = write(answers, "first", hostile)
    assert layer.value == {"text": "ab[2Jc\nd", "n": "nan"}
    assert write(answers, "\ud800id", "\udfffword").prompt_id == "id"
    with Answers.open(folder, read_only=True) as reader:
        assert reader.layers("first")[0].text == "text: ab[2Jc\nd\nn: nan"


def test_changing_what_was_handed_out_changes_nothing(answers: Answers) -> None:
    """Neither the value given nor the record got back is a way into the database."""
    given: list[str] = ["one"]
    layer = write(answers, "first", given)
    given.append("two")
    assert isinstance(layer.value, list)
    layer.value.append("three")  # type: ignore[arg-type]
    answers.snapshot_json()["tables"]["layers"][0]["value"].append("four")
    latest = answers.latest("first")
    assert latest is not None
    assert latest.value == ["one"]


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(" \n\tab"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "opens", "other"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(ANY_VALUE)
def test_a_blank_document_is_a_blank_layer(value: Any) -> None:
    """The quick look at a document should say what the record made from it says."""
    layer = Layer.from_json(dict.fromkeys(("id", "prompt_id", "question"), "") | {"value": value})
    assert is_blank_row(layer.to_json()) == layer.is_blank
