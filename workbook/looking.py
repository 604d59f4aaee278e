"""Looking at what is one's own: journal, garden, tide, letters, proof, notes, the book, and how each opens."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.screens.begun import Begun
from workbook.screens.checking_in import CheckingIn
from workbook.screens.commands import Command
from workbook.screens.holding import HoldingApp
from workbook.screens.requests import NoteWanted
from workbook.settings import Settings
from workbook.store.answers import Answers

if TYPE_CHECKING:
    from workbook.screens.journal_gathered import JournalPlace


SEARCH = "search"
"""What was searched for in the journal when the lock came."""


class LookingApp(HoldingApp):
    """The part of the app that shows what someone has of their own; `going.GoingApp` is the rest.

    Screens are imported when they are first wanted: start-up time is a bar.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # TextArea has a use of its own for F6 as well.
        Binding("f6", "journal", "Journal", key_display="F6", priority=True, id="journal"),
        Binding("j", "journal", "Journal", show=False, id="journal-letter"),
        Binding("o", "proof", "Own words", show=False, id="proof"),
        Binding("k", "set_aside", "Set aside", show=False, id="set-aside"),
        Binding("c", "check_in", "Check in", show=False, id="check-in"),
        Binding("a", "write_note", "Write a note", show=False, id="note"),
        Binding("w", "tide", "Tide", show=False, id="tide"),
        Binding("g", "garden", "Garden", show=False, id="garden"),
    ]
    pack: Pack
    answers: Answers
    settings: Settings
    autosave: Autosave
    checking_in: CheckingIn
    clock: Callable[[], datetime]
    _journal_place: "JournalPlace | None"

    def save_now(self) -> object:
        """Write everything that was typed, whatever state the screens are in."""
        raise NotImplementedError

    async def open_section(self, section_id: str, item_id: str = "") -> None:
        """Open a section."""
        raise NotImplementedError

    def action_proof(self) -> None:
        """Show a sentence of one's own that was kept."""
        from workbook.screens.proof import ProofScreen

        if not isinstance(self.screen, ProofScreen):
            self.save_now()
            screen = ProofScreen(self.pack, self.answers, self.autosave, self.clock)
            self.push_screen(screen, self._go_where_wanted)

    def action_set_aside(self) -> None:
        """Show what is set aside for later, and what rests."""
        from workbook.screens.set_aside import SetAsideScreen

        if not isinstance(self.screen, SetAsideScreen):
            self.save_now()
            screen = SetAsideScreen(self.pack, self.answers, self.autosave)
            self.push_screen(screen, self._go_where_wanted)

    def _go_where_wanted(self, wanted: Message | None) -> None:
        if wanted is not None:
            self.post_message(wanted)

    def action_journal(self) -> None:
        """Show everything that was written; from there, go to its search."""
        from workbook.screens.journal import JournalScreen
        from workbook.screens.journal_gathered import JournalPlace

        if isinstance(self.screen, JournalScreen):
            self.screen.action_find()
        else:
            self.save_now()
            self._journal_place = self._journal_place or JournalPlace()
            self.open_held(JournalScreen(self.pack, self.answers, self.clock, self._journal_place))

    def keep_search(self) -> None:
        """Keep what is searched for in the journal, sealed like all words, for when the lock was opened."""
        if self._journal_place is not None:
            Begun(self.answers, self.autosave).keep(SEARCH, self._journal_place.words)

    def part_from_journal(self) -> "JournalPlace | None":
        """Give how the journal was left, without what was searched for."""
        return replace(self._journal_place, words="") if self._journal_place else None

    def rejoin_journal(self, place: "JournalPlace | None") -> None:
        """Take up the journal where it was left, and the words that were kept."""
        begun = Begun(self.answers, self.autosave)
        if place is not None:
            self._journal_place = replace(place, words=begun.words(SEARCH))
        begun.forget(SEARCH)

    def action_unplaced(self) -> None:
        """Show in the journal what was written and has no place in the open pack."""
        from workbook.screens.journal import JournalScreen
        from workbook.screens.journal_gathered import JournalPlace

        if not isinstance(self.screen, JournalScreen):
            self._journal_place = JournalPlace()
            self.action_journal()
        if isinstance(screen := self.screen, JournalScreen):
            screen.call_after_refresh(screen.show_unplaced)

    def action_write_note(self, note_id: str = "") -> None:
        """Open a note that stands in no section; a new one when none is named, which nobody who reads only can."""
        from workbook.screens.note import NoteScreen

        if not note_id and self._only_reads():
            return
        self.save_now()
        if isinstance(self.screen, NoteScreen):
            self.pop_screen()
        editor = self.settings.editor_for(is_locked=self.answers.is_sealed)
        screen = NoteScreen(self.answers, self.autosave, self.clock, note_id, editor)
        self.push_screen(screen)

    def _only_reads(self) -> bool:
        """Tell whether nothing can be written because another window is open, and say so then."""
        if self.answers.read_only:
            from workbook.screens.reading_along import WHY_NOT

            self.notify(WHY_NOT, markup=False)
        return self.answers.read_only

    @on(NoteWanted)
    def _open_wanted_note(self, event: NoteWanted) -> None:
        self.action_write_note(event.note_id)

    def action_garden(self) -> None:
        """Show the garden; once more closes it."""
        from workbook.screens.garden import GardenScreen

        if isinstance(self.screen, GardenScreen):
            self.screen.action_leave()
        else:
            self.save_now()
            self.push_screen(GardenScreen(self.pack, self.answers, self.clock))

    def action_tide(self) -> None:
        """Show visits and check-ins over time."""
        from workbook.screens.tide import TideScreen

        if not isinstance(self.screen, TideScreen):
            self.save_now()
            self.push_screen(TideScreen(self.pack, self.answers, self.clock))

    def action_letters(self) -> None:
        """Show the letters to oneself."""
        from workbook.screens.letters import LettersScreen
        from workbook.store.records import Layer

        async def go(letter: Layer | None) -> None:
            located = self.pack.prompt(letter.prompt_id) if letter else None
            if located is not None:
                await self.open_section(located[0].id, located[1].id)
            elif letter is not None:
                self.notify("This question is not in the open pack. Its letter is kept.", markup=False)

        if not isinstance(self.screen, LettersScreen):
            self.save_now()
            self.push_screen(LettersScreen(self.pack, self.answers, self.clock), go)

    def action_check_in(self) -> None:
        """Ask how much one trusts oneself just now."""
        from workbook.screens.check_in import CheckInScreen

        if not self._only_reads() and not isinstance(self.screen, CheckInScreen):
            # A digit that comes before the page would go through a door.
            self.open_held(CheckInScreen(self.checking_in))

    def action_book(self) -> None:
        """Ask what goes into a book and where, and make it."""
        from workbook.screens.book import BookScreen

        if not isinstance(self.screen, BookScreen):
            self.save_now()
            self.push_screen(BookScreen(self.pack, self.answers, self.clock, Path.home()))

    def action_leave_well(self) -> None:
        """Make the book, ask nothing, and say that this is a good place to end."""
        from workbook.screens.leaving_well import LeavingWellScreen

        if not isinstance(self.screen, LeavingWellScreen):
            self.save_now()
            self.push_screen(LeavingWellScreen(self.pack, self.answers, self.clock))

    def action_paper(self) -> None:
        """Ask for the code of a question on paper, and go there."""
        from workbook.screens.paper import PaperScreen

        self.push_screen(PaperScreen(self.pack))

    def looking_commands(self) -> Iterator[Command]:
        """Give the palette's commands for these screens."""
        yield Command("Proof", "a sentence of your own that you kept", self.action_proof, known=True)
        yield Command("Set aside", "for later, and resting", self.action_set_aside, known=True)
        yield Command("Journal", "everything you wrote", self.action_journal, known=True)
        yield Command("Answers without a place", "kept beside the open pack", self.action_unplaced)
        if not self.answers.read_only:
            yield Command("Write a note", "it stands in no section", self.action_write_note, known=True)
        yield Command("Garden", "your themes as plants, and what you planted", self.action_garden, known=True)
        yield Command("Tide", "your visits and check-ins, one after the other", self.action_tide, known=True)
        yield Command("Letters", "to yourself: waiting, and opened", self.action_letters, known=True)
        if self.checking_in.is_possible:
            yield Command("Check in", "a number and a word for just now", self.action_check_in, known=True)
        yield Command("Make a book", "of what you choose, to read or print", self.action_book, known=True)
        yield Command(
            "I have what I came for", "makes the book, asks nothing", self.action_leave_well, known=True
        )
        yield Command("Type in from paper", "by the code on a worksheet", self.action_paper, known=True)
