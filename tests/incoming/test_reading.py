"""What can be brought in is read; what means harm is refused or cleaned, with a line that says why."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import CONTROLS
from tests.incoming.sources import CLEANED, JRNL, LAYER, REFUSED, archive
from tests.store.archives import ANYTHING
from workbook.errors import WorkbookError
from workbook.incoming import note_files
from workbook.incoming.note_files import note_of, read_notes
from workbook.incoming.notes import archive_of_notes
from workbook.incoming.reading import read_source
from workbook.progress.own_prompts import NOTE
from workbook.store import strict_json
from workbook.store.archive import Archive, decode_archive, encode_archive
from workbook.store.records import Layer
from workbook.store.snapshot import Unreadable
from workbook.text import MAX_LENGTH

NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)


def layers(found: Archive) -> list[Layer]:
    """Give the answers in an archive."""
    return [layer for layer in found.tables.get("layers", ()) if isinstance(layer, Layer)]


def read(tmp_path: Path, data: bytes) -> Archive:
    """Read a file of those bytes."""
    (tmp_path / "file.json").write_bytes(data)
    return read_source(tmp_path / "file.json")


@pytest.mark.parametrize("name", REFUSED)
def test_what_means_harm_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    """On one line that names the file."""
    data, said = REFUSED[name]
    with pytest.raises(WorkbookError) as refused:
        read(tmp_path, data)
    line = str(refused.value)
    assert line.startswith(f"{tmp_path / 'file.json'} cannot be brought in: ")
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize("name", CLEANED)
def test_what_can_be_cleaned_is_cleaned_and_remarked(tmp_path: Path, name: str) -> None:
    """No control character, no time out of time, no text beyond the limit comes in."""
    data, said = CLEANED[name]
    found = read(tmp_path, data)
    written = encode_archive(found)
    assert not CONTROLS.search(json.dumps(json.loads(written), ensure_ascii=False))
    assert "9999" not in written.decode()
    assert all(len(layer.text) <= MAX_LENGTH for layer in layers(found))
    assert decode_archive(written) == Archive(found.tables)
    assert any(said in remark for remark in found.remarks) if said else True


def test_a_path_in_an_archive_is_only_text(tmp_path: Path) -> None:
    """Nothing in an archive names a file."""
    (found,) = layers(read(tmp_path, archive(LAYER)))
    assert found.section_id == "../../etc/passwd"
    assert [file.name for file in tmp_path.iterdir()] == ["file.json"]


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is looked at before anything is made of it."""
    monkeypatch.setattr("workbook.incoming.reading.MAX_BYTES", 1000)
    with pytest.raises(WorkbookError, match="larger than"):
        read(tmp_path, archive(*[LAYER] * 10))
    monkeypatch.setattr(strict_json, "MAX_BYTES", 1000)
    with pytest.raises(Unreadable, match="larger than"):
        strict_json.strict_json(archive(*[LAYER] * 10))


def test_a_device_a_pipe_and_nothing_are_refused(tmp_path: Path) -> None:
    """Without waiting for what never comes."""
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(WorkbookError, match="no ordinary file"):
            read_source(path)
    with pytest.raises(WorkbookError, match="there is no such file"):
        read_source(tmp_path / "gone.json")
    with pytest.raises(WorkbookError, match="no name for a file"):
        read_source(tmp_path / "a\0b")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | ANYTHING.map(lambda raw: json.dumps(raw).encode()))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """With one line, and never with another error."""
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(data)
    try:
        read_source(file)
    except WorkbookError as error:
        assert "\n" not in str(error)


SHAPES = st.dictionaries(st.sampled_from([*LAYER, "drafts", "moved"]), ANYTHING, max_size=14)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["layers", "entries", "marks", "places", "own"]),
    st.lists(SHAPES.map(lambda row: {**LAYER, **row}) | ANYTHING, max_size=3),
)
def test_any_shape_of_records_is_read_or_refused(table: str, rows: list[Any]) -> None:
    """What is read is as clean as what this program writes: writing and reading it changes nothing."""
    raw = {"format": "self-trust-workbook archive", "version": 1, "schema": 1, "tables": {table: rows}}
    try:
        found = decode_archive(json.dumps(raw).encode())
    except Unreadable:
        return
    assert decode_archive(encode_archive(found)) == Archive(found.tables)


# jrnl


def test_entries_of_jrnl_become_notes(tmp_path: Path) -> None:
    """Each with its words, its tags, its star and the moment it was written here."""
    found = read(tmp_path, json.dumps(JRNL).encode())
    first, second = layers(found)
    assert first.text == "Rain all day.\n\nI went out all the same. @walk\n\nIt held."
    assert first.at == datetime(2026, 5, 3, 9, 30).astimezone(UTC)
    assert second.text == "★ Sun.\n\n@walk"
    assert (first.question, first.section_id, first.kind) == (NOTE, "", "text")
    assert [own.to_json()["id"] for own in found.tables["own"]] == [first.prompt_id, second.prompt_id]
    assert found.remarks == ()


def test_the_same_entry_has_the_same_id_everywhere(tmp_path: Path) -> None:
    """By what it says and when; another time is another note."""
    once, twice = (
        read(tmp_path, json.dumps(JRNL).encode()),
        read(tmp_path, json.dumps(JRNL, indent=3).encode()),
    )
    assert once == twice
    doubled = {**JRNL, "entries": [*JRNL["entries"], *JRNL["entries"]]}
    assert read(tmp_path, json.dumps(doubled).encode()) == once


# Notes


@pytest.mark.parametrize(
    ("stem", "text", "at", "said"),
    [
        ("2026-05-03", "rest", datetime(2026, 5, 3, 12), "rest"),
        ("20260503", "rest", datetime(2026, 5, 3, 12), "rest"),
        ("2026-05-03 0930 Walk with Jo", "rest", datetime(2026, 5, 3, 9, 30), "# Walk with Jo\n\nrest"),
        ("2026-05-03T09.30", "rest", datetime(2026, 5, 3, 9, 30), "rest"),
        ("2026-05-03-walk", "A walk.", datetime(2026, 5, 3, 12), "A walk."),
        ("2026-05-03_12_things", "rest", datetime(2026, 5, 3, 12), "# 12 things\n\nrest"),
        ("walk", "---\ndate: 2026-05-03\n---\na walk", datetime(2026, 5, 3, 12), None),
        ("walk", '+++\ncreated = "2026-05-03T09:30:00"\n+++\na walk', datetime(2026, 5, 3, 9, 30), None),
        ("walk", "---\ntitle: x\n---\ndate: 2026-05-03 walk", NOW, None),
        ("walk", "---\ndate: soon\n---\na walk", NOW, None),
        ("walk", "a walk", NOW, "a walk"),
        ("2026-13-45 walk", "rest", NOW, "# 2026 13 45 walk\n\nrest"),
    ],
)
def test_the_day_of_a_note(stem: str, text: str, at: datetime, said: str | None) -> None:
    """By its name, its front matter, or when it was changed; its text stays, with what the name says."""
    (note,) = layers(archive_of_notes([note_of(stem, text, NOW)]))
    assert note.at == at.astimezone(UTC)
    assert note.text == (text if said is None else said)


def a_folder(tmp_path: Path) -> Path:
    """Make a folder of notes, with what is none between them."""
    folder = tmp_path / "notes"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name, text in (
        ("2026-05-03.md", "one"),
        ("deep/er/2026-05-04 two.markdown", "two"),
        ("three.txt", "three"),
        (".hidden/2026-05-05.md", "hidden"),
        (".2026-05-05.md", "hidden"),
        ("picture.png", "no text"),
    ):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_folder_of_notes_comes_in_with_the_folders_in_it(tmp_path: Path) -> None:
    """What is hidden and what is no note is left alone, and a second reading gives the same."""
    folder = a_folder(tmp_path)
    found = read_source(folder)
    assert {layer.text for layer in layers(found)} == {"one", "two", "three"}
    assert found.remarks == ()
    os.utime(folder / "2026-05-03.md", (0, 0))
    assert read_source(folder) == found
    os.utime(folder / "three.txt", (0, 0))
    assert {layer.id for layer in layers(read_source(folder))} == {layer.id for layer in layers(found)}


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Neither to a file outside, nor to a folder, nor in a circle."""
    folder = a_folder(tmp_path)
    before = read_source(folder)
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "deep" / "out").symlink_to(tmp_path)
    (folder / "deep" / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    assert read_source(folder) == before


def test_what_of_a_folder_cannot_come_in_is_named(tmp_path: Path) -> None:
    """And the rest comes in."""
    folder = a_folder(tmp_path)
    (folder / "long.md").write_text("a" * (MAX_LENGTH + 1), "utf-8")
    (folder / "huge.md").write_text("a" * (MAX_LENGTH * 5), "utf-8")
    (folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (folder / "bad\x1b[31m.md").write_text("four", "utf-8")
    Path(os.fsdecode(bytes(folder) + b"/bytes-\xff.md")).write_text("five", "utf-8")
    Path(os.fsdecode(bytes(folder) + b"/bytes-\xfe.md")).write_bytes(b"\xff")
    found = read_source(folder)
    assert len(layers(found)) == 5
    assert all(remark.isprintable() for remark in found.remarks)
    assert [remark.partition(" is left out")[0] for remark in found.remarks] == [
        "bytes-.md",
        "bytes.md",
        "huge.md",
        "long.md",
    ]


def test_a_folder_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many files, how much text, how deep."""
    folder = a_folder(tmp_path)
    monkeypatch.setattr(note_files, "MAX_DEPTH", 1)
    assert len(layers(read_notes(folder))) == 2
    monkeypatch.setattr(note_files, "MAX_TOTAL_BYTES", 5)
    with pytest.raises(WorkbookError, match="larger than"):
        read_source(folder)
    monkeypatch.setattr(note_files, "MAX_FILES", 3)
    with pytest.raises(WorkbookError, match="more than 3 files"):
        read_source(folder)


def test_one_note_comes_in_by_itself(tmp_path: Path) -> None:
    """A file in Markdown is a folder of one."""
    (tmp_path / "2026-05-03.md").write_text("one", "utf-8")
    (note,) = layers(read_source(tmp_path / "2026-05-03.md"))
    assert note.text == "one"
    assert layers(read_source(tmp_path)) == [note]
