"""Copies a store or goes back and forth between two states of it until it is killed.

    python -m tests.store.killed_keeper backup PASSPHRASE FOLDER COPY
    python -m tests.store.killed_keeper restore PASSPHRASE FOLDER ONE OTHER

The passphrase is empty for answers without a lock. Says a line on stdout before each time.
"""

import sys
from itertools import cycle
from pathlib import Path

from workbook.moments import now
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.locking import unlocked
from workbook.store.restoring import restore


def main(task: str, passphrase: str, folder: Path, *copies: Path) -> None:
    """Do it for ever."""
    vault = unlocked(folder, passphrase) if passphrase else None
    for copy in cycle(copies):
        print(copy, flush=True)
        if task == "backup":
            write_copy(Files(), folder, copy, vault)
        else:
            restore(Files(), folder, open_copy(Files(), folder, str(copy), vault), now(), vault)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(Path, sys.argv[3:]))
