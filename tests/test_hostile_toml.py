"""TOML that means harm, wherever TOML is read: it is refused on one line, in no time."""

import os
from pathlib import Path

import pytest

from tests.conftest import CHAPTERS
from workbook.content.outline import outline_of
from workbook.content.pack_file import parse_pack_file
from workbook.content.parser import parse_chapter
from workbook.errors import SettingsError
from workbook.settings import MAX_BYTES, Settings, read_settings
from workbook.toml_in import MOST_PARTS, read_toml_text
from workbook.workshop.agenda_file import parse_agenda

KEYS = {
    "bare": "a.",
    "quoted": '"é".',
    "in one quote": "'a b' . ",
}
"""Pieces of a key; of 20,000 of them `tomllib` makes minutes."""


def long_key(piece: str) -> str:
    """Write a key of so many parts that a line may hold."""
    return piece * (19_000 // len(piece))


@pytest.mark.parametrize("piece", KEYS.values(), ids=list(KEYS))
@pytest.mark.parametrize("form", ["{}a = 1", "[{}a]", "[[{}a]]", "b = {{ {}a = 1 }}"])
def test_a_key_of_thousands_of_parts_is_refused(piece: str, form: str) -> None:
    """With its line; in a pack, a chapter, a question, its outline and an agenda."""
    settings = form.format(long_key(piece))
    with pytest.raises(ValueError, match=r"more than 32 parts \(at line 2, column \d+\)"):
        read_toml_text(f"x = 1\n{settings}")
    assert "parts" in str(parse_pack_file(settings.encode()).problems[0])
    chapter = f'+++\ntitle = "T"\n{settings}\n+++\nWords.\n'.encode()
    assert "parts" in str(parse_chapter(chapter, "one.md").problems[-1])
    assert outline_of(chapter, "one.md").missing
    asked = f'+++\ntitle = "T"\n+++\n## A {{#a}}\n:::{{prompt}} p\nwas = ["o"]\n{settings}\n+++\nQ\n:::\n'
    assert any("parts" in str(problem) for problem in parse_chapter(asked.encode(), "one.md").problems)
    assert outline_of(asked.encode(), "one.md").sections[0].renamed == ()
    assert "parts" in str(parse_agenda(settings.encode(), "a.toml").problems[0])


def test_what_people_write_is_read() -> None:
    """Dots in texts, and keys of a few parts."""
    dots = f'a.b.c = "{"." * 400} e.g. 1.2.3.4 i.e. www.example.org"\n[x."y z".\'é\']\n'
    assert read_toml_text(dots)["x"] == {"y z": {"é": {}}}
    assert read_toml_text("a." * (MOST_PARTS - 1) + "a = 1")
    for file in CHAPTERS.rglob("*.toml"):
        assert read_toml_text(file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (long_key("a.") + "a = 1", "more than 32 parts"),
        ("a = " + "[" * 50_000, "not TOML"),
        ("theme = " + "9" * 50_000, "not TOML"),
        ("#" * (MAX_BYTES + 1), "larger than 128 KB"),
        ("\x1b" * 50_000, "not TOML"),
        ("x" * 50_000 + " = 1", "unknown setting"),
        ("still = 1\nstill = 2", "not TOML"),
    ],
)
def test_settings_that_mean_harm_are_refused_on_one_short_line(
    tmp_path: Path, content: str, said: str
) -> None:
    """They name the file and what to do."""
    file = tmp_path / "settings.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=said) as refused:
        read_settings(file)
    assert len(str(refused.value)) < 500 + len(str(file))


def test_settings_that_are_no_file_are_refused(tmp_path: Path) -> None:
    """Without waiting for what never comes."""
    file = tmp_path / "settings.toml"
    os.mkfifo(file)
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path in (file, tmp_path / "zero"):
        with pytest.raises(SettingsError, match="no ordinary file"):
            read_settings(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path)
    file.unlink()
    assert read_settings(file) == Settings()
    file.write_bytes(b"\xef\xbb\xbfstill = true\r\n")
    assert read_settings(file).still
