r"""The lock: what stands in the files of answers that are locked. Bytes in, bytes out; touches no disk.

FORMAT, version 1

Whoever has this text, the secret and RFC 5116, 5869, 7748 and 9106 can read the files with a program of their
own (`tests/store/stranger.py` is one). Base64 is that of RFC 4648 with padding. A header is one line of JSON in
UTF-8, without blanks, as compact as `snapshot.compact_json` writes it; it ends with a line feed. `check` stands
last in it: the first 16 hex digits of the SHA-256 of the same JSON without `check`. It tells damage from a wrong
secret, and keeps nobody from changing something.

Key. A random key of 256 bits, made when the lock is put on, and for a name 16 random bytes that say
nothing (`key`, in hex). HKDF-SHA256 of the key (no salt, 32 bytes) gives the keys in use, by
info: `files`, `state`, and `inbox` for the X25519 private key of the inbox.

`answers.keys`, and a copy of it in case it is damaged, is a header and nothing more:

    {"format": "self-trust-workbook keys", "schema": 1, "key": "…", "public": "…", "state": "…",
     "passphrase": {"kdf": "argon2id", "memory": 65536, "passes": 3, "lanes": 4, "salt": "…",
                    "nonce": "…", "wrapped": "…"},
     "recovery": {… the same …}, "check": "…"}\n

Bytes are base64. Argon2id (RFC 9106, version 1.3) of the secret (`passphrase` describes its bytes) under `salt`
(16 bytes; `memory` in KiB) gives the 32 bytes under which `wrapped` (48 bytes) holds the random key: AES-256-GCM
with `nonce` (12 bytes), its tag of 16 bytes at the end, as everywhere. Associated data is the compact JSON of
[format, schema, key, name of the wrap, kdf, memory, passes, lanes, salt], each as it stands in the header: a
wrap moved elsewhere or with other parameters opens nothing. Parameters are refused outside of 8 MiB to
512 MiB, 1 to 20 passes and 1 to 16 lanes, or when memory times passes is above 1 GiB, before they are used.
`state` is a nonce (12 bytes) and AES-256-GCM of "locking", "locked" or "unlocking" under the key `state`,
associated data is `key` in ASCII. Only when it is not "locked" may plain files stand beside sealed ones.
`public` (32 bytes) is the public key of the inbox; at each unlocking it is compared with the private one.

A sealed file is a header and what it seals:

    {"format": "self-trust-workbook sealed", "schema": 1, "key": "…", "check": "…"}\n
    nonce (12 bytes), AES-256-GCM under the key `files`; associated data is the header with its line feed

A sealed journal has lines, so that one can be added and the others be read when one is damaged:

    ~<number> <base64 of nonce and AES-256-GCM under the key `files`>\n

The first holds the header of a plain journal and the number of the journal, each other one a line of
a plain journal and the number of its change, both without the line feed. Associated data is
`header <number> <key>` or `line <number> <key>` in ASCII, the number in decimal as it stands in the line.
Numbers must rise: a line that is repeated or moved is refused.

Before it is sealed, what stands in a file, a line or a message (not a key or a state) gets a byte 0x80 and
then zeros, to 512 bytes or the next length that PADME allows (Nikitin et al., 2019,
https://doi.org/10.2478/popets-2019-0056): of a length n it keeps about log log n bits, and costs at most an eighth.

A message in the inbox is a header, then an X25519 public key made for this message (32 bytes), then AES-256-GCM
to the end of the file:

    {"format": "self-trust-workbook message", "schema": 1, "key": "…", "check": "…"}\n

The AES key is 32 bytes of HKDF-SHA256 of the shared secret (salt: the message's public key and then that of
the inbox; info: `message`), with a nonce of zeros, since no such key is used twice. Associated data is the
header with its line feed.

What leaks: how many changes there were and about how long each is, how much there is in all, the numbers
of journals and backups, how many messages wait, when the disk last wrote each file.

What a lock cannot do against somebody who can write in the folder: notice that files were put back to how they
were on an earlier day, or that the newest lines of a journal were cut off; every file does name its own place
among the changes, so that a backup put in place of the snapshot goes unnoticed only with its journals. A file
of keys from the moment of locking brings back the state "locking"; that a lock was finished belatedly is
therefore always said. Whoever puts a public key of their own in can read the messages that are written until
the next unlocking, which notices it.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from typing import cast, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbook.errors import StoreDamaged, WrongPassphrase
from workbook.store.cipher import SEALED_FORMAT, SEALED_LINE, AnotherLock, is_sealed
from workbook.store.keys import KEYS_FORMAT, Keys, State, Strength, Wrap
from workbook.store.messages import open_message
from workbook.store.passphrase import is_mistyped_code, looks_like_code
from workbook.store.sealing import (
    KEY,
    NONCE,
    derived,
    from_base64,
    seal,
    seal_as_is,
    stretched,
    unseal,
    unseal_unchecked,
)
from workbook.store.snapshot import SCHEMA, Unreadable, compact_json, decode_header, encode_header

UNREADABLE_LINE = b"?"

STRENGTH = Strength(memory=65536, passes=3, lanes=4)
"""What a new wrap is given."""


class Vault:
    """An open lock: seals and opens everything of one store."""

    def __init__(self, key_id: str, key: bytes, state: State) -> None:
        """Take the random key.

        Args:
            key_id: Its name.
            key: 32 bytes.
            state: Whether all files are known to be sealed.
        """
        self.key_id = key_id
        self.state = state
        self._key = key
        self._files = AESGCM(derived(key, b"files"))
        self._inbox = X25519PrivateKey.from_private_bytes(derived(key, b"inbox"))

    @property
    def public(self) -> bytes:
        """The key that seals messages for the inbox."""
        return self._inbox.public_key().public_bytes_raw()

    # Files.

    def seal_file(self, content: bytes) -> bytes:
        """Seal a whole file."""
        header = self._header()
        return header + seal(self._files, content, header)

    def open_file(self, data: bytes) -> bytes:
        """Open a whole file.

        Raises:
            Unreadable: It is damaged, another's, or not locked although everything should be.
            StoreTooNew: A newer version wrote it.
        """
        if not is_sealed(data) and self.state != "locked":
            return data
        if not is_sealed(data):
            raise Unreadable("it is not locked, as all the others are")
        header, start = decode_header(data, SEALED_FORMAT, {"key": str})
        if header["key"] != self.key_id:
            raise AnotherLock
        return unseal(self._files, data[start:], data[:start])

    def read_damaged(self, data: bytes) -> bytes:
        """Give what of a damaged whole file can still be made out; what is not locked only while that is right."""
        if not is_sealed(data) and self.state != "locked":
            return data
        # Of one lock all headers are the same: it is known where the rest begins when one is damaged.
        return unseal_unchecked(derived(self._key, b"files"), data[len(self._header()) :])

    def _header(self) -> bytes:
        return encode_header({"format": SEALED_FORMAT, "schema": SCHEMA, "key": self.key_id})

    def seal_aside(self, data: bytes) -> bytes:
        """Seal what is not sealed yet."""
        return data if is_sealed(data) else self.seal_file(data)

    # Lines.

    def seal_line(self, line: bytes, sequence: int, *, is_header: bool = False) -> bytes:
        """Seal one line of a journal."""
        sealed = seal(self._files, line.removesuffix(b"\n"), self._about(sequence, is_header))
        return b"%b%d %b\n" % (SEALED_LINE, sequence, base64.b64encode(sealed))

    def open_journal(self, data: bytes) -> bytes:
        """Open the lines of a journal; one that cannot be read becomes a question mark."""
        opened, highest = [], -1
        for number, line in enumerate(data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]):
            try:
                plain, highest = self.open_line(line, highest, is_header=number == 0)
            except Unreadable:
                plain = UNREADABLE_LINE
            opened.append(plain + b"\n")
        return b"".join(opened)

    def open_line(self, line: bytes, highest: int, *, is_header: bool) -> tuple[bytes, int]:
        """Open one line of a journal.

        Args:
            line: Without its line end.
            highest: The number of the line before; this one's must be higher.
            is_header: Whether it is the first.

        Returns:
            The plain line, and its number.

        Raises:
            Unreadable: It is damaged, out of its order, another's, or not locked.
        """
        if not line.startswith(SEALED_LINE):
            if self.state != "locked":
                return line, highest
            raise Unreadable("it is not locked")
        number, _, sealed = line.removeprefix(SEALED_LINE).partition(b" ")
        if not number.isdigit() or len(number) > 18 or int(number) <= highest:
            raise Unreadable("it is not in its place")
        about = self._about(int(number), is_header)
        return unseal(self._files, from_base64(sealed), about), int(number)

    def _about(self, sequence: int, is_header: bool) -> bytes:
        return b"%b %d %b" % (b"header" if is_header else b"line", sequence, self.key_id.encode())

    # Messages.

    def open_message(self, data: bytes) -> bytes:
        """Open a message of the inbox; raises `Unreadable`."""
        return open_message(self._inbox, self.key_id, data)

    # Keys.

    def check_state(self, keys: Keys) -> None:
        """Learn from a file of keys whether all files are sealed.

        Raises:
            StoreDamaged: It was tampered with.
        """
        try:
            self.state = _state_in(keys, self._key)
        except Unreadable as error:
            raise StoreDamaged(
                f"The lock cannot be used: {error}.", "Put back answers.keys from a copy."
            ) from error

    def as_in(self, keys: Keys) -> Vault:
        """Give the same lock in the state that another file of its keys tells, such as that of a copy.

        Raises:
            Unreadable: That file was tampered with.
        """
        return _checked(keys, self._key)

    def with_state(self, keys: Keys, state: State) -> Keys:
        """Give the keys file with another state."""
        sealed = seal_as_is(AESGCM(derived(self._key, b"state")), state.encode(), self.key_id.encode())
        return replace(keys, state=sealed)

    def with_secret(self, keys: Keys, name: str, typed: str) -> Keys:
        """Give the keys file with another secret.

        Args:
            keys: As they are.
            name: `passphrase` or `recovery`.
            typed: The new one.
        """
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE)
        bare = Wrap(STRENGTH, salt, nonce, b"")
        wrapped = AESGCM(stretched(typed, bare)).encrypt(
            nonce, self._key, _about_wrap(self.key_id, name, bare)
        )
        return keys.with_wrap(name, Wrap(STRENGTH, salt, nonce, wrapped))


def new_vault(passphrase: str, recovery_code: str) -> tuple[Vault, Keys]:
    """Make a lock that is about to be put on.

    Args:
        passphrase: What opens it.
        recovery_code: What opens it as well.
    """
    vault = Vault(secrets.token_hex(16), secrets.token_bytes(KEY), "locking")
    keys = Keys(vault.key_id, vault.public, b"", {})
    keys = vault.with_secret(keys, "passphrase", passphrase)
    keys = vault.with_secret(keys, "recovery", recovery_code)
    return vault, vault.with_state(keys, "locking")


def unlock(keys: Keys, typed: str) -> Vault:
    """Open a lock with the passphrase or the recovery code; takes as long as Argon2id does.

    Raises:
        WrongPassphrase: Neither; nothing was changed.
        Unreadable: The secret is right, and what it opens was tampered with.
    """
    if is_mistyped_code(typed):
        raise WrongPassphrase(
            "One of these characters is mistyped:", "the check at the end of the recovery code does not fit."
        )
    name = "recovery" if looks_like_code(typed) else "passphrase"
    wrap = keys.wraps[name]
    try:
        about = _about_wrap(keys.key_id, name, wrap)
        key = AESGCM(stretched(typed, wrap)).decrypt(wrap.nonce, wrap.wrapped, about)
    except InvalidTag as error:
        raise WrongPassphrase(
            "That does not open the lock.", "Nothing was changed; try it once more."
        ) from error
    return _checked(keys, key)


def _checked(keys: Keys, key: bytes) -> Vault:
    vault = Vault(keys.key_id, key, _state_in(keys, key))
    if vault.public != keys.public:
        raise Unreadable("the file of keys was tampered with")
    return vault


def _state_in(keys: Keys, key: bytes) -> State:
    """Read the state in a file of keys; raises `Unreadable`."""
    cipher = AESGCM(derived(key, b"state"))
    state = unseal(cipher, keys.state, keys.key_id.encode(), is_padded=False).decode()
    if state not in get_args(State):
        raise Unreadable("the file of keys is of a kind not known here")
    return cast(State, state)


def _about_wrap(key_id: str, name: str, wrap: Wrap) -> bytes:
    strength, salt = wrap.strength, base64.b64encode(wrap.salt).decode()
    about = [KEYS_FORMAT, 1, key_id, name, "argon2id", strength.memory, strength.passes, strength.lanes, salt]
    return compact_json(about).encode()
