"""Where everything stands on the picture of the map: measured for a window, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from workbook.progress.map import Map

ANY = 1_000_000
"""As many as there are."""


class Measure(NamedTuple):
    """How closely everything stands."""

    pitch: int
    """Cells from one section to the next."""
    most: int
    """The most sections side by side in one chapter."""
    word: int
    """Cells for a word of a chapter's title."""
    name: int
    """Cells for the names of the themes, at the least."""


MEASURES = (
    *(Measure(pitch, ANY, 12, ANY) for pitch in (6, 4, 3, 2)),
    Measure(2, ANY, 10, 18),
    *(Measure(2, most, 6, 11) for most in (6, 5, 4, 3)),
)
"""The best first."""
SCROLLING = Measure(2, 6, 9, 11)
"""For when there is no room for all chapters, and one has to scroll."""
SPACINGS = ((4, 3), (3, 3), (2, 3), (1, 3), (1, 2))
"""Lines above each theme, and lines for the chapters' titles; the best first."""
LOW = 12
"""Lines below which the chapters' titles have only one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a section stands, in cells and lines from the upper left corner of the part that scrolls."""

    x: int
    y: int
    theme_id: str
    section_id: str


@dataclass(frozen=True, slots=True)
class Column:
    """A chapter."""

    x: int
    width: int
    chapter_id: str
    title: tuple[str, ...]
    """A line each."""


@dataclass(frozen=True, slots=True)
class Row:
    """A theme."""

    y: int
    theme_id: str
    title: str


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The whole picture: names at the left and titles above stay, the rest scrolls beneath them."""

    names: int
    """Cells for the themes' names."""
    header: int
    """Lines for the chapters' titles."""
    indent: int
    """Cells before a name."""
    pitch: int
    """Cells from one section to the next."""
    gap: int
    """Lines above each theme, where trails can run."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    spots: tuple[Spot, ...]
    """By theme, then by chapter, then in the chapter's order."""
    width: int
    height: int


NOTHING = MapLayout(0, 1, 2, 2, 0, (), (), (), 0, 0)
"""Before there is a map."""


def lay_out(found: Map, width: int, height: int) -> MapLayout:
    """Find room for everything.

    Args:
        found: The map.
        width: Cells there are.
        height: Lines there are; a picture that is taller, or wider, scrolls.
    """
    full = max((cell_len(theme.title) for theme in found.themes), default=0) + 3
    names, pitch, widths = _across(found, min(full, width // 2), width)
    fitting = [side_by_side(width_of, pitch) for width_of in widths]
    lines = [
        max(
            ceil(len(found.cells.get((theme.id, chapter.id), ())) / most)
            for chapter, most in zip(found.chapters, fitting, strict=True)
        )
        for theme in found.themes
    ]
    default = (0, 1 if height < LOW else 2)
    spacings = (one for one in SPACINGS if one[1] + sum(lines) + one[0] * len(lines) <= height)
    gap, title_lines = next(spacings, default)
    columns = _columns(found, widths, title_lines)
    tops = accumulate((taken + gap for taken in lines[:-1]), initial=gap)
    rows = tuple(Row(y, theme.id, theme.title) for y, theme in zip(tops, found.themes, strict=False))
    return MapLayout(
        names=names,
        header=max((len(column.title) for column in columns), default=1),
        indent=2 if names >= full else 1,
        pitch=pitch,
        gap=gap,
        columns=columns,
        rows=rows,
        spots=tuple(_spots(found, rows, columns, pitch)),
        width=sum(widths),
        height=sum(lines) + gap * len(lines),
    )


def side_by_side(width: int, pitch: int) -> int:
    """Tell how many sections a chapter has room for; the last one takes no more room than it needs."""
    return max((width - 1 - min(pitch, 3)) // pitch + 1, 1)


def _across(found: Map, full: int, width: int) -> tuple[int, int, list[int]]:
    """Share out a line: cells for the names, from section to section, and for each chapter."""
    for measure in MEASURES:
        widths = _widths(found, measure)
        left = width - sum(widths)
        if left >= min(measure.name, full):
            names = min(left, full)
            return names, measure.pitch, _widened(found, widths, width - names)
    return min(full, max(width // 3, SCROLLING.name)), SCROLLING.pitch, _widths(found, SCROLLING)


def _widths(found: Map, measure: Measure) -> list[int]:
    widths = []
    for chapter in found.chapters:
        cells = (len(found.cells.get((theme.id, chapter.id), ())) for theme in found.themes)
        most = min(max(cells, default=0), measure.most)
        longest = max(map(cell_len, chapter.title.split()), default=0)
        sections = (most - 1) * measure.pitch + min(measure.pitch, 3) if most else 0
        widths.append(1 + max(sections, min(longest, measure.word)))
    return widths


def _widened(found: Map, widths: list[int], room: int) -> list[int]:
    """Give what room is left to titles, and to the space between chapters, a cell each in turn."""
    titles = (cell_len(chapter.title) + 2 for chapter in found.chapters)
    wanted = [max(title, width + 3) for title, width in zip(titles, widths, strict=True)]
    widths = [*widths]
    left = room - sum(widths)
    while left > 0:
        short = [index for index, width in enumerate(widths) if width < wanted[index]][:left]
        if not short:
            break
        for index in short:
            widths[index] += 1
        left -= len(short)
    return widths


def _columns(found: Map, widths: Sequence[int], title_lines: int) -> tuple[Column, ...]:
    starts = accumulate(widths, initial=0)
    return tuple(
        Column(x, width, chapter.id, wrapped(chapter.title, width - 1, title_lines))
        for x, width, chapter in zip(starts, widths, found.chapters, strict=False)
    )


def _spots(found: Map, rows: Sequence[Row], columns: Sequence[Column], pitch: int) -> list[Spot]:
    spots = []
    for row in rows:
        for column in columns:
            most = side_by_side(column.width, pitch)
            for index, section_id in enumerate(found.cells.get((row.theme_id, column.chapter_id), ())):
                line, place = divmod(index, most)
                spots.append(Spot(column.x + 1 + place * pitch, row.y + line, row.theme_id, section_id))
    return spots


def wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    """Write words on at most so many lines; what has no room ends in ….

    Args:
        text: One line.
        width: Cells of each line.
        most: The most lines.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(cut(line, width) for line in lines)


def cut(text: str, width: int) -> str:
    """Cut text to a width in cells; what was cut ends in …."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for character in text:
        if cell_len(kept + character) >= width:
            break
        kept += character
    return f"{kept.rstrip()}…" if width > 0 else ""
