"""Makes test vectors of the lock that are not there yet: `python -m tests.store.make_vectors`.

Good ones must open in every later version, so they are never made again; when the format changes, the old ones
stay beside the new. Bad ones are made from good ones by what an attacker or a disk could do.
"""

import base64
import json
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.store.locks import OTHER, PASSPHRASE, QUICK
from workbook.store import vault
from workbook.store.keys import Keys, decode_keys, encode_keys
from workbook.store.messages import seal_message
from workbook.store.passphrase import as_secret
from workbook.store.sealing import derived, padded
from workbook.store.snapshot import compact_json, decode_header, encode_header
from workbook.store.vault import Vault, new_vault, unlock

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


def bad_keys(keys: bytes) -> dict[str, bytes]:
    """Make files of keys in which one field is missing or wrong, and the check fits."""
    short, long = base64.b64encode(bytes(11)).decode(), base64.b64encode(bytes(49)).decode()
    wrong: dict[str, dict[str, object]] = {
        "other-format": {"format": "self-trust-workbook sealed"},
        "schema-text": {"schema": "1"},
        "schema-negative": {"schema": -1},
        "no-key": {"key": None},
        "key-short": {"key": "00"},
        "key-not-hex": {"key": "0" * 31 + "\u202e"},
        "no-public": {"public": None},
        "public-short": {"public": short},
        "no-state": {"state": None},
        "state-empty": {"state": ""},
        "state-not-base64": {"state": "*" * 40},
        "no-passphrase": {"passphrase": None},
        "wrap-a-list": {"passphrase": []},
        "memory-text": {"passphrase_memory": "65536"},
        "memory-float": {"passphrase_memory": 65536.0},
        "memory-a-little-too-much": {"passphrase_memory": 512 * 1024 + 1},
        "absurd-work": {"passphrase_memory": 512 * 1024, "passphrase_passes": 3},
        "passes-negative": {"recovery_passes": -1},
        "many-lanes": {"recovery_lanes": 17},
        "no-salt": {"recovery_salt": None},
        "long-salt": {"recovery_salt": long},
        "short-nonce": {"recovery_nonce": short},
        "short-wrapped": {"recovery_wrapped": short},
        "long-wrapped": {"recovery_wrapped": long},
        "wrapped-a-number": {"recovery_wrapped": 7},
    }
    header = json.loads(keys)
    del header["check"]
    return {f"keys-{name}": changed(keys, **parts) for name, parts in wrong.items()} | {
        "keys-without-check": compact_json(header).encode() + b"\n",
        "keys-twice": keys * 2,
        "keys-no-line-end": keys.rstrip(),
        "keys-no-object": b"[]\n",
        "keys-nested": b"[" * 4000 + b"\n",
    }


def bad_unlocks(made: Vault, keys: Keys, plain: bytes) -> dict[str, bytes]:
    """Make files of keys that are whole and open nothing; `wrap` in the name: not by the passphrase."""
    wrap = keys.wraps["passphrase"]
    state = AESGCM(derived(made._key, b"state")).encrypt(bytes(12), b"open", made.key_id.encode())
    wrong: dict[str, dict[str, object]] = {
        "wrap-salt": {"passphrase_salt": base64.b64encode(flipped(wrap.salt, 0)).decode()},
        "wrap-nonce": {"passphrase_nonce": base64.b64encode(flipped(wrap.nonce, 0)).decode()},
        "wrap-changed": {"passphrase_wrapped": base64.b64encode(flipped(wrap.wrapped, 0)).decode()},
        "wrap-memory": {"passphrase_memory": wrap.strength.memory + 1},
        "wrap-lanes": {"passphrase_lanes": wrap.strength.lanes + 1},
        "state-changed": {"state": base64.b64encode(flipped(keys.state, 14)).decode()},
        "state-cut": {"state": base64.b64encode(keys.state[:27]).decode()},
        "state-unknown": {"state": base64.b64encode(bytes(12) + state).decode()},
        "public-of-nobody": {"public": base64.b64encode(bytes(32)).decode()},
    }
    return {f"unlock-{name}": changed(plain, **parts) for name, parts in wrong.items()}


def bad_contents(made: Vault) -> dict[str, bytes]:
    """Make sealed files, lines and messages in which one thing is wrong."""
    sealed, message = made.seal_file(WORDS), seal_message(made.public, made.key_id, WORDS)
    start = sealed.index(b"\n") + 1
    header, body = sealed[:start], sealed[start:]
    spaced = header.replace(b'","', b'", "')
    under_state = AESGCM(derived(made._key, b"state"))
    no_end = made._files.encrypt(bytes(12), bytes(512), header)
    good_lines = journal(made).splitlines(keepends=True)
    first, last = b"".join(good_lines[:2]), good_lines[2]
    return {
        "file-longer": sealed + b"\0",
        "file-twice": sealed * 2,
        "file-other-header-same-meaning": spaced + body,
        "file-without-check": json.dumps({"format": "self-trust-workbook sealed"}).encode() + b"\n" + body,
        "file-is-message": message,
        "file-short-tag": header + body[:20],
        "file-of-another-key": header + bytes(12) + under_state.encrypt(bytes(12), padded(WORDS), header),
        "file-without-end": header + bytes(12) + no_end,
        "journal-no-number": first + b"~ " + last.partition(b" ")[2],
        "journal-negative": first + last.replace(b"~9 ", b"~-9 "),
        "journal-huge-number": first + last.replace(b"~9 ", b"~" + b"9" * 5000 + b" "),
        "journal-other-digits": first + last.replace(b"~9 ", "~\u0669 ".encode()),
        "journal-no-blank": first + last.replace(b"~9 ", b"~9"),
        "journal-no-base64": first + b"~9 ***\n",
        "journal-short-line": first + b"~9 " + base64.b64encode(bytes(27)) + b"\n",
        "journal-empty-line": first + b"\n",
        "journal-file-as-line": first + b"~9 " + base64.b64encode(body) + b"\n",
        "message-empty": b"",
        "message-only-header": message[: message.index(b"\n") + 1],
        "message-short-key": message[: message.index(b"\n") + 20],
        "message-key-of-nobody": message[: message.index(b"\n") + 1] + bytes(32) + bytes(528),
        "message-longer": message + b"\0",
        "message-is-file": sealed,
    }


def newer(keys: bytes, made: Vault) -> dict[str, bytes]:
    """Make what a later version may write: it is neither damaged nor opened."""
    found = {
        "keys": keys,
        "file": made.seal_file(WORDS),
        "message": seal_message(made.public, made.key_id, WORDS),
    }
    return {
        f"newer-{name}": changed(data[: data.index(b"\n") + 1], schema=2) + data[data.index(b"\n") + 1 :]
        for name, data in found.items()
    }


def main() -> None:
    """Write those that are missing, with the lock of those that are there."""
    plain = (VECTORS / "good-keys").read_bytes()
    keys = decode_keys(plain)
    made = unlock(keys, PASSPHRASE)
    vault.STRENGTH = QUICK
    found = bad(made, keys, *new_vault(OTHER, whole_code()))
    found |= bad_keys(plain) | bad_unlocks(made, keys, plain) | bad_contents(made)
    for name, data in ({f"bad-{name}": data for name, data in found.items()} | newer(plain, made)).items():
        if not (VECTORS / name).exists():
            (VECTORS / name).write_bytes(data)


if __name__ == "__main__":
    main()
