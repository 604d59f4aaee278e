"""`workbook workshop plan` and `check`: files are written, opened or refused, each with a clear line."""

import os
import pty
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, is_plain, run, start
from tests.conftest import CHAPTERS
from tests.workshop.agendas import AGENDA
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import parse_agenda

Captured = pytest.CaptureFixture[str]


def planned(file: Path) -> Agenda:
    """Read what was written; it has no problems."""
    parsed = parse_agenda(file.read_bytes(), file.name)
    assert parsed.agenda, parsed.problems
    return parsed.agenda


@pytest.mark.parametrize(
    ("arguments", "title", "minutes"),
    [
        ((), "Small promises", 60),
        (("--from", "90-minutes"), "After a mistake, and mending", 90),
        (("--from", "90-minutes.toml", "--minutes", "110"), "After a mistake, and mending", 110),
        (("--sections", "small-promises, staying", "--minutes", "90"), "Small promises and Keeping yourself company", 90),
        (("--trail", "ten-minutes", "--minutes", "120", "--people", "30"), "I have only ten minutes", 120),
    ],
)  # fmt: skip
def test_a_plan_is_written(
    tmp_path: Path, capsys: Captured, arguments: tuple[str, ...], title: str, minutes: int
) -> None:
    """From a template, a trail or sections; the file passes the check, only its owner can read it."""
    file = tmp_path / "plan.toml"
    status, said, wrong = run(capsys, "workshop", "plan", *arguments, file)
    assert (status, wrong) == (0, "")
    assert said.startswith(f"{file}\n")
    agenda = planned(file)
    assert (agenda.title, agenda.minutes, agenda.planned) == (title, minutes, minutes)
    assert file.stat().st_mode & 0o777 == 0o600
    assert run(capsys, "workshop", "check", file) == (0, f"{file}: no problems found\n", "")


def test_a_plan_can_come_from_a_file_of_ones_own(tmp_path: Path, capsys: Captured) -> None:
    """`--from` takes another agenda; a broken one is named with its first problem."""
    mine, file = tmp_path / "mine.toml", tmp_path / "plan.toml"
    mine.write_text(AGENDA, encoding="utf-8")
    assert run(capsys, "workshop", "plan", "--from", mine, "--minutes", "100", file)[0] == 0
    assert planned(file).minutes == 100
    mine.write_text(AGENDA.replace("minutes = 90", "minutes = 88"), encoding="utf-8")
    status, _, wrong = run(capsys, "workshop", "plan", "--from", mine, tmp_path / "other.toml")
    assert status == 1
    assert "has to be mended first: mine.toml:2: the blocks take 90 minutes" in wrong
    assert not (tmp_path / "other.toml").exists()


def test_a_file_is_replaced_only_by_force(tmp_path: Path, capsys: Captured) -> None:
    """With --force the old file is kept beside the new one, whatever it held."""
    file = tmp_path / "plan.toml"
    file.write_text("mine", encoding="utf-8")
    status, _, wrong = run(capsys, "workshop", "plan", "--from", "45-minutes", file)
    assert status == 1
    assert "is there already. Choose another name, or --force" in wrong
    assert file.read_text("utf-8") == "mine"
    assert run(capsys, "workshop", "plan", "--from", "45-minutes", "--force", file)[0] == 0
    assert planned(file).minutes == 45
    assert (tmp_path / "plan.before.toml").read_text("utf-8") == "mine"
    assert run(capsys, "workshop", "plan", "--from", "90-minutes", "--force", file)[0] == 0
    assert planned(tmp_path / "plan.before-2.toml").minutes == 45


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--people", "0"), "for 0 people cannot be planned here; take 4 to 40 people."),
        (("--minutes", "0"), "take 45 to 120 minutes."),
        (("--minutes", "9" * 30), "take 45 to 120 minutes."),
        (("--sections", "small-promise"), 'no section "small-promise"; did you mean "small-promises"?'),
        (("--sections", ","), "There are no sections to plan with; name at least one."),
        (("--trail", "ten-minuts"), 'no trail "ten-minuts"; did you mean "ten-minutes"?'),
        (("--from", "44-minutes"), 'no template "44-minutes"; did you mean "45-minutes"?'),
        (("--trail", "first-afternoon"), "What would fit: "),
        (
            ("--trail", "ten-minutes", "--sections", "staying"),
            "Choose one of --from, --trail and --sections.",
        ),
        (("--sections", "\x1b[31m"), "This pack has no section"),
    ],
)
def test_what_cannot_be_planned_is_one_line(
    tmp_path: Path, capsys: Captured, arguments: tuple[str, ...], said: str
) -> None:
    """No people, absurd minutes, names of nothing, too many sections: one line, and no file."""
    status, out, wrong = run(capsys, "workshop", "plan", *arguments, tmp_path / "plan.toml")
    assert (status, out) == (1, "")
    assert said in wrong
    assert is_one_line(wrong)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: Captured) -> None:
    """Nothing is created on the way."""
    status, _, wrong = run(capsys, "workshop", "plan", tmp_path / "no" / "plan.toml")
    assert status == 1
    assert "cannot be written (the folder is gone). Choose another place." in wrong


def test_check_lists_problems_by_line(tmp_path: Path, capsys: Captured) -> None:
    """Every file is looked at, sections that vanished are found, and the status says whether one cannot be used."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_bytes((CHAPTERS / "agendas" / "45-minutes.toml").read_bytes())
    bad.write_text(good.read_text("utf-8").replace('"small-promises"', '"small-promise"'), encoding="utf-8")
    status, said, wrong = run(capsys, "workshop", "check", bad, good)
    assert (status, wrong) == (1, "")
    lines = said.splitlines()
    assert lines[0].startswith(f"{bad}:")
    assert 'there is no section "small-promise"; did you mean "small-promises"?' in lines[0]
    assert lines[-1] == f"{good}: no problems found"
    assert is_plain(said)
    assert run(capsys, "workshop", "check", tmp_path / "none.toml")[0] == 1


def test_a_broken_file_is_listed_and_left_alone(tmp_path: Path, capsys: Captured) -> None:
    """Opening it in the screen says what is wrong by line, and changes nothing."""
    file = tmp_path / "plan.toml"
    file.write_text('title = "x"\nminutes = many\n', encoding="utf-8")
    status, said, wrong = run(capsys, "workshop", "plan", file)
    assert status == 1
    assert said.startswith("plan.toml:2: this is not TOML")
    assert "Nothing was changed." in wrong
    assert file.read_text("utf-8") == 'title = "x"\nminutes = many\n'


def test_without_a_terminal_there_is_no_screen(tmp_path: Path) -> None:
    """One line, and no file was made in the present folder."""
    done = start("workshop", "plan", folder=tmp_path)
    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert "name a new FILE" in done.stderr
    assert not list(tmp_path.iterdir())


def test_asked_for_nothing_it_says_what_there_is(capsys: Captured) -> None:
    """The group alone says where to look; its help names the commands; each has an example."""
    status, _, wrong = run(capsys, "workshop")
    assert status == 2
    assert "See: workbook workshop --help" in wrong
    status, said, _ = run(capsys, "workshop", "--help")
    assert status == 0
    assert "plan" in said
    assert "check" in said
    for command in ("plan", "check"):
        assert "Example: workbook workshop" in run(capsys, "workshop", command, "--help")[1]


def start_in_terminal(folder: Path, *arguments: str) -> tuple[int, int]:
    """Start the program in a folder, on a terminal of its own; give the process and the terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update(PYTHONPATH=str(CHAPTERS.parent), TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.environ["WORKBOOK_SETTINGS"] = str(folder / "none.toml")
        command = [sys.executable, "-m", "workbook", *arguments]
        os.execv(command[0], command)
    return process, terminal


def read_until(terminal: int, words: bytes) -> bytes:
    """Read what is drawn until some words are, or the program has ended."""
    shown = b""
    while not words or words not in shown:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    return shown


def test_a_plan_made_in_the_screen_is_kept(tmp_path: Path) -> None:
    """On a real terminal, without a FILE: one is made after the title, a key is kept, ctrl+q leaves."""
    process, terminal = start_in_terminal(tmp_path, "workshop", "plan", "--from", "45-minutes")
    read_until(terminal, b"fits exactly")
    os.write(terminal, b"+\x11")
    read_until(terminal, b"")
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    file = tmp_path / "small-promises.toml"
    draft = parse_agenda(file.read_bytes(), file.name).draft
    assert draft
    assert draft.blocks[0].minutes == 6
    assert draft.planned == 46


def test_what_is_said_to_be_saved_survives_a_kill(tmp_path: Path) -> None:
    """Once "Saved" stands there, the change is on disk, whole, and nothing else lies about."""
    process, terminal = start_in_terminal(tmp_path, "workshop", "plan", "--from", "45-minutes")
    read_until(terminal, b"fits exactly")
    os.write(terminal, b"+")
    read_until(terminal, b"Saved")
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    assert [path.name for path in tmp_path.iterdir()] == ["small-promises.toml"]
    draft = parse_agenda((tmp_path / "small-promises.toml").read_bytes(), "plan").draft
    assert draft
    assert draft.blocks[0].minutes == 6
