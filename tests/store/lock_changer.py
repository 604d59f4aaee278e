"""Locks, changes the passphrase and takes the lock off, until it is killed.

    python -m tests.store.lock_changer FOLDER STEP FROM TO

STEP is `lock`, `change` or `unlock`. Says `ready` when everything costly is imported and the lock is open,
and `done` when the step has come to its end.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.store.locks import QUICK, lock, opened
from workbook.store import vault
from workbook.store.files import Files
from workbook.store.locking import change_secret, take_lock_off


def main(folder: Path, step: str, before: str, after: str) -> None:
    """Take one step."""
    vault.STRENGTH = QUICK
    now = datetime.now(UTC)
    if step == "lock":
        print("ready", flush=True)
        lock(folder, after)
    else:
        found = opened(folder, before)
        print("ready", flush=True)
        if step == "change":
            change_secret(Files(), folder, now, found, {"passphrase": after})
        else:
            take_lock_off(Files(), folder, now, found)
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
