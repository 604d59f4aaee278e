"""The part of a chapter in which one answers: the keys of the page, and then beside now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from workbook.autosave import Autosave
from workbook.content.model import Section, SectionOutline
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.deleting import CHANGED
from workbook.screens.marking import put_mark
from workbook.screens.page import PagePane
from workbook.screens.panes import PanedScreen
from workbook.screens.reading_along import may_write
from workbook.screens.type_ahead import hold_keys
from workbook.screens.which_layer import delete_one_of
from workbook.store.answers import Answers
from workbook.store.records import LATER, RESTING
from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.reading import ReadingPane
from workbook.widgets.then_pane import ThenPane

BESIDE = "-beside"
"""The class of a screen in which earlier answers stand beside the page, where the reading was."""


class AnsweringScreen(PanedScreen):
    """A screen with a page to answer on, and a pane for what was answered before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next_item(1)", "Next", id="page.next"),
        Binding("ctrl+b", "next_item(-1)", "Question before", show=False, id="page.before"),
        # One key under two names; the first that is possible holds.
        Binding("ctrl+t", "fold_away", "Fold away", id="page.earlier"),
        Binding("ctrl+t", "unfold", "Earlier", id="page.earlier"),
        Binding("ctrl+l", "put_aside", "For later", show=False, id="page.later"),
        Binding("z", "let_rest", "Let it rest", show=False, id="section.rest"),
        Binding("ctrl+o", "edit_outside", "Your editor", show=False, id="page.editor"),
        Binding("ctrl+s", "say_saved", "Saved?", show=False, id="page.saved"),
        Binding("alt+up,ctrl+up", "scroll_page(-1)", "Page up a little", show=False, id="page.up"),
        Binding("alt+down,ctrl+down", "scroll_page(1)", "Page down a little", show=False, id="page.down"),
    ]
    section: Section
    """The section that is open."""
    _answers: Answers
    _autosave: Autosave
    _before: tuple[Widget | None, float] = (None, 0.0)
    """What had the focus before earlier answers were unfolded, and how far the page was scrolled."""

    @property
    def page(self) -> PagePane:
        """The page."""
        return self.query_one(PagePane)

    def section_meant(self) -> SectionOutline | Section:
        """Give the section that keys about a section mean."""
        return self.section

    def marks_changed(self) -> None:
        """Show which sections carry a mark by now."""
        raise NotImplementedError

    def note_place(self) -> None:
        """Remember where one is."""
        raise NotImplementedError

    # The page

    async def action_next_item(self, step: int) -> None:
        """Go to the next question on the page, answered or not."""
        hold_keys(self.app)
        # From the reading it leads to the question that is on the page already.
        if self.pane == "page":
            self.fold()
            await self.page.turn(step)
        self.go_to_pane("page")
        self.note_place()
        self.refresh_bindings()

    def action_scroll_page(self, step: int) -> None:
        """Scroll what was written before, or the page, by half of what shows: the cursor stays where it is."""
        pane = "#then-pane" if self.has_class(BESIDE) else "#page-pane"
        window = self.query_one(pane, VerticalScroll)
        window.scroll_relative(y=step * max(window.size.height // 2, 1), animate=False)

    def action_edit_outside(self) -> None:
        """Answer in one's own editor."""
        self.page.edit_outside()

    def action_say_saved(self) -> None:
        """Write at once, for hands that are used to saving."""
        self.keep()

    def keep(self) -> None:
        """Write everything that was typed, to the last letter."""
        self.collect()
        self._autosave.flush()

    def collect(self) -> None:
        """Hand over what was typed in the last instant, and where that is."""
        for page in self.query(PagePane):
            page.collect()
            self.note_place()

    @on(PagePane.Typed)
    def _typed(self) -> None:
        self.note_place()

    @on(WorkbookScreen.Wrote)
    def _wrote(self, event: WorkbookScreen.Wrote) -> None:
        had_earlier = self.page.has_earlier
        self.page.say_written(event.flushed)
        if self.page.has_earlier != had_earlier:
            self.refresh_bindings()
        if any(key.startswith(CHANGED) for key in event.flushed.saved):
            self.page.show_earlier_anew()
        if self.has_class(BESIDE):
            self.query_one(ThenPane).earlier.show(self.page.earlier)
        if any(key.startswith(("prompt:", "mark:")) for key in event.flushed.saved):
            self.marks_changed()

    # Then beside now

    def action_unfold(self) -> None:
        """Show earlier answers: beside the page where there is room, else beneath the answer, where it folds them too."""
        page = self.query_one("#page-pane", VerticalScroll)
        if not self.has_class("-narrow"):
            self._unfold_beside()
        else:
            before = page.scroll_y
            if self.page.unfold():
                self._before = (self.focused, before)
            else:
                self.call_after_refresh(page.scroll_to, y=self._before[1], animate=False)

    def action_fold_away(self) -> None:
        """Fold away the earlier answers that stand beside the page."""
        self.fold()

    def _unfold_beside(self) -> None:
        then = self.query_one(ThenPane)
        self._before = (self.focused, self.query_one(ReadingPane).scroll_y)
        had_reading = self.query_one(ReadingPane).has_focus
        then.show(self.page.earlier, self.section.title)
        self.add_class(BESIDE)
        self.refresh_bindings()
        self.call_after_refresh(self._level)
        if had_reading:
            self.call_after_refresh(then.earlier.focus)

    def _level(self) -> None:
        answer = self.page.answer_input
        if answer is not None and self.has_class(BESIDE):
            self.query_one(ThenPane).level_with(answer.region.y)

    def fold(self) -> None:
        """Give the reading its place again, the focus to what had it, and leave the cursor where it is."""
        if not self.has_class(BESIDE):
            return
        before, scroll = self._before
        was_there = self.query_one(ThenPane).has_focus_within
        reading = self.query_one(ReadingPane)
        self.remove_class(BESIDE)
        self.refresh_bindings()
        self.call_after_refresh(reading.scroll_to, y=scroll, animate=False)
        if was_there or self.focused is None:
            back = before if before is not None and before.is_attached else reading
            self.call_after_refresh(back.focus)

    def fit_width(self) -> None:
        """Choose how many panes fit; what stood beside the page goes beneath the answer in a narrow window."""
        super().fit_width()
        if self.has_class(BESIDE) and self.has_class("-narrow"):
            self.fold()
            self.page.unfold()
        elif self.has_class(BESIDE):
            self.call_after_refresh(self._level)

    @on(EarlierLayers.TakenBack)
    def _take_back(self, event: EarlierLayers.TakenBack) -> None:
        # From the pane of its own; from beneath the answer the page takes it.
        self.page.take_back(event)
        self.go_to_pane("page")

    @on(EarlierLayers.DeleteAsked)
    def _delete_earlier(self, event: EarlierLayers.DeleteAsked) -> None:
        event.stop()
        if may_write(self, self._answers):
            delete_one_of(self, event.layers)

    def _delete_one(self) -> None:
        delete_one_of(self, self.page.deletable)

    # Setting aside

    def action_put_aside(self) -> None:
        """Set aside for later, or take back: the question on the page, else the section."""
        if self.pane == "page" and self.page.toggle_later():
            return
        self._toggle(LATER, "Set aside for later.", "Taken back.")

    def action_let_rest(self) -> None:
        """Let the section rest, or wake it."""
        self._toggle(RESTING, "Resting now. Everything in it stays, and z wakes it.", "Awake again.")

    def _toggle(self, kind: str, put: str, taken: str) -> None:
        if not may_write(self, self._answers):
            return
        section = self.section_meant()
        on = not self.carries(section, kind)
        put_mark(self._answers, self._autosave, kind, (section.id, *section.was), on=on)
        self.notify(f"{section.title}. {put if on else taken}", markup=False)
        self.marks_changed()

    def carries(self, section: SectionOutline | Section, kind: str) -> bool:
        """Tell whether a section carries a mark, under its present id or an earlier one."""
        return not self._answers.marks(kind).keys().isdisjoint((section.id, *section.was))

    # What is offered

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what is possible just now."""
        match action:
            case "fold_away":
                return self.has_class(BESIDE)
            case "unfold":
                return self.is_mounted and bool(self.query(PagePane)) and self.page.has_earlier
            case "next_item":
                return len(self.section.page) > 1
        return super().check_action(action, parameters)

    def commands(self) -> Iterable[Command]:
        """Offer in the palette what the keys of the page do."""
        yield from super().commands()
        if self._answers.read_only or not self.query(PagePane):
            return
        if self.page.answer_input is not None:
            later = self.page.is_for_later
            title = "Take this question back from later" if later else "Set this question aside for later"
            yield Command(title, "", self.page.toggle_later, known=True)
            yield Command(
                "Keep a sentence as proof", "the one under the cursor", self.page.action_keep_sentence
            )
            if self.page.offers_moved:
                yield Command("What moved?", "a line under your answer", self.page.action_say_what_moved)
        if self.page.deletable:
            yield Command("Delete an earlier answer to this question", "to the trash", self._delete_one)
        resting = self.carries(self.section, RESTING)
        yield Command(
            "Wake this section" if resting else "Let this section rest", "", self.action_let_rest, known=True
        )
