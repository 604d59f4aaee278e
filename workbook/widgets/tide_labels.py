"""Where words and months stand beside the water, so that none touches another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from workbook.frozen import frozen
from workbook.text import shorten

if TYPE_CHECKING:
    from rich.style import Style

    from workbook.progress.tide import Tide
    from workbook.widgets.water import Spread

LONGEST_WORD = 24
"""Cells of a word in the picture; the whole of it stands beneath."""
APART = 2
"""Columns between two labels, at least."""


@frozen()
class Label:
    """A few words at a place."""

    column: int
    """Where it begins."""
    text: str
    index: int
    """The point it belongs to."""

    @property
    def end(self) -> int:
        """The column after its last."""
        return self.column + cell_len(self.text)


def words_beside(tide: Tide, spread: Spread) -> list[Label]:
    """Choose as many words as have room, the newest first, each centred on its point; in columns of the whole."""
    wanted = [
        _centred(f"“{_short(point.word, spread)}”", index, spread)
        for index, point in reversed([*enumerate(tide.points)])
        if point.word
    ]
    return _apart(wanted)


def months_beneath(tide: Tide, spread: Spread, columns: range) -> list[Label]:
    """Name the months where they change, and the first one in sight.

    Returns:
        Labels in columns of the whole, all within *columns*; the year stands with a month when it has changed.
    """
    seen = [index for index in range(len(tide.points)) if spread.column(index) in columns]
    labels: list[Label] = []
    before = (tide.points[-1].day.year, 0)
    for index in seen:
        day = tide.points[index].day
        if (day.year, day.month) == before:
            continue
        text = f"{day:%B}" if day.year == before[0] else f"{day:%B %Y}"
        before = (day.year, day.month)
        column = min(spread.column(index), columns.stop - cell_len(text))
        labels.append(Label(max(column, columns.start), text, index))
    if len(labels) > 1 and labels[0].end + APART > labels[1].column and not _is_first(tide, labels[0].index):
        # What has begun out of sight may go unnamed; a month that begins here may not.
        del labels[0]
    return _apart(labels)


def words_and_months(tide: Tide, spread: Spread, columns: range) -> list[Label]:
    """Choose labels for a single line: words with their month, then months where there is room left."""
    seen = [index for index in range(len(tide.points)) if spread.column(index) in columns]
    days = {index: tide.points[index].day for index in seen}
    months = {index: f"{day:%B}" for index, day in days.items()}
    words = {
        index: f"“{_short(tide.points[index].word, spread)}”" for index in seen if tide.points[index].word
    }
    named = [_centred(f"{months[index]} · {words[index]}", index, spread) for index in reversed(words)]
    bare = [_centred(months[index], index, spread) for index in reversed(seen) if _is_first(tide, index)]
    chosen = _apart(label for label in [*named, *bare] if label.column >= columns.start)
    before = (0, 0)
    labels: list[Label] = []
    for label in sorted(chosen, key=lambda label: label.column):
        month = (days[label.index].year, days[label.index].month)
        if month != before:
            labels.append(label)
        elif label.index in words:
            labels.append(_centred(words[label.index], label.index, spread))
        before = month
    return labels


def line_of(labels: Iterable[tuple[Label, Style]], columns: range, blank: Style) -> list[Segment]:
    """Put labels that lie within some columns of the whole on one line."""
    segments: list[Segment] = []
    reached = columns.start
    for label, style in sorted(labels, key=lambda found: found[0].column):
        if label.column < reached or label.end > columns.stop:
            continue
        segments += [Segment(" " * (label.column - reached), blank), Segment(label.text, style)]
        reached = label.end
    return [*segments, Segment(" " * (columns.stop - reached), blank)]


def _centred(text: str, index: int, spread: Spread) -> Label:
    column = spread.column(index) - cell_len(text) // 2
    return Label(max(min(column, spread.columns - cell_len(text)), 0), text, index)


def _short(word: str, spread: Spread) -> str:
    room = min(LONGEST_WORD, spread.width // 2)
    shown = shorten(word, room)
    return shown if cell_len(shown) <= room else set_cell_size(shown, room - 1).rstrip() + "…"


def _apart(wanted: Iterable[Label]) -> list[Label]:
    """Leave out each label that would come too near to one before it in the list."""
    kept: list[Label] = []
    for label in wanted:
        if all(label.end + APART <= other.column or other.end + APART <= label.column for other in kept):
            kept.append(label)
    return kept


def _is_first(tide: Tide, index: int) -> bool:
    """Tell whether a point begins its month."""
    if index == 0:
        return True
    day, before = tide.points[index].day, tide.points[index - 1].day
    return (day.year, day.month) != (before.year, before.month)
