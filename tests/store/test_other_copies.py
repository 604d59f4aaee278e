"""Copies that other programs leave are looked at and brought together, each layer whole, also beside a lock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.building import abandon, latest_text, live_journal, write
from tests.store.locks import OTHER, holding, lock, opened
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.foreign import notice
from workbook.store.locking import unlocked
from workbook.store.other_copies import OtherCopy, bring_together, look_at_copies, versions
from workbook.store.records import Layer
from workbook.store.vault import Vault

COPY = "answers.sync-conflict-20260503-091500-ABCDEFG.json"
JOURNAL_COPY = "{stem}.sync-conflict-20260503-091500-ABCDEFG.jsonl"

pytestmark = pytest.mark.usefixtures("quick_locks")


def write_on_two_machines(
    folder: Path, *, is_locked: bool, passphrase: str = ""
) -> tuple[Path, Vault | None]:
    """Write an answer, copy the folder, and go on in both; give the other folder, and the open lock here."""
    with Answers.open(folder) as answers:
        write(answers, "one", "what both know")
        visit = answers.visit_id
    if is_locked:
        lock(folder)
    other = folder.with_name("laptop")
    shutil.copytree(folder, other)
    if passphrase:
        lock(other, passphrase)
    for place, words in ((folder, "what both know, on here"), (other, "what both know, on there")):
        vault = unlocked(place, passphrase) if passphrase and place == other else None
        vault = vault or (opened(place) if is_locked else None)
        answers = Answers.open(place, vault=vault)
        answers._ledger.visit_id, answers._ledger._visit_is_written = visit, True
        write(answers, "one", words)
        answers._ledger.visit_id = f"at {place.name}"
        write(answers, f"only at {place.name}", f"the words of {place.name}")
        if passphrase:
            answers._storage.fold_in_at_close()
            answers.close()
        else:
            # A clean close may fold the journal in; after years of words it does not.
            abandon(answers)
    return other, opened(folder) if is_locked else None


def the_copy(answers: Answers) -> OtherCopy:
    """Look at the only copy there is."""
    (copy,) = look_at_copies(answers)
    return copy


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_journal_that_was_changed_in_two_places_is_brought_together(
    folder: Path, *, is_locked: bool
) -> None:
    """The last words of another machine stand in a copy of a journal: each is shown, and stands beside one's own."""
    other, vault = write_on_two_machines(folder, is_locked=is_locked)
    theirs = live_journal(other)
    shutil.copy(theirs, folder / "journals" / JOURNAL_COPY.format(stem=theirs.stem))
    assert notice(Files(), folder).startswith("Another copy")
    with Answers.open(folder, vault=vault) as answers:
        copy = the_copy(answers)
        assert copy.problem == ""
        (differing,) = versions(copy)
        assert isinstance(differing.here, Layer)
        assert isinstance(differing.there, Layer)
        assert (differing.here.text, differing.there.text) == (
            "what both know, on here",
            "what both know, on there",
        )
        kept = bring_together(answers, copy)
        assert kept.read_bytes() == theirs.read_bytes()
        assert look_at_copies(answers) == []
        assert {layer.text for layer in answers.layers("one")} == {
            "what both know, on here",
            "what both know, on there",
        }
        assert latest_text(answers, "only at laptop") == "the words of laptop"
        assert latest_text(answers, "only at answers") == "the words of answers"
    assert notice(Files(), folder) == ""
    if is_locked:
        assert holding(folder, "the words of") == []


def test_what_was_put_aside_while_open_is_brought_together(folder: Path) -> None:
    """A journal that a program put in place of ours is kept, found, and each word of it comes back."""
    other, _ = write_on_two_machines(folder, is_locked=False)
    with Answers.open(folder) as answers:
        write(answers, "two", "before")
        shutil.copy(live_journal(other), live_journal(folder))
        write(answers, "two", "after")
        copy = the_copy(answers)
        assert copy.path.parent.name == "conflicts"
        bring_together(answers, copy)
        assert look_at_copies(answers) == []
        assert latest_text(answers, "only at laptop") == "the words of laptop"
        assert latest_text(answers, "two") == "after"


def test_beside_a_lock_a_copy_without_one_is_read_and_sealed(folder: Path) -> None:
    """A machine that had no lock yet: its words come in, and nothing of them stays to be read."""
    other, _ = write_on_two_machines(folder, is_locked=False)
    lock(folder)
    with Answers.open(other) as answers:
        write(answers, "three", "the words of a third")
        answers._storage.fold_in_at_close()
    shutil.copy(other / "answers.json", folder / COPY)
    with Answers.open(folder, vault=opened(folder)) as answers:
        bring_together(answers, the_copy(answers))
        assert latest_text(answers, "three") == "the words of a third"
    assert holding(folder, "the words of") == []


def test_what_cannot_be_read_stays_and_says_why(folder: Path) -> None:
    """A copy with another lock, and one that is damaged, are named with the reason and left where they are."""
    other, vault = write_on_two_machines(folder, is_locked=False, passphrase=OTHER)
    shutil.copy(other / "answers.json", folder / COPY)
    (folder / "answers (1).json").write_bytes(b"{broken")
    with Answers.open(folder, vault=vault) as answers:
        damaged, locked = look_at_copies(answers)
    assert "stays where it is" in damaged.problem
    assert "workbook merge" in locked.problem
    assert (folder / COPY).exists()
