"""What seats are called: a number, a colour or an animal; never the name of a person."""

from __future__ import annotations

from typing import Final

NUMBERS: Final = "number"
COLOURS: Final = "colour"
ANIMALS: Final = "animal"
NAMINGS: Final = (NUMBERS, COLOURS, ANIMALS)

_COLOURS: Final = (
    *("amber", "azure", "beige", "black", "blue", "bronze", "brown", "copper", "coral", "cream"),
    *("emerald", "fawn", "ginger", "gold", "green", "grey", "hazel", "indigo", "ivory", "jade"),
    *("khaki", "lavender", "lemon", "lilac", "lime", "mint", "navy", "ochre", "olive", "orange"),
    *("peach", "pearl", "pink", "plum", "purple", "rose", "rust", "sand", "silver", "slate"),
    *("tan", "teal", "turquoise", "violet", "white", "yellow"),
)
_ANIMALS: Final = (
    *("badger", "bear", "beaver", "blackbird", "butterfly", "camel", "cat", "crane", "deer", "dolphin"),
    *("dove", "duck", "eagle", "falcon", "finch", "fox", "frog", "giraffe", "goat", "hare"),
    *("hedgehog", "heron", "horse", "kingfisher", "koala", "lark", "lion", "lynx", "otter", "owl"),
    *("panda", "penguin", "rabbit", "raven", "robin", "seal", "sparrow", "squirrel", "stork", "swallow"),
    *("swan", "tiger", "tortoise", "whale", "wolf", "wren"),
)
_LISTS: Final = {COLOURS: _COLOURS, ANIMALS: _ANIMALS}


def seat_name(seat: int, naming: str = NUMBERS) -> str:
    """Give what a seat is called.

    Args:
        seat: Its number, from 1.
        naming: One of `NAMINGS`; anything else means numbers.

    Returns:
        No two seats are called the same; past the end of a list a number follows: "amber 2".
    """
    names = _LISTS.get(naming)
    if names is None:
        return str(seat)
    turn, place = divmod(seat - 1, len(names))
    return names[place] if not turn else f"{names[place]} {turn + 1}"


def seat_called(words: str, naming: str = NUMBERS) -> int | None:
    """Find the seat that somebody typed, by number or by what it is called; None for anything else."""
    word, _, turn = words.strip().casefold().partition(" ")
    if word.isascii() and word.isdigit() and not turn:
        return int(word) or None
    names = _LISTS.get(naming, ())
    if word not in names or (turn and not (turn.isascii() and turn.isdigit() and int(turn) > 1)):
        return None
    return names.index(word) + 1 + len(names) * (int(turn or 1) - 1)
