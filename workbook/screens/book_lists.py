"""What can be ticked for a book: lists under headings, in one page that scrolls."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.widgets.in_view import bring_into_view
from workbook.widgets.option_lines import OptionLines


class BookForm(VerticalScroll, can_focus=False):
    """Scrolls everything there is to choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Down", show=False, id="book.down"),
        Binding("up", "app.focus_previous", "Up", show=False, id="book.up"),
    ]


class Checklist(Vertical):
    """A heading with options, of which any number can be ticked; each stands for a name."""

    DEFAULT_CSS = """
    Checklist { height: auto; }
    """

    def __init__(self, heading: str, offered: Mapping[str, str], ticked: Collection[str], *, id: str) -> None:
        """Make a list.

        Args:
            heading: What stands above.
            offered: Names, each with how it is called.
            ticked: Names that are ticked at first.
            id: As for every widget.
        """
        super().__init__(id=id)
        self._heading = heading
        self._names: dict[str, str] = {}
        for name, called in offered.items():
            # Options are known by their words: two of the same title need something to tell them apart.
            self._names[f"{called} ({name})" if called in self._names else called] = name
        self._options = OptionLines(list(self._names), several=True)
        self._options.show(title for title, name in self._names.items() if name in ticked)
        self._options.here = 0

    def compose(self) -> ComposeResult:
        """Lay out the heading above the options."""
        yield Static(Content(self._heading).stylize("bold $accent"), classes="label")
        yield self._options

    @property
    def ticked(self) -> list[str]:
        """The names that are ticked, in order."""
        return [self._names[title] for title in self._options.chosen]

    @property
    def is_whole(self) -> bool:
        """Whether everything is ticked."""
        return len(self._options.chosen) == len(self._names)

    def take_focus(self) -> None:
        """Focus the options."""
        self._options.focus()

    @on(OptionLines.Moved)
    def _follow(self, event: OptionLines.Moved) -> None:
        event.stop()
        bring_into_view(self._options, self._options.region_of_line())

    @on(OptionLines.Finished)
    async def _go_on(self, event: OptionLines.Finished) -> None:
        event.stop()
        await self.run_action("app.focus_next")
