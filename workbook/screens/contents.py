"""All chapters, sections and practices on one page: type to find one, Enter to go there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.content.model import Practice
from workbook.progress.own_prompts import outline_with_own, standing_in
from workbook.progress.shelf import may_lack_place
from workbook.progress.states import section_state
from workbook.screens.sheet import Sheet
from workbook.screens.type_ahead import release_keys
from workbook.store.answers import Answers
from workbook.store.records import RESTING, OwnPrompt
from workbook.text import fold, one_line
from workbook.widgets.section_list import state_mark

UNPLACED = "Answers without a place"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go: a section, at an item of its page when that is named; a practice; or what has no place."""

    section_id: str = ""
    practice_id: str = ""
    item_id: str = ""
    unplaced: bool = False


class ContentsList(OptionList):
    """Every section, by chapter, and every practice."""

    HELP: ClassVar[str] = (
        "Everything in the workbook. Type a few letters to find a section or a practice; arrow keys move, Enter goes "
        "there. ○ untouched, ◐ opened, ● answered, ◌ resting."
    )


class FilterInput(Input):
    """Narrows the list below it; arrows and Enter act on that list."""

    HELP: ClassVar[str] = ContentsList.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move('down')", show=False, id="contents.down"),
        Binding("up", "screen.move('up')", show=False, id="contents.up"),
        Binding("pagedown", "screen.move('page-down')", show=False, id="contents.page-down"),
        Binding("pageup", "screen.move('page-up')", show=False, id="contents.page-up"),
    ]


class ContentsScreen(Sheet[Destination | None]):
    """Finds a place to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="contents.close"),
    ]

    def __init__(self, pack: Pack, answers: Answers, present: str = "") -> None:
        """Build the page.

        Args:
            pack: The open pack.
            answers: The person's answers, for the states.
            present: The id of the section that is open; it is highlighted at first.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._present = present
        self._targets: list[Destination | None] = []

    def compose(self) -> ComposeResult:
        """Lay out the blank to type into above the list."""
        with Vertical(id="contents", classes="sheet"):
            yield Static("Everything in the workbook", markup=False, classes="sheet-title")
            yield FilterInput(placeholder="type to find", id="find", compact=True)
            yield ContentsList(id="found", markup=False, compact=True)

    def on_mount(self) -> None:
        """List everything."""
        self._list("")

    @on(DescendantFocus)
    async def _take_keys(self) -> None:
        """Take the keys that were faster than the page."""
        await release_keys(self.app)

    def action_move(self, action: str) -> None:
        """Move in the list while typing stays possible."""
        listing = self.query_one(ContentsList)
        match action:
            case "down":
                listing.action_cursor_down()
            case "up":
                listing.action_cursor_up()
            case "page-down":
                listing.action_page_down()  # type: ignore[no-untyped-call]
            case "page-up":
                listing.action_page_up()  # type: ignore[no-untyped-call]

    def action_leave(self) -> None:
        """Stay where one was."""
        self.close(None)

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted, "#find")
    def _go(self) -> None:
        self.query_one(ContentsList).action_select()

    @on(OptionList.OptionSelected, "#found")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.close(self._targets[event.option_index])

    def _list(self, words: str) -> None:
        listing = self.query_one(ContentsList)
        listing.clear_options()
        self._targets = []
        wanted = fold(words).split()
        own = self._answers.own_prompts()
        for chapter in self._pack.outlines:
            rows = []
            for section in chapter.sections:
                if self._matches(wanted, f"{chapter.title} {self._title(section.id)}"):
                    rows.append((self._section_line(section.id, own), Destination(section_id=section.id)))
                rows += [
                    (self._own_line(one), Destination(section_id=section.id, item_id=one.id))
                    for one in standing_in(section, own)
                    if one.question and self._matches(wanted, f"your question {one.question}")
                ]
            missing = f" cannot be opened: {chapter.missing}" if chapter.missing and not wanted else ""
            self._group(listing, chapter.title + missing, rows, always=bool(missing))
        practices = [
            (self._practice_line(practice), Destination(practice_id=practice.id))
            for _, practice in self._pack.practices()
            if self._matches(wanted, f"practices {practice.title} {practice.entry}")
        ]
        self._group(listing, "Practices", practices)
        if self._matches(wanted, UNPLACED) and self._may_lack_place(own):
            self._group(listing, "The shelf", [(Content(f" ▫ {UNPLACED}"), Destination(unplaced=True))])
        self._highlight(listing, bool(wanted))

    def _group(
        self,
        listing: OptionList,
        title: str,
        rows: list[tuple[Content, Destination]],
        *,
        always: bool = False,
    ) -> None:
        if not (rows or always):
            return
        if self._targets:
            self._add(listing, Content(" "), None)
        self._add(listing, Content(title), None)
        for line, destination in rows:
            self._add(listing, line, destination)

    def _add(self, listing: OptionList, line: Content, destination: Destination | None) -> None:
        listing.add_option(Option(line, disabled=destination is None))
        self._targets.append(destination)

    def _highlight(self, listing: OptionList, narrowed: bool) -> None:
        here = Destination(section_id=self._present)
        if not narrowed and here in self._targets:
            listing.highlighted = self._targets.index(here)
        else:
            listing.highlighted = next((i for i, target in enumerate(self._targets) if target), None)

    @staticmethod
    def _matches(wanted: list[str], text: str) -> bool:
        folded = fold(text)
        return all(word in folded for word in wanted)

    def _title(self, section_id: str) -> str:
        outline = self._pack.section_outline(section_id)
        return outline.title if outline else section_id

    def _section_line(self, section_id: str, own: Sequence[OwnPrompt]) -> Content:
        outline = self._pack.section_outline(section_id)
        if outline is None:
            return Content(section_id)
        answers = self._answers
        state = section_state(
            outline_with_own(outline, own),
            answers.answered(),
            answers.entry_counts(),
            answers.openings(),
            answers.marks(RESTING),
        )
        here = "▸" if section_id == self._present else " "
        count = f"  {state.times}" if state.times > 1 else ""
        return Content.assemble(
            (here, "$accent"),
            (f"{state_mark(state)} ", "" if state.times else "dim"),
            outline.title,
            (count, "dim"),
        )

    def _may_lack_place(self, own: Sequence[OwnPrompt]) -> bool:
        answers = self._answers
        return may_lack_place(answers.answered(), answers.entry_counts(), self._pack, own)

    @staticmethod
    def _own_line(own: OwnPrompt) -> Content:
        return Content.assemble("   ", (one_line(own.question), ""), ("  your question", "dim"))

    def _practice_line(self, practice: Practice) -> Content:
        count = self._pack.by_present_id(self._answers.entry_counts()).get(practice.id, 0)
        return Content.assemble(" ≡ ", practice.title, (f"  {count}" if count else "", "dim"))
