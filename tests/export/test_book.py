"""What stands in the book: everything that was chosen, in its place, in both formats."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.export.reading import READER, Page
from tests.export.writing import ALL, in_every_format, written_in
from tests.hostile import ATTACKS, CONTROLS, hostile, hostile_pack, token
from workbook.content.loader import Pack, open_pack
from workbook.export.choice import BookChoice
from workbook.export.making import make_book
from workbook.export.sources import Words
from workbook.export.writers import FORMATS
from workbook.store.answers import Answers
from workbook.store.origin import FROM_ANOTHER_COPY
from workbook.store.records import BROUGHT, CheckIn, Entry, Layer, OwnPrompt
from workbook.values import COMING_BACK, Seals

NOW = datetime(2026, 11, 24, 12, 4, tzinfo=UTC)


def layer_of(value: object, **others: object) -> Layer:
    """Make a layer of 22 November 2026."""
    raw = {"id": "1", "prompt_id": "one-word", "section_id": "waking", "at": "2026-11-22T12:00:00Z"}
    return Layer.from_json({**raw, "value": value, **others})


@pytest.mark.parametrize("name", FORMATS)
def test_the_book_is_everything_that_was_written(little: Pack, lived: Path, clock: Clock, name: str) -> None:
    """Every word that is stored stands in it, also what was changed, removed, or is about people."""
    with Answers.open(lived, read_only=True, clock=clock) as answers:
        stored = set(re.findall(r"word-\w+", str(answers.snapshot_json())))
    book = written_in(little, lived, ALL, clock())[name]
    assert len(stored) == 28
    assert stored == set(re.findall(r"word-\w+", book))


@pytest.mark.parametrize("name", FORMATS)
def test_the_usual_book_leaves_out_what_was_removed(
    little: Pack, lived: Path, clock: Clock, name: str
) -> None:
    """Unless it is asked for."""
    usual, whole = (written_in(little, lived, choice, clock())[name] for choice in (BookChoice(), ALL))
    removed = {"word-removed", "word-blanked", "word-lost"}
    assert set(re.findall(r"word-\w+", whole)) - set(re.findall(r"word-\w+", usual)) == removed


def test_markdown_stands_in_order(little: Pack, lived: Path, clock: Clock) -> None:
    """By chapter and section, then and now, practices as tables, and what is no chapter last."""
    book = written_in(little, lived, ALL, clock())["markdown"]
    headings = re.findall(r"^##+ (.*)", book, re.MULTILINE)
    assert headings == [
        *("Morning", "Waking", "Every kind", "Evening", "Lamp", "Lamps I lit", "word-title"),
        *("Notes of your own", "Answers to questions that are not in the chapters now"),
        *("Sentences you kept", "The tide", "Your own people", "Wordings that you removed"),
    ]
    for said in (
        "*then · 22 November 2026*\n\nasked then: word-asked?\n\n> word-now",
        "*now · 23 November 2026*",
        "what moved: word-moved",
        "**word-own?**\n\n*22 November 2026*\n\n> word-owned",
        "| Day | word-label | Then… | sure | Looking back |",
        "| 22 November 2026 | word-third |  | 7 of 10 | 24 November 2026: word-ending · word-looking |",
        "| before, as of 23 November 2026 | word-second |",
        "| 22 November 2026 | 3 of 10 | word-wobbly |",
        "a letter, to be opened on 23 November 2026\n\n> word-letter",
    ):
        assert said in book
    tables = [token for token in READER.parse(book) if token.type == "table_open"]
    assert len(tables) == 3


def test_html_stands_in_order(little: Pack, lived: Path, clock: Clock) -> None:
    """One file that asks for nothing; headings that leave out no level; a contents that leads everywhere."""
    book = written_in(little, lived, ALL, clock())["html"]
    page = Page(book)
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [title for level, title in page.headings if level == 2] == [
        *("Contents", "Morning", "Evening", "Practices", "Notes of your own"),
        *("Answers to questions that are not in the chapters now", "Sentences you kept", "The tide"),
        *("Your own people", "Wordings that you removed"),
    ]
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(link[0] == "#" for link in page.links)
    assert all(date.fromisoformat(day) for day in page.times)
    assert page.policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert '<html lang="en">' in book
    for outside in ("http", "@import", "url(h", "<script", "<link", "src=", "javascript:"):
        assert outside not in book.replace("http://www.w3.org/2000/svg", "").replace(
            "http-equiv", ""
        ).replace("default-src", "")


def test_html_sets_then_beside_now(little: Pack, lived: Path, clock: Clock) -> None:
    """The newest beside the one before; what is older beneath, the newest of it first."""
    layers = [
        layer_of(f"word-{day}", id=str(day), at=f"2026-11-1{day}T12:00:00Z", question="Which?")
        for day in (2, 4, 1, 3)
    ]
    book = in_every_format(little, Words(layers=layers), BookChoice(), NOW)["html"]
    assert re.findall(r"word-\d", book) == ["word-3", "word-4", "word-2", "word-1"]
    both = book[book.index('class="then-now"') : book.index('class="older"')]
    assert re.findall(r"word-\d", both) == ["word-3", "word-4"]
    page = Page(book).words
    assert page[page.index("word-3") - 2].startswith("then")
    assert page[page.index("word-4") - 2].startswith("now")
    assert "asked then: Which?" in page


def test_html_shows_lists_tables_and_labels(little: Pack, lived: Path, clock: Clock) -> None:
    """A list is a list, a table a table, each column and row with its heading."""
    layers = [
        layer_of(["one", "", "two"], prompt_id="few-things"),
        layer_of([{"Thing": "a cup", "Place": "the shelf"}], id="2", prompt_id="kind-table"),
    ]
    book = in_every_format(little, Words(layers=layers), BookChoice(), NOW)["html"]
    assert '<ul><li dir="auto">one</li><li dir="auto">two</li></ul>' in book
    assert '<th scope="col">Thing</th><th scope="col">Place</th>' in book
    assert '<td dir="auto">a cup</td><td dir="auto">the shelf</td>' in book
    lamps = written_in(little, lived, BookChoice(), clock())["html"]
    assert '<th scope="row"><time datetime="2026-11-22">22 November 2026</time></th>' in lamps
    assert '<table class="practice" aria-labelledby="practice-1">' in lamps


@pytest.mark.parametrize("opens", ["2026-12-24", COMING_BACK])
def test_a_closed_letter_is_closed_throughout_the_book(little: Pack, opens: str) -> None:
    """Its answer, its removed wordings, what an entry said before, a sentence of it: only when it opens."""
    letter = {"text": "inmost", "opens": opens}
    before = {"at": "", "values": {"to": letter}}
    layer = layer_of(letter, drafts=[{"at": "", "value": "inmost"}], question="Dear?")
    entry = Entry.from_json({"id": "2", "values": {"to": letter}, "earlier": [before], "drafts": [before]})
    for opened, shown in ((frozenset[str](), 0), (frozenset({"1", "2"}), 5)):
        words = Words(layers=[layer], entries=[entry], seals=Seals(date(2026, 12, 23), opened))
        for book in in_every_format(little, words, ALL, NOW).values():
            assert book.count("inmost") == shown
            assert ("A letter. It opens" in book) == (shown == 0)
    later = Words(layers=[replace(layer, value="", at=NOW)], seals=Seals(date(2026, 12, 23)))
    assert all("inmost" in book for book in in_every_format(little, later, ALL, NOW).values())


def test_a_book_without_anything_has_no_empty_headings(little: Pack) -> None:
    """Nothing written: the title alone, and the book says of itself that it is empty."""
    book = make_book(little, Words(), ALL, NOW)
    assert book.is_empty
    assert FORMATS["markdown"].write(book) == "# A little pack\n"
    assert [title for _, title in Page(FORMATS["html"].write(book)).headings] == ["A little pack"]


def test_what_is_ones_own_stands_where_it_was_put(little: Pack) -> None:
    """A question taken off its page keeps its words there; one of a section that is gone is a note; none is lost."""
    raw = {"at": "2026-11-22T12:00:00Z", "saved_at": "", "offset": "+00:00"}
    own = [
        OwnPrompt.from_json({**raw, "id": "own:1", "section_id": "nowhere", "question": "word-adrift?"}),
        OwnPrompt.from_json({**raw, "id": "own:2", "section_id": "dark", "question": "word-unanswered?"}),
    ]
    layers = [
        layer_of("word-adrift-answer", id="1", prompt_id="own:1", section_id="nowhere"),
        layer_of("word-off", id="3", prompt_id="own:3", section_id="kettle", question="word-taken-off?"),
    ]
    book = make_book(little, Words(layers=layers, own=own), BookChoice(), NOW)
    assert [
        (page.title, page.questions[0].question) for chapter in book.chapters for page in chapter.sections
    ] == [
        ("Kettle", "word-taken-off?"),
        ("Dark", "word-unanswered?"),
    ]
    assert [asked.question for asked in book.notes] == ["word-adrift?"]
    assert not book.shelf


def test_hostile_words_do_nothing_in_either_format(tmp_path: Path) -> None:
    """A pack and answers full of harm: no stray tag, no control code, and the words stand as they were typed."""
    pack = open_pack(hostile_pack(tmp_path / "pack"))
    harm = (
        f"{hostile('calm')} </style></title><script>alert(1)</script> <img src=x onerror=y> <!-- ]]> [a](b)"
    )
    raw = {"section_id": "first", "question": harm, "moved": harm}
    layers = [layer_of(harm, id=name, prompt_id=name, **raw) for name in ("text", "gone", "own:1")]
    entry = {
        "practice_id": "practice",
        "title": harm,
        "values": {harm: harm},
        "labels": {harm: harm},
        "note": harm,
    }
    words = Words(
        layers=layers,
        entries=[Entry.from_json(entry), Entry.from_json({**entry, "practice_id": harm})],
        checkins=[CheckIn.from_json({"level": 3, "word": harm, "at": "2026-11-22T12:00:00Z"})],
    )
    books = in_every_format(pack, words, ALL, NOW)
    for book in books.values():
        assert not CONTROLS.search(book.replace("\n", ""))
        assert all(attack not in book for attack in ATTACKS.values())
    page = Page(books["html"])
    assert page.styles == 1
    assert any(line.startswith(token("calm")) and "<script>alert(1)</script>" in line for line in page.words)
    allowed = {
        "text",
        "text_special",
        "softbreak",
        "hardbreak",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }
    for block in READER.parse(books["markdown"]):
        assert block.type != "html_block"
        for part in block.children or ():
            assert part.type in allowed or part.content == "<br>", part


def test_ten_thousand_layers_make_a_whole_book(little: Pack) -> None:
    """Every one of them stands in it."""
    layers = [
        layer_of(f"answer-{number} " * 60, id=str(number), at=(NOW - timedelta(hours=number)).isoformat())
        for number in range(10_000)
    ]
    books = in_every_format(little, Words(layers=layers), ALL, NOW)
    for book in books.values():
        assert len(set(re.findall(r"answer-\d+", book))) == 10_000


@pytest.mark.parametrize("name", FORMATS)
def test_another_version_says_that_it_is_from_another_copy(little: Pack, name: str) -> None:
    """What was brought in beside one's own stands there as what it is; one's own says nothing."""
    mine, theirs = layer_of("clear"), layer_of("grey", id=f"{BROUGHT}1")
    made = in_every_format(little, Words(layers=[theirs, mine]), BookChoice(), NOW)[name]
    assert made.count(FROM_ANOTHER_COPY) == 1
    assert made.index("grey") - made.index(FROM_ANOTHER_COPY) < 100
