"""The form for one entry of a practice: its fields, the day to look back, and how it ended."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.widget import Widget
from textual.widgets import Button, Static

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.kinds import ChoiceKind, TextKind
from workbook.content.model import LookBack, Practice
from workbook.progress.looking_back import days_to_offer
from workbook.screens.entry_writing import EntryWriting
from workbook.screens.reading_along import ONLY_SHOWN, TAKES_AWAY, WHY_NOT
from workbook.screens.requests import SectionWanted
from workbook.store.drafts import Flushed
from workbook.values import Value
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.answer_inputs import answer_input_for
from workbook.widgets.line_input import LineInput
from workbook.widgets.reading import Prose

FIELD = "field-"
LOOK_BACK = "look-back-day"
ENDING = "look-back-ending"
NOTE = "look-back-note"
NEW = "new"
"""Stands for the id of an entry without a word so far."""


class EntryForm(VerticalScroll, can_focus=False):
    """Shows one entry and reports nothing: it writes through the autosave."""

    HELP: ClassVar[str] = "One entry. Every field may stay empty. What you type is kept as you type."
    DEFAULT_CSS = """
    EntryForm { height: 1fr; }
    EntryForm > Static { height: auto; }
    """

    def __init__(
        self, practice: Practice, autosave: Autosave, today: Callable[[], date], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._practice = practice
        self._autosave = autosave
        self._today = today
        self._writing: EntryWriting | None = None
        self._taken: dict[AnswerInput, Value] = {}
        """The inputs of this entry, and what was last taken over from each."""
        self._days: dict[str, str] = {}
        """The days for looking back that are offered: words and date."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every letter in the form: typed where nothing is written, none may lead away from it."""
        return character is not None and character.isprintable()

    def on_key(self, event: Key) -> None:
        """Say why nothing is written, where that is so."""
        if event.is_printable or event.key in TAKES_AWAY:
            self._refuse()

    @on(Paste)
    @on(LineInput.Refused)
    def _refuse(self) -> None:
        if self.only_shows:
            self.notify(WHY_NOT, markup=False)

    def compose(self) -> ComposeResult:
        """Show the practice's own words until an entry is opened."""
        if self._practice.intro:
            yield Prose(self._practice.intro)

    async def show(self, writing: EntryWriting, *, read_only: bool) -> None:
        """Show an entry.

        Args:
            writing: The entry, new or old.
            read_only: Whether it can only be read.
        """
        # Two keys typed ahead ask for two entries at once: one after the other. And each in one go: an
        # editor that is removed and drawn once more before the next layout is an error in Textual.
        async with self.batch():
            await self.remove_children()
            # Letters that were still on their way have arrived by now.
            self.collect()
            self._leave_entry()
            self._writing = writing
            fields = self._fields(writing, read_only)
            self._taken = {field: field.value for field in fields if isinstance(field, AnswerInput)}
            await self.mount_all(fields)
        self.scroll_home(animate=False)
        self._say_sentence()
        self._offer_next(writing)

    def on_unmount(self) -> None:
        """Leave the entry with the page."""
        self._leave_entry()

    def _leave_entry(self) -> None:
        """A sentence is rehearsed once, while it is written."""
        if self._writing is not None:
            self._writing.rehearse()

    @property
    def only_shows(self) -> bool:
        """Whether an entry is shown that cannot be changed, because another window writes."""
        return any(answer.read_only for answer in self._taken)

    @property
    def entry_id(self) -> str:
        """The id of the entry in the form; `NEW` while nothing of it is written, empty for none."""
        if self._writing is None:
            return ""
        return self._writing.entry.id if self._writing.entry else NEW

    def take_focus(self) -> None:
        """Put the cursor into the first field, or on the ending when it is time to look back."""
        due = self._writing and self._writing.entry and self._is_due()
        first = next((answer for answer in self._taken if not due or answer.id == ENDING), None)
        if first is not None:
            self.call_after_refresh(first.take_focus)

    def collect(self) -> None:
        """Hand over a field that changed in the last instant and was not reported yet."""
        for answer, taken in list(self._taken.items()):
            if self._writing is not None and not answer.read_only and answer.value != taken:
                self._take(self._writing, answer, answer.value)

    def say_written(self, flushed: Flushed) -> None:
        """Say beneath the fields that the entry was written, or why not."""
        if self._writing is None or not self.query("#entry-status"):
            return
        status = self.query_one("#entry-status", Static)
        written = self._autosave.is_written(self._writing.key)
        if flushed.failure and not written:
            status.update(Content(f"Not saved: {flushed.failure}. Your text is still here."))
        elif self._writing.key in flushed.saved and written and self._writing.entry is not None:
            status.update(Content(f"Saved {moments.clock(flushed.at, moments.local_offset(flushed.at))}"))

    def _fields(self, writing: EntryWriting, read_only: bool) -> list[Widget]:
        widgets: list[Widget] = [Static(ONLY_SHOWN, classes="status")] if read_only else []
        if writing.entry is None and self._practice.intro:
            widgets.append(Prose(self._practice.intro, classes="intro"))
        for field in self._practice.fields:
            widgets.append(Static(Content(field.label).stylize("bold $accent"), classes="label"))
            if field.hint:
                widgets.append(Static(Content(field.hint).stylize("$quiet"), classes="hint"))
            answer = answer_input_for(
                field.kind,
                writing.values.get(field.id),
                label=field.label,
                read_only=read_only,
                today=self._today(),
            )
            answer.id = FIELD + field.id
            widgets.append(answer)
        widgets.append(Static(id="sentence", classes="sentence"))
        widgets += self._look_back(writing, read_only)
        widgets.append(Static(id="entry-status", classes="status"))
        return widgets

    def _look_back(self, writing: EntryWriting, read_only: bool) -> list[Widget]:
        look_back = self._practice.look_back
        if look_back is None:
            return []
        days = self._days = self._days_to_offer(writing, look_back)
        chosen = next((label for label, day in days.items() if day == writing.look_back_on), "")
        day = answer_input_for(
            ChoiceKind(options=tuple(days)), chosen, label="Look back", read_only=read_only
        )
        day.id = LOOK_BACK
        widgets: list[Widget] = [
            Static(Content("Look back on it").stylize("bold $accent"), classes="label"),
            day,
        ]
        if writing.entry is None:
            return widgets
        endings = {ending.id: ending.label for ending in look_back.endings}
        ending = answer_input_for(
            ChoiceKind(options=tuple(endings.values())),
            endings.get(writing.ending, writing.entry.ending_label),
            label=look_back.ask,
            read_only=read_only,
        )
        ending.id = ENDING
        note = answer_input_for(TextKind(lines=2), writing.note, label="A word about it", read_only=read_only)
        note.id = NOTE
        asked: list[Widget] = [
            Static(Content(look_back.ask).stylize("bold $accent"), classes="label"),
            ending,
            Static(Content("A word about it, if you like").stylize("$quiet"), classes="hint"),
            note,
            Button("There is a page for this, if you want it", id="leads-to", compact=True),
        ]
        # What it is time for stands first.
        return [*asked, *widgets] if self._is_due() else [*widgets, *asked]

    def _days_to_offer(self, writing: EntryWriting, look_back: LookBack) -> dict[str, str]:
        days = days_to_offer(look_back, self._today())
        if writing.look_back_on not in {day for _, day in days}:
            days.insert(0, (f"On {moments.day_in_words(writing.look_back_on)}", writing.look_back_on))
        return dict(days)

    def _is_due(self) -> bool:
        writing = self._writing
        return bool(
            writing
            and writing.entry
            and writing.look_back_on
            and writing.look_back_on <= self._today().isoformat()
            and not writing.ending
        )

    @on(AnswerInput.Changed)
    def _changed(self, event: AnswerInput.Changed) -> None:
        event.stop()
        # A late word from an entry that has left the form was collected when it left.
        if self._writing is not None and event.input in self._taken:
            self._take(self._writing, event.input, event.value)
            for status in self.query("#entry-status").results(Static):
                status.update("")
            self._say_sentence()
            self._offer_next(self._writing)

    def _take(self, writing: EntryWriting, source: AnswerInput, value: Value) -> None:
        self._taken[source] = value
        match source.id:
            case str(name) if name == LOOK_BACK:
                writing.look_back_on = self._days.get(str(value or ""), "")
            case str(name) if name == ENDING:
                assert self._practice.look_back is not None
                ids = {ending.label: ending.id for ending in self._practice.look_back.endings}
                writing.ending = ids.get(str(value or ""), "")
            case str(name) if name == NOTE:
                writing.note = str(value or "")
            case _:
                writing.values[(source.id or "").removeprefix(FIELD)] = value
        self._autosave.put(writing.key, writing.save)

    def _say_sentence(self) -> None:
        writing = self._writing
        for shown in self.query("#sentence").results(Static):
            sentence = writing.to_rehearse if writing else ""
            shown.display = bool(sentence)
            shown.update(Content.assemble(("Read it once, slowly: ", "$quiet"), (sentence, "italic")))

    def _offer_next(self, writing: EntryWriting) -> None:
        for button in self.query("#leads-to"):
            button.set_class(bool(self._leads_to(writing)), "-offered")

    @on(Button.Pressed, "#leads-to")
    def _go_on(self, event: Button.Pressed) -> None:
        event.stop()
        if self._writing and (section_id := self._leads_to(self._writing)):
            self.post_message(SectionWanted(section_id))

    def _leads_to(self, writing: EntryWriting) -> str:
        look_back = self._practice.look_back
        endings = look_back.endings if look_back else ()
        return next((ending.leads_to for ending in endings if ending.id == writing.ending), "")

    @on(AnswerInput.Done)
    def _done(self, event: AnswerInput.Done) -> None:
        event.stop()
        self.screen.focus_next()
