"""Which input goes with which kind of prompt."""

from datetime import date

from workbook.content.kinds import (
    ChecklistKind,
    ChoiceKind,
    Kind,
    LetterKind,
    LineKind,
    ListKind,
    ScaleKind,
    TableKind,
    TextKind,
)
from workbook.values import Value
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.choice_answer import ChecklistAnswer, ChoiceAnswer
from workbook.widgets.letter_answer import LetterAnswer
from workbook.widgets.line_answer import LineAnswer
from workbook.widgets.list_answer import ListAnswer
from workbook.widgets.scale_answer import ScaleAnswer
from workbook.widgets.table_answer import TableAnswer
from workbook.widgets.text_answer import TextAnswer

INPUTS: dict[type[Kind], type[AnswerInput]] = {
    TextKind: TextAnswer,
    LineKind: LineAnswer,
    ListKind: ListAnswer,
    ScaleKind: ScaleAnswer,
    ChoiceKind: ChoiceAnswer,
    ChecklistKind: ChecklistAnswer,
    TableKind: TableAnswer,
    LetterKind: LetterAnswer,
}
"""Every kind has an input; a new kind is one more line."""


def answer_input_for(
    kind: Kind,
    value: Value,
    *,
    label: str = "",
    read_only: bool = False,
    today: date | None = None,
) -> AnswerInput:
    """Make the input for a kind.

    Args:
        kind: What is asked for.
        value: The answer so far, of any shape; None for none.
        label: What is asked, for help and narration; it is not drawn.
        read_only: Show the answer without letting it be changed.
        today: The local date from which a letter's suggested day is counted; by default that of
            this machine.
    """
    if isinstance(kind, LetterKind):
        return LetterAnswer(kind, value, label=label, read_only=read_only, today=today or date.today())
    return INPUTS[type(kind)](kind, value, label=label, read_only=read_only)
