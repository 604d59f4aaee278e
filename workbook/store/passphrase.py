"""What a person types to open a lock: a passphrase, or the recovery code that was printed. Pure.

The bytes of a passphrase, from which a key is derived, are its NFKC form (Unicode, annex 15) in UTF-8, without the
line end; blanks at its ends count.

A recovery code is 26 random characters of Crockford's base 32 (130 bits) and two check characters,
in groups of four: `7K2M-9QXD-…`. Case, blanks and hyphens do not matter, nor whether an O or a zero,
an I, an L or a one was read (https://www.crockford.com/base32.html). Its bytes are the 28 characters in ASCII:
capitals, no hyphens, each O a zero, each I and L a one. The check characters are the first ten bits of the SHA-256
of the 26 in ASCII, five bits each, the highest first. It opens the wrap `recovery` and nothing else; what does not
have its form opens the wrap `passphrase`.
"""

import hashlib
import secrets
import unicodedata

from workbook.errors import WorkbookError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 26
CHECK_CHARACTERS = 2
GROUP = 4
SHORTEST = 8
"""Characters of a passphrase; a shorter one is soon guessed by a machine that has the files."""
LONGEST = 1000

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "–": None, "\t": None})


def as_secret(typed: str) -> bytes:
    """Give the bytes that stand for what was typed, the same on every keyboard and system.

    Args:
        typed: A passphrase, or a recovery code in whatever form; brought to NFKC (Unicode, annex 15).
    """
    if (code := _code_in(typed)) is not None and _check_of(code) == code[RANDOM_CHARACTERS:]:
        return code.encode()
    return unicodedata.normalize("NFKC", typed.strip("\r\n")).encode("utf-8", "surrogatepass")


def require_good(typed: str) -> None:
    """Make sure that something can be a passphrase.

    Raises:
        WorkbookError: It is too short or too long.
    """
    length = len(unicodedata.normalize("NFKC", typed.strip("\r\n")))
    if length < SHORTEST:
        raise WorkbookError(
            f"A passphrase needs {SHORTEST} characters or more.",
            "Four or five words that only you would put together are good.",
        )
    if length > LONGEST:
        raise WorkbookError(f"A passphrase can have {LONGEST} characters at most.")
    if looks_like_code(typed):
        raise WorkbookError("That has the form of a recovery code.", "Choose words of your own.")


def new_recovery_code() -> str:
    """Make a recovery code, in groups of four."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    whole = drawn + _check_of(drawn)
    return "-".join(whole[start : start + GROUP] for start in range(0, len(whole), GROUP))


def looks_like_code(typed: str) -> bool:
    """Tell whether something has the form of a recovery code, right or mistyped."""
    return _code_in(typed) is not None


def is_mistyped_code(typed: str) -> bool:
    """Tell whether something has the form of a recovery code and its check characters do not fit."""
    code = _code_in(typed)
    return code is not None and _check_of(code) != code[RANDOM_CHARACTERS:]


def _code_in(typed: str) -> str | None:
    code = unicodedata.normalize("NFKC", typed).strip().upper().translate(_LOOKALIKES)
    is_one = len(code) == RANDOM_CHARACTERS + CHECK_CHARACTERS and set(code) <= set(ALPHABET)
    return code if is_one else None


def _check_of(code: str) -> str:
    """Give the check characters for the random ones: ten bits of their SHA-256."""
    digest = hashlib.sha256(code[:RANDOM_CHARACTERS].encode()).digest()
    bits = int.from_bytes(digest[:2]) >> 6
    return ALPHABET[bits >> 5] + ALPHABET[bits & 31]
