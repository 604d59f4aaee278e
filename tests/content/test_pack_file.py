"""`pack.toml` is read whole, and everything wrong with it told at its line."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.packs import PACK, TODAY, found_at, line_of
from workbook.content.model import Contact, GroupWords, Stop, Theme, Trail
from workbook.content.pack_file import ParsedPackFile, parse_pack_file


def read(text: str) -> ParsedPackFile:
    """Read the text of a `pack.toml` on the day of the tests."""
    return parse_pack_file(text.encode(), TODAY)


def test_everything_is_read() -> None:
    """What a pack says of itself should arrive."""
    more = """
about = "First.\\n\\nSecond."
licence = "CC-BY-4.0"
language = "de"
support-note = "Call someone."
"""
    group = """
[group]
agreements = ["Stay here."]
check-in = ["One word."]
grounding = ["Look."]
check-out = ["One thing."]
"""
    parsed = read(PACK.replace("\n[[themes]]", f"{more}\n[[themes]]", 1) + group)
    assert parsed.problems == ()
    info = parsed.info
    assert info is not None
    assert (info.title, info.version, info.first) == ("Trying things out", "0.1.0", "one-word")
    assert (info.about, info.licence, info.language) == ("First.\n\nSecond.", "CC-BY-4.0", "de")
    assert info.chapter_files == ("near.md", "far.md")
    assert info.themes == (Theme(id="noticing", title="Noticing"),)
    stops = (Stop(section_id="here", say="Begin here."),)
    assert info.trails == (Trail(id="tired", title="I am tired", stops=stops),)
    assert info.support_note == "Call someone."
    assert info.support == (
        Contact(
            country="Any country",
            name="Somebody",
            reach="Call them",
            source="https://example.org/",
            checked=date(2026, 11, 1),
        ),
    )
    assert info.group == GroupWords(
        agreements=("Stay here.",), check_in=("One word.",), grounding=("Look.",), check_out=("One thing.",)
    )


UNUSABLE = [
    ("", 1, "this pack has no format; write format = 1"),
    ("nonsense", 1, "not TOML"),
    (PACK.replace("format = 1", "format = 2"), 1, "made for a newer workbook"),
    (PACK.replace("format = 1", "format = 0"), 1, "format is too small"),
    (PACK.replace('title = "Trying things out"\n', ""), 1, "this pack has no title"),
    (PACK.replace('["near.md", "far.md"]', "[]"), 5, "chapters holds 0 texts"),
    (PACK.replace('chapters = ["near.md", "far.md"]\n', ""), 1, "this pack has no chapters"),
    ("a = " + "[" * 9000, 1, "nested too deeply"),
    ("x" * 140_000, 0, "larger than 128 KB"),
]


@pytest.mark.parametrize(("text", "line", "wrong"), UNUSABLE)
def test_what_cannot_be_used(text: str, line: int, wrong: str) -> None:
    """Without format, title or chapters there is no pack, and it is said why."""
    parsed = read(text)
    assert parsed.info is None
    found_at(parsed.problems, line, wrong)


PROBLEMS = [
    ('version = "0.1.0"\n', "", "", "this pack has no version"),
    ('first = "one-word"', 'frist = "one-word"', "frist", 'did you mean "first"?'),
    ('first = "one-word"', 'first = "One word"', "One word", "cannot be an id"),
    ('id = "noticing"\n', "", "[[themes]]", "this theme has no id"),
    ('title = "Noticing"\n', "", "[[themes]]", "this theme has no title"),
    ("[[trails]]", '[[themes]]\nid="noticing"\ntitle="B"\n[[trails]]', 'id="noticing"', "in line 8 already"),
    (
        "[[support]]",
        '[[trails]]\nid="tired"\ntitle="B"\n[[support]]',
        'id="tired"',
        'a trail "tired" already',
    ),
    ("[[trails.stops]]\nsection", "[[trails.stop]]\nsection", "[[trails.stop]]", 'did you mean "stops"?'),
    ("[[trails.stops]]\nsection", "[[trails.stop]]\nsection", "[[trails]]", "this trail has no stops"),
    ('section = "here"\n', "", "[[trails.stops]]", "this stop has no section"),
    ('say = "Begin here."\n', "", "[[trails.stops]]", "this stop has no say"),
    ('country = "Any country"\n', "", "[[support]]", "this support contact has no country"),
    ('name = "Somebody"\n', "", "[[support]]", "this support contact has no name"),
    ('reach = "Call them"\n', "", "[[support]]", "this support contact has no reach"),
    ('source = "https://example.org/"\n', "", "[[support]]", "this support contact has no source"),
    ("https://example.org/", "a leaflet", "a leaflet", "no address of a page"),
    ("checked = 2026-11-01\n", "", "[[support]]", "this support contact has no checked"),
    ("2026-11-01", '"2026-11-01"', "checked", "should be a date without quotes"),
    ("2026-11-01", "2025-11-20", "checked", "more than twelve months ago"),
    ("2026-11-01", "2026-11-25", "checked", "which is yet to come"),
    ("[[support]]", "[group]\nchekc-in = []\n[[support]]", "chekc-in", 'did you mean "check-in"?'),
    ("[[support]]", "[groups]\n[[support]]", "[groups]", '"groups" means nothing in this pack'),
]


@pytest.mark.parametrize(("before", "after", "at", "wrong"), PROBLEMS)
def test_what_is_wrong_is_told_at_its_line(before: str, after: str, at: str, wrong: str) -> None:
    """Each mistake should be reported where it stands; the pack can still be opened."""
    assert before in PACK
    text = PACK.replace(before, after, 1)
    parsed = read(text)
    assert parsed.info is not None
    found_at(parsed.problems, line_of(text, at) if at else 1, wrong)


@pytest.mark.parametrize("day", ["2025-11-22", "2026-11-22", "2026-11-23"])
def test_contacts_checked_within_a_year_are_fine(day: str) -> None:
    """A year ago, today, and what is tomorrow only here should all pass."""
    assert read(PACK.replace("2026-11-01", day)).problems == ()


BAD_NAMES = [
    "../near.md",
    "/etc/near.md",
    "C:near.md",
    "C:\\\\near.md",
    "sub/near.md",
    "sub\\\\near.md",
    ".near.md",
    "near.txt",
    "Near.md",
    "near .md",
    "near",
    "https://example.org/near.md",
    "near.md/../far.md",
    ".md",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_only_plain_names_of_chapters(name: str) -> None:
    """A name that could lead out of the folder should be refused and never be tried."""
    text = PACK.replace('["near.md", "far.md"]', f'[\n  "far.md",\n  "{name}",\n]')
    parsed = read(text)
    assert parsed.info is not None and parsed.info.chapter_files == ("far.md",)
    found_at(parsed.problems, 7, "cannot be the name of a chapter file")


def test_hostile_text_in_a_pack_file() -> None:
    """Control sequences and reordering should not survive; brackets should."""
    text = PACK.replace("Trying things out", r"\u001b]52;c;x\u0007 \u202e[/] [b]x")
    parsed = read(text.replace('"Somebody"', '"\x9b31m\u202eSome[/]body"').replace("\x9b31m", r"\u009b31m"))
    assert parsed.info is not None
    assert parsed.info.title == "]52;c;x [/] [b]x"
    assert parsed.info.support[0].name == "31mSome[/]body"


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    """No bytes should end in a traceback."""
    parsed = parse_pack_file(raw, TODAY)
    assert parsed.info is not None or parsed.problems


@settings(max_examples=200)
@given(st.data())
def test_real_pack_files_with_something_changed(data: st.DataObject) -> None:
    """Lines lost, doubled, cut or filled with other values should give a pack or a list of problems."""
    lines = PACK.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[at].partition(" = ")
        match data.draw(st.sampled_from(["lose", "double", "value", "chars"])):
            case "lose":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "value" if equals:
                value = data.draw(
                    st.sampled_from(["1", '"x"', "[]", "{}", "[1]", "true", "2026-01-01", "[{a=1}]"])
                )
                lines[at] = f"{key} = {value}"
            case _:
                lines[at] += data.draw(st.text(max_size=4))
    parsed = parse_pack_file("\n".join(lines).encode("utf-8", "replace"), TODAY)
    assert parsed.info is not None or parsed.problems
    for problem in parsed.problems:
        assert "\n" not in str(problem) and problem.line >= 0
