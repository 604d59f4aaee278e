"""Letters to oneself: those that wait, with what they wait for, and those that have opened, to be read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.moments import in_words, opening_in_words
from workbook.progress.letters import Shelves, about, awaited, sort_letters
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.letters import OPENED
from workbook.store.records import Layer
from workbook.text import shorten
from workbook.values import Seals, as_text, waits_for

NOTHING = (
    "No letters yet. A letter is written at a question that asks for one. It waits here until it opens: on a day, "
    "when something ends in “not yet”, or when you come back after a while."
)
NARROWEST = 16
"""Columns below which text is not wrapped any further."""


class LetterList(OptionList):
    """The letters, those that wait first."""

    HELP: ClassVar[str] = (
        "Letters to yourself, each with the day it was written and its section. ◇ waits: its words stay folded away "
        "until what it waits for, and Enter goes to its question. ◆ has opened: Enter shows it, and once more goes to "
        "its question."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "screen.read", "Its words", show=False, id="letters.read"),
    ]

    class Fitted(Message):
        """The list has another width, or is shown again."""

    def on_resize(self) -> None:
        """Ask for lines that fit."""
        self.post_message(self.Fitted())


class LetterWords(VerticalScroll):
    """One letter: its words, or when it opens."""

    HELP: ClassVar[str] = "The letter. Enter goes to its question; Left goes back to the letters."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.go", "To its question", show=False, id="letters.go"),
        Binding("left,tab,shift+tab", "screen.list_letters", "The letters", show=False, id="letters.list"),
    ]


class LettersScreen(Sheet[Layer | None]):
    """Shows the letters; ends in the one whose question to open, or in nothing."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy"), (80, "-beside")]  # noqa: RUF012
    AUTO_FOCUS = "LetterList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "step_out", "Back", id="letters.out")]

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the page.

        Args:
            pack: Gives the titles of sections.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack, self._answers, self._clock = pack, answers, clock
        self._seals = Seals(clock().astimezone().date())
        self._shelves = Shelves((), ())
        self._letters: list[Layer | None] = []
        """Of each line in the list; None for what is no letter."""

    def compose(self) -> ComposeResult:
        """Lay out the list beside the words of one letter."""
        with Vertical(id="letters", classes="sheet"):
            yield Static("Letters", markup=False, classes="sheet-title")
            with Horizontal(id="letters-body"):
                yield LetterList(id="letter-list", markup=False, compact=True)
                with LetterWords(id="letter-pane"):
                    yield Static(id="letter-words")
            yield Static(id="letters-hint", classes="quiet")

    def on_mount(self) -> None:
        """List the letters as they are now; while the page is open none of them opens or closes."""
        self._seals = self._answers.seals(self._clock().astimezone().date())
        opened_at = {target: mark.at for target, mark in self._answers.marks(OPENED).items()}
        self._shelves = sort_letters(self._answers.letters(), self._seals, opened_at)
        self._list()
        self.set_class(not self._letters, "-empty")
        self._show_letter()
        self.action_list_letters()

    @on(LetterList.Fitted)
    def _list(self) -> None:
        listing = self.query_one(LetterList)
        width = listing.scrollable_content_region.width
        if self._letters and not width:
            # In a narrow window the list makes room for the letter.
            return
        highlighted = listing.highlighted
        listing.clear_options()
        self._letters = []
        self._group("Waiting", self._shelves.waiting, max(width - 2, NARROWEST))
        self._group("Opened", self._shelves.opened, max(width - 2, NARROWEST))
        if self._letters:
            first = next(row for row, letter in enumerate(self._letters) if letter)
            listing.highlighted = first if highlighted is None else highlighted

    def _group(self, title: str, letters: Sequence[Layer], width: int) -> None:
        if not letters:
            return
        if self._letters:
            self._add(Content(" "), None)
        self._add(Content(title), None)
        for letter in letters:
            self._add(self._lines(letter, width), letter)

    def _lines(self, letter: Layer, width: int) -> Content:
        """Write when a letter was written and where, and beneath it what it waits for and its question."""
        is_closed = self._is_closed(letter)
        section = self._pack.section_outline(letter.section_id)
        written = in_words(letter.at, self._clock())
        head = shorten(f"{written} · {section.title}" if section else written, width)
        told = Content("\n").join(
            [
                *Content(awaited(letter, is_closed=is_closed)).wrap(width),
                Content(shorten(letter.question, width)),
            ]
        )
        lines = [line for line in told.split("\n") if line.plain.strip()]
        return Content("\n").join(
            [
                Content("◇ " if is_closed else "◆ ") + Content(head),
                *(Content("  ") + line.stylize("dim") for line in lines),
            ]
        )

    def _add(self, line: Content, letter: Layer | None) -> None:
        self.query_one(LetterList).add_option(Option(line, disabled=letter is None))
        self._letters.append(letter)

    def _is_closed(self, letter: Layer) -> bool:
        return self._seals.hide(letter.value, letter.id)

    @property
    def _letter(self) -> Layer | None:
        row = self.query_one(LetterList).highlighted
        return self._letters[row] if row is not None and row < len(self._letters) else None

    @on(OptionList.OptionHighlighted, "#letter-list")
    def _show_letter(self) -> None:
        letter = self._letter
        if letter is None:
            shown = Content(NOTHING).stylize("$quiet")
        elif self._is_closed(letter):
            shown = Content(opening_in_words(waits_for(letter.value))).stylize("$quiet")
        else:
            told = Content(about(letter, self._clock(), is_closed=False)).stylize("$quiet")
            shown = Content("\n\n").join([told, Content(as_text(letter.value))])
        if letter is not None:
            asked = Content(letter.question).stylize("bold $accent")
            shown = Content("\n\n").join([asked, shown])
        self.query_one("#letter-words", Static).update(shown)
        self.query_one(LetterWords).scroll_home(animate=False)
        self._say_keys()

    # What the person does

    @on(OptionList.OptionSelected, "#letter-list")
    def _open(self) -> None:
        """Show a letter's words; of one that is closed, there is only its question to go to."""
        if self._letter is not None and self._is_closed(self._letter):
            self.action_go()
        else:
            self.action_read()

    def action_read(self) -> None:
        """Go to the words of the highlighted letter, or to when it opens."""
        if self._letter is not None:
            self._go_to(LetterWords)

    def action_list_letters(self) -> None:
        """Go back to the list."""
        self._go_to(LetterList)

    def action_go(self) -> None:
        """Go to the question that the letter answers."""
        self.close(self._letter)

    def action_step_out(self) -> None:
        """Leave the words for the list, and the list for where one was."""
        if self.has_class("-reading"):
            self.action_list_letters()
        else:
            self.close(None)

    def _go_to(self, part: type[LetterList] | type[LetterWords]) -> None:
        reading = part is LetterWords
        self.set_class(reading, "-reading")
        self._say_keys()
        self.query_one(part).focus()

    def _say_keys(self) -> None:
        letter, is_reading = self._letter, self.has_class("-reading")
        can_read = letter is not None and not is_reading and not self._is_closed(letter)
        on = "" if letter is None else "Enter: read · " if can_read else "Enter: its question · "
        back = "Escape: back" if is_reading else "Escape closes"
        self.query_one("#letters-hint", Static).update(Content(on + back))
