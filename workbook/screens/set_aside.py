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
from workbook.screens.marking import LATER, RESTING, put_mark
from workbook.screens.requests import SectionWanted
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.text import shorten

EMPTY = (
    "Nothing is set aside. ^l puts a question or a section aside for later; "
    "z lets a section rest. Either stays where it is."
)
KEYS = "Enter goes there · x takes it back · Escape closes"
LONGEST_TITLE: Final = 130
"""Characters shown of a question."""
TITLES: Final[Mapping[AsideKind, str]] = {LATER: "· For later", RESTING: "◌ Resting"}
READ_KEYS = "Enter goes there · Escape closes"


class AsideList(OptionList):
    """What was set aside."""

    HELP: ClassVar[str] = (
        "What you set aside: for later first, then what rests. Nothing here is due. Enter goes there; x takes the "
        "mark off, and the question or section is as it was."
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
        self._lines: list[Aside | None] = []
        """What each line of the list stands for; None for headings."""

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
        self._show([one for kind in TITLES for one in set_aside(self._pack, kind, answers.marks(kind), own)])

    def _show(self, asides: list[Aside], highlighted: int = 0) -> None:
        rows: list[str | Aside] = []
        for kind, title in TITLES.items():
            found = [aside for aside in asides if aside.kind == kind]
            rows += [title, *found] if found else []
        listing = self.query_one(AsideList)
        self._lines = [None if isinstance(row, str) else row for row in rows]
        listing.set_options(
            Option(Content(row).stylize("$secondary"), disabled=True)
            if isinstance(row, str)
            else Option(_line(row))
            for row in rows
        )
        places = [index for index, aside in enumerate(self._lines) if aside is not None]
        listing.display = bool(places)
        self.query_one("#aside-empty").display = not places
        keys = READ_KEYS if self._answers.read_only else KEYS
        self.query_one("#aside-hint", Static).update(Content(keys if places else "Escape closes"))
        if places:
            listing.highlighted = next((index for index in places if index >= highlighted), places[-1])

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        aside = self._lines[event.option_index]
        if aside is not None:
            self.close(SectionWanted(aside.section_id, aside.item_id))

    def action_take_back(self) -> None:
        """Take the mark off what is highlighted."""
        index = self.query_one(AsideList).highlighted
        aside = None if index is None or not self._lines else self._lines[index]
        if index is None or aside is None or self._answers.read_only:
            return
        put_mark(self._answers, self._autosave, aside.kind, aside.targets, on=False)
        self._show([one for one in self._lines if one is not None and one is not aside], index)

    def action_leave(self) -> None:
        """Close."""
        self.close(None)


def _line(aside: Aside) -> Content:
    return Content.assemble(shorten(aside.title, LONGEST_TITLE), "\n", (f"  {aside.where}", "dim"))
