"""The trash: what was deleted and wordings that were removed; take back, or delete for good after one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook import moments
from workbook.autosave import Autosave
from workbook.progress.journal import readable, words_of
from workbook.screens.deleting import Deleting
from workbook.screens.journal_record import CHECKED_IN
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.records import Entry, Layer
from workbook.store.trashed import CHECK_IN, NOTE, PERSON, Trashed
from workbook.text import one_line, shorten
from workbook.values import Seals

EMPTY = "The trash is empty. What you delete lies here for 90 days at least, and comes back with one key."
KEYS = "Enter shows · u takes back · x deletes it for good · X everything · Escape closes"
READ_KEYS = "Enter shows · Escape closes"
SURE = "x once more deletes this for good. Backups keep it until newer ones take their place."
SURE_ALL = "X once more deletes everything here for good. Backups keep it until newer ones take their place."
UNTITLED = {NOTE: "A note", CHECK_IN: CHECKED_IN, PERSON: "Somebody of your own, from the support page"}
WORDINGS = "Removed wordings of: "
LONGEST_TITLE = 90
"""Characters shown of a question or title."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: something deleted, or the wordings removed from what is still there."""

    trashed: Trashed | None
    record: Layer | Entry | None

    @property
    def id(self) -> str:
        """The id in the trash, or of the record."""
        return self.trashed.id if self.trashed else self.record.id if self.record else ""

    @property
    def title(self) -> str:
        """What it is, on one line."""
        if self.trashed is None:
            asked = (
                self.record.question if isinstance(self.record, Layer) else getattr(self.record, "title", "")
            )
            return WORDINGS + one_line(asked)
        return one_line(self.trashed.title) or UNTITLED.get(self.trashed.kind, "An answer")


class TrashList(OptionList):
    """What was deleted, the last first, then removed wordings."""

    HELP: ClassVar[str] = (
        "What you deleted, the last first. u puts it back where it was, x deletes it for good after asking once. "
        "Below are wordings you removed from what is still there. After 90 days something goes by itself."
    )


class TrashScreen(Sheet[None]):
    """Lists what was deleted, shows it, takes it back or deletes it for good."""

    AUTO_FOCUS = "TrashList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_out", "Back", id="trash.out"),
        Binding("u", "take_back", "Take back", show=False, id="trash.take-back"),
        Binding("x,delete", "delete", "Delete for good", show=False, id="trash.delete"),
        Binding("X", "empty", "Empty", show=False, id="trash.empty"),
    ]

    def __init__(
        self, answers: Answers, autosave: Autosave, deleting: Deleting, clock: Callable[[], datetime]
    ) -> None:
        """Build the page.

        Args:
            answers: The person's answers.
            autosave: Writes what is deleted for good.
            deleting: Takes back.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._answers, self._autosave, self._deleting, self._clock = answers, autosave, deleting, clock
        self._lines: list[_Line] = []
        self._asked = ""
        """What the next key would delete for good: an id, `all`, or nothing."""

    def compose(self) -> ComposeResult:
        """Lay out the list and the place where one thing is shown."""
        with Vertical(id="trash", classes="sheet"):
            yield Static("Trash", markup=False, classes="sheet-title")
            yield Static(Content(EMPTY), id="trash-empty")
            yield TrashList(id="trash-list", markup=False, compact=True)
            with VerticalScroll(id="trash-shown"):
                yield Static(id="trash-words")
            yield Static(id="trash-hint", classes="quiet")

    def on_mount(self) -> None:
        """List everything."""
        self._list()

    def _list(self, highlighted: int = 0) -> None:
        self._lines = [_Line(trashed, None) for trashed in self._answers.trash()]
        self._lines += [_Line(None, record) for record in self._answers.with_removed_wordings()]
        self._asked = ""
        listing = self.query_one(TrashList)
        listing.set_options(Option(self._row(line)) for line in self._lines)
        self.set_class(not self._lines, "-nothing")
        self.remove_class("-showing")
        if self._lines:
            listing.highlighted = min(highlighted, len(self._lines) - 1)
        self._hint()

    def _row(self, line: _Line) -> Content:
        when = ""
        if line.trashed is not None:
            when = f"deleted {moments.in_words(line.trashed.at, self._clock())}"
        elif line.record is not None:
            when = f"{len(line.record.drafts)} kept"
        return Content.assemble(shorten(line.title, LONGEST_TITLE), "\n", (f"  {when}", "dim"))

    def _hint(self) -> None:
        keys = READ_KEYS if self._answers.read_only else KEYS
        asked = {"": keys if self._lines else "Escape closes", "all": SURE_ALL}.get(self._asked, SURE)
        self.query_one("#trash-hint", Static).update(Content(asked))

    @property
    def _highlighted(self) -> _Line | None:
        index = self.query_one(TrashList).highlighted
        return None if index is None or index >= len(self._lines) else self._lines[index]

    @on(OptionList.OptionHighlighted)
    def _ask_no_more(self) -> None:
        line = self._highlighted
        if self._asked and (line is None or self._asked != line.id):
            self._asked = ""
            self._hint()

    @on(OptionList.OptionSelected)
    def _show(self) -> None:
        line = self._highlighted
        if line is None:
            return
        seals = self._answers.seals(self._clock().astimezone().date())
        if line.trashed is not None:
            parts = [words_of(record, seals) for record in line.trashed.records]
        else:
            parts = _wordings(line.record, seals)
        words = "\n\n".join(part for part in parts if part) or "Nothing was written there."
        title = Content(line.title).stylize("$primary")
        self.query_one("#trash-words", Static).update(Content("\n\n").join([title, Content(words)]))
        self.add_class("-showing")
        self.call_after_refresh(self.query_one("#trash-shown").focus)

    def action_take_back(self) -> None:
        """Put what is highlighted back where it was."""
        line = self._highlighted
        if line is not None and line.trashed is not None and not self._answers.read_only:
            self._deleting.put_back(line.trashed.id)
            self._list(self.query_one(TrashList).highlighted or 0)
            self.call_after_refresh(self.query_one(TrashList).focus)

    def action_delete(self) -> None:
        """Ask, and when pressed once more delete what is highlighted for good."""
        line = self._highlighted
        if line is None or self._answers.read_only:
            return
        if self._asked != line.id:
            self._asked = line.id
            self._hint()
            return
        if line.trashed is not None:
            self._write(f"gone:{line.id}", partial(self._answers.empty_trash, [line.id]))
        else:
            self._write(f"gone:{line.id}", partial(self._answers.delete_removed_wordings, line.id))

    def action_empty(self) -> None:
        """Ask, and when pressed once more delete for good everything that was deleted."""
        ids = [line.id for line in self._lines if line.trashed is not None]
        if not ids or self._answers.read_only:
            return
        if self._asked != "all":
            self._asked = "all"
            self._hint()
            return
        self._write("gone:all", partial(self._answers.empty_trash, ids))

    def _write(self, key: str, save: Callable[[], object]) -> None:
        self._autosave.put(key, save)
        self._autosave.flush()
        self._list(self.query_one(TrashList).highlighted or 0)
        self.call_after_refresh(self.query_one(TrashList).focus)

    def action_step_out(self) -> None:
        """Go back from what is shown to the list, and from there to where one was."""
        if self.has_class("-showing"):
            self.remove_class("-showing")
            self.call_after_refresh(self.query_one(TrashList).focus)
        else:
            self.close(None)


def _wordings(record: Layer | Entry | None, seals: Seals) -> list[str]:
    """Give the wordings that were removed, the newest first; of a closed letter none."""
    match record:
        case Layer():
            return [readable(draft.value, seals, record.id) for draft in reversed(record.drafts)]
        case Entry():
            drafts = reversed(record.drafts)
            return [
                "\n".join(readable(v, seals, record.id) for v in draft.values.values()) for draft in drafts
            ]
        case _:
            return []
