"""Answers from paper: asked for line by line, by the kind of the question."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from workbook.content.model import Prompt
from workbook.paper import ask_for, closing_words
from workbook.values import Value, is_blank

TODAY = date(2026, 11, 22)
KINDS: dict[str, Kind] = {
    "text": TextKind(),
    "line": LineKind(),
    "list": ListKind(),
    "scale": ScaleKind(low_label="no", high_label="yes", offer_below=7, offer="Halve it?"),
    "choice": ChoiceKind(options=("apple", "bread", "cheese")),
    "checklist": ChecklistKind(options=("apple", "bread", "cheese")),
    "table": TableKind(columns=("One", "Two")),
    "letter": LetterKind(after_days=30),
}


class Person:
    """Someone who types lines from a sheet, and reads what is said."""

    def __init__(self, *lines: str) -> None:
        self._lines: Iterator[str] = iter(lines)
        self.read: list[str] = []

    def ask(self, label: str) -> str | None:
        """Type the next line; nothing more after the last."""
        self.read.append(label)
        return next(self._lines, None)

    def say(self, text: str) -> None:
        """Read."""
        self.read.append(text)

    @property
    def seen(self) -> str:
        """All that was read."""
        return "\n".join(self.read)


def answered(kind: Kind, *lines: str) -> tuple[Value, Person]:
    """Answer a question of a kind by typing lines."""
    person = Person(*lines)
    question, value = ask_for(Prompt(id="p", question="What now?", kind=kind), person.ask, person.say, TODAY)
    assert question == "What now?"
    assert person.read[0] == "What now?"
    return value, person


@pytest.mark.parametrize(
    ("kind", "lines", "value"),
    [
        ("text", ("one", "  two", "", "left over"), "one\n  two"),
        ("text", ("to the end",), "to the end"),
        ("line", ("a word",), "a word"),
        ("list", ("a", "b", "", "c"), ["a", "b"]),
        ("scale", ("7",), 7),
        ("scale", ("11", "seven", "-1", "0"), 0),
        ("choice", ("2",), "bread"),
        ("choice", ("4", "0", "cheese", "3"), "cheese"),
        ("checklist", ("3, 1 3",), ["apple", "cheese"]),
        ("checklist", ("1 9", "2"), ["bread"]),
        ("table", ("a", "b", "", "c", "", ""), [{"One": "a", "Two": "b"}, {"One": "", "Two": "c"}]),
        ("table", ("only this",), [{"One": "only this", "Two": ""}]),
        ("letter", ("Dear me,", "", "2027-01-02"), {"text": "Dear me,", "opens": "2027-01-02"}),
        ("letter", ("Dear me,", "", "soon", ""), {"text": "Dear me,", "opens": "2026-12-22"}),
    ],
)
def test_every_kind_is_taken_as_it_stands_on_paper(kind: str, lines: tuple[str, ...], value: Value) -> None:
    """Each kind in its own way; what does not fit is asked for again."""
    assert answered(KINDS[kind], *lines)[0] == value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lines", [(), ("",), ("", "", "")])
def test_nothing_typed_is_no_answer(kind: str, lines: tuple[str, ...]) -> None:
    """An empty line, or no line at all, leaves every kind blank."""
    assert is_blank(answered(KINDS[kind], *lines)[0])


@pytest.mark.parametrize("kind", KINDS)
@given(lines=st.lists(st.text(max_size=20), max_size=12))
def test_whatever_is_typed_ends_in_an_answer_of_the_kind(kind: str, lines: list[str]) -> None:
    """No lines make it fail or ask for ever, and what comes out has the shape of the kind."""
    value, _ = answered(KINDS[kind], *lines)
    assert is_blank(value) or KINDS[kind].fit(value) == value


def test_a_slip_is_told_with_the_range() -> None:
    """What cannot be taken is said, with what can."""
    assert "A number from 0 to 10, please" in answered(KINDS["scale"], "12", "3")[1].seen
    assert "Numbers from 1 to 3, please" in answered(KINDS["checklist"], "x", "3")[1].seen
    assert "A day written like 2026-12-22" in answered(KINDS["letter"], "Hi", "", "x", "")[1].seen


def test_a_heavy_question_asks_which_wording_was_answered() -> None:
    """The question that is kept is the one that was answered; the landing comes afterwards."""
    prompt = Prompt(
        id="p", question="Hard?", kind=LineKind(), heavy=True, gentler="Soft?", landing="Look round."
    )
    for chosen, question in (("1", "Hard?"), ("2", "Soft?"), ("", "Hard?")):
        person = Person(chosen, "words")
        assert ask_for(prompt, person.ask, person.say, TODAY) == (question, "words")
        assert "Soft?" in person.seen
    assert [*closing_words(prompt, "words")] == ["\nLook round."]


def test_a_low_number_brings_the_offer() -> None:
    """As on the screen: below the author's number, and only there."""
    prompt = Prompt(id="p", question="?", kind=KINDS["scale"])
    assert [*closing_words(prompt, 6)] == ["Halve it?"]
    assert [*closing_words(prompt, 7)] == []
