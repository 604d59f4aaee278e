"""Before a session begins: what is good to have ready. Nothing here holds anyone up."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static, TextArea

from workbook.room.leading import MOST_SEATS, Leading
from workbook.screens.sheet import Sheet
from workbook.text import clean
from workbook.widgets.editor import Editor
from workbook.widgets.option_lines import OptionLines
from workbook.workshop.in_words import minutes_in_words
from workbook.workshop.readiness import things_to_have_ready

SCREEN_HINT = "No screen for the room is connected. In a second terminal: workbook workshop screen"


class PreflightSheet(Sheet[bool]):
    """Head count, a list to tick, where to turn nearby; ends in True when the session should begin."""

    HELP: ClassVar[str] = (
        "What is good to have ready. Space ticks a line; nothing has to be ticked. The contacts you type stand on F5, "
        "and the room sees them only at the end, when you press c there. Everything is kept as you type."
    )
    AUTO_FOCUS = "#head-count, OptionLines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "To the console", id="preflight.leave"),
    ]

    def __init__(self, leading: Leading, screens: Callable[[], int]) -> None:
        """Build the page.

        Args:
            leading: The session.
            screens: Tells how many screens of the room are connected.
        """
        super().__init__()
        self._leading = leading
        self._screens = screens
        self._nearby = Editor(2)
        self._nearby.id = "contacts-nearby"
        self._ids: dict[str, str] = {}
        """The things on the list, by their words."""

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        agenda = self._leading.agenda
        people = len(self._leading.running.seats)
        with Vertical(id="preflight", classes="sheet"):
            yield Static(Content(f"Before people come: {agenda.title}"), classes="sheet-title")
            with VerticalScroll(id="preflight-body"):
                if self._leading.has_begun:
                    # A number half typed would take away seats that people sit on.
                    yield Static(Content(f"{people} people by the last count; g changes that."))
                else:
                    with Horizontal(id="head-count-line"):
                        yield Static("How many people?", markup=False, id="head-count-label")
                        yield Input(str(people or ""), id="head-count", compact=True, max_length=4)
                    yield Static(id="head-count-words", classes="quiet")
                yield Vertical(id="things")
                yield Static("Where to turn nearby", markup=False, classes="label")
                yield self._nearby
                yield Static(id="room-screen")
            with Horizontal(id="preflight-end"):
                if not self._leading.has_begun:
                    yield Button("Begin", id="begin", compact=True)
                yield Static("Tab moves on · Escape: console", markup=False, classes="quiet")

    async def on_mount(self) -> None:
        """Fill in what is known."""
        self._nearby.show(self._leading.running.contacts)
        await self._list_things()
        self._say_screens()
        self.set_interval(1.0, self._say_screens)

    def action_leave(self) -> None:
        """Go to the console; nothing begins by that."""
        self._keep_contacts()
        self.close(False)

    @on(Button.Pressed, "#begin")
    def _begin(self) -> None:
        self._keep_contacts()
        self.close(True)

    @on(Input.Submitted)
    def _move_on(self) -> None:
        self.focus_next()

    @on(Input.Changed, "#head-count")
    async def _count(self, event: Input.Changed) -> None:
        words, count = event.value.strip(), head_count(event.value)
        hint = self.query_one("#head-count-words", Static)
        if count is None:
            hint.update(f"A number from 1 to {MOST_SEATS}, please; the last one is kept." if words else "")
            return
        agenda = self._leading.agenda
        fits = agenda.people_least <= count <= agenda.people_most
        hint.update("" if fits else f"Planned for {agenda.people_least} to {agenda.people_most} people.")
        self._leading.seat(count)
        await self._list_things()

    @on(OptionLines.Chosen)
    def _tick(self, event: OptionLines.Chosen) -> None:
        ticked = {self._ids[words] for words in event.chosen if words in self._ids}
        for thing in self._ids.values():
            if (thing in ticked) != (thing in self._leading.running.ticked):
                self._leading.tick_or_not(thing)

    @on(OptionLines.Finished)
    def _after_things(self) -> None:
        self.focus_next()

    @on(TextArea.Changed, "#contacts-nearby")
    def _keep_soon(self) -> None:
        self.set_timer(0.3, self._keep_contacts)

    def _keep_contacts(self) -> None:
        if self.is_mounted:
            self._leading.keep_contacts(clean(self._nearby.text).strip())

    async def _list_things(self) -> None:
        things = things_to_have_ready(self._leading.agenda, len(self._leading.running.seats))
        if [thing.words for thing in things] == list(self._ids):
            return
        self._ids = {thing.words: thing.id for thing in things}
        lines = OptionLines(list(self._ids), several=True)
        lines.show(thing.words for thing in things if thing.id in self._leading.running.ticked)
        holder = self.query_one("#things", Vertical)
        await holder.remove_children()
        await holder.mount(lines)

    def _say_screens(self) -> None:
        count = self._screens()
        one = "1 screen for the room is connected."
        many = f"{count} screens for the room are connected."
        words = SCREEN_HINT if not count else one if count == 1 else many
        total = minutes_in_words(self._leading.agenda.minutes)
        self.query_one("#room-screen", Static).update(Content(f"{words}\n{total} from when you begin."))


def head_count(words: str) -> int | None:
    """Read a head count; None for what is no number of people, none included."""
    words = words.strip()
    if not (words.isascii() and words.isdigit()):
        return None
    count = int(words)
    return count if 1 <= count <= MOST_SEATS else None
