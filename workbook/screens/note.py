"""A note that stands in no section: a page to write on, with everything kept as in a chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from workbook.autosave import Autosave
from workbook.progress.own_prompts import note_page
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.deleting import CHANGED
from workbook.screens.page import PagePane
from workbook.screens.reading_along import may_write
from workbook.screens.requests import DeleteWanted
from workbook.screens.whereabouts import Stop, Way
from workbook.screens.which_layer import delete_one_of
from workbook.store.answers import Answers
from workbook.store.records import OWN
from workbook.store.trashed import NOTE
from workbook.widgets.earlier_layers import EarlierLayers


class NoteScreen(WorkbookScreen):
    """Takes a note, or goes on with one."""

    CSS_PATH = "../pages.tcss"
    AUTO_FOCUS = "Editor"
    # Textual declares this as an instance variable.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    HELP: ClassVar[str] = (
        "A note, kept as you type. It stands in no section: you find it again in the journal, under “notes”. "
        "What earlier days say here is gone to by Tab; Delete moves it to the trash. The palette deletes all of it. "
        "Escape goes back to where you were."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_out", "Back", id="note.out"),
        Binding("ctrl+t", "unfold", "Earlier", show=False, id="note.earlier"),
        Binding("ctrl+o", "edit_outside", "Your editor", show=False, id="note.editor"),
        Binding("ctrl+s", "say_saved", "Saved?", show=False, id="note.saved"),
    ]

    def __init__(
        self,
        answers: Answers,
        autosave: Autosave,
        clock: Callable[[], datetime],
        note_id: str = "",
        editor: str = "",
    ) -> None:
        """Build the screen.

        Args:
            answers: The person's answers.
            autosave: Takes what is typed.
            clock: Tells the present time, aware and in UTC.
            note_id: The note to go on with; empty for a new one.
            editor: The editor from the settings; empty for `$VISUAL` or `$EDITOR`.
        """
        super().__init__()
        self._answers = answers
        self._autosave = autosave
        self._clock = clock
        self._editor = editor
        self._note_id = note_id or f"{OWN}{uuid4().hex}"
        # One that was open without a word when the lock came has an id, and is nowhere yet.
        self._is_new = answers.own_prompt(self._note_id) is None

    def body(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="note", can_focus=False):
            yield PagePane(self._answers, self._autosave, self._clock, self._editor, id="page")

    async def on_mount(self) -> None:
        """Show the note."""
        page = self.query_one(PagePane)
        await page.show(note_page(self._note_id))
        page.take_focus()

    async def on_screen_resume(self) -> None:
        """Take what is written from here on, once the other window has gone."""
        if any(page.only_shows for page in self.query(PagePane)):
            await self.look_again()

    async def look_again(self) -> None:
        """Show the note as it is by now."""
        await self.query_one(PagePane).look_again(note_page(self._note_id))

    def action_step_out(self) -> None:
        """Go back; everything is kept to the last letter."""
        self.action_say_saved()
        self.app.pop_screen()

    def action_unfold(self) -> None:
        """Show or fold away what the note said on earlier days."""
        self.query_one(PagePane).unfold()

    def action_edit_outside(self) -> None:
        """Write in one's own editor."""
        self.query_one(PagePane).edit_outside()

    def action_say_saved(self) -> None:
        """Write at once, for hands that are used to saving."""
        self.collect()
        self._autosave.flush()

    def way_here(self) -> Stop:
        """Tell what leads to what is shown here."""
        return Stop(Way.NOTE, self._note_id)

    def collect(self) -> None:
        """Hand over what was typed in the last instant."""
        for page in self.query(PagePane):
            page.collect()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what is possible just now."""
        return not (action == "edit_outside" and self._answers.read_only)

    @on(PagePane.Typed)
    def _typed(self) -> None:
        # A note of which nothing was written leaves nothing behind.
        if self._is_new:
            self._is_new = False
            add = partial(self._answers.add_own_prompt, "", own_id=self._note_id)
            self._autosave.put(f"own-added:{self._note_id}", add)

    @on(EarlierLayers.DeleteAsked)
    def _delete_earlier(self, event: EarlierLayers.DeleteAsked) -> None:
        event.stop()
        if may_write(self, self._answers):
            delete_one_of(self, event.layers)

    def _delete_note(self) -> None:
        """Move the note to the trash, to its last letter, and leave it."""
        self.action_step_out()
        if self._answers.own_prompt(self._note_id) is not None:
            self.app.post_message(DeleteWanted(NOTE, self._note_id))

    def commands(self) -> Iterable[Command]:
        """Offer deleting in the palette: in the editor the key belongs to the words."""
        if self._answers.read_only:
            return
        if layers := self.query_one(PagePane).deletable:
            yield Command(
                "Delete what an earlier day says here", "to the trash", partial(delete_one_of, self, layers)
            )
        yield Command("Delete this note", "all of it, to the trash", self._delete_note, known=True)

    @on(WorkbookScreen.Wrote)
    def _wrote(self, event: WorkbookScreen.Wrote) -> None:
        page = self.query_one(PagePane)
        page.say_written(event.flushed)
        if any(key.startswith(CHANGED) for key in event.flushed.saved):
            page.show_earlier_anew()
