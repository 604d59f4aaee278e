"""One prompt on the page: the question, the place to answer, whether it is saved, and earlier layers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbook.content.model import Prompt
from workbook.frozen import frozen
from workbook.values import Value, is_blank
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.answer_inputs import answer_input_for
from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.in_view import rows_in_view
from workbook.widgets.layer_lines import EarlierLayer
from workbook.widgets.moved_line import MovedLine

ENOUGH = 6
"""Rows of earlier answers that have to be in sight before a key folds them away."""


@frozen(kw_only=True)
class PromptView:
    """A prompt with what belongs to it just now."""

    prompt: Prompt
    position: str
    """Where on the page it stands, as in "1 of 3"."""
    value: Value = None
    """The answer of this visit, if there is one."""
    earlier: Sequence[EarlierLayer] = field(default_factory=tuple)
    status: str = ""
    """Said beneath the answer, as in "Saved 12:04"."""
    moved: str = ""
    """What moved since the layer before, as written in this visit."""
    later: bool = False
    """Whether it is set aside for later."""
    gentler: bool = False
    """Whether to ask in the gentler wording."""
    is_note: bool = False
    """Whether it is a note, which asks nothing."""
    read_only: bool = False
    today: date | None = None
    """The local date from which a letter's suggested day is counted; by default that of this machine."""


OFFERED = (
    ("ctrl+n", "Ctrl+N goes to the next one, whether this one is answered or not, Ctrl+B to the one before."),
    ("ctrl+t", "Ctrl+T unfolds what you wrote earlier."),
    ("ctrl+r", "Ctrl+R leads to a line on what moved since."),
    (
        "ctrl+g",
        "Ctrl+G keeps the sentence under the cursor as proof, or what you selected; once more lets it go.",
    ),
    ("ctrl+l", "Ctrl+L sets the question aside for later, or takes it back."),
)
"""Keys, and what help says of those that do something just now."""


class PromptCard(Vertical):
    """A question and its answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next", show=False, id="care.next"),
        Binding("up", "app.focus_previous", "Before", show=False, id="care.before"),
    ]
    DEFAULT_CSS = """
    PromptCard { height: auto; }
    PromptCard .care { height: auto; display: none; }
    PromptCard.-asking .care { display: block; }
    PromptCard.-asking AnswerInput, PromptCard.-asking .question { display: none; }
    PromptCard .landing { display: none; }
    PromptCard.-landed .landing { display: block; }
    """

    @dataclass
    class GentlerWanted(Message):
        """The gentler wording of a heavy prompt was asked for."""

        prompt_id: str

    @dataclass
    class LaterWanted(Message):
        """A heavy prompt was put off on purpose."""

        prompt_id: str

    def __init__(self, view: PromptView) -> None:
        super().__init__()
        self.view = view
        self.earlier = tuple(view.earlier)
        """What was written before; more may come to it while the card shows."""
        self._later = view.later
        prompt = view.prompt
        asking = prompt.heavy and is_blank(view.value) and not view.gentler and not view.read_only
        self.set_class(asking, "-asking")
        self.set_class(prompt.heavy and not is_blank(view.value), "-landed")

    @property
    def help_text(self) -> str:
        """What help says: what stands here, and the keys that do something with it just now."""
        prompt, bindings = self.view.prompt, self.screen.active_bindings
        what = "" if prompt.kind.name == "letter" else "A note. " if self.view.is_note else "A question. "
        keys = [words for key, words in OFFERED if key in bindings and bindings[key].enabled]
        return " ".join([f"{what}What you type is kept as you type; there is nothing to save.", *keys])

    def compose(self) -> ComposeResult:
        """Lay out the question, the answer, and what came before."""
        view, prompt = self.view, self.view.prompt
        yield Static(self._header(), classes="position -head")
        yield Static(self._question(), classes="question")
        if prompt.heavy:
            with Vertical(classes="care"):
                yield Static(
                    "This question can sting. You choose how, and whether.", markup=False, classes="quiet"
                )
                yield Button(Content("Now, as it stands"), id="care-now", compact=True)
                yield Button(Content("A gentler wording"), id="care-gentler", compact=True)
                yield Button(Content("Later, not today"), id="care-later", compact=True)
        yield answer_input_for(
            prompt.kind, view.value, label=self.question, read_only=view.read_only, today=view.today
        )
        yield Static(Content(view.status), classes="status")
        yield MovedLine(view.moved, offered=self._offers_moved(view.value), read_only=view.read_only)
        if prompt.heavy:
            yield Static(Content(prompt.landing), classes="landing")
        yield EarlierLayers(self.earlier, unfolded=prompt.again and bool(self.earlier))

    @property
    def question(self) -> str:
        """The wording that is asked just now."""
        prompt = self.view.prompt
        return prompt.gentler if self.view.gentler and prompt.gentler else prompt.question

    @property
    def input(self) -> AnswerInput:
        """The place to answer."""
        return self.query_one(AnswerInput)

    @property
    def moved(self) -> MovedLine:
        """The line on what moved."""
        return self.query_one(MovedLine)

    def show_earlier(self, earlier: Sequence[EarlierLayer]) -> None:
        """Show other layers: a longer wording came to them."""
        self.earlier = tuple(earlier)
        self.query_one(EarlierLayers).show(earlier)

    def show_later(self, *, later: bool) -> None:
        """Say whether the question is set aside for later."""
        self._later = later
        self.query_one(".position.-head", Static).update(self._header())

    def take_focus(self) -> None:
        """Put the cursor where one answers, or on the choice a heavy prompt offers."""
        if self.has_class("-asking"):
            self.query_one("#care-now", Button).focus()
        else:
            self.input.take_focus()

    def unfold(self) -> bool:
        """Show or fold away earlier layers; tell whether they show now."""
        earlier = self.query_one(EarlierLayers)
        if earlier.unfolded and rows_in_view(earlier) < min(earlier.size.height, ENOUGH):
            # Unfolded already, but hardly in sight: what is asked often begins so.
            earlier.scroll_visible(animate=False, top=True)
            return True
        if earlier.unfolded and earlier.has_focus:
            self.take_focus()
        earlier.unfolded = not earlier.unfolded
        if earlier.unfolded:
            self.call_after_refresh(earlier.scroll_visible, animate=False)
        return earlier.unfolded

    def _question(self) -> Content:
        """The question in bold; further paragraphs, which explain it, in plain."""
        asked, gap, more = self.question.partition("\n\n")
        return Content.assemble((asked, "bold $accent"), gap, more)

    def _header(self) -> Content:
        prompt = self.view.prompt
        parts = [self.view.position]
        if prompt.minutes:
            parts.append(f"about {prompt.minutes} minutes" if prompt.minutes > 1 else "about a minute")
        if self._later:
            parts.append("for later")
        return Content(" · ".join(parts)).stylize("$quiet")

    @on(Button.Pressed)
    def _choose_care(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.id:
            case "care-gentler":
                self.post_message(self.GentlerWanted(self.view.prompt.id))
            case "care-later":
                self.post_message(self.LaterWanted(self.view.prompt.id))
            case _:
                self.remove_class("-asking")
                self.call_after_refresh(self.input.take_focus)

    def _offers_moved(self, value: Value) -> bool:
        is_return = any(not layer.is_present for layer in self.earlier)
        return is_return and not is_blank(value) and not self.view.read_only

    def offer_moved(self) -> None:
        """Offer the line on what moved where there is something to compare by now."""
        self.moved.offered = self._offers_moved(self.input.value)

    @on(AnswerInput.Changed)
    def _follow(self, event: AnswerInput.Changed) -> None:
        self.offer_moved()
        if self.view.prompt.heavy and not is_blank(event.value):
            self.add_class("-landed")
