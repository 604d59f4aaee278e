"""Your page: one prompt or practice of a section at a time, and the saving of what is typed there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.model import Practice, Prompt, Section
from workbook.progress.journal import readable
from workbook.progress.looking_back import name_of
from workbook.screens.outside import write_outside
from workbook.screens.requests import PracticeWanted
from workbook.store.answers import Answers
from workbook.store.drafts import Flushed
from workbook.store.records import Layer
from workbook.values import Value, sealed_until
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.earlier_layers import EarlierLayer
from workbook.widgets.practice_card import PracticeCard
from workbook.widgets.prompt_card import PromptCard, PromptView


@dataclass(slots=True)
class _Asked:
    """The prompt that is on the page, and what was last taken over from its input."""

    prompt: Prompt
    section_id: str
    question: str
    input: AnswerInput
    taken: Value


class PagePane(Vertical):
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
        self._asked: _Asked | None = None
        self._named: list[str] = []
        self._wants_focus = False

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
        """Whether the prompt on the page has answers from earlier visits."""
        return bool(self.query(PromptCard)) and bool(self.query_one(PromptCard).view.earlier)

    @property
    def cursor(self) -> Cursor:
        """Where in the answer the person is."""
        return self._asked.input.cursor if self._asked else (0, 0)

    def restore_cursor(self, cursor: Cursor) -> None:
        """Return to a place in the answer."""
        if self._asked is not None:
            self._asked.input.cursor = cursor

    def take_focus(self) -> None:
        """Put the cursor where one answers, and show the question from its beginning if both fit."""
        self._wants_focus = True
        self.call_after_refresh(self._focus_card)
        self.call_after_refresh(self.call_after_refresh, self._show_question)

    def leave_focus(self) -> None:
        """Ask no more for the focus: it was given to something else."""
        self._wants_focus = False

    def _focus_card(self, tries: int = 10) -> None:
        if not (self.is_attached and self._wants_focus):
            return
        # By now another card may be on its way in or out; one takes the focus only while it is whole.
        for card in [*self.query(PromptCard), *self.query(PracticeCard)]:
            if card.is_mounted and card.display:
                card.take_focus()
        # In a narrow window the page may only just be on its way in, and cannot take the focus yet.
        if tries and self.screen.focused is None:
            self.call_after_refresh(self._focus_card, tries - 1)

    def _show_question(self) -> None:
        if not self.is_attached:
            return
        window, focused = self.parent, self.screen.focused
        if not (isinstance(window, VerticalScroll) and focused and self.has_focus_within):
            return
        answer = self._asked.input if self._asked else None
        place = answer.place_of_focus() if answer and answer.has_focus_within else focused.region
        if place.bottom + window.scroll_offset.y < window.region.bottom:
            window.scroll_home(animate=False)

    def unfold(self) -> None:
        """Show or fold away earlier answers."""
        for card in self.query(PromptCard):
            card.unfold()

    def say_written(self, flushed: Flushed) -> None:
        """Say beneath the answer that it was written, or why not."""
        key = f"prompt:{self.item_id}"
        if flushed.failure and not self._autosave.is_written(key):
            self._say(f"Not saved: {flushed.failure}. Your text is still here.")
        elif key in flushed.saved and self._autosave.is_written(key):
            self._say(f"Saved {moments.clock(flushed.at, moments.local_offset(flushed.at))}")

    def _say(self, status: str) -> None:
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
        asked = self._asked
        if asked is not None and not self._answers.read_only and asked.input.value != asked.taken:
            self._take(asked, asked.input.value)

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
        self._asked = None
        item = self.item
        match item:
            case Prompt():
                card = PromptCard(self._view(item))
                await self.mount(card)
                section_id = self._section.id if self._section else ""
                self._asked = _Asked(item, section_id, card.question, card.input, card.input.value)
            case Practice():
                self._named = self._names(item)
                await self.mount(PracticeCard(item, self._named, self._position()))
            case None:
                await self.mount(Static(Content("This section has nothing to answer."), classes="quiet"))

    def _names(self, practice: Practice) -> list[str]:
        return [name_of(practice, entry) for entry in self._answers.entries(practice.id, practice.was)]

    def _position(self) -> str:
        assert self._section is not None
        return f"{self._index + 1} of {len(self._section.page)}"

    def _view(self, prompt: Prompt) -> PromptView:
        current = self._answers.current(prompt.id)
        key = f"prompt:{prompt.id}"
        earlier = [
            self._earlier(layer, prompt)
            for layer in self._answers.layers(prompt.id, prompt.was)
            if current is None or layer.id != current.id
        ]
        saved = current is not None and not current.is_blank
        return PromptView(
            prompt=prompt,
            position=self._position(),
            value=self._autosave.typed.get(key, current.value if current else None),
            earlier=earlier,
            status=f"Saved {moments.clock(current.saved_at, current.offset)}" if saved and current else "",
            gentler=prompt.id in self._gentler,
            read_only=self._answers.read_only,
            today=self._today(),
        )

    def _earlier(self, layer: Layer, prompt: Prompt) -> EarlierLayer:
        when = moments.in_words(layer.at, self._clock())
        same = layer.question in (prompt.question, prompt.gentler)
        text = readable(layer.value, self._today())
        if not sealed_until(layer.value, self._today()):
            text = prompt.kind.describe(prompt.kind.fit(layer.value)) or text
        return EarlierLayer(when, text, "" if same else layer.question)

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _take(self, asked: _Asked, value: Value) -> None:
        asked.taken = value
        prompt, section_id, question = asked.prompt, asked.section_id, asked.question
        self._autosave.type(
            f"prompt:{prompt.id}",
            value,
            lambda: self._answers.write(
                prompt.id, value, section_id=section_id, question=question, kind=prompt.kind.name
            ),
        )

    @on(AnswerInput.Changed)
    def _changed(self, event: AnswerInput.Changed) -> None:
        event.stop()
        # A late word from a question that has left the page was collected when it left.
        if self._asked is not None and event.input is self._asked.input:
            self._say("")
            self._take(self._asked, event.value)
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
        prompt_id = event.prompt_id
        self._autosave.put(f"mark:{prompt_id}", lambda: self._answers.mark(prompt_id, "later"))
        self.notify("Set aside for later. It stays where it is.", markup=False)
        await self.run_action("screen.next_item(1)")

    @on(PracticeCard.Opened)
    def _open_practice(self, event: PracticeCard.Opened) -> None:
        event.stop()
        self.post_message(PracticeWanted(event.practice_id))
