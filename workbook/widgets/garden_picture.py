"""The garden as rows of cells: plants side by side, the ground they stand on, what was sown, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from rich.cells import cell_len
from textual.content import Content

from workbook.frozen import frozen
from workbook.progress.garden import Garden, Plant, Sown, SownKind
from workbook.widgets.plants import drawn

LEAST_SLOT, ROOMY_SLOT, WIDEST_SLOT = 8, 12, 20
"""Columns of one plant: the fewest, the fewest when not all can be in sight anyway, and the most."""
LABEL_ROWS = 3
"""The most rows of a plant's name."""
SOWN = 10_000
"""Parts from this number on are what was sown; below it stand the plants."""
NOTHING = -1
"""A part that nothing belongs to."""

BLOOMS = 5
"""Colours of flowers: `bloom-0` to `bloom-4`."""
_BLOOM_OF = (2, 0, 1, 2, 3, 0, 1, 4, 0)
_SURFACE = "⠛⠛⠿⠻⠟⣛⠛⢛⡛⠿⠛⠫⠝"
_SOIL = "   ⠂   ⠄  ⠁   ⠠  ⡀  "
_TUFTS = "⡀⢀⣀⢠⡄"
_SKY = "⠁⠂⠄⠐⠠"
_MOUND = "⢀⣤⡀"
_LOOKS: dict[SownKind, tuple[tuple[int, str, str], ...]] = {
    "seed": ((-1, "•", "seed"),),
    "seedling": ((2, "✿", "seedling"), (1, "⡇", "stem")),
    "weed": ((2, "❋", "weed"), (1, "⡇", "weed")),
}
"""How far above the surface what was sown shows which character, in which ink."""
LOW, TALL = 6, 14
"""Rows above the ground up to which no specks are in the air; rows in all above which the soil has two."""


class Cell(NamedTuple):
    """One cell of the picture."""

    character: str = " "
    ink: str = ""
    part: int = NOTHING
    """The plant it belongs to, by its place; or `SOWN` and the place of what was sown."""


@frozen()
class Beds:
    """How plants are laid out across a width."""

    count: int
    """Plants altogether."""
    slot: int
    """Columns of each."""
    shown: int
    """Plants that are in sight at once."""
    margin: int
    """Empty columns to the left."""

    def first_for(self, index: int, first: int) -> int:
        """Give which plant to begin with so that one of them is in sight, moving as little as can be."""
        lowest, highest = index - self.shown + 1, index
        return min(max(min(max(first, lowest), highest), 0), max(self.count - self.shown, 0))


def beds_for(count: int, width: int, least: int = LEAST_SLOT) -> Beds:
    """Lay plants out across a width.

    Args:
        count: How many plants there are.
        width: Columns.
        least: The fewest columns of a plant when all of them are in sight.
    """
    slot = width // max(count, 1)
    if slot < least:
        slot = width // max(width // ROOMY_SLOT, 1)
    slot = max(min(slot, WIDEST_SLOT), 1)
    shown = min(max(width // slot, 1), count)
    return Beds(count, slot, shown, max((width - shown * slot) // 2, 0))


@dataclass(slots=True)
class Canvas:
    """Cells that are being put together."""

    width: int
    height: int
    rows: list[list[Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [[Cell()] * self.width for _ in range(self.height)]

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set a cell, if it is inside."""
        if 0 <= row < self.height and 0 <= column < self.width:
            self.rows[row][column] = cell

    def claim(self, row: int, column: int, part: int) -> None:
        """Let what stands in a cell belong to a part."""
        if 0 <= row < self.height and 0 <= column < self.width:
            self.rows[row][column] = self.rows[row][column]._replace(part=part)

    def text(self, row: int, column: int, words: Content, ink: str, part: int) -> None:
        """Write a line of words from a column on."""
        for character in words.plain:
            wide = cell_len(character)
            if column + wide > self.width:
                return
            for offset in range(wide):
                self.put(row, column + offset, Cell("" if offset else character, ink, part))
            column += wide


def picture(
    garden: Garden,
    beds: Beds,
    width: int,
    height: int,
    first: int = 0,
    *,
    chosen: int = NOTHING,
    names: bool = True,
) -> list[list[Cell]]:
    """Draw the garden.

    Args:
        garden: What grows.
        beds: How the plants are laid out across the width.
        width: Columns.
        height: Rows, of which the ground takes two or three and the names up to `LABEL_ROWS`.
        first: The first plant in sight.
        chosen: The part to make stand out.
        names: Whether to write the plants' names beneath.
    """
    most = min(LABEL_ROWS, max((height - 4) // 4, 1))
    labels = _labels(garden.plants, beds.slot, most) if names else []
    named = max((row + 1 for lines in labels for row, _ in lines), default=0)
    soil = 2 if height > TALL else 1
    view = _View(Canvas(width, height), beds, first, max(height - soil - 1 - named, 1), chosen)
    _lay_ground(view, soil)
    in_sight = range(first, min(first + beds.shown, beds.count))
    for index in in_sight:
        _plant(view, garden.plants[index], index)
    # Where places have come round again, the chosen one should be seen.
    for part in sorted(range(SOWN, SOWN + len(garden.sown)), key=lambda part: part == chosen):
        _sow(view, garden.sown[part - SOWN], part)
    for index in in_sight if labels else ():
        _name(view, labels[index], index, view.ground + soil + 1)
    for column, character, is_more in (
        (0, "‹", first > 0),
        (width - 1, "›", first + beds.shown < beds.count),
    ):
        if is_more:
            view.canvas.put(view.ground, column, Cell(character, "name"))
    return view.canvas.rows


@dataclass(slots=True)
class _View:
    """What is being drawn, and where the ground lies."""

    canvas: Canvas
    beds: Beds
    first: int
    ground: int
    """The row of the surface; plants end in the row above."""
    chosen: int

    def column(self, index: int) -> int:
        """Give the first column of a plant."""
        return self.beds.margin + (index - self.first) * self.beds.slot

    def ink(self, part: int, ink: str) -> str:
        """Give the ink of a part: its own, or that of the chosen one."""
        return "chosen" if part == self.chosen else ink


def _noise(*name: object) -> int:
    """Give a number that is always the same for a name."""
    return crc32(repr(name).encode())


def _one_of(characters: str, *name: object) -> str:
    return characters[_noise(*name) % len(characters)]


def _lay_ground(view: _View, soil: int) -> None:
    """Draw the surface, the soil below, tufts of grass, and a few specks in the air."""
    canvas, ground = view.canvas, view.ground
    sky = ground * 2 // 3 if ground > LOW else 0
    for column in range(canvas.width):
        place = column - view.column(0)
        canvas.put(ground, column, Cell(_one_of(_SURFACE, "surface", place), "ground"))
        for depth in range(soil):
            canvas.put(ground + 1 + depth, column, Cell(_one_of(_SOIL, "soil", place, depth), "ground"))
        if _noise("tuft", place) % 5 == 0:
            canvas.put(ground - 1, column, Cell(_one_of(_TUFTS, "blade", place), "grass"))
        high = _noise("sky", place)
        if sky and high % 4 == 0:
            canvas.put(high // 4 % sky, column, Cell(_one_of(_SKY, "speck", place), "sky"))


def _plant(view: _View, plant: Plant, index: int) -> None:
    columns = view.beds.slot - (1 if view.beds.slot > LEAST_SLOT else 0)
    dots = drawn(plant.kind, crc32(plant.theme_id.encode()), plant.growth, columns, view.ground)
    left, inks = view.column(index), _inks(plant)
    for row in range(view.ground):
        for column, (character, ink) in enumerate(dots.row(row), left):
            if ink:
                view.canvas.put(row, column, Cell(character, inks.get(ink, ink), index))
            else:
                view.canvas.claim(row, column, index)
    if not plant.growth:
        for column, character in enumerate(_MOUND, left + columns // 2 - 1):
            view.canvas.put(view.ground - 1, column, Cell(character, "mound", index))


def _inks(plant: Plant) -> dict[str, str]:
    """Give the inks in which a plant differs from others."""
    if plant.is_resting:
        return dict.fromkeys(("bloom", "heart", "leaf", "stem"), "rest")
    round_, place = divmod(plant.kind, len(_BLOOM_OF))
    return {"bloom": f"bloom-{(_BLOOM_OF[place] + round_) % BLOOMS}"}


def spot(index: int, beds: Beds) -> int:
    """Give the column in the whole bed where something sown stands, by its place in the order of sowing.

    First between the plants, then nearer to them; where there is no more room, the places come round again.
    """
    order = _gaps(beds.count)
    offsets = (0, 2, -2, 3, -3)[: 1 if beds.slot < 6 else 3 if beds.slot < ROOMY_SLOT else 5]
    round_, place = divmod(index, len(order))
    return order[place] * beds.slot + offsets[round_ % len(offsets)] - (1 if beds.slot > LEAST_SLOT else 0)


@lru_cache(maxsize=16)
def _gaps(count: int) -> Sequence[int]:
    """Give the gaps between plants in an order that spreads what comes first over the whole bed."""
    return sorted(range(1, count), key=lambda gap: _noise("gap", gap)) or [1]


def _sow(view: _View, sown: Sown, part: int) -> None:
    beds, ground = view.beds, view.ground
    column = view.column(0) + spot(part - SOWN, beds)
    if beds.margin <= column < beds.margin + beds.shown * beds.slot:
        for up, character, ink in _LOOKS[sown.kind]:
            view.canvas.put(ground - up, column, Cell(character, view.ink(part, ink), part))


def _name(view: _View, lines: Sequence[tuple[int, Content]], index: int, top: int) -> None:
    slot, width = view.beds.slot, view.canvas.width
    middle = view.column(index) + (slot - 1) / 2
    for row, name in lines:
        start = round(middle - name.cell_length / 2)
        sticks_out = start < 0 or start + name.cell_length > width
        # Moved in from the edge, it must not reach the next name in its row.
        words = name.truncate(max(slot * 3 // 2, 1), ellipsis=True) if sticks_out else name
        start = min(max(start, 0), max(width - words.cell_length, 0))
        view.canvas.text(top + row, start, words, view.ink(index, "name"), index)


def _labels(plants: Sequence[Plant], slot: int, most: int) -> list[list[tuple[int, Content]]]:
    """Write each name in rows beneath its plant; on two rows in turn where the words are wider than a plant."""
    names = [Content(f"◌ {plant.title}" if plant.is_resting else plant.title) for plant in plants]
    room = max(slot - 1, 1)
    widest = max((cell_len(word) for name in names for word in name.plain.split()), default=0)
    if widest > room and most > 1:
        return [[(index % 2, _cut(name, slot * 2 - 1))] for index, name in enumerate(names)]
    return [list(enumerate(_wrapped(name, room, most))) for name in names]


def _wrapped(name: Content, room: int, most: int) -> list[Content]:
    lines = [line.rstrip() for line in name.wrap(room)]
    if len(lines) > most:
        rest = Content(" ").join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest]
    return [_cut(line, room) for line in lines]


def _cut(name: Content, room: int) -> Content:
    """Cut a name that is too long behind a word, or in its first word."""
    if name.cell_length <= room:
        return name
    kept = name.truncate(room, ellipsis=True)
    head, blank, _ = kept.plain.rpartition(" ")
    return name[: len(head)] + "…" if blank and head.strip("◌ ") else kept
