"""How an earlier answer is written: its day, its words, what moved; numbers as a row of marks."""

from collections.abc import Sequence

from textual.content import Content

from workbook.frozen import frozen
from workbook.values import Value

BAR = ("▌ ", "$secondary 70%")
LONGEST_DAY = 18
"""Cells of the day beside a short answer."""
NARROWEST = 14
"""Cells a short answer needs beside its day; with less it stands beneath."""


@frozen()
class LongerWording:
    """A wording that was removed within a visit."""

    when: str
    """The time of day, as in "12:04"."""
    text: str
    value: Value = None


@frozen()
class EarlierLayer:
    """One answer, ready to be shown."""

    when: str
    """The day, in words."""
    text: str
    question: str = ""
    """The question as it was asked then, when that was worded differently."""
    moved: str = ""
    """What had moved since the layer before, in the person's words."""
    wordings: tuple[LongerWording, ...] = ()
    shape: str = ""
    """A number on a scale as a row of marks; or empty."""
    is_short: bool = False
    """Whether it stands beside its day, as answers to what is asked often do."""
    is_present: bool = False
    """Whether this is the answer of now, of which only the longer wordings are shown."""
    id: str = ""
    """By which it can be deleted; empty where it cannot."""
    origin: str = ""
    """Where it is from, in words, when it was not written here."""


def day_column(layers: Sequence[EarlierLayer], width: int) -> int:
    """Give the cells of the days beside short answers; 0 when there is no room beside them."""
    days = [Content(layer.when).cell_length for layer in layers if layer.is_short]
    column = min(max(days, default=0), LONGEST_DAY) + 2
    return column if days and width - 2 - column >= NARROWEST else 0


def layer_lines(layer: EarlierLayer, column: int, width: int) -> list[Content]:
    """Write a layer: beneath its day, or beside it where the answer is short.

    Args:
        layer: The layer.
        column: Cells of the days beside short answers, as `day_column` gives them.
        width: Cells there are in all.
    """
    beside = column if layer.is_short else 0
    room = max(width - 2 - beside, 4)
    when = Content(layer.when).stylize("$quiet")
    origin = Content(f" · {layer.origin}" if layer.origin else "").stylize("$quiet")
    words = Content(layer.text)
    if layer.shape:
        words = Content.assemble((layer.shape, "$secondary"), "  ", words)
    if beside:
        words += origin
    lines: list[Content] = []
    if layer.question:
        lines += Content(f"asked then: {layer.question}").stylize("italic $quiet").wrap(room)
    for part in words.split("\n", allow_blank=True) if layer.text or layer.shape else []:
        lines += part.wrap(room) or [Content()]
    if layer.moved:
        lines += Content.assemble(("What moved: ", "$quiet"), layer.moved).wrap(room)
    if beside:
        gap = when + Content(" " * max(beside - when.cell_length, 1))
        lines = [
            (Content(" " * beside) if row else gap) + line for row, line in enumerate(lines or [Content()])
        ]
    else:
        lines[:0] = (when + origin).wrap(room)
    return [Content.assemble(BAR, line) for line in lines]


def stands_alone(layer: EarlierLayer) -> bool:
    """Tell whether a layer is one row among others, as the numbers on a scale are."""
    return layer.is_short and not (layer.origin or layer.question or layer.moved or layer.wordings)


def scale_shape(number: int, low: int, high: int, cells: int = 11) -> str:
    """Draw a number on a scale as a row of marks, such as `·······●···`.

    Args:
        number: Within the ends.
        low: The lowest number.
        high: The highest number, larger than *low*.
        cells: The most marks; a longer scale is drawn with as many.
    """
    marks = min(high - low + 1, cells)
    at = round((number - low) * (marks - 1) / (high - low))
    return "·" * at + "●" + "·" * (marks - 1 - at)
