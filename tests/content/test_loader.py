"""A pack opens with what is sound in it, says what is missing, and reads nothing outside its folder."""

import os
from pathlib import Path

import pytest

from tests.content.packs import CHAPTERS, FAR, NEAR, PACK, write_pack
from workbook.content.loader import open_pack
from workbook.errors import PackError, WorkbookError


def test_a_pack_opens(tmp_path: Path) -> None:
    """Titles are there at once; words when they are asked for."""
    pack = open_pack(write_pack(tmp_path))
    assert pack.folder == tmp_path
    assert pack.info.title == "Trying things out"
    assert [(outline.id, outline.title, outline.missing) for outline in pack.outlines] == [
        ("near", "Near", ""),
        ("far", "Far", ""),
    ]
    assert pack.chapter("near").title == "Near"
    assert pack.chapter("near") is pack.chapter("near")


def test_sections_prompts_and_practices_are_found(tmp_path: Path) -> None:
    """Each thing with an id should be found by it, with its section."""
    pack = open_pack(write_pack(tmp_path))
    assert pack.section("here").title == "Here"
    outline = pack.section_outline("here")
    assert outline is not None and outline.prompt_ids == ("one-word",)
    found = pack.prompt("one-word")
    assert found is not None and (found[0].id, found[1].question) == ("here", "One word?")
    practice = pack.practice("steps")
    assert practice is not None and (practice[0].id, practice[1].title) == ("there", "Steps")
    assert pack.practices() == [practice]


def test_earlier_ids_are_followed(tmp_path: Path) -> None:
    """What was renamed should be found by what it was called."""
    prompt = NEAR.replace("+++\nOne word", 'was = ["a-word", "word"]\n+++\nOne word')
    pack = open_pack(write_pack(tmp_path, {"near.md": prompt, "far.md": FAR}))
    assert pack.section("yonder").id == "there"
    outline = pack.section_outline("yonder")
    assert outline is not None and outline.id == "there"
    for old in ("a-word", "word"):
        found = pack.prompt(old)
        assert found is not None and found[1].id == "one-word"
    practice = pack.practice("paces")
    assert practice is not None and practice[1].id == "steps"


RENAMED = NEAR.replace("+++\nOne word", 'was = ["a-word", "word", "steps"]\n+++\nOne word')


def test_present_ids_need_no_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What something is called now should be known from the outline, without parsing; a present id wins."""
    pack = open_pack(write_pack(tmp_path, {"near.md": RENAMED, "far.md": FAR}))
    monkeypatch.setattr(pack, "chapter", lambda name: pytest.fail(f"{name} was parsed"))
    for was, now in {"a-word": "one-word", "word": "one-word", "paces": "steps"}.items():
        assert pack.present_id(was) == now
    for stays in ("one-word", "steps", "nothing", ""):
        assert pack.present_id(stays) == stays
    assert pack.earlier_ids("steps") == ("paces",)
    assert pack.earlier_ids("nothing") == ()


def test_counts_by_present_ids(tmp_path: Path) -> None:
    """What was counted under several ids of one thing should be one count; the rest stays as it is."""
    pack = open_pack(write_pack(tmp_path, {"near.md": RENAMED, "far.md": FAR}))
    counts = {"paces": 2, "gone": 1, "word": 3, "steps": 4, "a-word": 1}
    assert list(pack.by_present_id(counts).items()) == [("steps", 6), ("gone", 1), ("one-word", 4)]
    assert pack.by_present_id({}) == {}


def test_an_old_id_opens_only_its_own_chapter(tmp_path: Path) -> None:
    """Following an earlier id should not read the other chapters."""
    pack = open_pack(write_pack(tmp_path, {"near.md": RENAMED, "far.md": FAR}))
    (tmp_path / "near.md").unlink()
    assert pack.practice("paces") is not None
    assert pack.prompt("word") is None, "its chapter cannot be opened"


def test_what_is_not_there(tmp_path: Path) -> None:
    """An id that nobody knows should be None where that is an answer, else an error."""
    pack = open_pack(write_pack(tmp_path))
    assert pack.prompt("nothing") is None
    assert pack.practice("nothing") is None
    assert pack.prompt("steps") is None, "a practice is no prompt"
    assert pack.practice("one-word") is None, "a prompt is no practice"
    assert pack.section_outline("nothing") is None
    with pytest.raises(PackError, match='no section "nothing"'):
        pack.section("nothing")
    with pytest.raises(PackError, match='no chapter "nothing"'):
        pack.chapter("nothing")


BROKEN = {
    "no file": None,
    "no title": "+++\n+++\n## There {#there}\nx\n",
    "no front matter": "## There {#there}\nx\n",
    "not text": b"\xff\xfe",
    "too large": b"a" * 200_000,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_chapter_keeps_the_others(tmp_path: Path, text: str | bytes | None) -> None:
    """The other chapters should open, and the outline say which one is missing and why."""
    write_pack(tmp_path, {"near.md": NEAR})
    if text is not None:
        (tmp_path / "far.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    pack = open_pack(tmp_path)
    near, far = pack.outlines
    assert near.missing == "" and far.missing.startswith("far.md")
    assert (far.id, far.title, far.sections) == ("far", "Far", ())
    assert pack.section("here").title == "Here"
    with pytest.raises(PackError, match=r"far\.md"):
        pack.chapter("far")
    assert pack.practices() == []
    assert pack.prompt("anything") is None


def test_a_chapter_broken_further_down_says_where(tmp_path: Path) -> None:
    """What only parsing finds should be told when the chapter is opened, with file and line."""
    write_pack(
        tmp_path,
        {"near.md": NEAR, "far.md": FAR.replace(":::{practice} steps", ":::{practice}") + "\n![a](b)\n"},
    )
    pack = open_pack(tmp_path)
    assert [outline.missing for outline in pack.outlines] == ["", ""]
    with pytest.raises(PackError) as caught:
        pack.chapter("far")
    line = FAR.split("\n").index(":::{practice} steps") + 1
    assert f"far.md:{line}: this practice has no id" in str(caught.value)
    assert "1 more: workbook check lists them" in str(caught.value)
    assert pack.practices() == []


def test_a_warning_breaks_nothing(tmp_path: Path) -> None:
    """A hidden character is worth knowing and no reason to close a chapter."""
    write_pack(tmp_path, {"near.md": NEAR.replace("One word?", "One\u202e word?"), "far.md": FAR})
    found = open_pack(tmp_path).prompt("one-word")
    assert found is not None and found[1].question == "One word?"


def test_a_section_lost_while_the_pack_is_open(tmp_path: Path) -> None:
    """When an author changes a file under an open pack, that should be said."""
    pack = open_pack(write_pack(tmp_path))
    (tmp_path / "far.md").write_text(FAR.replace("{#there", "{#elsewhere"))
    with pytest.raises(PackError, match=r"far\.md was changed"):
        pack.section("there")
    assert pack.practice("steps") is None


@pytest.mark.parametrize(
    "text", [None, "", "format = 9", "title = "], ids=["none", "empty", "newer", "broken"]
)
def test_no_pack_file_no_pack(tmp_path: Path, text: str | None) -> None:
    """A folder without a usable `pack.toml` should be one error that names it."""
    if text is not None:
        write_pack(tmp_path, CHAPTERS, text)
    with pytest.raises(PackError, match=r"pack\.toml") as caught:
        open_pack(tmp_path)
    assert str(tmp_path) in str(caught.value) and "\n" not in str(caught.value)
    assert isinstance(caught.value, WorkbookError)


@pytest.mark.parametrize("name", ["pack.toml", "somewhere-else"])
def test_a_folder_that_is_none(tmp_path: Path, name: str) -> None:
    """A file, or nothing, in place of the folder should be one error as well."""
    write_pack(tmp_path)
    with pytest.raises(PackError):
        open_pack(tmp_path / name)


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A chapter that is a link should be missing, even when it leads to a proper chapter."""
    outside = tmp_path / "outside.md"
    outside.write_text(FAR)
    folder = write_pack(tmp_path / "pack", {"near.md": NEAR})
    (folder / "far.md").symlink_to(outside)
    pack = open_pack(folder)
    assert pack.outlines[1].missing.startswith("far.md: this is no ordinary file")
    with pytest.raises(PackError, match="no ordinary file"):
        pack.chapter("far")


def test_a_pack_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """`pack.toml` itself should not lead elsewhere either."""
    (tmp_path / "other.toml").write_text(PACK)
    folder = write_pack(tmp_path / "pack")
    (folder / "pack.toml").unlink()
    (folder / "pack.toml").symlink_to(tmp_path / "other.toml")
    with pytest.raises(PackError, match="no ordinary file"):
        open_pack(folder)


def test_a_pipe_in_place_of_a_chapter_does_not_block(tmp_path: Path) -> None:
    """Something that is no file should be told, not waited for."""
    folder = write_pack(tmp_path, {"near.md": NEAR})
    os.mkfifo(folder / "far.md")
    assert "no ordinary file" in open_pack(folder).outlines[1].missing


def test_only_listed_files_are_read(tmp_path: Path) -> None:
    """What lies beside the chapters should be left alone."""
    write_pack(tmp_path, {**CHAPTERS, "other.md": "nonsense"})
    pack = open_pack(tmp_path)
    assert [outline.id for outline in pack.outlines] == ["near", "far"]
    with pytest.raises(PackError):
        pack.chapter("other")
