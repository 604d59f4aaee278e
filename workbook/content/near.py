"""Guessing which known name an author meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known name most like a word, or an empty string when none is like it."""
    names = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:80], names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Give "did you mean …?" when a known name is near, else the other advice."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else otherwise
