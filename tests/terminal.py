"""Drives a program through a pseudo-terminal, as a person at a keyboard would."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "ctrl+n": "\x0e",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+t": "\x14",
    "ctrl+u": "\x15",
    "down": "\x1b[B",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
}
PASTE = ("\x1b[200~", "\x1b[201~")
"""What a terminal puts around pasted text."""

STILL_SECONDS = 0.45
"""A screen whose text has not changed for so long has settled: longer than typed words wait to be saved."""


class Terminal:
    """A program in a pseudo-terminal, with a screen that can be read.

    Args:
        command: What to run.
        folder: Where to run it.
        environment: All of its environment.
        columns: Width of the terminal.
        rows: Height of the terminal.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.written = bytearray()
        """Every byte the program has sent to the terminal."""
        self.process, self._master = pty.fork()
        if self.process == 0:  # pragma: no cover - the child
            os.chdir(folder)
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._status: int | None = None
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._status is None:
            self.kill(signal.SIGKILL)
            self.wait()
        self.hang_up()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        # Not pyte's own `display`: it fails on half of a wide character that was drawn over.
        screen = self._screen
        lines = (screen.buffer[row] for row in range(screen.lines))
        return "\n".join(
            "".join(line[column].data for column in range(screen.columns)).rstrip() for line in lines
        )

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, words: str, seconds: float = 20.0) -> str:
        """Wait until words stand on the screen, and give the screen.

        Raises:
            AssertionError: They did not appear in time.
        """
        end = time.monotonic() + seconds
        while words not in self.text:
            left = end - time.monotonic()
            assert left > 0, f"{words!r} did not appear:\n{self.text}"
            assert self._read(min(left, 0.5)) or self._status is None, f"the program ended:\n{self.text}"
        return self.text

    def settled(self, seconds: float = 20.0) -> str:
        """Wait until the text on the screen no longer changes, and give the screen.

        Raises:
            AssertionError: It kept changing.
        """
        end = time.monotonic() + seconds
        before, since = self.text, time.monotonic()
        while time.monotonic() - since < STILL_SECONDS:
            assert time.monotonic() < end, f"the screen does not settle:\n{self.text}"
            self._read(0.05)
            if self.text != before:
                before, since = self.text, time.monotonic()
        return self.text

    def paste(self, text: str) -> None:
        """Paste text from the clipboard of the terminal."""
        os.write(self._master, f"{PASTE[0]}{text}{PASTE[1]}".encode())

    def read_more(self, seconds: float) -> None:
        """Take in what the program writes next, waiting for it at most so long."""
        self._read(seconds)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return self.poll() is None
        try:
            written = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += written
        self._stream.feed(written)
        return bool(written)

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process, number)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        if self._open:
            os.close(self._master)
            self._open = False

    def poll(self) -> int | None:
        """Give the exit status once the program has ended (negative for a signal)."""
        if self._status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def wait(self, seconds: float = 20.0) -> int:
        """Wait until the program has ended, and give its exit status.

        Raises:
            AssertionError: It did not end in time.
        """
        end = time.monotonic() + seconds
        while self.poll() is None:
            assert time.monotonic() < end, "the program did not end"
            if self._open:
                self._read(0.05)
            else:
                time.sleep(0.05)
        while self._open and self._read(0):
            pass  # What it wrote last is still in the terminal.
        assert self._status is not None
        return self._status


def plain_environment(home: Path) -> dict[str, str]:
    """An environment in which nothing of the developer's own machine is read or written."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "VIRTUAL_ENV", "COVERAGE_FILE")
        if name in os.environ
    }
    return {
        **kept,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "WORKBOOK_DATA": str(home / "words"),
    }
