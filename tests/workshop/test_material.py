"""What a block uses from the pack is gathered in one place, and what is missing is said."""

from pathlib import Path

from workbook.content.loader import Pack, open_pack
from workbook.workshop.agenda import Block
from workbook.workshop.agenda_folder import read_agenda
from workbook.workshop.material import Material, group_words, material_of

CHAPTERS = Path(__file__).resolve().parents[2] / "chapters"


def test_a_writing_block_has_its_question_and_the_others_of_the_section(chapters: Pack) -> None:
    """The block's own question stands apart; the rest of the section can be asked instead."""
    block = Block(
        kind="writing", title="Write", minutes=6, least=5, section="small-promises", prompt="first-promise"
    )
    material = material_of(block, chapters)
    section = chapters.section("small-promises")
    assert material.question == next(one.question for one in section.prompts if one.id == "first-promise")
    assert "first-promise" not in [prompt.id for prompt in material.prompts]
    assert len(material.prompts) == len(section.prompts) - 1
    assert (material.reading, material.notes) == (section.reading, section.facilitator)
    assert material.missing == ()


def test_a_heavy_question_comes_with_its_gentler_wording(chapters: Pack) -> None:
    """A facilitator should have the other wording and the landing at hand."""
    section, prompt = next(
        (section, prompt)
        for outline in chapters.outlines
        for section in chapters.chapter(outline.id).sections
        for prompt in section.prompts
        if prompt.heavy
    )
    # Without the section: a question brings its own.
    material = material_of(
        Block(kind="writing", title="Write", minutes=6, least=5, prompt=prompt.id), chapters
    )
    assert material.is_heavy
    assert (material.gentler, material.landing) == (prompt.gentler, prompt.landing)
    assert material.section_title == section.title


def test_words_for_a_group_go_with_the_kind(chapters: Pack) -> None:
    """Agreements, check-in, grounding and check-out have words; a break has none."""
    words = chapters.info.group
    assert group_words("agreements", words) == words.agreements
    assert group_words("check-in", words) == words.check_in
    assert group_words("grounding", words) == words.grounding
    assert group_words("check-out", words) == words.check_out
    assert group_words("break", words) == ()


def test_what_the_pack_no_longer_has_is_said(chapters: Pack) -> None:
    """A name that leads nowhere should be one sentence each, and the block goes on without."""
    block = Block(kind="writing", title="Write", minutes=6, least=5, section="gone", prompt="gone-too")
    material = material_of(block, chapters)
    assert len(material.missing) == 2
    assert any('"gone"' in sentence for sentence in material.missing)
    assert any('"gone-too"' in sentence for sentence in material.missing)
    assert Material(missing=material.missing) == material


def test_every_block_of_the_templates_has_its_material() -> None:
    """Nothing that an agenda of the pack names should be missing."""
    pack = open_pack(CHAPTERS)
    for name in ("45-minutes.toml", "90-minutes.toml", "120-minutes.toml"):
        agenda = read_agenda(CHAPTERS, name).agenda
        assert agenda
        for block in agenda.blocks:
            material = material_of(block, pack)
            assert material.missing == ()
            assert bool(material.reading) == bool(block.section or block.prompt)
