"""A person who has written something of everything that can be written."""

from datetime import datetime
from pathlib import Path

from tests.conftest import Clock
from workbook.content.loader import Pack
from workbook.export.choice import PARTS, BookChoice
from workbook.export.making import make_book
from workbook.export.sources import Words, words_in
from workbook.export.writers import FORMATS
from workbook.store.answers import Answers
from workbook.values import Value

LONG = "a wording that is long enough to be kept when it is removed "
ALL = BookChoice(parts=frozenset(PARTS))
LAMP_LABELS = {"when": "word-label", "then": "Then…"}


def live_in(folder: Path, clock: Clock) -> None:
    """Write in the little pack over three visits, on as many days; every word of it is a `word-`."""
    with Answers.open(folder, clock=clock) as answers:
        for value in (f"{LONG} word-removed", "", "word-now"):
            answers.write("one-word", value, section_id="waking", question="word-asked?", kind="text")
        answers.write("gone", f"{LONG} word-blanked", section_id="s", question="Gone?", kind="text")
        answers.write("gone", "", section_id="s", question="Gone?", kind="text")
        answers.write("vanished", "word-shelf", section_id="s", question="word-vanished?", kind="text")
        letter = {"text": "word-letter", "opens": "2026-11-23"}
        answers.write("kind-letter", letter, section_id="every-kind", question="Dear?", kind="letter")
        values: dict[str, Value] = {"when": f"{LONG} word-first", "then": ["word-item"], "sure": 7}
        entry = answers.add_entry(
            "lamps", values, title="Lamps I lit", labels=LAMP_LABELS, look_back_on="2026-11-30"
        )
        answers.add_entry("old-log", {"what": "word-log"}, title="word-title", labels={"what": "What"})
        answers.save_person("word-name", "word-reach", "word-note")
        answers.check_in(3, "word-wobbly")
        own = answers.add_own_prompt("lamp", "word-own?")
        answers.write(own.id, "word-owned", section_id="lamp", question=own.question, kind="text")
        note = answers.add_own_prompt("")
        answers.write(note.id, "word-noted", section_id="", question="A note", kind="text")
    clock.pass_days(1)
    with Answers.open(folder, clock=clock) as answers:
        layer = answers.write("one-word", "word-later", section_id="waking", question="Which?", kind="text")
        answers.set_moved(layer.id, "word-moved")
        answers.mark_proof(layer.id, "word-kept")
        for text in (f"{LONG} word-lost", "", "word-second"):
            answers.change_entry(entry.id, {"when": text, "sure": 7})
    clock.pass_days(1)
    with Answers.open(folder, clock=clock) as answers:
        answers.change_entry(entry.id, {"when": "word-third", "sure": 7})
        answers.end_entry(entry.id, "lit", "word-ending", "word-looking")
        answers.write("lamp-word", "word-evening", section_id="lamp", question="What?", kind="line")


def written_in(pack: Pack, folder: Path, choice: BookChoice, now: datetime) -> dict[str, str]:
    """Make a book of what is in a folder; give it in every format."""
    with Answers.open(folder, read_only=True, clock=lambda: now) as answers:
        return in_every_format(pack, words_in(answers, now), choice, now)


def in_every_format(pack: Pack, words: Words, choice: BookChoice, now: datetime) -> dict[str, str]:
    """Make a book; give it in every format."""
    book = make_book(pack, words, choice, now)
    return {name: one.write(book) for name, one in FORMATS.items()}
