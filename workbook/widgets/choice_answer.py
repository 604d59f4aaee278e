"""Options to choose from: one of them, or any number."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.geometry import Region

from workbook.content.kinds import ChecklistKind, ChoiceKind
from workbook.values import Value, parts_of
from workbook.widgets.answer_input import AnswerInput, Cursor
from workbook.widgets.option_lines import OptionLines


class OptionsAnswer(AnswerInput):
    """What choices and checklists share."""

    kind: ChoiceKind | ChecklistKind
    several: ClassVar[bool]
    """Whether more than one option can be chosen."""

    def build(self) -> None:
        """Make the options."""
        self._options = OptionLines(self.kind.options, several=self.several, read_only=self.read_only)

    def compose(self) -> ComposeResult:
        """The options and nothing else."""
        yield self._options

    def fill(self, value: Value) -> None:
        """Show what was chosen."""
        self._options.show(part for part in parts_of(value) if part.strip())

    def take_focus(self) -> None:
        """Focus the options."""
        self._options.focus()

    @property
    def cursor(self) -> Cursor:
        """The option the person is on, from 0, and 0."""
        return (self._options.here, 0)

    @cursor.setter
    def cursor(self, place: Cursor) -> None:
        """Go back to an option."""
        self._options.here = place[0]

    def place_of_focus(self) -> Region:
        """The lines of the option the person is on."""
        return self._options.region_of_line()

    @on(OptionLines.Chosen)
    def _choose(self, event: OptionLines.Chosen) -> None:
        event.stop()
        self.report()

    @on(OptionLines.Moved)
    def _follow(self, event: OptionLines.Moved) -> None:
        event.stop()
        self.keep_in_view()

    @on(OptionLines.Finished)
    def _finish(self, event: OptionLines.Finished) -> None:
        event.stop()
        self.post_message(self.Done(self))


class ChoiceAnswer(OptionsAnswer):
    """One of several options."""

    help_text: ClassVar[str] = (
        "Up and down go through the options, 1 to 9 jump to one. Space or Enter chooses; Enter on the chosen "
        "one moves on. Backspace takes the choice back."
    )
    several: ClassVar[bool] = False

    @property
    def value(self) -> str:
        """The chosen option, or an empty text."""
        return "".join(self._options.chosen[:1])


class ChecklistAnswer(OptionsAnswer):
    """Any number of options."""

    help_text: ClassVar[str] = (
        "Up and down go through the list, 1 to 9 jump to a line. Space ticks it or takes the tick away; "
        "Enter on a ticked line moves on."
    )
    several: ClassVar[bool] = True

    @property
    def value(self) -> list[str]:
        """What is ticked, in the order of the list."""
        return self._options.chosen
