"""A scan of the lines finds what the parser would, without the parser."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.packs import FAR, chapter, parse
from workbook.content.loader import Pack
from workbook.content.model import SectionOutline
from workbook.content.outline import outline_of
from workbook.content.parser import parse_chapter


def test_an_outline() -> None:
    """Titles, ids and earlier ids should be there."""
    outline = outline_of(FAR.encode(), "far.md")
    assert (outline.id, outline.title, outline.missing) == ("far", "Far", "")
    assert outline.sections == (
        SectionOutline(
            id="there",
            title="There",
            chapter_id="far",
            practice_ids=("steps",),
            was=("yonder",),
            renamed=(("paces", "steps"),),
        ),
    )


def test_prompts_belong_to_the_section_above_them() -> None:
    """Each section should have the ids on its own page."""
    ask = ":::{{prompt}} {}\nkind = 'text'\n+++\nWhat?\n:::\n"
    text = chapter(f"## A {{#a}}\n{ask.format('one')}{ask.format('two')}## B {{#b}}\n{ask.format('three')}")
    outline = outline_of(text.encode(), "x.md")
    assert [(found.id, found.prompt_ids) for found in outline.sections] == [
        ("a", ("one", "two")),
        ("b", ("three",)),
    ]


WRITTEN = {
    "plain": 'kind = "line"\nwas = ["one", "two"]',
    "first": 'was = ["one", "two"]\nkind = "line"',
    "over several lines": 'was = [\n  "one",  # a comment\n  "two",\n]\nkind = "line"',
    "indented and quoted": '  "was"=["one", \'two\']\nkind = "line"',
    "besides the word": 'was = ["one", "two"]\nkind = "line"\nplaceholder = "it was = nothing"',
    "only in a text": 'kind = "line"\nplaceholder = """\nwas = ["no"]\n"""',
    "in another table": 'kind = "line"\n[inner]\nwas = ["no"]',
    "no list": 'kind = "line"\nwas = "no"',
    "no texts": 'kind = "line"\nwas = [1, ["no"]]',
    "no toml": 'kind = line\nwas = ["no"]',
    "below the settings": 'kind = "line"\n+++\nwas = ["no"]',
}


@pytest.mark.parametrize("settings", WRITTEN.values(), ids=WRITTEN)
def test_earlier_ids_of_what_is_on_the_page(settings: str) -> None:
    """Earlier ids should be those in the settings, however written, and those that parsing finds."""
    body = f":::{{prompt}} new\n{settings}\n+++\nOne word?\n:::\n"
    text = chapter(f"## A {{#a}}\n{body}")
    (outline,) = outline_of(text.encode(), "x.md").sections
    expected = () if '"no"' in settings else ("one", "two")
    assert outline.ids_of("new") == ("new", *expected)
    parsed = parse(text).chapter
    assert parsed is not None
    assert parsed.sections[0].prompts[0].was == expected


def test_earlier_ids_stay_with_their_own_section() -> None:
    """Each section should know the earlier ids on its own page only, in order."""
    ask = ":::{{prompt}} {}\nkind = 'line'\nwas = {}\n+++\nWhat?\n:::\n"
    first, second = ask.format("one", ["a", "b"]), ask.format("two", ["c"])
    text = chapter(f"## A {{#a}}\n{first}{second}## B {{#b}}\n{ask.format('three', ['d'])}")
    a, b = outline_of(text.encode(), "x.md").sections
    assert a.renamed == (("a", "one"), ("b", "one"), ("c", "two"))
    assert b.renamed == (("d", "three"),)


THEMED = {
    "plain": ('kind = "line"\nthemes = ["one", "two"]', ("one", "two")),
    "over several lines": ('themes = [\n  \'one\',\n  "two",\n]\nkind = "line"', ("one", "two")),
    "quoted": ('  "themes"=["one"]\nkind = "line"', ("one",)),
    "twice": ('themes = ["one", "one"]\nkind = "line"', ("one",)),
    "empty": ('themes = []\nkind = "line"', ()),
    "none": ('kind = "line"', ()),
    "below the settings": ('kind = "line"\n+++\nthemes = ["no"]', ()),
}


@pytest.mark.parametrize(("settings", "themes"), THEMED.values(), ids=THEMED)
def test_themes_of_what_is_on_the_page(settings: str, themes: tuple[str, ...]) -> None:
    """Themes should be those in the settings, however written."""
    text = chapter(f"## A {{#a}}\n:::{{prompt}} new\n{settings}\n+++\nOne word?\n:::\n")
    (outline,) = outline_of(text.encode(), "x.md").sections
    assert outline.themes == themes


def test_the_scan_and_the_parser_find_the_same_themes(chapters: Pack) -> None:
    """In the chapters that come along every section should have the themes that parsing finds."""
    for outline in chapters.outlines:
        for section in chapters.chapter(outline.id).sections:
            scanned = chapters.section_outline(section.id)
            assert scanned is not None
            assert dict(scanned.item_themes) == {item.id: item.themes for item in section.page if item.themes}
            assert scanned.themes == section.themes


@pytest.mark.parametrize("fence", ["```", "~~~", "`````", ":::{facilitator}", "::::{facilitator}"])
def test_nothing_inside_of_a_fence_counts(fence: str) -> None:
    """What looks like a section or a prompt inside of code or notes should not be one."""
    closing = fence.partition("{")[0]
    inner = "## No {#no}\n\n    ```\n" + ("" if fence[0] == ":" else ":::{prompt} no\n")
    text = chapter(f"## A {{#a}}\n\n{fence}\n{inner}{closing}\n\n## B {{#b}}\nWords.\n")
    assert [found.id for found in outline_of(text.encode(), "x.md").sections] == ["a", "b"]


def test_code_in_a_line_is_no_fence() -> None:
    """Three backticks that are closed on the same line should hide nothing."""
    text = chapter("## A {#a}\n```code``` in a line\n\n## B {#b}\nWords.\n")
    assert [found.id for found in outline_of(text.encode(), "x.md").sections] == ["a", "b"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "x.md:1: a chapter begins with its title"),
        (b"+++\ntitle = 'x'\n", "x.md:1: a chapter begins with its title"),
        (b"+++\n+++\n## A {#a}\n", "x.md:1: this chapter has no title"),
        (b"+++\ntitle = \n+++\n", "x.md:1: this chapter has no title"),
        (b"+++\ntitle = 3\n+++\n", "x.md:1: this chapter has no title"),
        (b"\xff", "x.md:1: these bytes are not UTF-8 text"),
        (b"a" * 200_000, "x.md: this file is larger than 128 KB"),
        (b"+++\n" + b"a" * 30_000, "x.md:2: this line is longer"),
    ],
)
def test_what_cannot_be_opened_says_why(raw: bytes, why: str) -> None:
    """A chapter that is missing should go by its file's name and say what is wrong."""
    outline = outline_of(raw, "x.md")
    assert (outline.id, outline.title, outline.sections) == ("x", "X", ())
    assert outline.missing.startswith(why)


def test_an_outline_needs_no_markdown(tmp_path: Path) -> None:
    """Opening a pack should not import what only chapters need: that takes longer than a home screen may."""
    code = (
        "import sys; from pathlib import Path; from workbook.content.scaffold import new_pack;"
        "from workbook.content.loader import open_pack;"
        f"new_pack(Path({str(tmp_path / 'pack')!r})); pack = open_pack(Path({str(tmp_path / 'pack')!r}));"
        "loaded = [m for m in sys.modules if m.startswith(('markdown_it', 'mdit_py', 'textual', 'tinydb'))];"
        "assert not loaded, loaded; pack.chapter('going-on'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_chapter_of_a_million_parts_is_refused_by_outline_and_parser() -> None:
    """Two hundred such chapters would keep home waiting for ten seconds."""
    for part in ("## A {#a}\n", ":::{prompt} p\n:::\n"):
        raw = f'+++\ntitle = "T"\n+++\n{part * 1200}'.encode()
        assert "more than 1,000 lines" in outline_of(raw, "one.md").missing
        parsed = parse_chapter(raw, "one.md")
        assert parsed.chapter is None
        assert [str(problem) for problem in parsed.problems] == [outline_of(raw, "one.md").missing]
