"""A conversation with what a person types, on a real store and the real chapters."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from workbook.content.loader import Pack
from workbook.plain.here import Here
from workbook.plain.talk import Talk
from workbook.plain.visit import run
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED


class Spoken:
    """Holds conversations one after the other on the same answers."""

    def __init__(self, folder: Path, pack: Pack, clock: Callable[[], datetime]) -> None:
        self._folder, self.pack, self._clock = folder, pack, clock

    def answers(self) -> Answers:
        """Open the answers, to look at or to prepare them."""
        return Answers.open(self._folder, clock=self._clock)

    def answers_to_read(self) -> Answers:
        """Open the answers beside another program."""
        return Answers.open(self._folder, clock=self._clock, read_only=True)

    def hold(self, *lines: str, welcomed: bool = True, read_only: bool = False) -> str:
        """Type lines one after the other and then close the input; give everything that was said."""
        if welcomed and not read_only:
            with self.answers() as answers:
                answers.set_preference(WELCOMED, "yes")
        with Answers.open(self._folder, clock=self._clock, read_only=read_only) as answers:
            return self.on(answers, lines)

    def on(self, answers: Answers, lines: Iterable[str]) -> str:
        """Hold a conversation on answers that are open."""
        said: list[str] = []
        typed = iter(lines)

        def read(label: str) -> str | None:
            said.append(label)
            return next(typed, None)

        run(Here(Talk(read, said.append, 10_000), self.pack, answers, self._clock))
        assert next(typed, None) is None, f"nobody asked for all of it: {said[-5:]}"
        return "\n".join(said)
