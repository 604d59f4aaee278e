"""What is said where one would write while another window has the answers open."""

from textual.widget import Widget

from workbook.store.answers import Answers

ONLY_SHOWN = "Only to read: the workbook is open in another window."
WHY_NOT = "Nothing is written here while another window is open. Close that one, and you can write."
TAKES_AWAY = ("enter", "backspace", "delete")
"""Keys that change a text and are no letters."""


def may_write(widget: Widget, answers: Answers) -> bool:
    """Tell whether one can write; where one cannot, say why."""
    if answers.read_only:
        widget.notify(WHY_NOT, markup=False)
    return not answers.read_only
