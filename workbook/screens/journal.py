"""The journal: everything written, newest first; search as you type, filters, the whole of one thing beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from workbook.progress.homes import home_of
from workbook.progress.journal import Choice, after
from workbook.progress.shelf import UNPLACED
from workbook.screens.base import WorkbookScreen
from workbook.screens.deleting import CHANGED, deletion_of
from workbook.screens.journal_filters import FILTERS, offered
from workbook.screens.journal_parts import (
    WAY_TO_FILTERS,
    JournalFilters,
    JournalList,
    RecordPane,
    SearchInput,
)
from workbook.screens.journal_view import JournalView
from workbook.screens.reading_along import may_write
from workbook.screens.requests import NoteWanted, PracticeWanted, SectionWanted
from workbook.screens.type_ahead import release_keys
from workbook.widgets.filter_bar import FilterBar
from workbook.widgets.paged_list import PagedList


class JournalScreen(JournalView):
    """Finds what was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", id="journal.clear"),
        Binding("escape", "step_out", "Back", id="journal.out"),
        *(
            Binding(str(index + 1), f"change({index}, 1)", "Filter", show=False, id=f"journal.filter-{name}")
            for index, name in enumerate(FILTERS)
        ),
        Binding("0", "show_all", "Everything", show=False, id="journal.all"),
        Binding("d", "on_this_day", "On this day", id="journal.day"),
        Binding("slash", "find", "Search", show=False, id="journal.find"),
    ]

    def show_unplaced(self) -> None:
        """Show what has no place in the open pack."""
        self.action_show_all()
        self._place.choice = Choice(mark=UNPLACED)
        self._narrow()
        self._show_list()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Escape clear where there is something to clear, and else go back."""
        match action:
            case "clear":
                return self._is_narrowed and not self.has_class("-reading")
            case "step_out":
                return not self._is_narrowed or self.has_class("-reading")
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Leave what was searched for and chosen."""
        self.action_show_all()

    def action_step_out(self) -> None:
        """Leave the whole for the list, or the journal."""
        if self.has_class("-reading"):
            self._end_reading()
        else:
            self.app.pop_screen()

    def action_find(self) -> None:
        """Go to the search."""
        self._show_list()
        self.query_one(SearchInput).focus()

    def action_move(self, action: str) -> None:
        """Move in the list while typing stays possible."""
        self.call_later(self.query_one(JournalList).run_action, action)

    def action_show_all(self) -> None:
        """Leave nothing out."""
        self._end_reading()
        self._place.choice = Choice()
        with self.prevent(Input.Changed):
            self.query_one(SearchInput).value = ""
        self._narrow(stay=True)

    def action_on_this_day(self) -> None:
        """Show what was written on this day in earlier months and years; once more, any time."""
        self._end_reading()
        self._place.choice = replace(
            self._place.choice, span="" if self._place.choice.span == "day" else "day"
        )
        self._narrow()

    def action_change(self, index: int, step: int) -> None:
        """Go on to another value of a filter, or back."""
        self._end_reading()
        name = FILTERS[index]
        values = offered(name, self._pack, self._gathered.written, self._surroundings(complete=True))
        if len(values) == 1:
            self.notify("There is nothing to choose between here yet.", markup=False)
            return
        value: Any = after([*values], getattr(self._place.choice, name), step)
        self._place.choice = replace(self._place.choice, **{name: value})
        self._narrow()

    def action_read(self) -> None:
        """Show the whole of what is highlighted, and let it be scrolled."""
        if self.query_one(JournalList).item is not None:
            self.add_class("-reading")
            self.query_one(RecordPane).focus()

    def action_open(self) -> None:
        """Open what is highlighted in its place; without one, show the whole of it here."""
        written = self.query_one(JournalList).item
        if written is None:
            return
        home = home_of(written, self._surroundings(complete=True).homes)
        if home is None:
            self.action_read()
        elif home.is_practice:
            self.post_message(PracticeWanted(home.item_id, written.id))
        elif not home.section_id:
            self.post_message(NoteWanted(home.item_id))
        else:
            self.post_message(SectionWanted(home.section_id, home.item_id))

    def action_delete(self) -> None:
        """Move what is highlighted to the trash; of a note with one page all of it."""
        written = self.query_one(JournalList).item
        record = self._gathered.record(written.key) if written else None
        wanted = deletion_of(record, self._answers)
        if written is None or wanted is None or not may_write(self, self._answers):
            return
        self._end_reading()
        keys = [one.key for one in self._found]
        following = keys[keys.index(written.key) + 1 :] or keys[-2:-1]
        self._place.key = following[0] if following else None
        self.post_message(wanted)

    @on(WorkbookScreen.Wrote)
    def _follow_deletion(self, event: WorkbookScreen.Wrote) -> None:
        if any(key.startswith(CHANGED) for key in event.flushed.saved):
            self.on_screen_resume()

    @on(PagedList.Chosen)
    def _open(self) -> None:
        self.action_open()

    @on(PagedList.Highlighted)
    def _follow(self) -> None:
        written = self.query_one(JournalList).item
        self._place.key = written.key if written else None
        # The list first: what was found should stand there without waiting for the whole of one thing.
        self.call_after_refresh(self._show_record)

    @on(FilterBar.Changed)
    def _change(self, event: FilterBar.Changed) -> None:
        self.action_change(event.index, event.step)

    async def on_descendant_focus(self) -> None:
        """Show the highlighted row as clearly while its keys come from the search; reading ends elsewhere."""
        self.set_class(isinstance(self.focused, RecordPane), "-reading")
        in_search = isinstance(self.focused, SearchInput)
        self.query_one(JournalList).set_class(in_search, "-steered")
        self.query_one(JournalFilters).show_way_in(WAY_TO_FILTERS if in_search else "")
        self.refresh_bindings()
        await release_keys(self.app)

    @on(Input.Changed, "#journal-words")
    def _search(self) -> None:
        # An input that begins with words says so as well.
        if self._words != self._place.words:
            self._list()

    def _end_reading(self) -> None:
        if self.has_class("-reading"):
            self._show_list()

    def _show_list(self) -> None:
        self.remove_class("-reading")
        self.query_one(JournalList).focus()
