"""Own questions and notes: how they are worded, and how they stand on a section's page."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import CONTROLS
from workbook.content.loader import Pack
from workbook.moments import now
from workbook.progress.own_prompts import (
    LONGEST_WORDING,
    MOST_LINES,
    NOTE,
    is_own,
    note_page,
    place_in_words,
    with_own,
    worded,
)
from workbook.store.records import OwnPrompt


def own(section_id: str, question: str = "What now?", name: str = "own:1") -> OwnPrompt:
    """Make a question or note of one's own."""
    at = now()
    return OwnPrompt(id=name, section_id=section_id, question=question, at=at, saved_at=at, offset="+00:00")


@settings(max_examples=60)
@given(st.text(max_size=600))
def test_a_wording_is_clean_and_short(text: str) -> None:
    """Whatever was typed: a few lines of plain text; wording it again changes nothing."""
    wording = worded(text)
    assert len(wording) <= LONGEST_WORDING
    assert len(wording.splitlines()) <= MOST_LINES
    assert not CONTROLS.search(wording.replace("\n", ""))
    assert worded(wording) == wording


def test_lines_beyond_the_third_join_it() -> None:
    """No word of a short question that was pasted in many lines is lost."""
    assert worded(" one\n\ntwo  words\nthree\nfour\n") == "one\ntwo words\nthree four"
    assert worded(" \n ") == ""
    assert len(worded("why " * 10_000)) <= LONGEST_WORDING


def test_a_page_says_what_is_ones_own(chapters: Pack) -> None:
    """At the end of the page stand the question and the note, told apart from the pack's."""
    section = chapters.section(chapters.outlines[0].sections[0].id)
    section = replace(section, was=("earlier-name",))
    page = with_own(section, [own(section.id), own("earlier-name", "", "own:2"), own("elsewhere")])
    count = len(section.page)
    assert [item.id for item in page.page[count:]] == ["own:1", "own:2"]
    assert place_in_words(page, count) == f"{count + 1} of {count + 2} · your question"
    assert place_in_words(page, count + 1) == f"{count + 2} of {count + 2} · your note"
    assert place_in_words(page, 0) == f"1 of {count + 2}"
    assert [is_own(item) for item in page.page] == [False] * count + [True, True]


def test_a_free_note_has_a_page_of_its_own() -> None:
    """It has no number, and what it said before shows at once."""
    page = note_page("own:3")
    (prompt,) = page.prompts
    assert (prompt.id, prompt.question, prompt.again) == ("own:3", NOTE, True)
    assert place_in_words(page, 0) == "your note"
