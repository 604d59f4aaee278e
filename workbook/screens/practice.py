"""A practice: its entries, newest first, and the form to add or change one in place."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.model import Practice
from workbook.progress.looking_back import is_due, name_of, tally, waiting_first
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.deleting import CHANGED
from workbook.screens.entry_form import NEW, EntryForm
from workbook.screens.entry_writing import Writings
from workbook.screens.panes import MIDDLE
from workbook.screens.reading_along import may_write
from workbook.screens.requests import DeleteWanted
from workbook.screens.whereabouts import Stop, Way
from workbook.store.answers import Answers
from workbook.store.records import Entry
from workbook.store.trashed import ENTRY
from workbook.text import shorten

LIST_COLUMNS = 44
"""The width of the list beside the form, as in `pages.tcss`."""


class EntryList(OptionList):
    """The entries of one practice."""

    HELP: ClassVar[str] = (
        "What you have put in this practice: first what asked to be looked back on by now (◆), then the newest. "
        "Enter opens one, a adds one. Delete moves one to the trash; u takes it back. Nothing has to be finished."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "screen.delete", "Delete", show=False, id="practice.delete"),
    ]


class PracticeScreen(WorkbookScreen):
    """Adds to, reads and changes one practice."""

    AUTO_FOCUS = "EntryList"
    CSS_PATH = "../pages.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="practice.add"),
        Binding("ctrl+n", "add", "Add another", id="practice.add-another"),
        Binding("escape", "step_out", "Back", id="practice.out"),
        Binding("ctrl+s", "say_saved", "Saved?", show=False, id="practice.saved"),
    ]

    def __init__(
        self,
        practice: Practice,
        answers: Answers,
        autosave: Autosave,
        writings: Writings,
        clock: Callable[[], datetime],
        entry_id: str = "",
    ) -> None:
        """Build the screen.

        Args:
            practice: The practice.
            answers: The person's answers.
            autosave: Takes what is typed.
            writings: What was written into entries in this visit.
            clock: Tells the present time, aware and in UTC.
            entry_id: The entry to open at once; empty for none, `NEW` for a fresh one.
        """
        super().__init__()
        self._practice = practice
        self._answers = answers
        self._autosave = autosave
        self._writings = writings
        self._clock = clock
        self._entry_id = entry_id
        self._listed: list[Entry] = []

    def body(self) -> ComposeResult:
        """Lay out list and form side by side."""
        with Horizontal(id="practice"):
            with Vertical(id="entries-pane", classes="pane -current"):
                yield Static(id="practice-heading")
                yield EntryList(id="entries", markup=False, compact=True)
            with Vertical(id="form-pane", classes="pane"):
                yield EntryForm(self._practice, self._autosave, self._today, id="form")

    async def on_mount(self) -> None:
        """List what is there; open the entry that was asked for."""
        self._fit_width()
        self._list_entries()
        if self._entry_id == NEW or (not self._listed and not self._answers.read_only):
            await self.action_add()
        elif entry := self._answers.entry(self._entry_id):
            await self._open(entry)
        elif self._listed:
            await self._open(self._listed[0], focus=False)

    async def on_screen_resume(self) -> None:
        """Take what is written from here on, once the other window has gone."""
        if any(form.only_shows for form in self.query(EntryForm)):
            await self.look_again()

    async def look_again(self) -> None:
        """Show the entries as they are by now, and the same one in the form."""
        form = self.query_one(EntryForm)
        entry_id, had_focus, before = form.entry_id, form.has_focus_within, self._listed
        self._list_entries()
        if self._listed == before and form.only_shows == self._answers.read_only:
            return
        self.refresh_bindings()
        entry = self._answers.entry(entry_id) or next(iter(self._listed), None)
        if entry is not None:
            self._writings.forget(entry.id)
            await self._open(entry, focus=had_focus)
        elif not self._answers.read_only:
            await self.action_add()

    def on_resize(self) -> None:
        """Choose whether both panes fit."""
        self._fit_width()

    async def action_add(self) -> None:
        """Begin a new entry."""
        if self._answers.read_only:
            return
        self._keep()
        look_back_on = ""
        if self._practice.look_back:
            days = timedelta(days=self._practice.look_back.after_days)
            look_back_on = (self._today() + days).isoformat()
        writing = self._writings.new(self._practice, look_back_on)
        await self.query_one(EntryForm).show(writing, read_only=False)
        self._show_form()

    def action_delete(self) -> None:
        """Move the highlighted entry to the trash."""
        index = self.query_one(EntryList).highlighted
        if index is None or index >= len(self._listed) or not may_write(self, self._answers):
            return
        self._delete(self._listed[index].id)

    def _delete(self, entry_id: str) -> None:
        self._keep()
        self._writings.forget(entry_id)
        self.post_message(DeleteWanted(ENTRY, entry_id))

    def commands(self) -> Iterable[Command]:
        """Offer deleting what is in the form, where the key belongs to the words."""
        shown = self.query_one(EntryForm).entry_id
        if shown not in ("", NEW) and not self._answers.read_only:
            yield Command("Delete this entry", "to the trash", partial(self._delete, shown), known=True)

    async def _show_what_is_left(self) -> None:
        """List anew, and show an entry that is there in place of one that went."""
        was_in_form = self.query_one(EntryForm).has_focus_within
        self._list_entries()
        if self._listed:
            index = self.query_one(EntryList).highlighted or 0
            await self._open(self._listed[index], focus=False)
            if was_in_form:
                self._show_list()
        else:
            await self.action_add()

    def action_step_out(self) -> None:
        """Leave the form for the list, and the list for where one came from."""
        self._keep()
        if self.query_one(EntryForm).has_focus_within:
            # What was written just now should stand there, however soon Escape comes.
            self._list_entries()
            if self._listed:
                self._show_list()
                return
        self.app.pop_screen()

    def action_say_saved(self) -> None:
        """Write at once, for hands that are used to saving."""
        self._keep()

    def _keep(self) -> None:
        self.collect()
        self._autosave.flush()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer adding only where one can write."""
        return not (action == "add" and self._answers.read_only)

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _fit_width(self) -> None:
        self.set_class(self.app.size.width < MIDDLE, "-narrow")

    def _show_form(self) -> None:
        self.query_one("#entries-pane").remove_class("-current")
        self.query_one("#form-pane").add_class("-current")
        self.query_one(EntryForm).take_focus()

    def _show_list(self) -> None:
        self.query_one("#form-pane").remove_class("-current")
        self.query_one("#entries-pane").add_class("-current")
        self.query_one(EntryList).focus()

    def _list_entries(self) -> None:
        entries = self._answers.entries(self._practice.id, self._practice.was)
        today = self._today()
        self._listed = waiting_first(entries, today)
        listing = self.query_one(EntryList)
        highlighted = listing.highlighted
        listing.clear_options()
        listing.add_options([Option(self._line(entry, today), id=entry.id) for entry in self._listed])
        if self._listed:
            listing.highlighted = min(highlighted or 0, len(self._listed) - 1)
        self.query_one("#practice-heading", Static).update(self._heading(entries))

    def _heading(self, entries: list[Entry]) -> Content:
        lines = [Content(self._practice.title).stylize("bold $primary")]
        said = tally(self._practice.look_back, entries) if self._practice.look_back else ""
        if said:
            lines.append(Content(said).stylize("$secondary"))
        if not entries:
            lines.append(Content("Nothing here yet.").stylize("$quiet"))
        return Content("\n").join(lines)

    def _line(self, entry: Entry, today: date) -> Content:
        when = moments.in_words(entry.at, self._clock())
        words = shorten(name_of(self._practice, entry), 70) or "(empty)"
        mark = ("◆ ", "$accent") if is_due(entry, today) else "· "
        ending = f" · {shorten(entry.ending_label, 30)}" if entry.ending_label else ""
        if entry.look_back_on and not ending:
            ending = f" · look back on {moments.day_in_words(entry.look_back_on)}"
        pane = self.app.size.width if self.has_class("-narrow") else LIST_COLUMNS
        lines = Content(words).wrap(max(pane - 8, 16))
        body = Content("\n  ").join([*lines, Content(f"{when}{ending}").stylize("dim")])
        return Content.assemble(mark, body)

    async def _open(self, entry: Entry, *, focus: bool = True) -> None:
        self._keep()
        writing = self._writings.of(self._practice, entry)
        await self.query_one(EntryForm).show(writing, read_only=self._answers.read_only)
        if focus:
            self._show_form()

    def way_here(self) -> Stop:
        """Tell what leads to what is shown here: the entry in the form, while one is in it."""
        form = self.query_one(EntryForm)
        return Stop(Way.PRACTICE, self._practice.id, form.entry_id if form.has_focus_within else "")

    def collect(self) -> None:
        """Hand over what was typed in the last instant."""
        if not self._answers.read_only:
            for form in self.query(EntryForm):
                form.collect()

    @on(OptionList.OptionSelected, "#entries")
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        entry = self._answers.entry(event.option_id or "")
        if entry is not None:
            await self._open(entry)

    @on(WorkbookScreen.Wrote)
    async def _wrote(self, event: WorkbookScreen.Wrote) -> None:
        self.query_one(EntryForm).say_written(event.flushed)
        if any(key.startswith("entry:") for key in event.flushed.saved):
            self._list_entries()
        if any(key.startswith(CHANGED) for key in event.flushed.saved):
            await self._show_what_is_left()
