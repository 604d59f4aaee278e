"""How content becomes the bytes of a file: as it is, or sealed. The sealing itself is in `vault`.

This module knows no cryptography, so that answers without a lock are opened without importing any.
"""

from typing import Protocol

from workbook.store.snapshot import SCHEMA, Unreadable, decode_header, encode_header

SEALED_FORMAT = "self-trust-workbook sealed"
SEALED_START = b'{"format":"self-trust-workbook sealed"'
"""What every sealed file begins with but a journal."""
SEALED_LINE = b"~"
"""What every line of a sealed journal begins with; no line of a plain one does."""


class AnotherLock(Unreadable):
    """It is sealed, and not with the key that is in use."""

    def __init__(self, reason: str = "it belongs to another lock") -> None:
        super().__init__(reason)


class Cipher(Protocol):
    """Turns content into the bytes of a file and back."""

    def seal_file(self, content: bytes) -> bytes:
        """Give the bytes of a whole file."""

    def open_file(self, data: bytes) -> bytes:
        """Give the content of a whole file; raises `Unreadable`."""

    def read_damaged(self, data: bytes) -> bytes:
        """Give what of a damaged whole file can still be made out, for `salvage`; nothing vouches for it."""

    def seal_line(self, line: bytes, sequence: int, *, is_header: bool = False) -> bytes:
        """Give the bytes of one line of a journal.

        Args:
            line: With its line end.
            sequence: The number of the change in it; that of the journal for its header.
            is_header: Whether it is the first line.
        """

    def open_journal(self, data: bytes) -> bytes:
        """Give the lines of a journal, as many as there are; one that cannot be read becomes a question mark."""

    def seal_aside(self, data: bytes) -> bytes:
        """Give the bytes of something that is only kept; what is sealed already stays as it is."""


class Plain:
    """Content as it is."""

    def seal_file(self, content: bytes) -> bytes:
        """Give the content."""
        return content

    def open_file(self, data: bytes) -> bytes:
        """Give the bytes; raises `Unreadable` for what is sealed."""
        if is_sealed(data):
            raise AnotherLock("it is locked, and its key is missing")
        return data

    def read_damaged(self, data: bytes) -> bytes:
        """Give the bytes."""
        return data

    def seal_line(self, line: bytes, sequence: int, *, is_header: bool = False) -> bytes:
        """Give the line."""
        return line

    def open_journal(self, data: bytes) -> bytes:
        """Give the bytes."""
        return data

    def seal_aside(self, data: bytes) -> bytes:
        """Give the bytes."""
        return data


PLAIN = Plain()


PLAIN_MESSAGE = "self-trust-workbook plain message"


def plain_message(content: bytes) -> bytes:
    """Give the bytes of a message of the inbox where there is no lock."""
    return encode_header({"format": PLAIN_MESSAGE, "schema": SCHEMA, "length": len(content)}) + content


def open_plain_message(data: bytes) -> bytes:
    """Give what a message says that is not sealed; raises `Unreadable`."""
    header, start = decode_header(data, PLAIN_MESSAGE, {"length": int})
    if len(data) - start != header["length"]:
        raise Unreadable("it is cut short")
    return data[start:]


def is_sealed(data: bytes) -> bool:
    """Tell whether bytes are, or were, a sealed file or the lines of a sealed journal."""
    return data.startswith((SEALED_START, SEALED_LINE))
