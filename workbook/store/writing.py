"""Writing and reading pages: layers of questions, entries of practices, letters that wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from workbook.store.discarding import Discarding
from workbook.store.entries import Entries
from workbook.store.layers import Layers
from workbook.store.ledger import Ledger
from workbook.store.letters import Letters
from workbook.store.locks import locked, writes
from workbook.store.records import Entry, Layer, Mark
from workbook.values import Seals, Value


class Writing(Discarding):
    """The part of `Answers` that keeps what is written into questions and practices."""

    clock: Callable[[], datetime]

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        super().__init__(ledger)
        self._layers, self._entries = Layers(ledger), Entries(ledger)
        self._letters = Letters(ledger, self._layers.shelf, self._entries.shelf, self._marks)

    # Layers.

    @locked
    def layers(self, prompt_id: str, was: Sequence[str] = ()) -> list[Layer]:
        """Give a prompt's layers, newest first; blank ones are left out unless they are this visit's.

        Args:
            prompt_id: The prompt.
            was: Ids it had before.
        """
        return self._layers.of(prompt_id, was)

    @locked
    def latest(self, prompt_id: str, was: Sequence[str] = ()) -> Layer | None:
        """Give a prompt's newest layer that says something."""
        return self._layers.latest(prompt_id, was)

    @locked
    def current(self, prompt_id: str) -> Layer | None:
        """Give this visit's layer of a prompt."""
        return self._layers.current(prompt_id)

    @writes
    def write(self, prompt_id: str, value: Value, *, section_id: str, question: str, kind: str) -> Layer:
        """Write this visit's layer of a prompt, making it when there is none yet.

        The same value again writes nothing, and neither does a blank first one: then the layer given
        back is not kept. When much was removed within the visit, the wording before becomes a draft.

        Args:
            prompt_id: The prompt.
            value: The answer.
            section_id: Where the prompt stands.
            question: As it was asked, in plain text.
            kind: The prompt's kind.
        """
        return self._layers.write(prompt_id, value, section_id=section_id, question=question, kind=kind)

    @writes
    def set_moved(self, layer_id: str, text: str) -> Layer:
        """Write what moved since the layer before; an empty text takes it back.

        Raises:
            StoreError: There is no such layer.
        """
        return self._layers.set_moved(layer_id, text)

    @locked
    def answered(self) -> dict[str, int]:
        """Count the layers that say something, by prompt; cheap."""
        return self._layers.counts()

    # Entries.

    @locked
    def entries(self, practice_id: str, was: Sequence[str] = ()) -> list[Entry]:
        """Give a practice's entries, newest first."""
        return self._entries.of(practice_id, was)

    @locked
    def entry(self, entry_id: str) -> Entry | None:
        """Give one entry."""
        return self._entries.get(entry_id)

    @writes
    def add_entry(
        self,
        practice_id: str,
        values: Mapping[str, Value],
        *,
        title: str,
        labels: Mapping[str, str],
        look_back_on: str = "",
    ) -> Entry:
        """Add an entry to a practice.

        Args:
            practice_id: The practice.
            values: Field id to what was answered.
            title: The practice's title as it was shown.
            labels: Field id to its label as it was shown.
            look_back_on: A local date such as `2026-11-25`, or empty.
        """
        return self._entries.add(practice_id, values, title=title, labels=labels, look_back_on=look_back_on)

    @writes
    def change_entry(
        self,
        entry_id: str,
        values: Mapping[str, Value],
        *,
        labels: Mapping[str, str] | None = None,
        look_back_on: str | None = None,
    ) -> Entry:
        """Change an entry; what it said before this visit is kept, and so is what a big loss removes.

        Args:
            entry_id: The entry.
            values: All its fields.
            labels: Field labels as shown; those of other fields stay, and None leaves all.
            look_back_on: A local date, or empty for none; None leaves it.

        Raises:
            StoreError: There is no such entry.
        """
        return self._entries.change(entry_id, values, labels=labels, look_back_on=look_back_on)

    @writes
    def end_entry(self, entry_id: str, ending: str, label: str, note: str = "") -> Entry:
        """Say how an entry ended; an empty ending opens it again.

        Without a label, an ending that stays keeps the one it has: the pack may have dropped it since.
        An entry that now ends in `not-yet` opens the letters that wait for that, in the same step.

        Raises:
            StoreError: There is no such entry.
        """
        return self._entries.end(entry_id, ending, label, note, self._letters)

    @locked
    def entry_counts(self) -> dict[str, int]:
        """Count the entries, by practice; cheap."""
        return self._entries.counts()

    @locked
    def due(self, today: str) -> list[Entry]:
        """Give the entries to be looked back on by a local date that have no ending, oldest first; cheap."""
        return self._entries.due(today)

    # Letters.

    @locked
    def letters(self) -> list[Layer]:
        """Give every letter that says something, newest first; those in practices are left out."""
        return self._letters.written()

    @locked
    def seals(self, today: date) -> Seals:
        """Tell what of the letters may be read on a local date; cheap."""
        return self._letters.seals(today)

    @locked
    def proofs(self) -> list[Mark]:
        """Give every sentence kept as proof in the order in which they were marked.

        One out of a letter that is closed now waits with it.
        """
        seals = self.seals(self.clock().astimezone().date())
        return [mark for mark in super().proofs() if not self._letters.hides(mark.target, seals)]

    @writes
    def open_letters(self, *occasions: str) -> list[Layer]:
        """Open for good the letters that wait for any of these; those that are open already stay so.

        Args:
            occasions: `NOT_YET`, `COMING_BACK`, or a local date, which stands for earlier ones as well.
                Only `NOT_YET` opens what was written in this visit.

        Returns:
            What opened now, newest first; letters in practices open as well, and are left out.
        """
        return self._letters.open(*occasions)

    @writes
    def open_what_has_come(self) -> list[Layer]:
        """Open for good what a visit opens at its beginning: by its day, or by coming back after a while.

        Returns:
            What opened now, newest first.
        """
        return self._letters.open_what_has_come()
