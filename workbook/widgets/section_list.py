"""The sections of a chapter with their state, and the places its reading leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbook.content.pack_model import SectionOutline
from workbook.frozen import frozen
from workbook.progress.states import SectionState


@frozen()
class ListedSection:
    """One line of the list."""

    outline: SectionOutline
    state: SectionState
    words: str = ""
    """Said beneath it, such as "later"; mostly nothing."""


def state_mark(state: SectionState) -> str:
    """A shape for a state, so that colour is never needed: ○ ◐ ● ◌."""
    return {"untouched": "○", "opened": "◐", "answered": "●", "returned": "●", "resting": "◌"}[state.name]


class SectionList(OptionList):
    """Lists sections; Enter goes to one."""

    HELP: ClassVar[str] = (
        "The sections of this chapter. ○ untouched, ◐ opened, ● answered, with how often you have come back; "
        "◌ resting. Enter opens one; any order is fine. z lets one rest or wakes it, Ctrl+L sets it aside for later or "
        "takes it back. Below stand the places the reading leads to."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._targets: list[str] = []

    @dataclass
    class Chosen(Message):
        """A section was chosen."""

        section_id: str

    def show(
        self, title: str, sections: Sequence[ListedSection], present: str, nearby: Sequence[tuple[str, str]]
    ) -> None:
        """List a chapter.

        Args:
            title: The chapter's title.
            sections: Its sections with their states.
            present: The id of the section that is open.
            nearby: Ids and titles of sections the reading links to.
        """
        self.clear_options()
        self._targets = []
        heading = Option(Content(title), disabled=True)
        options = [heading, _gap()]
        self._targets += ["", ""]
        for section in sections:
            options.append(Option(self._line(section, present), id=f"section:{section.outline.id}"))
            self._targets.append(section.outline.id)
        if nearby:
            options += [_gap(), Option(Content("leads to"), disabled=True)]
            self._targets += ["", ""]
            for section_id, name in nearby:
                options.append(Option(Content.assemble(("↗ ", "$secondary"), name)))
                self._targets.append(section_id)
        self.add_options(options)
        if present in self._targets:
            self.highlighted = self._targets.index(present)

    @property
    def section_id(self) -> str:
        """The highlighted section; empty for none."""
        return "" if self.highlighted is None else self._targets[self.highlighted]

    def _line(self, section: ListedSection, present: str) -> Content:
        style = "bold" if section.outline.id == present else ""
        mark = state_mark(section.state)
        count = f" {section.state.times}" if section.state.times > 1 else ""
        here = "▸" if section.outline.id == present else " "
        width = max(self.content_size.width or 30, 16)
        room = width - cell_len(here + mark) - 1 - len(count)
        title = Content(section.outline.title).truncate(room, ellipsis=True)
        colour = "" if section.state.times else "dim"
        said = f" · {section.words}" if section.words else ""
        free = room - title.cell_length - cell_len(said)
        # Where there is no room behind the title, it hangs from it on a line of its own.
        behind, beneath = (said, "") if free >= 0 else ("", f"\n    └{said.removeprefix(' ·')}")
        return Content.assemble(
            (here, "$accent"),
            (mark, colour),
            " ",
            (title.plain, style),
            (behind, "dim italic"),
            " " * (free if behind else room - title.cell_length),
            (count, "dim"),
            (beneath, "dim italic"),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turn a chosen line into a chosen section."""
        event.stop()
        if target := self._targets[event.option_index]:
            self.post_message(self.Chosen(target))


def _gap() -> Option:
    return Option(Content(" "), disabled=True)
