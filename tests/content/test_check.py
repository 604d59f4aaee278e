"""A check tells an author everything at once, each thing at its line."""

from pathlib import Path

import pytest

from tests.content.packs import CHAPTERS, FAR, NEAR, PACK, TODAY, WORDS, found_at, line_of, write_pack
from workbook.content.check import check_pack
from workbook.content.model import Problem
from workbook.content.scaffold import new_pack
from workbook.errors import PackError


def check(folder: Path, chapters: dict[str, str] = CHAPTERS, pack: str = PACK) -> list[Problem]:
    """Write a pack and check it on the day of the tests."""
    return check_pack(write_pack(folder, chapters, pack), today=TODAY)


def only(problems: list[Problem], file: str) -> list[Problem]:
    """Give the problems of one file."""
    return [problem for problem in problems if problem.file == file]


def test_a_good_pack(tmp_path: Path) -> None:
    """Nothing should be said about a pack in good order."""
    assert check(tmp_path) == []


def test_problems_are_in_order(tmp_path: Path) -> None:
    """Everything wrong anywhere should be told at once, by file and line."""
    near = NEAR.replace("kind = ", "kid = ").replace("{#here}", "{#Here}") + "\n![a](b)\n"
    problems = check(tmp_path, {"near.md": near, "far.md": FAR + "\n<b>\n"}, PACK.replace("version", "vers"))
    places = [(problem.file, problem.line) for problem in problems]
    assert places == sorted(places)
    assert {problem.file for problem in problems} == {"near.md", "far.md", "pack.toml"}
    assert len(problems) >= 7


NEAR_PROBLEMS = [
    (
        "(far.md#there)",
        "(far.md#their)",
        "far.md#their",
        'there is no section "their"; did you mean "there"?',
    ),
    ("(far.md#there)", "(fra.md#there)", "fra.md#there", 'no chapter file "fra.md"; did you mean "far.md"?'),
    ("(far.md#there)", "(near.md#there)", "near.md#there", '"there" is not in near.md; write far.md#there'),
    ("(far.md#there)", "(far.md#xxxxx)", "far.md#xxxxx", "mend the id or add the section"),
    ('["noticing"]', '["noticin"]', "noticin", 'there is no theme "noticin"; did you mean "noticing"?'),
    ('["noticing"]', '["noticing",\n"quite-other"]', "quite-other", "add it to pack.toml under [[themes]]"),
    (
        ":::{prompt} one-word",
        ":::{prompt} steps",
        ":::{prompt}",
        '"steps" is the id of the practice at far.md:7',
    ),
    ("{#here}", "{#there}", "{#there}", '"there" is the id of the section at far.md:4'),
    ("{#here}", "{#yonder}", "{#yonder}", '"yonder" is an earlier id of the section at far.md:4'),
]


@pytest.mark.parametrize(("before", "after", "at", "wrong"), NEAR_PROBLEMS)
def test_names_are_looked_up(tmp_path: Path, before: str, after: str, at: str, wrong: str) -> None:
    """Ids that are taken and names that lead nowhere should be told at their line."""
    near = NEAR.replace(before, after, 1)
    chapters = {"far.md": FAR, "near.md": near}
    pack = PACK.replace('["near.md", "far.md"]', '["far.md", "near.md"]')
    found_at(only(check(tmp_path, chapters, pack), "near.md"), line_of(near, at), wrong)


def test_the_first_place_of_an_id_is_named(tmp_path: Path) -> None:
    """A repeated id should be told at its second place, with the first."""
    near = NEAR + NEAR.partition(":::{")[1] + NEAR.partition(":::{")[2].replace("One word?", "Two?")
    first, second = (
        number for number, line in enumerate(near.split("\n"), 1) if line == ":::{prompt} one-word"
    )
    problems = check(tmp_path, {"near.md": near, "far.md": FAR})
    found = found_at(problems, second, f"at near.md:{first} already; give this prompt another id")
    assert found.file == "near.md"


def test_an_id_that_was_and_is(tmp_path: Path) -> None:
    """An id cannot be an earlier one of something else."""
    far = FAR.replace('["paces"]', '["one-word"]')
    problems = check(tmp_path, {"near.md": NEAR, "far.md": far})
    found_at(only(problems, "far.md"), line_of(far, ":::{practice}"), "take it out of was")


FAR_PROBLEMS = [
    (
        ":::{answer} one-word",
        ":::{answer} one-wird",
        "one-wird",
        'no prompt "one-wird"; did you mean "one-word"?',
    ),
    (":::{answer} one-word", ":::{answer} steps", ":::{answer}", '"steps" is a practice; name a prompt'),
    ('leads-to = "here"', 'leads-to = "heer"', "leads-to", 'no section "heer"; did you mean "here"?'),
]


@pytest.mark.parametrize(("before", "after", "at", "wrong"), FAR_PROBLEMS)
def test_answers_and_endings_are_looked_up(
    tmp_path: Path, before: str, after: str, at: str, wrong: str
) -> None:
    """A quoted prompt and the section an ending leads to should exist."""
    far = FAR.replace(before, after, 1)
    problems = check(tmp_path, {"near.md": NEAR, "far.md": far})
    found_at(only(problems, "far.md"), line_of(far, at), wrong)


PACK_PROBLEMS = [
    ('section = "here"', 'section = "her"', "section", 'there is no section "her"; did you mean "here"?'),
    ('first = "one-word"', 'first = "a-word"', "first", 'no prompt "a-word"; did you mean "one-word"?'),
    ('first = "one-word"', 'first = "steps"', "first", '"steps" is a practice'),
    ("2026-11-01", "2025-01-01", "checked", "more than twelve months ago"),
]


@pytest.mark.parametrize(("before", "after", "at", "wrong"), PACK_PROBLEMS)
def test_the_pack_file_is_looked_up(tmp_path: Path, before: str, after: str, at: str, wrong: str) -> None:
    """Trail stops and the first prompt should exist, contacts be fresh."""
    pack = PACK.replace(before, after, 1)
    found_at(only(check(tmp_path, pack=pack), "pack.toml"), line_of(pack, at), wrong)


@pytest.mark.parametrize(
    ("kind", "fits"), [("text", True), ("list", True), ("scale", True), ("letter", False), ("table", False)]
)
def test_the_first_prompt_is_an_easy_one(tmp_path: Path, kind: str, fits: bool) -> None:
    """A new person should not be asked for a table or a letter."""
    columns = '\ncolumns = ["a", "b"]' if kind == "table" else ""
    near = NEAR.replace('kind = "line"', f'kind = "{kind}"{columns}')
    problems = check(tmp_path, {"near.md": near, "far.md": FAR})
    if fits:
        assert problems == []
    else:
        found_at(problems, line_of(PACK, "first ="), f"a {kind} is much to ask of someone new")


def test_links_to_earlier_ids_are_worth_knowing(tmp_path: Path) -> None:
    """A link by an earlier id works, and the author can mend it."""
    near = NEAR.replace("far.md#there", "far.md#yonder")
    (problem,) = check(tmp_path, {"near.md": near, "far.md": FAR})
    assert problem.warning
    assert "look at far.md:4" in str(problem)


def test_a_link_into_a_chapter_that_cannot_be_read_is_not_told_twice(tmp_path: Path) -> None:
    """One broken file should not make a problem of every link to it."""
    write_pack(tmp_path)
    (tmp_path / "far.md").write_bytes(b"\xff")
    problems = check_pack(tmp_path, today=TODAY)
    assert [str(problem) for problem in only(problems, "near.md")] == []
    found_at(only(problems, "far.md"), 1, "not UTF-8")


def test_an_empty_section(tmp_path: Path) -> None:
    """A section with neither reading nor page should be told."""
    near = NEAR + "\n## Nothing {#nothing}\n"
    problems = check(tmp_path, {"near.md": near, "far.md": FAR})
    (problem,) = problems
    assert (problem.line, problem.wrong, problem.warning) == (
        line_of(near, "## Nothing"),
        "this section is empty",
        False,
    )


@pytest.mark.parametrize(
    ("words", "wrong"), [("Few words.", "has 4 words"), (WORDS * 12, "divide it in two"), (WORDS * 2, "")]
)
def test_the_length_of_a_reading(tmp_path: Path, words: str, wrong: str) -> None:
    """A reading that is very short or long should be worth knowing."""
    near = NEAR.replace(WORDS, words)
    problems = check(tmp_path, {"near.md": near, "far.md": FAR})
    assert all(problem.warning for problem in problems)
    if wrong:
        found_at(problems, line_of(near, "## Here"), wrong)
    else:
        assert problems == []


def test_a_section_that_leads_nowhere(tmp_path: Path) -> None:
    """A section without a link to another chapter should be worth knowing, when there is another."""
    near = NEAR.replace("far.md#there", "#here")
    (problem,) = check(tmp_path, {"near.md": near, "far.md": FAR})
    assert problem.warning
    assert (problem.line, problem.wrong) == (
        line_of(near, "## Here"),
        "this section links to no other chapter",
    )


def test_a_single_chapter_need_not_link(tmp_path: Path) -> None:
    """With one chapter there is nowhere else to link to."""
    near = NEAR.replace("far.md#there", "#here")
    assert check(tmp_path, {"near.md": near}, PACK.replace(', "far.md"', "")) == []


def test_an_unused_theme(tmp_path: Path) -> None:
    """A theme that nothing is about should be worth knowing."""
    pack = PACK.replace("[[trails]]", '[[themes]]\nid = "unused"\ntitle = "Unused"\n\n[[trails]]')
    (problem,) = check(tmp_path, pack=pack)
    assert problem.warning
    assert (problem.file, problem.line) == ("pack.toml", line_of(pack, '"unused"'))


def test_no_first_prompt(tmp_path: Path) -> None:
    """A pack that asks nothing first should be worth knowing."""
    (problem,) = check(tmp_path, pack=PACK.replace('first = "one-word"\n', ""))
    assert problem.warning
    assert "first" in problem.todo


def test_files_that_nobody_named(tmp_path: Path) -> None:
    """A chapter that was forgotten in `pack.toml` should be told; a read-me may lie there."""
    chapters = {**CHAPTERS, "third.md": "x", "Draft.MD": "x", "README.md": "x", "notes.txt": "x"}
    problems = check(tmp_path, chapters)
    assert [(problem.file, problem.line) for problem in problems] == [("Draft.MD", 0), ("third.md", 0)]
    assert str(problems[1]).startswith("third.md: unexpected file; name it under chapters")


def test_a_chapter_that_is_not_there(tmp_path: Path) -> None:
    """A listed file that is missing should be told."""
    problems = check(tmp_path, {"near.md": NEAR})
    found_at(only(problems, "far.md"), 0, "there is no such file")


@pytest.mark.parametrize("name", ["nowhere", "pack.toml"])
def test_no_pack_at_all(tmp_path: Path, name: str) -> None:
    """A folder that is none should be a problem like any other."""
    write_pack(tmp_path)
    (problem,) = check_pack(tmp_path / name, today=TODAY)
    assert problem.file == "pack.toml"


def test_the_age_of_contacts_is_counted_from_today(tmp_path: Path) -> None:
    """Without a day, the present one should count."""
    new_pack(tmp_path / "pack")
    assert check_pack(tmp_path / "pack") == []
    with pytest.raises(PackError):
        check_pack(tmp_path / "pack", against=tmp_path / "nowhere")
