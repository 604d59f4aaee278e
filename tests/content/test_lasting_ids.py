"""What an earlier pack called something can still be found in a later one."""

from pathlib import Path

import pytest

from tests.content.packs import CHAPTERS, FAR, NEAR, PACK, TODAY, found_at, line_of, write_pack
from workbook.content.check import check_pack
from workbook.content.model import Problem
from workbook.errors import PackError


def compare(folder: Path, chapters: dict[str, str], pack: str = PACK) -> list[Problem]:
    """Check a pack against the one that the tests begin with."""
    old = write_pack(folder / "old")
    return check_pack(write_pack(folder / "new", chapters, pack), against=old, today=TODAY)


def test_the_same_pack(tmp_path: Path) -> None:
    """A pack should agree with itself."""
    assert compare(tmp_path, CHAPTERS) == []


def test_a_renamed_prompt_and_section(tmp_path: Path) -> None:
    """What lists its earlier id has not gone."""
    near = NEAR.replace(":::{prompt} one-word", ':::{prompt} a-word\nwas = ["one-word"]')
    near = near.replace("{#here}", '{#right-here was="here"}')
    far = FAR.replace(":::{answer} one-word", ":::{answer} a-word").replace(
        "near.md#here", "near.md#right-here"
    )
    far = far.replace('leads-to = "here"', 'leads-to = "right-here"')
    pack = PACK.replace("one-word", "a-word").replace('section = "here"', 'section = "right-here"')
    assert compare(tmp_path, {"near.md": near, "far.md": far}, pack) == []


def test_a_prompt_that_moved_to_another_chapter(tmp_path: Path) -> None:
    """A prompt may stand anywhere, as long as its id lives."""
    prompt = NEAR[NEAR.index(":::{prompt}") :]
    assert compare(tmp_path, {"near.md": NEAR.replace(prompt, ""), "far.md": FAR + "\n" + prompt}) == []


GONE = [
    (
        "near.md",
        ":::{prompt} one-word",
        ":::{prompt} a-word",
        'the prompt "one-word" has gone',
        'was = ["one-word"]',
    ),
    ("near.md", "{#here}", "{#right-here}", 'the section "here" has gone', '{#new-id was="here"}'),
    ("far.md", ' was="yonder"', "", 'the section "yonder" has gone', 'was="yonder"'),
    (
        "far.md",
        ":::{practice} steps",
        ":::{practice} strides",
        'the practice "steps" has gone',
        'was = ["steps"]',
    ),
    ("far.md", 'was = ["paces"]\n', "", 'the practice "paces" has gone', 'was = ["paces"]'),
]


@pytest.mark.parametrize(("file", "before", "after", "wrong", "todo"), GONE)
def test_an_id_that_vanished(
    tmp_path: Path, file: str, before: str, after: str, wrong: str, todo: str
) -> None:
    """An id that is gone should be told, with the line to write."""
    chapters = {**CHAPTERS, file: CHAPTERS[file].replace(before, after)}
    found = found_at(compare(tmp_path, chapters), 0, wrong)
    assert (found.file, found.warning) == (file, False)
    assert todo in found.todo


PARTS = [
    ('id = "what"', 'id = "which"', 'the field "what" of this practice has gone'),
    ('id = "done"', 'id = "finished"', 'the ending "done" of this practice has gone'),
]


@pytest.mark.parametrize(("before", "after", "wrong"), PARTS)
def test_a_part_of_a_practice_that_vanished(tmp_path: Path, before: str, after: str, wrong: str) -> None:
    """Fields and endings are what entries are kept by."""
    far = FAR.replace(before, after)
    problems = compare(tmp_path, {"near.md": NEAR, "far.md": far})
    assert found_at(problems, line_of(far, ":::{practice}"), wrong).file == "far.md"


def test_a_look_back_that_vanished(tmp_path: Path) -> None:
    """Without a look-back, all its endings have gone."""
    start, end = FAR.index("[look-back]"), FAR.index("+++\n:::")
    problems = compare(tmp_path, {"near.md": NEAR, "far.md": FAR[:start] + FAR[end:]})
    found_at(problems, line_of(FAR, ":::{practice}"), 'the ending "done"')


def test_a_prompt_of_another_kind(tmp_path: Path) -> None:
    """An answer given as a line should not be asked for as a scale under the same id."""
    near = NEAR.replace('kind = "line"', 'kind = "scale"')
    problems = compare(tmp_path, {"near.md": near, "far.md": FAR})
    found = found_at(problems, line_of(near, ":::{prompt}"), "this prompt was a line and is a scale now")
    assert "give it a new id" in found.todo


def test_a_prompt_that_became_a_practice(tmp_path: Path) -> None:
    """The id of a prompt should not come to mean a practice."""
    near = NEAR.replace(":::{prompt} one-word", ":::{prompt} steps")
    far = FAR.replace(":::{practice} steps", ":::{practice} one-word").replace(
        "{answer} one-word", "{answer} steps"
    )
    problems = compare(tmp_path, {"near.md": near, "far.md": far}, PACK.replace("one-word", "steps"))
    found_at(problems, line_of(far, ":::{practice}"), '"one-word" was a prompt; give it a new id')
    found_at(problems, line_of(near, ":::{prompt}"), '"steps" was a practice; give it a new id')


def test_a_chapter_that_was_dropped(tmp_path: Path) -> None:
    """What stood in a chapter that is no longer listed should be told at `pack.toml`."""
    near = NEAR.replace("(far.md#there)", "(#here)")
    problems = compare(tmp_path, {"near.md": near}, PACK.replace(', "far.md"', ""))
    assert [problem.file for problem in problems if "has gone" in problem.wrong] == ["pack.toml"] * 4


def test_an_earlier_pack_that_cannot_be_read(tmp_path: Path) -> None:
    """Comparing with something broken should be an error, not a silent pass."""
    new = write_pack(tmp_path / "new")
    with pytest.raises(PackError, match="cannot be read"):
        check_pack(new, against=tmp_path / "nowhere", today=TODAY)
    old = write_pack(tmp_path / "old", {"near.md": NEAR})
    with pytest.raises(PackError, match=r"far\.md"):
        check_pack(new, against=old, today=TODAY)
