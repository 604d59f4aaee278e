"""Markdown becomes blocks and spans, and what cannot be shown is told."""

import pytest

from tests.content.packs import chapter, found_at, line_of, parse, section
from workbook.content.model import (
    Blocks,
    Code,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Subheading,
    Table,
    spans_of,
)


def reading(markdown: str) -> Blocks:
    """Read a section's reading and see that nothing is wrong with it."""
    parsed = parse(section(markdown))
    assert parsed.problems == ()
    assert parsed.chapter is not None
    return parsed.chapter.sections[0].reading


def words(text: str) -> Paragraph:
    """Give a paragraph in plain style."""
    return Paragraph((Span(text),))


def test_styles() -> None:
    """Strong, emphasis and code should be kept, and line ends become spaces."""
    assert reading("plain **strong *both***\n*soft* `co de`") == (
        Paragraph(
            (
                Span("plain "),
                Span("strong ", strong=True),
                Span("both", strong=True, emphasis=True),
                Span(" "),
                Span("soft", emphasis=True),
                Span(" "),
                Span("co de", code=True),
            )
        ),
    )


def test_a_hard_line_break_is_kept() -> None:
    """A line that ends in a backslash should end."""
    assert reading("one\\\ntwo") == (words("one\ntwo"),)


def test_escapes_and_entities_are_read() -> None:
    """What is escaped should be shown as meant, and be one run of text."""
    assert reading(r"\*not soft\* &amp; 3 < 4 \<b>") == (words("*not soft* & 3 < 4 <b>"),)


def test_square_brackets_stay() -> None:
    """Brackets are words here, not markup."""
    assert reading("I feel [sad] and [/] and [@click=app.quit]x[/]") == (
        words("I feel [sad] and [/] and [@click=app.quit]x[/]"),
    )


def test_links() -> None:
    """Links to sections should lose the file's name, links to pages stay as they are."""
    spans = spans_of(reading("[a](#b) [**c**](other.md#d) <https://e.org/f?g=h#i> [j](http://k.org)"))
    assert [(span.text, span.link) for span in spans if span.link] == [
        ("a", "#b"),
        ("c", "#d"),
        ("https://e.org/f?g=h#i", "https://e.org/f?g=h#i"),
        ("j", "http://k.org"),
    ]


def test_a_section_knows_its_links() -> None:
    """The sections that a reading links to should be listed once each, in order."""
    parsed = parse(section("[a](#two) [b](x.md#one) [c](#two) [d](https://e.org/)"))
    assert parsed.chapter is not None
    assert parsed.chapter.sections[0].links == ("two", "one")


def test_nested_blocks() -> None:
    """Quotes and lists should hold blocks of their own."""
    assert reading("> quoted\n>\n> - item\n>\n>   more of it\n\n3. three\n4. four\n") == (
        Quote((words("quoted"), Listing(((words("item"), words("more of it")),)))),
        Listing(((words("three"),), (words("four"),)), start=3),
    )


def test_code_rule_and_subheading() -> None:
    """Code should stay as it stands, a rule be a break, deeper headings be subheadings."""
    assert reading(
        "### Deeper *still*\n\n```python\na = [1]\n\n## no {#section}\n```\n\n***\n\n    indented\n"
    ) == (
        Subheading((Span("Deeper "), Span("still", emphasis=True))),
        Code("a = [1]\n\n## no {#section}"),
        Rule(),
        Code("indented"),
    )


def test_a_table_has_the_same_number_of_cells_everywhere() -> None:
    """Rows that are short should be filled up, and rows that are long cut to the header."""
    (table,) = reading("| a | b |\n|---|---|\n| *c* |\n| d | e | f |\n")
    assert table == Table(
        header=((Span("a"),), (Span("b"),)),
        rows=(((Span("c", emphasis=True),), ()), ((Span("d"),), (Span("e"),))),
    )


def test_words_before_the_first_section_are_the_opening() -> None:
    """A chapter can open with some words."""
    parsed = parse(chapter("Opening words.\n\n## One {#one}\n\nReading.\n"))
    assert parsed.problems == ()
    assert parsed.chapter is not None
    assert parsed.chapter.opening == (words("Opening words."),)
    assert parsed.chapter.sections[0].reading == (words("Reading."),)


PROBLEMS = [
    ("<b>bold</b>", "<b>", "HTML is not read"),
    ("first\nsecond <!-- note -->", "second", "HTML is not read"),
    ("first\n![a cat](cat.png)", "cat.png", "a picture cannot be shown"),
    ("first\n[a](javascript:alert)", "javascript", "leads nowhere"),
    ("first\n[a](other.md)", "other.md", "leads nowhere"),
    ("[a](../other.md#b)", "../other", "leads nowhere"),
    ("[a](C:\\other.md#b)", "other.md", "leads nowhere"),
    ("[a](#No-Id)", "#No-Id", "leads nowhere"),
    ("[a](file:///etc/passwd)", "passwd", "leads nowhere"),
    ("[a](https://bank.org@evil.org/)", "evil", "leads nowhere"),
    ("<someone@example.org>", "someone", "leads nowhere"),
    ("one\ntwo\n[](#a-section)", "[](", "this link has no words"),
    ("### Deeper {#id}", "### Deeper", "only a section has an id"),
    ("# Title", "# Title", "the title is in the front matter"),
    ("Title\n=====", "Title", "a title with a line under it"),
    ("words\n\nTitle\n-----", "Title", "a title with a line under it"),
    ("> ## Title {#title}", "> ##", "a section cannot begin inside"),
    (" ## Title {#title}", " ## Title", "at the left edge"),
    ("- item\n\n  :::{answer} a\n  x\n  :::", "{answer}", "cannot stand here"),
    ("words\n\n  ```\n## Title {#title}\n  ```", "## Title", "a section cannot begin inside"),
    ("## Head | b\n---|---\n", "## Head", "a section cannot begin inside"),
    ("> " * 30 + "deep", "deep", "nested too deeply"),
    ("words\n\n" + "- " * 22 + "deep", "deep", "nested too deeply"),
    ("words\n\n" + "|a" * 21 + "|\n" + "|-" * 21 + "|\n", "|a|a", "this table has 21 columns"),
]


@pytest.mark.parametrize(("markdown", "at", "wrong"), PROBLEMS)
def test_what_cannot_be_shown_is_told_at_its_line(markdown: str, at: str, wrong: str) -> None:
    """Each thing that a reading cannot hold should be reported where it stands."""
    text = section(markdown)
    parsed = parse(text)
    found_at(parsed.problems, line_of(text, at), wrong)
    assert not parsed.is_sound


def test_html_in_code_is_fine() -> None:
    """Between backticks anything can be shown."""
    assert spans_of(reading("`<b>` and `![a](b)`"))[0] == Span("<b>", code=True)


def test_as_deep_as_allowed() -> None:
    """Ten lists in each other should still be read, down to the last word."""
    spans = spans_of(reading("- " * 9 + "deep"))
    assert spans == (Span("deep"),)


def test_too_many_blocks() -> None:
    """A chapter of more than 400 blocks should be told to divide itself."""
    parsed = parse(section("a\n\n" * 400))
    assert parsed.problems == ()
    parsed = parse(section("a\n\n" * 399 + "> b"))
    found_at(parsed.problems, 0, "401 blocks")
