"""Worksheets: one file that prints, loads nothing, and has room for every kind of answer."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.packs import section, write_pack
from tests.export.pages import browser, count_of_pages, printed, read
from tests.hostile import CONTROLS
from workbook.content.loader import Pack, open_pack
from workbook.content.model import Paragraph, Span
from workbook.errors import PackError
from workbook.export.codes import prompt_codes
from workbook.export.document import POLICY
from workbook.export.reading_html import first_sentences, reading_html
from workbook.export.worksheet import countries, pages_for, pages_of, worksheet
from workbook.workshop.agenda_folder import read_agenda

HOSTILE = '<script>alert("1")</script> & </style><img src=x onerror=y> \u202e'


def all_sections(pack: Pack) -> list[str]:
    """Every section of a pack, in order."""
    return [one.id for outline in pack.outlines for one in outline.sections]


def one_section(folder: Path, body: str) -> str:
    """The sheet of a pack with one section that has this body."""
    pack = open_pack(
        write_pack(
            folder / "pack", {"near.md": section(body), "far.md": section("").replace("a-section", "b")}
        )
    )
    return worksheet(pack, pages_of(pack, ["a-section"]))


def prompt(kind: str, *settings: str) -> str:
    """A prompt of a kind."""
    lines = "\n".join([f'kind = "{kind}"', *settings])
    return f":::{{prompt}} asked\n{lines}\n+++\nWhat now?\n:::\n"


@pytest.mark.parametrize("reading", [False, True])
def test_the_whole_workbook_prints_as_one_sound_page(chapters: Pack, reading: bool) -> None:
    """All sections at once: balanced, every id once, headings in order, nothing loaded, every code there."""
    pages = pages_of(chapters, all_sections(chapters))
    page = worksheet(chapters, pages, reading=reading)
    markup = read(page)
    codes = prompt_codes(chapters.outlines).by_prompt
    assert len(codes) > 50
    for code in codes.values():
        assert markup.words.count(code) == 1
    for one in pages:
        assert one.section.title in markup.words
        for item in one.section.prompts:
            assert " ".join(item.question.split()) in markup.words
    assert f'content="{POLICY.replace(chr(39), "&#x27;")}"' in page
    assert page.startswith('<!doctype html>\n<html lang="en">')


def test_a_heavy_question_comes_with_care(chapters: Pack) -> None:
    """Its gentler wording, its landing and the leave to leave it out stand with it."""
    words = read(worksheet(chapters, pages_of(chapters, ["the-cost"]))).words
    heavy = [one for one in chapters.section("the-cost").prompts if one.heavy]
    assert len(heavy) == 2
    assert words.count("You may leave this out") == 2
    for one in heavy:
        places = [words.index(part) for part in (one.question[:40], one.gentler, one.landing)]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (prompt("text", "lines = 4"), {'<div class="line">': 6}),
        (prompt("text", "lines = 40"), {'<div class="line">': 20}),
        (prompt("line"), {'<div class="line">': 1}),
        (prompt("list", "items = 4"), {'<li><span class="line">': 4}),
        (
            prompt("scale", 'low-label = "no"', 'high-label = "yes"'),
            {"<li>10</li>": 1, "0 = no": 1, "10 = yes": 1},
        ),
        (prompt("scale", "low = -100", "high = 100"), {"A number from -100 to 100:": 1, "<li>0</li>": 0}),
        (prompt("choice", 'options = ["a", "b", "c"]'), {"box round": 3, "Choose one.": 1}),
        (prompt("checklist", 'options = ["a", "b"]'), {"box square": 2, "Tick any.": 1}),
        (prompt("table", 'columns = ["One", "Two"]', "rows = 3"), {"<th scope": 2, "<td>": 6}),
        (prompt("letter", "lines = 3"), {'<div class="line">': 5, "To be opened on": 1}),
        (prompt("scale", "offer-below = 7", 'offer = "Halve it?"'), {"Below 7: Halve it?": 1}),
    ],
)
def test_every_kind_has_room_to_write(tmp_path: Path, asked: str, found: dict[str, int]) -> None:
    """Lines, numbered lines, boxes, tables: as many as the question asks for, and never an endless page."""
    page = one_section(tmp_path, asked)
    read(page)
    page = page.partition('id="support"')[0]
    assert {part: page.count(part) for part in found} == found


def test_a_practice_is_an_empty_table_or_a_form(tmp_path: Path) -> None:
    """Few fields give three rows; many give one entry, field below field."""
    fields = [
        f'[[fields]]\nid = "f{number}"\nlabel = "Field {number}"\nkind = "line"\n' for number in range(6)
    ]
    few, many = (
        one_section(
            tmp_path / str(count),
            f':::{{practice}} log\ntitle = "Log"\nentry = "thing"\n{"".join(fields[:count])}+++\n:::\n',
        )
        for count in (3, 6)
    )
    assert few.count("<td>") == 9
    assert many.count('<th scope="row">') == many.count("<td>") == 6


def test_what_a_pack_says_is_never_markup(tmp_path: Path) -> None:
    """Tags, quotes and hidden marks in a pack stand on paper as they were written, or not at all."""
    written = HOSTILE.replace('"', '\\"').replace("\u202e", "\\u202e")
    asked = prompt("choice", f'options = ["{written}", "b"]')
    page = one_section(tmp_path, f"Some `{HOSTILE[:20]}` words.\n\n{asked}")
    markup = read(page)
    assert "alert(" in markup.words
    assert "<script" not in page
    assert not CONTROLS.search(page.replace("\n", ""))


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60)
def test_any_words_of_a_reading_are_words(text: str, link: str) -> None:
    """Whatever stands in a reading or a link, the markup around it stays sound."""
    spans = (Span(text, strong=True), Span("word", emphasis=True, link=f"https://example.org/{link}"))
    read(f"<h1>x</h1>{reading_html((Paragraph(spans),))}")


def test_the_first_sentences_are_whole() -> None:
    """A summary ends with a sentence, even when the first is too long."""
    assert first_sentences("One. Two? “Three.” Four.", 16) == "One. Two?"
    assert first_sentences("One is long enough. Two.", 5) == "One is long enough."
    assert first_sentences("", 10) == ""


def test_contacts_are_those_of_the_country_and_of_any(chapters: Pack) -> None:
    """Without a country only what holds anywhere; with one its own first; always room for local ones."""
    pages = pages_of(chapters, ["small-promises"])
    plain = read(worksheet(chapters, pages)).words.partition("Somewhere to turn")[2]
    here = read(worksheet(chapters, pages, country="Australia")).words.partition("Somewhere to turn")[2]
    assert "Australia" in countries(chapters.info)
    assert "Any country" not in countries(chapters.info)
    assert "Lifeline" not in plain
    assert here.index("Lifeline") < here.index("Find A Helpline")
    assert "Find A Helpline" in plain
    for words in (plain, here):
        assert "Near here:" in words
        assert "checked 22 November 2026 against https://" in words


@pytest.mark.parametrize("name", ["45-minutes.toml", "90-minutes.toml", "120-minutes.toml"])
def test_an_agenda_gives_its_sections_with_the_questions_it_names(chapters: Pack, name: str) -> None:
    """In the order of the blocks; where it names questions, only those."""
    agenda = read_agenda(chapters.folder, name, chapters).agenda
    assert agenda is not None
    pages = pages_for(chapters, agenda)
    used = dict.fromkeys(block.section for block in agenda.blocks if block.section)
    assert [page.section.id for page in pages] == list(used)
    named = {block.prompt for block in agenda.blocks if block.prompt}
    assert named == {one.id for page in pages for one in page.prompts if one.id in named}
    for page in pages:
        here = named & {one.id for one in page.section.prompts}
        assert not here or {one.id for one in page.prompts} == here
    markup = read(worksheet(chapters, pages, title=agenda.title))
    notes = [block.notes.split("\n")[0][:40] for block in agenda.blocks if block.notes]
    assert len(notes) > 3
    assert not [note for note in notes if note in markup.words], (
        "what is for the facilitator alone is on the sheet"
    )


def test_a_section_that_is_not_there_is_said(chapters: Pack) -> None:
    """Nothing is printed for half of what was asked for."""
    with pytest.raises(PackError, match="nowhere"):
        pages_of(chapters, ["small-promises", "nowhere"])


def test_a_section_named_twice_is_printed_once(chapters: Pack) -> None:
    """Also under an earlier id: nobody needs two of the same page."""
    assert [page.section.id for page in pages_of(chapters, ["staying", "the-cost", "staying"])] == [
        "staying",
        "the-cost",
    ]


@pytest.mark.skipif(not browser(), reason="no Chromium, Chrome or Edge is installed to print with")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_real_browser_prints_it(chapters: Pack, tmp_path: Path, paper: str) -> None:
    """A PDF of a few pages of that size, with a page for the person who has only a browser."""
    page = worksheet(chapters, pages_of(chapters, ["small-promises", "the-cost"]), reading=True)
    pdf = printed(page.replace("@page {", f"@page {{ size: {paper};", 1), tmp_path)
    assert pdf.startswith(b"%PDF-")
    assert 3 <= count_of_pages(pdf) <= 7
    boxes = {
        tuple(round(float(side)) for side in box.split())
        for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    }
    assert boxes == {(0, 0, 595, 842) if paper == "A4" else (0, 0, 612, 792)}
