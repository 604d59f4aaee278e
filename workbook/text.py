"""Cleaning text that came from outside: answers, packs, pastes, imports.

Everything that enters passes through `clean` once, so that what is stored and
shown is plain text: no control codes, no hidden reordering, one kind of newline.
"""

import re
import unicodedata
from itertools import groupby

MAX_LENGTH = 200_000
"""Characters kept of one text; more than a long chapter of a printed book."""

_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_UNWANTED = re.compile(
    "["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # C0 but tab and newline, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\ud800-\udfff"  # lone surrogates, which JSON and UTF-8 refuse
    "\U000e0000-\U000e007f"  # tag characters, invisible text
    "]"
)
_SPACES = re.compile(r"\s+")
_LONG_RUN = 100
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONG_RUN},}}")
"""Where so many combining marks could stand in a row: no mark is a letter, and few signs are repeated so often."""
_MARKS_TOGETHER = 30
_JOINER = "\u034f"
"""The combining grapheme joiner: nothing is seen of it."""


def clean(text: str, limit: int = MAX_LENGTH) -> str:
    """Make text from outside safe to store and to show; cleaning twice changes nothing.

    Line ends become newlines; control characters, bidirectional overrides, tag characters and
    lone surrogates go; joiners and direction marks stay, for emoji and right-to-left scripts.

    Args:
        text: Anything.
        limit: The most characters to keep.
    """
    # Nothing unwanted is printable: most text is seen to be clean seven times faster this way.
    if (
        len(text) <= limit
        and text.replace("\n", " ").isprintable()
        and (text.isascii() or not _MARKS.search(text))
        and unicodedata.is_normalized("NFC", text)
    ):
        return text
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", text[: limit * 2]))
    text = unicodedata.normalize("NFC", text if text.isascii() else _MARKS.sub(_parted, text))
    if not text.isascii() and _MARKS.search(text):
        # Normal form makes two of some marks: a run that was just short enough can be long now, but only once.
        text = unicodedata.normalize("NFC", _MARKS.sub(_parted, text))
    if len(text) > limit:
        # Cutting can leave a base character whose mark was cut off: normal form survives that.
        text = text[:limit]
    return text


def _parted(found: re.Match[str]) -> str:
    """Part a long run of combining marks, of which no language has any; none of them is lost.

    Bringing a run into normal form takes the square of its length: 200,000 marks, minutes. Unicode's
    own way out is a joiner after each thirty of them (Annex 15, "Stream-Safe Text Format").
    """
    runs = ("".join(run) for _, run in groupby(found[0], lambda char: unicodedata.combining(char) > 0))
    return "".join(map(_parted_run, runs))


def _parted_run(run: str) -> str:
    if len(run) < _LONG_RUN or not unicodedata.combining(run[0]):
        return run
    return _JOINER.join(run[at : at + _MARKS_TOGETHER] for at in range(0, len(run), _MARKS_TOGETHER))


def one_line(text: str, limit: int = 400) -> str:
    """Clean text and fold every run of white space into one space."""
    return _SPACES.sub(" ", clean(text, limit * 2)).strip()[:limit].rstrip()


def shorten(text: str, width: int) -> str:
    """Fold text to one line of at most *width* characters, ending in … where it was cut."""
    line = one_line(text, max(width * 4, 400))
    if len(line) <= width:
        return line
    if width < 1:
        return ""
    cut = line[: width - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > width // 2 else cut).rstrip() + "…"


def fold(text: str) -> str:
    """Fold text for comparing without regard to case, as search does."""
    return text.casefold()
