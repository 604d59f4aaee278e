"""`workbook workshop run` and `resume` in a real terminal: killed, gone on with, refused in one line."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal, plain_environment
from workbook.room.session_file import SessionFile, read_session, sessions, unfinished
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.running import session_from

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = (sys.executable, "-m", "workbook", "workshop")

Start = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder nobody has used."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Give a function that starts a command of a workshop; what still runs is ended afterwards."""
    started: list[Terminal] = []

    def begin(*words: str, columns: int = 100, rows: int = 30) -> Terminal:
        environment = {**plain_environment(home), "PYTHONPATH": str(ROOT)}
        terminal = Terminal((*WORKSHOP, *words), home, environment, columns=columns, rows=rows)
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.__exit__()


def root(home: Path) -> Path:
    """The folder of all sessions."""
    return home / "words" / "workshops"


def begun(start: Start, *words: str) -> Terminal:
    """Begin a session with seven people."""
    terminal = start("run", *(words or ("45-minutes",)), "--people", "7")
    terminal.until("Before people come")
    terminal.settled()
    terminal.press("escape")
    terminal.until("n begins")
    terminal.press("n")
    terminal.until("1 of ")
    return terminal


def refused(terminal: Terminal, *named: str) -> None:
    """The command should say in one line what is wrong, and draw nothing."""
    assert terminal.wait() == 1
    said = bytes(terminal.written).decode()
    assert said.startswith("workbook: ") and said.count("\n") == 1, said
    assert all(word in said for word in named), said


def test_killed_and_gone_on_with(home: Path, start: Start) -> None:
    """After `kill -9` in a note, the same block, the right time left, the note and the seats are there."""
    terminal = begun(start)
    terminal.press("n")
    terminal.until("2 of 9")
    terminal.press("+")
    terminal.until("6 minutes left")
    terminal.press("w")
    terminal.until("Close the note")
    terminal.press("a chair is missing")
    terminal.until("missing")
    terminal.settled()
    terminal.kill(signal.SIGKILL)
    assert terminal.wait() == -signal.SIGKILL
    folder = unfinished(root(home))
    assert folder is not None
    again = start("resume")
    again.until("Arriving  2 of 9")
    assert re.search("[56] minutes left", again.text), again.text
    assert "Before people come" not in again.settled()
    again.press("ctrl+q")
    assert again.wait() == 0
    assert f"workbook workshop resume {folder.name}" in bytes(again.written).decode()
    record = read_session(folder)
    agenda = parse_agenda(record.agenda_bytes, "agenda.toml").agenda
    assert agenda
    session = session_from(agenda, record.lines.facts)
    assert session.notes == ((1, "a chair is missing"),)
    assert len(session.seats) == 7


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_last_word_of_a_note(home: Path, start: Start, number: signal.Signals) -> None:
    """What was typed in the last instant is written before the console ends."""
    terminal = begun(start)
    terminal.press("w")
    terminal.until("Close the note")
    terminal.settled()
    terminal.press("last instant")
    terminal.until("last instant")
    terminal.kill(number)
    assert terminal.wait() == 128 + number
    folder = unfinished(root(home))
    assert folder is not None
    assert read_session(folder).lines.facts[-1].words == "last instant"
    assert b"Traceback" not in terminal.written


def test_a_session_that_ended_is_not_offered_again(home: Path, start: Start) -> None:
    """After the end, resume says that nothing waits."""
    terminal = begun(start)
    terminal.press("e")
    terminal.until("Ended after")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    refused(start("resume", columns=200), "No session", "workbook workshop run")


def test_a_session_that_never_began_leaves_nothing(home: Path, start: Start) -> None:
    """Looking at what to have ready and leaving again is no session."""
    terminal = start("run", "45-minutes")
    terminal.until("Before people come")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert list(sessions(root(home))) == []


def test_a_second_console_is_told_in_a_line(home: Path, start: Start) -> None:
    """On the same session, or on another beside it: one line, and the first goes on."""
    terminal = begun(start)
    refused(start("resume", columns=220), "This session is open in another console", "process")
    second = start("run", "45-minutes", columns=220)
    assert second.wait() == 1
    assert b"Another console shows its session to the room" in second.written
    assert len(list(sessions(root(home)))) == 1
    terminal.press("n")
    terminal.until("2 of 9")


@pytest.mark.parametrize(
    ("agenda", "named"),
    [
        ("title =", ("mine.toml",)),
        ('title = "T"\nminutes = 30\npeople = { least = 1, most = 9 }\n', ("mine.toml", "blocks")),
        ("OVER", ("mine.toml", "together", "this agenda has 40")),
        ("GONE", ("mine.toml", 'there is no section "small-promise"', "small-promises")),
    ],
)
def test_a_broken_agenda_is_said_in_a_line(
    home: Path, start: Start, agenda: str, named: tuple[str, ...]
) -> None:
    """File, line and what to do; no session is begun."""
    template = (ROOT / "chapters" / "agendas" / "45-minutes.toml").read_text("utf-8")
    written = {
        "OVER": template.replace("minutes = 45", "minutes = 40"),
        "GONE": template.replace('"small-promises"', '"small-promise"'),
    }
    (home / "mine.toml").write_text(written.get(agenda, agenda), "utf-8")
    refused(start("run", "mine.toml", columns=300), *named)
    assert not root(home).exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("run", "45-minutes", "--people", "0"), ("0", "people")),
        (("run", "nowhere"), ("nowhere", "45-minutes")),
        (("resume",), ("No session",)),
        (("resume", "nowhere"), ("nowhere",)),
    ],
)
def test_what_cannot_be_run_is_said_in_a_line(
    start: Start, words: tuple[str, ...], named: tuple[str, ...]
) -> None:
    """Zero people, an agenda that is not there, a session that is not there."""
    refused(start(*words, columns=300), *named)


def test_a_section_that_has_gone_since_keeps_nobody_from_going_on(home: Path, start: Start) -> None:
    """The session has its own agenda; what the pack no longer has is said in the block."""
    template = (ROOT / "chapters" / "agendas" / "45-minutes.toml").read_bytes()
    raw = template.replace(b'"small-promises"', b'"gone"')
    from workbook import moments
    from workbook.room.leading import Leading

    agenda = parse_agenda(raw, "agenda.toml").agenda
    assert agenda
    with SessionFile.begin(root(home), raw, agenda.title, moments.now()) as session:
        leading = Leading(agenda, session)
        leading.begin()
        leading.go_to(2)
    terminal = start("resume")
    terminal.until("The ladder  3 of 9")
    assert 'no section "gone"' in " ".join(terminal.settled().split())


def test_the_rooms_screen_finds_the_console_again(home: Path, start: Start) -> None:
    """Started first, it waits; it shows the block, and after a crash of the console it comes back by itself."""
    screen = start("screen", columns=120, rows=40)
    screen.settled()
    terminal = begun(start)
    words = "What others say here stays here"
    screen.until(words)
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    again = start("resume")
    again.until("1 of 9")
    again.press("n")
    again.until("2 of 9")
    # The console that was killed never sent this block.
    for _ in range(100):
        if words not in screen.text:
            break
        screen.read_more(0.2)
    assert words not in screen.text
    assert "Begin yourself" not in screen.text
