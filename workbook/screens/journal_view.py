"""How the journal looks: everything written that is wanted, newest first, the whole of one thing beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from workbook.content.loader import Pack
from workbook.progress.homes import Home, homes_in
from workbook.progress.journal import Choice, Surroundings, by_month, chosen
from workbook.progress.shelf import UNPLACED
from workbook.screens.base import WorkbookScreen
from workbook.screens.journal_filters import marked_ids, shown_filters
from workbook.screens.journal_gathered import Gathered, JournalPlace, standing
from workbook.screens.journal_parts import (
    JournalFilters,
    JournalList,
    RecordPane,
    SearchInput,
)
from workbook.screens.journal_record import Sight, row_lines, whole
from workbook.screens.panes import MIDDLE
from workbook.store.answers import Answers
from workbook.store.written import Written

LOW = 20
"""Rows below which nothing is spent on gaps."""
LONGEST_SEARCH = 200
"""Characters."""
EMPTY = "Nothing written yet. What you write will stand here, the newest first. There is no hurry."
NOT_FOUND = "Nothing found. Escape shows everything again."
ALL_PLACED = "Everything you wrote has its place in the open pack. Escape shows everything again."


class JournalView(WorkbookScreen):
    """Shows what was written, as far as it was searched for and chosen."""

    AUTO_FOCUS = "SearchInput"
    CSS_PATH = "../pages.tcss"

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

    def on_resize(self) -> None:
        """Choose whether both panes fit."""
        self._fit()

    @on(Worker.StateChanged)
    def _homes_found(self, event: Worker.StateChanged) -> None:
        if event.worker.name == "homes" and event.state is WorkerState.SUCCESS:
            self._homes = event.worker.result
            self._show_record()

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

    def _fit(self) -> None:
        self.set_class(self.app.size.width < MIDDLE, "-narrow")
        self.set_class(self.app.size.height < LOW, "-low")
