"""Makes a golden store and its archive with the present version, once for each version that is given away.

    python -m tests.store.golden.make VERSION

Never make one anew for a version that is out: what it wrote is what people have.
"""

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.store.archives import write_a_little
from tests.store.building import SetClock, abandon
from tests.store.locks import PASSPHRASE, QUICK, lock
from workbook.store import vault
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.store.inbox import Message, put_message
from workbook.store.records import Place

HERE = Path(__file__).parent


def make(folder: Path) -> None:
    """Write over three visits, so that there is a snapshot, a backup and a journal after them."""
    clock, store = SetClock(), folder / "store"
    with Answers.open(store, clock=clock) as answers:
        write_a_little(answers)
    clock.moment = clock.moment.replace(month=7)
    with Answers.open(store, clock=clock) as answers:
        answers.write(
            "first-promise",
            "two glasses — Müde, aber da 👩‍👧",
            section_id="small-promises",
            question="?",
            kind="text",
        )
        entry = answers.all_entries()[0]
        answers.change_entry(entry.id, {"when": "at dusk", "sure": 4})
    clock.moment = clock.moment.replace(month=11)
    answers = Answers.open(store, clock=clock)
    answers.write("habits", ["tea", "a walk"], section_id="small-promises", question="Which?", kind="list")
    at = clock()
    answers.keep_place(
        Place(
            section_id="small-promises", item_id="", scroll=0.5, cursor=(0, 3), pane="page", at=at, offset=""
        )
    )
    (folder / "archive.json").write_bytes(encode_archive(archive_from(answers.everything())))
    # As a crash leaves it: with a journal that is not folded in.
    abandon(answers)
    (store / "answers.lock").unlink()


def make_locked(folder: Path) -> None:
    """Put a lock on a copy of the store, with a message that waits, and write down what opens it."""
    locked = folder / "locked"
    shutil.copytree(folder / "store", locked)
    vault.STRENGTH = QUICK
    secrets = {"passphrase": PASSPHRASE, "recovery": lock(locked)}
    at = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    put_message(locked, Message(prompt_id="today", section_id="s", question="?", text="otter", at=at))
    (locked / "answers.lock").unlink()
    (folder / "secrets.json").write_text(json.dumps(secrets, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    make(HERE / sys.argv[1])
    make_locked(HERE / sys.argv[1])
