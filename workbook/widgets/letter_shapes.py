"""The shapes of large letters: a plain, even alphabet drawn for this program, seven dots high.

Each letter is a list of rows from the top, `#` for a dot. Seven rows stand above the line that is written on,
up to two below it. Letters with a mark, such as é, are put together from the letter and its mark.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

Shape = tuple[str, ...]
"""Rows of equal length, `#` and space, from the top."""

RISE: Final = 7
"""Rows above the line that is written on."""
FALL: Final = 2
"""Rows below it."""
ABOVE: Final = 3
"""Rows above a capital, for its mark."""
SPACE: Final = 3
"""Columns of a space between words."""

_CAPITALS: Final = """
A .###. #...# #...# ##### #...# #...# #...#
B ####. #...# #...# ####. #...# #...# ####.
C .###. #...# #.... #.... #.... #...# .###.
D ####. #...# #...# #...# #...# #...# ####.
E ##### #.... #.... ####. #.... #.... #####
F ##### #.... #.... ####. #.... #.... #....
G .###. #...# #.... #.### #...# #...# .###.
H #...# #...# #...# ##### #...# #...# #...#
I ### .#. .#. .#. .#. .#. ###
J ...## ....# ....# ....# ....# #...# .###.
K #...# #..#. #.#.. ##... #.#.. #..#. #...#
L #.... #.... #.... #.... #.... #.... #####
M #...# ##.## #.#.# #.#.# #...# #...# #...#
N #...# ##..# #.#.# #..## #...# #...# #...#
O .###. #...# #...# #...# #...# #...# .###.
P ####. #...# #...# ####. #.... #.... #....
Q .###. #...# #...# #...# #.#.# #..#. .##.#
R ####. #...# #...# ####. #.#.. #..#. #...#
S .#### #.... #.... .###. ....# ....# ####.
T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
U #...# #...# #...# #...# #...# #...# .###.
V #...# #...# #...# #...# #...# .#.#. ..#..
W #...# #...# #...# #.#.# #.#.# ##.## #...#
X #...# #...# .#.#. ..#.. .#.#. #...# #...#
Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
Z ##### ....# ...#. ..#.. .#... #.... #####
Æ .##### #.#... #.#... ####.. #.#... #.#... #.####
Ø .###. #..## #.#.# #.#.# #.#.# ##..# .###.
"""
_SMALL: Final = """
a ..... ..... .###. ....# .#### #...# .####
b #.... #.... ####. #...# #...# #...# ####.
c .... .... .### #... #... #... .###
d ....# ....# .#### #...# #...# #...# .####
e ..... ..... .###. #...# ##### #.... .####
f ..## .#.. ###. .#.. .#.. .#.. .#..
g ..... ..... .#### #...# #...# #...# .#### ....# .###.
h #.... #.... ####. #...# #...# #...# #...#
i # . # # # # #
j ..# ... ..# ..# ..# ..# ..# #.# .#.
k #... #... #..# #.#. ##.. #.#. #..#
l #. #. #. #. #. #. .#
m ..... ..... ##.#. #.#.# #.#.# #.#.# #.#.#
n ..... ..... ####. #...# #...# #...# #...#
o ..... ..... .###. #...# #...# #...# .###.
p ..... ..... ####. #...# #...# #...# ####. #.... #....
q ..... ..... .#### #...# #...# #...# .#### ....# ....#
r .... .... #.## ##.. #... #... #...
s .... .... .### #... .##. ...# ###.
t .#.. .#.. #### .#.. .#.. .#.. ..##
u ..... ..... #...# #...# #...# #...# .####
v ..... ..... #...# #...# #...# .#.#. ..#..
w ..... ..... #...# #.#.# #.#.# #.#.# .#.#.
x ..... ..... #...# .#.#. ..#.. .#.#. #...#
y ..... ..... #...# #...# #...# #...# .#### ....# .###.
z ..... ..... ##### ...#. ..#.. .#... #####
ı . . # # # # #
ß .##. #..# #..# #.#. #..# #..# #.#.
æ ....... ....... .##.##. ...#..# .###### #..#... .######
œ ....... ....... .##.##. #..#..# #..#### #..#... .##.###
ø ..... ..... .#### #..## #.#.# ##..# ####.
"""
_FIGURES: Final = """
0 .###. #...# #..## #.#.# ##..# #...# .###.
1 .#. ##. .#. .#. .#. .#. ###
2 .###. #...# ....# ...#. ..#.. .#... #####
3 ##### ...#. ..#.. ...#. ....# #...# .###.
4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
5 ##### #.... ####. ....# ....# #...# .###.
6 ..##. .#... #.... ####. #...# #...# .###.
7 ##### ....# ...#. ..#.. .#... .#... .#...
8 .###. #...# #...# .###. #...# #...# .###.
9 .###. #...# #...# .#### ....# ...#. .##..
"""
_MARKS: Final = """
. . . . . . . #
, .. .. .. .. .. .# .# #.
; .. .. .# .. .. .# .# #.
: . . # . . . #
! # # # # # . #
? .###. #...# ....# ...#. ..#.. ..... ..#..
' # # . . . . .
’ .# .# #. .. .. .. ..
‘ .# #. #. .. .. .. ..
" #.# #.# ... ... ... ... ...
“ .#.# #.#. #.#. .... .... .... ....
” .#.# .#.# #.#. .... .... .... ....
„ .... .... .... .... .... .#.# .#.# #.#.
« ..... ..#.# .#.#. #.#.. .#.#. ..#.# .....
» ..... #.#.. .#.#. ..#.# .#.#. #.#.. .....
( .# #. #. #. #. #. .#
) #. .# .# .# .# .# #.
[ ## #. #. #. #. #. ##
] ## .# .# .# .# .# ##
- ... ... ... ### ... ... ...
– .... .... .... #### .... .... ....
— ...... ...... ...... ###### ...... ...... ......
… ..... ..... ..... ..... ..... ..... #.#.#
/ ....# ....# ...#. ..#.. .#... #.... #....
& .##.. #..#. #.#.. .#... #.#.# #..#. .##.#
+ ..... ..#.. ..#.. ##### ..#.. ..#.. .....
= ..... ..... ##### ..... ##### ..... .....
* ..... #.#.# .###. ##### .###. #.#.# .....
% ##..# ##..# ...#. ..#.. .#... #..## #..##
· . . . # . . .
• .. .. ## ## .. .. ..
¿ ..#.. ..... ..#.. .#... #.... #...# .###.
¡ # . # # # # #
° .#. #.# .#. ... ... ... ...
→ ..... ..#.. ...#. ##### ...#. ..#.. .....
"""
_ACCENTS: Final = {
    "\u0300": ("#  ", " # "),
    "\u0301": (" # ", "#  "),
    "\u0302": (" # ", "# #"),
    "\u0303": (" # #", "# # "),
    "\u0304": ("   ", "###"),
    "\u0306": ("# #", " # "),
    "\u0307": (" ", "#"),
    "\u0308": ("   ", "# #"),
    "\u030a": (" # ", "# #", " # "),
    "\u030b": (" # #", "# # "),
    "\u030c": ("# #", " # "),
    "\u0327": (" # ", "#  "),
    "\u0328": (" # ", " ##"),
}
"""Marks above, from the top, and (cedilla, ogonek) below a letter."""
_BELOW: Final = frozenset("\u0327\u0328")


def _read(table: str) -> dict[str, Shape]:
    rows = (line.split(" ") for line in table.strip().splitlines())
    return {name: tuple(row.replace(".", " ") for row in shape) for name, *shape in rows}


_LETTERS: Final = {
    name: shape for table in (_CAPITALS, _SMALL, _FIGURES, _MARKS) for name, shape in _read(table).items()
}


@cache
def shape_of(letter: str) -> Shape | None:
    """Give the shape of a letter: ABOVE + RISE + FALL rows, without space around it.

    Returns:
        None when there is no such letter in this alphabet.
    """
    if letter in " \u00a0\u202f":
        return (" " * SPACE,) * (ABOVE + RISE + FALL)
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if base not in _LETTERS or not all(mark in _ACCENTS for mark in marks):
        return None
    if base in "ij" and any(mark not in _BELOW for mark in marks):
        base = "ı"
    drawn = _LETTERS[base]
    width = max(len(drawn[0]), *(len(_ACCENTS[mark][0]) for mark in marks)) if marks else len(drawn[0])
    rows = [" " * width] * ABOVE + [row.center(width) for row in drawn]
    rows += [" " * width] * (ABOVE + RISE + FALL - len(rows))
    # A mark stands above a small letter as above a capital, with a row of air where there is room for one.
    highest = ABOVE + (0 if drawn[0].strip() or drawn[1].strip() else 2)
    for mark in marks:
        shape = [row.center(width) for row in _ACCENTS[mark]]
        top = ABOVE + RISE if mark in _BELOW else max(highest - len(shape) - (len(shape) < ABOVE), 0)
        rows[top : top + len(shape)] = [_over(old, new) for old, new in zip(rows[top:], shape, strict=False)]
    return tuple(rows)


def _over(old: str, new: str) -> str:
    return "".join("#" if "#" in pair else " " for pair in zip(old, new, strict=True))
