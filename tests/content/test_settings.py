"""Settings read by key and type, with every problem at its line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.packs import found_at, line_of
from workbook.content.kinds import KINDS, ScaleKind
from workbook.content.report import MOST_PROBLEMS, Report
from workbook.content.settings_reader import SettingsReader
from workbook.content.toml_lines import key_lines
from workbook.content.toml_text import read_toml


def reader(text: str, first: int = 1) -> tuple[SettingsReader, Report]:
    """Give a reader for TOML and where its problems go."""
    report = Report("some.md")
    settings = read_toml(text, "prompt", report, first=first)
    assert settings is not None, report.problems
    return settings, report


def test_every_type_is_read() -> None:
    """Well-written settings should come out as they were meant, without a word of complaint."""
    text = """
name = "  two\\nwords "
about = \"\"\"
One paragraph
on two lines.

Another.\"\"\"
options = ["a", 'b']
rows = 3
again = true
checked = 2026-11-22
was = ["old-id"]
weight = "heavy"
[inner]
id = "inside"
[[parts]]
id = "one"
[[parts]]
id = "two"
"""
    settings, report = reader(text)
    assert settings.phrase("name") == "two words"
    assert settings.prose("about") == "One paragraph on two lines.\n\nAnother."
    assert settings.phrases("options") == ("a", "b")
    assert settings.number("rows", 1) == 3
    assert settings.flag("again") is True
    assert settings.day("checked") == date(2026, 11, 22)
    assert settings.ids("was") == ("old-id",)
    assert settings.one_of("weight", ["heavy"]) == "heavy"
    inner = settings.table("inner", "inner")
    assert inner is not None and inner.id("id") == "inside"
    assert [part.id("id") for part in settings.tables("parts", "part")] == ["one", "two"]
    settings.close()
    assert report.problems == []


def test_defaults() -> None:
    """What is not written should have its default."""
    settings, report = reader("")
    assert settings.phrase("name", "none") == "none"
    assert settings.prose("about", "nothing") == "nothing"
    assert settings.phrases("options") == ()
    assert settings.number("rows", 7) == 7
    assert settings.flag("again") is False
    assert settings.day("checked") is None
    assert settings.table("inner", "inner") is None
    assert settings.tables("parts", "part") == []
    assert report.problems == []


WRONG_TYPES = [
    ("phrase", "key = 4", "key is a number; key should be text in quotes"),
    ("prose", "key = []", "key is a list"),
    ("phrases", 'key = "a"', "key is text in quotes; key should be a list"),
    ("flag", 'key = "true"', "key should be true or false, without quotes"),
    ("flag", "key = 1", "key is a number"),
    ("day", 'key = "2026-11-22"', "key should be a date without quotes"),
    ("day", "key = 2026-11-22T10:00:00Z", "write the date alone: key = 2026-11-22"),
    ("phrases", "key = [1]", "key holds a number"),
    ("phrases", 'key = [""]', "key holds an empty text"),
    ("phrases", 'key = ["a", " a "]', 'key holds "a" twice'),
    ("ids", 'key = ["No Id"]', '"No Id" cannot be an id'),
    ("id", 'key = "UPPER"', '"UPPER" cannot be an id'),
    ("id", f'key = "{"a" * 41}"', "cannot be an id"),
    ("phrase", f'key = "{"a" * 401}"', "longer than 400"),
]


@pytest.mark.parametrize(("method", "line", "words"), WRONG_TYPES)
def test_wrong_types_are_told_at_their_line(method: str, line: str, words: str) -> None:
    """A value of another type should be reported where it stands, and not end anything."""
    text = f"\n# a comment\n{line}\n"
    settings, report = reader(text, first=10)
    getattr(settings, method)("key")
    found_at(report.problems, 12, words)
    assert len(report.problems) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('key = "3"', "whole number"),
        ("key = true", "whole number"),
        ("key = 1.5", "number"),
        ("key = 11", "too large"),
    ],
)
def test_wrong_numbers(text: str, words: str) -> None:
    """A number in quotes, a half one and one out of bounds should each be reported."""
    settings, report = reader(text)
    assert settings.number("key", 4, least=0, most=10) == 4
    found_at(report.problems, 1, words)


def test_wrong_tables() -> None:
    """Where a table should stand and something else does, the right line to write is told."""
    settings, report = reader('look-back = 3\nfields = ["a"]\n')
    assert settings.table("look-back", "look-back") is None
    assert settings.tables("fields", "field") == []
    found_at(report.problems, 1, "[look-back]")
    found_at(report.problems, 2, "[[fields]]")


def test_what_is_missing_is_told_with_an_example() -> None:
    """A needed key that is not there should be reported at the table it belongs to."""
    settings, report = reader('a = 1\n\n[[fields]]\nid = "x"\n', first=20)
    for field in settings.tables("fields", "field"):
        field.phrase("label", example='label = "When…"')
    assert str(report.problems[0]) == 'some.md:22: this field has no label; write label = "When…"'


def test_an_unknown_key_gets_a_suggestion() -> None:
    """A key that was mistyped should be answered with the one that was meant."""
    settings, report = reader('\nminuts = 3\nzzz = "?"\n')
    settings.number("minutes", 0)
    settings.close()
    found_at(report.problems, 2, 'did you mean "minutes"?')
    found_at(report.problems, 3, "take it out; what is read here: minutes")


def test_unknown_keys_are_not_told_without_end() -> None:
    """Thousands of unknown keys should not make a list of thousands."""
    settings, report = reader("".join(f"key-{number} = 1\n" for number in range(5000)))
    settings.close()
    assert 0 < len(report.problems) <= 20


def test_a_report_has_an_end() -> None:
    """However much is wrong with a file, what is told of it can be read."""
    report = Report("some.md")
    for line in range(5000):
        report.wrong(line, "something")
    assert len(report.problems) == MOST_PROBLEMS + 1
    assert "more to mend" in str(report.problems[-1])


SYNTAX = [
    ('a = 1\nb = "unclosed\nc = 3', 'b = "unclosed'),
    ("a = 1\na = 2", "a = 2"),
    ("a = 1\nb = nothing", "b = nothing"),
    ("x = 1\nb = [1, 2", "b = [1, 2"),
    ("x = 2026-02-30", "x = 2026-02-30"),
]


@pytest.mark.parametrize(("text", "at"), SYNTAX)
def test_syntax_errors_stand_at_their_line(text: str, at: str) -> None:
    """What is no TOML should be reported at the line of the file, not that of the settings."""
    report = Report("some.md")
    assert read_toml(text, "prompt", report, first=100) is None
    assert [problem.line for problem in report.problems] == [99 + line_of(text, at)]
    assert "not TOML" in str(report.problems[0])


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "{a=" * 5000, "a = " + "9" * 5000])
def test_toml_that_breaks_readers_is_a_problem(text: str) -> None:
    """Deep nesting and endless numbers should be reported like anything else."""
    report = Report("some.md")
    assert read_toml(text, "prompt", report, first=5) is None
    assert [problem.line for problem in report.problems] == [5]


AWKWARD = '''\
# [not.a.table]
plain = 1
"quoted key" = "a # no comment"
dotted.key = 'it''s'
many = [
  "a,]", # one
  'b',

  """c
  [[d]]
  """, { x = 1, y = [2, 3] },
]
text = """
[not] # nor this
e = 5 \\""" still text
"""
literal = \'\'\'
f = "
\'\'\'
date = 2026-11-22T10:00:00Z

[table.inner]
x = 1
[[list]]
x = 1 # first
[[list]]
x = 2
[list.inner]
deep = 1
[[list.parts]]
x = 3
[[list.parts]]
x = 4
'''


def test_key_lines_of_awkward_toml() -> None:
    """Strings, comments, arrays and nested tables should not lead the count of lines astray."""
    found = key_lines(AWKWARD.replace("'it''s'", "'it'"))
    lines = AWKWARD.split("\n")
    expected = {
        ("plain",): "plain = 1",
        ("quoted key",): '"quoted key"',
        ("dotted", "key"): "dotted.key",
        ("many",): "many = [",
        ("many", 0): '"a,]"',
        ("many", 1): "'b'",
        ("many", 2): '"""c',
        ("many", 3): '""", { x = 1',
        ("text",): 'text = """',
        ("literal",): "literal =",
        ("date",): "date =",
        ("table", "inner"): "[table.inner]",
        ("list", 0, "x"): "x = 1 # first",
        ("list", 1, "x"): "x = 2",
        ("list", 1, "inner", "deep"): "deep = 1",
        ("list", 1, "parts", 0, "x"): "x = 3",
        ("list", 1, "parts", 1, "x"): "x = 4",
    }
    for path, beginning in expected.items():
        assert beginning in lines[found[path] - 1], path
    assert ("e",) not in found and ("not",) not in found and ("f",) not in found


keys = st.text(st.sampled_from("abc-"), min_size=1, max_size=4)
scalars = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(
        ['"a # b"', "'x = 1'", '"""\n[y]\nz = 1\n"""', "'''\n#\n'''", "true", '"\\""', '["a",\n"b"]', "[]"]
    ),
)


@given(
    st.dictionaries(keys, scalars, max_size=6),
    st.integers(1, 500),
    st.lists(st.sampled_from(["", "# a = 1"])),
)
def test_every_key_has_its_line(table: dict[str, str], first: int, between: list[str]) -> None:
    """Whatever stands between and inside of values, a key's line should be the one it begins."""
    lines: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}
    for key, value in table.items():
        lines.extend(between)
        expected[(key,)] = first + len(lines)
        lines.extend(f"{key} = {value}".split("\n"))
    found = key_lines("\n".join(lines) + "\n", first)
    assert {path: line for path, line in found.items() if len(path) == 1} == expected


KIND_KEYS = {
    "text": ("lines = 4", "TextKind(lines=4)"),
    "line": ('placeholder = "a word"', "LineKind(placeholder='a word')"),
    "list": ('items = 5\nplaceholder = "x"', "ListKind(items=5, placeholder='x')"),
    "scale": (
        'low = 1\nhigh = 5\nlow-label = "no"\nhigh-label = "yes"\noffer-below = 3\noffer = "Rest."',
        "ScaleKind(low=1, high=5, low_label='no', high_label='yes', offer_below=3, offer='Rest.')",
    ),
    "choice": ('options = ["a", "b"]', "ChoiceKind(options=('a', 'b'))"),
    "checklist": ('options = ["a"]', "ChecklistKind(options=('a',))"),
    "table": ('columns = ["a", "b"]\nrows = 2', "TableKind(columns=('a', 'b'), rows=2)"),
    "letter": ("lines = 10\nafter-days = 60", "LetterKind(lines=10, after_days=60)"),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_reads_its_keys(name: str) -> None:
    """Every key of every kind should arrive, and nothing be left over."""
    text, expected = KIND_KEYS[name]
    settings, report = reader(text)
    assert repr(KINDS[name].read(settings)) == expected
    settings.close()
    assert report.problems == []


KIND_PROBLEMS = [
    ("choice", "", 1, "this prompt has no options"),
    ("choice", 'options = ["a"]', 1, "options holds 1 texts; give 2 to 20"),
    ("checklist", "options = []", 1, "give 1 to 40"),
    ("table", 'columns = ["a"]', 1, "give 2 to 6"),
    ("text", "lines = 0", 1, "too small"),
    ("letter", "\nafter-days = 9999", 2, "too large"),
    ("scale", "low = 5\nhigh = 5", 2, "make high larger than low"),
    ("scale", "low = 10", 1, "make high larger than low"),
    ("scale", "low = 1\noffer-below = 3", 2, 'write offer = "…"'),
    ("scale", 'offer = "Rest."', 1, "write offer-below"),
    ("scale", 'offer = "Rest."\noffer-below = 11', 2, "too large"),
]


@pytest.mark.parametrize(("name", "text", "line", "words"), KIND_PROBLEMS)
def test_each_kind_reports_its_keys(name: str, text: str, line: int, words: str) -> None:
    """A kind whose settings make no sense should say so at their line and still give something usable."""
    settings, report = reader(text)
    kind = KINDS[name].read(settings)
    found_at(report.problems, line, words)
    assert kind.fit("7") is not None
    assert not isinstance(kind, ScaleKind) or kind.low < kind.high
