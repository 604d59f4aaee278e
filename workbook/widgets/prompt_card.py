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
from workbook.values import Value, is_blank
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.answer_inputs import answer_input_for
from workbook.widgets.earlier_layers import EarlierLayer, EarlierLayers


@dataclass(frozen=True, slots=True, kw_only=True)
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
    gentler: bool = False
    """Whether to ask in the gentler wording."""
    read_only: bool = False
    today: date | None = None
    """The local date from which a letter's suggested day is counted; by default that of this machine."""


class PromptCard(Vertical):
    """A question and its answer."""

    HELP: ClassVar[str] = (
        "A question. What you type is kept as you type; there is nothing to save. ^n goes to the next one, "
        "whether this one is answered or not, ^b to the one before. ^t unfolds what you wrote earlier."
    )
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
        prompt = view.prompt
        asking = prompt.heavy and is_blank(view.value) and not view.gentler and not view.read_only
        self.set_class(asking, "-asking")
        self.set_class(prompt.heavy and not is_blank(view.value), "-landed")

    def compose(self) -> ComposeResult:
        """Lay out the question, the answer, and what came before."""
        view, prompt = self.view, self.view.prompt
        yield Static(self._header(), classes="position")
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
        if prompt.heavy:
            yield Static(Content(prompt.landing), classes="landing")
        yield EarlierLayers(view.earlier, unfolded=prompt.again and bool(view.earlier))

    @property
    def question(self) -> str:
        """The wording that is asked just now."""
        prompt = self.view.prompt
        return prompt.gentler if self.view.gentler and prompt.gentler else prompt.question

    @property
    def input(self) -> AnswerInput:
        """The place to answer."""
        return self.query_one(AnswerInput)

    def take_focus(self) -> None:
        """Put the cursor where one answers, or on the choice a heavy prompt offers."""
        if self.has_class("-asking"):
            self.query_one("#care-now", Button).focus()
        else:
            self.input.take_focus()

    def unfold(self) -> None:
        """Show or fold away earlier layers."""
        earlier = self.query_one(EarlierLayers)
        earlier.unfolded = not earlier.unfolded
        if earlier.unfolded:
            self.call_after_refresh(earlier.scroll_visible, animate=False)

    def _question(self) -> Content:
        """The question in bold; further paragraphs, which explain it, in plain."""
        asked, gap, more = self.question.partition("\n\n")
        return Content.assemble((asked, "bold $accent"), gap, more)

    def _header(self) -> Content:
        prompt = self.view.prompt
        parts = [self.view.position]
        if prompt.minutes:
            parts.append(f"about {prompt.minutes} minutes" if prompt.minutes > 1 else "about a minute")
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

    @on(AnswerInput.Changed)
    def _land(self, event: AnswerInput.Changed) -> None:
        if self.view.prompt.heavy and not is_blank(event.value):
            self.add_class("-landed")
