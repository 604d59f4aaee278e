r"""The lock: what stands in the files of answers that are locked. Bytes in, bytes out; touches no disk.

FORMAT, version 1

Key. A random key of 256 bits, made when the lock is put on, and for a name 16 random bytes that say
nothing (`key`, in hex). HKDF-SHA256 of the key (no salt, 32 bytes) gives the keys in use, by
info: `files`, `state`, and `inbox` for the X25519 private key of the inbox.

`answers.keys`, and a copy of it in case it is damaged, is one line:

    {"format": "self-trust-workbook keys", "schema": 1, "key": "…", "public": "…", "state": "…",
     "passphrase": {"kdf": "argon2id", "memory": 65536, "passes": 3, "lanes": 4, "salt": "…",
                    "nonce": "…", "wrapped": "…"},
     "recovery": {… the same …}, "check": "…"}\n

Bytes are base64; `check` is that of every header (see `snapshot`): it tells damage from a wrong
passphrase. Argon2id (RFC 9106, version 1.3) of the secret (`passphrase.as_secret`) under `salt` (16 bytes;
`memory` in KiB) gives the key under which `wrapped` holds the random key: AES-256-GCM with
`nonce` (12 bytes). Associated data is the compact JSON of [format, schema, key, name of the wrap,
kdf, memory, passes, lanes, salt]: a wrap moved elsewhere or with other parameters opens nothing.
Parameters are refused outside of 8 MiB to 1 GiB, 1 to 20 passes and 1 to 16 lanes, or when memory times
passes is more than 1 GiB, before they are used.
`state` is `nonce` and AES-256-GCM of "locking", "locked" or "unlocking" under the key `state`, associated
data is `key`. Only when it is not "locked" may plain files stand beside sealed ones.
`public` is the public key of the inbox; at each unlocking it is compared with the private one.

A sealed file is a header and what it seals:

    {"format": "self-trust-workbook sealed", "schema": 1, "key": "…", "check": "…"}\n
    nonce (12 bytes), AES-256-GCM under the key `files`, associated data is the header's line

A sealed journal has lines, so that one can be added and the others be read when one is damaged:

    ~<number> <base64 of nonce and AES-256-GCM under the key `files`>\n

The first holds the header of a plain journal and the number of the journal, each other one a line of
a plain journal and the number of its change. Associated data is `header <number> <key>` or
`line <number> <key>` in ASCII. Numbers must rise: a line that is repeated or moved is refused.

Before sealing, content is padded with a byte 0x80 and then zeros to 512 bytes or the next length that
PADME allows (Nikitin et al., 2019, https://doi.org/10.2478/popets-2019-0056): of a length n it keeps
about log log n bits, and costs at most an eighth.

A message in the inbox is a header, "self-trust-workbook message" with `key`, then an X25519 public key
made for this message (32 bytes) and AES-256-GCM under HKDF-SHA256 of the shared secret (salt: that public
key and that of the inbox; info: `message`), with a nonce of zeros, since no such key is used twice.
Associated data is the header's line.

What leaks: how many changes there were and about how long each is, how much there is in all, the numbers
of journals and backups, when the disk last wrote each file. What a lock cannot do: notice that
all files were put back to how they were on an earlier day.
"""

import base64
import secrets
from dataclasses import replace
from typing import cast, get_args

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbook.errors import LockMissing, StoreDamaged, WrongPassphrase
from workbook.store.cipher import SEALED_FORMAT, SEALED_LINE, is_sealed
from workbook.store.keys import KEYS_FORMAT, Keys, State, Strength, Wrap
from workbook.store.passphrase import as_secret, is_mistyped_code, looks_like_code
from workbook.store.snapshot import SCHEMA, Unreadable, compact_json, decode_header, encode_header

NONCE = 12
TAG = 16
KEY = 32
SMALLEST = 512
"""Bytes to which anything shorter is padded."""
MESSAGE_FORMAT = "self-trust-workbook message"
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
        self._files = AESGCM(_derived(key, b"files"))
        self._inbox = X25519PrivateKey.from_private_bytes(_derived(key, b"inbox"))

    @property
    def public(self) -> bytes:
        """The key that seals messages for the inbox."""
        return self._inbox.public_key().public_bytes_raw()

    # Files.

    def seal_file(self, content: bytes) -> bytes:
        """Seal a whole file."""
        header = encode_header({"format": SEALED_FORMAT, "schema": SCHEMA, "key": self.key_id})
        return header + _sealed(self._files, content, header)

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
            raise Unreadable("it belongs to another lock")
        return _opened(self._files, data[start:], data[:start])

    def seal_aside(self, data: bytes) -> bytes:
        """Seal what is not sealed yet."""
        return data if is_sealed(data) else self.seal_file(data)

    # Lines.

    def seal_line(self, line: bytes, sequence: int, *, is_header: bool = False) -> bytes:
        """Seal one line of a journal."""
        sealed = _sealed(self._files, line.removesuffix(b"\n"), self._about(sequence, is_header))
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
        return _opened(self._files, _from_base64(sealed), about), int(number)

    def _about(self, sequence: int, is_header: bool) -> bytes:
        return b"%b %d %b" % (b"header" if is_header else b"line", sequence, self.key_id.encode())

    # Messages.

    def open_message(self, data: bytes) -> bytes:
        """Open a message of the inbox; raises `Unreadable`."""
        header, start = decode_header(data, MESSAGE_FORMAT, {"key": str})
        if header["key"] != self.key_id:
            raise Unreadable("it belongs to another lock")
        fresh, sealed = data[start : start + KEY], data[start + KEY :]
        try:
            shared = self._inbox.exchange(X25519PublicKey.from_public_bytes(fresh))
        except ValueError as error:
            raise Unreadable("it has no key") from error
        key = _derived(shared, b"message", fresh + self.public)
        return _opened(AESGCM(key), bytes(NONCE) + sealed, data[:start])

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

    def with_state(self, keys: Keys, state: State) -> Keys:
        """Give the keys file with another state."""
        sealed = _nonced(AESGCM(_derived(self._key, b"state")), state.encode(), self.key_id.encode())
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
        wrapped = AESGCM(_stretched(typed, bare)).encrypt(
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
        key = AESGCM(_stretched(typed, wrap)).decrypt(wrap.nonce, wrap.wrapped, about)
    except InvalidTag as error:
        raise WrongPassphrase(
            "That does not open the lock.", "Nothing was changed; try it once more."
        ) from error
    return _checked(keys, key)


def seal_message(public: bytes, key_id: str, content: bytes) -> bytes:
    """Seal a message that only whoever opens the lock can read.

    Args:
        public: The public key of the inbox.
        key_id: The name of the lock's key.
        content: The message.
    """
    header = encode_header({"format": MESSAGE_FORMAT, "schema": SCHEMA, "key": key_id})
    private = X25519PrivateKey.generate()
    fresh = private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    key = _derived(shared, b"message", fresh + public)
    return header + fresh + AESGCM(key).encrypt(bytes(NONCE), padded(content), header)


def _checked(keys: Keys, key: bytes) -> Vault:
    vault = Vault(keys.key_id, key, _state_in(keys, key))
    if vault.public != keys.public:
        raise Unreadable("the file of keys was tampered with")
    return vault


def _state_in(keys: Keys, key: bytes) -> State:
    """Read the state in a file of keys; raises `Unreadable`."""
    cipher = AESGCM(_derived(key, b"state"))
    state = _opened(cipher, keys.state, keys.key_id.encode(), is_padded=False).decode()
    if state not in get_args(State):
        raise Unreadable("the file of keys is of a kind not known here")
    return cast(State, state)


def _stretched(typed: str, wrap: Wrap) -> bytes:
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
    return kdf.derive(as_secret(typed))


def _about_wrap(key_id: str, name: str, wrap: Wrap) -> bytes:
    strength, salt = wrap.strength, base64.b64encode(wrap.salt).decode()
    about = [KEYS_FORMAT, 1, key_id, name, "argon2id", strength.memory, strength.passes, strength.lanes, salt]
    return compact_json(about).encode()


def _derived(secret: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=info).derive(secret)


def _sealed(cipher: AESGCM, content: bytes, about: bytes) -> bytes:
    return _nonced(cipher, padded(content), about)


def _nonced(cipher: AESGCM, content: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, about)


def _opened(cipher: AESGCM, sealed: bytes, about: bytes, *, is_padded: bool = True) -> bytes:
    if len(sealed) < NONCE + TAG:
        raise Unreadable("it is cut short")
    try:
        content = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except InvalidTag as error:
        raise Unreadable("its content was changed") from error
    return content.rstrip(b"\0")[:-1] if is_padded else content


def padded(content: bytes) -> bytes:
    """Lengthen content so that its length says little."""
    length = max(len(content) + 1, SMALLEST)
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return content + b"\x80" + bytes(((length + mask) & ~mask) - len(content) - 1)


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Unreadable("it was changed") from error
