"""Your page: one prompt or practice of a section at a time, and the saving of what is typed there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.model import Practice, Prompt, Section
from workbook.progress.looking_back import name_of
from workbook.progress.own_prompts import place_in_words
from workbook.screens.asked import Asked
from workbook.screens.outside import write_outside
from workbook.screens.page_keys import KeyedPage
from workbook.screens.page_view import prompt_view
from workbook.screens.requests import PracticeWanted
from workbook.store.answers import Answers
from workbook.store.drafts import Flushed
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.layer_lines import EarlierLayer
from workbook.widgets.moved_line import MovedLine
from workbook.widgets.practice_card import PracticeCard
from workbook.widgets.prompt_card import PromptCard, PromptView


class PagePane(KeyedPage):
    """Shows one item of the page and keeps its answer."""

    DEFAULT_CSS = """
    PagePane { height: auto; }
    """

    @dataclass
    class Typed(Message):
        """Something was typed on the page."""

    def __init__(
        self,
        answers: Answers,
        autosave: Autosave,
        clock: Callable[[], datetime],
        editor: str = "",
        *,
        id: str | None = None,
    ) -> None:
        """Make an empty page.

        Args:
            answers: The person's answers.
            autosave: Takes what is typed.
            clock: Tells the present time, aware and in UTC.
            editor: The editor from the settings; empty for `$VISUAL` or `$EDITOR`.
            id: As for every widget.
        """
        super().__init__(id=id)
        self._editor = editor
        self._answers = answers
        self._autosave = autosave
        self._clock = clock
        self._section: Section | None = None
        self._index = 0
        self._gentler: set[str] = set()
        self._named: list[str] = []

    def compose(self) -> ComposeResult:
        """Start empty; `show` fills the page."""
        yield Static(id="nothing", classes="quiet")

    async def show(self, section: Section, item_id: str = "") -> None:
        """Show a section's page.

        Args:
            section: The section.
            item_id: The prompt or practice to begin with; empty or unknown means the first.
        """
        self._section = section
        ids = [item.id for item in section.page]
        self._index = ids.index(item_id) if item_id in ids else 0
        await self._mount_item()

    @property
    def only_shows(self) -> bool:
        """Whether a question is on the page that cannot be answered, because another window writes."""
        return self._asked is not None and self._asked.input.read_only

    async def look_again(self, section: Section) -> None:
        """Show the page as the answers are by now, where it stood: they were read again, or one may write.

        Args:
            section: The section, with what was added to its page meanwhile.
        """
        ids, before = [item.id for item in section.page], self.item_id
        self._section = section
        self._index = ids.index(before) if before in ids else 0
        item = self.item
        if isinstance(item, Practice):
            await self.refresh_practice()
        elif item is None or self._asked is None or self._asked.card.view != self._view(item):
            await self._mount_where_it_stood()

    async def _mount_where_it_stood(self) -> None:
        window, had_focus, cursor = self.parent, self.has_focus_within, self.cursor
        scrolled = window.scroll_y if isinstance(window, VerticalScroll) else 0
        await self._mount_item()
        if cursor != (0, 0):
            self.restore_cursor(cursor)
        self._is_resumed = True
        if had_focus:
            self.take_focus()
        if isinstance(window, VerticalScroll):
            self.call_after_refresh(window.scroll_to, y=scrolled, animate=False)

    async def turn(self, step: int) -> None:
        """Show the next or the previous item; past the end it begins again."""
        if self._section is not None and self._section.page:
            self._index = (self._index + step) % len(self._section.page)
            await self._mount_item()

    @property
    def item(self) -> Prompt | Practice | None:
        """What is on the page just now."""
        return self._section.page[self._index] if self._section and self._section.page else None

    @property
    def item_id(self) -> str:
        """The id of what is on the page; empty for an empty page."""
        return self.item.id if self.item else ""

    @property
    def has_earlier(self) -> bool:
        """Whether the prompt on the page has answers from earlier visits, or longer wordings."""
        return self._asked is not None and bool(self._asked.card.earlier)

    @property
    def earlier(self) -> Sequence[EarlierLayer]:
        """What was written under the prompt on the page before, newest first."""
        return self._asked.card.earlier if self._asked else ()

    @property
    def deletable(self) -> Sequence[EarlierLayer]:
        """Those of them that can be deleted."""
        return [layer for layer in self.earlier if layer.id]

    @property
    def cursor(self) -> Cursor:
        """Where in the answer the person is."""
        return self._asked.input.cursor if self._asked else (0, 0)

    def restore_cursor(self, cursor: Cursor) -> None:
        """Return to a place in the answer."""
        if self._asked is not None:
            self._asked.input.cursor = cursor
            self._is_resumed = cursor != (0, 0)

    def unfold(self) -> bool:
        """Show or fold away earlier answers beneath the present one; tell whether they show now."""
        return self._asked is not None and self._asked.card.unfold()

    def show_earlier_anew(self) -> None:
        """Show what was written before as it is now: some of it was deleted or came back."""
        if self._asked is not None:
            self._asked.show_earlier(self._clock())

    def say_written(self, flushed: Flushed) -> None:
        """Say beneath the answer that it was written, or why not."""
        if self._asked is None:
            return
        keys = self._asked.keys
        is_written = all(map(self._autosave.is_written, keys))
        if flushed.failure and not is_written:
            self.say(f"Not saved: {flushed.failure}. Your text is still here.")
        elif is_written and not set(flushed.saved).isdisjoint(keys):
            self.say(f"Saved {moments.clock(flushed.at, moments.local_offset(flushed.at))}")
            self._asked.show_wordings(self._clock())

    def say(self, status: str) -> None:
        """Say something beneath the answer."""
        for shown in self.query("PromptCard .status").results(Static):
            shown.update(Content(status))

    def edit_outside(self) -> None:
        """Answer the present prompt in one's own editor."""
        if self._asked is not None and not self._answers.read_only:
            write_outside(
                self,
                self._asked.input,
                self.collect,
                self._autosave,
                self._answers.folder,
                self._editor,
            )

    def collect(self) -> None:
        """Hand over an answer that changed in the last instant and was not reported yet."""
        if self._asked is not None:
            self._asked.collect()

    async def refresh_practice(self) -> None:
        """Show what is in the practice on the page by now."""
        if isinstance(self.item, Practice) and self._names(self.item) != self._named:
            had_focus = self.has_focus_within
            await self._mount_item()
            if had_focus:
                self.take_focus()

    async def _mount_item(self) -> None:
        # One change after the other, and each in one go: an editor that is removed and drawn once more
        # before the next layout is an error in Textual.
        async with self.batch():
            await self._change_item()

    async def _change_item(self) -> None:
        if self.has_focus_within:
            # Else Textual hands it to another pane, which then takes itself for the present one.
            self.screen.set_focus(None)
        await self.remove_children()
        # Letters that were still on their way have arrived by now.
        self.collect()
        self._autosave.flush()
        self._asked, self._is_resumed = None, False
        item = self.item
        match item:
            case Prompt():
                await self._mount_prompt(item)
            case Practice():
                self._named = self._names(item)
                await self.mount(PracticeCard(item, self._named, self._position()))
            case None:
                await self.mount(Static(Content("This section has nothing to answer."), classes="quiet"))

    def _names(self, practice: Practice) -> list[str]:
        return [name_of(practice, entry) for entry in self._answers.entries(practice.id, practice.was)]

    def _position(self) -> str:
        assert self._section is not None
        return place_in_words(self._section, self._index)

    def _is_asked_gently(self, prompt: Prompt) -> bool:
        """Tell whether the gentler wording was chosen: just now, or for what was written in this visit."""
        if prompt.id in self._gentler:
            return True
        layer = self._answers.current(prompt.id) if prompt.gentler else None
        return layer is not None and not layer.is_blank and layer.question == prompt.gentler

    async def _mount_prompt(self, prompt: Prompt) -> None:
        card = PromptCard(self._view(prompt))
        await self.mount(card)
        section_id = self._section.id if self._section else ""
        self._asked = Asked(prompt, section_id, card, self._answers, self._autosave)

    def _view(self, prompt: Prompt) -> PromptView:
        return prompt_view(
            self._answers,
            prompt,
            self._autosave.typed,
            now=self._clock(),
            position=self._position(),
            gentler=self._is_asked_gently(prompt),
        )

    @on(MovedLine.Changed)
    def _moved_changed(self, event: MovedLine.Changed) -> None:
        event.stop()
        self.collect()

    @on(AnswerInput.Changed)
    def _changed(self, event: AnswerInput.Changed) -> None:
        event.stop()
        # A late word from a question that has left the page was collected when it left.
        if self._asked is not None and event.input is self._asked.input:
            self.say("")
            self._asked.collect()
            self.post_message(self.Typed())

    @on(AnswerInput.PasteCut)
    def _paste_cut(self, event: AnswerInput.PasteCut) -> None:
        event.stop()
        self.notify(
            f"That was long: the first {event.kept} characters are here, {event.dropped} were left out.",
            markup=False,
        )

    @on(AnswerInput.Done)
    async def _done(self, event: AnswerInput.Done) -> None:
        event.stop()
        await self.run_action("screen.next_item(1)")

    @on(PromptCard.GentlerWanted)
    async def _ask_gentler(self, event: PromptCard.GentlerWanted) -> None:
        event.stop()
        self._gentler.add(event.prompt_id)
        await self._mount_item()
        self.take_focus()

    @on(PromptCard.LaterWanted)
    async def _put_off(self, event: PromptCard.LaterWanted) -> None:
        event.stop()
        if self._asked is not None:
            self._asked.set_later(later=True)
        self.notify("Set aside for later. It stays where it is.", markup=False)
        await self.run_action("screen.next_item(1)")

    @on(PracticeCard.Opened)
    def _open_practice(self, event: PracticeCard.Opened) -> None:
        event.stop()
        self.post_message(PracticeWanted(event.practice_id))
