"""Words in large letters, as lines of block characters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rich.cells import cell_len

from workbook.widgets.letter_shapes import ABOVE, RISE, SPACE, Shape, shape_of

Size = Literal[0, 1, 2, 3, 4]
"""0: text as it is; 1: bold with more space; 2: narrow, 3: large, 4: twice as large letters of blocks."""

LARGEST: Final[Size] = 4
SIZES: Final[tuple[Size, ...]] = (4, 3, 2, 1, 0)
_HALVES: Final = " ▀▄█"
"""By two dots, one above the other: the upper counts 1, the lower 2."""
_QUARTERS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By four dots: upper left 1, upper right 2, lower left 4, lower right 8."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words as they are drawn."""

    lines: tuple[str, ...]
    """Each at most as wide as there was room."""
    size: Size


def letter(words: str, width: int, height: int, largest: Size = LARGEST) -> Lettering:
    """Draw words as large as they fit, whole.

    Args:
        words: One or more paragraphs, divided by line ends.
        width: Cells, at least 1.
        height: Lines in which they should fit. What does not fit even as plain text is drawn taller, never cut.
        largest: The largest size to try.
    """
    for size in SIZES:
        if size > largest:
            continue
        lines = lines_of(words, width, size)
        if lines is not None and (len(lines) <= height or not size):
            return Lettering(lines, size)
    raise AssertionError("size 0 draws everything")


def lines_of(words: str, width: int, size: Size) -> tuple[str, ...] | None:
    """Draw words in one size.

    Returns:
        None when a letter is not in the alphabet of this size, or a word is too long for a line.
    """
    if size < 2:
        return _text_lines(words, width, spaced=size == 1)
    drawn = []
    for paragraph in words.split("\n"):
        rows = _large_lines(paragraph, width, size)
        if rows is None:
            return None
        drawn += rows
    return tuple(drawn)


def _text_lines(words: str, width: int, *, spaced: bool) -> tuple[str, ...]:
    """Break text at spaces; spaced text has an empty line between its lines."""
    lines = [line for paragraph in words.split("\n") for line in wrapped(paragraph, width)]
    return tuple(line for one in lines for line in (one, ""))[:-1] if spaced else tuple(lines)


def wrapped(paragraph: str, width: int) -> list[str]:
    """Break a paragraph into lines of so many cells; a word that is longer is broken too."""
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *whole, line = _broken(word, width)
        lines += whole
    return [*lines, line]


def _broken(word: str, width: int) -> list[str]:
    parts, part = [], ""
    for character in word:
        if part and cell_len(part + character) > width:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


def _large_lines(paragraph: str, width: int, size: Size) -> list[str] | None:
    """Draw one paragraph in letters of blocks."""
    dots = {2: width * 2, 3: width, 4: width // 2}[size]
    lines: list[list[list[Shape]]] = [[]]
    room = dots
    for word in paragraph.split():
        shapes = [shape_of(character) for character in word]
        found = [shape for shape in shapes if shape is not None]
        needed = sum(len(shape[0]) + 1 for shape in found) - 1
        if len(found) < len(shapes) or needed > dots:
            return None
        if lines[-1] and needed + SPACE + 1 > room:
            lines.append([])
            room = dots
        room -= needed + (SPACE + 1 if lines[-1] else 0)
        lines[-1].append(found)
    return [row for line in lines for row in _rows(_dots(line), size)]


def _dots(words: Sequence[Sequence[Shape]]) -> list[str]:
    """Put the shapes of a line side by side."""
    count = ABOVE + RISE + 2
    gap = " " * (SPACE + 1)
    rows = [gap.join(" ".join(shape[row] for shape in word) for word in words) for row in range(count)]
    # Only marks on capitals need the rows above; a row of air stands below each line.
    top = 0 if any(row.strip() for row in rows[: ABOVE - 1]) else ABOVE - 1
    return [*rows[top:], ""] if (count - top) % 2 else rows[top:]


def _rows(dots: Sequence[str], size: Size) -> list[str]:
    """Draw rows of dots as rows of block characters."""
    if size == 4:
        dots = ["".join(dot * 2 for dot in row) for row in dots for _ in range(2)]
    width = max(map(len, dots), default=0)
    width += width % 2
    even = [row.ljust(width) for row in dots]
    pairs = zip(even[::2], even[1::2], strict=True)
    draw = _quarters if size == 2 else _halves
    return [draw(upper, lower).rstrip() for upper, lower in pairs]


def _halves(upper: str, lower: str) -> str:
    return "".join(_HALVES[(a == "#") + 2 * (b == "#")] for a, b in zip(upper, lower, strict=True))


def _quarters(upper: str, lower: str) -> str:
    return "".join(
        _QUARTERS[
            (upper[at] == "#")
            + 2 * (upper[at + 1] == "#")
            + 4 * (lower[at] == "#")
            + 8 * (lower[at + 1] == "#")
        ]
        for at in range(0, len(upper), 2)
    )
