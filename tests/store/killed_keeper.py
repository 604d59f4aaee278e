"""Copies a store or goes back and forth between two states of it until it is killed.

    python -m tests.store.killed_keeper backup FOLDER COPY
    python -m tests.store.killed_keeper restore FOLDER ONE OTHER

Says a line on stdout before each time.
"""

import sys
from itertools import cycle
from pathlib import Path

from workbook.moments import now
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.restoring import restore


def main(task: str, folder: Path, *copies: Path) -> None:
    """Do it for ever."""
    for copy in cycle(copies):
        print(copy, flush=True)
        if task == "backup":
            write_copy(Files(), folder, copy)
        else:
            restore(Files(), folder, open_copy(Files(), folder, str(copy)), now())


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
