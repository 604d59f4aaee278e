"""Notices that pass: how long they stay, which give way to which, and where they cover nothing that is needed."""

from typing import Final

from textual.app import App
from textual.notifications import Notification, Notifications
from textual.screen import Screen

PASSING_SECONDS: Final = 6.0
"""How long a notice stays that need not be read."""
ROWS_AT_THE_TOP: Final = 5
"""Rows of the window that a notice may cover where it usually stands."""
LOWER: Final = "-notices-lower"
"""The class of a program whose notices stand further down, because one types at the top."""


class PassingNotices(Notifications):
    """Notices of which a new one takes the place of one that is only passing."""

    def add(self, notification: Notification) -> "PassingNotices":
        """Show a notice instead of the passing one before; what has to be known stays as long as it should."""
        for earlier in [*self]:
            if earlier.timeout <= PASSING_SECONDS or earlier.message == notification.message:
                del self[earlier]
        super().add(notification)
        return self


def keep_clear_of_typing(app: App[None]) -> None:
    """Let notices stand further down while the line that is being typed is at the top of the window."""
    app.set_class(bool(app.screen_stack) and _types_at_the_top(app.screen), LOWER)


def _types_at_the_top(screen: Screen[object]) -> bool:
    # Imported now: home, which comes first, has nothing to type in.
    from textual.widgets import Input, TextArea  # noqa: PLC0415

    focused = screen.focused
    return isinstance(focused, Input | TextArea) and focused.cursor_screen_offset.y < ROWS_AT_THE_TOP
