"""The part of a chapter in which questions and notes of one's own come onto a page and leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.binding import Binding, BindingType

from workbook.autosave import Autosave
from workbook.content.model import Prompt, Section
from workbook.progress.own_prompts import NOTE, is_own, standing_in
from workbook.screens.base import WorkbookScreen
from workbook.screens.begun import Begun
from workbook.screens.commands import Command
from workbook.screens.deleting import CHANGED
from workbook.screens.own_prompt import Addition, AddOwnScreen, Going, RewordScreen, TakeOffScreen
from workbook.screens.page import PagePane
from workbook.screens.panes import PanedScreen
from workbook.screens.requests import DeleteWanted
from workbook.screens.type_ahead import hold_keys, release_keys
from workbook.store.answers import Answers
from workbook.store.records import OWN
from workbook.store.trashed import NOTE as NOTE_KIND

ADDED = "own"
"""What a question of one's own was begun for that stands nowhere yet."""
REWORDED = "reword:"
"""With a question's id, what another wording of it was begun for."""


class OwnPagesScreen(PanedScreen):
    """A screen with a section's page, to which a person can add."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add_own", "Add your own", show=False, id="chapter.add-own"),
        Binding("r", "reword_own", "Reword", show=False, id="chapter.reword-own"),
        Binding("x", "take_off_own", "Take off", show=False, id="chapter.take-off-own"),
    ]
    section: Section
    """The section that is open, with what was added to it."""
    _answers: Answers
    _autosave: Autosave
    _awaited: tuple[str, str, str] = ("", "", "")
    """The change on its way to the disk, the section it is about, and what to show there once it is written."""

    async def show_again(self, item_id: str) -> None:
        """Show the section's page anew, with what was added to it by now, at one of its items."""
        raise NotImplementedError

    @property
    def _own(self) -> Prompt | None:
        """The own question or note on the page."""
        page = next(iter(self.query(PagePane)), None)
        item = page.item if page else None
        return item if isinstance(item, Prompt) and is_own(item) else None

    def action_add_own(self) -> None:
        """Take a question or a note for this section; what is typed from here on is its wording."""
        begun = Begun(self._answers, self._autosave)

        def add(addition: Addition | None) -> None:
            if addition is None:
                return
            wording = addition.wording
            if not addition.wanted:
                begun.keep(ADDED, wording)
                return
            own_id, section_id = f"{OWN}{uuid4().hex}", self.section.id
            save = partial(self._answers.add_own_prompt, section_id, wording, own_id=own_id)
            self._change(f"own-added:{own_id}", begun.then_forget(ADDED, save), own_id)

        hold_keys(self.app)
        self.app.push_screen(
            AddOwnScreen(self.section.title, begun.words(ADDED), partial(begun.keep, ADDED)), add
        )

    def action_reword_own(self) -> None:
        """Ask for another wording of the question on the page."""
        own, begun = self._own, Begun(self._answers, self._autosave)
        what = f"{REWORDED}{own.id if own else ''}"

        def reword(wording: str | None) -> None:
            # Going elsewhere keeps what was begun; Escape and Enter are done with it.
            if own is not None and wording:
                save = partial(self._answers.reword_own_prompt, own.id, wording)
                self._change(f"own-worded:{own.id}", begun.then_forget(what, save), own.id)
            elif wording is not None:
                begun.forget(what)

        if own is not None:
            self.app.push_screen(
                RewordScreen(begun.words(what) or own.question, partial(begun.keep, what)), reword
            )

    def action_take_off_own(self) -> None:
        """Ask whether what is on the page should leave it."""
        own = self._own

        def take_off(way: Going | None) -> None:
            if own is None or way in (None, Going.NOT):
                return
            ids = [item.id for item in self.section.page]
            before = ids[max(ids.index(own.id) - 1, 0)] if own.id in ids else ""
            if way is Going.OFF:
                save = partial(self._answers.remove_own_prompt, own.id)
                self._change(f"own-off:{own.id}", save, before)
            else:
                self.collect()
                self._awaited = (f"deleted:{own.id}", self.section.id, before)
                self.post_message(DeleteWanted(NOTE_KIND, own.id))

        if own is not None:
            self.app.push_screen(TakeOffScreen(own.question), take_off)

    def _change(self, key: str, save: Callable[[], object], item_id: str) -> None:
        """Write a change; the page follows once it is on disk, at once or when the disk lets it."""
        # What is typed from here on is meant for the page that comes.
        hold_keys(self.app)
        self.collect()
        self._awaited = (key, self.section.id, item_id)
        self._autosave.put(key, save)
        if self._autosave.flush().failure:
            self.call_later(release_keys, self.app)

    @on(WorkbookScreen.Wrote)
    async def _follow_change(self, event: WorkbookScreen.Wrote) -> None:
        key, section_id, item_id = self._awaited
        if not key and any(saved.startswith(CHANGED) for saved in event.flushed.saved) and self._own_differs:
            # Deleted elsewhere, or taken back.
            await self.show_again(self.query_one(PagePane).item_id)
        if key and key in event.flushed.saved:
            self._awaited = ("", "", "")
            if section_id == self.section.id:
                await self.show_again(item_id)
                if self.is_current:
                    self.go_to_pane("page")

    @property
    def _own_differs(self) -> bool:
        """Whether other things of one's own should stand on the page than do."""
        there = {item.id for item in self.section.page if is_own(item)}
        return there != {own.id for own in standing_in(self.section, self._answers.own_prompts())}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is on the page; nothing to somebody who only reads."""
        match action:
            case "add_own":
                return not self._answers.read_only
            case "take_off_own":
                return self._own is not None and not self._answers.read_only
            case "reword_own":
                own = self._own
                return own is not None and own.question != NOTE and not self._answers.read_only
        return super().check_action(action, parameters)

    def commands(self) -> Iterable[Command]:
        """Offer the same in the palette."""
        yield from super().commands()
        for title, action in (
            ("Add a question or note of your own to this section", "add_own"),
            ("Word your question anew", "reword_own"),
            ("Take your question or note off this page", "take_off_own"),
        ):
            if self.check_action(action, ()):
                yield Command(title, "", getattr(self, f"action_{action}"), known=True)
