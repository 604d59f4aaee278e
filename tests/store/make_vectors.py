"""Makes the test vectors of the lock anew: `python -m tests.store.make_vectors`.

Good ones must open in every later version, so they are only made again when the format changes;
then the old ones stay beside the new. Bad ones are made from good ones by what an attacker or a disk could do.
"""

import base64
import json
from dataclasses import replace
from pathlib import Path

from tests.store.locks import OTHER, PASSPHRASE, QUICK
from workbook.store import vault
from workbook.store.keys import Keys, Strength, encode_keys
from workbook.store.passphrase import as_secret
from workbook.store.snapshot import decode_header, encode_header
from workbook.store.vault import Vault, new_vault, seal_message

VECTORS = Path(__file__).parent / "vectors"
CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS"
WORDS = "words that nobody else has read: å, 漢, 🪴\n".encode()
LINES = (b'{"header": 1}', b"first line", b"second line", b"third line")


def whole_code() -> str:
    """Give a recovery code whose check characters fit."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    drawn = CODE.replace("-", "")
    return next(
        drawn + first + second
        for first in alphabet
        for second in alphabet
        if as_secret((drawn + first + second).lower()) == (drawn + first + second).encode()
    )


def journal(made: Vault, numbers: tuple[int, ...] = (7, 8, 9, 10)) -> bytes:
    """Seal the lines of a journal."""
    sealed = (
        made.seal_line(line + b"\n", number, is_header=not index)
        for index, (line, number) in enumerate(zip(LINES, numbers, strict=True))
    )
    return b"".join(sealed)


def changed(keys: bytes, **parts: object) -> bytes:
    """Give a file of keys in which something is different, with a check that fits."""
    header = json.loads(keys)
    header.pop("check")
    for name, value in parts.items():
        wrap, _, part = name.partition("_")
        if part:
            header[wrap][part] = value
        else:
            header[name] = value
    return encode_header(header)


def flipped(data: bytes, place: int) -> bytes:
    """Give bytes of which one bit is different."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def good(made: Vault, keys: Keys) -> dict[str, bytes]:
    """Make what must open."""
    return {
        "keys": encode_keys(keys),
        "file": made.seal_file(WORDS),
        "empty-file": made.seal_file(b""),
        "long-file": made.seal_file(WORDS * 400),
        "journal": journal(made),
        "torn-journal": journal(made) + made.seal_line(b"never acknowledged", 11)[:-9],
        "message": seal_message(made.public, made.key_id, WORDS),
    }


def bad(made: Vault, keys: Keys, other: Vault, other_keys: Keys) -> dict[str, bytes]:
    """Make what must be refused; the names begin with what it claims to be."""
    plain_keys, sealed, message = (
        encode_keys(keys),
        made.seal_file(WORDS),
        seal_message(made.public, made.key_id, WORDS),
    )
    lines, foreign = journal(made).splitlines(keepends=True), journal(other).splitlines(keepends=True)
    start = decode_header(sealed, "self-trust-workbook sealed", {})[1]
    theirs = other.seal_file(WORDS)
    state = base64.b64encode(other_keys.state).decode()
    return {
        "keys-empty": b"",
        "keys-cut": plain_keys[:-40],
        "keys-changed": flipped(plain_keys, 60),
        "keys-longer": plain_keys + b"more",
        "keys-no-recovery": changed(plain_keys, recovery=None),
        "keys-absurd-memory": changed(plain_keys, passphrase_memory=1 << 40),
        "keys-little-memory": changed(plain_keys, passphrase_memory=8),
        "keys-absurd-passes": changed(plain_keys, passphrase_passes=10**9),
        "keys-dear-together": changed(plain_keys, passphrase_memory=1 << 20, passphrase_passes=20),
        "keys-no-lanes": changed(plain_keys, passphrase_lanes=0),
        "keys-lanes-true": changed(plain_keys, passphrase_lanes=True),
        "keys-other-kdf": changed(plain_keys, passphrase_kdf="none"),
        "keys-short-salt": changed(plain_keys, passphrase_salt="AAAA"),
        "unlock-weaker": changed(plain_keys, passphrase_passes=2),
        "unlock-swapped-wraps": encode_keys(
            replace(keys, wraps={"passphrase": keys.wraps["recovery"], "recovery": keys.wraps["passphrase"]})
        ),
        "unlock-other-key-id": changed(plain_keys, key=other.key_id),
        "unlock-other-state": changed(plain_keys, state=state),
        "unlock-other-public": changed(plain_keys, public=base64.b64encode(other.public).decode()),
        "file-wrong-tag": flipped(sealed, len(sealed) - 1),
        "file-changed": flipped(sealed, start + 30),
        "file-wrong-nonce": flipped(sealed, start),
        "file-truncated": sealed[:-200],
        "file-only-header": sealed[:start],
        "file-swapped-header": theirs[: decode_header(theirs, "self-trust-workbook sealed", {})[1]]
        + sealed[start:],
        "file-of-another": theirs,
        "file-plain": WORDS,
        "file-empty": b"",
        "journal-repeated-line": b"".join([*lines[:3], lines[2]]),
        "journal-reordered": b"".join([lines[0], lines[2], lines[1]]),
        "journal-line-of-another": b"".join([*lines[:2], foreign[2]]),
        "journal-renumbered": b"".join([*lines[:3], lines[1].replace(b"~8 ", b"~12 ")]),
        "journal-header-as-line": b"".join([*lines[:2], lines[0].replace(b"~7 ", b"~9 ")]),
        "journal-plain-line": b"".join([*lines[:2], b"plain\n"]),
        "journal-changed": b"".join([*lines[:2], flipped(lines[2], 40)]),
        "message-changed": flipped(message, len(message) - 20),
        "message-other-key": flipped(message, decode_header(message, "self-trust-workbook message", {})[1]),
        "message-truncated": message[:-100],
        "message-of-another": seal_message(other.public, other.key_id, WORDS),
        "message-renamed": seal_message(other.public, made.key_id, WORDS),
    }


def main() -> None:
    """Write all of them."""
    vault.STRENGTH = QUICK
    made, keys = new_vault(PASSPHRASE, whole_code())
    keys = made.with_state(keys, "locked")
    other, other_keys = new_vault(OTHER, whole_code())
    vault.STRENGTH = Strength(memory=65536, passes=3, lanes=4)
    full = made.with_secret(keys, "passphrase", PASSPHRASE)
    for name, data in {**good(made, keys), "keys-full-strength": encode_keys(full)}.items():
        (VECTORS / f"good-{name}").write_bytes(data)
    for name, data in bad(made, keys, other, other_keys).items():
        (VECTORS / f"bad-{name}").write_bytes(data)


if __name__ == "__main__":
    main()
