"""What every way of answering has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from workbook.content.kinds import Kind
from workbook.values import Value, is_blank
from workbook.widgets.in_view import bring_into_view

Cursor = tuple[int, int]
"""A place inside an answer, as two whole numbers; what they count is up to the kind."""


class AnswerInput(Widget):
    """A blank for one answer of one kind. It knows no store: it reports, and screens save.

    Read `value` before calling `load` with something else: what was typed in the last
    instant may not have been reported yet.
    """

    DEFAULT_CSS = """
    AnswerInput {
        width: 1fr;
        height: auto;
    }
    """

    help_text: ClassVar[str]
    """What help says about it: plain and short."""

    @dataclass
    class Changed(Message):
        """The person changed the answer; loading one does not count."""

        input: AnswerInput
        value: Value

        @property
        def control(self) -> AnswerInput:
            """The input that was changed."""
            return self.input

    @dataclass
    class Done(Message):
        """The person would like to move on to whatever comes next."""

        input: AnswerInput

        @property
        def control(self) -> AnswerInput:
            """The input that is done."""
            return self.input

    @dataclass
    class PasteCut(Message):
        """Something longer than fits was pasted or typed; only its beginning was kept."""

        input: AnswerInput
        kept: int
        """How many characters were taken over."""
        dropped: int
        """How many were left out."""

        @property
        def control(self) -> AnswerInput:
            """The input it was pasted into."""
            return self.input

    def __init__(
        self,
        kind: Kind,
        value: Value = None,
        *,
        label: str = "",
        read_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a blank, or one that holds an answer already.

        Args:
            kind: What is asked for.
            value: The answer so far, of any shape: the kind makes it fit.
            label: What is asked, for help and narration; it is not drawn.
            read_only: Show the answer and let it be scrolled, but not changed.
            id: As for every widget.
            classes: As for every widget.
        """
        super().__init__(id=id, classes=classes)
        self.kind = kind
        self.label = label
        self.read_only = read_only
        self.set_class(read_only, "-read-only")
        self._reported: Value = None
        self._seen_sizes = (Size(), Size())
        self.build()
        self.load(value)

    # What each kind of input says for itself. Not abstract methods: mypy would refuse queries for this class.

    def build(self) -> None:
        """Make what the input consists of, before it is filled for the first time."""
        raise NotImplementedError

    @property
    def value(self) -> Value:
        """The present answer, in the shape of its kind."""
        raise NotImplementedError

    def fill(self, value: Value) -> None:
        """Show an answer that already fits the kind, without saying that it changed."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Give the focus to the part in which one would go on writing."""
        raise NotImplementedError

    @property
    def cursor(self) -> Cursor:
        """Where the person is inside the answer, so that the place can be found again."""
        return (0, 0)

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Go back to a place; one that no longer exists becomes the nearest that does."""

    def place_of_focus(self) -> Region:
        """Give the part of the screen where the person is, in screen coordinates."""
        focused = self.screen.focused
        return self.region if focused is None else focused.region

    # What they share.

    @property
    def is_blank(self) -> bool:
        """Nothing has been answered."""
        return is_blank(self.value)

    def load(self, value: Value) -> None:
        """Show another answer, or another state of this one; `Changed` is not sent."""
        self.fill(self.kind.fit(value))
        self._reported = self.value

    def report(self) -> None:
        """Say that the answer changed, unless it reads just as it did before."""
        value = self.value
        if value != self._reported:
            self._reported = value
            self.keep_in_view()
            self.post_message(self.Changed(self, value))

    def report_cut(self, kept: int, dropped: int) -> None:
        """Say that only the beginning of something was taken over; both in characters."""
        self.post_message(self.PasteCut(self, kept, dropped))

    def keep_in_view(self) -> None:
        """Scroll what contains this input until the place of the person shows."""
        if self.is_attached and self.has_focus_within:
            bring_into_view(self, self.place_of_focus())

    def on_mount(self) -> None:
        """Watch the screen's layout, so as to stay in view."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._stay_in_view, immediate=True)

    def _stay_in_view(self, screen: Screen[object]) -> None:
        # A smaller window, or an answer that grew, can leave the cursor outside what shows.
        sizes = (screen.size, self.size)
        if sizes != self._seen_sizes:
            self._seen_sizes = sizes
            self.call_after_refresh(self.keep_in_view)
