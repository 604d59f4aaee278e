"""What the garden shows, in plain words: beneath the picture, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.progress.garden import Garden, Plant, Sown
from workbook.text import one_line, shorten

BARE = "The ground is bare and ready. Wherever you read or write, something begins to grow here."

_LOOKS = (
    (1, "a sprout"),
    (5, "a young plant"),
    (10, "coming into flower"),
    (22, "in flower"),
    (60, "in full flower"),
    (150, "grown wide, and in full flower"),
)
"""From which growth on a plant looks how."""
_SOWN = {"seed": "A seed", "seedling": "A seed that came up", "weed": "A weed you have seen"}
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def look_of(plant: Plant) -> str:
    """Say how a plant looks: "a sprout", "in full flower"."""
    looks = [words for least, words in _LOOKS if plant.growth >= least]
    return looks[-1] if looks else "bare ground"


def about(plant: Plant) -> str:
    """Say what a plant grew from, in a sentence or two."""
    parts: list[str] = []
    if plant.answered:
        returns = f", and you came back {_times(plant.returns)}" if plant.returns else ""
        parts.append(f"You answered in {_counted(plant.answered, 'place')}{returns}.")
    if plant.entries:
        parts.append(f"{_counted(plant.entries, 'entry', 'entries').capitalize()} in its practices.")
    if plant.opened and not (plant.answered or plant.entries):
        parts.append(f"You have read in {_counted(plant.opened, 'place')}.")
    if plant.is_resting:
        parts.append("You let it rest; it keeps what it has.")
    return " ".join(parts) or "Bare ground. Enter shows where something could begin."


def name_of(sown: Sown) -> str:
    """Say what was sown: "A seed: lend her the book"."""
    return f"{_SOWN[sown.kind]}: {one_line(sown.words)}"


def in_words(garden: Garden) -> Iterable[tuple[str, str]]:
    """Tell all that the garden shows: what each thing is called, and a line about it.

    Plants come first, in the order of the pack, then what was sown, in the order of sowing.
    """
    for plant in garden.plants:
        words = about(plant) if plant.growth or plant.is_resting else ""
        yield plant.title, f"{look_of(plant).capitalize()}. {words}".strip()
    for sown in garden.sown:
        yield _SOWN[sown.kind], shorten(one_line(sown.words), 300)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{_number(count)} times")


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{_number(count)} {one if count == 1 else many or one + 's'}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
