"""A disk that takes its time: whoever reads goes on, whoever writes queues, and nobody sees half a change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from tests.store.building import SetClock, latest_text, write
from workbook.store import storage
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.journal import TableChange, apply_change
from workbook.store.locks import Locks
from workbook.store.snapshot import Tables

PATIENCE = 20.0
"""Seconds after which a test gives up; none is waited for when all is well."""


class StallingFiles(Files):
    """A disk whose next wait for it ends only when a test says so."""

    def __init__(self) -> None:
        """Begin with a disk that does not stall."""
        self.stalls = False
        self.has_stalled = threading.Event()
        self.may_go_on = threading.Event()

    def stall(self) -> None:
        """Let the next fsync take its time."""
        self.has_stalled.clear()
        self.may_go_on.clear()
        self.stalls = True

    def sync(self, descriptor: int) -> None:
        """Wait until the test lets the disk go on."""
        if self.stalls:
            self.stalls = False
            self.has_stalled.set()
            assert self.may_go_on.wait(PATIENCE), "the test forgot the disk"
        super().sync(descriptor)


@pytest.fixture
def disk() -> StallingFiles:
    """A disk under the test's control."""
    return StallingFiles()


@pytest.fixture
def answers(folder: Path, clock: SetClock, disk: StallingFiles) -> Iterator[Answers]:
    """Answers on that disk with something in them."""
    with Answers.open(folder, clock=clock, files=disk) as opened:
        write(opened, "one", "before")
        opened.add_entry("walk", {"how": "slowly"}, title="Walk", labels={"how": "How"})
        yield opened


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Threads."""
    with ThreadPoolExecutor(16) as threads:
        yield threads


def done(future: Future[object]) -> object:
    """Give what a thread gave, and give up after a while."""
    return future.result(PATIENCE)


READS: dict[str, Callable[[Answers], object]] = {
    "layers": lambda answers: answers.layers("one"),
    "latest": lambda answers: answers.latest("one"),
    "current": lambda answers: answers.current("one"),
    "answered": lambda answers: answers.answered(),
    "entries": lambda answers: answers.entries("walk"),
    "entry": lambda answers: answers.entry("nothing"),
    "entry_counts": lambda answers: answers.entry_counts(),
    "due": lambda answers: answers.due("2026-12-24"),
    "letters": lambda answers: answers.letters(),
    "seals": lambda answers: answers.seals(date(2026, 5, 3)),
    "proofs": lambda answers: answers.proofs(),
    "all_layers": lambda answers: answers.all_layers(),
    "all_entries": lambda answers: answers.all_entries(),
    "visits": lambda answers: answers.visits(),
    "last_written": lambda answers: answers.last_written(),
    "search": lambda answers: answers.search("before"),
    "written": lambda answers: answers.written(),
    "matching": lambda answers: answers.matching("before", date(2026, 5, 3)),
    "record": lambda answers: answers.record(("layers", 1)),
    "summary": lambda answers: answers.summary(),
    "snapshot_json": lambda answers: answers.snapshot_json(),
    "openings": lambda answers: answers.openings(),
    "place": lambda answers: answers.place(),
    "walks": lambda answers: answers.walks(),
    "people": lambda answers: answers.people(),
    "marks": lambda answers: answers.marks("later"),
    "preference": lambda answers: answers.preference("theme"),
    "checkins": lambda answers: answers.checkins(),
    "checkin_of_visit": lambda answers: answers.checkin_of_visit(),
    "own_prompts": lambda answers: answers.own_prompts(),
    "own_prompt": lambda answers: answers.own_prompt("own:none"),
}


def test_every_read_goes_on_while_the_disk_stalls(
    answers: Answers, disk: StallingFiles, pool: ThreadPoolExecutor
) -> None:
    """All of them return what was acknowledged, from several threads, before the disk does anything."""
    disk.stall()
    writing = pool.submit(write, answers, "one", "after")
    assert disk.has_stalled.wait(PATIENCE)
    reading = [pool.submit(read, answers) for read in READS.values() for _ in range(2)]
    finished, late = wait(reading, PATIENCE)
    assert not late
    assert all(one.exception() is None for one in finished)
    assert latest_text(answers, "one") == "before"
    assert not writing.done()
    disk.may_go_on.set()
    writing.result(PATIENCE)
    assert latest_text(answers, "one") == "after"


def test_reading_goes_on_while_the_journal_is_folded_in(
    answers: Answers, disk: StallingFiles, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing everything anew may take long as well, also at closing."""
    monkeypatch.setattr(answers._storage, "_compact_above", 0)
    monkeypatch.setattr(storage, "WORTH_COMPACTING", 0)
    for step, expected in (
        (lambda: write(answers, "one", "after " * 100), "before"),
        (answers.close, "after " * 100),
    ):
        disk.stall()
        working = pool.submit(step)
        assert disk.has_stalled.wait(PATIENCE)
        assert done(pool.submit(latest_text, answers, "one")) == expected
        disk.may_go_on.set()
        working.result(PATIENCE)


def test_writers_queue_and_keep_their_order(
    answers: Answers, disk: StallingFiles, pool: ThreadPoolExecutor
) -> None:
    """Nobody overtakes a writer who waits for the disk; each change has its own number."""
    disk.stall()
    first = pool.submit(write, answers, "one", "first")
    assert disk.has_stalled.wait(PATIENCE)
    others = [pool.submit(write, answers, f"other-{number}", "x") for number in range(5)]
    assert answers.answered() == {"one": 1}
    assert not any(one.done() for one in others)
    disk.may_go_on.set()
    for one in (first, *others):
        one.result(PATIENCE)
    layers = sorted(answers.snapshot_json()["tables"]["layers"], key=lambda row: row["prompt_id"])
    assert [row["prompt_id"] for row in layers] == ["one", *(f"other-{number}" for number in range(5))]
    durable = answers._store.durable
    assert durable is not None
    assert durable.sequence == answers.summary().sequence


def test_a_disk_that_refuses_after_a_while_changes_nothing(
    answers: Answers, disk: StallingFiles, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers saw the state from before, and see it still."""

    def refuse(self: Files, descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    disk.stall()
    writing = pool.submit(write, answers, "one", "never")
    assert disk.has_stalled.wait(PATIENCE)
    assert [hit.match for hit in answers.search("before")] == ["before"]
    monkeypatch.setattr(Files, "sync", refuse)
    disk.may_go_on.set()
    assert isinstance(writing.exception(PATIENCE), OSError)
    assert latest_text(answers, "one") == "before"
    assert answers.answered() == {"one": 1}


def test_a_reader_sees_whole_changes_only(answers: Answers, pool: ThreadPoolExecutor) -> None:
    """Counts, indexes, search and documents agree at every moment, whoever writes meanwhile."""
    stop, wrong = threading.Event(), list[str]()

    def read() -> int:
        looked = 0
        while not stop.wait(0.001) or not looked:
            with answers._locks.memory:
                counts, found = answers.answered(), answers.all_layers()
                texts = {layer.id: layer.text for layer in found if not layer.is_blank}
                if sum(counts.values()) != len(texts):
                    wrong.append(f"{counts} but {len(texts)} layers")
                hits = {hit.record.id for hit in answers.search("seen", 10_000)}
                hits -= {entry.id for entry in answers.all_entries()}
                if hits != {one for one, text in texts.items() if "seen" in text}:
                    wrong.append("search and layers differ")
                for prompt_id in counts:
                    if not answers.layers(prompt_id):
                        wrong.append(f"{prompt_id} is counted and not found")
                if len(answers.entries("walk")) != answers.entry_counts()["walk"]:
                    wrong.append("entries and their count differ")
            looked += 1
        return looked

    def work(writer: int) -> None:
        for number in range(8):
            write(answers, f"{writer}-{number % 5}", f"seen {number}" if number % 3 else "")
            answers.add_entry("walk", {"how": "seen"}, title="Walk", labels={})
            answers.mark(f"{writer}", "later")
            answers.unmark(f"{writer}", "later")

    readers = [pool.submit(read) for _ in range(3)]
    writers = [pool.submit(work, writer) for writer in range(3)]
    try:
        for one in writers:
            one.result(PATIENCE)
    finally:
        stop.set()
    assert all(one.result(PATIENCE) for one in readers)
    assert wrong == []
    assert answers.entry_counts() == {"walk": 25}


def test_writing_from_within_a_read_is_refused(answers: Answers) -> None:
    """Two threads could wait for each other for ever otherwise; so it fails at once, in any test that does it."""
    with answers._locks.memory, pytest.raises(RuntimeError, match="before memory"):
        write(answers, "one", "never")
    assert latest_text(answers, "one") == "before"


def test_memory_is_let_go_of_however_often_it_was_taken() -> None:
    """And taken again as often; others have it in between, and writing is not given up with it."""
    locks, seen = Locks(), list[str]()

    def look() -> None:
        with locks.memory:
            seen.append("looked")

    with locks.writing(), locks.writing(), locks.memory:
        with locks.memory.let_go():
            assert not locks.memory.is_held
            thread = threading.Thread(target=look)
            thread.start()
            thread.join(PATIENCE)
            assert seen == ["looked"]
        assert locks.memory.is_held
        assert locks.memory._depth == 3
    assert not locks.memory.is_held


def test_memory_is_held_from_the_change_to_the_last_index(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between documents and counts nobody may look: memory is let go of before the change only."""
    happened, memory = list[str](), answers._locks.memory
    let_go = memory.let_go

    def note_change(tables: Tables, parts: Mapping[str, TableChange]) -> None:
        happened.append("changed" if memory.is_held else "changed behind the readers' back")
        apply_change(tables, parts)

    def note_letting_go() -> AbstractContextManager[None]:
        happened.append("let go")
        return let_go()

    monkeypatch.setattr("workbook.store.storage.apply_change", note_change)
    monkeypatch.setattr(memory, "let_go", note_letting_go)
    monkeypatch.setattr(answers._storage, "_compact_above", 0)
    write(answers, "one", "after " * 100)
    assert happened == ["let go", "changed"]
