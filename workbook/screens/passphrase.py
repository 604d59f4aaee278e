"""The pages of the lock: one question or one thing said at a time."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from workbook.content.model import PackInfo
from workbook.screens.sheet import Sheet
from workbook.screens.support_words import contacts_in_words
from workbook.store.passphrase import LONGEST


class PassphraseLine(Input):
    """A line for a passphrase: it is not shown, and cannot be taken from there to the clipboard."""

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Remove what is selected, and keep it nowhere."""
        self.delete_selection()


class PassphraseScreen(Sheet[str | None]):
    """Asks for a passphrase without showing it; gives None when the person would rather not."""

    HELP: ClassVar[str] = (
        "Type the passphrase and press Enter; it is not shown. A recovery code opens the lock as well. "
        "Without one of the two nobody can open these answers. F5 shows somewhere to turn, also now; Ctrl+Q leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Go back", id="passphrase.leave")]
    AUTO_FOCUS = "#passphrase-line"

    def __init__(self, title: str, words: str, problem: str = "", *, may_leave: bool = True) -> None:
        """Build the page.

        Args:
            title: Stands at the top.
            words: What the passphrase is for.
            problem: What was wrong with the one before.
            may_leave: Whether Escape goes back.
        """
        super().__init__()
        self._title, self._words, self._problem, self._may_leave = title, words, problem, may_leave

    def compose(self) -> ComposeResult:
        """Lay out the words above the line."""
        with Vertical(id="passphrase", classes="sheet"):
            yield Static(Content(self._title), classes="sheet-title")
            with VerticalScroll(can_focus=False):
                yield Static(Content(self._words), id="passphrase-words")
                yield PassphraseLine(password=True, id="passphrase-line", compact=True, max_length=LONGEST)
                yield Static(Content(self._problem), id="passphrase-problem", classes="label")
            end = "Escape goes back" if self._may_leave else "F5 support · Ctrl+Q leaves"
            yield Static(f"Enter goes on · {end}", markup=False, classes="quiet")

    @on(Input.Submitted)
    def _give(self, event: Input.Submitted) -> None:
        if event.value:
            event.input.clear()
            self.query_one("#passphrase-problem", Static).update(Content("One moment."))
            self.close(event.value)

    def action_leave(self) -> None:
        """Go back, where that is possible."""
        if self._may_leave:
            self.close(None)


class SayingScreen(Sheet[bool]):
    """Says one thing; gives whether the person goes on."""

    HELP: ClassVar[str] = "Read this first. Enter goes on; Escape goes back, and then nothing is changed."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="saying.on"),
        Binding("escape", "leave", "Go back", id="saying.leave"),
    ]
    AUTO_FOCUS = "#saying-body"

    def __init__(self, title: str, words: str, end: str = "Enter goes on · Escape goes back") -> None:
        """Build the page.

        Args:
            title: Stands at the top.
            words: What is said.
            end: Which keys there are.
        """
        super().__init__()
        self._title, self._words, self._end = title, words, end

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        with Vertical(id="saying", classes="sheet"):
            yield Static(Content(self._title), classes="sheet-title")
            with VerticalScroll(id="saying-body", can_focus=True):
                yield Static(Content(self._words), id="saying-words")
            yield Static(Content(self._end), classes="quiet")

    def action_go_on(self) -> None:
        """Go on."""
        self.close(True)

    def action_leave(self) -> None:
        """Go back."""
        self.close(False)


class CodeScreen(SayingScreen):
    """Shows a recovery code, once; saves it in a file only if that is wanted."""

    HELP: ClassVar[str] = (
        "The recovery code opens the lock when the passphrase is gone. Write it down. s saves it in a file, to print; "
        "otherwise it is nowhere. Enter goes on; Escape goes back, and then nothing is changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", "Save in a file", id="code.save")]

    def __init__(self, title: str, words: str, save: Callable[[], str]) -> None:
        """Build the page.

        Args:
            title: Stands at the top.
            words: The code, and what it is.
            save: Saves it; gives what is to be said then.
        """
        super().__init__(title, words, "Enter: I have it · s: a file to print · Escape: back")
        self._said, self._save = words, save
        self._is_saved = False

    def action_save(self) -> None:
        """Save it once, and say where, below the code."""
        if not self._is_saved:
            self._is_saved = True
            told = Content("\n\n").join([Content(self._said), Content(self._save()).stylize("$accent")])
            self.query_one("#saying-words", Static).update(told)
            self.call_after_refresh(self.query_one("#saying-body").scroll_end, animate=False)


def support_words(info: PackInfo) -> str:
    """Give somewhere to turn while the person's own people are locked."""
    own = "People of your own are locked with your answers; they stand here once those are open."
    return "\n\n".join([info.support_note, own, contacts_in_words(info.support).plain.strip()])
