"""Whatever is stored, every kind shows it in its own shape and loses no words."""

import pytest
from hypothesis import given

from tests.content.packs import values
from workbook.content.kinds import (
    KINDS,
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
from workbook.values import Value, as_text, clean_value, is_blank

EVERY_KIND: tuple[Kind, ...] = (
    TextKind(),
    LineKind(),
    ListKind(),
    ScaleKind(),
    ChoiceKind(options=("a", "b")),
    ChecklistKind(options=("a", "b")),
    TableKind(columns=("What", "When")),
    LetterKind(),
)
HOLDS_WORDS = [kind for kind in EVERY_KIND if not isinstance(kind, ScaleKind)]


def words_in(value: Value) -> list[str]:
    """Give the words that a person wrote somewhere in a value."""
    match value:
        case None:
            return []
        case int():
            return [str(value)]
        case str():
            return value.split()
        case dict():
            return [word for part in value.values() for word in part.split()]
        case _:
            return [word for part in value for word in words_in(part)]


def test_every_kind_is_tried() -> None:
    """A new kind should be added to the tests below."""
    assert [kind.name for kind in EVERY_KIND] == list(KINDS)


@pytest.mark.parametrize("kind", HOLDS_WORDS, ids=lambda kind: kind.name)
@given(value=values)
def test_no_words_are_lost(kind: Kind, value: Value) -> None:
    """Each word of a value should still be there after fitting; a checklist may say it once only."""
    value = clean_value(value)
    fitted = words_in(kind.fit(value))
    for word in words_in(value):
        assert word in fitted or (isinstance(kind, ChecklistKind) and any(word in other for other in fitted))


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)
@given(value=values)
def test_fitting_twice_changes_nothing(kind: Kind, value: Value) -> None:
    """What a widget was given and gives back should fit as it is."""
    fitted = kind.fit(clean_value(value))
    assert kind.fit(fitted) == fitted


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)
@given(value=values)
def test_description_keeps_every_word(kind: Kind, value: Value) -> None:
    """Lists and exports should show what is stored, even where a widget has no place for it."""
    value = clean_value(value)
    if isinstance(value, dict) and "opens" in value and value.keys() <= {"text", "opens"}:
        value = {"text": value.get("text", ""), "opens": ""}  # when a letter opens is told elsewhere
    described = kind.describe(value)
    for word in words_in(value):
        assert word in described


@given(value=values)
def test_shapes(value: Value) -> None:
    """Each widget should get the one shape it expects."""
    value = clean_value(value)
    assert isinstance(TextKind().fit(value), str)
    assert "\n" not in LineKind().fit(value)
    assert "\n" not in ChoiceKind(options=("a", "b")).fit(value)
    assert not any("\n" in item for item in ListKind().fit(value))
    ticked = ChecklistKind(options=("a", "b")).fit(value)
    assert len(set(ticked)) == len(ticked) and all(item.strip() for item in ticked)
    number = ScaleKind(low=-2, high=3).fit(value)
    assert number is None or -2 <= number <= 3
    for row in TableKind(columns=("What", "When")).fit(value):
        assert list(row) == ["What", "When"]
        assert not any("\n" in cell for cell in row.values())
    assert list(LetterKind().fit(value)) == ["text", "opens"]


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)
def test_nothing_stays_nothing(kind: Kind) -> None:
    """A question without an answer should not look answered."""
    assert is_blank(kind.fit(None))
    assert kind.describe(None) == ""


def test_a_text_becomes_a_list() -> None:
    """A stored text shown as a list should be its lines."""
    assert ListKind().fit("rest\n\nwalk") == ["rest", "walk"]


def test_blank_items_keep_their_places() -> None:
    """A list with a gap in it should come back with the gap."""
    assert ListKind().fit(["rest", "", "walk"]) == ["rest", "", "walk"]


def test_a_list_becomes_a_text() -> None:
    """A stored list shown as a text should be joined lines."""
    assert TextKind().fit(["rest", "walk"]) == "rest\nwalk"


def test_a_long_line_is_not_cut() -> None:
    """A line longer than any limit of titles should stay whole."""
    assert LineKind().fit("word " * 500 + "end").endswith("end")


def test_words_under_an_unknown_column_stay() -> None:
    """When a pack renames a column, what stood under it should be found in the last one."""
    kind = TableKind(columns=("What", "When"))
    assert kind.fit([{"What": "rest", "Where": "home"}]) == [{"What": "rest", "When": "Where: home"}]
    assert kind.fit([{"When": "today", "Where": "home"}]) == [{"What": "", "When": "today · Where: home"}]


def test_a_column_called_opens_is_no_letter() -> None:
    """Rows of a table whose column is called `opens` should be taken for rows."""
    kind = TableKind(columns=("opens", "shuts"))
    value: Value = [{"opens": "nine", "shuts": ""}]
    assert kind.fit(value) == value
    assert not is_blank(value)
    assert "nine" in as_text(value)


def test_a_scale_takes_no_answer_that_nobody_gave() -> None:
    """A number from outside the scale should not be moved to its end; it is still told."""
    kind = ScaleKind(low=0, high=5)
    assert kind.fit(7) is None
    assert kind.describe(7) == "7"
    assert kind.describe("not sure") == "not sure"


def test_a_scale_describes_itself() -> None:
    """A number should be told with what it is out of."""
    assert ScaleKind().describe(7) == "7 of 10"
    assert ScaleKind(low=1, high=5).describe(3) == "3 of 5"
    assert ScaleKind(low=-3, high=3).describe(0) == "0 on a scale from -3 to 3"
    assert ScaleKind().fit(" 7 ") == 7


def test_a_letter_keeps_its_day() -> None:
    """A letter should stay as it is, and any other value becomes its text."""
    letter: Value = {"text": "Dear you", "opens": "2027-01-01"}
    assert LetterKind().fit(letter) == letter
    assert LetterKind().fit(["a", "b"]) == {"text": "a\nb", "opens": ""}
    assert TextKind().fit(letter) == "Dear you\nopens: 2027-01-01"
