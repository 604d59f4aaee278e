"""Messages for the inbox of locked answers: whoever writes one can read none. Pure; the format is in `vault`."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbook.store.cipher import AnotherLock
from workbook.store.sealing import KEY, NONCE, derived, padded, unseal
from workbook.store.snapshot import SCHEMA, Unreadable, decode_header, encode_header

MESSAGE_FORMAT = "self-trust-workbook message"


def seal_message(public: bytes, key_id: str, content: bytes) -> bytes:
    """Seal a message that only whoever opens the lock can read.

    Args:
        public: The public key of the inbox.
        key_id: The name of the lock's key.
        content: The message.

    Raises:
        Unreadable: The public key is none.
    """
    header = encode_header({"format": MESSAGE_FORMAT, "schema": SCHEMA, "key": key_id})
    private = X25519PrivateKey.generate()
    fresh = private.public_key().public_bytes_raw()
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise Unreadable("its public key is none") from error
    key = derived(shared, b"message", fresh + public)
    return header + fresh + AESGCM(key).encrypt(bytes(NONCE), padded(content), header)


def open_message(private: X25519PrivateKey, key_id: str, data: bytes) -> bytes:
    """Open a message.

    Args:
        private: The private key of the inbox.
        key_id: The name of the lock's key.
        data: The message's file.

    Raises:
        Unreadable: It is damaged, or sealed for another lock.
    """
    header, start = decode_header(data, MESSAGE_FORMAT, {"key": str})
    if header["key"] != key_id:
        raise AnotherLock
    fresh, sealed = data[start : start + KEY], data[start + KEY :]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(fresh))
    except ValueError as error:
        raise Unreadable("it has no key") from error
    key = derived(shared, b"message", fresh + private.public_key().public_bytes_raw())
    return unseal(AESGCM(key), bytes(NONCE) + sealed, data[:start])
