"""Letters to oneself: which wait and which have opened, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.frozen import frozen
from workbook.moments import in_words, when_in_words
from workbook.values import OCCASIONS, Seals, waits_for

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.store.records import Layer


@frozen()
class Shelves:
    """Letters, sorted."""

    waiting: tuple[Layer, ...]
    """Those that are closed: by their days, the nearest first, then those without a day, newest first."""
    opened: tuple[Layer, ...]
    """Those that may be read: the last to open first."""


def sort_letters(letters: Iterable[Layer], seals: Seals, opened_at: Mapping[str, datetime]) -> Shelves:
    """Sort letters by whether they may be read.

    Args:
        letters: All of them, newest first.
        seals: What may be read now.
        opened_at: By id of the letter, when it opened; one that is not among them counts from its writing.
    """
    letters = tuple(letters)
    waiting = [letter for letter in letters if seals.hide(letter.value, letter.id)]
    opened = [letter for letter in letters if not seals.hide(letter.value, letter.id)]
    waiting.sort(key=_nearness)
    opened.sort(key=lambda letter: opened_at.get(letter.id, letter.at), reverse=True)
    return Shelves(tuple(waiting), tuple(opened))


def _nearness(letter: Layer) -> tuple[bool, str]:
    waits = waits_for(letter.value)
    return (True, "") if waits in OCCASIONS else (False, waits)


def about(letter: Layer, now: datetime, *, is_closed: bool) -> str:
    """Say of a letter when it was written and what it waits or waited for; never what is in it."""
    waits = awaited(letter, is_closed=is_closed)
    return " · ".join(words for words in (f"written {wrote(letter.at, now)}", waits) if words)


def awaited(letter: Layer, *, is_closed: bool) -> str:
    """Say what a letter waits or waited for; empty for one that never waited."""
    waits = waits_for(letter.value)
    if not waits:
        return ""
    return f"{'opens' if is_closed else 'was to open'} {when_in_words(waits)}"


def newly_opened(letters: Iterable[Layer], opened: Sequence[str], told: int) -> list[Layer]:
    """Give the letters that have opened and were not spoken of yet.

    Args:
        letters: All letters.
        opened: What was marked as opened, by id, in the order in which it opened.
        told: How many of those were spoken of.
    """
    fresh = set(opened[told:])
    return [letter for letter in letters if letter.id in fresh]


def announcement(letters: Sequence[Layer], now: datetime) -> str:
    """Say in a line that letters have opened, and where they are; empty when none has."""
    if not letters:
        return ""
    if len(letters) > 1:
        return "Some letters you wrote to yourself have opened. They stand under Letters, in Ctrl+P."
    return f"A letter you wrote {wrote(letters[0].at, now)} has opened. It stands under Letters, in Ctrl+P."


def wrote(then: datetime, now: datetime) -> str:
    """Say when something was written, to follow "written": "on 3 May", "yesterday", "at 12:04"."""
    words = in_words(then, now)
    if words in ("just now", "yesterday"):
        return words
    return f"at {words}" if ":" in words else f"on {words}"
