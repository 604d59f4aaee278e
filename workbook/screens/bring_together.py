"""Copies that another program left in the folder: looked at side by side, and brought in with one yes."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from workbook.errors import WorkbookError
from workbook.screens.sheet import Sheet
from workbook.screens.together_words import Pair, head_of, pairs_of, summary_of
from workbook.store.answers import Answers
from workbook.store.files import plain_reason
from workbook.store.other_copies import OtherCopy, bring_together, look_at_copies

ABOUT = "Another program, or another machine, left a copy of your answers in the folder."
NONE = "There is no other copy of your answers in the folder."
LOOKING, BRINGING = "Looking at the copies.", "Bringing it together."
DONE = "Brought together. The copy itself is kept as {kept}."
FAILED = "It could not be brought together: {reason}. Nothing of it is lost."
KEYS, NEXT, BACK = "y brings it together · ", "n shows the next · ", "Escape leaves all as it is"
NOTHING_LEFT = "Escape goes home"


class BringTogetherScreen(Sheet[bool]):
    """Shows one copy at a time; closes with whether any was brought in."""

    HELP: ClassVar[str] = (
        "Here stand copies of your answers that another program left in the folder, and what each would bring. Of what "
        "differs you see both versions. y brings the copy together with what is here: both versions are kept, and the "
        "copy is put into the folder conflicts. n shows the next copy. Escape leaves all as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "bring", "Bring together", id="together.yes"),
        Binding("n", "turn", "Next copy", id="together.next"),
        Binding("escape", "leave", "Go back", id="together.close"),
    ]
    AUTO_FOCUS = "#together-body"

    def __init__(self, answers: Answers, clock: Callable[[], datetime]) -> None:
        """Build the page.

        Args:
            answers: The person's answers, open for writing.
            clock: Tells the present time, aware and in UTC.
        """
        super().__init__()
        self._answers, self._clock = answers, clock
        self._copies: list[OtherCopy] = []
        self._shown = 0
        self._is_busy, self._is_done = True, False

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(id="together", classes="sheet"):
            yield Static("Bring copies together", markup=False, classes="sheet-title")
            yield VerticalScroll(Static(LOOKING, markup=False), id="together-body", can_focus=True)
            yield Static(Content(BACK), id="together-keys", markup=False, classes="quiet")

    def on_mount(self) -> None:
        """Read the copies beside everything else."""
        self.run_worker(self._look())

    def action_leave(self) -> None:
        """Go back; while a copy is being brought in, wait for that."""
        if not self._is_busy or not self._copies:
            self.close(self._is_done)

    async def action_turn(self) -> None:
        """Show the next copy; after the last the first."""
        if not self._is_busy and len(self._copies) > 1:
            self._shown = (self._shown + 1) % len(self._copies)
            await self._show()

    def action_bring(self) -> None:
        """Bring the copy that is shown together with what is here."""
        copy = self._copy
        if copy is not None and not copy.problem and not self._is_busy:
            self._is_busy = True
            self.run_worker(self._bring(copy))

    @on(Button.Pressed)
    def _agree(self) -> None:
        self.action_bring()

    @property
    def _copy(self) -> OtherCopy | None:
        return self._copies[self._shown] if self._copies else None

    async def _look(self, said: str = "") -> None:
        try:
            self._copies = await asyncio.to_thread(look_at_copies, self._answers)
        except OSError as error:
            said = f"The folder cannot be read: {plain_reason(error)}."
        self._shown, self._is_busy = 0, False
        if self.is_running:
            await self._show(said)

    async def _bring(self, copy: OtherCopy) -> None:
        await self._fill(Static(Content(BRINGING)))
        try:
            kept = await asyncio.to_thread(bring_together, self._answers, copy)
            said, self._is_done = DONE.format(kept=kept), True
        except OSError as error:
            said = FAILED.format(reason=plain_reason(error))
        except WorkbookError as error:
            said = str(error)
        await self._look(said)

    async def _show(self, said: str = "") -> None:
        """Show the present copy, or that there is none.

        Args:
            said: What became of the one before.
        """
        copy, count = self._copy, len(self._copies)
        parts: list[Widget] = [Static(Content(said), classes="label")] if said else []
        if copy is None:
            parts += [] if said else [Static(Content(NONE))]
        else:
            now = self._clock()
            parts += [
                Static(Content(ABOUT).stylize("$quiet")),
                Static(head_of(copy, self._shown + 1, count, now), classes="label"),
                Static(summary_of(copy), classes="label"),
            ]
            if not copy.problem:
                words = "Bring it together" if copy.merged.adds_something else "Put it aside"
                parts.append(Button(words, id="together-yes", compact=True, classes="label"))
            seals = self._answers.seals(now.astimezone().date())
            parts += [_side_by_side(pair) for pair in pairs_of(copy, seals, now)]
        await self._fill(*parts)
        keys = KEYS if copy and not copy.problem else ""
        last = NOTHING_LEFT if copy is None and self._is_done else BACK
        self.query_one("#together-keys", Static).update(Content(keys + (NEXT if count > 1 else "") + last))

    async def _fill(self, *parts: Widget) -> None:
        body = self.query_one("#together-body", VerticalScroll)
        async with body.batch():
            await body.remove_children()
            await body.mount_all(parts)
        body.scroll_home(animate=False)
        body.focus()


def _side_by_side(pair: Pair) -> Widget:
    """Lay two versions beside one another; the sheet stacks them where it is narrow."""
    return Vertical(
        Static(Content(pair.title).stylize("bold $accent")),
        Horizontal(Static(pair.here), Static(pair.there), classes="versions"),
        classes="pair",
    )
