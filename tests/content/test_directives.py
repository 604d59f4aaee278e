"""The four directives: their models, and what is wrong with them, line by line."""

import pytest

from tests.content.packs import chapter, found_at, line_of, parse, section
from workbook.content.kinds import LineKind, ScaleKind, TextKind
from workbook.content.model import (
    EarlierAnswer,
    Ending,
    FacilitatorNotes,
    Field,
    LookBack,
    Paragraph,
    Practice,
    Prompt,
    Section,
    Span,
)


def only_section(body: str) -> Section:
    """Read a chapter of one section and see that nothing is wrong with it."""
    parsed = parse(section(body))
    assert parsed.problems == ()
    assert parsed.chapter is not None
    return parsed.chapter.sections[0]


def test_a_prompt() -> None:
    """Every setting of a prompt should arrive, and its question be plain text."""
    body = '''
:::{prompt} first-promise
kind = "text"
lines = 8
themes = ["promises", "kindness"]
minutes = 4
again = true
was = ["old-id"]
weight = "heavy"
gentler = """
Another
wording."""
landing = "Look around."
+++
What is *one* promise,
small `enough` to keep?

Only one.
:::
'''
    assert only_section(body).page == (
        Prompt(
            id="first-promise",
            question="What is one promise, small enough to keep?\n\nOnly one.",
            kind=TextKind(lines=8),
            themes=("promises", "kindness"),
            minutes=4,
            again=True,
            heavy=True,
            gentler="Another wording.",
            landing="Look around.",
            was=("old-id",),
            line=line_of(section(body), ":::{prompt}"),
        ),
    )


def test_a_practice() -> None:
    """Fields, look-back and endings should arrive in the author's order."""
    body = """
:::{practice} promises
title = "Promises to myself"
entry = "promise"
themes = ["promises"]
rehearse = "When {when}, I will {then}."
was = ["vows"]

[[fields]]
id = "when"
label = "When…"
kind = "line"
hint = "A time."

[[fields]]
id = "then"
label = "I will…"
kind = "scale"
offer-below = 7
offer = "Smaller?"

[look-back]
after-days = 3
ask = "How did it go?"
tally = "{met} of {all} went well."
[[look-back.endings]]
id = "kept"
label = "Kept"
met = true
[[look-back.endings]]
id = "not-yet"
label = "Not yet"
leads-to = "repair"
+++
Opening words.
:::
"""
    assert only_section(body).page == (
        Practice(
            id="promises",
            title="Promises to myself",
            entry="promise",
            fields=(
                Field(id="when", label="When…", kind=LineKind(), hint="A time."),
                Field(id="then", label="I will…", kind=ScaleKind(offer_below=7, offer="Smaller?")),
            ),
            intro=(Paragraph((Span("Opening words."),)),),
            themes=("promises",),
            look_back=LookBack(
                after_days=3,
                ask="How did it go?",
                endings=(
                    Ending(id="kept", label="Kept", met=True),
                    Ending(id="not-yet", label="Not yet", leads_to="repair"),
                ),
                tally="{met} of {all} went well.",
            ),
            rehearse="When {when}, I will {then}.",
            was=("vows",),
            line=line_of(section(body), ":::{practice}"),
        ),
    )


def test_facilitator_notes() -> None:
    """All that a facilitator is told should arrive; the words below are Markdown."""
    body = """
Reading.

:::{facilitator}
minutes = 12
form = "pairs"
opening = "Open."
watch = "Watch."
opt-out = "Pass."
round = "One word?"
+++
Private **notes**.
:::
"""
    assert only_section(body).facilitator == FacilitatorNotes(
        minutes=12,
        form="pairs",
        opening="Open.",
        watch="Watch.",
        opt_out="Pass.",
        round="One word?",
        notes=(Paragraph((Span("Private "), Span("notes", strong=True), Span("."))),),
    )


def test_an_earlier_answer_stands_in_the_reading() -> None:
    """The place of an answer should be kept among the blocks, with its fallback."""
    read = only_section("Before.\n\n:::{answer} first-promise\nNot yet.\n:::\n\nAfter.").reading
    assert read == (
        Paragraph((Span("Before."),)),
        EarlierAnswer("first-promise", (Paragraph((Span("Not yet."),)),)),
        Paragraph((Span("After."),)),
    )


def test_prompts_and_practices_keep_their_order() -> None:
    """The page should be in the author's order."""
    ask = ':::{{prompt}} {}\nkind = "text"\n+++\nWhat?\n:::\n'
    log = (
        ':::{practice} log\ntitle = "Log"\nentry = "line"\n'
        '[[fields]]\nid = "a"\nlabel = "A"\nkind = "line"\n+++\n:::\n'
    )
    found = only_section(ask.format("one") + log + ask.format("two"))
    assert [item.id for item in found.page] == ["one", "log", "two"]
    assert [prompt.id for prompt in found.prompts] == ["one", "two"]
    assert [practice.id for practice in found.practices] == ["log"]


PROMPT = ':::{prompt} some-id\nkind = "text"\n+++\nWhat?\n:::\n'
PRACTICE = """\
:::{practice} log
title = "Log"
entry = "line"
rehearse = "I {a}."
[[fields]]
id = "a"
label = "A"
kind = "line"
[look-back]
ask = "How?"
tally = "{met} of {all}"
[[look-back.endings]]
id = "done"
label = "Done"
met = true
+++
:::
"""

PROBLEMS = [
    (PROMPT.replace(" some-id", ""), ":::{prompt}", "this prompt has no id; write {prompt} some-id"),
    (PROMPT.replace("some-id", "Some Id"), "Some Id", '"Some Id" cannot be an id'),
    (
        PROMPT.replace("{prompt}", "{promt}"),
        "{promt}",
        "{promt} is not a directive; did you mean :::{prompt}?",
    ),
    (PROMPT.replace("{prompt}", "prompt"), ":::prompt", "did you mean :::{prompt}?"),
    (
        PROMPT.replace("{prompt}", "{spaceship}"),
        "{spaceship}",
        "is not a directive; write :::{prompt} some-id",
    ),
    (PROMPT.replace('kind = "text"\n', ""), ":::{prompt}", 'this prompt has no kind; write kind = "text"'),
    (PROMPT.replace('"text"', '"txet"'), "txet", 'kind is "txet"; did you mean "text"?'),
    (PROMPT.replace('"text"', '"text'), '"text', "not TOML"),
    (PROMPT.replace("What?\n", ""), ":::{prompt}", "this prompt asks nothing"),
    (PROMPT.replace("What?", "- What?"), "- What?", "a question is made of plain paragraphs"),
    (PROMPT.replace("What?", "[What?](#here)"), "[What?]", "a link in a question"),
    (PROMPT.replace("What?", "Why\n<b>not</b>?"), "<b>", "HTML is not read"),
    (PROMPT.replace("+++", "minuts = 4\n+++"), "minuts", 'did you mean "minutes"?'),
    (PROMPT.replace("+++", "lines = 99\n+++"), "lines = 99", "lines is too large"),
    (
        PROMPT.replace("+++", 'weight = "heavy"\nlanding = "x"\n+++'),
        ":::{prompt}",
        "this prompt has no gentler",
    ),
    (
        PROMPT.replace("+++", 'weight = "heavy"\ngentler = "x"\n+++'),
        ":::{prompt}",
        "this prompt has no landing",
    ),
    (PROMPT.replace("+++", 'weight = "light"\n+++'), "weight", 'weight is "light"'),
    (PROMPT.replace("+++", 'gentler = "x"\n+++'), "gentler", "gentler is for heavy prompts"),
    (PROMPT.replace("+++", 'themes = ["a",\n"B b"]\n+++'), '"B b"', "cannot be an id"),
    (PROMPT.replace("+++", 'was = ["B b"]\n+++'), "was", "cannot be an id"),
    (PROMPT.removesuffix(":::\n"), ":::{prompt}", "this directive is never closed"),
    (PROMPT.removesuffix(":::\n") + ":::{answer} x\ny\n:::\n", ":::{prompt}", "not closed before the next"),
    (PROMPT.replace("+++\n", ""), "kind =", "these settings of a prompt have no end; write +++ below them"),
    (":::{facilitator}\n# mine\nminutes = 3\n:::", "# mine", "these settings of a facilitator have no end"),
    (" " + PROMPT, ":::{prompt}", "cannot stand here"),
    (":::{facilitator} some-id\n+++\n:::", ":::{facilitator}", "facilitator notes have no id"),
    (':::{facilitator}\nform = "pair"\n+++\n:::', "form", 'did you mean "pairs"?'),
    (":::{facilitator}\n:::\n\n:::{facilitator}\nmore\n:::", None, "facilitator notes already"),
    (":::{answer} some-id\n:::", ":::{answer}", "nothing stands here for someone who has not answered"),
    (":::{answer} some-id\nlines = 3\n+++\nx\n:::", "lines = 3", '"lines" means nothing in this answer'),
    (":::{answer}\nx\n:::", ":::{answer}", "this answer has no id"),
    (":::{answer} some-id\nx\n\n## Title {#title}\n:::", "## Title", "a section cannot begin inside"),
    (PRACTICE.replace('title = "Log"\n', ""), ":::{practice}", 'this practice has no title; write title = "'),
    (PRACTICE.replace('entry = "line"\n', ""), ":::{practice}", "this practice has no entry"),
    (PRACTICE.replace("I {a}.", "I {b}."), "rehearse", "nothing fills the blank {b}"),
    (PRACTICE.replace("I {a}.", "I {a."), "rehearse", "a brace without its partner"),
    (PRACTICE.replace("{met} of {all}", "{met} of {al}"), "tally", 'did you mean "all"?'),
    (PRACTICE.replace("met = true\n", ""), "tally", "this tally counts nothing"),
    (PRACTICE.replace('label = "A"\n', ""), "[[fields]]", "this field has no label"),
    (PRACTICE.replace('id = "a"\n', ""), "[[fields]]", "this field has no id"),
    (PRACTICE.replace('kind = "line"', 'kind = "choice"'), "[[fields]]", "this field has no options"),
    (PRACTICE.replace('kind = "line"', 'kind = "letter"'), 'kind = "letter"', "a field cannot be a letter"),
    (PRACTICE.replace('label = "Done"\n', ""), "[[look-back.endings]]", "this ending has no label"),
    (PRACTICE.replace('ask = "How?"\n', ""), "[look-back]", "this look-back has no ask"),
    (
        PRACTICE.replace("[look-back]", '[[fields]]\nid="a"\nlabel="B"\nkind="line"\n[look-back]'),
        'id="a"',
        "two fields",
    ),
    (PRACTICE.replace("+++", '[[look-back.endings]]\nid="done"\nlabel="B"\n+++'), 'id="done"', "two endings"),
    (
        PRACTICE.replace("+++", '[[look-back.endings]]\nid="let-go"\nlabel = " Done "\n+++'),
        '" Done "',
        'two endings of this practice read "Done"; say one another way',
    ),
    (
        PROMPT.replace('"text"', '"choice"\noptions = ["A",\n"B",\n" A "]'),
        '" A "',
        'options holds "A" twice',
    ),
    (
        PROMPT.replace('"text"', '"checklist"\noptions = ["A",\n"B",\n" A "]'),
        '" A "',
        'options holds "A" twice',
    ),
    (PRACTICE.replace("met = true", "mett = true"), "mett", 'did you mean "met"?'),
]


@pytest.mark.parametrize(("body", "at", "wrong"), PROBLEMS)
def test_what_is_wrong_is_told_at_its_line(body: str, at: str | None, wrong: str) -> None:
    """Each mistake in a directive should be reported where it stands, with what to do."""
    text = section(f"Reading.\n\n{body}")
    parsed = parse(text)
    line = line_of(text, at) if at else text.split("\n").index(":::{facilitator}", 8) + 1
    found_at(parsed.problems, line, wrong)
    assert not parsed.is_sound


def test_practices_need_fields_and_endings() -> None:
    """A practice without fields and a look-back without endings should both be told."""
    text = section(':::{practice} log\ntitle = "Log"\nentry = "line"\n[look-back]\nask = "How?"\n+++\n:::')
    parsed = parse(text)
    found_at(parsed.problems, line_of(text, ":::{practice}"), "this practice has no fields")
    found_at(parsed.problems, line_of(text, "[look-back]"), "this look-back has no endings")


def test_all_problems_are_told_at_once() -> None:
    """Nothing that is wrong should hide what is wrong further down."""
    parsed = parse(
        "".join(["## No id\n\n", *(f"\n:::{{prompt}}\nnumber {n}\n:::\n" for n in range(5)), "![a](b)\n"])
    )
    assert len([problem for problem in parsed.problems if "has no id" in str(problem)]) == 6
    found_at(parsed.problems, 1, "this chapter has no front matter")
    assert "picture" in str(parsed.problems[-1])
    assert [problem.line for problem in parsed.problems] == sorted(
        problem.line for problem in parsed.problems
    )


@pytest.mark.parametrize("directive", [PROMPT, PRACTICE, ":::{facilitator}\nx\n:::"])
def test_nothing_but_answers_stands_before_the_first_section(directive: str) -> None:
    """A prompt without a section would be on no page."""
    text = chapter(f"Words.\n\n{directive}\n## One {{#one}}\nReading.\n")
    found_at(parse(text).problems, 6, "stands before the first section")


def test_an_answer_can_stand_in_the_opening() -> None:
    """The words before the first section can quote an earlier answer."""
    parsed = parse(chapter(":::{answer} some-id\nNot yet.\n:::\n\n## One {#one}\nReading.\n"))
    assert parsed.problems == ()
    assert parsed.chapter is not None and len(parsed.chapter.opening) == 1
