"""Saying things and asking for lines; a few letters are listened to wherever a line is asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from workbook.text import clean

Read = Callable[[str], str | None]
"""Shows a label and gives one line without its end; None when there are no more."""
Thing = TypeVar("Thing")


class Way(NamedTuple):
    """Where to go: a room by its letter, and what is wanted there."""

    letter: str
    target: str = ""
    item: str = ""


HOME = Way("h")


class Leave(Exception):
    """The person leaves, or the input has come to its end."""


class TooLate(Exception):
    """A line came so late that nothing may be shown any more: somebody else may have typed it."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class Go(Exception):
    """The person goes elsewhere, wherever they are."""

    def __init__(self, way: Way) -> None:
        super().__init__(way)
        self.way = way


class Talk:
    """A conversation.

    Where a choice is asked for, a letter alone leads away. Where words are asked for, the same letter needs
    a colon before it, as in `:s`, since "s" may be all that somebody has to say.
    """

    def __init__(self, read: Read, write: Callable[[str], None], width: int = 78) -> None:
        """Begin.

        Args:
            read: Asks for a line.
            write: Shows a line.
            width: Columns after which lines are folded.
        """
        self._read, self._write, self._width = read, write, width
        self.ways: Collection[str] = frozenset()
        """The letters that lead elsewhere."""
        self._asides: dict[str, Callable[[], None]] = {}
        self.topic = ""
        """What one is asked just now, to be named when one comes back from elsewhere; or empty."""
        self.is_over = False
        """Whether a line came too late: its words are kept, and nothing is shown or asked after it."""
        self.was_refused = False
        """Whether something could not be kept in this conversation, be it kept later or not."""
        self.refusal = ""
        """Why words that came too late could not be kept; or empty."""

    def say(self, *paragraphs: str) -> None:
        """Show paragraphs, each folded line by line and none of it a code for the terminal."""
        for paragraph in () if self.is_over else paragraphs:
            for line in clean(paragraph).split("\n"):
                folded = textwrap.wrap(line, self._width, subsequent_indent=_indent(line)) or [""]
                for part in folded:
                    self._write(part)

    def title(self, words: str) -> None:
        """Show a heading, with a blank line before it."""
        self.say("", f"# {words}")

    def refuse(self, words: str) -> None:
        """Say why something could not be kept; also after a line that came too late."""
        self.was_refused = True
        self.say(words)
        if self.is_over:
            self.refusal = words

    def ask(self, label: str = "> ") -> str | None:
        """Ask for a line of words; None when there are no more.

        Raises:
            Go: The person went elsewhere.
            Leave: They left.
        """
        while True:
            line = self._next(label)
            if line is None:
                return None
            typed = line.strip()
            if not (typed.startswith(":") and self._follow(typed[1:])):
                return line

    def pick(self, count: int, letters: Collection[str] = ()) -> int | str:
        """Ask for a choice.

        Args:
            count: How many things stand to choose from, numbered from 1.
            letters: Letters that mean something just here.

        Returns:
            An index from 0, one of the letters, or an empty string for Enter alone.

        Raises:
            Go: The person went elsewhere.
            Leave: They left, or the input has ended.
        """
        while True:
            line = self.ask()
            if line is None or self.is_over:
                raise Leave
            typed = line.strip()
            if not typed or typed in letters:
                return typed
            if typed.isascii() and typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= count:
                return int(typed) - 1
            if not self._follow(typed):
                self.say("That is not known here. A number from the list, or ? for all that can be typed.")

    def agrees(self, question: str) -> bool:
        """Ask yes or no; anything but a yes is a no."""
        line = self.ask(f"{question} yes or no: ")
        return line is not None and line.strip().casefold() in ("y", "yes")

    def choose(self, things: Sequence[Thing], say_it: Callable[[Thing], str]) -> Thing | None:
        """List things by number and ask for one of them; None for Enter alone."""
        for number, thing in enumerate(things, 1):
            self.say(f"{number}. {say_it(thing)}")
        picked = self.pick(len(things))
        return things[picked] if isinstance(picked, int) else None

    @contextmanager
    def listening(self, asides: Mapping[str, Callable[[], None]]) -> Iterator[None]:
        """For a while, do something at a letter and then ask the same once more."""
        before = self._asides
        self._asides = {**before, **asides}
        try:
            yield
        finally:
            self._asides = before

    def _next(self, label: str) -> str | None:
        """Read a line; after one that came too late there are no more."""
        if self.is_over:
            return None
        try:
            return self._read(clean(label))
        except TooLate as late:
            self.is_over = True
            return late.line

    @contextmanager
    def about(self, topic: str) -> Iterator[None]:
        """For a while, name what is asked when somebody comes back to it."""
        before, self.topic = self.topic, topic
        try:
            yield
        finally:
            self.topic = before

    def _follow(self, letter: str) -> bool:
        """Do what a letter stands for; False when it stands for nothing."""
        if self.is_over and (letter in {*self._asides, *self.ways}):
            raise Leave
        if letter in self._asides:
            asides = self._asides
            # Within it the others are as near as before.
            self._asides = {other: aside for other, aside in asides.items() if other != letter}
            try:
                asides[letter]()
            finally:
                self._asides = asides
            if self.topic:
                self.say("", f"Back at: {self.topic}")
            return True
        if letter == "q":
            raise Leave
        if letter in self.ways:
            raise Go(Way(letter))
        return False


def _indent(line: str) -> str:
    """Let the further lines of a list's item stand below its words."""
    number, dot, _ = line.lstrip().partition(". ")
    blanks = len(line) - len(line.lstrip())
    return " " * (blanks + len(number) + 2) if dot and number.isdecimal() else " " * blanks
