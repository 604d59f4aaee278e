"""One entry of a practice while it is written: added with its first words, changed from then on."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING
from uuid import uuid4

from workbook.progress.looking_back import sentence
from workbook.values import Value, is_blank

if TYPE_CHECKING:
    from workbook.content.model import Practice
    from workbook.store.answers import Answers
    from workbook.store.records import Entry


class Writings:
    """What was written into entries in this visit: opened again, an entry shows it, written or not.

    Args:
        answers: The person's answers.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._begun: list[EntryWriting] = []

    def new(self, practice: Practice, look_back_on: str = "") -> EntryWriting:
        """Begin an entry that looks back on a local date, or on none."""
        return self._keep(EntryWriting(self._answers, practice, None, look_back_on))

    def of(self, practice: Practice, entry: Entry) -> EntryWriting:
        """Take up an entry where it was left."""
        begun = (writing for writing in self._begun if writing.entry and writing.entry.id == entry.id)
        return next(begun, None) or self._keep(EntryWriting(self._answers, practice, entry))

    def forget(self, entry_id: str) -> None:
        """Let go of what was written into an entry: it was deleted, and comes back as it was."""
        self._begun = [one for one in self._begun if one.entry is None or one.entry.id != entry_id]

    def _keep(self, writing: EntryWriting) -> EntryWriting:
        self._begun.append(writing)
        return writing


class EntryWriting:
    """Holds what is typed into an entry's form, and writes it.

    Args:
        answers: The person's answers.
        practice: The practice the entry belongs to.
        entry: The entry to change; None for a new one.
        look_back_on: The local date a new entry suggests for looking back, or empty.
    """

    def __init__(
        self, answers: Answers, practice: Practice, entry: Entry | None, look_back_on: str = ""
    ) -> None:
        self._answers = answers
        self._practice = practice
        self._entry = entry
        self._lock = RLock()
        self.key = f"entry:{entry.id if entry else uuid4().hex}"
        self.values: dict[str, Value] = dict(entry.values) if entry else {}
        self.look_back_on = entry.look_back_on if entry else look_back_on
        self.ending = entry.ending if entry else ""
        self.note = entry.note if entry else ""
        self._rehearsed = self.sentence
        """The sentence as it was read already."""

    @property
    def entry(self) -> Entry | None:
        """The entry as last written; None before anything was."""
        return self._entry

    @property
    def sentence(self) -> str:
        """What the entry says in one sentence, once all its blanks are filled; else empty."""
        return sentence(self._practice, self.values)

    @property
    def to_rehearse(self) -> str:
        """The sentence while it is new, to be read once; empty when it was read already."""
        return "" if self.sentence == self._rehearsed else self.sentence

    def rehearse(self) -> None:
        """Take the sentence as read: it is not offered again as it stands."""
        self._rehearsed = self.sentence

    def save(self) -> None:
        """Write the entry durably; an entry without a word is not begun.

        Raises:
            OSError: It could not be written.
        """
        with self._lock:
            values = dict(self.values)
            labels = {field.id: field.label for field in self._practice.fields}
            if self._entry is None:
                if all(is_blank(value) for value in values.values()):
                    return
                self._entry = self._answers.add_entry(
                    self._practice.id,
                    values,
                    title=self._practice.title,
                    labels=labels,
                    look_back_on=self.look_back_on,
                )
            else:
                self._entry = self._answers.change_entry(
                    self._entry.id, values, labels=labels, look_back_on=self.look_back_on
                )
            self._save_ending()

    def _save_ending(self) -> None:
        look_back = self._practice.look_back
        if self._entry is None or look_back is None:
            return
        if (self._entry.ending, self._entry.note) == (self.ending, self.note):
            return
        labels = {ending.id: ending.label for ending in look_back.endings}
        self._entry = self._answers.end_entry(
            self._entry.id, self.ending, labels.get(self.ending, ""), self.note
        )
