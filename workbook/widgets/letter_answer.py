"""A letter that opens later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static, TextArea

from workbook import moments
from workbook.content.kinds import LetterKind
from workbook.text import clean
from workbook.values import COMING_BACK, NOT_YET, Value, as_text
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput
from workbook.widgets.option_lines import OptionLines

ON_A_DAY: Final = "On a day"
OCCASIONS: Final = {
    NOT_YET: "When something ends in “not yet”",
    COMING_BACK: "When I come back after a while",
}
"""What a letter can wait for instead of a day: the name that is stored, and how it is put."""
EXPLAINED: Final = {
    NOT_YET: "It opens the next time something you look back on ends in “not yet”.",
    COMING_BACK: "It opens when you come back after two weeks or more.",
}


class LetterAnswer(AnswerInput):
    """A letter to oneself, and when to open it."""

    help_text: ClassVar[str] = (
        "A letter to yourself. Tab leads to when it opens: on a day, written like 2026-12-22; the next time you "
        "look back on something and it ends in “not yet”; or at the first visit after two weeks or more. From your "
        "next visit until then its words stay folded on the screen; this by itself locks no file."
    )
    DEFAULT_CSS = """
    LetterAnswer {
        .opens-title { margin-top: 1; }
        LineInput.-elsewhen { display: none; }
    }
    """
    kind: LetterKind

    def __init__(
        self,
        kind: LetterKind,
        value: Value = None,
        *,
        today: date,
        label: str = "",
        read_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a letter; *today* is the local date from which the suggested one is counted."""
        self._today = today
        super().__init__(kind, value, label=label, read_only=read_only, id=id, classes=classes)

    def build(self) -> None:
        """Make the box, the occasions, and the line for a date."""
        self._opens = ""
        self._editor = Editor(self.kind.lines, read_only=self.read_only)
        self._occasions = OptionLines((ON_A_DAY, *OCCASIONS.values()), read_only=self.read_only)
        self._date = LineInput(placeholder="2026-12-22", read_only=self.read_only)
        self._in_words = Static(classes="opens-in-words", markup=False)

    def compose(self) -> ComposeResult:
        """The letter first, then when it opens."""
        yield self._editor
        yield Static(Content("Open it"), classes="opens-title")
        yield self._occasions
        yield self._date
        yield self._in_words

    @property
    def value(self) -> dict[str, str]:
        """The text, and when it opens: an ISO date, an occasion, or what was stored before."""
        return {"text": clean(self._editor.text), "opens": self._opens}

    def fill(self, value: Value) -> None:
        """Show a letter; one that waits for nothing gets the suggested date."""
        letter = value if isinstance(value, dict) else {"text": as_text(value)}
        suggested = self._today + timedelta(days=self.kind.after_days)
        self._opens = letter.get("opens", "").strip() or suggested.isoformat()
        self._editor.show(letter.get("text", ""))
        self._occasions.show([OCCASIONS.get(self._opens, ON_A_DAY)])
        self._date.show(suggested.isoformat() if self._opens in OCCASIONS else self._opens)
        self._say_when()

    def take_focus(self) -> None:
        """Go on writing."""
        self._editor.focus()

    @property
    def cursor(self) -> Cursor:
        """The line of the letter and the character in it, from 0."""
        return self._editor.cursor_location

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Put the cursor back."""
        self._editor.put_cursor(*place)

    def place_of_focus(self) -> Region:
        """The cursor, the occasion or the date, whichever has the focus."""
        if self._editor.has_focus:
            return self._editor.place_of_cursor()
        if self._occasions.has_focus:
            return self._occasions.region_of_line()
        return super().place_of_focus()

    def _say_when(self) -> None:
        """Say in words when the letter opens, or what is wrong with the date."""
        on_a_day = self._opens not in OCCASIONS
        self._date.set_class(not on_a_day, "-elsewhen")
        self._in_words.update(Content(self._when() if on_a_day else EXPLAINED[self._opens]))

    def _when(self) -> str:
        written = self._date.text.strip()
        stored = read_date(self._opens)
        until_then = f" Until then it is {_in_words(stored)}." if stored else ""
        day = read_date(written)
        if day is None:
            return f"A day is written like {self._today.isoformat()}: year, month, day.{until_then}"
        if day <= self._today:
            return f"{_in_words(day)}: that day has come, so it opens at once."
        return f"It opens on {_in_words(day)}."

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _write(self, event: TextArea.Changed | TextArea.SelectionChanged) -> None:
        event.stop()
        self.report()
        self.keep_in_view()

    @on(OptionLines.Chosen)
    def _choose_occasion(self, event: OptionLines.Chosen) -> None:
        event.stop()
        chosen = "".join(event.chosen)
        if not chosen:
            self._occasions.show([ON_A_DAY])
        names = [name for name, wording in OCCASIONS.items() if wording == chosen]
        day = read_date(self._date.text) or self._today + timedelta(days=self.kind.after_days)
        self._opens = names[0] if names else day.isoformat()
        self._say_when()
        self.report()

    @on(Editor.Reshaped)
    @on(OptionLines.Moved)
    def _follow(self, event: Editor.Reshaped | OptionLines.Moved) -> None:
        event.stop()
        self.keep_in_view()

    @on(Input.Changed)
    def _write_date(self, event: Input.Changed) -> None:
        event.stop()
        if self._opens in OCCASIONS:
            return
        day = read_date(self._date.text)
        if day is not None:
            self._opens = day.isoformat()
        self._say_when()
        self.report()

    @on(OptionLines.Finished)
    @on(Input.Submitted)
    def _finish(self, event: OptionLines.Finished | Input.Submitted) -> None:
        event.stop()
        if isinstance(event, OptionLines.Finished) and self._opens not in OCCASIONS:
            self._date.focus()
        else:
            self.post_message(self.Done(self))

    @on(Editor.Cut)
    @on(LineInput.Cut)
    def _cut(self, event: Editor.Cut | LineInput.Cut) -> None:
        event.stop()
        self.report_cut(event.kept, event.dropped)


def read_date(text: str) -> date | None:
    """Read a day written as year-month-day; None when it is not one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _in_words(day: date) -> str:
    return moments.day_in_words(day.isoformat())
