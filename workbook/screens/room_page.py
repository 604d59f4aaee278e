"""What stands on the room's screen, line by line, as large as it fits and never cut. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from workbook.widgets.large_letters import LARGEST, SIZES, Size, letter, lines_of, wrapped
from workbook.workshop.room_view import RoomView

MINUTE: Final = 60
WIDEST_TEXT: Final = 88
"""Cells of a line of plain text; longer ones are hard to follow."""
GROUP_GAP: Final = 4
LARGE_GAP: Final = 10
"""Cells between groups, in plain text and in large letters."""
QUIET: Final = ("A quiet moment.", "Nothing is needed now. Stay, look round, or step outside.")
BEFORE: Final = ("Welcome.", "We begin in a while.")
AFTER: Final = ("We have come to the end.", "")
MAIN, WORDS, NUMBERS, LABELS = "bold", "", "bold $primary", "$quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line and how it is drawn; groups have several parts in a line."""

    parts: tuple[tuple[str, str], ...] = ()
    """Text and style."""

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Page:
    """The middle of the screen."""

    lines: tuple[Line, ...]
    size: Size
    """Of what is largest on it."""

    def content(self, width: int, height: int) -> Content:
        """Lay the lines in the middle, with one left edge for all."""
        widest = max((Content(line.text).cell_length for line in self.lines), default=0)
        left = " " * max((width - widest) // 2, 0)
        above = [Content()] * max((height - len(self.lines)) // 2, 0)
        drawn = (Content.assemble(left, *line.parts) if line.parts else Content() for line in self.lines)
        return Content("\n").join([*above, *drawn])


def page(view: RoomView, width: int, height: int, largest: Size = LARGEST) -> Page:
    """Lay out what a view shows beside its title and its time.

    Args:
        view: The state of the room.
        width: Cells there are, at least 1.
        height: Lines there are; a page that needs more is longer.
        largest: The largest letters to use.
    """
    match view.stage:
        case "quiet":
            return _question_page(*QUIET, width, height, largest)
        case "waiting":
            return _question_page(view.session or BEFORE[0], BEFORE[1], width, height, largest)
        case "over":
            return _question_page(*AFTER, width, height, largest)
    if view.agreements:
        return _list_page(view.agreements, width, height, largest)
    main, rest = (
        (view.question, view.say) if view.question else (view.say or ("" if view.groups else view.title), "")
    )
    if not view.groups:
        return _question_page(main, rest, width, height, largest)
    return _groups_page(view.groups, main, rest, width, height, largest)


def _groups_page(
    groups: tuple[tuple[str, ...], ...], main: str, rest: str, width: int, height: int, largest: Size
) -> Page:
    """Draw groups, and above them what they are asked; neither takes the room of the other."""
    if not main:
        drawn, size = _groups(groups, width, height, largest)
        return Page(tuple(drawn), size)
    for limit in (one for one in SIZES if one <= largest):
        drawn, size = _groups(groups, width, max(height // 2, 1), limit)
        asked = _question_page(main, rest, width, max(height - len(drawn) - 2, 1), largest if limit else 0)
        if len(asked.lines) + 2 + len(drawn) <= height or not limit:
            return Page((*asked.lines, Line(), Line(), *drawn), max(size, asked.size))
    raise AssertionError("size 0 draws everything")


def _question_page(main: str, rest: str, width: int, height: int, largest: Size) -> Page:
    """Draw what is asked as large as it fits together with the words beside it."""
    for size in (one for one in SIZES if one <= largest):
        asked = lines_of(main, _measure(width, size), size)
        if asked is None:
            continue
        for smaller in (one for one in SIZES if one < max(size, 1)):
            said = lines_of(rest, _measure(width, smaller), smaller) if rest else ()
            if said is None:
                continue
            gap = 1 if said else 0
            if len(asked) + gap + len(said) <= height or size == smaller == 0:
                return Page((*_lines(asked, MAIN), *[Line()] * gap, *_lines(said, WORDS)), size)
    raise AssertionError("size 0 draws everything")


def _list_page(items: tuple[str, ...], width: int, height: int, largest: Size) -> Page:
    """Draw a list with a mark before each item."""
    for size in (one for one in SIZES if one <= min(largest, 3)):
        drawn = [_item(item, width, size) for item in items]
        whole = [one for one in drawn if one is not None]
        if len(whole) < len(items):
            continue
        gap = [Line()] * (size > 0)
        lines = [line for one in whole for line in (*_lines(one, WORDS), *gap)]
        lines = lines[: len(lines) - len(gap)]
        if len(lines) <= height or not size:
            return Page(tuple(lines), size)
    raise AssertionError("size 0 draws everything")


def _item(item: str, width: int, size: Size) -> tuple[str, ...] | None:
    if size >= 2:
        return lines_of(f"• {item}", width, size)
    first, *others = [
        line for part in item.split("\n") for line in wrapped(part, max(_measure(width, 0) - 2, 1))
    ]
    return (f"• {first}", *(f"  {line}" for line in others))


def _groups(
    groups: tuple[tuple[str, ...], ...], width: int, height: int, largest: Size
) -> tuple[list[Line], Size]:
    """Draw the seats of each group, groups side by side where they fit."""
    for size in (one for one in SIZES if one <= min(largest, 3) and one != 1):
        for columns in range(len(groups), 0, -1):
            lines = _grid(groups, width, columns, size)
            if lines is not None and len(lines) <= height:
                return lines, size
    lines = _grid(groups, width, 1, 0)
    return lines if lines is not None else list(_broken_groups(groups, width)), 0


def _grid(groups: tuple[tuple[str, ...], ...], width: int, columns: int, size: Size) -> list[Line] | None:
    """Draw groups in so many columns; None when they do not fit."""
    labels = [lines_of(group_label(place), width, size) for place in range(len(groups))]
    cells = [_cell(group, width, size) for group in groups]
    known = [(label, cell) for label, cell in zip(labels, cells, strict=True) if label and cell]
    if len(known) < len(groups):
        return None
    label_wide = max(len(line) for label, _ in known for line in label) + (2 if size < 2 else GROUP_GAP)
    wide = max(len(line) for _, cell in known for line in cell)
    gap = GROUP_GAP if size < 2 else LARGE_GAP
    if columns * (label_wide + wide) + (columns - 1) * gap > width:
        return None
    lines: list[Line] = []
    for start in range(0, len(known), columns):
        row = known[start : start + columns]
        lines += [Line()] if lines and size < 2 else []
        height = max(len(cell) for _, cell in row)
        lines += [_grid_line(row, number, label_wide, wide, gap) for number in range(height)]
    return lines


def _grid_line(
    row: list[tuple[tuple[str, ...], tuple[str, ...]]], number: int, label: int, wide: int, gap: int
) -> Line:
    """Draw one line of a row of groups, each with its letter before its first line."""
    parts: list[tuple[str, str]] = []
    for letters, cell in row:
        parts += [(" " * gap, "")] if parts else []
        parts += [
            ((letters[number] if number < len(letters) else "").ljust(label), LABELS),
            ((cell[number] if number < len(cell) else "").ljust(wide), NUMBERS),
        ]
    return Line(tuple(parts))


def _cell(group: tuple[str, ...], width: int, size: Size) -> tuple[str, ...] | None:
    """Draw the seats of one group; plain text on one line, large letters on as many as are needed."""
    words = between(group).join(group)
    return lines_of(words, width, size) if size or cell_len(words) <= width else None


def between(group: tuple[str, ...]) -> str:
    """Give what stands between seats: a space is enough for numbers, and not for a snow hare."""
    return " " if all(label.isdecimal() for label in group) else " · "


def _broken_groups(groups: tuple[tuple[str, ...], ...], width: int) -> Iterator[Line]:
    """Draw groups one below the other, broken over lines: for a very small screen."""
    for place, group in enumerate(groups):
        for line in wrapped(f"{group_label(place)}  {between(group).join(group)}", width):
            yield Line(((line, NUMBERS),))


def group_label(place: int) -> str:
    """Name a group by a letter, as seats are often named by numbers: A to Z, then AA."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _lines(drawn: tuple[str, ...], style: str) -> Iterator[Line]:
    return (Line(((text, style),)) if text else Line() for text in drawn)


def _measure(width: int, size: Size) -> int:
    return min(width, WIDEST_TEXT) if size < 2 else width


def banner(words: str, width: int, height: int) -> tuple[str, ...]:
    """Draw a title or a time for a line of its own: in large letters where there is much room.

    Args:
        words: One line.
        width: Cells.
        height: Lines of the whole screen.
    """
    large = lines_of(words, width, 2) if height >= 40 and words else None
    if large is not None and len(large) <= 6:
        return large
    return letter(words, width, 1, 0).lines


def time_in_words(view: RoomView, seconds: float) -> tuple[str, float | None]:
    """Say how much time is left, in whole minutes and quietly.

    Args:
        view: The state of the room.
        seconds: How long ago it was so.

    Returns:
        The words, empty for none; and in how many seconds there will be others, None for never.
    """
    left = view.aged(seconds).seconds_left
    if view.stage != "running" or left is None or not (view.shows_time or view.gives_notice):
        return "", None
    if left <= 0:
        return "Coming to an end", None
    minutes = ceil(left / MINUTE)
    changes = left - (minutes - 1) * MINUTE if view.is_ticking else None
    if minutes == 1:
        return "About one more minute", changes
    return (f"about {minutes} minutes" if view.shows_time else ""), changes
