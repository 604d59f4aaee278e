"""The tide as a picture for the book: one SVG that needs nothing else, on light paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from workbook.moments import day_in_words
from workbook.progress.tide import HIGHEST, said
from workbook.text import one_line, shorten

if TYPE_CHECKING:
    from workbook.progress.tide import Tide

WIDTH = 960
BAND = 210
"""Height of one row of visits, in the picture's own units, as all lengths here."""
MOST_VISITS = 40
"""In one row; more go on in the row beneath."""
EDGE = 30
CREST_TOP, CREST_LOW = 52, 132
"""Where the highest and the lowest crest stand in a row."""
FLOOR = 184
"""Where the water has faded to nothing."""
LETTER = 7.4
"""About the width of a letter of a label; wide ones take two."""
APART = 14
LONGEST_WORD = 28
"""Characters of a word in the picture; the description has the whole of it."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS = """
    .paper { fill: #fffdf7; }
    .water { fill: url(#tide-water); }
    .foam { fill: none; stroke: #1f6473; stroke-width: 1.6; stroke-linejoin: round; }
    .word { font: italic 14px Georgia, serif; fill: #38343f; }
    .month { font: 12px Georgia, serif; fill: #6a6259; }
"""
_WATER = """
    <linearGradient id="tide-water" gradientUnits="userSpaceOnUse" x1="0" y1="{top}" x2="0" y2="{floor}">
      <stop offset="0" stop-color="#2f7f90" stop-opacity="0.8"/>
      <stop offset="0.55" stop-color="#5fa3b0" stop-opacity="0.4"/>
      <stop offset="1" stop-color="#5fa3b0" stop-opacity="0"/>
    </linearGradient>"""


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    middle: float

    @property
    def half(self) -> float:
        wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in self.text)
        return (len(self.text) + wide) * LETTER / 2

    def is_apart(self, other: _Label) -> bool:
        return abs(self.middle - other.middle) >= self.half + other.half + APART


def tide_svg(tide: Tide) -> str:
    """Draw the whole tide, and tell it in a description for those who cannot see it.

    Args:
        tide: The tide.

    Returns:
        An `<svg>` element that can be a file of its own or stand in HTML; empty when there is nothing to draw.
        It runs nothing and loads nothing, and what the person wrote is in it as plain text.
    """
    if not tide.points:
        return ""
    rows = ceil(len(tide.points) / MOST_VISITS)
    visits = ceil(len(tide.points) / rows)
    bands = "\n".join(_band(tide, row, visits) for row in range(rows))
    height = rows * BAND
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="100%" role="img"
  aria-labelledby="tide-title tide-about">
  <title id="tide-title">The tide</title>
  <desc id="tide-about">{_escaped(_description(tide))}</desc>
  <defs>
    <style>{_LOOKS}    </style>{_WATER.format(top=CREST_TOP, floor=FLOOR)}
  </defs>
  <rect class="paper" width="{WIDTH}" height="{height}"/>
{bands}
</svg>
"""


def _band(tide: Tide, row: int, visits: int) -> str:
    """Draw one row of visits; the water goes on from row to row."""
    first = row * visits
    own = range(first, min(first + visits, len(tide.points)))
    step = (WIDTH - 2 * EDGE) / visits
    crest = _crest(tide, own, step)
    left, right = f"{EDGE}", f"{EDGE + len(own) * step:.1f}"
    labels = [
        f'    <text class="{name}" x="{label.middle:.1f}" y="{height:.1f}" text-anchor="middle">'
        f"{_escaped(label.text)}</text>"
        for name, label, height in [*_words(tide, own, step), *_months(tide, own, step)]
    ]
    return "\n".join(
        [
            f'  <g transform="translate(0 {row * BAND})">',
            f'    <path class="water" d="M{left} {FLOOR} L{crest[1:]} L{right} {FLOOR} Z"/>',
            f'    <path class="foam" d="{crest}"/>',
            *labels,
            "  </g>",
        ]
    )


def _crest(tide: Tide, own: range, step: float) -> str:
    """Draw the line of the crest, from half a step before a row's first visit to half a step after its last.

    Each half of the way between two visits is a cubic Bezier curve that is just the curve of `Tide.share_at`.
    """
    places = [own.start - 0.5 + index / 2 for index in range(2 * len(own) + 1)]
    parts = [f"M{EDGE:.1f} {_height(tide, places[0]):.1f}"]
    for left, right in pairwise(places):
        low, high = _height(tide, left), _height(tide, right)
        third = (right - left) / 3
        begin, end = (low + _slope(tide, left) * third, high - _slope(tide, right) * third)
        x = EDGE + (left - own.start + 0.5) * step
        parts.append(
            f"C{x + third * step:.1f} {begin:.1f} {x + 2 * third * step:.1f} {end:.1f} "
            f"{x + 3 * third * step:.1f} {high:.1f}"
        )
    return " ".join(parts)


def _height(tide: Tide, place: float) -> float:
    return CREST_LOW - (CREST_LOW - CREST_TOP) * tide.share_at(place)


def _slope(tide: Tide, place: float) -> float:
    """Give how steep the crest is at a visit (level) or half way between two (steepest), in lengths for a visit."""
    if place == int(place):
        return 0.0
    return 1.5 * (_height(tide, place + 0.5) - _height(tide, place - 0.5))


def _words(tide: Tide, own: range, step: float) -> list[tuple[str, _Label, float]]:
    """Place as many words as have room, the newest first, each above the crest beneath it."""
    kept: list[tuple[str, _Label, float]] = []
    for index in reversed(own):
        if word := shorten(_NO_XML.sub("", tide.points[index].word), LONGEST_WORD):
            label = _placed(f"“{word}”", own, index, step)
            if all(label.is_apart(other) for _, other, _ in kept):
                reach = range(round(label.middle - label.half), round(label.middle + label.half), 4)
                places = [(x - EDGE) / step - 0.5 + own.start for x in reach]
                top = min(_height(tide, place) for place in [*places, index])
                kept.append(("word", label, top - 10))
    return kept


def _months(tide: Tide, own: range, step: float) -> list[tuple[str, _Label, float]]:
    """Name the months where they change, and at the beginning of a row; the year where it is new."""
    kept: list[tuple[str, _Label, float]] = []
    before = (tide.points[own.start - 1].day.year if own.start else 0, 0)
    for index in own:
        day = tide.points[index].day
        if (day.year, day.month) != before:
            text = f"{day:%B}" if day.year == before[0] else f"{day:%B %Y}"
            label = _placed(text, own, index, step)
            if all(label.is_apart(other) for _, other, _ in kept):
                kept.append(("month", label, FLOOR + 14))
                before = (day.year, day.month)
    return kept


def _placed(text: str, own: range, index: int, step: float) -> _Label:
    """Centre a label on a visit as far as the edges of the picture let it."""
    half = _Label(text, 0).half
    middle = EDGE + (index - own.start + 0.5) * step
    return _Label(text, min(max(middle, EDGE / 2 + half), WIDTH - EDGE / 2 - half))


def _description(tide: Tide) -> str:
    told = [f"{day_in_words(point.day.isoformat())}: {said(point)}." for point in tide.points if said(point)]
    return " ".join(
        [f"Visits one after the other, with what was said at each check-in, from 0 to {HIGHEST}.", *told]
    )


def _escaped(text: str) -> str:
    """Make text safe to stand in XML, which has no way to write some characters."""
    return escape(_NO_XML.sub("", one_line(text, max(len(text), 1))))
