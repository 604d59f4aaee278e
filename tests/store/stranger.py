"""A reader of locked answers by somebody who has only the description of the format, and none of its code.

Written from the texts at the head of `vault`, `passphrase`, `snapshot` and `journal`: where it cannot be written
from them, they are to be mended. Imports nothing of the workbook. `python tests/store/stranger.py FOLDER` asks for
the passphrase or the recovery code and prints every document as JSON.
"""

import base64
import getpass
import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Tables = dict[str, dict[str, Any]]


def compact(value: Any) -> bytes:
    """JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def header_of(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Take a file apart: its header, the header's line as it stands, and the rest."""
    line, feed, rest = data.partition(b"\n")
    header = json.loads(line)
    check = header.pop("check")
    assert hashlib.sha256(compact(header)).hexdigest()[:16] == check, "damaged"
    return header, line + feed, rest


def secret_of(typed: str) -> tuple[str, bytes]:
    """Tell which wrap something opens, and the bytes that stand for it."""
    code = unicodedata.normalize("NFKC", typed).strip().upper()
    code = code.translate(str.maketrans("OIL", "011", " -"))
    if len(code) == 28 and set(code) <= set(ALPHABET):
        bits = int.from_bytes(hashlib.sha256(code[:26].encode()).digest()) >> 246
        assert code[26:] == ALPHABET[bits >> 5] + ALPHABET[bits & 31], "mistyped"
        return "recovery", code.encode()
    return "passphrase", unicodedata.normalize("NFKC", typed.strip("\r\n")).encode()


def expanded(key: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    """HKDF-SHA256, 32 bytes."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def unpadded(content: bytes) -> bytes:
    """Take off zeros and the byte before them."""
    content = content.rstrip(b"\0")
    assert content[-1:] == b"\x80"
    return content[:-1]


class Reader:
    """Opens what one file of keys opens."""

    def __init__(self, keys: bytes, typed: str) -> None:
        header, _, rest = header_of(keys)
        assert header["format"] == "self-trust-workbook keys"
        assert (header["schema"], rest) == (1, b"")
        name, secret = secret_of(typed)
        wrap = header[name]
        about = [header["format"], header["schema"], header["key"], name]
        about += [wrap[part] for part in ("kdf", "memory", "passes", "lanes", "salt")]
        kdf = Argon2id(
            salt=base64.b64decode(wrap["salt"]),
            length=32,
            iterations=wrap["passes"],
            lanes=wrap["lanes"],
            memory_cost=wrap["memory"],
        )
        nonce, wrapped = base64.b64decode(wrap["nonce"]), base64.b64decode(wrap["wrapped"])
        key = AESGCM(kdf.derive(secret)).decrypt(nonce, wrapped, compact(about))
        self.key_id: str = header["key"]
        self.files = AESGCM(expanded(key, b"files"))
        self.inbox = X25519PrivateKey.from_private_bytes(expanded(key, b"inbox"))
        assert self.inbox.public_key().public_bytes_raw() == base64.b64decode(header["public"])
        state = base64.b64decode(header["state"])
        self.state = AESGCM(expanded(key, b"state")).decrypt(state[:12], state[12:], self.key_id.encode())

    def file(self, data: bytes) -> bytes:
        """Open a sealed file."""
        header, line, rest = header_of(data)
        assert (header["format"], header["key"]) == ("self-trust-workbook sealed", self.key_id)
        return unpadded(self.files.decrypt(rest[:12], rest[12:], line))

    def lines(self, data: bytes) -> Iterator[bytes]:
        """Open the whole lines of a sealed journal."""
        for place, line in enumerate(data.split(b"\n")[:-1]):
            number, _, sealed = line.removeprefix(b"~").partition(b" ")
            raw = base64.b64decode(sealed)
            about = b"%b %b %b" % (b"line" if place else b"header", number, self.key_id.encode())
            yield unpadded(self.files.decrypt(raw[:12], raw[12:], about))

    def message(self, data: bytes) -> bytes:
        """Open a message of the inbox."""
        header, line, rest = header_of(data)
        assert (header["format"], header["key"]) == ("self-trust-workbook message", self.key_id)
        shared = self.inbox.exchange(X25519PublicKey.from_public_bytes(rest[:32]))
        salt = rest[:32] + self.inbox.public_key().public_bytes_raw()
        return unpadded(AESGCM(expanded(shared, b"message", salt)).decrypt(bytes(12), rest[32:], line))


def read(folder: Path, typed: str) -> Tables:
    """Read every document of a locked store: its snapshot, and the changes after it."""
    reader = Reader((folder / "answers.keys").read_bytes(), typed)
    header, _, body = header_of(reader.file((folder / "answers.json").read_bytes()))
    tables: Tables = json.loads(body)
    reached = header["sequence"]
    for journal in sorted((folder / "journals").iterdir()):
        for line in list(reader.lines(journal.read_bytes()))[1:]:
            digest, change = line[:16], json.loads(line[17:])
            assert hashlib.sha256(line[17:]).hexdigest()[:16] == digest.decode()
            if change["sequence"] > reached:
                reached = change["sequence"]
                for name, part in change["tables"].items():
                    rows = tables.setdefault(name, {})
                    rows.update(part["put"])
                    for number in part["removed"]:
                        rows.pop(number, None)
    return tables


if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1]), getpass.getpass("Passphrase: ")), ensure_ascii=False, indent=1))
