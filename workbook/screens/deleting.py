"""Moving things to the trash, and taking the last one back with one key, from wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from workbook.autosave import Autosave
from workbook.errors import StoreError
from workbook.screens.requests import DeleteWanted
from workbook.store.answers import Answers
from workbook.store.records import OWN, CheckIn, Entry, Layer
from workbook.store.trashed import CHECK_IN, ENTRY, LAYER, NOTE, Trashed

CHANGED: Final = ("deleted:", "undeleted:")
"""How the keys begin under which something is deleted or taken back."""
MOVED = "Moved to the trash. u takes it back."
BACK = "It is back where it was."
NOTHING = "Nothing was deleted since you came. The trash has what was deleted before."


def deletion_of(record: object, answers: Answers) -> DeleteWanted | None:
    """Say what has to be deleted so that a record goes; None for what cannot be deleted.

    The only page of a note is the note itself.
    """
    if isinstance(record, Entry):
        return DeleteWanted(ENTRY, record.id)
    if isinstance(record, CheckIn):
        return DeleteWanted(CHECK_IN, record.id)
    if not isinstance(record, Layer):
        return None
    own = answers.own_prompt(record.prompt_id) if record.prompt_id.startswith(OWN) else None
    if own is not None and not own.question and len(answers.layers(own.id)) == 1:
        return DeleteWanted(NOTE, own.id)
    return DeleteWanted(LAYER, record.id)


class Deleting:
    """What was deleted in this visit, the last on top.

    Args:
        answers: The person's answers.
        autosave: Writes what is deleted and taken back.
        say: Shows a line for a while.
    """

    def __init__(self, answers: Answers, autosave: Autosave, say: Callable[[str], object]) -> None:
        self._answers, self._autosave, self._say = answers, autosave, say
        self._deleted: list[str] = []

    def delete(self, wanted: DeleteWanted) -> None:
        """Move something to the trash at once, and say how it comes back."""
        if self._answers.read_only:
            return
        delete: Callable[[str], Trashed] = {
            LAYER: self._answers.delete_layer,
            ENTRY: self._answers.delete_entry,
            CHECK_IN: self._answers.delete_checkin,
        }.get(wanted.kind, self._answers.delete_own_prompt)

        def save() -> None:
            # Gone already, it needs no deleting.
            with suppress(StoreError):
                self._deleted.append(delete(wanted.record_id).id)

        self._write(f"deleted:{wanted.record_id}", save, MOVED)

    def take_back(self) -> None:
        """Put back what was deleted last in this visit."""
        there = {trashed.id for trashed in self._answers.trash()}
        last = next((one for one in reversed(self._deleted) if one in there), "")
        if last:
            self.put_back(last)
        elif not self._answers.read_only:
            self._say(NOTHING)

    def put_back(self, trash_id: str) -> None:
        """Put something in the trash back where it was."""

        def save() -> None:
            with suppress(StoreError):
                self._answers.undelete(trash_id)

        self._write(f"undeleted:{trash_id}", save, BACK)

    def _write(self, key: str, save: Callable[[], object], said: str) -> None:
        self._autosave.put(key, save)
        if key in self._autosave.flush().saved:
            self._say(said)
