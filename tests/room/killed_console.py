"""Writes facts of a session until it is killed, saying on stdout what has been acknowledged.

    python -m tests.room.killed_console ROOT SEED

One line for each acknowledged fact: its number. The words follow from the number.
"""

import random
import sys
from itertools import count
from pathlib import Path

from tests.room.sessions import AGENDA_BYTES, fact
from workbook import moments
from workbook.room.session_file import SessionFile, unfinished

_LENGTHS = (0, 5, 80, 3_000, 40_000)


def words_of(number: int) -> str:
    """Give the words of the fact with a number."""
    return f"{number}:" + "abc é"[number % 5] * random.Random(number).choice(_LENGTHS)


def main(root: Path, seed: int) -> None:
    """Go on with the session, or begin one; write for ever."""
    there = unfinished(root)
    session = (
        SessionFile.open(there) if there else SessionFile.begin(root, AGENDA_BYTES, "Kill", moments.now())
    )
    for number in count(seed * 1_000_000):
        session.append(fact("noted", 1, words=words_of(number)))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
