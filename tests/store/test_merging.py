"""Bringing an archive to what is there: by id, with both versions of what differs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.store.building import SetClock
from workbook.store.archive import Archive, archive_of
from workbook.store.merging import Merged, merge
from workbook.store.records import (
    BROUGHT,
    CheckIn,
    Draft,
    Entry,
    Layer,
    Mark,
    Opening,
    OwnPrompt,
    Person,
    Preference,
    Version,
    Walk,
)
from workbook.values import Value

AT = SetClock()()
LATER = AT + timedelta(days=1)
WHEN: dict[str, Any] = {"at": AT, "saved_at": AT, "offset": "+00:00"}


def a_layer(value: Value, **changes: Any) -> Layer:
    """Give an answer of one visit."""
    layer = Layer(
        id="a",
        prompt_id="p",
        section_id="s",
        question="What?",
        kind="text",
        value=value,
        visit_id="v",
        **WHEN,
    )
    return replace(layer, **changes)


def an_entry(**changes: Any) -> Entry:
    """Give an entry of a practice."""
    entry = Entry(
        id="e", practice_id="p", title="P", values={"when": "tonight"}, labels={}, visit_id="v", **WHEN
    )
    return replace(entry, **changes)


def merged(table: str, mine: Any, theirs: Any) -> Merged:
    """Bring one record to another of the same table."""
    return merge(archive_of({table: [mine]}), archive_of({table: [theirs]}))


def after(table: str, mine: Any, theirs: Any) -> list[Any]:
    """Give the records that are there afterwards, and see that a second time adds nothing."""
    once = merged(table, mine, theirs)
    again = merge(Archive(once.tables), archive_of({table: [theirs]}))
    assert not again.adds_something
    return list(once.tables[table])


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("tea", "coffee"),
        ("I know", "no"),
        ("Sunday", "Sun"),
        (7, 17),
        (17, 7),
        (["a", "b"], ["a", "c"]),
        ({"text": "dear", "opens": "2030-01-01"}, {"text": "dear", "opens": "2031-01-01"}),
        ("tea", 3),
    ],
)
def test_another_wording_stands_beside_ones_own(mine: Value, theirs: Value) -> None:
    """As an answer that is told by its id, just before one's own, which stays word for word."""
    other, own = after("layers", a_layer(mine), a_layer(theirs, saved_at=LATER))
    assert own == a_layer(mine)
    assert other.id.startswith(BROUGHT)
    assert (other.value, other.prompt_id, other.at) == (theirs, "p", AT)


def test_an_earlier_state_of_an_answer_is_no_other_wording() -> None:
    """What it was before one went on writing is in it already."""
    assert after("layers", a_layer("tea in the morning"), a_layer("tea")) == [a_layer("tea in the morning")]
    kept = a_layer("rest", drafts=(Draft(at=AT, value="much more than that"),))
    assert after("layers", kept, a_layer("much more than that")) == [kept]


def test_a_later_state_of_an_answer_takes_its_place() -> None:
    """When everything of one's own can still be read in it."""
    longer = a_layer("tea, and bread", saved_at=LATER)
    assert after("layers", a_layer("tea"), longer) == [longer]
    chosen = after("layers", a_layer("tea", kind="choice"), replace(longer, kind="choice"))
    assert [one.value for one in chosen] == ["tea, and bread", "tea"]


def test_removed_wordings_and_what_moved_are_kept_of_both() -> None:
    """Each once, the oldest first; two different words on what moved make two answers."""
    mine = a_layer("tea", drafts=(Draft(at=LATER, value="two"),))
    theirs = a_layer("tea", drafts=(Draft(at=AT, value="one"), Draft(at=LATER, value="two")), moved="less")
    (both,) = after("layers", mine, theirs)
    assert [draft.value for draft in both.drafts] == ["one", "two"]
    assert both.moved == "less"
    moved = after("layers", replace(mine, moved="more"), theirs)
    assert [one.moved for one in moved] == ["less", "more"]


def test_an_entry_goes_on_where_it_was_changed_last() -> None:
    """The fields of the other are what it said earlier; a look-back that one of them has is kept."""
    mine = an_entry(ending="kept", ending_label="Kept", ended_at=AT, note="well")
    theirs = an_entry(values={"when": "at dawn"}, saved_at=LATER, look_back_on="2026-05-09")
    (both,) = after("entries", mine, theirs)
    assert both.values == {"when": "at dawn"}
    assert both.earlier == (Version(at=AT, values={"when": "tonight"}),)
    assert (both.ending, both.ending_label, both.ended_at, both.note) == ("kept", "Kept", AT, "well")
    assert both.look_back_on == "2026-05-09"
    (other_way,) = after("entries", theirs, mine)
    assert other_way == both


def test_two_endings_of_an_entry_can_both_be_read() -> None:
    """The later one stands, and the note says the other, with its note."""
    mine = an_entry(ending="kept", ending_label="Kept", ended_at=AT, note="no")
    theirs = an_entry(ending="not-yet", ending_label="Not yet", ended_at=LATER, note="I know", saved_at=LATER)
    (both,) = after("entries", mine, theirs)
    assert (both.ending, both.ended_at) == ("not-yet", LATER)
    assert both.note == "I know\n\nKept\n\nno"


def test_two_notes_that_are_too_long_together_make_two_entries() -> None:
    """Neither is cut."""
    mine, theirs = an_entry(note="a" * 150_000), an_entry(note="b" * 150_000, saved_at=LATER)
    found = after("entries", mine, theirs)
    assert {len(entry.note) for entry in found} == {150_000}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("table", "mine", "changes"),
    [
        ("checkins", CheckIn(id="c", level=3, word="thin", visit_id="v", **WHEN), {"level": 4}),
        ("checkins", CheckIn(id="c", level=3, word="thin", visit_id="v", **WHEN), {"word": "fine"}),
        ("people", Person(id="x", name="Ada", reach="door", note="", **WHEN), {"reach": "phone"}),
        ("own", OwnPrompt(id="own:1", section_id="s", question="Why?", **WHEN), {"question": "What for?"}),
    ],
)
def test_what_was_worded_otherwise_stands_beside(table: str, mine: Any, changes: dict[str, Any]) -> None:
    """One's own stays, and the other has an id of its own."""
    other, own = after(table, mine, replace(mine, **changes))
    assert own == mine
    assert BROUGHT in other.id
    assert replace(other, id=own.id) == replace(mine, **changes)
    assert after(table, mine, replace(mine, saved_at=LATER)) == [mine]


def test_where_one_has_been_comes_together() -> None:
    """Of a section the first and the last opening; of a trail the later stop."""
    opening = Opening(section_id="s", first_at=AT, last_at=AT, visits=2, offset="", visit_id="v")
    later = replace(opening, first_at=AT + timedelta(hours=1), last_at=LATER, visits=1, visit_id="w")
    assert after("openings", opening, later) == [replace(later, first_at=AT, visits=2)]
    walk = Walk(trail_id="t", section_id="s", at=AT, offset="")
    assert after("walks", walk, replace(walk, section_id="z", at=LATER))[0].section_id == "z"
    assert after("walks", replace(walk, at=LATER), replace(walk, section_id="z"))[0].section_id == "s"


def test_ones_own_preferences_and_marks_stay() -> None:
    """Another's theme is not one's own; a mark is a mark."""
    theme = Preference(name="theme", value="evening")
    assert after("preferences", theme, replace(theme, value="daylight")) == [theme]
    mark = Mark(target="s", kind="later", at=AT, offset="")
    assert after("marks", mark, replace(mark, at=LATER)) == [mark]


def test_ids_that_collide_in_one_archive_are_told_apart() -> None:
    """The second of the same id gets one of its own; the same twice stands once."""
    found = archive_of({"layers": [a_layer("one"), a_layer("two"), a_layer("one"), a_layer("three", id="")]})
    ids = [layer.id for layer in found.tables["layers"]]  # type: ignore[attr-defined]  # they are layers
    assert len(set(ids)) == 3
    assert ids[0] == "a"
    assert all(name.startswith(BROUGHT) for name in ids[1:])


@pytest.mark.parametrize(
    ("here", "there", "both"),
    [
        ("what of", "why not", "what of why not"),
        ("what of", "what of Sundays", "what of Sundays"),
        ("what of Sundays", "what of", "what of Sundays"),
    ],
)
def test_words_begun_in_two_places_stay_both(here: str, there: str, both: str) -> None:
    """They are nobody's yet, and nowhere else; brought in once more they add nothing. A theme stays one's own."""
    own, theirs = (
        archive_of({"preferences": [Preference(name="begun:added", value=begun), theme]})
        for begun, theme in (
            (here, Preference(name="theme", value="evening")),
            (there, Preference(name="theme", value="daylight")),
        )
    )
    merged = merge(own, theirs)
    values = [one.to_json()["value"] for one in merged.tables["preferences"]]
    assert values == [both, "evening"]
    assert not merge(archive_of(merged.tables), theirs).adds_something
