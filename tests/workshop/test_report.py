"""A session looked back on: what was planned, how it went, and what is left for next time."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.pages import read
from workbook.content.loader import Pack
from workbook.export.session_report import html_report, markdown_report
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.agenda_folder import read_agenda
from workbook.workshop.facts import Fact, FactKind
from workbook.workshop.report import SessionReport, next_agenda, session_report
from workbook.workshop.rules import agenda_findings, block_findings

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TEMPLATES = ("45-minutes.toml", "90-minutes.toml", "120-minutes.toml")
HOSTILE = "| <script>alert(1)</script> *x* `y`"


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times of day are those of the facilitator's clock: here it shows UTC."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="module")
def agenda(chapters: Pack) -> Agenda:
    """The agenda of 45 minutes; its blocks begin at 0, 5, 10, 15, 21, 28, 33, 36 and 40."""
    return template(chapters, TEMPLATES[0])


def template(chapters: Pack, name: str) -> Agenda:
    """An agenda that comes with the chapters."""
    found = read_agenda(chapters.folder, name, chapters).agenda
    assert found is not None
    return found


def fact(kind: FactKind, minute: float, index: int = -1, words: str = "") -> Fact:
    """Something that happened so many minutes after the beginning."""
    at = BEGAN + timedelta(minutes=minute)
    return Fact(kind=kind, at=at, elapsed=minute * 60, index=index, words=words)


def told(agenda: Agenda) -> SessionReport:
    """A session that began late with its fourth block, skipped the round, passed over the buffer, ended late."""
    return session_report(
        agenda,
        (
            fact("begun", 0),
            fact("noted", 0, words="Two chairs too few."),
            *(fact("entered", minute, index) for index, minute in enumerate((0, 5, 10, 18))),
            fact("paused", 20),
            fact("resumed", 22),
            fact("entered", 27, 4),
            fact("noted", 29, words=f"Went well.\n{HOSTILE}"),
            fact("skipped", 30, 5),
            fact("entered", 35, 6),
            fact("entered", 35.2, 7),
            fact("entered", 38, 8),
            fact("ended", 47),
        ),
    )


def test_times_are_those_of_the_facts(agenda: Agenda) -> None:
    """Planned starts, actual starts, and what each block took without the time in which its clock stood still."""
    report = told(agenda)
    assert [one.planned_start for one in report.blocks] == [0, 5, 10, 15, 21, 28, 33, 36, 40]
    assert [one.started and one.started / 60 for one in report.blocks] == [
        0,
        5,
        10,
        18,
        27,
        None,
        35,
        35.2,
        38,
    ]
    assert [round(one.taken / 60, 1) for one in report.blocks] == [5, 5, 8, 7, 8, 0, 0.2, 2.8, 9]
    outcomes = ["held"] * 5 + ["skipped", "skipped", "held", "held"]
    assert [one.outcome for one in report.blocks] == outcomes
    assert [one.block.title for one in report.blocks if one.was_shortened] == ["Looking round"]
    assert (report.began, report.ended) == (BEGAN, BEGAN + timedelta(minutes=47))
    assert report.late == 120
    assert report.sections == ("small-promises",)
    assert report.prompts == ("first-promise",)
    assert [one.block.title for one in report.left_out] == ["What it hangs on"]


def test_what_was_undone_did_not_happen(agenda: Agenda) -> None:
    """A block that was entered by mistake was not reached."""
    facts = (fact("begun", 0), fact("entered", 0, 0), fact("entered", 4, 8), fact("undone", 4.1))
    report = session_report(agenda, facts)
    assert report.blocks[8].outcome == "not reached"
    assert report.blocks[0].outcome == "held"
    assert not report.has_ended


def test_markdown_tells_it_all_and_escapes(agenda: Agenda, chapters: Pack) -> None:
    """Times, what was used in words, what was left out, notes as they were typed."""
    text = markdown_report(told(agenda), chapters)
    assert text.startswith(
        "# Small promises\n\n22 November 2026, 18:00 to 18:47.\n\nPlanned for 45 minutes; it ended 2"
    )
    assert "| The ladder | 18:10, 5 min | 18:10, 8 min | held |\n" in text
    assert "| What it hangs on | 18:28, 5 min |  | skipped |\n" in text
    assert "| Looking round | 18:36, 4 min | 18:35, 3 min | shortened |\n" in text
    assert "- Small promises\n- What is one kind or useful thing" in text
    assert "## Left out\n\n- What it hangs on: skipped\n" in text
    assert "> Two chairs too few.  \n" in text
    assert "**Say it to one person**\n\n> Went well.  \n> \\| \\<script>" in text
    assert "first-promise" in markdown_report(told(agenda))
    for block in agenda.blocks:
        assert not block.notes or block.notes[:40] not in text, (
            "the agenda's notes are not part of the report"
        )


def test_html_is_one_sound_page(agenda: Agenda, chapters: Pack) -> None:
    """The same in HTML, with nothing loaded and nothing taken for a tag."""
    nasty = replace(agenda, title=HOSTILE)
    markup = read(html_report(told(nasty), chapters))
    assert markup.words.count("<script>alert(1)</script>") == 3
    assert "18:10, 8 min" in markup.words
    assert "Went well." in markup.words


@pytest.mark.parametrize("facts", [(), (fact("begun", 0),)])
def test_an_empty_session_is_told_as_one(agenda: Agenda, facts: tuple[Fact, ...]) -> None:
    """A session that never began, or broke off at once, has a report all the same."""
    report = session_report(agenda, facts)
    assert {one.outcome for one in report.blocks} == {"not reached"}
    said = "did not begin" if not facts else "Its end was not marked"
    assert said in markdown_report(report)
    assert said in read(html_report(report)).words


def test_the_next_agenda_holds_what_was_left_out(agenda: Agenda) -> None:
    """Between the beginning and the ending of this one stands what did not find its time."""
    left = next_agenda(told(agenda))
    assert left is not None
    assert [block.title for block in left.blocks] == [
        "How we will be together",
        "Arriving",
        "What it hangs on",
        "Looking round",
        "Leaving",
    ]
    assert left.title == "Small promises, continued"
    assert left.minutes == 5 + 5 + 5 + 4 + 5
    assert next_agenda(session_report(agenda, [fact("entered", 5 * n, n) for n in range(9)])) is None


def test_a_long_next_agenda_has_a_break_in_its_middle(chapters: Pack) -> None:
    """When almost everything was left out, the group still gets its break; a short rest needs none."""
    agenda = template(chapters, "120-minutes.toml")
    left = next_agenda(session_report(agenda, [fact("entered", 0, 0)]))
    assert left is not None
    place = [block.kind for block in left.blocks].index("break")
    assert 2 < place < len(left.blocks) - 2
    assert left.blocks[place].protected
    short = next_agenda(
        session_report(agenda, [fact("entered", n, n) for n in range(len(agenda.blocks) - 3)])
    )
    assert short is None or "break" not in [block.kind for block in short.blocks]


@given(data=st.data())
def test_the_next_agenda_keeps_the_rules(chapters: Pack, data: st.DataObject) -> None:
    """Whatever was skipped or not reached, the agenda made of it can be led: no mistakes, nothing lost, nothing new."""
    agenda = template(chapters, data.draw(st.sampled_from(TEMPLATES)))
    places = st.sampled_from(range(len(agenda.blocks)))
    held = sorted(data.draw(st.sets(places)))
    report = session_report(agenda, [fact("entered", 5 * turn, index) for turn, index in enumerate(held)])
    left = next_agenda(report)
    missed = [one.block for one in report.left_out]
    if left is None:
        assert all(
            block.kind in ("agreements", "check-in", "grounding", "check-out", "closing") for block in missed
        )
        return
    assert not [one for one in (*block_findings(left), *agenda_findings(left)) if not one.warning]
    assert all(block in left.blocks for block in missed)
    known: list[Block] = [*agenda.blocks]
    assert all(block in known for block in left.blocks)
    again = next_agenda(session_report(left, ()))
    assert again is not None
    assert again.title == left.title
