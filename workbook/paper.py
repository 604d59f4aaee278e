"""Asking for an answer line by line, as it stands on a sheet of paper. Pure but for the two functions it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from workbook import moments
from workbook.content.kinds import (
    ChecklistKind,
    ChoiceKind,
    Kind,
    LetterKind,
    LineKind,
    ListKind,
    ScaleKind,
    TableKind,
)
from workbook.content.model import Prompt
from workbook.errors import WorkbookError
from workbook.text import MAX_LENGTH
from workbook.values import MAX_PARTS, Value, clean_value, parts_of

Ask = Callable[[str], str | None]
"""Shows a label and gives one line without its end; None when there are no more."""

Say = Callable[[str], None]
"""Shows some text."""

SoFar = Callable[[Value], None]
"""Is given an answer of several lines after each of them, so that nothing typed waits for the end."""


class AnswerTooLong(WorkbookError):
    """One answer has more words than can be kept; the line that is too much was given to nobody."""


def ask_for(prompt: Prompt, ask: Ask, say: Say, today: date) -> tuple[str, Value]:
    """Show a question and take its answer in.

    Args:
        prompt: The question; of a heavy one it is asked which wording was answered.
        ask: Asks for one line.
        say: Shows something.
        today: The local date, from which a letter's day is suggested.

    Returns:
        The question as it was answered, and the answer; blank when nothing was typed.
    """
    say(prompt.question)
    question = prompt.question
    if prompt.heavy:
        say(f"\nOr, more gently: {prompt.gentler}\n")
        say("Which of the two did you answer? 1 for the first, 2 for the gentler one.")
        if _number(ask, say, 1, 2) == 2:
            question = prompt.gentler
    return question, value_for(prompt.kind, ask, say, today)


def value_for(kind: Kind, ask: Ask, say: Say, today: date, so_far: SoFar = lambda _: None) -> Value:
    """Take an answer of a kind in, line by line.

    Args:
        kind: How the question is answered.
        ask: Asks for one line.
        say: Shows something.
        today: The local date, from which a letter's day is suggested.
        so_far: Is given what was typed up to then.

    Returns:
        The answer; blank when nothing was typed.

    Raises:
        AnswerTooLong: Words go on for too long.
    """
    return kind.fit(clean_value(_value(kind, ask, say, today, lambda value: so_far(kind.fit(value)))))


def within_one_answer(text: str) -> str:
    """Give a text as it is; raises `AnswerTooLong` for one that would be cut when it is kept."""
    if len(text) > MAX_LENGTH:
        raise AnswerTooLong(
            f"This is longer than {MAX_LENGTH:,} characters, more than one answer can hold.",
            "Nothing was kept; divide it.",
        )
    return text


def closing_words(prompt: Prompt, value: Value) -> Iterator[str]:
    """Give what is offered after an answer: a scale's offer, a heavy prompt's landing."""
    kind = prompt.kind
    if isinstance(kind, ScaleKind) and kind.offer_below is not None:
        number = kind.fit(value)
        if number is not None and number < kind.offer_below:
            yield kind.offer
    if prompt.heavy:
        yield f"\n{prompt.landing}"


def _value(kind: Kind, ask: Ask, say: Say, today: date, so_far: SoFar) -> Value:
    match kind:
        case ScaleKind(low=low, high=high):
            say(
                f"A number from {low}{_in_brackets(kind.low_label)} to {high}{_in_brackets(kind.high_label)}."
            )
            return _number(ask, say, low, high)
        case LineKind():
            return ask("> ") or ""
        case ListKind():
            say("One on each line; an empty line ends it.")
            return _lines(ask, so_far, numbered=True)
        case ChoiceKind(options=options):
            _list(options, say)
            say("The number of the one you choose.")
            chosen = _number(ask, say, 1, len(options))
            return "" if chosen is None else options[chosen - 1]
        case ChecklistKind(options=options):
            _list(options, say)
            say("The numbers of those you choose, with blanks between them.")
            return [options[number - 1] for number in _numbers(ask, say, len(options))]
        case TableKind(columns=columns):
            say("Row by row; Enter leaves a cell empty, and an empty row ends it.")
            return _rows(columns, ask, so_far)
        case LetterKind(after_days=days):
            suggested = today + timedelta(days=days)
            # Until a day was chosen, what was typed waits for the one that is suggested: it is closed from the start.
            text = _text(ask, say, lambda text: so_far({"text": str(text), "opens": suggested.isoformat()}))
            if not text.strip():
                return ""
            return {"text": text, "opens": _day(ask, say, suggested).isoformat()}
        case _:
            return _text(ask, say, so_far)


def _text(ask: Ask, say: Say, so_far: SoFar) -> str:
    say("As many lines as you like; an empty line or ctrl+d ends it.")

    def take(lines: Value) -> None:
        text = "\n".join(parts_of(lines))
        so_far(within_one_answer(text))

    return "\n".join(_lines(ask, take))


def _lines(ask: Ask, so_far: SoFar, *, numbered: bool = False) -> list[str]:
    lines: list[str] = []
    while len(lines) < MAX_PARTS:
        line = ask(f"{len(lines) + 1}. " if numbered else "> ")
        if not line or not line.strip():
            break
        lines.append(line)
        so_far([*lines])
    return lines


def _rows(columns: tuple[str, ...], ask: Ask, so_far: SoFar) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for number in range(1, MAX_PARTS + 1):
        row = {}
        is_over = False
        for column in columns:
            cell = None if is_over else ask(f"{number}. {column}: ")
            is_over = cell is None
            row[column] = cell or ""
        if not any(cell.strip() for cell in row.values()):
            break
        rows.append(row)
        so_far([*rows])
    return rows


def _number(ask: Ask, say: Say, low: int, high: int) -> int | None:
    """Ask until there is a number in the range; None for an empty line."""
    while (line := ask("> ")) is not None and line.strip():
        number = _whole(line)
        if number is not None and low <= number <= high:
            return number
        say(f"A number from {low} to {high}, please, or Enter to leave it out.")
    return None


def _numbers(ask: Ask, say: Say, most: int) -> list[int]:
    while (line := ask("> ")) is not None and line.strip():
        found = [_whole(part) for part in line.replace(",", " ").split()]
        numbers = [number for number in found if number is not None and 1 <= number <= most]
        if len(numbers) == len(found):
            return sorted(set(numbers))
        say(f"Numbers from 1 to {most}, please, such as: 1 {most}; or Enter for none.")
    return []


def _whole(text: str) -> int | None:
    text = text.strip()
    return (
        int(text)
        if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 6
        else None
    )


def _day(ask: Ask, say: Say, suggested: date) -> date:
    say(f"To be opened on, such as {suggested}. Enter for {moments.day_in_words(suggested.isoformat())}.")
    while (line := ask("> ")) is not None and line.strip():
        try:
            return date.fromisoformat(line.strip())
        except ValueError:
            say(f"A day written like {suggested}, please, or Enter.")
    return suggested


def _list(options: tuple[str, ...], say: Say) -> None:
    for number, option in enumerate(options, 1):
        say(f"{number:>2}  {option}")


def _in_brackets(label: str) -> str:
    return f" ({label})" if label else ""
