"""What the book writes is read back by a Markdown reader as it was typed."""

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbook.export.book import escaped, quoted
from workbook.text import clean

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
