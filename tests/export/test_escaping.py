"""What a person typed is read back by a Markdown reader, and by a browser, as it was typed."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.export.reading import READER, Page, read, words
from workbook.export.escaping import escaped, in_cell, quoted
from workbook.export.html_text import css_string, lines, paragraphs, text
from workbook.text import clean

MARKS = st.text(alphabet="#>+-=~|*_`[]()<>&!:.\\'\" \t\n1234ab;é$^@/{}%", max_size=40)
TEXTS = st.one_of(MARKS, st.text(max_size=40)).map(clean)
LINES = TEXTS.map(lambda text: " ".join(text.split()))
HUGE = 10_000_000
"""Characters; what takes the square of a length never ends here."""


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
@example("\\#")
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


@given(st.lists(TEXTS, min_size=2, max_size=3))
@example(["a | b \\| c \\", "x\n\n| y |\n|---|"])
def test_a_cell_reads_as_it_was_typed(cells: list[str]) -> None:
    """A row has as many cells as were put in, each with its lines."""
    row = " | ".join(map(in_cell, cells))
    header = " | ".join("h" for _ in cells)
    tokens = READER.parse(f"| {header} |\n|{'---|' * len(cells)}\n| {row} |\n\nafter")
    inline = [token for token in tokens if token.type == "inline"]
    assert len(inline) == 2 * len(cells) + 1
    for token, cell in zip(inline[len(cells) : -1], cells, strict=True):
        parts = token.children or []
        assert all(part.type in ("text", "text_special") or part.content == "<br>" for part in parts)
        assert words(
            "".join("\n" if part.type == "html_inline" else part.content for part in parts)
        ) == words(cell)


@given(TEXTS)
@example("</style><script>alert(1)</script> <!-- & &amp; \"'>")
@example("one\n\n  two\n\n\n\tthree\n")
def test_html_reads_as_it_was_typed(typed: str) -> None:
    """A browser reads the same lines of words, and no tag but ours."""
    assert Page(paragraphs(typed)).words == words(typed)
    assert Page(lines(typed)).words == words(typed)
    assert Page(f'<p class="{text(typed)}">x</p>').words == ["x"]


@given(st.text(max_size=40))
@example('</style>";}\n\\')
def test_a_string_in_a_style_sheet_ends_where_it_should(typed: str) -> None:
    """Nothing in it can end the string or the sheet."""
    written = css_string(typed)
    assert written[0] == written[-1] == '"'
    assert not set(written[1:-1]) & set('"<>\n{}')


@settings(deadline=None)
@given(st.text(max_size=60))
@example("\x00\x1b]52;c;UFdORUQ=\x07\u202edetrevni\ud800")
def test_what_could_harm_a_reader_is_gone(typed: str) -> None:
    """Control codes, hidden reordering and what is no text at all reach neither file."""
    for written in (paragraphs(typed), quoted(typed), in_cell(typed)):
        assert written.encode("utf-8").decode("utf-8") == written
        assert not set(written) & set("\x00\x07\x1b\x9b\u202e\u2066\ufeff")


def test_ten_million_characters_of_anything_are_written() -> None:
    """A very long text of marks takes its time once, not its square."""
    for mark in ("#", " #", "\n", " ", "<", "\\", "w", "# x"):
        typed = mark * (HUGE // len(mark) // 20) + "end"
        assert quoted(typed).endswith("end  ")
        assert in_cell(typed).endswith("end")
        assert paragraphs(typed).endswith("end</p>")
    assert len(paragraphs("word " * (HUGE // 5))) > HUGE
    assert len(quoted("word " * (HUGE // 5))) > HUGE
