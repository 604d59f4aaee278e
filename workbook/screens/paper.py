"""Typing in from paper: asks for the code of a question, and leads to its place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from workbook.content.loader import Pack
from workbook.export.codes import not_found, prompt_codes
from workbook.screens.requests import SectionWanted
from workbook.screens.sheet import Sheet

LONGEST_CODE = 20
"""Characters that can be typed; a code is shorter, but may be written with blanks."""


class PaperScreen(Sheet[None]):
    """Asks for a code, and asks the program for the prompt that has it."""

    HELP: ClassVar[str] = (
        "For an answer that you wrote on a worksheet. Beside each question there stand five letters; type them, in "
        "any case, and Enter opens the question, so that you can write your answer into it as always. "
        "What you wrote earlier stays beside it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Go back", id="paper.leave")]
    AUTO_FOCUS = "#paper-code"

    def __init__(self, pack: Pack) -> None:
        """Build the page for the prompts of a pack."""
        super().__init__()
        self._pack = pack
        self._codes = prompt_codes(pack.outlines)

    def compose(self) -> ComposeResult:
        """Lay out the code, and below it what is to be said about it."""
        with Vertical(id="paper", classes="sheet"):
            yield Static("Type in from paper", markup=False, classes="sheet-title")
            yield Static("The five letters beside the question:", markup=False)
            yield Input(placeholder="such as WVMSF", max_length=LONGEST_CODE, id="paper-code", compact=True)
            yield Static("", id="paper-said", markup=False)
            yield Static("Enter opens the question. Escape goes back.", markup=False, classes="quiet")

    @on(Input.Submitted, "#paper-code")
    def _open(self, event: Input.Submitted) -> None:
        prompt_id = self._codes.find(event.value)
        located = self._pack.prompt(prompt_id) if prompt_id else None
        if located is not None:
            self.close(None)
            self.app.post_message(SectionWanted(located[0].id, located[1].id))
        elif prompt_id:
            self._say("The chapter of this question cannot be opened.")
        else:
            self._say("\n".join(not_found(self._codes, event.value)))

    @on(Input.Changed, "#paper-code")
    def _take_back(self) -> None:
        """What was said was about another code."""
        self._say("")

    def _say(self, words: str) -> None:
        self.query_one("#paper-said", Static).update(Content(words))

    def action_leave(self) -> None:
        """Go back."""
        self.close(None)
