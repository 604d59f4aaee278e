"""Holds what is typed while a page is on its way, until there is a place for it.

A chapter takes a moment to open. Without this, letters typed in that moment would be lost, or be
taken for commands: h goes home.
"""

from typing import Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.widgets import Button

STEP_SECONDS = 0.2
LONGEST_SECONDS = 1.5
"""After so long keys do again what they do, whatever became of the page."""


class TypeAhead:
    """Keys and pastes that wait for the focus to arrive.

    Args:
        app: Where they go in the end.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._held: list[Key | Paste] | None = None
        self._began_at = 0.0
        """When it was last begun to hold, by the clock of events."""

    def begin(self) -> None:
        """Hold everything from now on."""
        if self._held is None:
            self._held = []
            self._began_at = Message().time
            self._app.set_timer(LONGEST_SECONDS, self.release)

    def takes(self, event: Event) -> bool:
        """Take a key or a paste that has to wait; tell whether it was taken."""
        if self._held is None or not isinstance(event, Key | Paste):
            return False
        self._held.append(event)
        return True

    def takes_astray(self, event: Key) -> bool:
        """Take a letter that the page below was given just before this began, and left alone; tell whether it was.

        Several keys that come at once are all given to the focus before the first has shown its effect.
        """
        if not event.is_printable or event.time >= self._began_at:
            return False
        fresh = _fresh(event, self._app)
        if not self.takes(fresh):
            self._app.post_message(fresh)
        return True

    async def release(self) -> None:
        """Deliver what was held, in order; what comes meanwhile waits behind it."""
        while self._held and self._app.screen_stack:
            event = self._held[0]
            if not self._is_stray(event):
                await App.on_event(self._app, event)
            # Only now: whatever arrives while this one is delivered is put behind the others.
            del self._held[0]
            if isinstance(event, Key) and not event.is_printable:
                # It may lead elsewhere: what follows waits until that has had its time.
                self._app.set_timer(STEP_SECONDS, self.release)
                return
        self._held = None

    def _is_stray(self, event: Key | Paste) -> bool:
        """Tell whether letters would land on something that is not written in, and act as commands there."""
        writes = isinstance(event, Paste) or event.is_printable
        return writes and (self._app.focused is None or isinstance(self._app.focused, Button))


def hold_keys(app: App[object]) -> None:
    """Hold keys until the page has the focus, where the app can do that."""
    if isinstance(held := getattr(app, "type_ahead", None), TypeAhead):
        held.begin()


def keep_key(app: App[object], event: Key) -> bool:
    """Keep a key that came too late for a page that is closing, when keys are held; tell whether it was."""
    held = getattr(app, "type_ahead", None)
    return isinstance(held, TypeAhead) and held.takes(_fresh(event, app))


def _fresh(event: Key, app: App[Any]) -> Key:
    """Copy a key: Textual forwards each event once only."""
    fresh = Key(event.key, event.character)
    fresh.set_sender(app)
    return fresh


async def release_keys(app: App[object]) -> None:
    """Let the page that has the focus now have what was typed for it."""
    if isinstance(held := getattr(app, "type_ahead", None), TypeAhead):
        await held.release()
