"""What a session was: planned and actual times, what was used, what was left out. No names, no answers.

Everything is reckoned from the agenda and the facts; nothing of it is stored. What people wrote is nowhere in it: the
workshop does not have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from workbook.text import shorten
from workbook.workshop.agenda import LONG_SESSION, Agenda, Block
from workbook.workshop.facts import Fact, standing
from workbook.workshop.rules import TITLE_LENGTH
from workbook.workshop.running import MINUTE, Running, session_from

Outcome = Literal["held", "skipped", "not reached"]

PASSED_SECONDS: Final = 30
"""A block that was left so soon was passed over: nobody read, wrote or talked in it."""

OPENING: Final = ("agreements", "check-in")
ENDING: Final = ("grounding", "check-out", "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReport:
    """One block as it was planned and as it went."""

    block: Block
    outcome: Outcome
    planned_start: int
    """Minutes from the beginning of the session."""
    started: float | None
    """Seconds from the beginning when it was first entered; None when it never was."""
    taken: float
    """Seconds, without those in which its clock stood still."""
    notes: tuple[str, ...] = ()
    """The facilitator's own, of this block."""

    @property
    def was_shortened(self) -> bool:
        """Whether it was held in at least a minute less than planned."""
        return self.outcome == "held" and self.block.minutes * MINUTE - self.taken >= MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReport:
    """A session, looked back on."""

    agenda: Agenda
    began: datetime | None
    """Aware UTC; None when it never began."""
    elapsed: float
    """Seconds from the beginning to the end, or to the last that is known of it."""
    has_ended: bool
    """Whether its end was said."""
    blocks: tuple[BlockReport, ...]
    notes: tuple[str, ...] = ()
    """The facilitator's own, from before the first block."""

    @property
    def late(self) -> float:
        """Seconds by which it ended after the planned end; negative when before."""
        return self.elapsed - self.agenda.minutes * MINUTE

    @property
    def ended(self) -> datetime | None:
        """When it ended, or was last heard of; aware UTC."""
        return None if self.began is None else self.began + timedelta(seconds=self.elapsed)

    @property
    def left_out(self) -> tuple[BlockReport, ...]:
        """The blocks that were skipped or not reached, without breaks and spare minutes."""
        return tuple(
            one for one in self.blocks if one.outcome != "held" and one.block.kind not in ("break", "buffer")
        )

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections that blocks used which were held, each once."""
        return _each_once(one.block.section for one in self.blocks if one.outcome == "held")

    @property
    def prompts(self) -> tuple[str, ...]:
        """The ids of the prompts, likewise."""
        return _each_once(one.block.prompt for one in self.blocks if one.outcome == "held")


def session_report(agenda: Agenda, facts: Sequence[Fact]) -> SessionReport:
    """Look back on a session.

    Args:
        agenda: The plan as it was when the session began.
        facts: Everything that happened, in order; none at all make the report of a session that never began.
    """
    happened = standing(tuple(facts))
    running = session_from(agenda, facts)
    elapsed = (
        max((fact.elapsed for fact in happened), default=0.0) if running.ended is None else running.ended
    )
    started: dict[int, float] = {}
    for fact in happened:
        if fact.kind == "entered":
            started.setdefault(fact.index, fact.elapsed)
    return SessionReport(
        agenda=agenda,
        began=happened[0].at - timedelta(seconds=happened[0].elapsed) if happened else None,
        elapsed=elapsed,
        has_ended=running.ended is not None,
        blocks=tuple(
            _block(running, index, elapsed, started.get(index)) for index in range(len(agenda.blocks))
        ),
        notes=tuple(words for index, words in running.notes if index < 0),
    )


def _block(running: Running, index: int, elapsed: float, started: float | None) -> BlockReport:
    blocks = running.agenda.blocks
    taken = running.taken_by(index, elapsed)
    is_over = running.ended is not None or index != running.present
    if started is None:
        outcome: Outcome = "skipped" if index in running.skipped else "not reached"
    else:
        outcome = "skipped" if is_over and taken < PASSED_SECONDS else "held"
    return BlockReport(
        block=blocks[index],
        outcome=outcome,
        planned_start=sum(block.minutes for block in blocks[:index]),
        started=started,
        taken=taken,
        notes=tuple(words for place, words in running.notes if place == index),
    )


def next_agenda(report: SessionReport) -> Agenda | None:
    """Make an agenda for the next meeting from what was left out of this one.

    It begins as this one began and ends as it was to end: a group is never led into something without agreements
    or a check-in, and never out of it without grounding. No block is optional that was left out once already for
    want of time, unless it was so before.

    Returns:
        None when nothing was left out.
    """
    agenda = report.agenda
    opening = _leading(agenda.blocks)
    ending = tuple(block for block in agenda.blocks[len(opening) :] if block.kind in ENDING)
    missed = [one.block for one in report.left_out if one.block not in (*opening, *ending)]
    if not missed:
        return None
    blocks = [*opening, *missed, *ending]
    pause = next((block for block in agenda.blocks if block.kind == "break"), None)
    if pause and sum(block.minutes for block in blocks) + pause.minutes > LONG_SESSION:
        blocks.insert(
            len(opening) + (len(missed) + 1) // 2, replace(pause, protected=True, least=pause.minutes)
        )
    return replace(
        agenda,
        title=_continued(agenda.title),
        minutes=sum(block.minutes for block in blocks),
        blocks=tuple(blocks),
    )


def _leading(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the agreements and check-ins with which an agenda begins."""
    count = next((place for place, block in enumerate(blocks) if block.kind not in OPENING), len(blocks))
    return tuple(blocks[:count])


def _continued(title: str) -> str:
    return title if title.endswith(", continued") else f"{shorten(title, TITLE_LENGTH - 11)}, continued"


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
