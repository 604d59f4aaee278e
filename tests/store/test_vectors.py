"""The format of the lock: vectors that must open in every version, and vectors that must be refused."""

from pathlib import Path

import pytest

from tests.store.locks import OTHER, PASSPHRASE
from tests.store.make_vectors import LINES, VECTORS, WORDS, whole_code
from workbook.errors import StoreTooNew, WrongPassphrase
from workbook.store.keys import decode_keys
from workbook.store.snapshot import Unreadable
from workbook.store.vault import UNREADABLE_LINE, Vault, unlock

BAD = sorted(path.name for path in VECTORS.glob("bad-*"))


def vector(name: str) -> bytes:
    """Read a vector."""
    return (VECTORS / name).read_bytes()


@pytest.fixture(scope="module")
def lock() -> Vault:
    """The lock of the vectors, opened with its passphrase."""
    return unlock(decode_keys(vector("good-keys")), PASSPHRASE)


@pytest.mark.parametrize(
    "typed", [PASSPHRASE, whole_code(), whole_code().lower().replace("1", "l").replace("0", "o")]
)
def test_good_keys_open(typed: str) -> None:
    """By passphrase, and by recovery code however it was copied."""
    assert unlock(decode_keys(vector("good-keys")), typed).state == "locked"


def test_keys_of_full_strength_open() -> None:
    """64 MiB, three passes, four lanes: what a new lock is given."""
    keys = decode_keys(vector("good-keys-full-strength"))
    strength = keys.wraps["passphrase"].strength
    assert (strength.memory, strength.passes, strength.lanes) == (65536, 3, 4)
    assert unlock(keys, PASSPHRASE).key_id == keys.key_id


def test_a_passphrase_is_the_same_however_it_is_typed() -> None:
    """Composed or not, wide or not (NFKC): a keyboard decides that, not a person."""
    with pytest.raises(WrongPassphrase, match="does not open"):
        unlock(decode_keys(vector("good-keys")), OTHER)
    with pytest.raises(WrongPassphrase, match="mistyped"):
        unlock(decode_keys(vector("good-keys")), whole_code().replace("2", "3"))
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter != " " else letter for letter in PASSPHRASE)
    assert unlock(decode_keys(vector("good-keys")), wide).state == "locked"


def test_good_files_open(lock: Vault) -> None:
    """Whatever their length, also of nothing."""
    assert lock.open_file(vector("good-file")) == WORDS
    assert lock.open_file(vector("good-empty-file")) == b""
    assert lock.open_file(vector("good-long-file")) == WORDS * 400
    assert lock.open_message(vector("good-message")) == WORDS


@pytest.mark.parametrize("name", ["good-journal", "good-torn-journal"])
def test_good_journals_open(lock: Vault, name: str) -> None:
    """Line by line; a torn end is not among them."""
    assert lock.open_journal(vector(name)).splitlines() == list(LINES)


def test_there_are_vectors_of_every_sort() -> None:
    """The files are where the tests look for them."""
    assert {name.split("-")[1] for name in BAD} == {"keys", "unlock", "file", "journal", "message"}
    assert len(BAD) > 90


@pytest.mark.parametrize("name", ["newer-keys", "newer-file", "newer-message"])
def test_what_a_newer_version_wrote_is_not_damage(lock: Vault, name: str) -> None:
    """It is told apart, so that nobody puts it away or writes over it."""
    with pytest.raises(StoreTooNew):
        {"keys": decode_keys, "file": lock.open_file, "message": lock.open_message}[name[6:]](vector(name))


@pytest.mark.parametrize("name", [name for name in BAD if name.startswith("bad-keys")])
def test_bad_keys_are_damage_and_cost_nothing(name: str) -> None:
    """They are refused before any passphrase is tried with parameters that would take for ever."""
    with pytest.raises(Unreadable):
        decode_keys(vector(name))


@pytest.mark.parametrize("name", [name for name in BAD if name.startswith("bad-unlock")])
def test_keys_that_were_tampered_with_open_nothing(name: str) -> None:
    """What is bound together cannot be taken apart, not even with the right passphrase."""
    keys = decode_keys(vector(name))
    for typed in (PASSPHRASE, whole_code()):
        if name.startswith(("bad-unlock-weaker", "bad-unlock-wrap-")) and typed != PASSPHRASE:
            continue  # Only one of the two wraps is different.
        with pytest.raises((Unreadable, WrongPassphrase)):
            unlock(keys, typed)


@pytest.mark.parametrize("name", [name for name in BAD if name.startswith(("bad-file", "bad-message"))])
def test_bad_files_and_messages_are_refused(lock: Vault, name: str) -> None:
    """Nothing of them is given, not even what could be read."""
    with pytest.raises(Unreadable):
        (lock.open_file if name.startswith("bad-file") else lock.open_message)(vector(name))


@pytest.mark.parametrize("name", [name for name in BAD if name.startswith("bad-journal")])
def test_a_bad_line_is_refused_and_the_others_are_read(lock: Vault, name: str) -> None:
    """The last line of each is the bad one; those before it are as they were."""
    *before, last = lock.open_journal(vector(name)).splitlines()
    assert last == UNREADABLE_LINE
    assert before == [line for line in LINES if line in before]
    assert len(before) >= 2


def test_a_lock_that_is_being_put_on_reads_both_forms(lock: Vault) -> None:
    """And only then: else a plain file could take the place of a sealed one."""
    half = Vault(lock.key_id, lock._key, "locking")
    assert half.open_file(b"plain words") == b"plain words"
    assert half.open_journal(b"plain\nlines\n") == b"plain\nlines\n"
    assert half.open_file(vector("good-file")) == WORDS


def test_every_bit_counts(lock: Vault, tmp_path: Path) -> None:
    """Whichever byte of a sealed file is changed, it is refused."""
    sealed = vector("good-file")
    for place in range(len(sealed)):
        with pytest.raises(Unreadable):
            lock.open_file(sealed[:place] + bytes([sealed[place] ^ 0x40]) + sealed[place + 1 :])
