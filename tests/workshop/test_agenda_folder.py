"""The agendas of a pack: their names are looked up in it, and nothing outside their folder is read."""

import os
from pathlib import Path

import pytest

from tests.content.packs import CHAPTERS, NEAR, PACK, found_at, line_of, write_pack
from tests.workshop.agendas import AGENDA, changed, write_agenda
from workbook.cli import main
from workbook.content.model import Problem
from workbook.workshop.agenda_folder import MOST_AGENDAS, check_agendas, read_agenda

FILE = "agendas/plan.toml"


def check(folder: Path, text: str = AGENDA) -> list[Problem]:
    """Write a pack with an agenda and check its agendas."""
    return check_agendas(write_agenda(folder, text))


def lines(problems: list[Problem]) -> list[str]:
    """Give the problems as they are printed."""
    return [str(problem) for problem in problems]


def test_a_good_agenda(tmp_path: Path) -> None:
    """Nothing should be said about an agenda in good order, and it can be read."""
    assert check(tmp_path) == []
    agenda = read_agenda(tmp_path, "plan.toml").agenda
    assert agenda is not None and agenda.title == "An hour and a half"


def test_a_pack_without_agendas(tmp_path: Path) -> None:
    """A pack may do without, or have a folder with other papers in it."""
    write_pack(tmp_path)
    assert check_agendas(tmp_path) == []
    (tmp_path / "agendas").mkdir()
    for name in ("README.md", ".plan.toml", "plan.toml~"):
        (tmp_path / "agendas" / name).write_text("x", "utf-8")
    assert check_agendas(tmp_path) == []


@pytest.mark.parametrize("name", ["nowhere", "pack.toml"])
def test_no_pack_at_all(tmp_path: Path, name: str) -> None:
    """A folder that is none has no agendas; that it is none is for the check of the pack to say."""
    assert check_agendas(write_agenda(tmp_path) / name) == []


NAME_PROBLEMS = [
    ('section = "here"\nnotes', 'section = "heer"\nnotes', "heer", 'no section "heer"; did you mean "here"?'),
    ('section = "here"\nnotes', 'section = "xyzzy"\nnotes', "xyzzy", "name one that is in this pack"),
    ('prompt = "one-word"', 'prompt = "on-word"', "on-word", 'no prompt "on-word"; did you mean "one-word"?'),
    ('prompt = "one-word"', 'prompt = "steps"', "steps", '"steps" is a practice; name a prompt'),
    (
        'section = "here"\nprompt = "one-word"',
        'section = "there"\nprompt = "one-word"',
        "one-word",
        'the prompt "one-word" is not in the section "there"; write section = "here"',
    ),
]


@pytest.mark.parametrize(("before", "after", "at", "wrong"), NAME_PROBLEMS)
def test_names_are_looked_up_in_the_pack(
    tmp_path: Path, before: str, after: str, at: str, wrong: str
) -> None:
    """Sections and prompts should exist, and go together."""
    text = changed(before, after)
    (problem,) = check(tmp_path, text)
    assert problem == found_at([problem], line_of(text, at), wrong)
    assert problem.file == FILE
    assert not problem.warning


def test_a_prompt_alone_is_found(tmp_path: Path) -> None:
    """A block need not name the section of its prompt."""
    assert check(tmp_path, changed('section = "here"\nprompt', "prompt")) == []


def test_earlier_ids_still_work(tmp_path: Path) -> None:
    """Ids last for ever: what was renamed is found by what it was called, and the author told."""
    text = changed('section = "here"\nnotes', 'section = "yonder"\nnotes')
    text = changed('prompt = "one-word"', 'prompt = "a-word"', text)
    write_agenda(tmp_path, text)
    near = NEAR.replace('kind = "line"', 'kind = "line"\nwas = ["a-word"]')
    write_pack(tmp_path, {**CHAPTERS, "near.md": near})
    assert lines(check_agendas(tmp_path)) == [
        f'{FILE}:{line_of(text, "yonder")}: note: "yonder" is an earlier id; write section = "there"',
        f'{FILE}:{line_of(text, "a-word")}: note: "a-word" is an earlier id; write prompt = "one-word"',
    ]


def test_names_in_a_chapter_that_cannot_be_read_are_not_told(tmp_path: Path) -> None:
    """One broken chapter should not make a problem of every block."""
    write_agenda(tmp_path)
    (tmp_path / "near.md").write_bytes(b"\xff")
    assert check_agendas(tmp_path) == []


def test_an_agenda_is_checked_in_a_pack_that_is_broken(tmp_path: Path) -> None:
    """Where the pack cannot be opened, an agenda's own mistakes are told all the same."""
    text = changed("least = 10", "least = 16")
    write_agenda(tmp_path, text)
    (tmp_path / "pack.toml").write_text("title = ", "utf-8")
    (problem,) = check_agendas(tmp_path)
    found_at([problem], line_of(text, "least = 16"), "least is 16")


def test_names_of_files(tmp_path: Path) -> None:
    """A name that would make trouble elsewhere should be told, and the file not read."""
    for name in ("My Plan.toml", "PLAN.TOML"):
        write_agenda(tmp_path, "not read", name)
    assert lines(check_agendas(tmp_path)) == [
        f"agendas/{name}: this cannot be the name of an agenda; use small letters, digits, hyphens and .toml"
        for name in ("My Plan.toml", "PLAN.TOML")
    ]


@pytest.mark.parametrize("name", ["../secret.toml", "/secret.toml", "..", "", ".toml", "a/b.toml", "plan"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    """A name cannot lead out of the folder."""
    write_agenda(tmp_path)
    (tmp_path / "secret.toml").write_text(AGENDA, "utf-8")
    parsed = read_agenda(tmp_path, name)
    assert parsed.agenda is None
    assert "cannot be the name of an agenda" in str(parsed.problems[0])


def test_an_agenda_that_is_not_there(tmp_path: Path) -> None:
    """A file that has gone meanwhile should be told."""
    write_agenda(tmp_path)
    parsed = read_agenda(tmp_path, "other.toml")
    assert parsed.agenda is None
    assert str(parsed.problems[0]).startswith("agendas/other.toml: there is no such file")


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a linked file nor a linked folder should be read."""
    pack = write_agenda(tmp_path / "pack")
    outside = tmp_path / "outside.toml"
    outside.write_text(AGENDA, "utf-8")
    (pack / "agendas" / "linked.toml").symlink_to(outside)
    (problem,) = check_agendas(pack)
    assert str(problem).startswith("agendas/linked.toml: this is no ordinary file")
    other = write_pack(tmp_path / "other")
    (other / "agendas").symlink_to(pack / "agendas")
    (problem,) = check_agendas(other)
    assert str(problem).startswith("agendas: this is no ordinary folder")


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A folder and a pipe with the name of an agenda should be told, without waiting for either."""
    write_agenda(tmp_path)
    (tmp_path / "agendas" / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "agendas" / "pipe.toml")
    assert [str(problem).partition(";")[0] for problem in check_agendas(tmp_path)] == [
        "agendas/folder.toml: this is no ordinary file",
        "agendas/pipe.toml: this is no ordinary file",
    ]


def test_more_agendas_than_anyone_reads(tmp_path: Path) -> None:
    """There is an end to what is looked at."""
    for number in range(MOST_AGENDAS + 1):
        write_agenda(tmp_path, AGENDA, f"plan-{number}.toml")
    assert lines(check_agendas(tmp_path)) == [
        "agendas: there are more than 100 agendas; move some out of this folder"
    ]


def test_check_lists_agendas_with_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`workbook check` names the mistakes of agendas among the others, sorted, and answers with status 1."""
    text = changed('kind = "reading"', 'kind = "raeding"')
    write_agenda(tmp_path, text)
    write_pack(tmp_path, {**CHAPTERS, "near.md": NEAR.replace('kind = "line"', 'kind = "lin"')})
    (tmp_path / "pack.toml").write_text(PACK.replace('section = "here"', 'section = "her"'), "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert f'{FILE}:{line_of(text, "raeding")}: kind is "raeding"; did you mean "reading"?' in printed
    files = [line.partition(":")[0] for line in printed]
    assert files == sorted(files)
    assert {FILE, "near.md", "pack.toml"} <= set(files)


def test_check_of_a_good_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An agenda in good order adds nothing; one with something worth knowing does not make the check fail."""
    without_contacts = PACK.split("[[support]]")[0]
    write_agenda(tmp_path, changed('kind = "grounding"', 'kind = "reading"'))
    (tmp_path / "pack.toml").write_text(without_contacts, "utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert f"{FILE}:2: note: there is no grounding" in capsys.readouterr().out
    (tmp_path / FILE).write_text(AGENDA, "utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "agendas" not in capsys.readouterr().out
