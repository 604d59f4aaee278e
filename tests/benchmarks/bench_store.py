"""Save, open and search with 100, 10,000 and 100,000 layers, against sqlite3 in the same run.

    python tests/benchmarks/bench_store.py [--runs N] [--sizes 100,10000,100000]

Each run measures both in turn, so that what else the machine does meets both alike; the table shows
medians in milliseconds and, from the same medians, the ratios. sqlite3 runs with WAL and
`synchronous=FULL`, which is what makes a save there as durable as one here. The bars are those of
DESIGN.md, section 10.
"""

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from workbook import moments
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.opening import open_to_write
from workbook.store.records import Layer

LENGTH = 600
"""Characters of an answer."""
PROMPTS = 100
SAVES = 60
WORDS = [
    "trust",
    "promise",
    "small",
    "keep",
    "morning",
    "evening",
    "rest",
    "walk",
    "listen",
    "kind",
    "week",
    "listening",
    "home",
    "river",
    "try",
]
RARE, HOW_RARE = "lantern", 200
"""A word that stands in one answer of so many: that is what people search for."""
SEARCHED = f"river {RARE}"
Figures = dict[str, list[float]]


def answer(chosen: random.Random) -> str:
    """Make up an answer of `LENGTH` characters."""
    first = RARE if chosen.random() * HOW_RARE < 1 else "home"
    return " ".join([first, *(chosen.choice(WORDS) for _ in range(LENGTH // 3))])[:LENGTH]


def milliseconds(call: Callable[[], Any]) -> float:
    """Time one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


class Ours:
    """The workbook's store."""

    name = "workbook"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "answers"

    def fill(self, texts: Iterable[str]) -> None:
        """Write a snapshot with so many layers of earlier visits."""
        at = moments.now()
        store = open_to_write(Files(), self.folder, at)
        assert store.durable is not None
        assert store.lock is not None
        store.tables["layers"] = {
            str(number): Layer(
                id=f"{number:032x}",
                prompt_id=f"prompt-{number % PROMPTS}",
                section_id="section",
                question="What is one promise small enough to keep?",
                kind="text",
                value=text,
                visit_id="earlier",
                at=at,
                saved_at=at,
                offset="+00:00",
            ).to_json()
            | {"order": number}
            for number, text in enumerate(texts, 1)
        }
        store.durable.compact(store.tables)
        store.durable.close()
        store.lock.release()

    def open(self) -> None:
        """Open and find one answer."""
        self.answers = Answers.open(self.folder)
        self.answers.latest("prompt-1")

    def save(self, number: int, text: str) -> None:
        """Save one answer durably."""
        self.answers.write(f"prompt-{number % 7}", text, section_id="s", question="Q?", kind="text")

    def search(self) -> int:
        """Find the newest twenty answers with two words."""
        return len(self.answers.search(SEARCHED, limit=20))

    def close(self) -> None:
        """Close."""
        self.answers.close()


class Sqlite:
    """The mark to reach."""

    name = "sqlite3"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "answers.sqlite3"

    def fill(self, texts: Iterable[str]) -> None:
        """Write a table with so many layers."""
        self._connect()
        self.base.execute("create table layers (id integer primary key, prompt text, said text, more text)")
        self.base.execute("create index by_prompt on layers (prompt)")
        more = json.dumps({"question": "What is one promise small enough to keep?", "kind": "text"})
        rows = ((f"prompt-{number % PROMPTS}", text, more) for number, text in enumerate(texts, 1))
        self.base.executemany("insert into layers (prompt, said, more) values (?, ?, ?)", rows)
        self.base.commit()
        self.base.close()

    def open(self) -> None:
        """Open and find one answer."""
        self._connect()
        self.base.execute("select said from layers where prompt = 'prompt-1' order by id desc").fetchone()

    def save(self, number: int, text: str) -> None:
        """Save one answer durably."""
        # The layer of this visit is found by its number, as ours is.
        self.base.execute(
            "insert or replace into layers values (?, ?, ?, '{}')", (-1 - number % 7, "p", text)
        )
        self.base.commit()

    def search(self) -> int:
        """Find the newest twenty answers with two words."""
        one, two = (f"%{word}%" for word in SEARCHED.split())
        query = "select id, said from layers where said like ? and said like ? order by id desc limit 20"
        return len(self.base.execute(query, (one, two)).fetchall())

    def close(self) -> None:
        """Close."""
        self.base.close()

    def _connect(self) -> None:
        self.base = sqlite3.connect(self.path)
        self.base.execute("pragma journal_mode=wal")
        self.base.execute("pragma synchronous=full")


def measure(store: Ours | Sqlite, chosen: random.Random) -> dict[str, float]:
    """Open, search, save and close once."""
    figures = {"open": milliseconds(store.open), "search, first": milliseconds(store.search)}
    figures["search, again"] = milliseconds(store.search)
    figures["save, first"] = milliseconds(lambda: store.save(0, answer(chosen)))
    saves = [milliseconds(lambda n=n: store.save(n, answer(chosen))) for n in range(SAVES)]  # type: ignore[misc]
    figures["save"] = statistics.median(saves)
    figures["close"] = milliseconds(store.close)
    return figures


def run(size: int, runs: int) -> dict[str, Figures]:
    """Measure both at one size, several times in turn, each time on fresh copies."""
    chosen = random.Random(size)
    results: dict[str, Figures] = {Ours.name: {}, Sqlite.name: {}}
    with tempfile.TemporaryDirectory(prefix="bench-store-") as name:
        filled, texts = Path(name) / "filled", [answer(chosen) for _ in range(size)]
        filled.mkdir()
        for kind in (Ours, Sqlite):
            kind(filled).fill(texts)
        for number in range(runs):
            fresh = Path(name) / str(number)
            shutil.copytree(filled, fresh)
            for kind in (Ours, Sqlite) if number % 2 else (Sqlite, Ours):
                for what, figure in measure(kind(fresh), chosen).items():
                    results[kind.name].setdefault(what, []).append(figure)
            shutil.rmtree(fresh)
    return results


def show(size: int, results: dict[str, Figures]) -> None:
    """Print one size's medians and ratios."""
    print(f"\n{size:,} layers of {LENGTH} characters     workbook    sqlite3      ratio")
    for what, figures in results[Ours.name].items():
        ours, theirs = statistics.median(figures), statistics.median(results[Sqlite.name][what])
        print(f"  {what:32} {ours:10.2f} {theirs:10.2f} {ours / theirs:10.2f}")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", default="100,10000,100000")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    medians: dict[int, dict[str, float]] = {}
    for size in sizes:
        results = run(size, arguments.runs)
        show(size, results)
        medians[size] = {what: statistics.median(found) for what, found in results[Ours.name].items()}
    print()
    if {100, 100_000} <= medians.keys():
        ratio = medians[100_000]["save"] / medians[100]["save"]
        print(f"one durable save at 100,000 over one at 100: {ratio:.2f} (at most 2)")
    if 10_000 in medians:
        print(f"first results over 10,000: {medians[10_000]['search, first']:.1f} ms (under 50)")


if __name__ == "__main__":
    main()
