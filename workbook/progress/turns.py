"""Whose turn it is: chance that stays the same all day, and on every machine."""

from datetime import date
from hashlib import blake2b


def turn(today: date, name: str) -> int:
    """Give a number that a name keeps for a day; the next day it is another.

    Python's own `hash` of a text differs from run to run.

    Args:
        today: The local date.
        name: Whose turn it is.
    """
    words = f"{today.isoformat()} {name}".encode()
    return int.from_bytes(blake2b(words, digest_size=8).digest())
