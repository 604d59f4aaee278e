"""The agendas that come with the program: sound, of the length they say, and kind to a group."""

import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import CHAPTERS
from workbook.content.loader import Pack
from workbook.locations import pack_folder
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_folder import check_agendas, read_agenda

LENGTHS = (45, 90, 120)
CENTRES = {
    45: {"small-promises"},
    90: {"after-a-mistake", "repair"},
    120: {"needs-and-choices", "deciding-small"},
}
NOT_FOR_A_GROUP = {"when-it-was-not-safe", "the-cost", "old-hurt", "the-shadow"}

READ_ALOUD = 110
"""Words in a minute, slowly."""


def template(minutes: int) -> Agenda:
    """Read the template of a length."""
    agenda = read_agenda(CHAPTERS, f"{minutes}-minutes.toml").agenda
    assert agenda is not None
    return agenda


@pytest.fixture(params=LENGTHS)
def agenda(request: pytest.FixtureRequest) -> Agenda:
    """Each template in turn."""
    return template(request.param)


def test_the_templates_pass_the_check() -> None:
    """Nothing at all should be said about them, and they are all there."""
    assert check_agendas(CHAPTERS) == []
    assert {file.name for file in (CHAPTERS / "agendas").iterdir()} == {
        f"{minutes}-minutes.toml" for minutes in LENGTHS
    }


@pytest.mark.parametrize("minutes", LENGTHS)
def test_each_has_its_length_and_its_sections(minutes: int) -> None:
    """A template lasts as long as its name says and goes through the sections it was made for."""
    agenda = template(minutes)
    assert agenda.minutes == agenda.planned == minutes
    assert {block.section for block in agenda.blocks} - {""} == CENTRES[minutes]
    assert [block.minutes for block in agenda.blocks if block.kind == "break"] == [10] * (minutes > 75)


def test_each_goes_from_agreements_to_a_gentle_end(agenda: Agenda) -> None:
    """Agreements, arriving, reading, writing alone, talking, settling, leaving: in this order."""
    kinds = [block.kind for block in agenda.blocks]
    assert kinds[:3] == ["agreements", "check-in", "reading"]
    assert kinds.index("writing") < min(kinds.index(kind) for kind in ("pairs", "triads") if kind in kinds)
    assert "round" in kinds
    assert kinds[-2:] == ["grounding", "check-out"] or kinds[-3:] == ["grounding", "check-out", "closing"]


def test_each_can_be_shortened(agenda: Agenda) -> None:
    """There should be a buffer, something that may be left out, and room in the blocks that are not protected."""
    assert any(block.kind == "buffer" for block in agenda.blocks)
    assert any(block.optional for block in agenda.blocks)
    room = sum(block.minutes - block.least for block in agenda.blocks)
    assert room >= agenda.minutes / 8


def test_each_says_the_limits_of_confidentiality(agenda: Agenda, chapters: Pack) -> None:
    """The agreements should have the sentences of the pack about what stays here and what may have to leave."""
    said = agenda.blocks[0].say
    for agreement in chapters.info.group.agreements[:4]:
        assert agreement in said
    assert "limit" in chapters.info.group.agreements[1]
    assert "no treatment" in said


def test_whoever_speaks_may_pass(agenda: Agenda) -> None:
    """Every round says that one can pass, or what to say in its place; nobody has to sit in pairs."""
    for block in agenda.blocks:
        if block.form == "round":
            assert "pass" in block.say, block.title
        if block.form in ("pairs", "triads"):
            assert "Opt-out" in block.notes or "write on alone" in block.notes, block.title


def test_there_is_more_than_the_breath_to_settle_with(agenda: Agenda) -> None:
    """Grounding offers another way and lets eyes stay open."""
    (grounding,) = (block for block in agenda.blocks if block.kind == "grounding")
    assert "breath" not in grounding.say.casefold()
    assert "eyes" in (grounding.say + grounding.notes).casefold()
    assert grounding.say.count("\n\n") >= 1


def test_every_block_has_private_notes(agenda: Agenda) -> None:
    """Whoever leads should find a few lines in every block; what is said aloud never repeats them."""
    for block in agenda.blocks:
        assert block.notes, block.title
        assert not set(block.notes.split("\n\n")) & set(block.say.split("\n\n"))


def test_heavy_prompts_are_not_for_a_group(agenda: Agenda, chapters: Pack) -> None:
    """No block should use a heavy prompt, or a section that is best read alone."""
    assert sum(bool(block.prompt) for block in agenda.blocks)
    for block in agenda.blocks:
        assert block.section not in NOT_FOR_A_GROUP
        if block.prompt:
            found = chapters.prompt(block.prompt)
            assert found is not None
            assert not found[1].heavy


def test_there_is_time_for_what_is_asked(agenda: Agenda, chapters: Pack) -> None:
    """A block lasts as long as its prompt takes, and its least is long enough to say its words."""
    for block in agenda.blocks:
        found = chapters.prompt(block.prompt) if block.prompt else None
        if found:
            assert block.minutes >= found[1].minutes, block.title
        assert len(block.say.split()) / READ_ALOUD <= block.least, block.title


def test_mending_needs_two_to_lead() -> None:
    """The section asks for a co-facilitator whatever the size; so should the file, before anything else."""
    text = (CHAPTERS / "agendas" / "90-minutes.toml").read_text("utf-8")
    assert "co-facilitator" in text.split("title =")[0]


def test_a_renamed_section_is_told_at_its_line(tmp_path: Path) -> None:
    """Where a section got another id without a `was`, every block that uses it is named, with the new id."""
    pack = tmp_path / "pack"
    shutil.copytree(CHAPTERS, pack)
    chapter = pack / "building.md"
    chapter.write_text(
        chapter.read_text("utf-8").replace("{#small-promises}", "{#smaller-promises}"), "utf-8"
    )
    template_lines = (pack / "agendas" / "45-minutes.toml").read_text("utf-8").split("\n")
    expected = [
        f'agendas/45-minutes.toml:{number}: there is no section "small-promises"; '
        'did you mean "smaller-promises"?'
        for number, line in enumerate(template_lines, 1)
        if line == 'section = "small-promises"'
    ]
    assert [str(problem) for problem in check_agendas(pack)] == expected
    assert len(expected) == 4


def test_the_templates_come_with_the_program() -> None:
    """The wheel carries the whole folder of chapters, and the pack in use has the templates."""
    project = tomllib.loads((CHAPTERS.parent / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"chapters": "workbook/chapters"}
    assert len(list((pack_folder(None) / "agendas").glob("*.toml"))) == len(LENGTHS)
