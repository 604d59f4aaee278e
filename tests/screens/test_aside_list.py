"""What is set aside: by present and earlier ids; what the pack no longer has is not listed."""

from datetime import UTC, datetime

from workbook.content.loader import Pack
from workbook.progress.set_aside import set_aside
from workbook.store.records import OWN, OwnPrompt

AT = datetime(2026, 11, 22, tzinfo=UTC)


def own(section_id: str, question: str = "") -> OwnPrompt:
    """A question or note of one's own."""
    return OwnPrompt(
        id=f"{OWN}{section_id}", section_id=section_id, question=question, at=AT, saved_at=AT, offset="+00:00"
    )


def test_questions_and_sections_are_named_with_their_places(little: Pack) -> None:
    """A question should be listed with its section, a section with its chapter, in the order of the marks."""
    found = set_aside(little, "later", ["one-word", "kettle"])
    assert [(one.title, one.where, one.section_id, one.item_id) for one in found] == [
        ("What is one word for this morning?", "Waking", "waking", "one-word"),
        ("Kettle", "Morning", "kettle", ""),
    ]


def test_what_has_gone_is_not_listed(little: Pack) -> None:
    """Marks on ids the pack does not have should be left out, and so own questions whose section has gone."""
    kept = [own("waking", "And you?"), own("nowhere", "Lost?"), own("kettle")]
    found = set_aside(little, "later", ["long-gone", *(one.id for one in kept)], kept)
    assert [(one.title, one.section_id) for one in found] == [("And you?", "waking"), ("A note", "kettle")]
