"""What a lock is made of: bytes sealed and opened, keys derived, passphrases stretched, lengths hidden. Pure.

The format that these parts make up is described in `vault`.
"""

from __future__ import annotations

import base64
import secrets

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbook.errors import LockMissing, StoreError
from workbook.store.keys import Wrap
from workbook.store.passphrase import as_secret
from workbook.store.snapshot import Unreadable

NONCE = 12
TAG = 16
KEY = 32
SMALLEST = 512
"""Bytes to which anything shorter is padded."""


def seal(cipher: AESGCM, content: bytes, about: bytes) -> bytes:
    """Seal content whose length should say little.

    Args:
        cipher: With its key.
        content: What is sealed.
        about: Associated data: it can be seen, and not be changed.
    """
    return seal_as_is(cipher, padded(content), about)


def seal_as_is(cipher: AESGCM, content: bytes, about: bytes) -> bytes:
    """Seal content without padding: the nonce, then what AES-256-GCM makes of it."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, about)


def unseal(cipher: AESGCM, sealed: bytes, about: bytes, *, is_padded: bool = True) -> bytes:
    """Open what `seal` sealed, or `seal_as_is`.

    Raises:
        Unreadable: It is cut short, or it or what is about it was changed.
    """
    if len(sealed) < NONCE + TAG:
        raise Unreadable("it is cut short")
    try:
        content = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except InvalidTag as error:
        raise Unreadable("its content was changed") from error
    return without_padding(content) if is_padded else content


def unseal_unchecked(key: bytes, sealed: bytes) -> bytes:
    """Give what of something sealed and then damaged can still be made out; nothing vouches for it.

    GCM refuses what differs in one bit. Below that check it is CTR, counting from 2 after the nonce
    (NIST SP 800-38D, 7.1): a changed byte changes one letter, and the others are still right.
    """
    if len(sealed) <= NONCE + TAG:
        return b""
    counter = sealed[:NONCE] + (2).to_bytes(4, "big")
    return Cipher(AES(key), CTR(counter)).decryptor().update(sealed[NONCE:])


def padded(content: bytes) -> bytes:
    """Lengthen content so that its length says little."""
    length = max(len(content) + 1, SMALLEST)
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return content + b"\x80" + bytes(((length + mask) & ~mask) - len(content) - 1)


def without_padding(content: bytes) -> bytes:
    """Take the padding off; raises `Unreadable` where there is none."""
    content = content.rstrip(b"\0")
    if not content.endswith(b"\x80"):
        raise Unreadable("its end is missing")
    return content[:-1]


def from_base64(text: bytes) -> bytes:
    """Read base64; raises `Unreadable`."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Unreadable("it was changed") from error


def derived(secret: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    """Derive a key of 32 bytes from another secret, by HKDF-SHA256.

    Args:
        secret: Random already.
        info: What the key is for.
        salt: None for none.
    """
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=info).derive(secret)


def stretched(typed: str, wrap: Wrap) -> bytes:
    """Make a key of 32 bytes of what a person typed, by Argon2id; takes as long as the wrap says.

    Raises:
        LockMissing: The library is too old for it.
        StoreError: There is not enough memory.
    """
    strength = wrap.strength
    try:
        kdf = Argon2id(
            salt=wrap.salt,
            length=KEY,
            iterations=strength.passes,
            lanes=strength.lanes,
            memory_cost=strength.memory,
        )
    except UnsupportedAlgorithm as error:
        raise LockMissing(
            "This cryptography has no Argon2id.", "Install a newer one: pip install -U cryptography"
        ) from error
    try:
        return kdf.derive(as_secret(typed))
    except MemoryError as error:
        raise StoreError(
            f"There is not enough memory to open the lock: it takes {strength.memory // 1024} MB.",
            "Nothing was changed; close something else and try again.",
        ) from error
