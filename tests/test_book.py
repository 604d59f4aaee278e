"""What the book writes is read back by a Markdown reader as it was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import Clock
from workbook.content.loader import Pack
from workbook.export.book import markdown_book
from workbook.export.escaping import escaped, quoted
from workbook.store.answers import Answers
from workbook.store.records import Entry, Layer
from workbook.text import clean
from workbook.values import Value

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""CommonMark with what most readers add."""
AROUND = {
    "paragraph_open",
    "paragraph_close",
    "blockquote_open",
    "blockquote_close",
    "heading_open",
    "heading_close",
}

MARKS = st.text(alphabet="#>+-=~|*_`[]()<>&!:.\\'\" \t\n1234ab;é$^@/{}%", max_size=40)
TEXTS = st.one_of(MARKS, st.text(max_size=40)).map(clean)
LINES = TEXTS.map(lambda text: " ".join(text.split()))


def words_of(tokens: list[Token]) -> Iterator[str]:
    """Give the text of paragraphs and headings; fail for any other mark that was read."""
    for token in tokens:
        for part in token.children or ():
            assert part.type in ("text", "text_special", "softbreak", "hardbreak"), f"read as {part.type}"
            yield part.content or "\n"
        assert token.type == "inline" or token.type in AROUND, f"read as {token.type}"
        yield "\n" if token.type.endswith("_close") else ""


def read(markdown: str) -> list[str]:
    """Read Markdown; give the lines that have words, whatever the space around these."""
    return words("".join(words_of(READER.parse(markdown))))


def words(text: str) -> list[str]:
    """Give the lines of a text that have words, with single spaces between these."""
    return [" ".join(line.split()) for line in text.split("\n") if line.split()]


@given(LINES)
@example("1. one")
@example("[link](http://a) ![image](b) <b> &amp; `code` \\ ~~gone~~ | a |")
@example("[/] [@click=app.quit]x[/]")
def test_a_line_reads_as_it_was_typed(line: str) -> None:
    """Escaped text of one line is one paragraph of exactly that text."""
    assert read(escaped(line)) == words(line)


@given(LINES)
@example("C #")
@example("# # #")
def test_a_heading_reads_as_it_was_typed(line: str) -> None:
    """Escaped text can also stand in a heading or in bold."""
    assert read(f"### {escaped(line)}") == words(line)


@given(TEXTS)
@example("a\n===\nb\n---\n| a |\n| :- |\n")
@example("poem\n\n    indented\n\tby a tab\n    *more*")
@example("```\ncode\n~~~\n\n<script>\n\n[a]: b")
def test_a_quote_keeps_its_lines(text: str) -> None:
    """Quoted text is one quote with the same lines of words."""
    assert read(quoted(text)) == words(text)


def test_a_quote_keeps_indents_and_empty_lines() -> None:
    """A poem stays a poem: indents are kept as hard spaces, a gap as a paragraph."""
    assert quoted("one\n  two\n\nthree") == "> one  \n> \u00a0\u00a0two  \n>\n> three  "


@given(TEXTS)
def test_nothing_escapes_from_a_quote(text: str) -> None:
    """What follows a quoted text stands outside it."""
    tokens = READER.parse(f"{quoted(text)}\n\nafter")
    assert tokens[-2].content == "after"
    assert tokens[-2].level == 1


LONG = "a wording that is long enough to be kept when it is removed "
OPEN_LETTER = {"text": "word-letter", "opens": "2026-11-23"}


def _live_in(folder: Path, clock: Clock) -> None:
    """Write something of everything that can be written, over three visits, every word of it a `word-`."""
    with Answers.open(folder, clock=clock) as answers:
        for value in (f"{LONG} word-removed", "", "word-now"):
            answers.write("first-promise", value, section_id="s", question="Which?", kind="text")
        answers.write("gone", f"{LONG} word-blanked", section_id="s", question="Gone?", kind="text")
        answers.write("gone", "", section_id="s", question="Gone?", kind="text")
        answers.write("note", OPEN_LETTER, section_id="s", question="Dear later me?", kind="letter")
        values: dict[str, Value] = {"when": f"{LONG} word-first", "then": ["word-item"]}
        labels = {"when": "word-label", "then": "Then…"}
        entry = answers.add_entry(
            "promises", values, title="Promises", labels=labels, look_back_on="2026-11-30"
        )
        answers.save_person("word-name", "word-reach", "word-note")
    clock.pass_days(1)
    with Answers.open(folder, clock=clock) as answers:
        layer = answers.write("first-promise", "word-later", section_id="s", question="Which?", kind="text")
        answers.set_moved(layer.id, "word-moved")
        for text in (f"{LONG} word-lost", "", "word-second"):
            answers.change_entry(entry.id, {"when": text})
    clock.pass_days(1)
    with Answers.open(folder, clock=clock) as answers:
        answers.change_entry(entry.id, {"when": "word-third"})
        answers.end_entry(entry.id, "kept", "word-ending", "word-looking")


def test_the_book_is_everything_that_was_written(chapters: Pack, words: Path, clock: Clock) -> None:
    """Every word that is stored stands in it: also what was changed, removed, or is about people."""
    _live_in(words, clock)
    with Answers.open(words, read_only=True, clock=clock) as answers:
        stored = set(re.findall(r"word-\w+", str(answers.snapshot_json())))
        book = markdown_book(
            chapters, answers.all_layers(), answers.all_entries(), answers.people(), today=date(2026, 11, 24)
        )
    assert len(stored) == 17
    assert stored == set(re.findall(r"word-\w+", book))
    for said in (
        "a letter, to be opened: 23 November 2026",
        "to look back on: 30 November 2026",
        "looking back, 24 November 2026: word-ending · word-looking",
        "before, as of 22 November 2026:",
        "before, as of 23 November 2026:",
        "what moved: word-moved",
    ):
        assert said in book
    headings = re.findall(r"^## (.*)", book, re.MULTILINE)
    assert headings[-3:] == ["Promises", "Your own people", "Wordings that you removed"]
    quiet = book[book.index("## Wordings that you removed") :]
    assert set(re.findall(r"word-\w+", quiet)) >= {"word-removed", "word-blanked", "word-lost"}
    assert "word-now" not in quiet


def test_a_closed_letter_is_closed_throughout_the_book(chapters: Pack, clock: Clock) -> None:
    """Its answer, its removed wordings, and what an entry said before: only when it opens, until that day."""
    letter = {"text": "inmost", "opens": "2026-12-24"}
    with_drafts = {"at": "", "values": {"to": letter}}
    raw = {"id": "1", "value": letter, "drafts": [{"at": "", "value": "inmost"}], "question": "Dear?"}
    layer = Layer.from_json(raw)
    entry = Entry.from_json({"values": {"to": letter}, "earlier": [with_drafts], "drafts": [with_drafts]})
    for today, shown in ((date(2026, 12, 23), 0), (date(2026, 12, 24), 5)):
        book = markdown_book(chapters, [layer], [entry], today=today)
        assert book.count("inmost") == shown
        assert ("It opens on 24 December 2026" in book) == (shown == 0)
    later = replace(layer, value="", at=clock() + timedelta(days=1))
    assert "inmost" in markdown_book(chapters, [later], [], today=date(2026, 12, 23))


def test_a_book_without_anything_has_no_empty_headings(chapters: Pack) -> None:
    """Nothing written: the title alone."""
    assert markdown_book(chapters, [], [], today=date(2026, 11, 22)).count("#") == 1
