"""The tide: visits and check-ins as water, what was written at each, and all of it in words."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.progress.past import history_of
from workbook.progress.tide import (
    Point,
    Tide,
    Trace,
    said,
    section_of,
    tide_in_words,
    tide_of,
    title_of,
    when,
)
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.requests import PracticeWanted, SectionWanted
from workbook.store.answers import Answers
from workbook.store.records import OWN
from workbook.text import shorten
from workbook.widgets.tide import TideWave

ROOMY = 60
"""Columns from which two things stand on one line."""
LONGEST_SAID = 200
"""Characters of a word that are shown beneath the water; the whole of it stands among the words."""
ABOUT = "your visits, one after the other, as they were"
EMPTY = "The water is still. What you write and how you check in will move it, visit by visit."
HOW = "Press c to check in, with two keys and a word."


class TraceList(OptionList, can_focus=False):
    """Where something was written at a visit; its keys come from the water."""


class TideWords(VerticalScroll, can_focus=True):
    """The whole tide in words."""

    HELP: ClassVar[str] = (
        "The tide in words: every visit, newest first, with what you put down at the check-in and where you wrote. "
        "Space or Escape goes back to the water."
    )


class TideScreen(WorkbookScreen):
    """Shows the tide, and leads to where something was written."""

    AUTO_FOCUS = "TideWave"
    CSS_PATH = "../pages.tcss"
    # Textual declares these two as instance variables.
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (ROOMY, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_out", "Back", id="tide.out"),
        Binding("space", "tell", "In words", key_display="Space", id="tide.words"),
        Binding("enter", "open", "Go there", id="tide.open"),
        Binding("up", "move(-1)", "Up", show=False, id="tide.up"),
        Binding("down", "move(1)", "Down", show=False, id="tide.down"),
    ]

    def __init__(self, pack: Pack, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._clock = clock
        self._tide = Tide()
        self._listed: Point | None = None
        """The visit whose places are listed."""

    def body(self) -> ComposeResult:
        """Lay out the water above what belongs to one visit."""
        with Vertical(id="tide"):
            with Horizontal(id="tide-heading"):
                yield Static(Content("The tide"), id="tide-title")
                yield Static(Content(ABOUT), id="tide-about")
            yield Static(id="tide-nothing")
            yield TideWave(id="tide-wave")
            with Vertical(id="tide-visit"):
                yield Static(id="tide-said")
                yield TraceList(id="tide-traces", markup=False, compact=True)
            with TideWords(id="tide-words"):
                yield Static(id="tide-told")

    def on_screen_resume(self) -> None:
        """Draw what the store knows by now."""
        self._read()

    def on_workbook_screen_wrote(self) -> None:
        """Draw what was just written, such as a check-in; beneath other screens that can wait."""
        if self.is_current:
            self._read()

    def commands(self) -> Iterable[Command]:
        """Offer the tide in words."""
        yield Command("The tide in words", "every visit on a line of its own", self.action_tell)

    def _read(self) -> None:
        """Read the store again; stay on the same visit, or on the newest."""
        wave = self.query_one(TideWave)
        was_newest = wave.chosen >= len(self._tide.points) - 1
        self._tide = tide_of(history_of(self._answers, self._clock()), self._answers.written())
        points = self._tide.points
        self.set_class(not points, "-nothing")
        self.refresh_bindings()
        if points:
            wave.show(self._tide, len(points) - 1 if was_newest else wave.chosen)
            self._show_visit()
        else:
            words = EMPTY if self._answers.read_only else f"{EMPTY} {HOW}"
            self.query_one("#tide-nothing", Static).update(Content(words))
        if self.has_class("-in-words"):
            self._tell()

    # What is shown.

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    @property
    def _point(self) -> Point | None:
        chosen = self.query_one(TideWave).chosen
        return self._tide.points[chosen] if chosen < len(self._tide.points) else None

    @on(TideWave.Moved)
    def _show_visit(self) -> None:
        point = self._point
        if point is None:
            return
        words = shorten(said(point), LONGEST_SAID) or ("" if point.traces else "you were here")
        line = Content.assemble((when(point, self._today), "bold"), f"   {words}", (self._offer(), "$quiet"))
        self.query_one("#tide-said", Static).update(line)
        before, self._listed = self._listed, point
        if before and (before.at, before.traces) == (point.at, point.traces):
            return
        listing = self.query_one(TraceList)
        listing.set_options([self._option(trace) for trace in point.traces])
        listing.highlighted = next(
            (row for row, trace in enumerate(point.traces) if self._leads(trace)), None
        )
        self.refresh_bindings()

    def _offer(self) -> str:
        """Say on the newest visit how to check in, unless that was done just now or cannot be."""
        is_newest = self.query_one(TideWave).chosen == len(self._tide.points) - 1
        if not is_newest or self._answers.read_only or self._answers.checkin_of_visit():
            return ""
        # On a line of its own where it would break over two.
        return "\nc: check in" if self.app.size.width < ROOMY else "   c: check in"

    def _option(self, trace: Trace) -> Option:
        title = Content(title_of(trace, self._pack))
        if not self._leads(trace):
            return Option(title, disabled=True)
        return Option(Content("↗ ") + title)

    def _leads(self, trace: Trace) -> bool:
        """Tell whether there is anywhere to go."""
        return trace.is_practice or section_of(trace, self._pack) is not None

    def _tell(self) -> None:
        told = tide_in_words(self._tide, self._pack, self._today)
        lines = [
            Content(line).stylize("bold", 0, len(when(point, self._today)))
            for line, point in zip(told, reversed(self._tide.points), strict=True)
        ]
        self.query_one("#tide-told", Static).update(Content("\n").join(lines))

    # What the person does.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead nowhere while no place is in sight that one could go to."""
        if action not in ("open", "move") or not self.is_mounted:
            return True
        return not self.has_class("-in-words") and self.query_one(TraceList).highlighted is not None

    def action_step_out(self) -> None:
        """Leave the words for the water, and the water for where one was."""
        if self.has_class("-in-words"):
            self.action_tell()
        else:
            self.app.pop_screen()

    def action_tell(self) -> None:
        """Tell the tide in words, or show the water again."""
        if not self._tide.points:
            return
        self.toggle_class("-in-words")
        if self.has_class("-in-words"):
            self._tell()
            self.query_one(TideWords).focus()
        else:
            self.query_one(TideWave).focus()
        self.refresh_bindings()

    def action_move(self, lines: int) -> None:
        """Go up or down among what was written at this visit."""
        listing = self.query_one(TraceList)
        if listing.highlighted is not None:
            listing.action_cursor_down() if lines > 0 else listing.action_cursor_up()

    def action_open(self) -> None:
        """Go to what is highlighted."""
        row = self.query_one(TraceList).highlighted
        if row is not None:
            self._open(row)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    def _open(self, row: int) -> None:
        point = self._point
        if point is None:
            return
        trace = point.traces[row]
        if trace.is_practice:
            self.post_message(PracticeWanted(self._pack.present_id(trace.item_id), trace.entry_id))
        elif outline := section_of(trace, self._pack):
            item_id = self._pack.present_id(trace.item_id)
            is_there = item_id in outline.prompt_ids or item_id.startswith(OWN)
            self.post_message(SectionWanted(outline.id, item_id if is_there else ""))
