"""What is set aside: questions and sections for later, and sections that rest; go there, or take one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.progress.set_aside import Aside, AsideKind, set_aside
from workbook.screens.marking import put_mark
from workbook.screens.requests import SectionWanted
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.records import LATER, RESTING
from workbook.text import shorten

EMPTY = (
    "Nothing is set aside. Ctrl+L puts a question or a section aside for later; "
    "z lets a section rest. Either stays where it is."
)
KEYS = "Enter goes there · x takes it back · Escape closes"
TAKEN_BACK = "taken back"
TAKEN_BACK_KEYS = "Taken back · x sets it aside again · Escape closes"
LONGEST_TITLE: Final = 130
"""Characters shown of a question."""
TITLES: Final[Mapping[AsideKind, str]] = {LATER: "· For later", RESTING: "◌ Resting"}
READ_KEYS = "Enter goes there · Escape closes"


class AsideList(OptionList):
    """What was set aside."""

    HELP: ClassVar[str] = (
        "What you set aside: for later first, then what rests. Nothing here is due. Enter goes there; x takes the "
        "mark off, and the question or section is as it was. Until you leave the list, x once more sets it aside again."
    )


class SetAsideScreen(Sheet[SectionWanted | None]):
    """Lists what was set aside; ends in the place to open, or in nothing."""

    AUTO_FOCUS = "AsideList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k", "leave", "Back", id="aside.out"),
        Binding("x,delete,z,ctrl+l", "take_back", "Take back", show=False, id="aside.take-back"),
    ]

    def __init__(self, pack: Pack, answers: Answers, autosave: Autosave) -> None:
        """Build the page.

        Args:
            pack: The open pack.
            answers: The person's answers.
            autosave: Writes what is taken back.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._autosave = autosave
        self._rows: list[str | Aside] = []
        """What each line of the list stands for; headings are only words."""
        self._taken_back: set[Aside] = set()
        """What is set aside no more since the list was opened."""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="set-aside", classes="sheet"):
            yield Static("Set aside", markup=False, classes="sheet-title")
            yield Static(Content(EMPTY), id="aside-empty")
            yield AsideList(id="aside-list", markup=False, compact=True)
            yield Static(id="aside-hint", classes="quiet")

    def on_mount(self) -> None:
        """List everything."""
        own, answers = self._answers.own_prompts(), self._answers
        for kind, title in TITLES.items():
            found = set_aside(self._pack, kind, answers.marks(kind), own)
            self._rows += [title, *found] if found else []
        listing = self.query_one(AsideList)
        listing.set_options(
            Option(Content(row).stylize("$secondary"), disabled=True)
            if isinstance(row, str)
            else Option(_line(row))
            for row in self._rows
        )
        listing.display = bool(self._rows)
        self.query_one("#aside-empty").display = not self._rows
        listing.highlighted = 1 if self._rows else None
        self._tell_keys()

    @property
    def _present(self) -> Aside | None:
        index = self.query_one(AsideList).highlighted
        row = self._rows[index] if index is not None and self._rows else ""
        return None if isinstance(row, str) else row

    @on(OptionList.OptionHighlighted)
    def _tell_keys(self) -> None:
        """Say below the list what can be done with what is highlighted."""
        keys = READ_KEYS if self._answers.read_only else KEYS
        if self._present is None:
            keys = "Escape closes"
        elif self._present in self._taken_back:
            keys = TAKEN_BACK_KEYS
        self.query_one("#aside-hint", Static).update(Content(keys))

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        aside = self._rows[event.option_index]
        if not isinstance(aside, str):
            self.close(SectionWanted(aside.section_id, aside.item_id))

    def action_take_back(self) -> None:
        """Take the mark off what is highlighted, or put it on again; either way it stays in the list."""
        listing, aside = self.query_one(AsideList), self._present
        if listing.highlighted is None or aside is None or self._answers.read_only:
            return
        is_taken_back = aside not in self._taken_back
        if is_taken_back:
            self._taken_back.add(aside)
        else:
            self._taken_back.remove(aside)
        put_mark(self._answers, self._autosave, aside.kind, aside.targets, on=not is_taken_back)
        line = _line(aside, is_taken_back=is_taken_back)
        listing.replace_option_prompt_at_index(listing.highlighted, line)
        self._tell_keys()

    def action_leave(self) -> None:
        """Close."""
        self.close(None)


def _line(aside: Aside, *, is_taken_back: bool = False) -> Content:
    title = shorten(aside.title, LONGEST_TITLE)
    if is_taken_back:
        return Content(f"{title}\n  {TAKEN_BACK} · {aside.where}").stylize("dim")
    return Content.assemble(title, "\n", (f"  {aside.where}", "dim"))
