"""Changing an agenda step by step, with a way back; and when its blocks begin. Pure.

Every change gives a new agenda that breaks no rule which the old one kept, where that can be seen to
without asking: a block's least follows its minutes, and what has to keep its length does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from workbook.workshop.agenda import Agenda, Block, BlockKind, forms_of, must_be_protected
from workbook.workshop.rules import MOST_BLOCKS, MOST_MINUTES, MOST_PEOPLE

MOST_STEPS: Final = 1000
"""How many changes can be taken back."""

DAY: Final = 24 * 60

_NEW_MINUTES: Final[dict[BlockKind, int]] = {"break": 10, "buffer": 3, "writing": 8, "pairs": 7, "triads": 10}

Change = Callable[[Agenda], Agenda]


@dataclass(frozen=True, slots=True)
class Times:
    """When each block begins, and what is over at the end; all in minutes from the start."""

    starts: tuple[int, ...]
    end: int
    """When the last block is over."""
    slack: int
    """From there to the hard end; negative when the blocks take longer."""
    room: int
    """What could be saved when it gets late: minutes above the least, and buffers."""


def times_of(agenda: Agenda) -> Times:
    """Reckon when the blocks begin."""
    *starts, end = accumulate((block.minutes for block in agenda.blocks), initial=0)
    room = sum(max(block.minutes - block.least, 0) for block in agenda.blocks if not block.protected)
    return Times(starts=tuple(starts), end=end, slack=agenda.minutes - end, room=room)


def clock_in_words(passed: int, start: int | None) -> str:
    """Say a time: of the day when the start is known, else from the start on, as in "0:45".

    Args:
        passed: Minutes from the start of the session.
        start: The minute of the day at which it starts.
    """
    if start is None:
        return f"{passed // 60}:{passed % 60:02}"
    hour, minute = divmod((start + passed) % DAY, 60)
    return f"{hour:02}:{minute:02}"


def read_start(text: str) -> int | None:
    """Read a time of day such as "18:00", "18.30" or "9"; None when it is none."""
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2) or (
        minute and not (minute.isascii() and minute.isdigit() and len(minute) == 2)
    ):
        return None
    passed = int(hour) * 60 + int(minute or 0)
    return passed if int(hour) < 24 and int(minute or 0) < 60 else None


@dataclass(slots=True)
class Editing:
    """An agenda being changed, and the way back."""

    agenda: Agenda
    _before: list[Agenda] = field(default_factory=list)
    _after: list[Agenda] = field(default_factory=list)
    _key: str = ""

    def change(self, change: Change, key: str = "") -> bool:
        """Make a change; tell whether anything is different now.

        Args:
            change: Gives the new agenda.
            key: Changes in a row under one key, such as typing in one box, are taken back together.
        """
        changed = change(self.agenda)
        if changed == self.agenda:
            return False
        if not key or key != self._key:
            self._before.append(self.agenda)
            del self._before[:-MOST_STEPS]
        self._key = key
        self._after.clear()
        self.agenda = changed
        return True

    def settle(self) -> None:
        """Let the next change be one of its own, whatever its key."""
        self._key = ""

    def undo(self) -> bool:
        """Take the last change back; tell whether there was one."""
        return self._turn(self._before, self._after)

    def redo(self) -> bool:
        """Make a change again that was taken back; tell whether there was one."""
        return self._turn(self._after, self._before)

    def _turn(self, source: list[Agenda], target: list[Agenda]) -> bool:
        self._key = ""
        if not source:
            return False
        target.append(self.agenda)
        self.agenda = source.pop()
        return True


# Changes of one block


def with_minutes(agenda: Agenda, place: int, minutes: int) -> Agenda:
    """Plan a block for so many minutes; its least follows when it would be longer, or was as long."""
    block = agenda.blocks[place]
    minutes = min(max(minutes, 1), MOST_MINUTES)
    follows = block.protected or (block.least == block.minutes and block.kind != "buffer")
    least = minutes if follows else min(block.least, minutes)
    return with_block(agenda, place, replace(block, minutes=minutes, least=least))


def with_least(agenda: Agenda, place: int, least: int) -> Agenda:
    """Let a block be shortened to so many minutes; protected blocks and buffers stay as they are."""
    block = agenda.blocks[place]
    if block.protected or block.kind == "buffer":
        return agenda
    return with_block(agenda, place, replace(block, least=min(max(least, 1), block.minutes)))


def with_protection_turned(agenda: Agenda, place: int) -> Agenda:
    """Protect a block or no longer; what has to be protected stays so, a buffer never is."""
    block = agenda.blocks[place]
    if not may_turn_protection(agenda, place):
        return agenda
    is_protected = not block.protected
    return with_block(
        agenda,
        place,
        replace(
            block,
            protected=is_protected,
            least=block.minutes if is_protected else block.least,
            optional=block.optional and not is_protected,
        ),
    )


def may_turn_protection(agenda: Agenda, place: int) -> bool:
    """Tell whether it is for the facilitator to say if a block keeps its length."""
    block = agenda.blocks[place]
    must = must_be_protected(block.kind, agenda.minutes)
    return block.kind != "buffer" and not (must and block.protected)


def with_choice_turned(agenda: Agenda, place: int) -> Agenda:
    """Make a block optional or no longer; a protected one cannot be."""
    block = agenda.blocks[place]
    if block.protected and not block.optional:
        return agenda
    return with_block(agenda, place, replace(block, optional=not block.optional))


def with_section(agenda: Agenda, place: int, section: str, prompt: str = "") -> Agenda:
    """Let a block use another section, and a prompt of it; breaks and buffers use none."""
    block = agenda.blocks[place]
    if block.kind in ("break", "buffer"):
        return agenda
    return with_block(agenda, place, replace(block, section=section, prompt=prompt))


def with_block(agenda: Agenda, place: int, block: Block) -> Agenda:
    """Put another block in the place of one."""
    blocks = agenda.blocks
    return replace(agenda, blocks=(*blocks[:place], block, *blocks[place + 1 :]))


def replaced(block: Block, field_name: str, text: str) -> Block:
    """Give a block other words: its `title`, what is said, or its notes."""
    if field_name == "title":
        return replace(block, title=text)
    return replace(block, say=text) if field_name == "say" else replace(block, notes=text)


# Changes of their order and number


def moved(agenda: Agenda, place: int, to: int) -> Agenda:
    """Move a block to another place; beyond the ends it stays at them."""
    blocks = list(agenda.blocks)
    block = blocks.pop(place)
    blocks.insert(min(max(to, 0), len(blocks)), block)
    return replace(agenda, blocks=tuple(blocks))


def without(agenda: Agenda, place: int) -> Agenda:
    """Take a block out; the last one stays."""
    if len(agenda.blocks) < 2:
        return agenda
    return replace(agenda, blocks=agenda.blocks[:place] + agenda.blocks[place + 1 :])


def doubled(agenda: Agenda, place: int) -> Agenda:
    """Put a copy of a block below it."""
    return _inserted(agenda, place + 1, agenda.blocks[place])


def with_new(agenda: Agenda, place: int, kind: BlockKind) -> Agenda:
    """Put a new block of a kind in a place, with minutes such a block often has."""
    minutes = _NEW_MINUTES.get(kind, 5)
    is_protected = must_be_protected(kind, agenda.minutes)
    block = Block(
        kind=kind,
        title="Spare minutes" if kind == "buffer" else kind.capitalize(),
        minutes=minutes,
        least=0 if kind == "buffer" else minutes if is_protected else max(minutes * 3 // 5, 1),
        protected=is_protected,
        form=next(iter(forms_of(kind)), ""),
    )
    return _inserted(agenda, place, block)


def _inserted(agenda: Agenda, place: int, block: Block) -> Agenda:
    if len(agenda.blocks) >= MOST_BLOCKS:
        return agenda
    return replace(agenda, blocks=(*agenda.blocks[:place], block, *agenda.blocks[place:]))


# Changes of the whole


def with_length(agenda: Agenda, minutes: int) -> Agenda:
    """Give the session another length; the breaks of a long one keep theirs."""
    minutes = min(max(minutes, 1), MOST_MINUTES)
    blocks = tuple(
        replace(block, protected=True, least=block.minutes, optional=False)
        if block.kind == "break" and must_be_protected(block.kind, minutes)
        else block
        for block in agenda.blocks
    )
    return replace(agenda, minutes=minutes, blocks=blocks)


def with_people(agenda: Agenda, least: int, most: int) -> Agenda:
    """Say for how few and how many people it is."""
    most = min(max(most, 1), MOST_PEOPLE)
    return replace(agenda, people_least=min(max(least, 1), most), people_most=most)
