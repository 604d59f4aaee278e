"""Looking back on entries: which days to offer, and what the endings add up to in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbook.progress.turns import turn
from workbook.values import Value, as_text, is_blank, waits_for

if TYPE_CHECKING:
    from workbook.content.model import LookBack, Practice
    from workbook.store.records import Entry

_BLANK = re.compile(r"\{([^{}]+)\}")

LEAST_FOR_A_TALLY = 3
"""Fewer endings than this say nothing yet."""

MOST_AT_A_TIME = 3
"""So many entries come up on one day."""


def is_due(entry: Entry, today: date) -> bool:
    """Tell whether an entry waits to be looked back on, on a local date."""
    return bool(entry.look_back_on) and entry.look_back_on <= today.isoformat() and not entry.ending


def waiting_first(entries: Sequence[Entry], today: date) -> list[Entry]:
    """Put what waits to be looked back on, on a local date, before the rest: the oldest day first."""
    waiting = sorted((one for one in entries if is_due(one, today)), key=lambda one: one.look_back_on)
    return [*waiting, *(one for one in entries if not is_due(one, today))]


def shown_today(due: Sequence[Entry], today: date) -> list[Entry]:
    """Choose what comes up today of all that waits, so that each gets its turn and the rest does not press.

    Args:
        due: What waits to be looked back on, the oldest date first.
        today: The local date.

    Returns:
        A few of them, in the same order.
    """
    chosen = {entry.id for entry in sorted(due, key=lambda one: turn(today, one.id))[:MOST_AT_A_TIME]}
    return [entry for entry in due if entry.id in chosen]


def days_to_offer(look_back: LookBack, today: date) -> list[tuple[str, str]]:
    """Give the days one can choose for looking back.

    Args:
        look_back: What the practice suggests; its own day is among them.
        today: The local date.

    Returns:
        Pairs of words and a date as `2026-11-25`; the last pair, with an empty date, asks for nothing.
    """
    spans = sorted({look_back.after_days, 1, 7, 30})
    offered = [(_in_words(days), (today + timedelta(days=days)).isoformat()) for days in spans]
    return [*offered, ("No need to", "")]


def _in_words(days: int) -> str:
    known = {1: "Tomorrow", 7: "In a week", 14: "In two weeks", 30: "In a month"}
    return known.get(days, f"In {days} days")


def tally(look_back: LookBack, entries: Sequence[Entry]) -> str:
    """Say how often things went as expected or better; empty while there is too little to say."""
    met = {ending.id for ending in look_back.endings if ending.met}
    ended = [entry.ending for entry in entries if entry.ending]
    if not look_back.tally or len(ended) < LEAST_FOR_A_TALLY:
        return ""
    count = sum(ending in met for ending in ended)
    return look_back.tally.replace("{met}", str(count)).replace("{all}", str(len(ended)))


def sentence(practice: Practice, values: Mapping[str, Value]) -> str:
    """Fill the practice's sentence to rehearse; empty when it has none, or while a blank is empty."""
    fields = {field.id: field for field in practice.fields}
    filled = ""
    for number, part in enumerate(_BLANK.split(practice.rehearse)):
        if number % 2 == 0 or part not in fields:
            filled += part
            continue
        value = values.get(part)
        if is_blank(value) or waits_for(value):
            return ""
        kind = fields[part].kind
        filled += _without_echo(filled, kind.describe(kind.fit(value)).strip().rstrip("."))
    return filled


def _without_echo(before: str, words: str) -> str:
    """Drop the words that stand before the blank already: "I will" typed into "I will {then}"."""
    said = before.split()
    for count in range(min(len(said), 3), 0, -1):
        echo = " ".join(said[-count:]) + " "
        if words.casefold().startswith(echo.casefold()):
            return words[len(echo) :]
    return words


def name_of(practice: Practice, entry: Entry) -> str:
    """Name an entry in lists: its sentence, else the first field that holds words and is no letter."""
    if filled := sentence(practice, entry.values):
        return filled
    in_order = [*(field.id for field in practice.fields), *entry.values]
    return next(
        (
            as_text(value)
            for value in map(entry.values.get, in_order)
            if not (is_blank(value) or waits_for(value))
        ),
        "",
    )
