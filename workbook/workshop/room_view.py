"""What the room's screen shows: everything at once, and nothing that is the facilitator's alone.

There is no field for notes, for what comes next or for a name: what is never sent cannot be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final, Literal, Self

from workbook.moments import clock
from workbook.text import clean, one_line
from workbook.workshop.agenda import BlockKind
from workbook.workshop.facts import MOST_SECONDS
from workbook.workshop.in_words import is_late
from workbook.workshop.running import MINUTE, Running

Stage = Literal["waiting", "running", "quiet", "over"]
"""Before the beginning; in a block; a soft stop; after the end."""

STAGES: Final[dict[str, Stage]] = {
    "waiting": "waiting",
    "running": "running",
    "quiet": "quiet",
    "over": "over",
}
WITH_NOTICE: Final[frozenset[BlockKind]] = frozenset(("writing", "pairs", "triads", "break"))
"""Where people are busy by themselves, and glad to be told that a minute is left."""

TITLE_LENGTH: Final = 200
WORDS_LENGTH: Final = 8000
LABEL_LENGTH: Final = 40
MOST_ITEMS: Final = 400
ROUNDED_TO: Final = 5
"""Minutes: when it gets late, the end is only told about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """The whole state of the room's screen. All words are plain text."""

    number: int = 0
    """Rises with every view that one console sends."""
    stage: Stage = "waiting"
    session: str = ""
    """What the session is called."""
    title: str = ""
    """What the present block is called."""
    kind: str = ""
    """One of the kinds of blocks, or empty."""
    question: str = ""
    """What is asked, to be shown large."""
    say: str = ""
    """Words for the room; plain paragraphs."""
    agreements: tuple[str, ...] = ()
    breath: bool = False
    """Whether there is a breath to follow."""
    groups: tuple[tuple[str, ...], ...] = ()
    """What is written on the seats, by group."""
    seconds_left: float | None = None
    """Of the present block at the moment of sending, negative once it is over; None when not to be shown."""
    is_ticking: bool = False
    """Whether that time runs."""
    shows_time: bool = False
    """Whether time left is shown all along."""
    gives_notice: bool = False
    """Whether the room is told when about a minute is left, also where time left is not shown."""
    ends_about: str = ""
    """The time of day at which the session ends, as `19:40`; empty when not to be shown."""

    @property
    def is_hushed(self) -> bool:
        """Whether the room sees a quiet card."""
        return self.stage == "quiet"

    def aged(self, seconds: float) -> Self:
        """Give the same view so many seconds later."""
        if self.seconds_left is None or not self.is_ticking:
            return self
        return replace(self, seconds_left=self.seconds_left - seconds)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        row = asdict(self)
        row["agreements"] = list(self.agreements)
        row["groups"] = [list(group) for group in self.groups]
        return row

    @classmethod
    def from_json(cls, row: object) -> Self | None:
        """Read a view, whoever sent it: what is missing or wrong is left at its default, all words are cleaned.

        Returns:
            None when it is no JSON object at all.
        """
        if not isinstance(row, Mapping):
            return None
        number, left = row.get("number"), row.get("seconds_left")
        return cls(
            number=number if type(number) is int and number >= 0 else 0,
            stage=STAGES.get(str(row.get("stage")), "waiting"),
            session=_line(row.get("session")),
            title=_line(row.get("title")),
            kind=_line(row.get("kind")),
            question=_prose(row.get("question")),
            say=_prose(row.get("say")),
            agreements=tuple(filter(None, map(_prose, _list(row.get("agreements"))))),
            breath=row.get("breath") is True,
            groups=tuple(filter(None, map(_labels, _list(row.get("groups"))))),
            seconds_left=_seconds(left),
            is_ticking=row.get("is_ticking") is True,
            shows_time=row.get("shows_time") is True,
            gives_notice=row.get("gives_notice") is True,
            ends_about=_line(row.get("ends_about")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOptions:
    """What the facilitator chose for the room's screen."""

    began: datetime
    """When the session began; aware."""
    offset: str
    """This place's offset from UTC, as `moments.local_offset` gives it."""
    shows_time: bool = False
    shows_end: bool = True
    shows_words: bool = True
    """Whether the words of a block are shown, and not only read out."""
    shows_breath: bool = True
    gives_notice: bool = True
    agreements: tuple[str, ...] = field(default=())
    """The group's own wording; empty for the paragraphs of the block."""
    groups: tuple[tuple[str, ...], ...] = field(default=())
    """What is written on the seats, by group, for as long as it should be shown. Whoever works alone is left out."""


def room_view(running: Running, elapsed: float, question: str, options: RoomOptions) -> RoomView:
    """Say what the room should see.

    Args:
        running: Where the session is.
        elapsed: Seconds since it began.
        question: What the present block asks, from the pack; empty for nothing. Never notes.
        options: What the facilitator chose.
    """
    session = running.agenda.title
    if running.ended is not None:
        return RoomView(stage="over", session=session)
    if running.is_hushed:
        return RoomView(stage="quiet", session=session)
    block = running.block
    if block is None:
        return RoomView(stage="waiting", session=session)
    is_agreements = block.kind == "agreements"
    gives_notice = options.gives_notice and block.kind in WITH_NOTICE
    times_it = options.shows_time or gives_notice
    return RoomView(
        stage="running",
        session=session,
        title=block.title,
        kind=block.kind,
        question=question,
        say=block.say if options.shows_words and not is_agreements else "",
        agreements=(options.agreements or paragraphs(block.say)) if is_agreements else (),
        breath=options.shows_breath and block.kind == "grounding",
        groups=options.groups,
        seconds_left=running.left(elapsed) if times_it else None,
        is_ticking=times_it and not running.is_halted,
        shows_time=options.shows_time,
        gives_notice=gives_notice,
        ends_about=_end(running, elapsed, options) if options.shows_end else "",
    )


def paragraphs(words: str) -> tuple[str, ...]:
    """Divide words at empty lines; each paragraph on one line."""
    return tuple(filter(None, (one_line(part, WORDS_LENGTH) for part in words.split("\n\n"))))


def _end(running: Running, elapsed: float, options: RoomOptions) -> str:
    """Tell the agreed end, or when it will be later a round time not before that."""
    # Less than a minute is on time, here as in the console.
    late = ceil(running.late(elapsed) / MINUTE) if is_late(running.late(elapsed)) else 0
    end = options.began + timedelta(minutes=running.agenda.minutes + max(late, 0))
    if late > 0:
        end += timedelta(minutes=-end.minute % ROUNDED_TO)
    return clock(end, options.offset)


def _list(raw: object) -> Iterable[object]:
    return raw[:MOST_ITEMS] if isinstance(raw, list) else ()


def _seconds(raw: object) -> float | None:
    """Read a time; None also for a number that no session can have."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -MOST_SECONDS < raw < MOST_SECONDS:
        return None
    return float(raw)


def _line(raw: object) -> str:
    return one_line(raw, TITLE_LENGTH) if isinstance(raw, str) else ""


def _prose(raw: object) -> str:
    return clean(raw, WORDS_LENGTH).strip() if isinstance(raw, str) else ""


def _labels(raw: object) -> tuple[str, ...]:
    labels = (one_line(label, LABEL_LENGTH) for label in _list(raw) if isinstance(label, str))
    return tuple(filter(None, labels))
