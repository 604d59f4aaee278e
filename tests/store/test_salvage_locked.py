"""Repairing behind a lock: the same is saved as without one, it stays sealed, and damage is no wrong passphrase."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.building import SetClock, latest_text, live_journal, write
from tests.store.locks import OTHER, PASSPHRASE, files_in, holding, lock, opened
from tests.store.test_salvage import DAMAGES, files_of
from workbook.errors import StoreDamaged, StoreSealed
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.locking import take_lock_off
from workbook.store.outside import look_from_outside
from workbook.store.salvage import repair
from workbook.store.vault import Vault, new_vault

pytestmark = pytest.mark.usefixtures("quick_locks")
NOW = SetClock()()
CANARY = "heron-in-the-reeds"


@pytest.fixture
def sealed(folder: Path) -> Path:
    """A locked folder with three visits and backups of the first two."""
    for number in range(3):
        with Answers.open(folder) as answers:
            for prompt in range(3):
                write(answers, f"p{number}{prompt}", f"{CANARY} {number}{prompt} " * 60)
            answers._storage.fold_in_at_close()
    lock(folder)
    return folder


def fix(folder: Path, vault: Vault | None) -> list[str]:
    """Repair a folder."""
    return repair(Files(), folder, NOW, vault)


def texts(folder: Path, vault: Vault) -> dict[str, str]:
    """Give every answer by its id."""
    with Answers.open(folder, read_only=True, vault=vault) as answers:
        assert answers.opened_from == ""
        return {layer.id: layer.text for layer in answers.all_layers()}


def with_a_bit_changed(path: Path, place: int) -> None:
    """Damage a file."""
    data = path.read_bytes()
    path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_each_kind_of_damage_loses_nothing_that_stands_elsewhere(sealed: Path, tmp_path: Path) -> None:
    """With the backups and journals all is there again; what is damaged is kept, sealed."""
    vault = opened(sealed)
    whole = texts(sealed, vault)
    for damage in DAMAGES.values():
        folder = shutil.copytree(sealed, tmp_path / "damaged")
        spoilt = damage((folder / "answers.json").read_bytes())
        (folder / "answers.json").write_bytes(spoilt)
        assert fix(folder, vault)
        assert texts(folder, vault) == whole
        assert holding(folder, CANARY) == []
        if spoilt:
            kept = [path.read_bytes() for path in (folder / "damaged").iterdir()]
            assert spoilt in kept or spoilt in map(vault.open_file, kept)
        assert fix(folder, vault) == []
        shutil.rmtree(folder)


def test_with_every_copy_damaged_the_rest_is_read_out(sealed: Path) -> None:
    """A changed bit in each sealed file costs a letter and no more: below its seal the rest is still right."""
    vault = opened(sealed)
    with Answers.open(sealed, vault=vault) as answers:
        write(answers, "last", "only in the journal")
    for path in files_of(sealed):
        if path.suffix == ".json":
            with_a_bit_changed(path, len(path.read_bytes()) // 2)
        elif path != live_journal(sealed):
            path.write_bytes(b"~0 spoilt\n")
    with pytest.raises(StoreDamaged):
        Answers.open(sealed, vault=vault)
    said = " ".join(fix(sealed, vault))
    assert "read out of damaged files" in said
    with Answers.open(sealed, vault=vault) as answers:
        assert answers.opened_from == ""
        assert len(answers.all_layers()) == 10
        assert latest_text(answers, "last") == "only in the journal"
        assert latest_text(answers, "p00") == f"{CANARY} 00 " * 60
    assert holding(sealed, CANARY) == []
    assert texts(sealed, opened(sealed))


def test_what_cannot_be_opened_is_said(sealed: Path) -> None:
    """A backup of which nothing is left, and one that another lock sealed, are named."""
    vault = opened(sealed)
    first, second = sorted((sealed / "backups").iterdir())
    for path in sealed.rglob("*.jsonl"):
        path.unlink()
    with_a_bit_changed(sealed / "answers.json", -400)
    (first / "answers.json").write_bytes(b"\0" * 900)
    other, _ = new_vault(OTHER, PASSPHRASE)
    (second / "answers.json").write_bytes(other.seal_file(b'{"layers":{"1":{"id":"x"}}}'))
    said = " ".join(fix(sealed, vault))
    assert f"Nothing could be made out in {second / 'answers.json'}, {first / 'answers.json'}." in said
    assert len(texts(sealed, vault)) == 9


def test_what_somebody_else_put_there_in_plain_is_not_taken_up(sealed: Path, tmp_path: Path) -> None:
    """Not even when nothing else can be read: it would be shown as one's own."""
    with Answers.open(tmp_path / "other") as answers:
        write(answers, "one", "planted")
        answers._storage.fold_in_at_close()
    for path in files_of(sealed):
        path.write_bytes(b"~0 spoilt\n")
    (sealed / "answers.json").write_bytes((tmp_path / "other" / "answers.json").read_bytes())
    before = files_in(sealed)
    with pytest.raises(StoreDamaged):
        fix(sealed, opened(sealed))
    assert {path: data for path, data in files_in(sealed).items() if path in before} == before


def test_damaged_keys_are_written_again_from_their_copy(sealed: Path) -> None:
    """Either of the two; told from outside as well, and what stood there is kept."""
    for name, damage in (
        ("answers.keys", b"null"),
        ("answers.keys.copy", b""),
        ("answers.keys", None),
        ("answers.keys.copy", None),
    ):
        whole = (sealed / name).read_bytes()
        (sealed / name).unlink()
        if damage is not None:
            (sealed / name).write_bytes(damage)
        (problem,) = look_from_outside(Files(), sealed).problems
        assert problem.startswith(f"{name} {'is missing' if damage is None else 'cannot be read'}")
        (said,) = fix(sealed, opened(sealed))
        assert said.startswith(f"{name} was")
        assert (sealed / name).read_bytes() == whole
        assert look_from_outside(Files(), sealed).problems == ()
    (kept,) = (sealed / "damaged").iterdir()
    assert opened(sealed).open_file(kept.read_bytes()) == b"null"


def test_without_the_passphrase_or_the_keys_nothing_is_mended(sealed: Path) -> None:
    """And nothing is changed."""
    vault = opened(sealed)
    with_a_bit_changed(sealed / "answers.json", -40)
    before = files_in(sealed)
    with pytest.raises(StoreSealed):
        fix(sealed, None)
    assert files_in(sealed) == before
    for name in ("answers.keys", "answers.keys.copy"):
        (sealed / name).unlink()
    with pytest.raises(StoreDamaged, match=r"answers\.keys"):
        fix(sealed, vault)
    assert files_in(sealed).keys() == {path for path in before if ".keys" not in path.name}


def test_from_outside_what_is_whole_and_what_is_not_can_be_told(sealed: Path) -> None:
    """Without the passphrase, and never that everything can be read."""
    seen = look_from_outside(Files(), sealed)
    assert seen.one_line() == (
        "Locked, 2 backups, all whole from outside; whether all can be read shows only with the passphrase"
    )
    first, second = sorted((sealed / "backups").iterdir())
    (sealed / "answers.json").write_bytes(b"{}")
    (first / "answers.json").unlink()
    other, _ = new_vault(OTHER, PASSPHRASE)
    (second / "answers.json").write_bytes(other.seal_file(b"x"))
    journal = max(sealed.glob("journals/*.jsonl"))
    journal.write_bytes(journal.read_bytes() * 2)
    said = " ".join(look_from_outside(Files(), sealed).problems)
    for expected in (
        "answers.json: it does not begin with a header.",
        f"backups/{first.name}/answers.json: it is missing.",
        f"backups/{second.name}/answers.json: it belongs to another lock.",
        f"journals/{journal.name}: its lines are not in their order.",
    ):
        assert expected in said
    assert "not all whole" in look_from_outside(Files(), sealed).one_line()


def test_what_was_mended_opens_without_the_lock_as_well(sealed: Path) -> None:
    """Mending leaves no file behind that taking the lock off cannot open."""
    whole = texts(sealed, opened(sealed))
    (sealed / "answers.json").write_bytes(b"\0" * 500)
    fix(sealed, opened(sealed))
    take_lock_off(Files(), sealed, NOW, opened(sealed))
    with Answers.open(sealed) as answers:
        assert {layer.id: layer.text for layer in answers.all_layers()} == whole
    assert b"\0" * 500 in [path.read_bytes() for path in (sealed / "damaged").iterdir()]
