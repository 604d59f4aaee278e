"""Does things to answers in processes of their own, and kills them: prepared once, then a fork for each.

    python -m tests.store.killed

Takes orders on stdin and answers on stdout, one line of JSON each; see `Killer`, which starts it. Where Python starts
anew for each kill, three hundred of them take as many times half a second.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from tests.store.acts import BY_NAME, open_for
from tests.store.building import write
from tests.store.locks import QUICK
from workbook.store import storage, vault
from workbook.store.files import Files

ROOT = Path(__file__).parents[2]
BEGINS, DONE, OPERATION = "begins", "done", "."
PROMPTS = ("one", "two", "three")
LENGTHS = (3, 5_000, 40, 600)
SAVES = 12
PAUSE = 0.0002
"""Seconds that each file operation takes longer: a kill that comes a moment late still comes in the midst."""


class Kill(NamedTuple):
    """What became of one process."""

    operations: int
    """How many file operations it had begun since it said that it begins."""
    said: list[str]
    """What it acknowledged."""

    @property
    def is_done(self) -> bool:
        """Whether it had said that all is done."""
        return DONE in self.said


class Killer:
    """A prepared process that forks others and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take a process that was started."""
        self._process = process

    def run(self, act: str, folder: Path, kill_at: int | None = None, then: float = 0.0) -> Kill:
        """Do something in a process of its own.

        Args:
            act: Its name in `acts`, or `writing`.
            folder: What it is done to.
            kill_at: Send `kill -9` when so many file operations have begun; None lets it end.
            then: Wait for so many seconds before the kill; meanwhile it goes on.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"act": act, "folder": str(folder), "kill_at": kill_at, "then": then}
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return Kill(**json.loads(self._process.stdout.readline()))


@contextmanager
def killer() -> Iterator[Killer]:
    """Start the prepared process, and end it."""
    command = [sys.executable, "-m", "tests.store.killed"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Killer(process)
        process.kill()


def text_of(number: int) -> str:
    """Give the text with a number: it begins with it, and the next ones are shorter as well as longer."""
    return f"{number}:" + "abcdefgh é"[number % 9] * LENGTHS[number % 4]


def writing(folder: Path, files: Files) -> Generator[str, None, None]:
    """Save answers, folding the journal in on the way; acknowledge each."""
    storage.LARGE_JOURNAL = 6000
    with open_for(folder, files) as answers:
        yield BEGINS
        for number in range(SAVES):
            write(answers, PROMPTS[number % 3], text_of(number))
            yield f"{PROMPTS[number % 3]} {number}"
        yield DONE


def _serve() -> None:
    vault.STRENGTH = QUICK
    for line in sys.stdin:
        order = json.loads(line)
        read_end, write_end = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(read_end)
            _act(write_end, order["act"], Path(order["folder"]))
        os.close(write_end)
        with os.fdopen(read_end, "rb") as told:
            found = _watch(told, pid, order["kill_at"], order["then"])
        os.waitpid(pid, 0)
        print(json.dumps(found), flush=True)


def _act(write_end: int, name: str, folder: Path) -> None:
    """Do it in the present process and end that."""
    status = 1
    try:

        def say(word: str) -> None:
            os.write(write_end, f"{word}\n".encode())

        files = _telling(say)
        if name == "writing":
            for word in writing(folder, files):
                say(word)
        else:
            for word, _ in zip((BEGINS, DONE, ""), BY_NAME[name](folder, files), strict=False):
                say(word)
        status = 0
    finally:
        os._exit(status)


def _watch(told: BinaryIO, pid: int, kill_at: int | None, then: float) -> dict[str, Any]:
    operations, said, is_killed = 0, [""], False
    while word := told.readline().decode().strip():
        if word != OPERATION:
            said.append(word)
        elif BEGINS in said:
            operations += 1
        if not is_killed and kill_at is not None and BEGINS in said and operations >= kill_at:
            time.sleep(then)
            os.kill(pid, signal.SIGKILL)
            is_killed = True
    return {"operations": operations, "said": said[1:]}


def _telling(say: Callable[[str], None]) -> Files:
    """Give a disk that tells of each operation as it begins."""

    def telling(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*args: Any) -> Any:
            say(OPERATION)
            time.sleep(PAUSE)
            return method(*args)

        return call

    files = Files()
    for name in vars(Files):
        if not name.startswith("_") and callable(getattr(Files, name)):
            setattr(files, name, telling(getattr(files, name)))
    return files


if __name__ == "__main__":
    _serve()
