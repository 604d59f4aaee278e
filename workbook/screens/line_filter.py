"""The last line of defence: no control code in any text reaches the terminal."""

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, dim_color

_CONTROLS = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINK_CONTROLS = re.compile("[\u0000-\u0020\u007f-\u009f]")


DIM = 0.8
"""How much of its colour a dim word keeps: with Textual's own 0.66 some are hard to read."""


class ReadableDim(LineFilter):
    """Draws dim words by their colour, so that they stay readable in every theme."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the same segments, with the dim ones in a colour nearer to what they stand on."""
        return [_blended(segment, background) if _is_dim(segment) else segment for segment in segments]


class PlainTextFilter(LineFilter):
    """Replaces control characters in drawn text; text from outside was cleaned before, this makes sure.

    Args:
        inner: Filters to apply first. Textual makes a new strip for each filter of a line, which is
            dear: one that holds the others costs no more than one.
    """

    def __init__(self, inner: Sequence[LineFilter] = ()) -> None:
        super().__init__()
        self.inner = tuple(inner)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the same segments with a visible mark for each control character.

        Args:
            segments: One line as it would be drawn.
            background: What the line is drawn on; for the inner filters.
        """
        for inner in self.inner:
            segments = inner.apply(segments, background)
        return [
            segment
            if segment.control or not (_CONTROLS.search(segment.text) or _has_bad_link(segment))
            else Segment(_CONTROLS.sub("�", segment.text), _without_link(segment))
            for segment in segments
        ]


def _is_dim(segment: Segment) -> bool:
    style = segment.style
    return bool(style and style.dim and style.color and style.color.triplet)


def _blended(segment: Segment, background: Color) -> Segment:
    style = segment.style
    assert style is not None
    assert style.color is not None
    ground = style.bgcolor if style.bgcolor and style.bgcolor.triplet else background.rich_color
    ink = Style(color=dim_color(ground, style.color, DIM), dim=False)
    return Segment(segment.text, style + ink)


def _has_bad_link(segment: Segment) -> bool:
    link = segment.style.link if segment.style else None
    return bool(link and _LINK_CONTROLS.search(link))


def _without_link(segment: Segment) -> Style | None:
    return segment.style.update_link(None) if segment.style and segment.style.link else segment.style
