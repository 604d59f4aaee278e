"""Proof: one sentence out of an answer, and which of those that were kept is shown today. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from workbook.moments import local
from workbook.text import clean, one_line

if TYPE_CHECKING:
    from workbook.store.records import Mark

LONGEST = 1000
"""The most characters of a sentence; the store keeps no more."""

_END = re.compile(r"""([.?!…]+)["'”’“»)\]]*(?=\s|$)""")
_TRAILING_OFF = ("…", "..")


def sentence_at(text: str, offset: int) -> str:
    """Give the sentence at a place in a text, on one line.

    A sentence ends at a line end, and after . ? ! … with the quotes that follow, before a blank; dots
    that trail off end it only when what follows does not begin in small letters.

    Args:
        text: An answer.
        offset: A place between its characters; one outside becomes the nearest end.

    Returns:
        The sentence, cut after `LONGEST` characters; empty when the line at that place is blank.
    """
    text = clean(text)
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    found = ""
    for begin, end in _sentences(line):
        found = line[begin:end]
        if offset - start <= end:
            break
    return one_line(found, LONGEST)


def sentences(text: str) -> list[str]:
    """Give every sentence of a text, in order, as `sentence_at` gives one."""
    lines = clean(text).splitlines()
    return [one_line(line[begin:end], LONGEST) for line in lines for begin, end in _sentences(line)]


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    """Give the span of each sentence of a line that says something."""
    begin = 0
    for found in _END.finditer(line):
        rest = line[found.end() :].lstrip()
        trails_off = found[1].endswith(_TRAILING_OFF) and rest[:1].islower()
        if not trails_off and line[begin : found.end()].strip():
            yield begin, found.end()
            begin = found.end()
    if line[begin:].strip():
        yield begin, len(line)


def proof_of_the_day(proofs: Sequence[Mark], today: date) -> Mark | None:
    """Choose the sentence for a day: the same all day, and another on other days when there are several.

    Each sentence draws a lot with the day, and the highest lot is shown: the order of marking plays no
    part, and what is let go takes no other's place. Sentences marked on that very day wait until
    the next when there are older ones, so that the one shown stays.

    Args:
        proofs: All sentences that were kept.
        today: The local date.

    Returns:
        The mark with the sentence; None when nothing was kept.
    """
    older = [mark for mark in proofs if local(mark.at, mark.offset).date() < today]
    return max(older or proofs, key=lambda mark: _lot(mark, today), default=None)


def _lot(mark: Mark, today: date) -> bytes:
    return sha256(f"{today.isoformat()}\n{mark.target}\n{mark.words}".encode()).digest()
