"""Three short pages before the first question: what this is, where words are kept, where help is."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.content.model import PackInfo
from workbook.screens.sheet import Sheet

KEPT = """\
Everything you write is kept in one folder on this computer, and nowhere else:

{folder}

Nothing is sent anywhere. There is no account. You never have to press save.

The files are not locked with a password, unless you lock them ("Lock with a passphrase", Ctrl+P): somebody who can \
use this computer under your name, or who gets hold of its disk or its backups, can read them. If that could hurt \
you, write less here, or on paper that you can put away."""

HELP_NEAR = """\
If something here touches a sore place, you can stop at any time. Passing a question is one key, and nobody counts.

F4 is a pause: a minute of stillness.
F5 is support: people of your own, and places to turn to by country.
F1 explains whatever you are looking at. Escape goes back one step.

{note}"""


class FirstRunScreen(Sheet[bool]):
    """Says the three things that someone should know before the first word."""

    HELP: ClassVar[str] = (
        "Three short pages. Enter goes on, and after the last to a first small question. The left arrow goes back, Escape goes home."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "turn(1)", "Go on", id="first-run.on"),
        Binding("left,backspace", "turn(-1)", "Back", id="first-run.back"),
        Binding("escape", "leave(False)", "Home", id="first-run.leave"),
    ]

    def __init__(self, info: PackInfo, folder: Path) -> None:
        """Build the pages.

        Args:
            info: What the pack says about itself.
            folder: Where the answers are kept.
        """
        super().__init__()
        note = info.support_note
        self._pages = [
            (info.title, info.about),
            ("Where your words are kept", KEPT.format(folder=folder)),
            ("Help is one key away", HELP_NEAR.format(note=note)),
        ]
        self._page = 0

    def compose(self) -> ComposeResult:
        """Lay out one page at a time."""
        with Vertical(id="first-run", classes="sheet"):
            yield Static(id="page-title", classes="sheet-title")
            with VerticalScroll(id="page-body"):
                yield Static(id="page-words")
            yield Static(id="page-end", classes="quiet")

    def on_mount(self) -> None:
        """Show the first page."""
        self.action_turn(0)

    def action_turn(self, step: int) -> None:
        """Go to the next or the previous page; past the last one, in."""
        if self._page + step >= len(self._pages):
            self.action_leave(True)
            return
        self._page = max(self._page + step, 0)
        title, words = self._pages[self._page]
        self.query_one("#page-title", Static).update(Content(title))
        self.query_one("#page-words", Static).update(Content(unwrap(words)))
        end = f"{self._page + 1} of {len(self._pages)} · Enter goes on · Escape: home"
        self.query_one("#page-end", Static).update(Content(end))
        self.query_one("#page-body", VerticalScroll).scroll_home(animate=False)

    def action_leave(self, to_question: bool) -> None:
        """Go in: to a first small question, or home."""
        self.close(to_question)


def unwrap(words: str) -> str:
    """Join the lines of each paragraph, so that they wrap anew; lines that stand alone stay."""
    paragraphs = words.strip().split("\n\n")
    joined = (" ".join(part.split("\n")) if len(part) > 200 else part for part in paragraphs)
    return "\n\n".join(joined)
