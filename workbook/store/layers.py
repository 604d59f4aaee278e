"""Layers: the answers to prompts, one for each visit in which a prompt was answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from workbook.errors import StoreError
from workbook.moments import local_offset
from workbook.store.ledger import Ledger
from workbook.store.losses import fuller_of, holds, lost_much, was_replaced
from workbook.store.records import MAX_DRAFTS, Draft, Layer
from workbook.store.shelf import Shelf
from workbook.text import clean
from workbook.values import Value, clean_value, is_blank


class Layers:
    """Every layer of one person; `Answers` holds the lock around each call."""

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        self._ledger = ledger
        self.shelf: Shelf[Layer] = Shelf(ledger, "layers", Layer)
        self._counts: Counter[str] | None = None
        self._fullest: dict[str, Value] = {}
        """The fullest wording of each layer since its last draft."""

    def of(self, prompt_id: str, was: Sequence[str] = ()) -> list[Layer]:
        """Give a prompt's layers, newest first; blank ones only of this visit."""
        found = map(self.shelf.at, reversed(self.shelf.find("prompt_id", prompt_id, *was)))
        return [layer for layer in found if not layer.is_blank or layer.visit_id == self._ledger.visit_id]

    def latest(self, prompt_id: str, was: Sequence[str] = ()) -> Layer | None:
        """Give a prompt's newest layer that says something."""
        for number in reversed(self.shelf.find("prompt_id", prompt_id, *was)):
            if not is_blank_row(self.shelf.row(number)):
                return self.shelf.at(number)
        return None

    def current(self, prompt_id: str) -> Layer | None:
        """Give this visit's layer of a prompt."""
        number = self._current_number(prompt_id)
        return None if number is None else self.shelf.at(number)

    def write(self, prompt_id: str, value: Value, *, section_id: str, question: str, kind: str) -> Layer:
        """Write this visit's layer; see `Answers.write`."""
        value, at = clean_value(value), self._ledger.clock()
        number = self._current_number(prompt_id)
        section_id, question, kind = clean(section_id), clean(question), clean(kind)
        if number is None:
            layer = Layer(
                id=uuid4().hex,
                prompt_id=clean(prompt_id),
                section_id=section_id,
                question=question,
                kind=kind,
                value=value,
                visit_id=self._ledger.visit_id,
                at=at,
                saved_at=at,
                offset=local_offset(at),
            )
            return layer if is_blank(value) else self._keep(layer, None)
        old = self.shelf.at(number)
        if old.value == value:
            return old
        layer = replace(
            old,
            section_id=section_id,
            question=question,
            kind=kind,
            value=value,
            saved_at=at,
            offset=local_offset(at),
            drafts=self._drafts(old, value, at),
        )
        return self._keep(layer, number, old)

    def set_moved(self, layer_id: str, text: str) -> Layer:
        """Write what moved since the layer before; see `Answers.set_moved`."""
        found = self.shelf.find("id", layer_id)
        if not found:
            raise StoreError("This answer is not here any more.", "Go back and open its question again.")
        old = self.shelf.at(found[0])
        text, at = clean(text), self._ledger.clock()
        if old.moved == text:
            return old
        return self._keep(replace(old, moved=text, saved_at=at), found[0], old)

    def counts(self) -> dict[str, int]:
        """Count the layers that say something, by prompt; prompts without any are left out."""
        if self._counts is None:
            rows = self._ledger.storage.documents("layers").values()
            self._counts = Counter(str(row.get("prompt_id", "")) for row in rows if not is_blank_row(row))
        return {prompt_id: number for prompt_id, number in self._counts.items() if number}

    def forget_counts(self) -> None:
        """Count afresh when asked: layers went to the trash or came back."""
        self._counts = None

    def forget_fullest(self, layer_id: str) -> None:
        """Let go of the fullest wording of a layer; what is there now is the fullest."""
        self._fullest.pop(layer_id, None)

    def _current_number(self, prompt_id: str) -> int | None:
        found = self.shelf.find("prompt_id", prompt_id)
        is_current = found and self.shelf.row(found[-1]).get("visit_id") == self._ledger.visit_id
        return found[-1] if is_current else None

    def _drafts(self, old: Layer, value: Value, at: datetime) -> tuple[Draft, ...]:
        fullest = self._fullest.get(old.id, old.value)
        if lost_much(fullest, value):
            lost = fullest
        elif was_replaced(old.value, value):
            lost = old.value
        else:
            return old.drafts
        if old.drafts and holds(old.drafts[-1].value, lost):
            return old.drafts
        return (*old.drafts, Draft(at=at, value=lost))[-MAX_DRAFTS:]

    def _keep(self, layer: Layer, number: int | None, old: Layer | None = None) -> Layer:
        self.shelf.write(layer, number)
        before = self._fullest.get(layer.id, old.value if old else None)
        began_afresh = old is None or layer.drafts != old.drafts or lost_much(before, layer.value)
        self._fullest[layer.id] = layer.value if began_afresh else fuller_of(before, layer.value)
        if self._counts is not None:
            change = int(not layer.is_blank) - int(old is not None and not old.is_blank)
            self._counts[layer.prompt_id] += change
        return layer


def is_blank_row(row: Mapping[str, Any]) -> bool:
    """Tell whether a layer's document says nothing, without making it a record.

    Says the same as `Layer.is_blank`, sooner: the first words that it meets settle it.
    """
    value = row.get("value")
    if isinstance(value, str):
        return not value or value.isspace()
    return not (isinstance(value, list) and _begins_with_words(value)) and is_blank(clean_value(value))


def _begins_with_words(value: list[Any]) -> bool:
    first = value[0] if value else ""
    if isinstance(first, dict):
        first = next(iter(first.values()), "")
    return isinstance(first, str) and bool(first.strip())
