"""Measures the whole program in a pseudo-terminal against the smallest programs that do the same.

Run on demand, from the top of the project:  python -m tests.benchmarks.bench_program [--rounds 11]

Each round runs every program once, in turn; what counts is the median of the ratios within the
rounds, since a shared machine's speed drifts. Times are wall seconds, memory is the peak resident
set in MB, both as the operating system tells them. The bars are those of the design, section 10.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.terminal import Terminal, plain_environment
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED

HOME_TEXT = "chapters"
IDLE_SECONDS = 5.0
KEYS = 40
ANSWERS = 10_000
WORDS = "I went to the corner and back after lunch, without the phone, and it was fine. " * 8

BARE_LINE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("chapters")
Bare().run()
"""
BARE_EDITOR = """
from textual.app import App
from textual.widgets import TextArea
class Bare(App):
    def compose(self):
        yield TextArea("ready")
Bare().run()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """What starting a program took."""

    seconds: float
    megabytes: float


def main() -> None:
    """Run everything and print one line for each bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for script, source in (("line.py", BARE_LINE), ("editor.py", BARE_EDITOR)):
            (home / script).write_text(source)
        _prepare(home / "empty", 0)
        _prepare(home / "full", ANSWERS)
        _measure_starts(home, rounds)
        _measure_keys(home, max(rounds // 3, 3))
        _measure_idle(home)
        _measure_section(home, rounds)
        _measure_version(home, rounds * 3)


def _prepare(folder: Path, count: int) -> None:
    """Make a store with a number of answers, over the prompts of the real chapters."""
    with Answers.open(folder) as answers:
        answers.set_preference(WELCOMED, "yes")
    prompts = ("first-promise", "inner-statement", "quiet-signal")
    for visit in range(0, count, 100):
        with Answers.open(folder) as answers:
            for number in range(visit, visit + 100):
                prompt = prompts[number] if number < len(prompts) else f"prompt-{number % 5000}-{visit}"
                answers.write(
                    prompt, f"{number} {WORDS}", section_id="small-promises", question="?", kind="text"
                )


def _environment(home: Path, data: str = "empty") -> dict[str, str]:
    return {**plain_environment(home), "WORKBOOK_DATA": str(home / data)}


def _workbook() -> list[str]:
    return [sys.executable, "-m", "workbook"]


def _start(command: Sequence[str], home: Path, data: str = "empty") -> Start:
    began = time.perf_counter()
    with Terminal(command, home, _environment(home, data), 120, 36) as terminal:
        terminal.until(HOME_TEXT)
        seconds = time.perf_counter() - began
        terminal.settled()
        megabytes = _peak_megabytes(terminal.process)
        terminal.press("ctrl+q")
        terminal.wait()
    return Start(seconds, megabytes)


def _peak_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _measure_starts(home: Path, rounds: int) -> None:
    bare_command = [sys.executable, str(home / "line.py")]
    for command in (bare_command, _workbook()):
        _start(command, home)
    bare, empty, full = [], [], []
    for _ in range(rounds):
        bare.append(_start(bare_command, home))
        empty.append(_start(_workbook(), home))
        full.append(_start(_workbook(), home, "full"))
    seconds = [start.seconds for start in bare]
    memory = [start.megabytes for start in bare]
    _say("start to home, empty store, over the smallest app", [s.seconds for s in empty], seconds, 1.5)
    _say(f"start to home, {ANSWERS:,} answers, over the same", [s.seconds for s in full], seconds, 1.75)
    _say("memory at home, empty store, over the same", [s.megabytes for s in empty], memory, 1.35)
    _say(f"memory at home, {ANSWERS:,} answers, over the same", [s.megabytes for s in full], memory, None)


def _measure_keys(home: Path, rounds: int) -> None:
    """Time from a key to its letter on the screen, 95th percentile of each round."""
    ours, bare = [], []
    for number in range(rounds):
        # A fresh store each time: otherwise the program opens where it was left, in the editor already.
        _prepare(home / f"keys-{number}", 0)
        with Terminal(
            [sys.executable, str(home / "editor.py")], home, _environment(home), 120, 36
        ) as terminal:
            terminal.until("ready")
            bare.append(_key_seconds(terminal))
        with Terminal(_workbook(), home, _environment(home, f"keys-{number}"), 120, 36) as terminal:
            terminal.until(HOME_TEXT)
            terminal.press("f3")
            terminal.until("Everything in the workbook")
            terminal.press("small prom")
            terminal.settled()
            terminal.press("enter")
            terminal.until("1 of ")
            terminal.settled()
            terminal.press("tab")
            terminal.settled()
            ours.append(_key_seconds(terminal))
    _say("key to paint, 95th percentile, over a bare TextArea", ours, bare, 1.5)


def _key_seconds(terminal: Terminal) -> float:
    taken = []
    for number in range(KEYS):
        mark = "qxzj"[number % 4]
        before = terminal.text.count(mark)
        began = time.perf_counter()
        terminal.press(mark)
        while terminal.text.count(mark) <= before:
            assert time.perf_counter() - began < 10, f"{mark!r} did not appear:\n{terminal.text}"
            terminal.read_more(0.5)
        taken.append(time.perf_counter() - began)
    return sorted(taken)[int(len(taken) * 0.95)]


def _measure_idle(home: Path) -> None:
    used = []
    for command in (_workbook(), [sys.executable, str(home / "line.py")]):
        with Terminal(command, home, _environment(home), 120, 36) as terminal:
            terminal.until(HOME_TEXT)
            terminal.settled()
            before = _processor_seconds(terminal.process)
            end = time.perf_counter() + IDLE_SECONDS
            while time.perf_counter() < end:
                terminal.read_more(0.2)
            used.append(_processor_seconds(terminal.process) - before)
    print(f"processor in {IDLE_SECONDS:g} idle seconds: {used[0]:.2f} s, the smallest app {used[1]:.2f} s")


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _measure_section(home: Path, rounds: int) -> None:
    """Time from Enter on a door to the reading standing there, and to the next section."""
    first, later = [], []
    for _ in range(rounds):
        with Terminal(_workbook(), home, _environment(home, "full"), 120, 36) as terminal:
            terminal.until(HOME_TEXT)
            terminal.settled()
            terminal.press("f3")
            terminal.until("Everything in the workbook")
            terminal.press("small prom")
            terminal.settled()
            first.append(_seconds_until(terminal, "enter", "leads to", "1 of "))
            terminal.settled()
            later.append(_seconds_until(terminal, "\x1b[C", "After a mistake", "1 of "))
    print(
        f"first section to readable: {1000 * median(first):.0f} ms; the next one: {1000 * median(later):.0f} ms"
    )


def _seconds_until(terminal: Terminal, key: str, *words: str) -> float:
    began = time.perf_counter()
    written = len(terminal.written)
    terminal.press(key)
    while len(terminal.written) == written or not all(word in terminal.text for word in words):
        assert time.perf_counter() - began < 10, f"{words} did not appear:\n{terminal.text}"
        terminal.read_more(0.5)
    return time.perf_counter() - began


def _measure_version(home: Path, rounds: int) -> None:
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(_run([*_workbook(), "--version"], home))
        bare.append(_run([sys.executable, "-c", "pass"], home))
    _say("workbook --version, over bare Python", ours, bare, 3.0)


def _run(command: Sequence[str], home: Path) -> float:
    began = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        list(command),
        _environment(home),
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    os.waitpid(process, 0)
    return time.perf_counter() - began


def _say(what: str, ours: Sequence[float], others: Sequence[float], bar: float | None) -> None:
    ratios = sorted(one / other for one, other in zip(ours, others, strict=True))
    against = f", bar {bar:g}" if bar else ""
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(f"{what}: {median(ratios):.2f} ({spread}{against}); {median(ours):.4g} over {median(others):.4g}")


if __name__ == "__main__":
    main()
