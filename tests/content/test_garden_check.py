"""`[garden]` in `pack.toml`: read, and checked against the practice and the fields it names."""

from pathlib import Path

import pytest

from tests.content.packs import CHAPTERS, FAR, PACK, TODAY, found_at, line_of, write_pack
from workbook.content.check import check_pack
from workbook.content.model import Problem
from workbook.content.pack_file import parse_pack_file
from workbook.content.pack_model import GardenBeds

GARDEN = '\n[garden]\npractice = "steps"\nseed = "what"\nweed = "why"\n'
TWO_FIELDS = FAR.replace(
    "[look-back]",
    '[[fields]]\nid = "why"\nlabel = "Why"\nkind = "line"\n[[fields]]\nid = "sure"\n'
    'label = "Sure"\nkind = "scale"\n[look-back]',
    1,
)


def check(folder: Path, garden: str) -> list[Problem]:
    """Check a pack whose practice has the fields what, why and sure."""
    pack = write_pack(folder / "pack", CHAPTERS | {"far.md": TWO_FIELDS}, PACK + garden)
    return [problem for problem in check_pack(pack, today=TODAY) if not problem.warning]


def test_a_garden_is_read_and_may_be_left_out(tmp_path: Path) -> None:
    """With a practice, a seed and perhaps a weed; old packs have none."""
    assert check(tmp_path, GARDEN) == []
    info = parse_pack_file((PACK + GARDEN).encode()).info
    assert info is not None
    assert info.garden == GardenBeds(practice_id="steps", seed="what", weed="why")
    bare = parse_pack_file((PACK + GARDEN.replace('weed = "why"\n', "")).encode()).info
    assert bare is not None
    assert bare.garden == GardenBeds(practice_id="steps", seed="what")
    without = parse_pack_file(PACK.encode()).info
    assert without is not None
    assert without.garden is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"steps"', '"step"', 'there is no practice "step"; did you mean "steps"?'),
        ('"steps"', '"paces"', '"paces" is an earlier id; write "steps"'),
        ('"steps"', '"one-word"', 'there is no practice "one-word"; mend the id, or take [garden] out'),
        ('"what"', '"whut"', 'the practice "steps" has no field "whut"; did you mean "what"?'),
        ('"why"', '"zzz"', 'has no field "zzz"; its fields are what, why, sure'),
        (
            '"why"',
            '"sure"',
            'the field "sure" is a scale, and a weed is shown in words; name a field of kind',
        ),
        ('"why"', '"what"', '"what" is the seed already; name another field'),
    ],
)
def test_what_is_not_there_is_told_at_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    """An author should read what is wrong and what to do, with the line that says it."""
    garden = GARDEN.replace(right, wrong)
    problems = check(tmp_path, garden)
    assert len(problems) == 1
    line = next(
        number
        for number, words in enumerate((PACK + garden).split("\n"), 1)
        if wrong in words and number > line_of(PACK + garden, "[garden]")
    )
    if wrong == '"what"':
        line += 1
    assert found_at(problems, line, said).file == "pack.toml"


@pytest.mark.parametrize(
    ("garden", "said"),
    [
        ('\n[garden]\nseed = "what"\n', "this garden has no practice"),
        ('\n[garden]\npractice = "steps"\n', "this garden has no seed"),
        (GARDEN + 'soil = "what"\n', "soil"),
        ('\n[garden]\npractice = 3\nseed = "what"\n', "practice"),
    ],
)
def test_it_is_as_strict_as_its_neighbours(tmp_path: Path, garden: str, said: str) -> None:
    """Missing keys, unknown keys and wrong types should be told, and the pack still opens."""
    assert any(said in str(problem) for problem in check(tmp_path, garden))
    assert parse_pack_file((PACK + garden).encode()).info is not None


def test_a_torn_chapter_is_not_blamed_twice(tmp_path: Path) -> None:
    """The practice may stand in a file that cannot be read, which is told already."""
    pack = write_pack(tmp_path / "pack", CHAPTERS | {"far.md": "no front matter"}, PACK + GARDEN)
    (pack / "far.md").write_bytes(b"\xff\xfe\x00")
    problems = check_pack(pack, today=TODAY)
    assert any(problem.file == "far.md" for problem in problems)
    assert not any("practice" in problem.wrong for problem in problems)
