"""Brings an archive into a store until it is killed, saying on stdout when it begins and when it is done.

    python -m tests.store.killed_importer FOLDER ARCHIVE

Killed at any moment, the store must be as before, or as after.
"""

import sys
from pathlib import Path

from workbook.incoming.reading import read_source
from workbook.store import storage
from workbook.store.answers import Answers
from workbook.store.bringing_in import bring_in


def main(folder: Path, source: Path) -> None:
    """Bring it in once, with a snapshot after it, and go on for ever."""
    storage.LARGE_JOURNAL = 1000
    archive = read_source(source)
    with Answers.open(folder) as answers:
        print("begins", flush=True)
        bring_in(answers, archive)
        print("done", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
