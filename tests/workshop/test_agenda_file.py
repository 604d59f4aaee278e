"""An agenda is read whole, and everything wrong with it told at its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.packs import found_at, line_of
from tests.workshop.agendas import AGENDA, changed, parse
from workbook.content.loader import Pack
from workbook.text import clean
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.agenda_file import parse_agenda


def read(text: str) -> Agenda:
    """Read an agenda that is in good order."""
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.agenda is not None
    return parsed.agenda


def line_in_block(text: str, title: str, key: str) -> int:
    """Give the line of a key in the block with this title; that of its [[blocks]] when it has no such key."""
    lines = text.split("\n")
    inside = lines.index(f'title = "{title}"')
    start = max(number for number in range(inside) if lines[number] == "[[blocks]]")
    end = next((number for number in range(inside, len(lines)) if not lines[number]), len(lines))
    found = [number for number in range(start, end) if lines[number].startswith(f"{key} =")]
    return (found[0] if found else start) + 1


def test_everything_is_read() -> None:
    """What a file says should arrive, each thing in its place."""
    agenda = read(AGENDA)
    assert (agenda.title, agenda.minutes, agenda.planned) == ("An hour and a half", 90, 90)
    assert (agenda.people_least, agenda.people_most) == (4, 12)
    assert [block.kind for block in agenda.blocks] == [
        "agreements", "reading", "writing", "break", "round", "buffer", "grounding", "check-out",
    ]  # fmt: skip
    assert agenda.blocks[1] == Block(
        kind="reading", title="Read", minutes=15, least=10, section="here", notes="Slowly."
    )
    assert agenda.blocks[2] == Block(
        kind="writing",
        title="Write",
        minutes=20,
        least=12,
        optional=True,
        section="here",
        prompt="one-word",
        form="alone",
    )
    assert agenda.blocks[0].say == "What is said here stays here."


def test_what_is_not_written_follows_from_the_kind() -> None:
    """Settling, ending and the break of a long session are protected; a buffer may shrink to nothing."""
    blocks = {block.kind: block for block in read(AGENDA).blocks}
    assert {kind for kind, block in blocks.items() if block.protected} == {"grounding", "check-out", "break"}
    assert (blocks["buffer"].title, blocks["buffer"].least) == ("Spare minutes", 0)
    assert blocks["agreements"].least == blocks["agreements"].minutes == 10
    assert blocks["round"].form == "round"
    assert blocks["break"].form == blocks["agreements"].form == ""


def test_a_closing_is_protected() -> None:
    """What ends a session keeps its length, whichever kind it is."""
    text = changed('kind = "check-out"', 'kind = "closing"')
    assert read(text).blocks[-1].protected
    text += "protected = false\n"
    found_at(parse(text).problems, text.count("\n"), "this closing block is not protected")


@pytest.mark.parametrize(("round_minutes", "total", "is_protected"), [(2, 75, False), (3, 76, True)])
def test_a_break_is_protected_above_75_minutes(round_minutes: int, total: int, is_protected: bool) -> None:
    """At 75 minutes a break may still be shortened."""
    text = changed("minutes = 17\nleast = 8", f"minutes = {round_minutes}\nleast = 2")
    text = changed("minutes = 90", f"minutes = {total}", text)
    (tea,) = (block for block in read(text).blocks if block.kind == "break")
    assert tea.protected == is_protected
    parsed = parse(changed('title = "Tea"', 'title = "Tea"\nprotected = false', text))
    assert (parsed.agenda is None) == is_protected


def test_every_kind_of_the_design_is_known() -> None:
    """The kinds of blocks are those that the design names, and a buffer."""
    assert set(KINDS) == {
        "agreements", "check-in", "reading", "writing", "pairs", "triads", "round", "break", "grounding",
        "check-out", "closing", "buffer",
    }  # fmt: skip


AGENDA_PROBLEMS = [
    ('title = "An hour and a half"', "", 1, "this agenda has no title; write title ="),
    ('"An hour and a half"', f'"{"x" * 61}"', 1, "title is longer than 60 characters; say it more"),
    ("minutes = 90", "", 1, "this agenda has no minutes; write minutes = 90"),
    ("minutes = 90", 'minutes = "90"', 2, "minutes is text in quotes; minutes should be a whole number"),
    ("minutes = 90", "minutes = 90.5", 2, "minutes is a number; minutes should be a whole number"),
    ("minutes = 90", "minutes = true", 2, "minutes is true or false"),
    ("minutes = 90", "minutes = 0", 2, "minutes is too small; use 1 to 720"),
    ("minutes = 90", "minutes = 721", 2, "minutes is too large; use 1 to 720"),
    ("minutes = 90", "minutes = 88", 2, "take 90 minutes together, and this agenda has 88; take 2 minutes out"),
    ("minutes = 90", "minutes = 91", 2, "add 1 minute, as a buffer perhaps, or write minutes = 90"),
    ("minutes = 90", "minutes = 90\nminuts = 3", 3, '"minuts" means nothing in this agenda; did you mean "minutes"?'),
    ("minutes = 90", "minutes = ", 2, "this is not TOML: invalid value"),
    ("people = { least = 4, most = 12 }", "", 1, "this agenda has no people; write people = { least"),
    ("people = { least = 4, most = 12 }", "people = 12", 3, "people is a number; people should be"),
    ("least = 4,", "", 3, "this line about people has no least; write least = 4"),
    ("least = 4,", "least = 0,", 3, "least is too small; use 1 to 1000"),
    ("least = 4,", "least = 13,", 3, "least is 13 people, and most is 12; change one of the two"),
    ("least = 4,", "leest = 1, least = 4,", 3, '"leest" means nothing in this line about people; did you mean "least"?'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "wrong"), AGENDA_PROBLEMS)
def test_what_is_wrong_with_the_agenda(before: str, after: str, line: int, wrong: str) -> None:
    """Each mistake above the blocks is told at its line, once, and keeps the agenda from being used."""
    parsed = parse(changed(before, after))
    (problem,) = parsed.problems
    assert problem == found_at([problem], line, wrong)
    assert parsed.agenda is None


BLOCK_PROBLEMS = [
    ("Read", 'kind = "reading"', "", "kind", 'this block has no kind; write kind = "reading"'),
    ("Read", 'kind = "reading"', 'kind = "raeding"', "kind", 'kind is "raeding"; did you mean "reading"?'),
    ("Read", 'kind = "reading"', 'kind = "xyz"', "kind", "use one of: agreements, check-in, reading"),
    ("Read", "least = 10", "leats = 10", "leats", '"leats" means nothing in this block; did you mean "least"?'),
    ("Read", "minutes = 15", "", "minutes", "this block has no minutes; write minutes = 5"),
    ("Read", "minutes = 15", 'minutes = "15"', "minutes", "minutes is text in quotes"),
    ("Read", "least = 10", "least = 16", "least", "least is 16, and the block is planned for 15 minutes; write"),
    ("Read", "least = 10", "least = 2.5", "least", "least is a number; least should be a whole number"),
    ("Read", "least = 10", "least = -1", "least", "least is too small"),
    ("Read", "least = 10", "least = 0", "least", "least is 0 for this reading block; write least = 1 or more"),
    ("Read", 'section = "here"\nnotes', 'section = "Not an id"\nnotes', "section", "cannot be an id; use small"),
    ("Read", "least = 10", "prompt = 3", "prompt", "prompt is a number"),
    ("Read", '"Slowly."', f'"{"x" * 4001}"', "notes", "notes is longer than 4000 characters"),
    ("Read", '"Slowly."', "[]", "notes", "notes is a list"),
    ("Together", '"What is said here stays here."', f'"{"x" * 4001}"', "say", "say is longer than 4000"),
    ("Read", "least = 10", 'form = "in a heap"', "form", 'form is "in a heap"; use one of: alone, pairs'),
    ("Write", "optional = true", 'form = "pairs"', "form", 'the form of this writing block is "pairs"; take form'),
    ("Say", "least = 8", 'form = "pairs"', "form", 'or write "round" or "fours"'),
    ("Tea", "minutes = 10", 'minutes = 10\nform = "pairs"', "form", 'the form of this break block is "pairs"'),
    ("Tea", "minutes = 10", 'minutes = 10\nsection = "here"', "section", "this break block has a section; take"),
    ("Tea", "minutes = 10", "minutes = 10\nprotected = false", "protected", "this break block is not protected"),
    ("Look round", "minutes = 5", "minutes = 5\nprotected = false", "protected", "take protected = false out"),
    ("Leave", "minutes = 10", "minutes = 10\nprotected = false", "protected", "this check-out block is not"),
    ("Leave", "minutes = 10", 'minutes = 10\nprotected = "no"', "protected", "protected is text in quotes"),
    ("Leave", "minutes = 10", "minutes = 10\nleast = 9", "least", "this block is protected, and least is 9; take"),
    ("Leave", "minutes = 10", "minutes = 10\noptional = true", "optional", "protected and optional at once"),
    ("Together", 'kind = "agreements"', 'kind = "pairs"', "kind", "first block is of the kind pairs; begin with"),
    ("Leave", 'kind = "check-out"', 'kind = "round"', "kind", "last block is of the kind round; end with a"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "before", "after", "key", "wrong"), BLOCK_PROBLEMS)
def test_what_is_wrong_with_a_block(title: str, before: str, after: str, key: str, wrong: str) -> None:
    """Each mistake in a block is told at the line of its key, once, and draws no others after it."""
    blocks = AGENDA.split("\n\n")
    place = next(number for number, block in enumerate(blocks) if f'title = "{title}"' in block)
    blocks[place] = changed(before, after, blocks[place])
    text = "\n\n".join(blocks)
    parsed = parse(text)
    found_at(parsed.problems, line_in_block(text, title, key), wrong)
    assert len(parsed.problems) == 1, [str(problem) for problem in parsed.problems]
    assert parsed.agenda is None


def test_a_block_without_a_title() -> None:
    """Only a buffer can do without."""
    text = changed('title = "Read"\n', "")
    found_at(parse(text).problems, line_of(text, 'kind = "reading"') - 1, "this block has no title")


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        ("least = 1", "least is 1 for a buffer; take least out"),
        ("protected = true", "this buffer is protected; take protected out"),
        ('prompt = "one-word"', "this buffer block has a prompt; take prompt out"),
    ],
)
def test_a_buffer_is_there_to_be_used_up(setting: str, wrong: str) -> None:
    """Nothing may keep a buffer from shrinking, or fill it."""
    text = changed("minutes = 3", f"minutes = 3\n{setting}")
    (problem,) = parse(text).problems
    assert problem == found_at([problem], line_of(text, "minutes = 3") + 1, wrong)


@pytest.mark.parametrize("blocks", ["", "blocks = []"])
def test_an_agenda_without_blocks(blocks: str) -> None:
    """There is nothing to lead a group through."""
    (problem,) = parse(AGENDA.split("[[blocks]]")[0] + blocks).problems
    assert "this agenda has no blocks; write a line [[blocks]]" in str(problem)


def test_blocks_that_are_none() -> None:
    """What stands in the place of the blocks is said once."""
    (problem,) = parse(AGENDA.split("[[blocks]]")[0] + "blocks = 3").problems
    assert "blocks is a number; blocks should be one or more tables" in str(problem)


def test_more_blocks_than_anyone_can_lead() -> None:
    """500 blocks can be read; the 501st is told."""
    head = changed("minutes = 90", "minutes = 505", AGENDA.split("[[blocks]]")[0])
    small = '[[blocks]]\nkind = "check-in"\ntitle = "x"\nminutes = 1\n'
    last = '[[blocks]]\nkind = "grounding"\ntitle = "x"\nminutes = 5\n[[blocks]]\nkind = "check-out"\ntitle = "x"\nminutes = 2\n'
    agenda = parse(head + small * 498 + last).agenda
    assert agenda is not None and len(agenda.blocks) == 500
    text = head + small * 499 + last
    (problem,) = parse(text).problems
    found_at([problem], text.count("\n") - 3, "there are more than 500 blocks")


def test_everything_is_told_at_once() -> None:
    """Mistakes far apart should come in one list, in the order of the lines."""
    text = changed('kind = "reading"', 'kind = "raeding"')
    text = changed("minutes = 20", "minutes = true", text)
    text = changed('title = "Tea"', 'titel = "Tea"', text)
    text = changed('kind = "check-out"', 'kind = "closng"', text)
    problems = parse(text).problems
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    for words in ("raeding", "minutes = true", 'titel = "Tea"', "closng"):
        assert line_of(text, words) in {problem.line for problem in problems}


@pytest.mark.parametrize(
    ("kind", "wrong"), [("break", "there is no break in 90 minutes"), ("grounding", "there is no grounding")]
)
def test_what_is_worth_knowing(kind: str, wrong: str) -> None:
    """A long session without a break, and any without a grounding, can be used all the same."""
    parsed = parse(changed(f'kind = "{kind}"', 'kind = "reading"'))
    (problem,) = parsed.problems
    assert problem.warning
    assert (problem.line, problem.wrong) == (2, wrong)
    assert parsed.agenda is not None


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"#" * (128 * 1024 + 1), "larger than 128 KB"),
        (b"# " + b"x" * 20_000, "longer than 20,000 characters"),
        (b"a = " + b"[" * 5_000, "nested too deeply"),
        (b"minutes = " + b"9" * 5_000, "this is not TOML"),
    ],
)
def test_files_that_are_too_much(raw: bytes, wrong: str) -> None:
    """What cannot be an agenda is told in a line."""
    parsed = parse_agenda(raw, "some.toml")
    assert parsed.agenda is None
    assert len(parsed.problems) == 1
    assert wrong in str(parsed.problems[0])


def test_text_from_outside_is_cleaned() -> None:
    """Control codes and hidden characters, written as such or as escapes, reach neither agenda nor problems."""
    text = changed('"Together"', '"\\u001b]0;x\\u0007To\\u202egether"')
    text = changed('"Slowly."', '"One.\\u009b31m\\n\\nTwo\\u2066."', text)
    agenda = read(text)
    assert (agenda.blocks[0].title, agenda.blocks[1].notes) == ("]0;xTogether", "One.31m\n\nTwo.")
    (problem,) = parse(changed("least = 10", '"le\\u001bast" = 10')).problems
    assert str(problem) == clean(str(problem))


scraps = st.sampled_from(
    [
        *AGENDA.split("\n"), "[[blocks]]", "[blocks]", "[people]", "least = 0", "least = 99", "minutes = 1", "x = [", '"""',
        "protected = false", "protected = true", "optional = true", 'form = "fours"', 'prompt = "first-promise"',
        'section = "small-promise"', 'kind = "buffer"', 'kind = "closing"', "minutes = -1e9", "people = []", "say = 1979-05-27",
    ]
)  # fmt: skip
files = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.lists(scraps, max_size=30).map(lambda lines: "\n".join(lines).encode()),
    st.tuples(st.integers(0, len(AGENDA)), st.integers(0, 12), st.text(max_size=4)).map(
        lambda cut: (AGENDA[: cut[0]] + cut[2] + AGENDA[cut[0] + cut[1] :]).encode()
    ),
)


@settings(max_examples=300)
@given(files)
def test_any_text_gives_an_agenda_or_problems(chapters: Pack, raw: bytes) -> None:
    """Whatever stands in a file: an agenda that keeps every rule, or clean lines that say why not."""
    parsed = parse_agenda(raw, "some.toml", chapters)
    mistakes = [problem for problem in parsed.problems if not problem.warning]
    assert (parsed.agenda is None) == bool(mistakes)
    last_line = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in parsed.problems:
        assert 0 <= problem.line <= last_line
        assert "\n" not in str(problem) and str(problem) == clean(str(problem))
        assert problem.wrong and (problem.todo or problem.warning)
    if parsed.agenda:
        keeps_the_rules(parsed.agenda)


def keeps_the_rules(agenda: Agenda) -> None:
    """Look at the rules once more, from the agenda alone."""
    assert sum(block.minutes for block in agenda.blocks) == agenda.minutes
    assert 1 <= agenda.people_least <= agenda.people_most
    assert agenda.blocks[0].kind in ("agreements", "check-in")
    assert agenda.blocks[-1].kind in ("check-out", "closing")
    for block in agenda.blocks:
        assert block.title
        assert 0 <= block.least <= block.minutes
        assert (block.least == 0) == (block.kind == "buffer")
        if block.kind in ("grounding", "check-out", "closing") or (
            block.kind == "break" and agenda.minutes > 75
        ):
            assert block.protected
        if block.protected:
            assert block.least == block.minutes and not block.optional
