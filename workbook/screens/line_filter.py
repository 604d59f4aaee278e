"""The last line of defence: no control code in any text reaches the terminal."""

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINK_CONTROLS = re.compile("[\u0000-\u0020\u007f-\u009f]")


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


def _has_bad_link(segment: Segment) -> bool:
    link = segment.style.link if segment.style else None
    return bool(link and _LINK_CONTROLS.search(link))


def _without_link(segment: Segment) -> Style | None:
    return segment.style.update_link(None) if segment.style and segment.style.link else segment.style
