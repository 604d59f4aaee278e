"""Writes answers until it is killed, saying on stdout what has been acknowledged.

    python -m tests.store.killed_writer FOLDER SEED

One line for each acknowledged answer: prompt and number. The text follows from the number, so that
whoever killed this can tell what must be there. Texts get shorter as well as longer.
"""

import random
import sys
from itertools import count
from pathlib import Path

from workbook.store import storage
from workbook.store.answers import Answers

PROMPTS = ("one", "two", "three")
_LENGTHS = (3, 40, 600, 5_000, 30_000)


def text_of(number: int) -> str:
    """Give the text with a number: it begins with it and has a length of its own."""
    chosen = random.Random(number)
    return f"{number}:" + "abcdefgh é"[number % 9] * chosen.choice(_LENGTHS)


def main(folder: Path, seed: int) -> None:
    """Write for ever."""
    storage.LARGE_JOURNAL = 100_000
    chosen = random.Random(seed)
    answers = Answers.open(folder)
    for number in count(seed * 1_000_000):
        prompt_id = chosen.choice(PROMPTS)
        answers.write(prompt_id, text_of(number), section_id="s", question="Q?", kind="text")
        print(prompt_id, number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
