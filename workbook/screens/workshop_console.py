"""The console: what a facilitator sees while leading a group, and the keys to lead it with."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.content.loader import Pack
from workbook.room.leading import Leading
from workbook.screens.base import WorkbookScreen
from workbook.screens.commands import Command
from workbook.screens.console_note import NoteEditor
from workbook.screens.console_offers import is_offered
from workbook.screens.console_words import (
    AFTERWARDS,
    next_in_words,
    now_in_words,
    other_questions,
    own_words,
    proposal_words,
    room_words,
)
from workbook.screens.workshop_agenda import AgendaSheet
from workbook.screens.workshop_groups import GroupsSheet
from workbook.screens.workshop_preflight import PreflightSheet
from workbook.widgets.reading import Prose
from workbook.workshop.material import Material, material_of
from workbook.workshop.running import CONTACTS, TIME

BESIDE = 76
"""Columns from which notes and reading stand side by side."""
_TITLES = {
    "lengthen(1)": "A minute more for this block",
    "lengthen(-1)": "A minute less for this block",
    "accept": "Do what is proposed",
    "drop": "Leave out an optional block",
    "time": "Show or hide the time on the room's screen",
    "contacts": "Show or hide the contacts on the room's screen",
    "hush": "Soft stop: a quiet card for the room",
    "ready": "What to have ready",
    "end": "End the session",
}
"""What actions are called where there is room to say it."""


class Words(VerticalScroll, can_focus=True):
    """Words that scroll."""


class ConsoleScreen(WorkbookScreen):
    """One block at a time: its time, what to say, what to know, what comes next."""

    HELP: ClassVar[str] = (
        "The console. The room's screen shows the block, its question and its words; what stands under “For you” is "
        "never sent there. Times change only when you say so: when it gets late, a proposal stands under the time. "
        "u takes the last change back. Tab moves between the two texts, the arrow keys scroll."
    )
    AUTO_FOCUS = "#room-words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "accept", "Do that", id="console.accept"),
        Binding("d", "drop", "Leave out", id="console.drop"),
        Binding("n,right", "next", "Next", key_display="n", id="console.next"),
        Binding("tab", "other", "Notes", id="console.other"),
        Binding("p,space", "hold", "Pause", key_display="p", id="console.pause"),
        Binding("s", "hush", "Soft stop", id="console.hush"),
        Binding("w", "note", "Note", id="console.note"),
        Binding("u", "undo", "Undo", id="console.undo"),
        Binding("plus,equals_sign", "lengthen(1)", "Longer", key_display="+", id="console.more"),
        Binding("minus", "lengthen(-1)", "Shorter", key_display="-", id="console.less"),
        Binding("g", "groups", "Groups", id="console.groups"),
        Binding("a,k", "agenda", "Agenda, skip", key_display="a", id="console.agenda"),
        Binding("b,left", "back", "Back", key_display="b", id="console.back"),
        Binding("t", "time", "Time for the room", id="console.time"),
        Binding("c", "contacts", "Contacts for the room", id="console.contacts"),
        Binding("r", "ready", "Ready?", id="console.ready"),
        Binding("e", "end", "End", id="console.end"),
    ]

    def __init__(
        self,
        leading: Leading,
        pack: Pack,
        changed: Callable[[], None],
        screens: Callable[[], int],
        rehearsal: str = "",
    ) -> None:
        """Build the console.

        Args:
            leading: The session.
            pack: Where blocks have their words from.
            changed: Called after every change, once it is on the disk or known not to be.
            screens: Tells how many screens of the room are connected.
            rehearsal: That this is one, if it is.
        """
        super().__init__()
        self._rehearsal = rehearsal
        self._leading = leading
        self._pack = pack
        self._changed = changed
        self._screens = screens
        self._materials: dict[int, Material] = {}
        self._drawn: dict[str, Content] = {}
        """What stands where, so that only what changes is drawn."""
        self._laid_out: tuple[int, bool] | None = None
        """The block whose words are laid out, and whether the session was over."""
        self._offered: object = None
        """What the keys were offered for."""

    def body(self) -> ComposeResult:
        """Lay out time above words, notes beside them, what comes next below."""
        yield Static(id="now")
        yield Static(id="proposal")
        with Horizontal(id="console-body"):
            with Words(id="room-words"):
                yield Static(id="to-say")
                yield Prose(id="section-reading")
                yield Static(id="other-questions")
            with Words(id="own-words"):
                yield Static(id="own-notes")
                yield Prose(id="section-notes")
        yield NoteEditor(self._note, self._show_words, id="note")
        yield Static(id="following")

    def on_mount(self) -> None:
        """Show how things stand."""
        self.refresh_session()

    def on_resize(self) -> None:
        """Choose whether both texts fit side by side."""
        self.set_class(self.app.size.width >= BESIDE, "-beside")
        self.set_class(self.app.size.height < 20, "-low")
        self.refresh_bindings()

    # What is shown

    def material(self, index: int) -> Material:
        """Give what a block uses; read once."""
        if index not in self._materials:
            self._materials[index] = material_of(self._leading.agenda.blocks[index], self._pack)
        return self._materials[index]

    def refresh_session(self) -> None:
        """Show how things stand; only what differs is drawn."""
        leading = self._leading
        elapsed = leading.elapsed
        proposal = leading.proposal()
        self._draw("now", now_in_words(leading, elapsed, self._rehearsal))
        self._draw("proposal", proposal_words(proposal, leading.agenda))
        self._draw("following", Content(next_in_words(leading.running)))
        self._show_block(max(leading.running.present, 0))
        if (state := (leading.running, proposal)) != self._offered:
            self._offered = state
            self.refresh_bindings()

    def _draw(self, name: str, words: Content) -> None:
        if self._drawn.get(name) != words:
            self._drawn[name] = words
            part = self.query_one(f"#{name}", Static)
            part.update(words)
            part.set_class(not words.plain, "-empty")

    def _show_block(self, index: int) -> None:
        running = self._leading.running
        block, material = self._leading.agenda.blocks[index], self.material(index)
        own = [words for place, words in running.notes if place == running.present]
        self._draw("own-notes", own_words(block, material, own))
        is_over = running.ended is not None
        if self._laid_out != (index, is_over):
            self._laid_out = (index, is_over)
            if is_over:
                material = Material()
            self._draw("to-say", Content(AFTERWARDS) if is_over else room_words(block, material))
            self._draw("other-questions", other_questions(material))
            self.query_one("#section-reading", Prose).show(material.reading, {})
            self.query_one("#section-notes", Prose).show(material.notes.notes if material.notes else (), {})
            for pane in self.query(Words):
                pane.scroll_home(animate=False)

    # What the facilitator does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what would do something."""
        if action == "other":
            return not self.has_class("-beside")
        if action == "lengthen" and isinstance(self.focused, NoteEditor):
            # Where one writes, + and - are signs.
            return False
        return is_offered(action, self._leading)

    def collect(self) -> None:
        """Keep the note that is being written."""
        self.query_one(NoteEditor).keep()

    def _do(self, change: Callable[[], object]) -> None:
        """Make a change, which is on the disk when it returns, then show it here and in the room."""
        self.collect()
        change()
        self.session_changed()

    def session_changed(self, _: object = None) -> None:
        """Show a change here and in the room."""
        self.refresh_session()
        self._changed()

    def _note(self, words: str, number: int) -> int:
        number = self._leading.note(words, number)
        self.session_changed()
        return number

    def action_next(self) -> None:
        """Go on to the next block; before the beginning, begin."""
        leading = self._leading
        self._do(leading.go_on if leading.has_begun else leading.begin)

    def action_back(self) -> None:
        """Go back to the block before."""
        self._do(self._leading.go_back)

    def action_hold(self) -> None:
        """Hold the clock, or let it go on."""
        self._do(self._leading.pause_or_go_on)

    def action_hush(self) -> None:
        """Turn the room's screen to a quiet card, or end that."""
        self._do(self._leading.hush_or_go_on)

    def action_lengthen(self, minutes: int) -> None:
        """Give the block a minute more, or less."""
        self._do(partial(self._leading.lengthen, minutes))

    def action_accept(self) -> None:
        """Do what is proposed."""
        self._do(self._leading.accept)

    def action_drop(self) -> None:
        """Think of leaving out an optional block; only accepting does it."""
        self._do(self._leading.drop_one_more)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._do(self._leading.undo)

    def action_time(self) -> None:
        """Show the time on the room's screen, or take it away."""
        self._do(partial(self._leading.show_or_hide, TIME))

    def action_contacts(self) -> None:
        """Show the local contacts on the room's screen, or take them away."""
        self._do(partial(self._leading.show_or_hide, CONTACTS))

    def action_end(self) -> None:
        """End the session; undo takes that back."""
        self._do(self._leading.end)

    def action_other(self) -> None:
        """Move to the other text."""
        self.set_class(not self.has_class("-own"), "-own")
        self._show_words()

    def _show_words(self) -> None:
        self.query_one("#own-words" if self.has_class("-own") else "#room-words").focus()

    def action_note(self) -> None:
        """Write a note of one's own."""
        self.query_one(NoteEditor).open()

    def action_agenda(self) -> None:
        """Show all blocks, to skip one or go to one."""
        self.app.push_screen(AgendaSheet(self._leading), self.session_changed)

    def action_groups(self) -> None:
        """Draw groups, change who is there."""
        self.app.push_screen(GroupsSheet(self._leading, self.session_changed), self.session_changed)

    def action_ready(self) -> None:
        """Show what is good to have ready."""
        self.app.push_screen(PreflightSheet(self._leading, self._screens), self._after_preflight)

    def _after_preflight(self, begins: bool | None) -> None:
        if begins:
            self.action_next()
        else:
            self.session_changed()

    def commands(self) -> Iterable[Command]:
        """Offer every step of the console by name."""
        for binding in self.BINDINGS:
            if isinstance(binding, Binding) and binding.show:
                name = binding.action.rstrip(")").partition("(")[0]
                if self.check_action(name, ()):
                    about = f"key {binding.key_display or binding.key}"
                    run = partial(self.run_action, binding.action)
                    yield Command(_TITLES.get(binding.action, binding.description), about, run, known=True)
