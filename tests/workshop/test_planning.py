"""A plan fits its minutes and follows the rules, whatever it is made from; or it says what would fit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CHAPTERS
from tests.workshop.test_templates import LENGTHS, template
from workbook.content.kinds import LineKind
from workbook.content.loader import Pack, open_pack
from workbook.content.model import FORMS, FacilitatorNotes, Paragraph, Practice, Prompt, Section, Span
from workbook.content.pack_model import GroupWords
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.agenda_text import agenda_text, settled
from workbook.workshop.fitting import Piece, fitted
from workbook.workshop.frame import check_out_minutes, groups_in_words, round_minutes
from workbook.workshop.names import name_findings
from workbook.workshop.planning import Plan, PlanError, plan_sections, plan_template
from workbook.workshop.rules import agenda_findings, block_findings

words = st.sampled_from(["", "Say a word.", "You may pass.", "word " * 900, '[b] \x1b """ \\'])
prompts = st.builds(
    Prompt,
    id=st.sampled_from(["one", "two", "three"]),
    question=words,
    kind=st.just(LineKind()),
    minutes=st.integers(0, 60),
    heavy=st.booleans(),
    gentler=words,
    landing=words,
)
sections = st.builds(
    Section,
    id=st.sampled_from(["here", "there", "yonder", "far"]),
    title=st.sampled_from(["Here", "x" * 90, "A title of [several] words"]),
    chapter_id=st.just("near"),
    reading=st.sampled_from([(), (Paragraph((Span("word " * 2500),)),), (Paragraph((Span("Few."),)),)]),
    page=st.lists(prompts, max_size=4).map(tuple),
    facilitator=st.none()
    | st.builds(
        FacilitatorNotes,
        minutes=st.integers(0, 300),
        form=st.sampled_from(["", *FORMS]),
        opening=words,
        watch=words,
        opt_out=words,
        round=words,
        notes=words.map(lambda text: (Paragraph((Span(text),)),)),
    ),
)
some_words = st.lists(words.filter(bool), max_size=6).map(tuple)
group_words = st.builds(
    GroupWords, agreements=some_words, check_in=some_words, grounding=some_words, check_out=some_words
)
minutes_planned = st.integers(45, 120)
heads = st.integers(4, 40)


@pytest.fixture(scope="module")
def chapters() -> Pack:
    """The pack that comes with the program."""
    return open_pack(CHAPTERS)


def wrong_with(agenda: Agenda) -> list[str]:
    """Say everything that keeps an agenda from being used."""
    findings = [*block_findings(agenda), *agenda_findings(agenda)]
    return [finding.wrong for finding in findings if not finding.warning]


def blocks_of(plan: Plan, kind: str) -> list[Block]:
    """Give the blocks of a kind."""
    return [block for block in plan.agenda.blocks if block.kind == kind]


@given(st.lists(sections, min_size=1, max_size=6), group_words, minutes_planned, heads, st.booleans())
@settings(max_examples=200)
def test_any_sections_fit_or_it_is_said_what_would(
    of: list[Section], words: GroupWords, minutes: int, people: int, heavy: bool
) -> None:
    """The result should take the minutes exactly and break no rule, and its file should say the same."""
    try:
        agenda = plan_sections(of, words, minutes, people, heavy=heavy).agenda
    except PlanError as error:
        assert "at least" in error.title
        assert f"and there are {minutes}" in error.title
        assert error.message.startswith(("What would fit: ", "Choose other"))
        return
    assert wrong_with(agenda) == []
    assert agenda.planned == agenda.minutes == minutes
    assert [block.kind for block in agenda.blocks][:2] == ["agreements", "check-in"]
    assert [block.kind for block in agenda.blocks][-3:] == ["buffer", "grounding", "check-out"]
    assert parse_agenda(agenda_text(agenda).encode(), "plan.toml").agenda == settled(agenda)


@given(st.lists(sections, min_size=2, max_size=6), minutes_planned, heads)
@settings(max_examples=50)
def test_what_is_said_to_fit_does(of: list[Section], minutes: int, people: int) -> None:
    """Following the advice of an error should lead to a plan."""
    of = list({section.id: section for section in of}.values())
    try:
        plan_sections(of, GroupWords(), minutes, people)
    except PlanError as error:
        advice = error.message
    else:
        return
    if "What would fit: " in advice and "minutes" in advice:
        plan_sections(of, GroupWords(), int(advice.split()[3]), people)
    for count in range(1, len(of)):
        named = ", ".join(section.id for section in of[:count])
        if advice.endswith(f"({named})."):
            plan_sections(of[:count], GroupWords(), minutes, people)


@given(st.sampled_from(LENGTHS), minutes_planned, heads)
@settings(max_examples=150)
def test_a_template_can_be_given_another_size(length: int, minutes: int, people: int) -> None:
    """Any template should fit any length and head count, or say how long it needs."""
    made = template(length)
    try:
        agenda = plan_template(made, minutes, people).agenda
    except PlanError as error:
        assert "at least" in error.title
        assert minutes < length
        return
    assert wrong_with(agenda) == []
    assert agenda.planned == minutes
    assert agenda.people_least <= people <= agenda.people_most
    kept = {block.title: block.minutes for block in made.blocks if block.kind in ("grounding", "check-out")}
    assert {block.title: block.minutes for block in agenda.blocks if block.title in kept} == kept


@pytest.mark.parametrize("length", LENGTHS)
def test_a_template_of_its_own_size_stays_as_it_is(length: int) -> None:
    """Nothing should be changed where nothing has to be."""
    assert plan_template(template(length), length, 12).agenda == template(length)


def test_an_agenda_of_one_block_of_each_kind_can_be_planned() -> None:
    """Every kind of block has a place in a plan made from an agenda."""
    kinds = ["buffer", *(kind for kind in KINDS.values() if kind != "buffer")]
    kinds.insert(0, kinds.pop(1))
    forms = {"writing": "alone", "pairs": "pairs", "triads": "triads", "round": "round"}
    blocks = [
        Block(
            kind=KINDS[kind],
            title=kind,
            minutes=5,
            least=0 if kind == "buffer" else 3,
            optional=kind == "round",
            form=forms.get(kind, ""),
        )
        for kind in kinds
    ]
    kept = ("grounding", "check-out", "closing")
    blocks = [replace(block, protected=True, least=5) if block.kind in kept else block for block in blocks]
    agenda = Agenda(title="All", minutes=60, people_least=4, people_most=8, blocks=tuple(blocks))
    assert wrong_with(agenda) == []
    for minutes in (48, 60, 90, 120):
        assert wrong_with(plan_template(agenda, minutes, 30).agenda) == []


@pytest.mark.parametrize(
    "sections", [["small-promises"], ["small-promises", "after-a-mistake"], ["noticing"]]
)
@pytest.mark.parametrize("minutes", [60, 90, 120])
def test_sections_of_the_book_make_good_plans(chapters: Pack, sections: list[str], minutes: int) -> None:
    """A plan from the pack should use its notes and words, name what exists and keep heavy questions out."""
    chosen = [chapters.section(name) for name in sections]
    plan = plan_sections(chosen, chapters.info.group, minutes, 12)
    assert [*name_findings(plan.agenda, chapters)] == []
    assert [block.section for block in plan.agenda.blocks if block.kind == "reading"] == sections
    said = plan.agenda.blocks[0].say
    assert all(agreement in said for agreement in chapters.info.group.agreements)
    notes = chosen[0].facilitator
    assert notes
    assert notes.opening in blocks_of(plan, "reading")[0].notes
    assert notes.watch in "\n".join(block.notes for block in plan.agenda.blocks)
    assert notes.opt_out in "\n".join(block.notes for block in plan.agenda.blocks)
    assert len(blocks_of(plan, "break")) == (minutes > 75)
    for block in plan.agenda.blocks:
        found = chapters.prompt(block.prompt) if block.prompt else None
        if found:
            assert not found[1].heavy
            assert block.minutes >= found[1].minutes
        if block.kind in ("pairs", "triads", "round"):
            assert "pass" in block.say.casefold()


def test_every_section_of_the_book_can_be_planned(chapters: Pack) -> None:
    """Whatever is chosen from the pack should make a session of an hour for twelve."""
    for outline in chapters.outlines:
        for section in outline.sections:
            plan = plan_sections([chapters.section(section.id)], chapters.info.group, 75, 12)
            assert wrong_with(plan.agenda) == []


def test_a_heavy_question_is_left_out_or_kept_with_a_way_out() -> None:
    """The facilitator should be told either way; what is kept has its gentler wording and its landing."""
    heavy = Prompt(
        id="sore",
        question="What hurt?",
        kind=LineKind(),
        heavy=True,
        gentler="What helps?",
        landing="Look up.",
    )
    section = Section(
        id="here",
        title="Here",
        chapter_id="near",
        page=(heavy,),
        facilitator=FacilitatorNotes(opt_out="Stay out."),
    )
    plan = plan_sections([section], GroupWords(), 60, 8)
    assert not any(block.prompt for block in plan.agenda.blocks)
    assert any("Left out because it is heavy: “What hurt?”" in remark for remark in plan.remarks)
    plan = plan_sections([section], GroupWords(), 60, 8, heavy=True)
    (writing,) = blocks_of(plan, "writing")
    assert (writing.prompt, "What helps?" in writing.say) == ("sore", True)
    assert "leave this one out" in writing.say
    assert "Look up." in writing.notes
    assert "Stay out." in writing.notes
    assert any(remark.startswith("Kept, though heavy") for remark in plan.remarks)


def test_a_section_with_only_a_practice_has_time_to_write() -> None:
    """A practice is written on paper: a block without a prompt."""
    practice = Practice(id="steps", title="Steps", entry="step", fields=())
    section = Section(id="here", title="Here", chapter_id="near", page=(practice,))
    plan = plan_sections([section], GroupWords(), 60, 8)
    assert [block.prompt for block in blocks_of(plan, "writing")] == [""]
    assert any("no notes for a facilitator" in remark for remark in plan.remarks)


@pytest.mark.parametrize(
    ("minutes", "people", "said"),
    [
        (60, 0, "for 0 people cannot be planned here; take 4 to 40 people"),
        (60, -3, "for -3 people"),
        (60, 41, "take 4 to 40 people"),
        (44, 12, "of 44 minutes cannot be planned here; take 45 to 120 minutes"),
        (10**9, 12, "take 45 to 120 minutes"),
    ],
)
def test_absurd_sizes_are_told(minutes: int, people: int, said: str) -> None:
    """No people, too many and times that no session has: one clear line."""
    with pytest.raises(PlanError) as raised:
        plan_template(template(45), minutes, people)
    assert said in str(raised.value)
    with pytest.raises(PlanError, match="name at least one"):
        plan_sections([], GroupWords(), 60, 12)


def test_rounds_take_longer_with_more_people() -> None:
    """Until people sit in fours; nobody has to wait for forty others."""
    for rule in (round_minutes, check_out_minutes):
        lengths = [rule(people) for people in range(4, 41)]
        assert lengths[:21] == sorted(lengths[:21])
        assert max(lengths) <= 8
    assert (round_minutes(4), round_minutes(12), round_minutes(15)) == (3, 5, 6)


@pytest.mark.parametrize(
    ("people", "size", "said"),
    [
        (12, 2, "12 people: 6 pairs."),
        (13, 2, "13 people: 5 pairs and 1 group of three, said before people move."),
        (12, 3, "12 people: 4 groups of three."),
        (5, 3, "5 people:"),
    ],
)
def test_groups_are_said_before_the_draw(people: int, size: int, said: str) -> None:
    """An odd number should be known before people pair up."""
    assert groups_in_words(people, size).startswith(said)


def test_a_few_people_make_pairs_rather_than_threes(chapters: Pack) -> None:
    """Four people are two pairs; six are two threes."""
    section = next(
        chapters.section(outline.id)
        for chapter in chapters.outlines
        for outline in chapter.sections
        if (notes := chapters.section(outline.id).facilitator) and notes.form == "triads"
    )
    assert blocks_of(plan_sections([section], GroupWords(), 60, 4), "pairs")
    assert blocks_of(plan_sections([section], GroupWords(), 60, 6), "triads")


def test_fitting_refuses_what_cannot_fit() -> None:
    """A piece is never planned below its floor."""
    piece = Piece(block=Block(kind="reading", title="Read", minutes=9, least=5), floor=7, ceiling=9)
    assert fitted([piece], 7)[0].minutes == 7
    with pytest.raises(ValueError, match="too few"):
        fitted([piece], 6)


def test_a_block_that_had_to_be_short_needs_no_more_than_it_has() -> None:
    """Writing that would usually take a quarter of an hour is planned for less where there is little time."""
    notes = FacilitatorNotes(minutes=60, form="alone")
    prompt = Prompt(id="one", question="What?", kind=LineKind(), minutes=3)
    names = ("here", "there", "yonder", "far")
    sections = [
        Section(id=name, title=name, chapter_id="near", page=(prompt,), facilitator=notes) for name in names
    ]
    plan = plan_sections(sections, GroupWords(), 55, 12)
    assert max(block.minutes for block in blocks_of(plan, "writing")) < 9
    assert wrong_with(plan.agenda) == []


def test_the_break_of_a_session_that_got_short_gives_first_of_all() -> None:
    """A break need not keep its ten minutes any more, and the facilitator is told when it goes."""
    (tea,) = blocks_of(plan_template(template(90), 75, 12), "break")
    assert not tea.protected
    assert tea.minutes < 10
    shorter = plan_template(template(90), 65, 12)
    assert not blocks_of(shorter, "break")
    assert shorter.remarks == ("Left out, because it is optional and time is short: “Break”.",)
