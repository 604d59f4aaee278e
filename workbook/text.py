"""Cleaning text that came from outside: answers, packs, pastes, imports.

Everything that enters passes through `clean` once, so that what is stored and
shown is plain text: no control codes, no hidden reordering, one kind of newline.
"""

import re
import unicodedata

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
        and unicodedata.is_normalized("NFC", text)
    ):
        return text
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", text[: limit * 2]))
    text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        # Cutting can leave a base character whose mark was cut off: normal form survives that.
        text = text[:limit]
    return text


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
