"""Small pages over a plan: one of several things to choose, and what is true of the whole session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbook.screens.sheet import Sheet
from workbook.text import fold
from workbook.widgets.line_input import LineInput

Result = TypeVar("Result")


class PlanSheet(Sheet[Result], inherit_bindings=False):
    """A page over a plan; there is no pause and no support page here, for nobody's answers are open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", show=False, id="help"),
        Binding("ctrl+q", "app.quit", "Quit", show=False, id="quit"),
        Binding("escape", "leave", "Close", id="plan.close"),
        # Those of every screen.
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("ctrl+c,super+c", "screen.copy_text", show=False),
    ]

    def action_leave(self) -> None:
        """Close without a result."""
        if self.is_current:
            self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    label: str
    about: str = ""
    """Said faintly behind the label."""


class ChoiceFilter(LineInput):
    """Narrows the list below it; arrows and Enter act on that list."""

    HELP: ClassVar[str] = "Type a few letters to find one; the arrow keys move, Enter chooses, Escape closes."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move('down')", show=False, id="plan.choice-down"),
        Binding("up", "screen.move('up')", show=False, id="plan.choice-up"),
        Binding("pagedown", "screen.move('page_down')", show=False, id="plan.choice-page-down"),
        Binding("pageup", "screen.move('page_up')", show=False, id="plan.choice-page-up"),
    ]


class ChoiceSheet(PlanSheet[str]):
    """Ends in the value that was chosen, or in None."""

    AUTO_FOCUS = "ChoiceFilter"

    def __init__(self, title: str, choices: Sequence[Choice], present: str = "") -> None:
        """Build the page.

        Args:
            title: What is chosen.
            choices: In their order.
            present: The value at which to begin.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._present = present
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """Lay out a line to type in above the list."""
        with Vertical(id="contents", classes="sheet"):
            yield Static(self._title, markup=False, classes="sheet-title")
            yield ChoiceFilter(placeholder="type to find")
            yield OptionList(id="found", markup=False, compact=True)
            yield Static("Enter chooses · Escape closes", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """List everything."""
        self._list("")
        places = [place for place, choice in enumerate(self._shown) if choice.value == self._present]
        self.query_one(OptionList).highlighted = places[0] if places else 0
        self.query_one(OptionList).can_focus = False

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, words: str) -> None:
        parts = fold(words).split()
        self._shown = [
            choice
            for choice in self._choices
            if all(part in fold(f"{choice.label} {choice.about}") for part in parts)
        ]
        listing = self.query_one(OptionList)
        listing.set_options(
            Option(Content.assemble(choice.label, (f"  {choice.about}" if choice.about else "", "$quiet")))
            for choice in self._shown
        )
        if not self._shown:
            listing.add_option(Option(Content("Nothing found."), disabled=True))
        listing.highlighted = 0 if self._shown else None

    def action_move(self, how: str) -> None:
        """Move in the list."""
        listing = self.query_one(OptionList)
        match how:
            case "down":
                listing.action_cursor_down()
            case "up":
                listing.action_cursor_up()
            case "page_down":
                listing.action_page_down()  # type: ignore[no-untyped-call]
            case _:
                listing.action_page_up()  # type: ignore[no-untyped-call]

    @on(Input.Submitted)
    def _submit(self) -> None:
        self._choose(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, index: int | None) -> None:
        if index is not None and index < len(self._shown):
            self.close(self._shown[index].value)


class SessionSheet(PlanSheet[None]):
    """What is true of the session as a whole; every change counts as soon as it makes sense."""

    AUTO_FOCUS = "LineInput"
    HELP: ClassVar[str] = (
        "The whole session. Every change counts as soon as it makes sense; what does not is said below the line. The "
        "time at which you start is for this screen alone, and is not kept in the file."
    )
    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("title", "Title"),
        ("minutes", "Minutes, from the start to the hard end"),
        ("people-least", "People, at least"),
        ("people-most", "People, at most"),
        ("start", "It starts at (18:00); empty to count from 0:00"),
    )

    def __init__(self, values: dict[str, str], change: Callable[[str, str], str]) -> None:
        """Build the page.

        Args:
            values: What stands in each field.
            change: Takes the name of a field and what was typed; gives what is wrong with it, or nothing.
        """
        super().__init__()
        self._values = values
        self._change = change

    def compose(self) -> ComposeResult:
        """Lay out one line for each."""
        with Vertical(id="session", classes="sheet"):
            yield Static("This session", markup=False, classes="sheet-title")
            with VerticalScroll(can_focus=False):
                for name, label in self.FIELDS:
                    yield Static(label, markup=False, classes="plan-label")
                    line = LineInput(self._values[name])
                    line.id = name
                    yield line
                    yield Static(id=f"{name}-wrong", classes="plan-wrong")
            yield Static("Tab: the next line · Escape: done", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Begin at the top, with the label of the first line: bringing the line into view would hide it."""
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    @on(Input.Changed)
    def _take(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        wrong = self._change(name, event.value)
        said = self.query_one(f"#{name}-wrong", Static)
        said.update(Content(f"! {wrong}" if wrong else ""))
        said.display = bool(wrong)

    @on(Input.Submitted)
    def _go_on(self) -> None:
        self.focus_next(LineInput)


class RemarksSheet(PlanSheet[None]):
    """Says what was decided while the plan was made; closed once read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "leave", "Close", id="plan.remarks-close")
    ]

    def __init__(self, remarks: Sequence[str]) -> None:
        """Build the page.

        Args:
            remarks: Sentences, a paragraph each.
        """
        super().__init__()
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """Lay out the sentences."""
        with Vertical(id="remarks", classes="sheet"):
            yield Static("About this plan", markup=False, classes="sheet-title")
            with VerticalScroll():
                yield Static(Content("\n\n".join(self._remarks)))
            yield Static("Enter: to the plan", markup=False, classes="quiet")
