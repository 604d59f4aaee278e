"""What home lists below the doors: what else waits to be looked back on, the chapters, and the practices."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline, SectionOutline
from workbook.frozen import frozen
from workbook.progress.history import History
from workbook.progress.looking_back import sentence
from workbook.progress.outlook import whole
from workbook.progress.states import SectionState, section_state
from workbook.store.answers import Answers
from workbook.store.records import Entry
from workbook.text import one_line
from workbook.widgets.section_list import state_mark

GAP = 3
"""Columns between the chapters' titles and their marks."""


@frozen()
class Row:
    """One line, and where it leads; a heading leads nowhere."""

    line: Content
    section_id: str = ""
    practice_id: str = ""
    entry_id: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it leads; all empty for a heading."""
        return self.section_id, self.practice_id, self.entry_id


class ChapterList(OptionList):
    """What waits, the chapters with their sections' states, and the practices with entries."""

    HELP: ClassVar[str] = (
        "The chapters, with a mark for each section: ○ untouched, ◐ opened, ● answered, ◌ resting. "
        "Enter opens a chapter. Above stands what else waits to be looked back on, below are the practices you keep."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: Sequence[Row] = ()

    def on_focus(self) -> None:
        """Show where one is."""
        if self.highlighted is None:
            self.action_first()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; what is highlighted stays so while it is there."""
        chosen = self.row(self.highlighted).place if self.highlighted is not None else ("", "", "")
        self._rows = rows
        self.clear_options()
        self.add_options([Option(row.line, disabled=not any(row.place)) for row in rows])
        places = [row.place for row in rows]
        self.highlighted = places.index(chosen) if any(chosen) and chosen in places else None

    def row(self, index: int) -> Row:
        """Give a row by its index, from 0."""
        return self._rows[index]


def rows(
    pack: Pack, answers: Answers, history: History, waiting: Sequence[Entry], width: int, *, quick: bool
) -> list[Row]:
    """Write everything that stands below the doors.

    Args:
        pack: The open pack.
        answers: Gives the titles of practices that the pack has no more.
        history: What is known of the person's past.
        waiting: What waits to be looked back on and is on no door.
        width: The room in columns.
        quick: Read no chapter.
    """
    return [
        *_waiting(pack, waiting, quick=quick),
        *_chapters(pack, history, width),
        *_practices(pack, answers, history, quick=quick),
    ]


def _waiting(pack: Pack, waiting: Sequence[Entry], *, quick: bool) -> Iterator[Row]:
    """A promise is said again; any other entry goes by its practice's title alone."""
    if waiting:
        yield _heading("waiting to be looked back on, whenever you like")
    for entry in waiting:
        located = None if quick else pack.practice(entry.practice_id)
        words = one_line(sentence(located[1], entry.values)) if located else ""
        line = Content.assemble(("◆ ", "$accent"), f"“{words}”" if words else entry.title)
        yield Row(line, practice_id=entry.practice_id, entry_id=entry.id)
    if waiting:
        yield Row(Content(" "))


def _chapters(pack: Pack, history: History, width: int) -> Iterator[Row]:
    yield _heading("chapters")
    widest = max((cell_len(outline.title) for outline in pack.outlines), default=0)
    most = max((len(outline.sections) for outline in pack.outlines), default=0)
    room = widest if widest + GAP + 2 * most <= width else -1
    for chapter in pack.outlines:
        if chapter.missing:
            why = (f"  cannot be opened: {chapter.missing}", "$warning")
            yield Row(Content.assemble(chapter.title or chapter.id, why))
            continue
        states = [_state(section, history) for section in chapter.sections]
        yield Row(_chapter_line(chapter, states, room), section_id=_entrance(chapter, states))


def _state(section: SectionOutline, history: History) -> SectionState:
    return section_state(
        whole(section, history), history.answered, history.entries, history.openings, history.resting
    )


def _chapter_line(chapter: ChapterOutline, states: Sequence[SectionState], room: int) -> Content:
    """Write a title and a mark for each section behind it; beneath it where no line has room for both."""
    marks = [(f"{state_mark(state)} ", "" if state.times else "dim") for state in states]
    if room < 0:
        return Content.assemble(Content(chapter.title), "\n  ", *marks)
    title = Content(chapter.title)
    return Content.assemble(title.pad_right(room - title.cell_length + GAP), *marks)


def _entrance(chapter: ChapterOutline, states: Sequence[SectionState]) -> str:
    """The section to open: the first one not yet answered, else the first; one that rests only if all do."""
    sections = list(zip(chapter.sections, states, strict=True))
    awake = [(section, state) for section, state in sections if state.name != "resting"] or sections
    fresh = (section.id for section, state in awake if not state.times)
    return next(fresh, awake[0][0].id if awake else "")


def _practices(pack: Pack, answers: Answers, history: History, *, quick: bool) -> Iterator[Row]:
    counted = pack.by_present_id(history.entries)
    counts = [(practice_id, count) for practice_id, count in counted.items() if count]
    if counts:
        yield Row(Content(" "))
        yield _heading("practices")
    for practice_id, count in counts:
        located = None if quick else pack.practice(practice_id)
        found = [] if located else answers.entries(practice_id, pack.earlier_ids(practice_id))
        title = located[1].title if located else found[0].title
        yield Row(Content.assemble(title, (f"  {count}", "dim")), practice_id=practice_id)


def _heading(words: str) -> Row:
    return Row(Content(words))
