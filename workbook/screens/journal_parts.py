"""What the journal is laid out from: the search, the filters, the list, and the whole of what is chosen."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from workbook.store.written import Written
from workbook.widgets.filter_bar import FilterBar
from workbook.widgets.paged_list import PagedList

WAY_TO_FILTERS = "Tab to filter:"
"""What stands before the filters while a number would be typed into the search."""


class SearchInput(Input):
    """What to search for; arrows and Enter act on the list below."""

    HELP: ClassVar[str] = (
        "Your journal: everything you wrote, newest first. Type to search your answers and the questions. Arrow keys "
        "move in the list, Enter opens what you are on in its place. Tab leads to the filters and to the list; there the "
        "numbers 1 to 5 change the filters, 0 shows everything again, and d what you wrote on this day. Here they are "
        "part of what you search for. Escape clears the search, and leaves when there is nothing to clear."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Open", id="journal.open"),
        Binding("down", "screen.move('move(1)')", show=False, id="journal.down"),
        Binding("up", "screen.move('move(-1)')", show=False, id="journal.up"),
        Binding("pagedown", "screen.move('page(1)')", show=False, id="journal.page-down"),
        Binding("pageup", "screen.move('page(-1)')", show=False, id="journal.page-up"),
    ]


class JournalFilters(FilterBar):
    """What of the journal is wanted."""

    HELP: ClassVar[str] = (
        "What of the journal is shown. Left and right move, Enter goes on to the next, Backspace to the one before. "
        "The numbers do the same from the list; 0 shows everything again, d what you wrote on this day."
    )


class JournalList(PagedList[Written]):
    """Everything that was found, newest first."""

    HELP: ClassVar[str] = (
        "What you wrote, newest first. Enter opens it in its place; Space shows the whole of it here. The numbers "
        "change the filters, 0 shows everything again, d what you wrote on this day in earlier months and years. "
        "Delete moves what you are on to the trash; u takes it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.read", "Read", id="journal.read"),
        Binding("delete", "screen.delete", "Delete", show=False, id="journal.delete"),
    ]


class RecordPane(VerticalScroll, can_focus=True):
    """The whole of what is chosen."""

    HELP: ClassVar[str] = (
        "The whole of what you chose, as it was asked and as you wrote it. Enter opens it in its place, when its "
        "question is still there. Escape goes back to the list."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Open", id="journal.open-read"),
        Binding("delete", "screen.delete", "Delete", show=False, id="journal.delete-read"),
    ]
