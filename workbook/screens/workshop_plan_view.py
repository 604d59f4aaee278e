"""How a plan looks: its blocks in order with their times, beside them the words of one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.screens.workshop_plan_choices import uses_in_words
from workbook.screens.workshop_plan_lines import block_row, finding_lines, is_about_the_sum, sum_in_words
from workbook.screens.workshop_plan_list import BlockList
from workbook.screens.workshop_plan_words import BlockWords
from workbook.widgets.key_line import KeyLine
from workbook.widgets.notice_line import NoticeLine
from workbook.workshop.agenda import Agenda
from workbook.workshop.editing import Editing, clock_in_words, times_of
from workbook.workshop.names import name_findings
from workbook.workshop.rules import Finding, agenda_findings, block_findings


class PlanView(Screen[None]):
    """Shows one agenda as it is now."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-beside")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "BlockList"

    def __init__(self, agenda: Agenda, pack: Pack) -> None:
        """Build the screen.

        Args:
            agenda: What is there.
            pack: Where sections are chosen from.
        """
        super().__init__()
        self.editing = Editing(agenda)
        self.start: int | None = None
        """The minute of the day at which the session begins, once it was said."""
        self._pack = pack
        self._rows: list[Content] = []
        self._saved = ""

    @property
    def agenda(self) -> Agenda:
        """The plan as it is now."""
        return self.editing.agenda

    @property
    def place(self) -> int:
        """The position of the highlighted block."""
        return min(self.query_one(BlockList).highlighted or 0, len(self.agenda.blocks) - 1)

    def compose(self) -> ComposeResult:
        """Lay out the blocks, beside them the words of one."""
        with Vertical(id="plan"):
            yield Static(id="plan-title")
            yield Static(id="plan-sum")
            yield Static(id="plan-wrong")
            with Horizontal(id="plan-body"):
                yield BlockList(id="plan-blocks", markup=False, compact=True)
                yield BlockWords(id="plan-words")
            yield Static(id="plan-saved", classes="quiet")
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the plan."""
        self.show()
        self.query_one(BlockList).highlighted = 0
        self.say_saved(self._saved)

    def on_resize(self) -> None:
        """Wrap the rows for the new width."""
        self.call_after_refresh(self.show)

    def say_saved(self, words: str) -> None:
        """Say where the plan is kept, or that it is not yet."""
        self._saved = words
        if self.is_mounted:
            self.query_one("#plan-saved", Static).update(Content(words))

    def show(self) -> None:
        """Show everything as it is now."""
        if not self.agenda.blocks:
            return
        agenda, times = self.agenda, times_of(self.agenda)
        findings = self._findings()
        whole = [finding for finding in findings if finding.block is None and not is_about_the_sum(finding)]
        listing = self.query_one(BlockList)
        width = listing.scrollable_content_region.width or self.size.width - 5
        self.query_one("#plan-title", Static).update(Content(agenda.title).stylize("bold $primary"))
        self.query_one("#plan-sum", Static).update(sum_in_words(agenda, times, self.start))
        wrong = self.query_one("#plan-wrong", Static)
        wrong.update(Content("\n").join(finding_lines(whole, self.size.width - 6, indent=0)))
        wrong.display = bool(whole)
        of_block: dict[int, list[Finding]] = {}
        for finding in findings:
            if finding.block is not None:
                of_block.setdefault(finding.block, []).append(finding)
        self._list(
            [
                block_row(block, clock_in_words(begins, self.start), of_block.get(place, []), width)
                for place, (block, begins) in enumerate(zip(agenda.blocks, times.starts, strict=True))
            ]
        )
        self._show_words()

    def _list(self, rows: list[Content]) -> None:
        """Put rows into the list; the highlighted one stays where it is."""
        if rows == self._rows:
            return
        listing = self.query_one(BlockList)
        highlighted, scrolled = listing.highlighted, listing.scroll_offset.y
        self._rows = rows
        with self.prevent(OptionList.OptionHighlighted):
            listing.set_options(Option(row) for row in rows)
            listing.scroll_to(y=scrolled, animate=False, force=True)
            listing.highlighted = min(highlighted or 0, len(rows) - 1)

    def _show_words(self) -> None:
        block = self.agenda.blocks[self.place]
        self.query_one(BlockWords).show(block, uses_in_words(block, self._pack))

    def _findings(self) -> list[Finding]:
        agenda = self.agenda
        return [*block_findings(agenda), *agenda_findings(agenda), *name_findings(agenda, self._pack)]
