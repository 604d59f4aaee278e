"""An agenda written as a file is read back as the same agenda, whatever its words are."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import CHAPTERS
from tests.workshop.agendas import AGENDA, parse
from workbook.content.model import FORMS
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.agenda_text import agenda_text, comments_above, settled

HOSTILE = (
    'a """ b \\" \\u0041 \'\'\' # no comment\n\n[[blocks]]\nkind = "x"\x00\x1b[31m\u202e\ud800 e\u0301 \\'
)

words = st.one_of(st.text(max_size=60), st.text("\"\\\n #[]='ab\u0338\t", max_size=30), st.just(HOSTILE))
ids = st.sampled_from(["", "here", "far-away"])
titles = words.filter(
    lambda text: bool(settled(agenda_of(Block(kind="round", title=text, minutes=1, least=1))).blocks[0].title)
)
blocks = st.builds(
    Block,
    kind=st.sampled_from(sorted(KINDS.values())),
    title=titles,
    minutes=st.integers(1, 720),
    least=st.integers(0, 720),
    protected=st.booleans(),
    optional=st.booleans(),
    section=ids,
    prompt=ids,
    form=st.sampled_from(["", *FORMS]),
    notes=words,
    say=words,
)


def agenda_of(*blocks: Block, title: str = "An hour", minutes: int = 60) -> Agenda:
    """Make an agenda for four to twelve people."""
    return Agenda(title=title, minutes=minutes, people_least=4, people_most=12, blocks=blocks)


@given(st.lists(blocks, min_size=1, max_size=4), titles, st.integers(1, 720))
@example([Block(kind="round", title=HOSTILE, minutes=1, least=1, say=HOSTILE, notes='"' * 7)], HOSTILE, 1)
@settings(max_examples=150)
def test_what_is_written_is_read_back(of: list[Block], title: str, minutes: int) -> None:
    """Any agenda should come back from its own text, also one that breaks the rules."""
    agenda = agenda_of(*of, title=title, minutes=minutes)
    assert parse_agenda(agenda_text(agenda).encode(), "plan.toml").draft == settled(agenda)
    assert settled(settled(agenda)) == settled(agenda)


@given(st.lists(words, max_size=3))
def test_comments_stay_comments(comments: list[str]) -> None:
    """Nothing in a comment should become a setting."""
    agenda = parse(AGENDA).agenda
    assert agenda
    assert parse(agenda_text(agenda, comments)).agenda == agenda


@pytest.mark.parametrize("name", ["45-minutes", "90-minutes", "120-minutes"])
def test_a_template_stays_what_it_is(name: str) -> None:
    """Read, written and read again, a template should be the same, with the comments at its top."""
    raw = (CHAPTERS / "agendas" / f"{name}.toml").read_text("utf-8")
    agenda = parse(raw).agenda
    assert agenda
    written = agenda_text(agenda, comments_above(raw))
    assert parse(written).agenda == agenda
    assert comments_above(written) == comments_above(raw)
    assert written == raw, "a template is written the way the program writes"


def test_the_text_is_for_people() -> None:
    """Paragraphs should stand on lines of their own, and what follows from the kind should be left out."""
    agenda = agenda_of(Block(kind="buffer", title="Spare", minutes=5, least=0, say='One "two".\n\nThree.'))
    text = agenda_text(agenda, ())
    assert text == (
        'title = "An hour"\nminutes = 60\npeople = { least = 4, most = 12 }\n\n[[blocks]]\nkind = "buffer"\n'
        'title = "Spare"\nminutes = 5\nsay = """\nOne "two".\n\nThree.\n"""\n'
    )


def test_a_draft_is_what_can_be_read_though_it_breaks_the_rules() -> None:
    """Only a file whose settings can all be read has a draft; only one that follows the rules an agenda."""
    agenda = parse(AGENDA).agenda
    assert agenda
    long = parse(agenda_text(replace(agenda, minutes=88)))
    assert long.agenda is None
    assert long.draft == replace(agenda, minutes=88)
    assert parse(AGENDA.replace("minutes = 90", "minutes = 0")).draft is None
    assert parse("[[[").draft is None
