"""Fitting blocks into the minutes of a session: which to take, and how long each is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbook.workshop.agenda import LONG_SESSION, Block, must_be_protected
from workbook.workshop.pacing import share

BREAK_MINUTES: Final = 10

NEW_PART: Final = 8
"""How many minutes from the middle a break may move to stand between two parts rather than inside of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block that an agenda could have; its minutes are the usual ones."""

    block: Block
    floor: int
    """The fewest minutes it is planned for."""
    ceiling: int
    """The most minutes that do it good."""
    part: int = 0
    """Pieces of one part belong together: a break stands rather between parts."""
    extra: int = 0
    """0 when it is needed; else it is taken only where there is time for it, the lower numbers first."""


def fewest_minutes(pieces: Sequence[Piece]) -> int:
    """Tell in how many minutes the pieces that are no extras just fit."""
    return sum(piece.floor for piece in pieces if not piece.extra)


def fitted(pieces: Sequence[Piece], minutes: int) -> tuple[Block, ...]:
    """Choose among the extras and give every block its minutes, so that together they take exactly the time.

    Args:
        pieces: In their order; a buffer among them takes what nothing else has a use for.
        minutes: At least `fewest_minutes`.

    Raises:
        ValueError: There is less time than that.
    """
    if fewest_minutes(pieces) > minutes:
        raise ValueError(f"{minutes} minutes are too few")
    chosen = _chosen(pieces, minutes)
    usual = [piece.block.minutes for piece in chosen]
    over = sum(usual) - minutes
    if over > 0:
        taken = share({index: usual[index] - piece.floor for index, piece in enumerate(chosen)}, over)
        planned = [usual[index] - taken.get(index, 0) for index in range(len(chosen))]
    else:
        room = {index: piece.ceiling - usual[index] for index, piece in enumerate(chosen)}
        given = share(room, -over)
        planned = [usual[index] + given.get(index, 0) for index in range(len(chosen))]
    blocks = [_lasting(piece.block, length) for piece, length in zip(chosen, planned, strict=True) if length]
    return _filled(blocks, minutes)


def with_break(pieces: Sequence[Piece], minutes: int, title: str = "Break") -> list[Piece]:
    """Put a break near the middle of what needs one and has none."""
    pieces = list(pieces)
    if minutes <= LONG_SESSION or any(piece.block.kind == "break" for piece in pieces):
        return pieces
    taken = _chosen(pieces, minutes - BREAK_MINUTES)
    whole = sum(piece.block.minutes for piece in taken) or 1
    passed, best, nearest = 0, len(pieces) - 1, float("inf")
    for place, piece in enumerate(pieces):
        inside = place > 0 and pieces[place - 1].part == piece.part
        away = abs(passed * minutes / whole - minutes / 2) + (NEW_PART if inside else 0)
        if place > 0 and away < nearest:
            best, nearest = place, away
        passed += piece.block.minutes if piece in taken else 0
    tea = Block(
        kind="break", title=title, minutes=BREAK_MINUTES, least=BREAK_MINUTES, protected=True,
        notes="Be easy to speak to, and be back yourself a minute early.",
    )  # fmt: skip
    pieces.insert(best, Piece(block=tea, floor=BREAK_MINUTES, ceiling=BREAK_MINUTES))
    return pieces


def protected_for(block: Block, minutes: int) -> Block:
    """Protect a block that has to keep its length in a session so long."""
    if not must_be_protected(block.kind, minutes) and not block.protected:
        return block
    return replace(block, protected=True, least=block.minutes, optional=False)


def _chosen(pieces: Sequence[Piece], minutes: int) -> list[Piece]:
    """Take extras while everything still has its usual length."""
    left = minutes - sum(piece.block.minutes for piece in pieces if not piece.extra)
    taken = {place for place, piece in enumerate(pieces) if not piece.extra}
    for place in sorted(range(len(pieces)), key=lambda place: pieces[place].extra):
        if pieces[place].extra and pieces[place].block.minutes <= left:
            left -= pieces[place].block.minutes
            taken.add(place)
    return [piece for place, piece in enumerate(pieces) if place in taken]


def _lasting(block: Block, minutes: int) -> Block:
    """Give a block its minutes; it never needs more than it has."""
    least = minutes if block.protected else min(block.least, minutes)
    return replace(block, minutes=minutes, least=least)


def _filled(blocks: list[Block], minutes: int) -> tuple[Block, ...]:
    """Put what is left into the last buffer; without one, into one before the settling at the end."""
    left = minutes - sum(block.minutes for block in blocks)
    if not left:
        return tuple(blocks)
    buffers = [place for place, block in enumerate(blocks) if block.kind == "buffer"]
    if buffers:
        buffer = blocks[buffers[-1]]
        blocks[buffers[-1]] = replace(buffer, minutes=buffer.minutes + left)
    else:
        place = next(
            (place for place, block in enumerate(blocks) if place and block.kind == "grounding"),
            len(blocks) - 1,
        )
        blocks.insert(place, Block(kind="buffer", title="Spare minutes", minutes=left, least=0))
    return tuple(blocks)
