"""Any bytes give a chapter or a list of problems, and nothing hostile comes through."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.packs import CHAPTERS, FAR, NEAR, chapter, found_at, line_of, parse, section
from workbook.content.outline import outline_of
from workbook.content.parser import ParsedChapter, parse_chapter
from workbook.content.scaffold import STARTER
from workbook.content.source_text import MAX_BYTES

REAL = [*CHAPTERS.values(), *(path.read_text(encoding="utf-8") for path in sorted(STARTER.glob("*.md")))]

PIECES = [
    "## Title {#title}",
    "## {#}",
    '## A {#b was="c d"} ##',
    "### Sub",
    ":::{prompt} some-id",
    ":::{practice} log",
    ":::{facilitator}",
    ":::{answer} some-id",
    "::::",
    ":::",
    "   :::",
    "+++",
    'kind = "text"',
    'kind = "table"',
    "[[fields]]",
    "[look-back]",
    'id = "a"',
    "- item",
    "  - item",
    "> quote",
    "```",
    "~~~~",
    "    ",
    "| a | b |",
    "|---|---|",
    "Title",
    "---",
    "[a](b.md#c)",
    "[a]: #b",
    "![a](b)",
    "*a **b* c**",
    "&#x202e;&#27;",
    "<b>",
    "\\",
    "",
    "\t",
    "x",
]
pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join)


def strings_in(value: object) -> Iterator[str]:
    """Give every string inside of a model."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from strings_in(part)


def assert_well_formed(parsed: ParsedChapter) -> None:
    """See that a result is a chapter or says why not, in words that can be shown."""
    assert parsed.chapter is not None or parsed.problems
    for problem in parsed.problems:
        assert problem.line >= 0
        assert problem.wrong
        assert "\n" not in str(problem)
    for text in strings_in([parsed.chapter, parsed.problems]):
        assert unicodedata.is_normalized("NFC", text)
        assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\t"]
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def assert_outline_agrees(raw: bytes, parsed: ParsedChapter) -> None:
    """See that a scan of the lines found in a sound chapter what the parser did."""
    outline = outline_of(raw, "some.md")
    if not parsed.is_sound:
        return
    assert parsed.chapter is not None
    assert outline.missing == ""
    assert outline.title == parsed.chapter.title
    assert [
        (section.id, section.title, section.was, section.prompt_ids, section.practice_ids)
        for section in outline.sections
    ] == [
        (
            section.id,
            section.title,
            section.was,
            tuple(prompt.id for prompt in section.prompts),
            tuple(practice.id for practice in section.practices),
        )
        for section in parsed.chapter.sections
    ]


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """No bytes should end in a traceback."""
    parsed = parse_chapter(raw, "some.md")
    assert_well_formed(parsed)
    assert_outline_agrees(raw, parsed)


@given(st.text(max_size=300))
def test_any_text_below_front_matter(text: str) -> None:
    """No text should either."""
    raw = section(text).encode("utf-8", "replace")
    parsed = parse_chapter(raw, "some.md")
    assert_well_formed(parsed)
    assert_outline_agrees(raw, parsed)


@settings(max_examples=300)
@given(pieces)
def test_any_order_of_lines(text: str) -> None:
    """Lines that mean something, in an order that does not, should be told as problems."""
    raw = section(text).encode()
    parsed = parse_chapter(raw, "some.md")
    assert_well_formed(parsed)
    assert_outline_agrees(raw, parsed)


@settings(max_examples=300)
@given(st.sampled_from(REAL), st.data())
def test_real_chapters_with_something_changed(text: str, data: st.DataObject) -> None:
    """A line lost, doubled or put in should give a chapter or a list of problems."""
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "double", "put in", "cut", "chars"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "put in":
                lines.insert(at, data.draw(st.sampled_from(PIECES)))
            case "cut":
                del lines[at:]
            case _:
                lines[at] += data.draw(st.text(max_size=5))
        lines = lines or [""]
    raw = "\n".join(lines).encode("utf-8", "replace")
    parsed = parse_chapter(raw, "some.md")
    assert_well_formed(parsed)
    assert_outline_agrees(raw, parsed)


@pytest.mark.parametrize("text", REAL)
def test_real_chapters_are_sound(text: str) -> None:
    """Before anything is changed in them, nothing should be wrong with them."""
    parsed = parse(text)
    assert parsed.is_sound, parsed.problems
    assert_outline_agrees(text.encode(), parsed)


HOSTILE = (
    "\x1b]52;c;aGk=\x07 \x1bc \x9b31m \u202edlrow\u2066 \ufeff\U000e0041 [/] [@click=app.quit]x[/] e\u0301"
)
ENTITIES = "&#27;]52;c;x&#7; &#x9b;31m &#x202e;drow &#0; &#xd800; e&#x301;"
ESCAPED = r"\u001b]52;c;x\u0007 \u202edrow \u009b31m [/] [bold] \uFEFF e\u0301"


def test_hostile_text_comes_out_plain() -> None:
    """No control sequence and no reordering should survive, wherever they stand; brackets should."""
    text = f"""+++
title = "T {ESCAPED}"
source = "S {ESCAPED}"
+++
Opening {HOSTILE} {ENTITIES}

## One {HOSTILE} {{#one}}

Reading {HOSTILE} *{ENTITIES}* `{HOSTILE}` [{HOSTILE}](#one)

    code {HOSTILE}

| {HOSTILE} |
|---|
| {ENTITIES} |

:::{{answer}} some-id
Not yet {HOSTILE} {ENTITIES}
:::

:::{{prompt}} some-id
kind = "choice"
options = ["a {ESCAPED}", "b"]
weight = "heavy"
gentler = "{ESCAPED}"
landing = "{ESCAPED}"
+++
Why {HOSTILE} {ENTITIES}?
:::

:::{{practice}} log
title = "{ESCAPED}"
entry = "{ESCAPED}"
[[fields]]
id = "a"
label = "{ESCAPED}"
hint = "{ESCAPED}"
kind = "scale"
offer = "{ESCAPED}"
offer-below = 3
[look-back]
ask = "{ESCAPED}"
[[look-back.endings]]
id = "done"
label = "{ESCAPED}"
+++
:::

:::{{facilitator}}
opening = "{ESCAPED}"
+++
{HOSTILE}
:::
"""
    parsed = parse(text)
    assert parsed.is_sound, parsed.problems
    assert_well_formed(parsed)
    kept = list(strings_in(parsed.chapter))
    assert sum("[/]" in string for string in kept) >= 14
    assert any("[@click=app.quit]x[/]" in string for string in kept)
    assert any(problem.warning and "U+001B" in str(problem) for problem in parsed.problems)


def test_an_unreadable_address_is_told_plainly() -> None:
    """What is wrong should be told without the control codes that made it wrong."""
    parsed = parse(section("[a](https://e.org/&#27;]52;c;x&#7;&#x202e;)"))
    assert_well_formed(parsed)


def test_a_byte_order_mark_is_dropped() -> None:
    """A file saved by an editor that writes a mark should be read as if it had none."""
    assert parse_chapter(b"\xef\xbb\xbf" + NEAR.encode(), "near.md").problems == ()


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends(ends: str) -> None:
    """Lines should be counted and read alike however they end."""
    parsed = parse_chapter(NEAR.replace("\n", ends).encode(), "near.md")
    assert parsed.problems == ()
    assert parsed == parse_chapter(NEAR.encode(), "near.md")


def test_exotic_line_ends_do_not_shift_line_numbers() -> None:
    """Problems should stand at the lines that an editor shows."""
    text = section("one\u2028two\u0085three\n\n![a](b)")
    found_at(parse(text).problems, line_of(text, "![a]"), "picture")


def test_bytes_that_are_no_text() -> None:
    """The line with the first byte that is not UTF-8 should be told."""
    parsed = parse_chapter(b"+++\ntitle = 'x'\n+++\n## A {#a}\n\xff\n", "some.md")
    assert parsed.chapter is None
    found_at(parsed.problems, 5, "not UTF-8")


def test_a_file_that_is_too_large() -> None:
    """A file above the limit should not be read at all; one at the limit should."""
    text = section("words\n" * 5)
    whole = text.encode() + b"\n" * (MAX_BYTES - len(text))
    assert parse_chapter(whole, "some.md").problems == ()
    found_at(parse_chapter(whole + b"\n", "some.md").problems, 0, "larger than 128 KB")


def test_a_line_that_is_too_long() -> None:
    """A line above the limit should be told before anything is made of it."""
    text = section("fine\n" + "a" * 20_001)
    parsed = parse(text)
    assert parsed.chapter is None
    found_at(parsed.problems, line_of(text, "aaaa"), "longer than 20,000")


FRONT_MATTER = [
    ("", 1, "this chapter has no front matter"),
    ("# Title\n\nWords.\n", 1, "this chapter has no front matter"),
    ('\n\n+++\ntitle = "A"\n+++\n## B {#b}\nx\n', 1, "an empty line stands before the front matter"),
    ('+++\ntitle = "A"\n## B {#b}\nx\n', 1, "the front matter never ends"),
    ('+++\nsource = "A"\n+++\n## B {#b}\nx\n', 1, "this chapter has no title"),
    ('+++\ntitle = ""\n+++\n## B {#b}\nx\n', 2, "title is empty"),
    ("+++\ntitle = A\n+++\n## B {#b}\nx\n", 2, "not TOML"),
    ('+++\ntitle = "A"\ntitel = "B"\n+++\n## B {#b}\nx\n', 3, 'did you mean "title"?'),
    ('+++\ntitle = "A"\n+++\nOnly an opening.\n', 0, "this chapter has no section"),
]


@pytest.mark.parametrize(("text", "line", "wrong"), FRONT_MATTER)
def test_front_matter(text: str, line: int, wrong: str) -> None:
    """What is wrong at the top of a chapter should be told."""
    found_at(parse(text).problems, line, wrong)


def test_lines_below_blank_lines_are_counted_from_the_top() -> None:
    """Blank lines before the front matter should not move the other problems."""
    text = "\n\n" + section("![a](b)")
    found_at(parse(text).problems, line_of(text, "![a]"), "picture")


HEADINGS = [
    ("## Words", "Words", "this section has no id; write ## Words {#words}"),
    ("## Small promises, kept!", "Small", "write ## Small promises, kept! {#small-promises-kept}"),
    ("##", "##", "this section has no title"),
    ("## {#some-id}", "##", "this section has no title"),
    ("## Words {#Some-Id}", "Words", '"Some-Id" cannot be an id'),
    ("## Words {some-id}", "Words", "{some-id} cannot be read"),
    ("## Words {#some-id was=old}", "Words", 'write {#some-id} or {#some-id was="old-id"}'),
    ('## Words {#some-id was="Old"}', "Words", '"Old" cannot be an id'),
    ("## *Words* {#some-id}", "Words", "a section's title is plain words"),
    ("## [Words](#a) {#some-id}", "Words", "a section's title is plain words"),
]


@pytest.mark.parametrize(("heading", "at", "wrong"), HEADINGS)
def test_headings(heading: str, at: str, wrong: str) -> None:
    """What is wrong with a section's heading should be told at its line."""
    text = chapter(f"{heading}\nReading.\n")
    found_at(parse(text).problems, line_of(text, at), wrong)


def test_an_earlier_id_is_kept() -> None:
    """A section should know what it was called."""
    parsed = parse(chapter('## A & B [c] {#a was="old older"} ##\nReading.\n'))
    assert parsed.problems == ()
    assert parsed.chapter is not None
    (found,) = parsed.chapter.sections
    assert (found.title, found.id, found.was, found.line) == ("A & B [c]", "a", ("old", "older"), 4)


def test_mentions_know_their_lines() -> None:
    """Everything named elsewhere should be noted with the line that names it."""
    mentions = {(m.kind, m.target, m.in_file): m.line for m in parse(FAR).mentions}
    assert mentions == {
        ("section", "here", "near.md"): line_of(FAR, "near.md#here"),
        ("section", "here", ""): line_of(FAR, "leads-to"),
        ("prompt", "one-word", ""): line_of(FAR, "{answer}"),
    }
