"""A new pack passes its own check and shows an author everything there is."""

from datetime import date
from pathlib import Path

import pytest

from tests.content.packs import TODAY
from workbook.content.check import check_pack
from workbook.content.kinds import KINDS
from workbook.content.loader import open_pack
from workbook.content.model import EarlierAnswer
from workbook.content.scaffold import new_pack
from workbook.content.scan import DIRECTIVES
from workbook.errors import WorkbookError


def test_a_new_pack_is_in_good_order(tmp_path: Path) -> None:
    """Nothing should be wrong with it, not even worth knowing; nor against itself."""
    folder = tmp_path / "my" / "pack"
    written = new_pack(folder, TODAY)
    assert sorted(written) == sorted(folder.iterdir())
    assert check_pack(folder, against=folder, today=TODAY) == []


def test_a_new_pack_shows_everything(tmp_path: Path) -> None:
    """Every directive, kind and part of a pack should be there to copy."""
    texts = "".join(path.read_text(encoding="utf-8") for path in new_pack(tmp_path, TODAY))
    for name in DIRECTIVES:
        assert f":::{{{name}}}" in texts
    pack = open_pack(tmp_path)
    sections = [section for outline in pack.outlines for section in pack.chapter(outline.id).sections]
    prompts = [prompt for section in sections for prompt in section.prompts]
    assert {prompt.kind.name for prompt in prompts} == set(KINDS)
    assert any(prompt.heavy for prompt in prompts) and any(prompt.again for prompt in prompts)
    assert any(isinstance(block, EarlierAnswer) for section in sections for block in section.reading)
    assert any(section.facilitator for section in sections) and any(section.was for section in sections)
    ((_, practice),) = pack.practices()
    assert practice.rehearse and practice.look_back and practice.look_back.tally
    assert any(ending.leads_to for ending in practice.look_back.endings)
    assert len(pack.outlines) == 2
    assert pack.info.trails and pack.info.group.agreements and pack.info.about and pack.info.support_note
    assert [contact.checked for contact in pack.info.support] == [TODAY]


def test_its_contact_is_checked_today(tmp_path: Path) -> None:
    """Without a day, the present one should be written."""
    new_pack(tmp_path)
    assert abs((open_pack(tmp_path).info.support[0].checked - date.today()).days) <= 1


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """A folder that was just made should be filled."""
    assert len(new_pack(tmp_path)) == 3


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nothing should be written beside what is there."""
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(WorkbookError, match="is not empty"):
        new_pack(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A file of that name should be an error in one line."""
    (tmp_path / "pack").write_text("mine")
    with pytest.raises(WorkbookError, match="No pack can be written"):
        new_pack(tmp_path / "pack")
    assert (tmp_path / "pack").read_text() == "mine"


@pytest.mark.parametrize("is_there", [True, False])
def test_nothing_is_left_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    """When the disk is full after a file or two, what was written should be taken back."""
    folder = tmp_path / "pack"
    if is_there:
        folder.mkdir()
    real_open = Path.open

    def full(path: Path, mode: str = "r", **settings: str) -> object:
        if path.name == "going-on.md" and "x" in mode:
            raise OSError(28, "No space left on device")
        return real_open(path, mode, **settings)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(WorkbookError, match="No space left on device"):
        new_pack(folder)
    assert folder.exists() == is_there
    assert not is_there or not list(folder.iterdir())
