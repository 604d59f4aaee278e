"""Proof: sentences of one's own that are worth rereading; one of them, the same all day, and all on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.progress.proof import proof_of_the_day
from workbook.screens.requests import NoteWanted, PracticeWanted, SectionWanted
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.records import OWN, Entry, Layer, Mark
from workbook.text import one_line, shorten

EMPTY = (
    "Nothing is kept here yet. When a sentence of yours rings true, put the cursor in it and press Ctrl+G: "
    "it will be here whenever you need it."
)
ONE_KEYS = "Enter: all of them · Escape goes back"
ALL_KEYS = "Enter: where it stands · x lets it go · Escape: back to one"
LONGEST_QUESTION = 110
"""Characters shown of what a sentence answers."""
READ_KEYS = "Enter: where it stands · Escape: back to one"
SURE = "x once more lets this sentence go. Your answer keeps it."


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sentence with what it was taken from, as far as that is still there."""

    mark: Mark
    record: Layer | Entry | None

    @property
    def day(self) -> str:
        """The day it was written, in words; the day it was kept when the answer is gone."""
        source = self.record or self.mark
        return moments.day_in_words(moments.local(source.at, source.offset).date().isoformat())

    @property
    def asked(self) -> str:
        """What it answers, on one line."""
        match self.record:
            case Layer():
                return one_line(self.record.question.split("\n\n")[0])
            case Entry():
                return one_line(self.record.title)
            case _:
                return ""


class ProofList(OptionList):
    """All sentences that were kept."""

    HELP: ClassVar[str] = (
        "The sentences you kept, the newest first, each with its day and what it answers. Enter opens the place it "
        "came from. x, pressed twice, lets one go; your answer keeps it."
    )


class ProofScreen(Sheet[Message | None]):
    """Shows one sentence, and all of them when asked; ends in the request to open a place, or in nothing."""

    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "A sentence of your own that you kept, the same one all day. Enter shows all of them. "
        "Ctrl+G in an answer keeps the sentence under the cursor."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_out", "Back", id="proof.out"),
        Binding("o", "leave", "Close", show=False, id="proof.close"),
        Binding("enter", "show_all", "All of them", id="proof.all"),
        Binding("x,delete", "let_go", "Let go", show=False, id="proof.let-go"),
    ]

    def __init__(
        self, pack: Pack, answers: Answers, autosave: Autosave, clock: Callable[[], datetime]
    ) -> None:
        """Build the page.

        Args:
            pack: The open pack.
            answers: The person's answers.
            autosave: Writes what is let go.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._autosave = autosave
        self._clock = clock
        self._kept: list[_Kept] = []
        self._asked_about: Mark | None = None
        """The sentence that goes when the key is pressed once more."""

    def compose(self) -> ComposeResult:
        """Lay out one sentence, and behind it all of them."""
        with Vertical(id="proof-one"):
            with VerticalScroll():
                yield Static(id="proof-sentence")
            yield Static(id="proof-day")
            yield Static(id="proof-keys")
        with Vertical(id="proofs", classes="sheet"):
            yield Static("Proof", markup=False, classes="sheet-title")
            yield ProofList(id="proof-list", markup=False)
            yield Static(id="proofs-hint", classes="quiet")

    def on_mount(self) -> None:
        """Show the sentence of the day."""
        self._read()
        self._show_one()

    def _read(self) -> None:
        """Read what is kept, the newest first, with the answers the sentences were taken from."""
        proofs = self._answers.proofs()
        wanted = {mark.target for mark in proofs}
        keys = {one.id: one.key for one in self._answers.written() if one.id in wanted}
        self._kept = [
            _Kept(mark, self._answers.record(keys[mark.target]) if mark.target in keys else None)
            for mark in reversed(proofs)
        ]

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    # One

    def _show_one(self) -> None:
        chosen = proof_of_the_day([kept.mark for kept in self._kept], self._today)
        kept = next((kept for kept in self._kept if kept.mark is chosen), None)
        self.query_one("#proof-sentence", Static).update(Content(kept.mark.words if kept else EMPTY))
        self.query_one("#proof-day", Static).update(Content(kept.day if kept else ""))
        self.query_one("#proof-keys", Static).update(Content(ONE_KEYS if kept else "Escape goes back"))

    # All

    def action_show_all(self) -> None:
        """Show all sentences on a page."""
        if self._kept:
            self.add_class("-all")
            self._list()
            self.call_after_refresh(self.query_one(ProofList).focus)

    def _list(self, highlighted: int = 0) -> None:
        listing = self.query_one(ProofList)
        listing.set_options(Option(self._line(kept)) for kept in self._kept)
        listing.highlighted = min(highlighted, len(self._kept) - 1) if self._kept else None
        self._hint()

    @staticmethod
    def _line(kept: _Kept) -> Content:
        where = " · ".join(part for part in (kept.day, shorten(kept.asked, LONGEST_QUESTION)) if part)
        return Content.assemble((kept.mark.words, "bold"), "\n", (where, "dim"), "\n")

    def _hint(self) -> None:
        keys = READ_KEYS if self._answers.read_only else ALL_KEYS
        self.query_one("#proofs-hint", Static).update(Content(SURE if self._asked_about else keys))

    @property
    def _highlighted(self) -> _Kept | None:
        index = self.query_one(ProofList).highlighted
        return None if index is None or not self.has_class("-all") else self._kept[index]

    @on(OptionList.OptionHighlighted)
    def _move_on(self) -> None:
        """Forget what was to go once another sentence is looked at."""
        if self._highlighted is None or self._highlighted.mark is not self._asked_about:
            self._asked_about = None
            self._hint()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        kept = self._kept[event.option_index]
        wanted = self._place_of(kept)
        if wanted is None:
            self.notify("What this answers is not in the open pack. The journal has it.", markup=False)
        else:
            self.close(wanted)

    def _place_of(self, kept: _Kept) -> Message | None:
        """Say where a sentence came from: a page, a practice, or a note that stands nowhere in particular."""
        match kept.record:
            case Entry() as entry if located := self._pack.practice(entry.practice_id):
                return PracticeWanted(located[1].id, entry.id)
            case Layer() as layer if located_prompt := self._pack.prompt(layer.prompt_id):
                return SectionWanted(located_prompt[0].id, located_prompt[1].id)
            case Layer() as layer if layer.prompt_id.startswith(OWN) and (
                own := self._answers.own_prompt(layer.prompt_id)
            ):
                outline = self._pack.section_outline(own.section_id)
                return SectionWanted(outline.id, own.id) if outline else NoteWanted(own.id)
            case _:
                return None

    def action_let_go(self) -> None:
        """Ask, and when pressed once more let the highlighted sentence go."""
        kept = self._highlighted
        if kept is None or self._answers.read_only:
            return
        if self._asked_about is not kept.mark:
            self._asked_about = kept.mark
            self._hint()
            return
        self._asked_about = None
        mark, index = kept.mark, self._kept.index(kept)
        save = partial(self._answers.unmark_proof, mark.target, mark.words)
        self._autosave.put(f"proof:{mark.target}:{mark.words}", save)
        self._autosave.flush()
        self._kept.remove(kept)
        self._list(index)
        if not self._kept:
            self.action_step_out()

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.close(None)

    def action_step_out(self) -> None:
        """Go back from all sentences to one, and from there to where one was."""
        self._asked_about = None
        if self.has_class("-all"):
            self.remove_class("-all")
            self.set_focus(None)
            self._show_one()
        else:
            self.action_leave()
