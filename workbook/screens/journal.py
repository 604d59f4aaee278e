"""The journal: everything written, newest first; search as you type, filters, the whole of one thing beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from workbook.content.loader import Pack
from workbook.progress.homes import Home, home_of, homes_in
from workbook.progress.journal import Choice, Surroundings, after, by_month, chosen
from workbook.progress.shelf import UNPLACED
from workbook.screens.base import WorkbookScreen
from workbook.screens.deleting import CHANGED, deletion_of
from workbook.screens.journal_filters import FILTERS, marked_ids, offered, shown_filters
from workbook.screens.journal_gathered import Gathered, JournalPlace, standing
from workbook.screens.journal_parts import (
    WAY_TO_FILTERS,
    JournalFilters,
    JournalList,
    RecordPane,
    SearchInput,
)
from workbook.screens.journal_record import Sight, row_lines, whole
from workbook.screens.reading_along import may_write
from workbook.screens.requests import NoteWanted, PracticeWanted, SectionWanted
from workbook.screens.type_ahead import release_keys
from workbook.store.answers import Answers
from workbook.store.written import Written
from workbook.widgets.filter_bar import FilterBar
from workbook.widgets.paged_list import PagedList

MIDDLE = 86
"""Columns from which the list and what is chosen stand side by side."""
LOW = 20
"""Rows below which nothing is spent on gaps."""
LONGEST_SEARCH = 200
"""Characters."""
EMPTY = "Nothing written yet. What you write will stand here, the newest first. There is no hurry."
NOT_FOUND = "Nothing found. Escape shows everything again."
ALL_PLACED = "Everything you wrote has its place in the open pack. Escape shows everything again."


class JournalScreen(WorkbookScreen):
    """Finds what was written."""

    AUTO_FOCUS = "SearchInput"
    CSS_PATH = "../pages.tcss"
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

    def __init__(
        self, pack: Pack, answers: Answers, clock: Callable[[], datetime], place: JournalPlace | None = None
    ) -> None:
        """Build the screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
            place: Where someone was in the journal; kept up to date.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._clock = clock
        self._gathered = Gathered(answers)
        self._wanted: Sequence[Written] = ()
        self._place = place or JournalPlace()
        self._found: Sequence[Written] = ()
        self._homes: Mapping[str, Home] | None = None

    def body(self) -> ComposeResult:
        """Lay out the search and the filters above the list and what is chosen in it."""
        with Vertical(id="journal"):
            with Vertical(id="journal-top"):
                yield Static(id="journal-heading")
                yield SearchInput(
                    self._place.words,
                    placeholder="type to search",
                    id="journal-words",
                    compact=True,
                    max_length=LONGEST_SEARCH,
                )
                yield JournalFilters(id="journal-filters")
            with Horizontal(id="journal-panes"):
                with Vertical(id="journal-list-pane"):
                    yield Static(id="journal-nothing")
                    yield JournalList(self._row, id="journal-list")
                with RecordPane(id="journal-record-pane"):
                    yield Static(id="journal-record")

    def on_mount(self) -> None:
        """Find out beside everything else where the questions stand: that reads all chapters."""
        self._fit()
        self.run_worker(self._prepare, name="homes", thread=True)

    def _prepare(self) -> Mapping[str, Home]:
        """Do what the first letter and the first filter would have to wait for."""
        self._answers.matching("a", self._today)
        return homes_in(self._pack, self._answers.own_prompts())

    def on_screen_resume(self) -> None:
        """Read again what was written; stay on what was highlighted."""
        self._gathered.look()
        if self._homes is not None:
            # Something of their own may have been added; the chapters are read by now.
            self._homes = homes_in(self._pack, self._gathered.own)
        self._narrow(stay=True)

    async def look_again(self) -> None:
        """Show what the answers say by now."""
        self.on_screen_resume()

    def show_unplaced(self) -> None:
        """Show what has no place in the open pack."""
        self.action_show_all()
        self._place.choice = Choice(mark=UNPLACED)
        self._narrow()
        self._show_list()

    def on_resize(self) -> None:
        """Choose whether both panes fit."""
        self._fit()

    @on(Worker.StateChanged)
    def _homes_found(self, event: Worker.StateChanged) -> None:
        if event.worker.name == "homes" and event.state is WorkerState.SUCCESS:
            self._homes = event.worker.result
            self._show_record()

    # What the person does.

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

    # What is shown.

    @property
    def _words(self) -> str:
        return self.query_one(SearchInput).value.strip()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._place.words) or self._place.choice != Choice()

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _sight(self) -> Sight:
        return Sight(self._clock(), self._answers.seals(self._today), self._words)

    def _surroundings(self, *, complete: bool = False) -> Surroundings:
        """Gather what choosing has to know; the questions' places only when they are needed at once."""
        if complete and self._homes is None:
            self._homes = homes_in(self._pack, self._gathered.own)
        marks = marked_ids(self._answers, self._pack)
        return Surroundings(self._today, self._homes or {}, marks, self._gathered.notes)

    def _narrow(self, *, stay: bool = False) -> None:
        """Choose by the filters, then by the words."""
        if self._place.choice == Choice():
            self._wanted = self._gathered.written
        else:
            self._wanted = chosen(
                self._gathered.written, self._place.choice, self._surroundings(complete=True)
            )
        self._list(stay=stay)

    def _list(self, *, stay: bool = False) -> None:
        before = self._place.key if stay else None
        found = self._wanted
        self._place.words = self._words
        if self._words:
            keys = self._gathered.matching(self._words, self._today)
            found = [one for one in found if one.key in keys]
        self._found = found
        rows: list[Written | str] = []
        highlighted = None
        for month, group in by_month(found):
            rows.append(f"{month:%B %Y}")
            if before is not None and highlighted is None:
                at = (len(rows) + number for number, one in enumerate(group) if one.key == before)
                highlighted = next(at, None)
            rows += group
        self.query_one(JournalList).show(rows, highlighted)
        self._say(len(found))

    def _say(self, count: int) -> None:
        """Write the heading and the filters, and a line where there is nothing to list."""
        self.refresh_bindings()
        status = f"{count} found" if self._is_narrowed and count else ""
        heading = Content.assemble(("Journal", "bold $primary"), (f"  {status}", "$quiet"))
        self.query_one("#journal-heading", Static).update(heading, layout=False)
        choice = self._place.choice
        # What the filters know takes a look at everything: only when one of them narrows.
        around = Surroundings(self._today) if choice == Choice() else self._surroundings()
        filters = shown_filters(choice, self._pack, self._gathered.written, around)
        self.query_one(JournalFilters).show(filters)
        nothing = self.query_one("#journal-nothing", Static)
        if not count:
            nothing.update(Content(self._nothing_in_words()))
        nothing.display = not count
        self.query_one(JournalList).display = bool(count)

    def _nothing_in_words(self) -> str:
        if self._place.choice == Choice(mark=UNPLACED) and not self._words:
            return ALL_PLACED
        return NOT_FOUND if self._is_narrowed else EMPTY

    def _row(self, written: Written, width: int) -> list[Content]:
        record = self._gathered.record(written.key)
        return row_lines(record, self._sight(), width) if record else []

    def _show_record(self) -> None:
        written = self.query_one(JournalList).item
        record = self._gathered.record(written.key) if written else None
        shown = Content()
        if written is not None and record is not None:
            item, where = standing(written, self._pack, self._homes, self._gathered.own)
            shown = whole(record, item, self._sight(), where)
        self.query_one("#journal-record", Static).update(shown)
        self.query_one(RecordPane).scroll_home(animate=False)

    def _end_reading(self) -> None:
        if self.has_class("-reading"):
            self._show_list()

    def _show_list(self) -> None:
        self.remove_class("-reading")
        self.query_one(JournalList).focus()

    def _fit(self) -> None:
        self.set_class(self.app.size.width < MIDDLE, "-narrow")
        self.set_class(self.app.size.height < LOW, "-low")
