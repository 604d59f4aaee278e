"""What the app does with the trash: deleting for whoever asks, taking back, showing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType

from workbook.autosave import Autosave
from workbook.screens.deleting import Deleting
from workbook.screens.requests import DeleteWanted
from workbook.store.answers import Answers
from workbook.store.drafts import Flushed


class Trashing(App[None]):
    """An app from whose every screen something can be deleted and taken back."""

    answers: Answers
    autosave: Autosave
    clock: Callable[[], datetime]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "take_back", "Take back", show=False, id="take-back"),
    ]

    @cached_property
    def deleting(self) -> Deleting:
        """What was deleted in this visit."""
        return Deleting(self.answers, self.autosave, partial(self.notify, markup=False))

    def save_now(self) -> Flushed:
        """Write everything that was typed, whatever state the screens are in."""
        raise NotImplementedError

    @on(DeleteWanted)
    def _delete(self, event: DeleteWanted) -> None:
        self.deleting.delete(event)

    def action_take_back(self) -> None:
        """Put back what was deleted last in this visit."""
        self.deleting.take_back()

    def action_trash(self) -> None:
        """Show what was deleted."""
        from workbook.screens.trash import TrashScreen  # noqa: PLC0415 - start-up time is a bar

        if not isinstance(self.screen, TrashScreen):
            self.save_now()
            self.push_screen(TrashScreen(self.answers, self.autosave, self.deleting, self.clock))
