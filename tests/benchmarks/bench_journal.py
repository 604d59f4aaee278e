"""Measures the journal with 10,000 layers in a pseudo-terminal: opening it, and from each key to what it finds.

Run on demand, from the top of the project:  python -m tests.benchmarks.bench_journal [--rounds 5]

Each letter of a word leaves fewer answers, so that the number that stands on the screen tells when the
results of just that key are there. Wall milliseconds until the program has written them; the bar
(DESIGN.md, section 10) is 50 from a key to its first results.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.bench_store import Ours
from tests.terminal import Terminal, plain_environment
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED

ANSWERS = 10_000
WORD = "lantern"
TEXT = "I went to the corner and back after lunch, without the phone, and it was fine. " * 8
F6 = "\x1b[17~"
BAR = 50
QUIET_SECONDS = 0.4
"""The program has finished when nothing has come for so long."""


def text(number: int) -> str:
    """Make up an answer that holds so many letters of the word."""
    return f"{TEXT[:580]} {WORD[: number % len(WORD) + 1]}-"


def main() -> None:
    """Measure, and print a line for each key."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    opened: list[float] = []
    keys: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-journal-") as name:
        home = Path(name)
        Ours(home).fill(text(number) for number in range(ANSWERS))
        with Answers.open(home / "answers") as answers:
            answers.set_preference(WELCOMED, "yes")
        for _ in range(rounds):
            _measure(home, opened, keys)
    print(f"F6 to the newest of {ANSWERS:,} standing there: {_milliseconds(opened)}")
    for typed, seconds in keys.items():
        print(f"key to results, {typed!r}: {_milliseconds(seconds)}")
    everything = sorted(second for seconds in keys.values() for second in seconds)
    late = everything[int(len(everything) * 0.95)]
    print(
        f"every key: median {1000 * median(everything):.0f} ms, 95th percentile {1000 * late:.0f} ms (bar {BAR})"
    )


def _milliseconds(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.0f} ms ({1000 * min(seconds):.0f} to {1000 * max(seconds):.0f})"


def _measure(home: Path, opened: list[float], keys: dict[str, list[float]]) -> None:
    environment = {**plain_environment(home), "WORKBOOK_DATA": str(home / "answers")}
    with Terminal([sys.executable, "-m", "workbook"], home, environment, 120, 36) as terminal:
        terminal.until("chapters")
        terminal.settled()
        opened.append(_seconds_until(terminal, F6, "type to search", "I went to the corner"))
        terminal.settled()
        typed = ""
        for letter in WORD:
            typed += letter
            count = sum(typed in text(number) for number in range(ANSWERS))
            taken = _seconds_until(terminal, letter, f" {count} found", gone=f" {typed[:-1]}-")
            keys.setdefault(typed, []).append(taken)
            terminal.settled()
        terminal.press("ctrl+q")
        terminal.wait()


class Arrivals:
    """Takes what a program writes with the moment of its arrival, to be drawn when it has finished."""

    def __init__(self) -> None:
        self.chunks: list[tuple[float, bytes]] = []

    def feed(self, data: bytes) -> None:
        """Take a piece."""
        self.chunks.append((time.perf_counter(), data))


def _seconds_until(terminal: Terminal, key: str, *words: str, gone: str = "nothing") -> float:
    """Time from a key until some words stand on the screen, and others that stood there do not."""
    screen, arrivals = terminal._stream, Arrivals()
    terminal._stream = arrivals  # type: ignore[assignment]  # drawing in between would count as the program's time
    began = time.perf_counter()
    terminal.press(key)
    while time.perf_counter() - max([began, *(at for at, _ in arrivals.chunks)]) < QUIET_SECONDS:
        terminal.read_more(QUIET_SECONDS)
    terminal._stream = screen
    seconds = 0.0
    for at, data in arrivals.chunks:
        screen.feed(data)
        if not seconds and gone not in terminal.text and all(word in terminal.text for word in words):
            seconds = at - began
    assert seconds, f"{words} did not appear:\n{terminal.text}"
    return seconds


if __name__ == "__main__":
    main()
