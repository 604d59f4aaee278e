"""The real program in a real terminal: however it ends, words that were shown as saved are there."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile import ATTACKS, hostile, hostile_pack, token
from tests.terminal import Terminal, plain_environment
from workbook.store.answers import Answers

ROOT = Path(__file__).resolve().parent.parent
WORKBOOK = (sys.executable, "-m", "workbook")
QUESTION = "about 3 minutes"
"""Stands above the first question, and nowhere else."""

NEVER = re.compile(
    rb"\x1b\](?!22;)|\x1bc|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xf3\xa0[\x80-\x81]"
)
"""What this program never sends: a clipboard, a link, a title (22 is the mouse pointer's shape), a reset, C1 codes,
hidden reordering, tag characters."""

LEAVES_FULL_SCREEN = b"\x1b[?1049l"

Start = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder nobody has used."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Give a function that starts the workbook in a terminal; what still runs is ended afterwards."""
    started: list[Terminal] = []

    def begin(*command: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        everything = {**plain_environment(home), "PYTHONPATH": str(ROOT), **environment}
        terminal = Terminal(command or WORKBOOK, home, everything, columns=columns, rows=rows)
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.__exit__()


def at_first_question(terminal: Terminal, *, first_visit: bool = True) -> Terminal:
    """Go from where the program opens to the first question, ready to type."""
    if first_visit:
        for page in ("1 of 3", "2 of 3", "3 of 3"):
            terminal.until(page)
            terminal.press("enter")
    else:
        terminal.until("F1 Help")
        terminal.press("1")
    terminal.until(QUESTION)
    terminal.settled()
    return terminal


def write(terminal: Terminal, words: str) -> None:
    """Type words and wait until they stand there and are said to be saved."""
    terminal.press(words)
    terminal.until(words.rsplit(maxsplit=1)[-1])
    terminal.until("Saved")
    assert "Saved" in terminal.settled(), terminal.text


def stored(home: Path, prompt_id: str = "first-promise") -> list[str]:
    """Give what is on disk for a prompt, newest first."""
    with Answers.open(home / "words", read_only=True) as answers:
        assert answers.opened_from == ""
        return [layer.text for layer in answers.layers(prompt_id)]


def after_the_end(terminal: Terminal) -> str:
    """Give what was written to the terminal once the full screen was left."""
    return bytes(terminal.written).rpartition(LEAVES_FULL_SCREEN)[2].decode()


def test_from_the_first_start_to_words_found_again(home: Path, start: Start) -> None:
    """Three pages, a question, a few words, leaving by key; the words are there the next time."""
    leaky = {"TEXTUAL_LOG": str(home / "keys.log"), "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_DEBUG": "1"}
    terminal = start(**leaky)
    for page in ("1 of 3", "2 of 3", "3 of 3"):
        terminal.until(page)
        terminal.press("enter")
    terminal.until(QUESTION)
    terminal.settled()
    write(terminal, "a glass of water")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert stored(home) == ["a glass of water"]
    assert sorted(file.name for file in home.iterdir()) == ["words"], "nothing else should be written"
    again = start()
    again.until("Everything you wrote is here")
    assert "1 of 3" not in again.text
    again.press("ctrl+q")
    assert again.wait() == 0


@pytest.mark.parametrize(
    ("settings", "pack", "named"),
    [
        ('thema = "daylight"', "", ("settings.toml", "thema", "did you mean theme?")),
        ("theme = daylight", "", ("settings.toml", "TOML")),
        ("", "nowhere", ("nowhere", "pack.toml")),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(
    home: Path, start: Start, settings: str, pack: str, named: tuple[str, ...]
) -> None:
    """A mistake in the settings and a missing pack are named before any screen is drawn, with status 1."""
    (home / "settings.toml").write_text(settings, "utf-8")
    choice = ("--pack", str(home / pack)) if pack else ()
    terminal = start(*WORKBOOK, *choice, columns=200, WORKBOOK_SETTINGS=str(home / "settings.toml"))
    assert terminal.wait() == 1
    said = bytes(terminal.written).decode()
    assert said.startswith("workbook: ")
    assert said.count("\n") == 1
    assert all(word in said for word in named), said
    assert not (home / "words").exists()


def test_words_are_kept_for_the_owner_alone(home: Path, start: Start) -> None:
    """Folders are 0700 and files 0600, whatever the umask."""
    before = os.umask(0)
    try:
        write(at_first_question(start()), "private")
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in [home / "words", *(home / "words").rglob("*")]}
    assert len(modes) > 3
    assert {path.name for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == set()


def test_kill_keeps_every_word_that_was_shown_as_saved(
    home: Path, start: Start, request: pytest.FixtureRequest
) -> None:
    """`kill -9` after "Saved", with texts that get longer and shorter, loses nothing. More: `--kills 100`."""
    shown = ""
    for number in range(request.config.getoption("--kills")):
        terminal = at_first_question(start(), first_visit=not number)
        assert shown[-9:] in terminal.text, "the page should stand there as it was left"
        added = "word " * (9, 2, 5)[number % 3] + f"end-{number} "
        write(terminal, added)
        shown += added
        if number % 2:
            terminal.press(*["backspace"] * (len(shown) - 7))
            assert "Saved" in terminal.settled()
            shown = shown[:7]
        terminal.kill(signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
        assert stored(home) == [shown]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_nothing_and_prints_no_answer(
    home: Path, start: Start, number: signal.Signals
) -> None:
    """Words typed in the last instant are written before the program ends, and do not stay in the terminal."""
    terminal = at_first_question(start())
    write(terminal, "saved before")
    terminal.press(", and the last instant")
    terminal.until("last instant")
    terminal.kill(number)
    assert terminal.wait() == 128 + number
    assert stored(home) == ["saved before, and the last instant"]
    assert "instant" not in after_the_end(terminal)
    assert "Traceback" not in after_the_end(terminal)


def test_a_signal_in_the_first_moments_ends_the_program(start: Start) -> None:
    """A signal that comes while screens are still being laid out should end the program as well."""
    terminal = start()
    terminal.until("F1")
    terminal.press("escape")
    terminal.kill(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert "Traceback" not in after_the_end(terminal)


@pytest.mark.parametrize("hangs_up", ["a signal", "nothing but silence"])
def test_a_closed_terminal_loses_nothing(home: Path, start: Start, hangs_up: str) -> None:
    """Closing the window saves the words and ends the program, also where no signal comes."""
    blocked = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})\n"
    code = (
        blocked if hangs_up != "a signal" else ""
    ) + "import sys; from workbook.cli import main; sys.exit(main())"
    terminal = at_first_question(start(sys.executable, "-c", code))
    terminal.press("before the window closed")
    terminal.until("window closed")
    terminal.hang_up()
    terminal.wait()
    assert stored(home) == ["before the window closed"]


def test_a_closed_terminal_ends_the_program_while_it_draws(start: Start) -> None:
    """A screen that cannot be written any more holds nothing up: not the end, nor the lock on the answers."""
    terminal = start()
    terminal.until("Enter goes on")
    terminal.hang_up()
    terminal.wait()


def test_a_second_window_reads_and_does_not_write(home: Path, start: Start) -> None:
    """It is told that the first one writes; what is typed there goes nowhere; the first goes on."""
    first = at_first_question(start())
    write(first, "from the first window")
    second = start(columns=120, rows=36)
    second.until("open in another window")
    second.press("1")
    second.until("from the first window"[-12:])
    second.settled()
    second.press("zzz")
    assert "zzz" not in second.settled()
    second.press("ctrl+q")
    assert second.wait() == 0
    write(first, ", still writing")
    first.press("ctrl+q")
    assert first.wait() == 0
    assert stored(home) == ["from the first window, still writing"]


def test_words_survive_every_size_of_the_window(home: Path, start: Start) -> None:
    """Resizing while typing, down to 40x15 and up to 200x60, keeps words and cursor in sight."""
    terminal = at_first_question(start(columns=120, rows=36))
    words = ""
    for columns, rows in ((40, 15), (200, 60), (80, 24), (120, 36)):
        terminal.resize(columns, rows)
        terminal.settled()
        terminal.press(f"{columns} ")
        words += f"{columns} "
        terminal.until(f"{columns} ".strip())
    assert "Saved" in terminal.settled()
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert stored(home) == [words]


CRASHES = """
import sys
from workbook.screens.chapter import ChapterScreen
from workbook.screens.page import PagePane
from workbook.widgets.answer_input import AnswerInput


def fail(self):
    words = str(self.query_one(AnswerInput).value)
    raise RuntimeError(f"failed on {words}")


ChapterScreen.action_say_saved = fail
from workbook.cli import main
sys.exit(main())
"""


def test_an_error_in_the_program_keeps_the_words_and_prints_none(home: Path, start: Start) -> None:
    """An exception in a handler: everything is written, the place is named, no answer reaches the scrollback."""
    terminal = at_first_question(start(sys.executable, "-c", CRASHES))
    write(terminal, "tender words")
    terminal.press(", more")
    terminal.until("tender words, more")
    terminal.press("ctrl+s")
    assert terminal.wait() == 1
    said = after_the_end(terminal)
    assert "stopped because of an error" in said
    assert "Everything you typed is saved." in said
    assert "RuntimeError" in said
    assert "tender" not in said
    assert stored(home) == ["tender words, more"]


def test_a_hostile_pack_sends_nothing_to_the_terminal(tmp_path: Path, home: Path, start: Start) -> None:
    """Titles, readings, questions, pastes, searches: no control sequence in any of them reaches the terminal."""
    assert all(
        NEVER.search(attack.encode()) for name, attack in ATTACKS.items() if name not in ("colour", "others")
    )
    pack = hostile_pack(tmp_path / "pack")
    terminal = at_first_question(start(*WORKBOOK, "--pack", str(pack), columns=120, rows=36))
    assert token("q-text") in terminal.text
    terminal.paste(hostile("pasted"))
    terminal.until(token("pasted"))
    # A bell in it is ctrl+g, which keeps a sentence as proof: what is said of that may cover "Saved".
    terminal.settled()
    for key, seen in (("f5", "Somewhere to turn"), ("escape", QUESTION), ("f3", "type to find")):
        terminal.press(key)
        terminal.until(seen)
    terminal.paste(hostile("found"))
    terminal.settled()
    terminal.press("escape")
    terminal.until(QUESTION)
    terminal.press("ctrl+p")
    terminal.settled()
    terminal.paste(hostile("sought"))
    terminal.settled()
    terminal.press("escape")
    terminal.until(QUESTION)
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert NEVER.findall(bytes(terminal.written)) == []
    assert token("pasted") in stored(home, "text")[0]
