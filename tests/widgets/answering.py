"""A small real app around one input, for trying it as a person would."""

import html
import re
from datetime import date

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button

from workbook.content.kinds import (
    ChecklistKind,
    ChoiceKind,
    Kind,
    LetterKind,
    LineKind,
    ListKind,
    ScaleKind,
    TableKind,
    TextKind,
)
from workbook.values import Value
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.answer_inputs import answer_input_for

TODAY = date(2026, 11, 22)

HOSTILE = "[/] [b]bold[/b] [@click=app.quit]x[/] feel [sad] today"
"""Text that Textual's markup would swallow, act on, or choke on."""

CONTROLS = "a\x1b]52;c;aGk=\x07b\u202ec\x9bd"
"""Control sequences that must not reach a terminal."""

SIZES = ((40, 15), (80, 24), (120, 36), (20, 15), (100, 30))

CHARACTER_WIDTH = 12.2
"""Of a picture of the screen."""

EVERY_KIND: tuple[Kind, ...] = (
    TextKind(),
    LineKind(placeholder=HOSTILE),
    ListKind(placeholder=HOSTILE),
    ScaleKind(low_label=HOSTILE, high_label=HOSTILE, offer_below=11, offer=HOSTILE),
    ChoiceKind(options=("Kept", "Not yet", HOSTILE)),
    ChecklistKind(options=("Sleep", "Water", HOSTILE)),
    TableKind(columns=("Then", HOSTILE)),
    LetterKind(),
)


class AnswerApp(App[None]):
    """One input between two buttons, in something that scrolls; notes what it reports."""

    def __init__(self, kind: Kind, value: Value = None, *, read_only: bool = False) -> None:
        super().__init__()
        self.animation_level = "none"
        self._kind = kind
        self._value = value
        self._read_only = read_only
        self.changes: list[Value] = []
        self.done = 0
        self.cuts: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        """Lay out."""
        self.input = answer_input_for(
            self._kind, self._value, label="What?", read_only=self._read_only, today=TODAY
        )
        with VerticalScroll(can_focus=False):
            yield Button("before", id="before")
            yield self.input
            yield Button("after", id="after")

    def on_mount(self) -> None:
        """Begin where one answers."""
        self.input.take_focus()

    @on(AnswerInput.Changed)
    def _note_change(self, event: AnswerInput.Changed) -> None:
        assert event.control is self.input
        self.changes.append(event.value)

    @on(AnswerInput.Done)
    def _note_done(self, event: AnswerInput.Done) -> None:
        assert event.control is self.input
        self.done += 1

    @on(AnswerInput.PasteCut)
    def _note_cut(self, event: AnswerInput.PasteCut) -> None:
        assert event.control is self.input
        self.cuts.append((event.kept, event.dropped))

    def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.post_message(events.Paste(text))

    @property
    def shown(self) -> str:
        """What stands on the screen, as lines of text."""
        rows: dict[float, str] = {}
        for attributes, text in re.findall(r"<text ([^>]*)>(.*?)</text>", self.export_screenshot()):
            x, y = (re.search(rf'\b{name}="([\d.]+)"', attributes) for name in "xy")
            if x and y and "clip-path" in attributes:
                row = rows.get(float(y[1]), "").ljust(round(float(x[1]) / CHARACTER_WIDTH))
                rows[float(y[1])] = row + html.unescape(text).replace("\xa0", " ")
        return "\n".join(line.rstrip() for _, line in sorted(rows.items()))

    @property
    def words_shown(self) -> str:
        """What stands on the screen, without regard to where its lines break."""
        return " ".join(self.shown.split())
