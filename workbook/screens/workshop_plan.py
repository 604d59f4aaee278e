"""Planning a session: its blocks are changed in place, and every change is kept as one goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from workbook.content.loader import Pack
from workbook.screens.workshop_plan_choices import (
    kind_choices,
    prompt_choices,
    section_choices,
)
from workbook.screens.workshop_plan_list import BlockList
from workbook.screens.workshop_plan_session import change_session, session_values
from workbook.screens.workshop_plan_sheets import ChoiceSheet, SessionSheet
from workbook.screens.workshop_plan_view import PlanView
from workbook.screens.workshop_plan_words import BlockWords
from workbook.text import one_line, shorten
from workbook.workshop import editing
from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.editing import Change
from workbook.workshop.rules import MOST_BLOCKS


class PlanScreen(PlanView):
    """Edits one agenda."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo", key_display="^z", id="plan.undo"),
        Binding("ctrl+y", "redo", "Again", show=False, id="plan.redo"),
        Binding("t,f2", "session", "Session", key_display="F2", id="plan.session"),
    ]

    def __init__(self, agenda: Agenda, pack: Pack, keep: Callable[[Agenda], None]) -> None:
        """Build the screen.

        Args:
            agenda: What is there.
            pack: Where sections are chosen from.
            keep: Called with every new state, to be saved.
        """
        super().__init__(agenda, pack)
        self._keep = keep
        self._typed = ""
        self._typed_over: Block | None = None

    # Changing

    def change(self, change: Change, key: str = "", to: int | None = None) -> bool:
        """Make a change, show it and have it kept; tell whether there was anything to change.

        Args:
            change: Gives the new agenda.
            key: Changes in a row under one key are taken back together.
            to: The block to highlight afterwards.
        """
        if not self.editing.change(change, key):
            return False
        self._after_change(to)
        return True

    def _after_change(self, to: int | None = None) -> None:
        if to is not None:
            # Before the rows, so that the words shown are those of the right block.
            with self.prevent(OptionList.OptionHighlighted):
                self.query_one(BlockList).highlighted = min(to, len(self._rows) - 1)
        self.show()
        if to is not None:
            self.query_one(BlockList).highlighted = to
            self._show_words()
        self._keep(self.agenda)

    def _stop_typing(self) -> None:
        self._typed, self._typed_over = "", None

    @on(BlockList.DigitTyped)
    def _type_digit(self, event: BlockList.DigitTyped) -> None:
        """Set the minutes of the highlighted block, digit by digit."""
        place = self.place
        if self._typed_over is None:
            self._typed_over = self.agenda.blocks[place]
        self._typed = f"{self._typed}{event.digit}".lstrip("0")[-3:]
        if self._typed:
            over, minutes = self._typed_over, int(self._typed)
            # From the block as it was: 1 on the way to 12 must not bring its least down to 1.
            self.change(
                lambda agenda: editing.with_minutes(editing.with_block(agenda, place, over), place, minutes),
                f"digits:{place}",
            )

    def action_longer(self, minutes: int) -> None:
        """Give the block a minute more, or less."""
        self._stop_typing()
        place = self.place
        planned = self.agenda.blocks[place].minutes + minutes
        self.change(lambda agenda: editing.with_minutes(agenda, place, planned))

    def action_least(self, minutes: int) -> None:
        """Change the fewest minutes that the block can do with."""
        self._stop_typing()
        place, block = self.place, self.agenda.blocks[self.place]
        if block.protected or block.kind == "buffer":
            why = "it is protected" if block.protected else "it is a buffer and may shrink to nothing"
            self._tell(f"This block has no least of its own: {why}.")
        else:
            self.change(lambda agenda: editing.with_least(agenda, place, block.least + minutes))

    def action_move(self, step: int) -> None:
        """Move the block up or down."""
        self._stop_typing()
        place = self.place
        to = min(max(place + step, 0), len(self.agenda.blocks) - 1)
        self.change(lambda agenda: editing.moved(agenda, place, to), to=to)

    def action_protect(self) -> None:
        """Let the block keep its length, or no longer."""
        self._stop_typing()
        place, block = self.place, self.agenda.blocks[self.place]
        if not editing.may_turn_protection(self.agenda, place):
            why = (
                "is there to be used up"
                if block.kind == "buffer"
                else "keeps its length however late it gets"
            )
            self._tell(f"A {block.kind} {why}.")
        self.change(lambda agenda: editing.with_protection_turned(agenda, place))

    def action_option(self) -> None:
        """Let the block be left out when time is short, or no longer."""
        self._stop_typing()
        place, block = self.place, self.agenda.blocks[self.place]
        if block.protected and not block.optional:
            self._tell("A protected block cannot be optional.")
        self.change(lambda agenda: editing.with_choice_turned(agenda, place))

    def action_double(self) -> None:
        """Put a copy of the block below it."""
        self._stop_typing()
        place = self.place
        if not self.change(lambda agenda: editing.doubled(agenda, place), to=place + 1):
            self._tell_full()

    def action_remove(self) -> None:
        """Take the block out."""
        self._stop_typing()
        place = self.place
        title = shorten(self.agenda.blocks[place].title, 40)
        to = min(place, len(self.agenda.blocks) - 2)
        if self.change(lambda agenda: editing.without(agenda, place), to=max(to, 0)):
            self._tell(f"Taken out: {title}. ctrl+z brings it back.")
        else:
            self._tell("A session has at least one block.")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._turn(self.editing.undo, "There is nothing to take back.")

    def action_redo(self) -> None:
        """Make a change again that was taken back."""
        self._turn(self.editing.redo, "There is nothing to do again.")

    def _turn(self, turn: Callable[[], bool], otherwise: str) -> None:
        self._stop_typing()
        before = self.agenda.blocks
        if not turn():
            self._tell(otherwise)
            return
        self._after_change(_first_difference(before, self.agenda.blocks))

    # Choosing

    @work
    async def action_add(self) -> None:
        """Choose what kind of block to put below this one."""
        self._stop_typing()
        place = self.place + 1
        kind = KINDS.get(
            await self.app.push_screen_wait(ChoiceSheet("Which kind of block?", kind_choices())) or ""
        )
        if kind and not self.change(lambda agenda: editing.with_new(agenda, place, kind), to=place):
            self._tell_full()

    @work
    async def action_swap(self) -> None:
        """Choose the section that the block uses, and a question of it when it is for writing."""
        self._stop_typing()
        place, block = self.place, self.agenda.blocks[self.place]
        if block.kind in ("break", "buffer"):
            self._tell(f"A {block.kind} uses no section.")
            return
        sheet = ChoiceSheet("Which section?", section_choices(self._pack), block.section)
        section = await self.app.push_screen_wait(sheet)
        if section is None:
            return
        prompt = ""
        questions = prompt_choices(self._pack, section) if block.kind == "writing" and section else []
        if questions:
            chosen = await self.app.push_screen_wait(ChoiceSheet("Which question?", questions, block.prompt))
            if chosen is None:
                return
            prompt = chosen
        self.change(lambda agenda: editing.with_section(agenda, place, section, prompt))

    def action_session(self) -> None:
        """Show what is true of the whole session."""
        self._stop_typing()
        self.editing.settle()
        self.app.push_screen(
            SessionSheet(session_values(self.agenda, self.start), partial(change_session, self))
        )

    # Words

    def action_words(self) -> None:
        """Go to the words of the block."""
        self._stop_typing()
        self.add_class("-words")
        self.query_one(BlockWords).query_one("LineInput").focus()

    def action_back(self) -> None:
        """Go back to the list."""
        self.remove_class("-words")
        self.query_one(BlockList).focus()
        self.call_after_refresh(self.show)

    @on(BlockWords.Changed)
    def _take_words(self, event: BlockWords.Changed) -> None:
        place, block = self.place, self.agenda.blocks[self.place]
        text = one_line(event.text) if event.field == "title" else event.text
        if event.field == "title" and not text:
            return
        changed = editing.replaced(block, event.field, text)
        self.change(lambda agenda: editing.with_block(agenda, place, changed), f"{event.field}:{place}")

    @on(OptionList.OptionHighlighted, "#plan-blocks")
    def _go_to(self) -> None:
        self._stop_typing()
        self.editing.settle()
        self._show_words()

    @on(OptionList.OptionSelected, "#plan-blocks")
    def _open(self) -> None:
        self.action_words()

    def _tell(self, words: str) -> None:
        self.notify(words, timeout=6, markup=False)

    def _tell_full(self) -> None:
        self._tell(f"An agenda has at most {MOST_BLOCKS} blocks.")


def _first_difference(before: Sequence[Block], after: Sequence[Block]) -> int:
    """Give the place where a change begins."""
    for place, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return place
    return max(min(len(before), len(after)) - (len(before) >= len(after)), 0)
